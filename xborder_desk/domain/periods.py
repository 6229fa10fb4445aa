"""Periods as rules write them: ``P14D``, ``P1Y2M``, ``P20WD`` (working days), ``PT48H``; minus goes back."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

_NUMBER: Final = r"\d{1,5}(?:[.,]\d{1,4})?"
_PERIOD: Final = re.compile(
    rf"(?P<sign>[+-]?)P(?P<inner>-?)(?:(?P<Y>{_NUMBER})Y)?(?:(?P<M>{_NUMBER})M)?(?:(?P<W>{_NUMBER})W)?"
    rf"(?:(?P<D>{_NUMBER})D)?(?:(?P<WD>{_NUMBER})WD)?(?:T(?P<H>{_NUMBER})H)?",
    re.IGNORECASE,
)
_MONTHS_OF_YEAR: Final = 12
_DAYS_OF_WEEK: Final = 7
# A part of a month is a part of thirty days (Regulation 1182/71, Article 3(2)(d)).
_DAYS_OF_PART: Final = 30


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "H"
    DAYS = "D"
    WORKING_DAYS = "WD"
    WEEKS = "W"
    MONTHS = "M"
    YEARS = "Y"


@dataclass(frozen=True, slots=True)
class Period:
    """A number of units, counted forwards, or backwards from the day it starts at.

    ``rest`` are smaller units that are counted on from where the first ones end.
    """

    count: int
    unit: Unit
    backwards: bool = False
    rest: tuple[tuple[int, Unit], ...] = ()

    def __str__(self) -> str:
        """Write the period as it is read."""
        sign = "-" if self.backwards else ""
        if self.unit is Unit.HOURS:
            return f"{sign}PT{self.count}H"
        return f"{sign}P" + "".join(f"{count}{unit.value}" for count, unit in self.parts)

    @property
    def parts(self) -> tuple[tuple[int, Unit], ...]:
        """All its numbers with their units, the largest unit first."""
        return ((self.count, self.unit), *self.rest)

    @property
    def in_days(self) -> bool:
        """Whether it is counted in days alone."""
        return self.unit is Unit.DAYS


class Speaker(Protocol):
    """The language a period is spelled in."""

    def plural(self, singular: str, plural: str, n: int, /) -> str:
        """Give the form for ``n`` things."""

    def list(self, items: list[str]) -> str:
        """Join words as the language does."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period in a sentence: spelled out for its reader, ``P14D`` for logs."""

    period: Period

    def __str__(self) -> str:
        """Give it as rules write it."""
        return str(self.period)

    def spell(self, language: Speaker) -> str:
        """Spell it: 14 days; one year, two months and three days."""
        return language.list([_spelled(count, unit, language) for count, unit in self.period.parts])


def _spelled(count: int, unit: Unit, language: Speaker) -> str:
    match unit:
        case Unit.HOURS:
            return language.plural("{n} hour", "{n} hours", count)
        case Unit.DAYS:
            return language.plural("{n} day", "{n} days", count)
        case Unit.WORKING_DAYS:
            return language.plural("{n} working day", "{n} working days", count)
        case Unit.WEEKS:
            return language.plural("{n} week", "{n} weeks", count)
        case Unit.MONTHS:
            return language.plural("{n} month", "{n} months", count)
    return language.plural("{n} year", "{n} years", count)


def parse_period(text: str) -> Period:
    """Read a period.

    Parts of a month become parts of thirty days, parts of a year whole months.

    Raises:
        BadInputError: it is none, or mixes what is counted differently.

    """
    given = text.strip()
    match = _PERIOD.fullmatch(given)
    found = {unit: match[unit.value] for unit in Unit if match[unit.value]} if match else {}
    if match is None or not found or (match["sign"] and match["inner"]):
        raise BadInputError(
            N_(
                "“{given}” is no period. Write it like P14D, P8W, P2M, P1Y, P1Y6M, P20WD for working "
                "days, or PT48H."
            ),
            field="period",
            given=given,
        )
    if len(found) > 1 and {Unit.HOURS, Unit.WORKING_DAYS} & found.keys():
        raise BadInputError(
            N_(
                "“{given}” mixes hours or working days with other units. They are counted each in their own "
                "way (Regulation 1182/71, Article 3): count one after the other."
            ),
            field="period",
            given=given,
        )
    parts = _whole({unit: Decimal(number.replace(",", ".")) for unit, number in found.items()}, given)
    backwards = "-" in {match["sign"], match["inner"]}
    (unit, count), *rest = parts.items()
    return Period(count, unit, backwards, tuple((more, one) for one, more in rest))


def _whole(found: dict[Unit, Decimal], given: str) -> dict[Unit, int]:
    """Turn broken numbers into whole ones of smaller units: half a year, one month and a half."""
    values = dict(found)
    years = values.get(Unit.YEARS, Decimal(0))
    if part := years % 1:
        values[Unit.YEARS] = years - part
        values[Unit.MONTHS] = values.get(Unit.MONTHS, Decimal(0)) + part * _MONTHS_OF_YEAR
    months = values.get(Unit.MONTHS, Decimal(0))
    if part := months % 1:
        values[Unit.MONTHS] = months - part
        values[Unit.DAYS] = values.get(Unit.DAYS, Decimal(0)) + part * _DAYS_OF_PART
    if any(value % 1 for value in values.values()):
        raise BadInputError(
            N_("“{given}” does not come out in whole days. A part of a month counts as a part of 30 days."),
            field="period",
            given=given,
        )
    order = tuple(reversed(Unit))
    kept = {unit: int(values[unit]) for unit in order if values.get(unit)}
    return kept or {next(unit for unit in order if unit in found): 0}


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day of a later (or earlier) month, its last day where that one is missing.

    Raises:
        OverflowError: the calendar does not reach that far.

    """
    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 + months, _MONTHS_OF_YEAR)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        msg = "outside the calendar"
        raise OverflowError(msg)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_plain(day: dt.date, period: Period) -> dt.date:
    """Count a period of days, weeks, months or years from a day that is itself not counted.

    Years and months are taken together, then weeks and days from where those end.

    Raises:
        OverflowError: the calendar does not reach that far.

    """
    months = days = 0
    for count, unit in period.parts:
        match unit:
            case Unit.YEARS:
                months += count * _MONTHS_OF_YEAR
            case Unit.MONTHS:
                months += count
            case Unit.WEEKS:
                days += count * _DAYS_OF_WEEK
            case _:
                days += count
    sign = -1 if period.backwards else 1
    reached = add_months(day, sign * months) if months else day
    return reached + dt.timedelta(days=sign * days)
