"""Time limits: the worked cases, the authors' cases of Regulation 1182/71, and what must always hold."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import Period, Unit, parse_period
from xborder_desk.domain.time_limits import RULES, bgb, calendar_days, eu_1182_71, rule_named

if TYPE_CHECKING:
    from pathlib import Path

EASTER_MONDAYS = {dt.date(2026, 4, 6), dt.date(2027, 3, 29), dt.date(2028, 4, 17), dt.date(2029, 4, 2)}
FIXED = {(1, 1), (5, 1), (12, 25), (12, 26)}


class Days:
    """The holidays of the worked cases, and some more."""

    def __init__(self, *more: str, none: bool = False) -> None:
        self._more = {dt.date.fromisoformat(day) for day in more}
        self._none = none

    def name(self, day: dt.date) -> str:
        if self._none:
            return ""
        found = (day.month, day.day) in FIXED or day in EASTER_MONDAYS or day in self._more
        return "holiday" if found else ""

    def known(self, year: int) -> bool:
        return year < 2100


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


EUROPEAN = [
    ("2026-11-23", "P14D", "", "2026-12-07"),
    ("2026-12-12", "P14D", "", "2026-12-28"),
    ("2026-12-11", "P14D", "", "2026-12-28"),
    ("2026-03-20", "P14D", "2026-04-03", "2026-04-07"),
    ("2026-03-20", "P14D", "", "2026-04-03"),
    ("2026-12-04", "P2D", "", "2026-12-08"),
    ("2026-12-04", "P2D", "2026-12-08", "2026-12-09"),
    ("2026-01-31", "P1M", "", "2026-03-02"),
    ("2026-08-31", "P1M", "", "2026-09-30"),
    ("2024-02-29", "P2Y", "", "2026-03-02"),
    ("2026-11-01", "P30D", "", "2026-12-01"),
    ("2026-12-18", "P14D", "", "2027-01-04"),
    ("2026-12-07", "P12M", "", "2027-12-07"),
    ("2026-11-24", "P30D", "2026-12-24", "2026-12-28"),
    ("2025-11-30", "P13M", "", "2026-12-30"),
    ("2026-10-05", "P8W", "", "2026-11-30"),
    ("2026-11-23", "P1Y", "", "2027-11-23"),
]
PLAIN = [
    ("2026-08-01", "P120D", "2026-11-29"),
    ("2026-08-01", "P540D", "2028-01-23"),
    ("2026-11-23", "P15D", "2026-12-08"),
    ("2026-06-01", "P180D", "2026-11-28"),
    ("2026-09-01", "P36M", "2029-09-01"),
    ("2026-11-23", "P90D", "2027-02-21"),
]


@pytest.mark.parametrize(("event", "period", "extra", "expected"), EUROPEAN)
def test_worked_cases_of_the_regulation(event: str, period: str, extra: str, expected: str) -> None:
    limit = eu_1182_71(at(event), parse_period(period), Days(*filter(None, [extra])))
    assert limit.day.isoformat() == expected
    assert limit.steps


@pytest.mark.parametrize(("event", "period", "expected"), PLAIN)
def test_calendar_days_never_move(event: str, period: str, expected: str) -> None:
    assert calendar_days(at(event), parse_period(period), Days()).day.isoformat() == expected


def test_counted_backwards_stays_and_warns() -> None:
    limit = eu_1182_71(at("2027-01-13"), parse_period("-P10D"), Days())
    assert limit.day == dt.date(2027, 1, 3)
    assert [warning.fields["day"] for warning in limit.warnings] == [dt.date(2026, 12, 31)]


def test_the_other_reading_is_the_later_one() -> None:
    # The case before the Court: Thursday 12 March 1998 and three weeks.
    limit = eu_1182_71(at("1998-03-12"), parse_period("P3W"), Days(none=True))
    assert limit.day == dt.date(1998, 4, 2)
    assert [day for day, _why in limit.alternatives] == [dt.date(1998, 4, 3)]


def test_german_periods_move_to_the_next_working_day() -> None:
    assert bgb(at("2026-12-11"), parse_period("P2W"), Days()).day == dt.date(2026, 12, 28)
    assert bgb(at("2026-11-23"), parse_period("P1M"), Days()).day == dt.date(2026, 12, 23)


def test_a_moved_end_names_the_safe_day() -> None:
    limit = eu_1182_71(at("2026-12-12"), parse_period("P14D"), Days())
    assert [warning.fields["day"] for warning in limit.warnings] == [dt.date(2026, 12, 26)]


def test_a_year_without_holidays_is_said() -> None:
    limit = eu_1182_71(at("2100-03-01"), parse_period("P14D"), Days())
    assert any("2100" in str(warning.fields.get("year")) for warning in limit.warnings)


def test_author_asserted_rows_and_all_others(corpora: Path) -> None:
    folder = corpora / "12-deadlines" / "eu-1182-71"
    units = {"days": "D", "weeks": "W", "months": "M", "years": "Y", "working-days": "WD", "hours": "H"}
    rows = list(csv.DictReader((folder / "cases.csv").read_text("utf-8").splitlines()))
    wrong = []
    for row in rows:
        listed = json.loads((folder / "holiday-data" / f"{row['holiday_system']}.json").read_text("utf-8"))
        days = Days(*(day for year in listed.values() for day in year))
        period = Period(abs(int(row["n"])), Unit(units[row["unit"]]), int(row["n"]) < 0)
        limit = eu_1182_71(dt.datetime.fromisoformat(row["start"]), period, _only(days))
        end = dt.datetime.fromisoformat(row["expected_end"])
        late = limit.moment is not None and abs((limit.moment - end).total_seconds()) > 1
        if limit.day != end.date() or late:
            wrong.append((row, limit.day))
    assert len(rows) > 100
    assert wrong == []


class _only:  # noqa: N801 - reads as a word where it is used
    """The listed days alone, without the fixed ones of the worked cases."""

    def __init__(self, days: Days) -> None:
        self._days = days._more

    def name(self, day: dt.date) -> str:
        return "holiday" if day in self._days else ""

    def known(self, year: int) -> bool:
        return bool(year)


@given(
    event=st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    count=st.integers(1, 400),
    unit=st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.WORKING_DAYS]),
)
def test_a_forward_limit_ends_on_a_working_day_after_the_event(
    event: dt.date, count: int, unit: Unit
) -> None:
    days = Days()
    limit = eu_1182_71(dt.datetime.combine(event, dt.time(), dt.UTC), Period(count, unit), days)
    assert limit.day > event
    assert limit.day.weekday() < 5
    assert not days.name(limit.day)
    assert all(day > limit.day for day, _why in limit.alternatives)


@given(
    first=st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    later=st.integers(0, 60),
    count=st.integers(1, 100),
    unit=st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]),
    rule=st.sampled_from(sorted(set(RULES) - {"year-end", "cmr-30"})),
)
def test_a_later_event_never_ends_earlier(
    first: dt.date, later: int, count: int, unit: Unit, rule: str
) -> None:
    if first.year + count > 9000:
        return
    start = dt.datetime.combine(first, dt.time(), dt.UTC)
    period = Period(count, unit)
    ends = [RULES[rule].count(day, period, Days()).day for day in (start, start + dt.timedelta(days=later))]
    assert ends[0] <= ends[1]


def test_unknown_rules_and_units_are_named() -> None:
    with pytest.raises(BadInputError, match="eu-1182-71"):
        rule_named("roman")
    with pytest.raises(BadInputError, match="P5WD"):
        calendar_days(at("2026-01-01"), parse_period("P5WD"), Days())


def test_years_from_the_end_of_a_year() -> None:
    limit = RULES["year-end"].count(at("2026-02-03"), parse_period("P3Y"), Days())
    assert limit.day == dt.date(2029, 12, 31)
    assert RULES["year-end"].status == "unchecked"
    for wrong in ("P36M", "-P3Y"):
        with pytest.raises(BadInputError, match=wrong):
            RULES["year-end"].count(at("2026-02-03"), parse_period(wrong), Days())


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-11-20", "P7D", "2026-11-28"),
        ("2026-12-18", "P7D", "2026-12-29"),
        ("2026-11-22", "P1D", "2026-11-23"),
        ("2026-11-20", "P21D", "2026-12-15"),
    ],
)
def test_carriage_by_road_counts_no_sundays_or_holidays(start: str, period: str, end: str) -> None:
    assert RULES["cmr-30"].count(at(start), parse_period(period), Days()).day.isoformat() == end
    for wrong in ("P1M", "-P7D", "PT5H", "P5WD"):
        with pytest.raises(BadInputError, match=wrong):
            RULES["cmr-30"].count(at(start), parse_period(wrong), Days())


def test_every_rule_says_what_it_counts_and_rests_on() -> None:
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.title.strip()
        assert rule.source.strip()
        assert rule.status in {"sourced", "unchecked"}


@given(start=st.dates(dt.date(2000, 1, 1), dt.date(2080, 1, 1)), count=st.integers(1, 60))
def test_without_sundays_is_never_shorter_than_calendar_days(start: dt.date, count: int) -> None:
    event = dt.datetime.combine(start, dt.time(), dt.UTC)
    period = Period(count, Unit.DAYS)
    road = RULES["cmr-30"].count(event, period, Days()).day
    assert road >= RULES["calendar-days"].count(event, period, Days()).day
    assert road.weekday() != 6
