"""Periods: read as they are written, and months that end where the calendar does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import Period, Unit, add_months, add_plain, parse_period


@given(count=st.integers(0, 9999), unit=st.sampled_from(Unit), backwards=st.booleans())
def test_reads_what_it_writes(count: int, unit: Unit, backwards: bool) -> None:  # noqa: FBT001 - drawn
    period = Period(count, unit, backwards)
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("given_text", ["", "14", "P", "P14", "P1.5D", "P14D3H", "PD", "14D", "P-3D", "PT5M"])
def test_refuses_what_is_none(given_text: str) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_period(given_text)
    assert refused.value.field == "period"


def test_months_end_where_the_calendar_does() -> None:
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2026, 3, 31), -1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2025, 12, 31), 2) == dt.date(2026, 2, 28)
    with pytest.raises(OverflowError):
        add_months(dt.date(9999, 12, 1), 1)


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2500, 1, 1)), count=st.integers(0, 5000))
def test_days_and_weeks_are_what_they_are(day: dt.date, count: int) -> None:
    assert (add_plain(day, Period(count, Unit.DAYS)) - day).days == count
    assert (day - add_plain(day, Period(count, Unit.WEEKS, backwards=True))).days == 7 * count
