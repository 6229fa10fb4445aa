"""When a time limit ends: each rule a function over the event, the period and the holidays, with its steps.

Regulation (EEC, Euratom) 1182/71 where Union law counts; plain calendar days where card schemes and payment
services count; sections 187, 188 and 193 of the German Civil Code for German periods.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.periods import Period, Unit, add_plain
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)
_FEWEST_WORKING_DAYS: Final = 2


class Holidays(Protocol):
    """The public holidays of the place where the act is to be done."""

    def name(self, day: dt.date) -> str:
        """Give the holiday's name; empty for an ordinary day."""

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How a limit came out: its last day, the day it would be under the other reading, and every step.

    ``hour`` is the last moment for a period in hours (UTC as given); ``alternatives`` are (day, why).
    """

    day: dt.date
    steps: tuple[Message, ...]
    alternatives: tuple[tuple[dt.date, Message], ...] = ()
    warnings: tuple[Message, ...] = ()
    moment: dt.datetime | None = None


Rule = Callable[[dt.datetime, Period, Holidays], Limit]


@dataclass
class _Count:
    """A limit in the making: where it stands, and what was done so far."""

    day: dt.date
    holidays: Holidays
    steps: list[Message] = field(default_factory=list)

    def step(self, text: str, **fields: str | int) -> None:
        self.steps.append(Message(text, {"day": self.day.isoformat(), **fields}))

    def why_idle(self, day: dt.date) -> str:
        if name := self.holidays.name(day):
            return name
        return "Saturday" if day.weekday() == _SATURDAY else "Sunday" if day.weekday() > _SATURDAY else ""

    def is_working(self, day: dt.date) -> bool:
        return not self.why_idle(day)

    def roll(self, text: str) -> None:
        """Move on to the next working day, one step for each day passed over."""
        while reason := self.why_idle(self.day):
            passed = self.day
            self.day += _DAY
            self.step(text, passed=passed.isoformat(), reason=reason)


def eu_1182_71(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count as Regulation 1182/71 does.

    Article 3(1) leaves the day of the event out; 3(2) ends weeks, months and years on the day that has the
    event's name or date; 3(4) moves the end from a Saturday, Sunday or holiday, but not backwards; 3(5) gives
    a period of two days or more at least two working days. Where weeks, months or years may also be read from
    the day after the event, that later day is given as an alternative.
    """
    if period.unit is Unit.HOURS:
        return _hours(event, period)
    count = _Count(event.date(), holidays)
    count.step(N_("The day of the event, {day}, is not counted (Regulation 1182/71, Article 3(1))."))
    if period.unit is Unit.WORKING_DAYS:
        return _working_days(count, period)
    count.day = add_plain(event.date(), period)
    if period.unit is Unit.DAYS:
        count.step(N_("{period} ends on {day} (Article 3(2)(b))."), period=str(period))
    else:
        count.step(
            N_("{period} ends on the day of the same name or date, {day} (Article 3(2)(c))."),
            period=str(period),
        )
    plain = count.day
    if period.backwards:
        return _backwards(count)
    count.roll(N_("{passed} is no working day ({reason}); the period runs on to {day} (Article 3(4))."))
    _two_working_days(count, event.date(), period)
    alternatives = _other_reading(count, event.date(), period) if period.unit is not Unit.DAYS else ()
    return Limit(count.day, tuple(count.steps), alternatives, tuple(_warnings(count, plain)))


def _hours(event: dt.datetime, period: Period) -> Limit:
    """Leave the hour of the event out and count whole hours (Article 3(1) and 3(2)(a))."""
    hour = event.replace(minute=0, second=0, microsecond=0)
    if period.backwards:
        end = hour - dt.timedelta(hours=period.count)
    else:
        end = hour + dt.timedelta(hours=period.count + 1) - dt.timedelta(microseconds=1)
    told = N_("The hour of the event is not counted; {period} ends at {moment} (Article 3(1), 3(2)(a)).")
    step = Message(told, {"period": str(period), "moment": end.isoformat(timespec="seconds")})
    return Limit(end.date(), (step,), moment=end)


def _working_days(count: _Count, period: Period) -> Limit:
    move = -_DAY if period.backwards else _DAY
    left = period.count
    while left:
        count.day += move
        if count.is_working(count.day):
            left -= 1
    count.step(
        N_("{period} in working days, without Saturdays, Sundays and holidays, ends on {day}."),
        period=str(period),
    )
    return Limit(count.day, tuple(count.steps), warnings=tuple(_warnings(count, count.day)))


def _backwards(count: _Count) -> Limit:
    if count.is_working(count.day):
        return Limit(count.day, tuple(count.steps))
    safe = count.day
    while not count.is_working(safe):
        safe -= _DAY
    count.step(N_("A period counted backwards is not moved from {day} (Article 3(4))."))
    told = N_("To be on the safe side act by {day}, the working day before it.")
    return Limit(count.day, tuple(count.steps), warnings=(Message(told, {"day": safe.isoformat()}),))


def _two_working_days(count: _Count, event: dt.date, period: Period) -> None:
    if period.unit is Unit.DAYS and period.count < _FEWEST_WORKING_DAYS:
        return
    while sum(map(count.is_working, _between(event, count.day))) < _FEWEST_WORKING_DAYS:
        count.day += _DAY
        while not count.is_working(count.day):
            count.day += _DAY
        count.step(N_("The period must hold two working days; it runs on to {day} (Article 3(5))."))


def _between(event: dt.date, last: dt.date) -> Iterator[dt.date]:
    # Two working days are found within a few days of either end; a year need not be walked.
    day = max(event, last - dt.timedelta(days=31)) + _DAY
    while day <= last:
        yield day
        day += _DAY


def _other_reading(count: _Count, event: dt.date, period: Period) -> tuple[tuple[dt.date, Message], ...]:
    later = _Count(add_plain(event + _DAY, period), count.holidays)
    later.roll("")
    if later.day == count.day:
        return ()
    told = N_("Read from the day after the event; the wording of Article 3 has been read both ways.")
    return ((later.day, Message(told, {})),)


def _warnings(count: _Count, plain: dt.date) -> Iterator[Message]:
    if not (count.holidays.known(plain.year) and count.holidays.known(count.day.year)):
        told = N_("The public holidays of {year} are not known; only weekends were left out.")
        yield Message(told, {"year": count.day.year})
    if count.day != plain:
        told = N_("The law is read differently on moving the end of a period; to be safe act by {day}.")
        yield Message(told, {"day": plain.isoformat()})


def calendar_days(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count calendar days, weeks, months or years from the day after the event; the end never moves.

    So card schemes and payment services count: their rules are contracts, not law.
    """
    del holidays
    _refuse_units(period)
    count = _Count(add_plain(event.date(), period), _NoHolidays())
    count.step(
        N_("{period} from the day after the event ends on {day}; it is never moved."), period=str(period)
    )
    return Limit(count.day, tuple(count.steps))


def bgb(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count as sections 187(1), 188 and 193 of the German Civil Code (BGB) do."""
    _refuse_units(period)
    count = _Count(add_plain(event.date(), period), holidays)
    count.step(
        N_("The day of the event is not counted; {period} ends on {day} (§§ 187, 188 BGB)."),
        period=str(period),
    )
    plain = count.day
    if not period.backwards:
        count.roll(N_("{passed} is no working day ({reason}); the period ends on {day} (§ 193 BGB)."))
    return Limit(count.day, tuple(count.steps), warnings=tuple(_warnings(count, plain)))


def year_end(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count whole years from the end of the year of the event, as section 199(1) BGB does for limitation."""
    if period.unit is not Unit.YEARS or period.backwards:
        raise BadInputError(
            N_("This rule counts whole years forwards; {given} is none of these."),
            field="period",
            given=str(period),
        )
    count = _Count(dt.date(event.year, 12, 31), holidays)
    count.step(N_("The period begins with the end of the year, {day} (§ 199(1) BGB)."))
    count.day = add_plain(count.day, period)
    count.step(N_("{period} from there ends on {day}."), period=str(period))
    return Limit(count.day, tuple(count.steps))


class _NoHolidays:
    """Where holidays do not count."""

    def name(self, day: dt.date) -> str:
        """Give no name for any day."""
        del day
        return ""

    def known(self, year: int) -> bool:
        """Say that nothing more could be known."""
        del year
        return True


def _refuse_units(period: Period) -> None:
    if period.unit in {Unit.HOURS, Unit.WORKING_DAYS}:
        raise BadInputError(
            N_("This rule counts days, weeks, months or years; {given} is none of these."),
            field="period",
            given=str(period),
        )


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by its name in the data files, with the instrument it follows and how far that was checked."""

    name: str
    count: Rule
    source: str
    status: str


RULES: Final = {
    rule.name: rule
    for rule in (
        NamedRule("eu-1182-71", eu_1182_71, "Regulation (EEC, Euratom) No 1182/71, Article 3", "sourced"),
        NamedRule(
            "calendar-days",
            calendar_days,
            "Calendar days as card schemes and payment services count",
            "unchecked",
        ),
        NamedRule("bgb-187-193", bgb, "§§ 187, 188, 193 BGB", "sourced"),
        NamedRule("year-end", year_end, "§§ 195, 199(1) BGB", "unchecked"),
    )
}


def rule_named(name: str) -> NamedRule:
    """Give a rule.

    Raises:
        BadInputError: there is none with this name; names those there are.

    """
    found = RULES.get(name.strip().lower())
    if found is None:
        raise BadInputError(
            N_("There is no rule “{given}”. Possible: {possible}."),
            field="rule",
            given=name.strip(),
            possible=", ".join(sorted(RULES)),
        )
    return found
