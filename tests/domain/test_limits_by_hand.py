"""Time limits worked out by hand with a paper calendar: days nobody has computed before, rule by rule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import Period, Unit, parse_period
from xborder_desk.domain.time_limits import RULES, bgb, calendar_days, cmr, eu_1182_71, rule_named, year_end

if TYPE_CHECKING:
    from xborder_desk.domain.limit_values import Limit, Rule


class Named:
    """Exactly the holidays that are named, and every year known but those from ``unknown`` on."""

    def __init__(self, *days: str, unknown: int = 9999) -> None:
        self._days = {dt.date.fromisoformat(day) for day in days}
        self._unknown = unknown

    def name(self, day: dt.date) -> str:
        return "Feast" if day in self._days else ""

    def known(self, year: int) -> bool:
        return year < self._unknown


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def count(rule: Rule, day: str, period: str, *holidays: str, unknown: int = 9999) -> Limit:
    return rule(at(day), parse_period(period), Named(*holidays, unknown=unknown))


def others(limit: Limit) -> list[str]:
    return [day.isoformat() for day, _why in limit.alternatives]


FORWARDS = [
    ("2026-05-04", "P14D", (), "2026-05-18"),  # Monday to Monday
    ("2026-05-01", "P1D", (), "2026-05-04"),  # Saturday moves to Monday; one day needs no two working days
    ("2026-05-01", "P2D", (), "2026-05-05"),  # Sunday moves to Monday, but only Tuesday is the second
    ("2026-05-08", "P3D", (), "2026-05-12"),  # Monday is the first working day
    ("2026-05-07", "P2D", (), "2026-05-11"),  # Friday and Monday
    ("2026-05-08", "P1W", (), "2026-05-15"),
    ("2026-05-08", "P1W", ("2026-05-15",), "2026-05-18"),  # the holiday, then the weekend
    ("2026-01-31", "P1M", (), "2026-03-02"),  # 28 February is a Saturday
    ("2024-01-31", "P1M", (), "2024-02-29"),
    ("2026-02-28", "P1M", (), "2026-03-30"),  # the same date, not the last of the month
    ("2024-02-29", "P1Y", (), "2025-02-28"),
    ("2026-11-30", "P3M", (), "2027-03-01"),  # 28 February 2027 is a Sunday
    ("2026-02-28", "P1Y6M", (), "2027-08-30"),  # 28 August 2027 is a Saturday
    ("2026-01-31", "P1M15D", (), "2026-03-16"),  # 28 February and 15 days: Sunday
    ("2026-12-11", "P2W", ("2026-12-25", "2026-12-26"), "2026-12-28"),
    ("2026-12-31", "P1D", ("2027-01-01",), "2027-01-04"),
    ("2026-05-08", "P5WD", (), "2026-05-15"),
    ("2026-05-09", "P1WD", (), "2026-05-11"),  # from a Saturday
    ("2026-11-23", "P20WD", ("2026-12-25", "2026-12-26"), "2026-12-21"),
    ("2026-12-21", "P5WD", ("2026-12-25", "2026-12-26"), "2026-12-29"),
]


@pytest.mark.parametrize(("event", "period", "holidays", "last"), FORWARDS)
def test_the_unions_limits_forwards(event: str, period: str, holidays: tuple[str, ...], last: str) -> None:
    assert count(eu_1182_71, event, period, *holidays).day.isoformat() == last


BACKWARDS = [
    ("2026-11-23", "-P10D", "2026-11-13", []),
    ("2026-11-23", "-P7D", "2026-11-16", []),
    ("2026-11-23", "-P2D", "2026-11-19", ["2026-11-21"]),  # the weekend holds no working day
    ("2026-11-24", "-P3D", "2026-11-20", ["2026-11-21"]),  # Monday is one, Friday the other
    ("2026-03-31", "-P1M", "2026-02-28", []),  # a Saturday, and it stays
    ("2026-11-23", "-P3WD", "2026-11-18", []),
]


@pytest.mark.parametrize(("event", "period", "last", "alternatives"), BACKWARDS)
def test_the_unions_limits_backwards(event: str, period: str, last: str, alternatives: list[str]) -> None:
    found = count(eu_1182_71, event, period)
    assert (found.day.isoformat(), others(found)) == (last, alternatives)


def test_a_limit_backwards_that_ends_on_a_weekend_says_by_when_to_act() -> None:
    found = count(eu_1182_71, "2026-03-31", "-P1M")
    assert [str(one) for one in found.warnings] == [
        "To be on the safe side act by 2026-02-27, the working day before it."
    ]
    assert count(eu_1182_71, "2026-11-23", "-P10D").warnings == ()


@pytest.mark.parametrize(
    ("event", "period", "other"),
    [
        ("2026-05-04", "P1M", ["2026-06-05"]),
        ("2026-05-08", "P1W", ["2026-05-18"]),  # Saturday moves to Monday
        ("2026-01-31", "P1M", []),  # both readings reach 2 March
        ("2026-05-04", "P14D", []),  # days can be read in one way only
        ("2026-05-04", "P5WD", []),
    ],
)
def test_weeks_months_and_years_have_a_second_reading_if_it_is_later(
    event: str, period: str, other: list[str]
) -> None:
    found = count(eu_1182_71, event, period)
    assert others(found) == other
    assert all(day > found.day for day, _why in found.alternatives)


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        ("2026-05-08T10:20", "PT48H", "2026-05-10T10:59:59"),
        ("2026-05-08T10:00", "PT1H", "2026-05-08T11:59:59"),
        ("2026-12-31T23:59", "PT24H", "2027-01-01T23:59:59"),
        ("2026-05-08T10:20", "-PT24H", "2026-05-07T10:00:00"),
    ],
)
def test_hours_run_through_weekends_and_leave_out_the_hour_of_the_event(
    event: str, period: str, last: str
) -> None:
    found = count(eu_1182_71, event, period)
    assert found.moment is not None
    assert found.moment.isoformat(timespec="seconds").removesuffix("+00:00") == last
    assert found.day == found.moment.date()


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        ("2026-05-01", "P2D", "2026-05-03"),  # a Sunday stays
        ("2026-11-23", "-P120D", "2026-07-26"),
        ("2026-01-01", "P540D", "2027-06-25"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2026-12-31", "P8W", "2027-02-25"),
        ("2026-11-23", "P0D", "2026-11-23"),
    ],
)
def test_card_schemes_and_payment_services_never_move_a_day(event: str, period: str, last: str) -> None:
    found = count(calendar_days, event, period, last)
    assert (found.day.isoformat(), found.alternatives, found.warnings) == (last, (), ())


@pytest.mark.parametrize(
    ("event", "period", "holidays", "last"),
    [
        ("2026-11-13", "P2W", (), "2026-11-27"),
        ("2026-01-31", "P1M", (), "2026-03-02"),
        ("2023-12-15", "P3Y", (), "2026-12-15"),
        ("2026-12-11", "P2W", ("2026-12-25", "2026-12-26"), "2026-12-28"),
        ("2026-03-31", "-P1M", (), "2026-02-28"),  # counted back it is not moved
        ("2026-10-02", "P1D", ("2026-10-03",), "2026-10-05"),
    ],
)
def test_the_german_civil_code(event: str, period: str, holidays: tuple[str, ...], last: str) -> None:
    assert count(bgb, event, period, *holidays).day.isoformat() == last


@pytest.mark.parametrize(
    ("event", "period", "holidays", "last"),
    [
        ("2026-05-08", "P7D", (), "2026-05-16"),  # Saturdays count, Sundays do not
        ("2026-05-08", "P7D", ("2026-05-14",), "2026-05-18"),
        ("2026-05-01", "P21D", (), "2026-05-26"),
        ("2026-05-09", "P1D", (), "2026-05-11"),
    ],
)
def test_carriage_by_road(event: str, period: str, holidays: tuple[str, ...], last: str) -> None:
    assert count(cmr, event, period, *holidays).day.isoformat() == last


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        ("2023-03-15", "P3Y", "2026-12-31"),
        ("2024-12-31", "P10Y", "2034-12-31"),
        ("2025-01-01", "P1Y", "2026-12-31"),
        ("2020-02-29", "P30Y", "2050-12-31"),
    ],
)
def test_years_from_the_end_of_the_year(event: str, period: str, last: str) -> None:
    found = count(year_end, event, period)
    assert found.day.isoformat() == last
    assert f"{event[:4]}-12-31" in str(found.steps[0])


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        (calendar_days, "PT48H"),
        (calendar_days, "P20WD"),
        (bgb, "PT1H"),
        (bgb, "P3WD"),
        (cmr, "P1W"),
        (cmr, "-P7D"),
        (cmr, "P7WD"),
        (year_end, "P36M"),
        (year_end, "-P3Y"),
        (year_end, "P1Y6M"),
    ],
)
def test_a_rule_refuses_what_it_does_not_count_and_says_the_period(rule: Rule, period: str) -> None:
    with pytest.raises(BadInputError) as told:
        count(rule, "2026-05-01", period)
    assert told.value.field == "period"
    assert told.value.fields["given"] == period
    assert period in str(told.value)


def test_a_year_whose_holidays_are_not_known_is_named() -> None:
    found = count(eu_1182_71, "2026-12-31", "P1D", "2027-01-01", unknown=2027)
    assert "The public holidays of 2027 are not all known" in str(found.warnings[0])
    assert count(eu_1182_71, "2026-05-04", "P14D", unknown=2027).warnings == ()
    assert count(cmr, "2027-05-04", "P7D", unknown=2027).warnings != ()


def test_every_day_that_is_passed_over_has_its_step_and_reason() -> None:
    found = count(bgb, "2026-12-11", "P2W", "2026-12-25", "2026-12-26")
    passed = [str(step) for step in found.steps[1:]]
    assert len(passed) == 3
    assert passed[0].startswith("2026-12-25 is no working day (Feast)")
    assert passed[1].startswith("2026-12-26 is no working day (Feast)")
    assert passed[2].startswith("2026-12-27 is no working day (Sunday)")
    assert "2026-12-25" in str(found.warnings[-1])


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_is_found_however_its_name_is_typed(name: str) -> None:
    found = rule_named(f"  {name.upper()} ")
    assert found.name == name
    assert found.status in {"sourced", "unchecked"}
    assert found.source
    assert found.title


@pytest.mark.parametrize("typed", ["", "eu", "1182/71", "eu 1182 71", "bgb", "cmr_30"])
def test_an_unknown_rule_lists_those_there_are(typed: str) -> None:
    with pytest.raises(BadInputError) as told:
        rule_named(typed)
    assert told.value.field == "rule"
    assert str(told.value.fields["possible"]).split(", ") == sorted(RULES)


days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(days, st.integers(2, 400), st.booleans())
def test_a_limit_of_days_has_two_working_days_and_never_shrinks(
    day: dt.date,
    number: int,
    backwards: bool,  # noqa: FBT001 - drawn
) -> None:
    event = dt.datetime.combine(day, dt.time(12), dt.UTC)
    found = eu_1182_71(event, Period(number, Unit.DAYS, backwards), Named())
    span = abs((found.day - day).days)
    assert span >= number
    sign = -1 if backwards else 1
    inside = [day + dt.timedelta(days=sign * (n + 1)) for n in range(span)]
    assert sum(one.weekday() < 5 for one in inside) >= 2
    assert backwards or found.day.weekday() < 5


@given(days, st.integers(1, 60), st.sampled_from(["W", "M", "Y", "D"]))
def test_a_later_event_never_has_an_earlier_end(day: dt.date, number: int, unit: str) -> None:
    period = parse_period(f"P{number}{unit}")
    ends = [
        eu_1182_71(dt.datetime.combine(day + dt.timedelta(days=n), dt.time(), dt.UTC), period, Named()).day
        for n in range(3)
    ]
    assert ends == sorted(ends)


@given(days, st.integers(1, 40))
def test_working_days_there_and_back_lead_to_the_same_day(day: dt.date, number: int) -> None:
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    there = eu_1182_71(
        dt.datetime.combine(day, dt.time(), dt.UTC), Period(number, Unit.WORKING_DAYS), Named()
    )
    back = eu_1182_71(
        dt.datetime.combine(there.day, dt.time(), dt.UTC),
        Period(number, Unit.WORKING_DAYS, backwards=True),
        Named(),
    )
    assert back.day == day


@given(days, st.integers(1, 200))
def test_carriage_never_ends_on_a_sunday(day: dt.date, number: int) -> None:
    found = cmr(dt.datetime.combine(day, dt.time(), dt.UTC), Period(number, Unit.DAYS), Named())
    assert found.day.weekday() != 6
    between = (day + dt.timedelta(days=n + 1) for n in range((found.day - day).days))
    assert sum(one.weekday() != 6 for one in between) == number
