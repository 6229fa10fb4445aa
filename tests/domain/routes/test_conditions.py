"""The small language of preconditions: yes, no or unknown, over one fact, two facts, countries and days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.routes import TODAY, books, facts
from xborder_desk.domain.routes.conditions import COUNTRIES, TESTS, Scene, Verdict, all_hold, asked, check
from xborder_desk.domain.routes.route import Condition, Precondition, RouteState
from xborder_desk.domain.sentences import Sentence


def scene(on: dt.date = TODAY, **known: Any) -> Scene:
    return Scene(facts(**known), books().world, on)


def condition(fact: str, test: str, value: object) -> Condition:
    return Condition(fact, test, value)


def yes(fact: str) -> Condition:
    return Condition(fact, "is", value=True)


def must(*conditions: Condition, **more: Any) -> Precondition:
    return Precondition("x", conditions, Sentence("Why."), RouteState.CLOSED, RouteState.UNKNOWN, **more)


@pytest.mark.parametrize(
    ("fact", "test", "value", "known", "holds"),
    [
        ("payment_method", "in", ("paypal", "bnpl"), {"payment_method": "bnpl"}, True),
        ("payment_method", "in", ("paypal",), {"payment_method": "cash"}, False),
        ("payment_method", "in", ("paypal",), {}, None),
        ("payment_method", "not_in", ("cash",), {"payment_method": "cash"}, False),
        ("payment_method", "not_in", ("cash",), {"payment_method": "bnpl"}, True),
        ("payment_method", "not_in", ("cash",), {}, None),
        ("insured", "is", True, {"insured": True}, True),
        ("insured", "is", True, {"insured": False}, False),
        ("insured", "is", True, {}, None),
        ("card_kind", "is", ("credit", "charge"), {"card_kind": "charge"}, True),
        ("problems", "any_of", ("T02.1", "T01.1"), {"problems": ["T01.1", "T08.4"]}, True),
        ("problems", "any_of", ("T02.1",), {"problems": ["T08.4"]}, False),
        ("problems", "any_of", ("T02.1",), {}, None),
        ("problems", "none_of", ("T02.1",), {"problems": ["T08.4"]}, True),
        ("problems", "none_of", ("T08.4",), {"problems": ["T08.4"]}, False),
        ("paid_on", "before", dt.date(2026, 1, 1), {"paid_on": "2025-12-31"}, True),
        ("paid_on", "before", dt.date(2026, 1, 1), {"paid_on": "2026-01-01"}, False),
        ("paid_on", "not_before", dt.date(2026, 1, 1), {"paid_on": "2026-01-01"}, True),
        ("paid_on", "not_before", dt.date(2026, 1, 1), {}, None),
        ("paid_on", "set", True, {"paid_on": "2026-01-01"}, True),
        ("paid_on", "set", True, {}, False),
        ("paid_on", "set", False, {}, True),
        ("insured", "set", True, {"insured": False}, False),
        ("compensated", "unless", "fully", {"compensated": "fully"}, False),
        ("compensated", "unless", "fully", {"compensated": "partly"}, True),
        ("compensated", "unless", "fully", {}, True),
        ("consumer_country", "country_in", "EU", {"consumer_country": "DE"}, True),
        ("consumer_country", "country_in", "EU", {"consumer_country": "CH"}, False),
        ("consumer_country", "country_in", "GB", {"consumer_country": "GB"}, True),
        ("consumer_country", "country_in", "EU", {"consumer_country": "BR"}, False),
        ("consumer_country", "country_not_in", "EU", {"consumer_country": "BR"}, True),
        ("consumer_country", "country_in", "EU", {}, None),
        (
            "consumer_country",
            "same_as",
            "seller_country",
            {"consumer_country": "DE", "seller_country": "DE"},
            True,
        ),
        ("consumer_country", "differs_from", "seller_country", {"consumer_country": "DE"}, None),
    ],
)
def test_each_test_says_yes_no_or_unknown(
    fact: str, test: str, value: object, known: dict[str, Any], *, holds: bool | None
) -> None:
    assert check(must(condition(fact, test, value)), scene(**known)).holds is holds


def test_every_test_there_is_was_tried_above() -> None:
    assert set(TESTS) == {
        *("is", "in", "not_in", "any_of", "none_of", "before", "not_before"),
        *(*COUNTRIES, "same_as", "differs_from", "set", "unless"),
    }


def test_what_is_unknown_is_asked_for_by_the_fact_a_person_enters() -> None:
    found = check(must(condition("trouble", "any_of", ("fraud",))), scene())
    assert found == Verdict(None, ("problems",))
    both = check(
        must(condition("consumer_country", "differs_from", "seller_country")), scene(consumer_country="DE")
    )
    assert both.missing == ("seller_country",)
    assert asked("price") == "amount"
    assert asked("paid_on") == "paid_on"


def test_one_of_several_is_enough_and_unknown_beats_no() -> None:
    either = must(yes("insured"), yes("freight_insured"))
    assert check(either, scene(insured=True)).holds is True
    assert check(either, scene(insured=False)) == Verdict(None, ("freight_insured",))
    assert check(either, scene()).missing == ("insured", "freight_insured")
    assert check(either, scene(insured=False, freight_insured=False)).holds is False


def test_several_preconditions_must_all_hold_and_no_beats_unknown() -> None:
    first, second = must(yes("insured")), must(yes("unsafe"))
    assert all_hold((first, second), scene(insured=True, unsafe=True)).holds is True
    assert all_hold((first, second), scene(unsafe=False)).holds is False
    assert all_hold((first, second), scene(unsafe=True)) == Verdict(None, ("insured",))
    assert all_hold((), scene()).holds is True


@pytest.mark.parametrize(
    ("day", "holds"), [("2025-04-02", True), ("2025-04-03", False), ("2027-01-01", True)]
)
def test_what_the_law_asks_for_only_in_a_time_holds_outside_it(day: str, *, holds: bool) -> None:
    dated = must(
        Condition("complained_on", "set", value=True),
        valid_from=dt.date(2025, 4, 3),
        valid_to=dt.date(2026, 12, 31),
    )
    assert check(dated, scene(dt.date.fromisoformat(day))).holds is holds
    assert check(dated, scene(dt.date(2026, 6, 1), complained_on="2026-05-01")).holds is True


def test_countries_are_in_groups_by_the_day() -> None:
    inside = must(condition("consumer_country", "country_in", "EU"))
    assert check(inside, scene(dt.date(2020, 12, 31), consumer_country="GB")).holds is True
    assert check(inside, scene(dt.date(2021, 1, 1), consumer_country="GB")).holds is False


@given(
    known=st.dictionaries(st.sampled_from(["insured", "unsafe", "fraud"]), st.booleans()),
    wanted=st.dictionaries(st.sampled_from(["insured", "unsafe", "fraud"]), st.booleans(), min_size=1),
)
def test_either_and_all_are_what_logic_says(known: dict[str, bool], wanted: dict[str, bool]) -> None:
    conditions = [condition(name, "is", value) for name, value in wanted.items()]
    answers = [None if name not in known else known[name] is value for name, value in wanted.items()]
    seen = Scene(facts(**known), books().world, TODAY)
    either = check(must(*conditions), seen).holds
    both = all_hold([must(one) for one in conditions], seen).holds
    assert either is (True if True in answers else None if None in answers else False)
    assert both is (False if False in answers else None if None in answers else True)
