"""Periods as people and data files write them, read and written back, and months that end early."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import Period, Span, Unit, add_months, add_plain, parse_period
from xborder_desk.i18n.language import Language

READ = [
    ("P14D", "P14D"),
    ("p14d", "P14D"),
    ("  P8W\n", "P8W"),
    ("P1Y6M", "P1Y6M"),
    ("P1Y2M3W4D", "P1Y2M3W4D"),
    ("P0.5Y", "P6M"),
    ("P1.5M", "P1M15D"),
    ("P2,5M", "P2M15D"),
    ("P1.5Y", "P1Y6M"),
    ("P1.3Y", "P1Y3M18D"),
    ("P0.25Y", "P3M"),
    ("P0.1M", "P3D"),
    ("P0.5M3D", "P18D"),
    ("P1Y0M", "P1Y"),
    ("P0D", "P0D"),
    ("P0Y0M", "P0Y"),
    ("-P10D", "-P10D"),
    ("P-10D", "-P10D"),
    ("+P3D", "P3D"),
    ("PT48H", "PT48H"),
    ("-PT24H", "-PT24H"),
    ("pt1h", "PT1H"),
    ("P20WD", "P20WD"),
    ("-P5WD", "-P5WD"),
    ("P014D", "P14D"),
    ("P99999D", "P99999D"),
    ("P١٤D", "P14D"),
    ("P2.0W", "P2W"),
]


@pytest.mark.parametrize(("typed", "written"), READ)
def test_a_period_is_read_and_written_in_one_way(typed: str, written: str) -> None:
    assert str(parse_period(typed)) == written
    assert parse_period(written) == parse_period(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "P", "PT", "T", "14D", "14", "14 days", "P14", "PD", "P1M1Y", "P1D2W", "--P1D", "-P-1D"),
        *("+P-1D", "P 14 D", "P123456D", "P1.23456D", "P1..5M", "P1D P1D", "PT5M", "PT10S", "P1H", "P−3D"),
        *("P14D;", "P1WDD", "P1E3D", "Pinfinity", "2026-11-23", "zwei Wochen"),
    ],
)
def test_what_is_no_period_is_said_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"is no period. Write it like P14D") as told:
        parse_period(typed)
    assert (told.value.field, told.value.fields["given"]) == ("period", typed.strip())


@pytest.mark.parametrize("typed", ["P1DT2H", "P1M5WD", "P1YT1H", "P5WDT1H", "P3W2WD"])
def test_what_is_counted_differently_is_not_mixed(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"mixes hours or working days") as told:
        parse_period(typed)
    assert told.value.fields["given"] == typed


@pytest.mark.parametrize("typed", ["P0.5D", "P0.5W", "PT1.5H", "P0.01M", "P2.5WD", "P0.33Y0.5D"])
def test_half_days_are_not_counted(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"does not come out in whole days") as told:
        parse_period(typed)
    assert told.value.field == "period"


numbers = st.integers(1, 99_999)
large = st.lists(st.sampled_from([Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS]), min_size=1, unique=True)


@given(large, st.lists(numbers, min_size=4, max_size=4), st.booleans())
def test_every_period_that_is_written_reads_back(
    units: list[Unit],
    counts: list[int],
    backwards: bool,  # noqa: FBT001 - drawn
) -> None:
    order = [Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS]
    parts = [(counts[order.index(unit)], unit) for unit in sorted(units, key=order.index)]
    (count, unit), *rest = parts
    period = Period(count, unit, backwards, tuple(rest))
    assert parse_period(str(period)) == period
    assert period.parts == tuple(parts)


@given(numbers, st.sampled_from(list(Unit)), st.booleans())
def test_every_unit_alone_reads_back(count: int, unit: Unit, backwards: bool) -> None:  # noqa: FBT001 - drawn
    period = Period(count, unit, backwards)
    assert parse_period(str(period)) == period
    assert period.in_days is (unit is Unit.DAYS)


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-31", -4, "2026-06-30"),
        ("2000-02-29", -1200, "1900-02-28"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_months_end_on_their_last_day_where_the_date_is_missing(day: str, months: int, reached: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months).isoformat() == reached


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)), st.integers(-2000, 2000))
def test_months_keep_the_date_or_take_the_last_of_the_month(day: dt.date, months: int) -> None:
    reached = add_months(day, months)
    assert (reached.year - day.year) * 12 + reached.month - day.month == months
    last = calendar.monthrange(reached.year, reached.month)[1]
    assert reached.day == min(day.day, last)


@pytest.mark.parametrize(
    ("day", "months"),
    [("9999-12-01", 1), ("0001-01-01", -1), ("2026-01-01", 99_999), ("2026-01-01", -99_999)],
)
def test_beyond_the_calendar_there_is_no_day(day: str, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(dt.date.fromisoformat(day), months)


@pytest.mark.parametrize(
    ("day", "period", "reached"),
    [
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2026-01-31", "P1Y1M1W1D", "2027-03-08"),
        ("2026-03-31", "-P1M1D", "2026-02-27"),
        ("2026-11-23", "P2W", "2026-12-07"),
        ("2026-11-23", "-P2W", "2026-11-09"),
        ("2026-11-23", "P0D", "2026-11-23"),
    ],
)
def test_the_rest_runs_on_from_where_the_months_end(day: str, period: str, reached: str) -> None:
    assert add_plain(dt.date.fromisoformat(day), parse_period(period)).isoformat() == reached


class Plain:
    """A language that marks which form it was asked for, and joins with a plus sign."""

    def plural(self, singular: str, plural: str, n: int, /) -> str:
        return f"<{(singular if n == 1 else plural).format(n=n)}>"

    def list(self, items: list[str]) -> str:
        return "+".join(items)


@pytest.mark.parametrize(
    ("period", "english", "marked"),
    [
        ("P1D", "1 day", "<1 day>"),
        ("P14D", "14 days", "<14 days>"),
        ("P1Y2M", "1 year and 2 months", "<1 year>+<2 months>"),
        ("P20WD", "20 working days", "<20 working days>"),
        ("PT1H", "1 hour", "<1 hour>"),
        ("-P2W", "2 weeks", "<2 weeks>"),
        ("P1M", "1 month", "<1 month>"),
    ],
)
def test_a_period_is_spelled_in_the_readers_language(period: str, english: str, marked: str) -> None:
    span = Span(parse_period(period))
    assert span.spell(Language("en")) == english
    assert span.spell(Plain()) == marked
    assert str(span) == period
