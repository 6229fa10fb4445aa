"""Public holidays by country and region, from the holidays library."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from holidays import HolidayBase

_FROM: Final = 1990
_UNTIL: Final = 2100
_COMMON: Final = {
    (1, 1): "New Year's Day",
    (5, 1): "Labour Day",
    (12, 25): "Christmas Day",
    (12, 26): "St Stephen's Day",
}


class CountryHolidays:
    """The public holidays of a country, or of one of its regions (``DE-BW``); none where it is not known."""

    def __init__(self, country: str, region: str = "") -> None:
        self._country = country.upper()
        self._region = region.upper()

    @cached_property
    def _days(self) -> HolidayBase | None:
        import holidays  # noqa: PLC0415 - its tables are read on first use, not at start

        try:
            return holidays.country_holidays(self._country, subdiv=self._region or None)
        except NotImplementedError:
            return None

    def name(self, day: dt.date) -> str:
        """Give the holiday's name in the language of its country; empty for an ordinary day."""
        return "" if self._days is None else str(self._days.get(day, ""))

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return self._days is not None and _FROM <= year < _UNTIL


class CommonHolidays:
    """The holidays nearly every state of the Union shares, for where no country is known."""

    def name(self, day: dt.date) -> str:
        """Give the holiday's name; empty for an ordinary day."""
        if (day.month, day.day) in _COMMON:
            return _COMMON[day.month, day.day]
        return "Easter Monday" if day == _easter(day.year) + dt.timedelta(days=1) else ""

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return _FROM <= year < _UNTIL


def _easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar, by the rule of its golden number and epact."""
    golden, century = year % 19, year // 100
    shift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))
