"""Periods as rules write them: ``P14D``, ``P2M``, ``P20WD`` (working days), ``PT48H``; a minus goes back."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

_PERIOD: Final = re.compile(r"(-?)P(?:(\d{1,4})(WD|D|W|M|Y)|T(\d{1,5})H)", re.IGNORECASE)
_MONTHS_OF_YEAR: Final = 12
_DAYS_OF_WEEK: Final = 7


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
    """A number of units, counted forwards, or backwards from the day it starts at."""

    count: int
    unit: Unit
    backwards: bool = False

    def __str__(self) -> str:
        """Write the period as it is read."""
        sign = "-" if self.backwards else ""
        return (
            f"{sign}PT{self.count}H" if self.unit is Unit.HOURS else f"{sign}P{self.count}{self.unit.value}"
        )


def parse_period(text: str) -> Period:
    """Read a period.

    Raises:
        BadInputError: it is none.

    """
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise BadInputError(
            N_(
                "“{given}” is no period. Write it like P14D, P8W, P2M, P1Y, P20WD for working days, or PT48H."
            ),
            field="period",
            given=text.strip(),
        )
    count = int(match[2] or match[4])
    return Period(count, Unit(match[3].upper()) if match[3] else Unit.HOURS, backwards=bool(match[1]))


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

    Raises:
        OverflowError: the calendar does not reach that far.

    """
    count = -period.count if period.backwards else period.count
    if period.unit is Unit.DAYS:
        return day + dt.timedelta(days=count)
    if period.unit is Unit.WEEKS:
        return day + dt.timedelta(days=count * _DAYS_OF_WEEK)
    return add_months(day, count * (_MONTHS_OF_YEAR if period.unit is Unit.YEARS else 1))
