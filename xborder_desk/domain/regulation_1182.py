"""Regulation (EEC, Euratom) 1182/71: how the Union counts its time limits, Article by Article."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.limit_values import Count, Holidays, Limit, unknown_years, warnings_of
from xborder_desk.domain.periods import Period, Span, Unit, add_plain
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.sentences import Told

_DAY: Final = dt.timedelta(days=1)
_FEWEST_WORKING_DAYS: Final = 2
_LONG: Final = 31


def eu_1182_71(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count as Regulation 1182/71 does.

    Article 3(1) leaves the day of the event out; 3(2) ends weeks, months and years on the day that has the
    event's name or date; 3(4) moves the end from a Saturday, Sunday or holiday, but not backwards; 3(5) gives
    a period of two days or more at least two working days. Where weeks, months or years may also be read from
    the day after the event, that later day is given as an alternative.
    """
    if period.unit is Unit.HOURS:
        return _hours(event, period)
    count = Count(event.date(), holidays)
    count.step(N_("The day of the event, {day}, is not counted (Regulation 1182/71, Article 3(1))."))
    if period.unit is Unit.WORKING_DAYS:
        return _working_days(count, period)
    _run(count, event.date(), period)
    if period.backwards:
        return _backwards(count, event.date(), period)
    plain = count.day
    count.roll(N_("{passed} is no working day ({reason}); the period runs on to {day} (Article 3(4))."))
    _two_working_days(count, event.date(), period)
    alternatives = () if period.in_days else _other_reading(count, event.date(), period)
    return Limit(count.day, tuple(count.steps), alternatives, tuple(warnings_of(count, plain)))


def _run(count: Count, event: dt.date, period: Period) -> None:
    """Run through a period, one step for months and years and one for the weeks or days after them."""
    same_name = N_("{period} ends on the day of the same name or date, {day} (Article 3(2)(c)).")
    if period.in_days:
        count.day = add_plain(event, period)
        count.step(N_("{period} ends on {day} (Article 3(2)(b))."), period=Span(period))
        return
    large = tuple(one for one in period.parts if one[1] in {Unit.YEARS, Unit.MONTHS})
    small = tuple(one for one in period.parts if one not in large)
    if not large or not small:
        count.day = add_plain(event, period)
        count.step(same_name, period=Span(period))
        return
    first, second = (_of(parts, backwards=period.backwards) for parts in (large, small))
    count.day = add_plain(event, first)
    count.step(same_name, period=Span(first))
    count.day = add_plain(count.day, second)
    count.step(
        N_("The rest, {period}, runs on to {day}; a part of a month has 30 days (Article 3(2)(d))."),
        period=Span(second),
    )


def _of(parts: tuple[tuple[int, Unit], ...], *, backwards: bool) -> Period:
    (number, unit), *rest = parts
    return Period(number, unit, backwards, tuple(rest))


def _hours(event: dt.datetime, period: Period) -> Limit:
    """Leave the hour of the event out and count whole hours (Article 3(1) and 3(2)(a)).

    Hours are counted as they pass, also over a night in which clocks are changed.
    """
    zone = event.tzinfo or dt.UTC
    hour = event.replace(minute=0, second=0, microsecond=0).astimezone(dt.UTC)
    if period.backwards:
        end = hour - dt.timedelta(hours=period.count)
    else:
        end = hour + dt.timedelta(hours=period.count + 1) - dt.timedelta(microseconds=1)
    local = end.astimezone(zone)
    told = N_("The hour of the event is not counted; {period} ends at {moment} (Article 3(1), 3(2)(a)).")
    step = Sentence(told, {"period": Span(period), "moment": local})
    return Limit(local.date(), (step,), moment=local)


def _working_days(count: Count, period: Period) -> Limit:
    move = -_DAY if period.backwards else _DAY
    left = period.count
    while left:
        count.day += move
        if count.is_working(count.day):
            left -= 1
    count.step(
        N_("{period} in working days, without Saturdays, Sundays and holidays, ends on {day}."),
        period=Span(period),
    )
    return Limit(count.day, tuple(count.steps), warnings=tuple(warnings_of(count, count.day)))


def _backwards(count: Count, event: dt.date, period: Period) -> Limit:
    """Leave the end where it is, but give two days or more their two working days.

    Article 3(4) says that it does not move a period counted back; 3(5) makes no such exception. The earlier
    day is given, as for every duty of our own.
    """
    plain = count.day
    alternatives: tuple[tuple[dt.date, Told], ...] = ()
    long_enough = not period.in_days or period.count >= _FEWEST_WORKING_DAYS
    if long_enough and sum(map(count.is_working, _back(event, count.day))) < _FEWEST_WORKING_DAYS:
        while sum(map(count.is_working, _back(event, count.day))) < _FEWEST_WORKING_DAYS:
            count.day -= _DAY
        count.step(N_("The period must hold two working days; it reaches back to {day} (Article 3(5))."))
        told = N_("Without Article 3(5), which says nothing of periods counted backwards.")
        return Limit(
            count.day, tuple(count.steps), ((plain, Sentence(told)),), tuple(unknown_years(count, plain))
        )
    if count.is_working(count.day):
        return Limit(count.day, tuple(count.steps), warnings=tuple(unknown_years(count, plain)))
    safe = count.day
    while not count.is_working(safe):
        safe -= _DAY
    count.step(N_("A period counted backwards is not moved from {day} (Article 3(4))."))
    told = N_("To be on the safe side act by {day}, the working day before it.")
    warnings = (Sentence(told, {"day": safe}), *unknown_years(count, plain))
    return Limit(count.day, tuple(count.steps), alternatives, warnings)


def _two_working_days(count: Count, event: dt.date, period: Period) -> None:
    if period.in_days and period.count < _FEWEST_WORKING_DAYS:
        return
    while sum(map(count.is_working, _between(event, count.day))) < _FEWEST_WORKING_DAYS:
        count.day += _DAY
        while not count.is_working(count.day):
            count.day += _DAY
        count.step(N_("The period must hold two working days; it runs on to {day} (Article 3(5))."))


def _between(event: dt.date, last: dt.date) -> Iterator[dt.date]:
    # Two working days are found within a few days of either end; a year need not be walked.
    day = max(event, last - dt.timedelta(days=_LONG)) + _DAY
    while day <= last:
        yield day
        day += _DAY


def _back(event: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = min(event, last + dt.timedelta(days=_LONG)) - _DAY
    while day >= last:
        yield day
        day -= _DAY


def _other_reading(count: Count, event: dt.date, period: Period) -> tuple[tuple[dt.date, Told], ...]:
    later = Count(add_plain(event + _DAY, period), count.holidays)
    later.roll("")
    if later.day <= count.day:
        return ()
    told = N_("Read from the day after the event; the wording of Article 3 has been read both ways.")
    return ((later.day, Sentence(told)),)
