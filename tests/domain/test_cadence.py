"""How attempts are spread over ways, days and hours, and what is still to be made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.attempts import START, attempt
from xborder_desk.domain.cadence import Cadence, plan, spread
from xborder_desk.domain.search import DataText

if TYPE_CHECKING:
    from xborder_desk.domain.contacts import AttemptView

MONDAY = START.date()
RULE = Cadence("usual", DataText("Usual", "x"), 2, 3, 14, 30, True, True, "sourced")  # noqa: FBT003 - two flags of the data


@dataclass(frozen=True)
class Seen:
    kind: str
    raw: str
    normal: str = ""
    origin: str = ""
    evidence: str = ""


def kept(attempts: list[AttemptView], today: dt.date, rule: Cadence = RULE) -> dict[str, bool]:
    return {key: ok for key, ok, _told in spread(rule, attempts, today)}


def thrice(channel: str, first: int) -> list[AttemptView]:
    """Three attempts by one way, on Monday, Wednesday and Friday weeks apart, each at another hour."""
    return [attempt(first + n, day, channel=channel) for n, day in enumerate((0, 9 + 1 / 24, 18 + 2 / 24))]


def test_nothing_was_done_yet() -> None:
    assert kept([], MONDAY) == {"channels": False, "attempts": False, "span": False, "age": False}
    told = {key: message.fields["found"] for key, _ok, message in spread(RULE, [], MONDAY)}
    assert told == {"channels": 0, "attempts": 0, "span": 0, "age": "–"}


def test_a_search_that_keeps_everything() -> None:
    made = [*thrice("email", 1), *thrice("phone", 4)]
    assert kept(made, MONDAY + dt.timedelta(days=20)) == dict.fromkeys(
        ("channels", "attempts", "span", "age"), True
    )


def test_old_attempts_are_no_longer_fresh() -> None:
    made = [*thrice("email", 1), *thrice("phone", 4)]
    last = made[-1].local.date()
    assert kept(made, last + dt.timedelta(days=30))["age"]
    assert not kept(made, last + dt.timedelta(days=31))["age"]


@pytest.mark.parametrize("channel", ["register_lookup", "third_party"])
def test_questions_to_others_are_no_way_to_the_party(channel: str) -> None:
    assert not kept([attempt(1, channel="email"), attempt(2, channel=channel)], MONDAY)["channels"]


def test_what_only_a_server_told_of_does_not_count() -> None:
    assert not kept([attempt(1), attempt(2, channel="phone", known_by="report")], MONDAY)["channels"]


def test_letter_and_fax_are_one_way() -> None:
    made = [attempt(1, channel="letter"), attempt(2, channel="fax"), attempt(3, channel="registered_letter")]
    assert not kept(made, MONDAY)["channels"]
    assert kept([*made, attempt(4, channel="sms")], MONDAY)["channels"]


def test_the_same_weekday_or_hour_again_is_not_another_try() -> None:
    weekly = [attempt(n, 7 * n + n / 24, channel=one) for one in ("email", "phone") for n in range(3)]
    hourly = [attempt(n, n, channel=one) for one in ("email", "phone") for n in range(3)]
    assert not kept(weekly, MONDAY)["attempts"]
    assert not kept(hourly, MONDAY)["attempts"]
    assert kept(weekly, MONDAY, replace(RULE, different_weekdays=False))["attempts"]
    assert kept(hourly, MONDAY, replace(RULE, different_hours=False))["attempts"]


def test_a_plan_fills_each_way_that_is_known() -> None:
    known = [
        Seen("email", "shop@seller.example"),
        Seen("address", "Street 1"),
        Seen("website", "seller.example"),
    ]
    steps = plan(RULE, known, [], MONDAY)
    assert [(step.channel, step.address) for step in steps].count(("email", "shop@seller.example")) == 3
    assert [step.channel for step in steps].count("registered_letter") == 3
    assert {step.channel for step in steps} == {"email", "registered_letter"}
    assert steps == sorted(steps, key=lambda step: step.due)
    assert steps[0].due == MONDAY


def test_what_was_done_is_not_planned_again() -> None:
    known = [Seen("email", "shop@seller.example")]
    steps = plan(RULE, known, thrice("email", 1)[:2], MONDAY + dt.timedelta(days=10))
    (step,) = steps
    assert step.told.fields == {"n": 3, "wanted": 3}
    assert step.due >= MONDAY + dt.timedelta(days=16)
    assert plan(RULE, known, thrice("email", 1), MONDAY) == []


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.integers(1, 5), st.integers(1, 60))
def test_no_planned_day_is_past_or_at_a_weekend_and_none_twice(
    today: dt.date, attempts: int, span: int
) -> None:
    rule = replace(RULE, attempts=attempts, span_days=span)
    days = [step.due for step in plan(rule, [Seen("phone", "+49")], [], today)]
    assert len(days) == attempts
    assert all(day >= today and day.weekday() < 5 for day in days)
    assert len({day.weekday() for day in days}) == attempts
    assert days == sorted(set(days))


@pytest.mark.parametrize("attempts", [5, 6, 7, 12])
def test_more_attempts_than_a_week_has_working_days_come_to_an_end(attempts: int) -> None:
    """Every working day is used before one is used again, and no plan runs on for ever."""
    rule = replace(RULE, attempts=attempts)
    days = [step.due for step in plan(rule, [Seen("email", "a@b.example")], [], MONDAY)]
    assert len(days) == attempts
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    assert {day.weekday() for day in days[:5]} == set(range(5))


def test_a_way_tried_on_every_weekday_is_tried_often_enough() -> None:
    rule = replace(RULE, attempts=6, channels=1)
    made = [attempt(n, 7 * n + n % 5 + n / 24, channel="email") for n in range(6)]
    assert kept(made, MONDAY, rule)["attempts"]
    again = [attempt(n, 7 * n + n / 24, channel="email") for n in range(6)]  # six times on a Monday
    assert not kept(again, MONDAY, rule)["attempts"]
