"""Regulation 1182/71, Article by Article: hours, backwards, mixed periods, two working days, readings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.regulation_1182 import eu_1182_71
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from xborder_desk.domain.limit_values import Limit

BERLIN = ZoneInfo("Europe/Berlin")


class Days:
    """The holidays a test names, and no others."""

    def __init__(self, *days: str, until: int = 2100) -> None:
        self._days = {dt.date.fromisoformat(day) for day in days}
        self._until = until

    def name(self, day: dt.date) -> str:
        return "Feast" if day in self._days else ""

    def known(self, year: int) -> bool:
        return year < self._until


def ends(start: str, period: str, *holidays: str) -> Limit:
    event = dt.datetime.fromisoformat(start)
    return eu_1182_71(event.replace(tzinfo=event.tzinfo or dt.UTC), parse_period(period), Days(*holidays))


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-10-24T21:30", "PT6H", "2026-10-25T02:59:59"),  # the hour from two to three comes twice
        ("2026-10-24T21:30", "PT24H", "2026-10-25T20:59:59"),
        ("2026-03-28T21:10", "PT24H", "2026-03-29T22:59:59"),  # clocks go forward
        ("2026-11-23T09:59", "PT1H", "2026-11-23T10:59:59"),
        ("2026-11-23T00:00", "PT48H", "2026-11-25T00:59:59"),
    ],
)
def test_hours_are_counted_as_they_pass(start: str, period: str, end: str) -> None:
    event = dt.datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    limit = eu_1182_71(event, parse_period(period), Days())
    assert limit.moment is not None
    assert limit.moment.tzinfo is BERLIN
    assert limit.moment.replace(tzinfo=None).isoformat(timespec="seconds") == end
    passed = limit.moment.astimezone(dt.UTC) - event.astimezone(dt.UTC)
    hours = int(period.removeprefix("PT").removesuffix("H"))
    assert dt.timedelta(hours=hours) <= passed <= dt.timedelta(hours=hours + 1)


def test_hours_are_not_moved_by_weekends() -> None:
    assert ends("2026-11-27T15:00", "PT24H").day == dt.date(2026, 11, 28)
    assert ends("2026-06-25T14:30", "-PT5H").moment == dt.datetime(2026, 6, 25, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("start", "period", "holidays", "end", "articles"),
    [
        ("2026-11-23", "P1Y2M3D", (), "2028-01-26", ("3(2)(c)", "3(2)(d)")),
        ("2026-11-23", "P1.5M", (), "2027-01-07", ("3(2)(d)",)),
        ("2026-11-20", "P1M1W", (), "2026-12-28", ("3(4)",)),
        ("2026-12-04", "P2D", (), "2026-12-08", ("3(4)", "3(5)")),
        ("2026-12-04", "P1D", (), "2026-12-07", ("3(4)",)),
        ("2026-11-23", "P3WD", ("2026-11-25",), "2026-11-27", ()),
        ("2026-11-27", "-P3WD", (), "2026-11-24", ()),
        ("2026-11-30", "-P2D", (), "2026-11-26", ("3(5)",)),
        ("2027-01-13", "-P10D", (), "2027-01-03", ("3(4)",)),
        ("2026-11-26", "-P1D", (), "2026-11-25", ()),
        ("2026-11-23", "P0D", (), "2026-11-23", ()),
        ("2028-02-29", "P1Y", (), "2029-02-28", ()),
        ("2026-08-31", "P6M", (), "2027-03-01", ("3(4)",)),
    ],
)
def test_each_step_names_its_article(
    start: str, period: str, holidays: tuple[str, ...], end: str, articles: tuple[str, ...]
) -> None:
    limit = ends(start, period, *holidays)
    assert limit.day.isoformat() == end
    told = " ".join(map(str, limit.steps))
    assert "3(1)" in told
    for article in articles:
        assert article in told


def test_back_over_a_weekend_gives_both_days() -> None:
    limit = ends("2026-11-30", "-P2D")
    assert [day for day, _why in limit.alternatives] == [dt.date(2026, 11, 28)]


def test_steps_are_written_for_the_reader() -> None:
    english, german = Language("en"), Language("de")
    first = ends("2026-12-12", "P14D", "2026-12-26").steps
    assert "12 Dec 2026" in english.say(first[0])
    assert "12.12.2026" in german.say(first[0])
    assert "2026-12" not in " ".join(german.say(step) for step in first)
    assert "Feast" in german.say(first[2])


def test_unknown_years_are_said_once_each() -> None:
    event = dt.datetime(2099, 12, 24, tzinfo=dt.UTC)
    limit = eu_1182_71(event, parse_period("P14D"), Days(until=2099))
    assert [str(told) for told in limit.warnings if "2100" in str(told)] == [
        "The public holidays of 2100 are not all known; check the day."
    ]


@given(
    start=st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    count=st.integers(2, 60),
    unit=st.sampled_from("DWM"),
    feasts=st.sets(st.integers(-70, 400), max_size=12),
)
def test_two_days_or_more_hold_two_working_days_either_way(
    start: dt.date, count: int, unit: str, feasts: set[int]
) -> None:
    holidays = Days(*((start + dt.timedelta(days=number)).isoformat() for number in feasts))
    event = dt.datetime.combine(start, dt.time(), dt.UTC)
    for sign in ("", "-"):
        limit = eu_1182_71(event, parse_period(f"{sign}P{count}{unit}"), holidays)
        low, high = sorted((start, limit.day))
        span = [low + dt.timedelta(days=number) for number in range((high - low).days + 1)]
        working = [day for day in span if day != start and day.weekday() < 5 and not holidays.name(day)]
        assert len(working) >= 2, (sign, limit.day)


@given(
    start=st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    count=st.integers(1, 40),
    later=st.integers(0, 9),
)
def test_an_earlier_event_never_reaches_further_back_later(start: dt.date, count: int, later: int) -> None:
    period = parse_period(f"-P{count}D")
    first, second = (
        eu_1182_71(dt.datetime.combine(day, dt.time(), dt.UTC), period, Days()).day
        for day in (start, start + dt.timedelta(days=later))
    )
    assert first <= second
