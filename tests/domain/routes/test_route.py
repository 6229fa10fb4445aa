"""Every shipped route: whole in words and sources, its clocks computable, its reads told truly."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES, TODAY, books
from xborder_desk.catalog.templates import read_templates
from xborder_desk.domain.bodies import TERMS
from xborder_desk.domain.fact_table import FACTS, FURTHER, OWN, FactKind
from xborder_desk.domain.jurisdictions import UNCHECKED
from xborder_desk.domain.routes.conditions import TESTS
from xborder_desk.domain.routes.route import (
    PAPERS,
    STATE_LABELS,
    ClockKind,
    MoneyLimit,
    Route,
    RouteKind,
    RouteState,
)
from xborder_desk.domain.sentences import Sentence
from xborder_desk.domain.time_limits import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUTES = [pytest.param(route, id=name) for name, route in sorted(books().routes.items())]
# The ids that scripts rely on; more may be added.
PROMISED = {
    *("seller-complaint", "platform-guarantee", "platform-complaint", "platform-notice", "adr", "ecc-net"),
    *("platform-certified-body", "odr-platform", "card-not-received", "card-not-as-described", "paypal"),
    *("card-counterfeit", "card-credit-not-processed", "card-cancelled", "sepa-debit", "transfer-recall"),
    *("linked-credit", "uk-section-75", "carrier", "insurer-buyer", "insurer-freight", "police", "uk-icc"),
    *("product-liability", "authority-consumer", "authority-safety", "authority-data-protection"),
    *("eu-small-claims", "eu-payment-order", "national-small-claims", "national-court", "cn-12315"),
    *("tw-consumer-protection", "hk-consumer-council", "jp-ccj", "kr-kca", "us-econsumer"),
}


def sentences(route: Route) -> Iterator[Sentence]:
    """Everything a person reads of a route."""
    yield from (route.title, route.gives, route.cost, *route.hints)
    yield from (limit.why for limit in route.limits)
    yield from (conflict.why for conflict in route.conflicts)
    for clock in route.clocks:
        if clock.note is not None:
            yield clock.note
    for one in route.preconditions:
        yield one.why
        if one.question is not None:
            yield one.question


def test_the_promised_ids_are_there() -> None:
    assert set(books().routes) >= PROMISED
    assert {route.kind for route in books().routes.values()} == set(RouteKind)
    assert set(STATE_LABELS) == set(RouteState)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_is_whole_in_words(route: Route) -> None:
    assert route.id == route.id.lower()
    for told in sentences(route):
        assert told.text.strip()
        assert told.context.startswith(f"route:{route.id}:")
        assert not re.search(r"[a-z]_[a-z]", told.text), told.text
        if told is not route.title:
            assert told.text.rstrip().endswith((".", "?")), told.text
    # One place in the catalogues is one text.
    said = {(told.context, told.text) for told in sentences(route)}
    assert len(said) == len({context for context, _text in said})


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_rests_on_sources(route: Route) -> None:
    assert route.sources
    keys = [source.key for source in route.sources]
    assert len(keys) == len(set(keys))
    for source in route.sources:
        assert source.instrument.strip()
        assert source.checked_on <= TODAY
        # What was read is named; what was not is not called sourced.
        assert source.read.strip()
        assert (source.status == UNCHECKED) or "S-" in source.read
    used = {one.source for one in route.preconditions} | {one.source for one in route.limits}
    used |= {one.source for one in route.clocks}
    assert used <= {"", *keys}
    assert route.statuses[""] == route.sources[0].status
    assert route.source("") is route.sources[0]
    assert route.source("nowhere") is None


@pytest.mark.parametrize("route", ROUTES)
def test_clocks_are_counted_by_rules_there_are_from_days_there_are(route: Route) -> None:
    assert len({clock.id for clock in route.clocks}) == len(route.clocks)
    for clock in route.clocks:
        assert clock.start
        assert all(FACTS[name].kind in {FactKind.EVENT, FactKind.DAY} for name in clock.start)
        assert clock.rule in RULES or clock.figure is not None or clock.terms in TERMS
        assert clock.kind in ClockKind
        # The other side's periods never end a way of ours.
        assert clock.ours or clock.kind in {ClockKind.WAITS, ClockKind.RUNS}
        if clock.rule in RULES and clock.period is not None:
            event = dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC)
            limit = RULES[clock.rule].count(event, clock.period, books().holidays("DE"))
            assert limit.day >= event.date()
            assert limit.steps


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_says_truly_what_it_reads(route: Route) -> None:
    assert route.reads <= {*OWN, *FURTHER}
    assert route.reads <= route.depends_on
    assert set(route.gate) <= set(FACTS)
    assert not set(route.gate) & set(route.rest)
    for precondition in route.preconditions:
        for condition in precondition.any:
            assert condition.test in TESTS
            assert condition.fact in route.gate


@pytest.mark.parametrize("route", ROUTES)
def test_papers_letters_and_neighbours_exist(route: Route) -> None:
    assert set(route.papers) <= set(PAPERS)
    assert set(route.letters) <= set(read_templates(RESOURCES).items)
    assert {conflict.route for conflict in route.conflicts} <= set(books().routes) - {route.id}


def test_ways_that_exclude_each_other_say_so_on_both_sides_or_name_why_not() -> None:
    pairs = {(route.id, one.route) for route in books().routes.values() for one in route.conflicts}
    one_sided = {pair for pair in pairs if tuple(reversed(pair)) not in pairs}
    # The network and the agency decline once a court is asked; a court asks for nothing of them. What PayPal
    # refuses to pay twice, an insurer settles by its own terms.
    courts = {"national-court", "national-small-claims", "eu-small-claims", "eu-payment-order"}
    allowed = {(body, court) for body in ("ecc-net", "kr-kca", "adr") for court in courts}
    assert one_sided <= allowed | {("paypal", "insurer-buyer")}


def test_every_paper_is_asked_for_by_some_way() -> None:
    asked = {paper for route in books().routes.values() for paper in route.papers}
    assert set(PAPERS) - asked <= {"mandate", "platform-case"}


@pytest.mark.parametrize(
    ("since", "until", "on", "holds"),
    [
        (None, None, "2026-01-01", True),
        ("2026-01-01", None, "2025-12-31", False),
        ("2026-01-01", None, "2026-01-01", True),
        (None, "2026-01-01", "2026-01-01", True),
        (None, "2026-01-01", "2026-01-02", False),
    ],
)
def test_a_bound_and_a_condition_hold_from_their_first_to_their_last_day(
    since: str | None, until: str | None, on: str, *, holds: bool
) -> None:
    first = dt.date.fromisoformat(since) if since else None
    last = dt.date.fromisoformat(until) if until else None
    limit = MoneyLimit("x", "amount", "", Sentence("Why."), valid_from=first, valid_to=last)
    some = replace(books().routes["adr"].preconditions[0], valid_from=first, valid_to=last)
    assert limit.holds(dt.date.fromisoformat(on)) is holds
    assert some.holds(dt.date.fromisoformat(on)) is holds
