"""Periods: read as they are written, and months that end where the calendar does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import Period, Unit, add_months, add_plain, parse_period

MIXABLE = (Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS)


@given(count=st.integers(0, 9999), unit=st.sampled_from(Unit), backwards=st.booleans())
def test_reads_what_it_writes(count: int, unit: Unit, backwards: bool) -> None:  # noqa: FBT001 - drawn
    period = Period(count, unit, backwards)
    assert parse_period(str(period)) == period


@given(numbers=st.dictionaries(st.sampled_from(MIXABLE), st.integers(1, 400), min_size=1))
def test_mixed_periods_are_read_as_they_are_written(numbers: dict[Unit, int]) -> None:
    written = "P" + "".join(f"{numbers[unit]}{unit.value}" for unit in MIXABLE if unit in numbers)
    period = parse_period(written)
    assert str(period) == written
    assert {unit: count for count, unit in period.parts} == numbers
    assert parse_period(f"-{written}") == parse_period(written.replace("P", "P-"))


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("p14d", "P14D"),
        (" P8W ", "P8W"),
        ("P1.5M", "P1M15D"),
        ("P1,5M", "P1M15D"),
        ("P0.5M", "P15D"),
        ("P0.5Y", "P6M"),
        ("P1.5Y", "P1Y6M"),
        ("P1Y0M3D", "P1Y3D"),
        ("P-10D", "-P10D"),
        ("+P3M", "P3M"),
        ("P0D", "P0D"),
    ],
)
def test_other_ways_of_writing_mean_the_same(written: str, means: str) -> None:
    assert str(parse_period(written)) == means


@pytest.mark.parametrize(
    "given_text",
    [
        *("", "14", "P", "P14", "P1.5D", "P14D3H", "PD", "14D", "-P-3D", "PT5M", "P1M1Y", "P0.33M"),
        *("P1DT2H", "P2W3WD", "PT1.5H", "P1.5W", "P999999D"),
    ],
)
def test_refuses_what_is_none(given_text: str) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_period(given_text)
    assert refused.value.field == "period"
    assert given_text in str(refused.value.fields["given"])


def test_what_cannot_be_mixed_is_explained() -> None:
    with pytest.raises(BadInputError, match="mixes hours or working days"):
        parse_period("P1DT2H")
    with pytest.raises(BadInputError, match="whole days"):
        parse_period("P0.33M")


def test_months_end_where_the_calendar_does() -> None:
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2026, 3, 31), -1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2025, 12, 31), 2) == dt.date(2026, 2, 28)
    with pytest.raises(OverflowError):
        add_months(dt.date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("day", "written", "end"),
    [
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2024-02-29", "P1Y2M3D", "2025-05-02"),
        ("2026-11-23", "P2W3D", "2026-12-10"),
        ("2026-03-31", "-P1M1W", "2026-02-21"),
        ("2025-12-31", "P1Y2M", "2027-02-28"),
    ],
)
def test_years_and_months_come_first_then_weeks_and_days(day: str, written: str, end: str) -> None:
    assert add_plain(dt.date.fromisoformat(day), parse_period(written)) == dt.date.fromisoformat(end)


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2500, 1, 1)), count=st.integers(0, 5000))
def test_days_and_weeks_are_what_they_are(day: dt.date, count: int) -> None:
    assert (add_plain(day, Period(count, Unit.DAYS)) - day).days == count
    assert (day - add_plain(day, Period(count, Unit.WEEKS, backwards=True))).days == 7 * count


@given(
    day=st.dates(dt.date(1900, 1, 1), dt.date(2500, 1, 1)),
    years=st.integers(1, 30),
    months=st.integers(1, 30),
)
def test_a_year_is_twelve_months(day: dt.date, years: int, months: int) -> None:
    assert add_plain(day, parse_period(f"P{years}Y{months}M")) == add_months(day, 12 * years + months)
