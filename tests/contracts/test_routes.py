"""Every route file is complete: promised ids, texts, sources, papers, clocks that can be counted."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES, books
from xborder_desk.catalog.routes import read_routes
from xborder_desk.domain.fact_table import FACTS, FactKind
from xborder_desk.domain.routes.route import PAPERS, ClockKind, RouteKind
from xborder_desk.i18n.data_texts import texts_of
from xborder_desk.i18n.language import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.routes.route import Route
    from xborder_desk.domain.sentences import Sentence

PROMISED = {
    "seller-complaint", "platform-guarantee", "platform-complaint", "platform-notice",
    "platform-certified-body", "adr", "odr-platform", "card-not-received", "card-not-as-described",
    "card-counterfeit", "card-credit-not-processed", "card-cancelled", "paypal", "sepa-debit",
    "transfer-recall", "linked-credit", "uk-section-75", "carrier", "insurer-buyer", "insurer-freight",
    "product-liability", "ecc-net", "authority-consumer", "authority-safety", "authority-data-protection",
    "police", "eu-small-claims", "eu-payment-order", "national-small-claims", "national-court", "cn-12315",
    "tw-consumer-protection", "hk-consumer-council", "jp-ccj", "kr-kca", "us-econsumer", "uk-icc",
}  # fmt: skip
ROUTES = books().routes


def sentences(route: Route) -> Iterator[Sentence]:
    """Every text of a route that a person can see."""
    yield from (route.title, route.gives, route.cost, *route.hints)
    for one in route.preconditions:
        yield one.why
        if one.question:
            yield one.question
    yield from (clock.note for clock in route.clocks if clock.note)
    yield from (limit.why for limit in route.limits)
    yield from (conflict.why for conflict in route.conflicts)


def test_every_file_can_be_read() -> None:
    shelf = read_routes(RESOURCES)
    assert shelf.faults == ()
    assert set(shelf.items) == set(ROUTES)
    assert set(ROUTES) >= PROMISED


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_route_says_what_it_gives_and_what_it_rests_on(name: str) -> None:
    route = ROUTES[name]
    assert route.title.text
    assert route.gives.text.endswith(".")
    assert route.cost.text.endswith(".")
    assert route.kind in RouteKind
    assert route.sources
    assert len({source.key for source in route.sources}) == len(route.sources)
    assert set(route.papers) <= set(PAPERS)
    by_knowledge_only = [source for source in route.sources if source.read.startswith(("K", "P:"))]
    assert all(source.status == "unchecked" for source in by_knowledge_only)
    assert all(source.status == "unchecked" for source in route.sources if "/K" in source.read.split(":")[0])


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_texts_are_found_by_translators_under_the_context_they_are_asked_with(name: str) -> None:
    source = (RESOURCES / "routes" / f"{name}.toml").read_text(encoding="utf-8")
    found = {one.context: one.text for one in texts_of("route", name, tomllib.loads(source))}
    for sentence in sentences(ROUTES[name]):
        assert found[sentence.context] == sentence.text
        assert places(sentence.text) <= {"most", "least", "currency"}


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_clock_has_a_note_and_can_be_counted(name: str) -> None:
    for clock in ROUTES[name].clocks:
        assert clock.note is not None, clock.id
        assert clock.period is not None or clock.terms  # the platform's terms say how long
        assert all(FACTS[fact].kind in {FactKind.EVENT, FactKind.DAY} for fact in clock.start)
        assert FACTS[clock.country].kind is FactKind.COUNTRY
        assert ROUTES[name].source(clock.source) is not None
        assert clock.kind in ClockKind


def test_conflicts_name_routes_there_are() -> None:
    for route in ROUTES.values():
        for conflict in route.conflicts:
            assert conflict.route in ROUTES
            assert conflict.route != route.id


def test_the_letters_of_a_route_are_there() -> None:
    written = {file.stem for file in (RESOURCES / "templates").glob("*.toml")}
    for route in ROUTES.values():
        assert set(route.letters) <= written, route.id


def test_every_fact_can_be_asked_for() -> None:
    asked = {fact for route in ROUTES.values() for fact in route.reads}
    for fact in asked:
        assert FACTS[fact].question.endswith("?") or FACTS[fact].question.endswith(".")
