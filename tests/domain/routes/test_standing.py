"""How a route stands: its place in the order, a person's verdict, the last day, terms of platforms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.factories.routes import TODAY, books, journey
from xborder_desk.domain.routes.planner import plan
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.domain.routes.standing import Override, RouteStanding

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def card() -> RouteStanding:
    return next(one for one in plan(journey(), books(), TODAY) if one.id == "card-not-received")


def test_states_come_in_their_order_and_what_runs_out_first_before_the_rest() -> None:
    usual = card()
    soon = replace(usual, due=TODAY)
    none = replace(usual, due=None)
    waiting = replace(usual, state=RouteState.WAITING, due=None, opens=TODAY)
    waits_longer = replace(waiting, opens=dt.date(2027, 1, 1))
    unknown = replace(usual, state=RouteState.UNKNOWN, due=TODAY)
    closed = replace(usual, state=RouteState.CLOSED, due=TODAY)
    wanted = [soon, usual, none, waiting, waits_longer, unknown, closed]
    mixed = [wanted[at] for at in (6, 2, 0, 5, 3, 1, 4)]
    assert sorted(mixed, key=lambda one: one.order) == wanted


def test_urgent_kinds_come_first_unless_they_are_closed() -> None:
    usual = replace(card(), due=TODAY)
    front = replace(usual, front=True, due=dt.date(2028, 1, 1), state=RouteState.UNKNOWN)
    closed = replace(front, state=RouteState.CLOSED)
    assert sorted([closed, usual, front], key=lambda one: one.order) == [front, usual, closed]


@pytest.mark.parametrize("state", list(RouteState))
def test_a_verdict_leaves_dates_and_reasons_to_be_read(state: RouteState) -> None:
    usual = card()
    judged = usual.overridden(Override(state, "The bank agreed by phone.", "Jana", NOW))
    assert judged.state is state
    assert judged.due == usual.due
    assert judged.steps == usual.steps
    assert "The bank agreed by phone." in str(judged.reasons[0])
    assert judged.reasons[1:] == usual.reasons
    assert judged.override is not None
    assert judged.override.by == "Jana"


def test_the_last_day_is_that_of_the_latest_reading() -> None:
    debit = next(
        one
        for one in plan(journey(payment_method="sepa-debit", paid_on="2026-10-05"), books(), TODAY)
        if one.id == "sepa-debit"
    )
    [weeks] = debit.clocks
    assert (weeks.day, weeks.last) == (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    [scheme, *_rest] = [time for time in card().clocks if time.id == "scheme"]
    assert scheme.last == scheme.day


@pytest.mark.parametrize("name", ["Amazon", "AMAZON", " amazon.de ", "亚马逊", "Amazon Marketplace"])
def test_a_platform_is_known_by_any_of_its_names(name: str) -> None:
    found = books().guarantee(name)
    assert found is not None
    assert found.name == "A-to-z Guarantee"
    assert found.source.status == "unchecked"


@pytest.mark.parametrize("name", ["", "BazaarHub", "Amaz", "amazon.example"])
def test_a_platform_whose_terms_nobody_knows_has_none(name: str) -> None:
    assert books().guarantee(name) is None
