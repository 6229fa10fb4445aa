"""The planner: seventy dated cases, every route of each, and what must hold of any case."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.routes import TODAY, books, facts, journey
from xborder_desk.domain.case_facts import CaseFacts
from xborder_desk.domain.fact_table import FURTHER, OWN, FactKind
from xborder_desk.domain.routes.planner import plan
from xborder_desk.domain.routes.route import ClockKind, RouteState

if TYPE_CHECKING:
    from xborder_desk.domain.routes.standing import RouteStanding

CASES: Final[list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)["cases"]
ENTERED: Final = {**OWN, **FURTHER}
METHODS: Final = (
    "card-visa",
    "card-mastercard",
    "card-amex",
    "paypal",
    "sepa-debit",
    "sepa-transfer",
    "bnpl",
)
COUNTRIES: Final = ("DE", "FR", "ES", "DK", "NO", "GB", "CN", "TW", "KR", "US", "IT", "LT")
PROBLEMS: Final = ("T01.1", "T01.2", "T02.1", "T02.2", "T06.2", "T07.7", "T08.4", "T10.1", "T11.1")
DAYS: Final = st.dates(dt.date(2025, 6, 1), dt.date(2026, 12, 31))


def values(name: str) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one return for each kind
    """Draw any value a fact can have."""
    field = ENTERED[name]
    match field.kind:
        case FactKind.EVENT | FactKind.DAY:
            return DAYS
        case FactKind.YES | FactKind.INDICATOR:
            return st.booleans()
        case FactKind.COUNTRY:
            return st.sampled_from(COUNTRIES)
        case FactKind.MONEY:
            return st.integers(1, 40_000).map(Decimal)
        case FactKind.CODES if name == "problems":
            return st.lists(st.sampled_from(PROBLEMS), min_size=1, max_size=2, unique=True).map(tuple)
        case FactKind.CHOICE if name == "payment_method":
            return st.sampled_from(METHODS)
        case FactKind.CHOICE:
            return st.sampled_from(field.choices)
    return st.just("EUR" if name == "currency" else "order")


@st.composite
def any_facts(draw: st.DrawFn) -> CaseFacts:
    """Draw a case: what is always known, and some of the rest."""
    always = ("consumer_country", "seller_country", "problems", "payment_method", "paid_on", "amount")
    more = draw(st.sets(st.sampled_from(sorted(ENTERED)), max_size=10))
    drawn = {name: draw(values(name)) for name in sorted({*always, *more})}
    return CaseFacts({**drawn, "currency": "EUR"})


def by_id(known: CaseFacts, on: dt.date) -> dict[str, RouteStanding]:
    return {one.id: one for one in plan(known, books(), on)}


def told(one: RouteStanding) -> str:
    """Write how a route stands the way the table of cases does."""
    text = one.state.value
    if one.opens:
        text += f" opens {one.opens}"
    if one.due:
        text += f" due {one.due}"
    return f"{text} asks {', '.join(one.missing)}" if one.missing else text


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_route_of_a_dated_case_stands_as_the_law_says(case: dict[str, Any]) -> None:
    found = {one.id: told(one) for one in plan(facts(**case["facts"]), books(), case["on"])}
    assert set(case["expect"]) <= set(found)
    assert found == {**dict.fromkeys(found, "closed"), **case["expect"]}


def test_there_are_sixty_cases_and_each_route_is_once_not_closed() -> None:
    assert len(CASES) >= 60
    moving = {route for case in CASES for route, stands in case["expect"].items() if "closed" not in stands}
    assert moving == set(books().routes) - {"uk-section-75a"}  # its cases stand in law_cases.toml


def test_what_runs_out_first_is_on_top() -> None:
    board = plan(journey(platform_guarantee_until="2026-11-25"), books(), TODAY)
    dated = [one.due for one in board if one.state is RouteState.OPEN and one.due]
    assert dated == sorted(dated)
    assert board[0].id == "platform-guarantee"
    states = [one.state for one in board]
    assert states == sorted(states, key=["open", "waiting", "unknown", "closed"].index)


def test_safety_comes_to_the_front() -> None:
    board = plan(journey(problems=["T10.1"], delivered_on="2026-10-01", insured=True), books(), TODAY)
    assert {one.id for one in board[:4]} == {
        "authority-safety",
        "insurer-buyer",
        "platform-notice",
        "product-liability",
    }


def test_every_state_is_told_with_its_reason() -> None:
    for case in CASES:
        for one in plan(facts(**case["facts"]), books(), case["on"]):
            assert one.reasons
            assert all(str(reason).strip() and "{" not in str(reason) for reason in one.reasons)


def test_status_travels_with_every_date() -> None:
    for case in CASES:
        for one in plan(facts(**case["facts"]), books(), case["on"]):
            assert one.status in {"unchecked", "sourced", "confirmed"}
            for time in one.clocks:
                assert time.status in {"unchecked", "sourced", "confirmed"}
                assert time.source
                assert len(time.steps) >= 2


def test_a_date_is_never_more_certain_than_its_rule() -> None:
    card = by_id(journey(), TODAY)["card-not-received"]
    assert card.status == "unchecked"
    debit = by_id(journey(payment_method="sepa-debit", paid_on="2026-10-05"), TODAY)["sepa-debit"]
    assert debit.status == "sourced"


def test_the_scheme_limit_stands_beside_our_own_date() -> None:
    known = journey(payment_method="card-mastercard")
    card = by_id(known, TODAY)["card-not-received"]
    assert card.due == dt.date(2026, 12, 25)
    assert dt.date(2027, 1, 24) in [day for day, _ in card.alternatives]
    late = by_id(known, dt.date(2027, 1, 10))["card-not-received"]
    assert any("2026-12-25" in str(warning) for warning in late.warnings)


def test_ways_that_exclude_each_other_warn() -> None:
    known = journey(
        payment_method="paypal", insured=True, insurance_report_by="2026-12-20", paid_on="2026-09-01"
    )
    warnings = [str(one) for one in by_id(known, TODAY)["paypal"].warnings]
    assert any("nobody else has paid" in one for one in warnings)


def test_what_lies_ahead_is_left_out_and_said() -> None:
    known = journey(complained_on="2026-12-24")
    found = by_id(known, TODAY)["seller-complaint"]
    assert found.state is RouteState.OPEN
    assert any("left out" in str(one) for one in found.warnings)
    assert found.changes == dt.date(2026, 12, 24)


def test_nothing_is_computed_from_contradictions() -> None:
    found = by_id(journey(delivered_on="2026-08-15"), TODAY)
    assert found["seller-complaint"].state is RouteState.UNKNOWN
    assert found["seller-complaint"].missing == ("delivered_on", "ordered_on")
    assert found["cn-12315"].state is RouteState.OPEN


def test_a_country_without_data_gets_the_general_rules() -> None:
    known = journey(consumer_country="BR", problems=["T01.2"], delivered_on="2026-10-01", seller_directs=True)
    found = by_id(known, TODAY)
    assert found["national-small-claims"].state is RouteState.UNKNOWN
    assert found["seller-complaint"].due == dt.date(2028, 10, 1)
    assert any("BR" in str(one) for one in found["seller-complaint"].warnings)


def test_papers_at_hand_are_no_longer_missing() -> None:
    found = by_id(journey(papers=["order", "statement"]), TODAY)["card-not-received"]
    assert found.papers_missing == ("correspondence", "tracking", "bank-form")


@given(known=any_facts(), on=DAYS, later=st.integers(1, 900))
def test_a_closed_route_never_opens_by_waiting_alone(known: CaseFacts, on: dt.date, later: int) -> None:
    latest = max([on, *(one for one in known.values.values() if isinstance(one, dt.date))])
    before = by_id(known, latest)
    after = by_id(known, latest + dt.timedelta(days=later))
    for route, one in before.items():
        if one.state is RouteState.CLOSED:
            assert after[route].state is RouteState.CLOSED, route


@given(known=any_facts(), name=st.sampled_from(sorted(ENTERED)), data=st.data())
def test_changing_one_fact_moves_only_what_depends_on_it(
    known: CaseFacts, name: str, data: st.DataObject
) -> None:
    on = dt.date(2027, 1, 1)
    changed = known.changed(**{name: data.draw(values(name))})
    before, after = by_id(known, on), by_id(changed, on)
    for route, one in before.items():
        if name not in books().routes[route].depends_on:
            other = after[route]
            assert (one.state, one.opens, one.due, one.missing) == (
                other.state,
                other.opens,
                other.due,
                other.missing,
            ), route


@given(
    known=any_facts(),
    name=st.sampled_from(["paid_on", "delivered_on", "complained_on"]),
    by=st.integers(0, 40),
)
def test_a_later_event_never_makes_an_earlier_clock(known: CaseFacts, name: str, by: int) -> None:
    on = dt.date(2027, 3, 1)
    first = known.day(name) or dt.date(2026, 9, 1)
    early, late = (by_id(known.changed(**{name: day}), on) for day in (first, first + dt.timedelta(days=by)))
    for route, one in early.items():
        days = {time.id: time.day for time in one.clocks if time.fact == name}
        for time in late[route].clocks:
            if time.id in days and time.fact == name:
                assert time.day >= days[time.id], (route, time.id)


@given(known=any_facts(), on=DAYS)
def test_whatever_is_known_every_route_is_answered(known: CaseFacts, on: dt.date) -> None:
    found = plan(known, books(), on)
    assert {one.id for one in found} == set(books().routes)
    for one in found:
        if one.state is RouteState.UNKNOWN:
            assert one.missing or one.reasons
        if one.state is RouteState.WAITING and one.opens is not None:
            assert one.opens > on
        if one.state is RouteState.OPEN and one.due is not None:
            assert one.due >= on
        assert one.changes is None or one.changes > on
        for time in one.clocks:
            assert time.kind in ClockKind


@given(known=any_facts(), other=any_facts(), on=DAYS)
def test_what_is_kept_from_other_cases_is_what_would_be_computed(
    known: CaseFacts, other: CaseFacts, on: dt.date
) -> None:
    shared, alone = (replace(books(), stood={}) for _ in range(2))
    plan(other, shared, on)
    assert plan(known, shared, on) == plan(known, alone, on)
