"""Public holidays by country and region, from the holidays library; those of the Union's institutions."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

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
# Parts of countries as our own figures name them, where the library calls them otherwise.
_ALSO: Final = {("GB", "EAW"): "ENG", ("GB", "NI"): "NIR"}
# Codes by which people name the institutions of the Union.
INSTITUTIONS: Final = frozenset({"EU", "EC", "EP"})
_DAY: Final = dt.timedelta(days=1)


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
        """Whether the holidays of a year are known.

        Where a government fixes bridge days for each year anew, only the years it has decided on are.
        """
        days = self._days
        if days is None:
            return False
        decided = [one for one in getattr(days, "special_public_holidays", {}) if isinstance(one, int)]
        last = max(decided) if self._country in _DECIDED_YEARLY and decided else days.end_year
        return max(days.start_year, _FROM) <= year <= min(last, _UNTIL - 1)


_DECIDED_YEARLY: Final = frozenset({"CN"})


def country_holidays(country: str, region: str) -> CountryHolidays:
    """Give the holidays of a country or of one of its regions, named by its code or its name.

    Raises:
        BadInputError: the country has no such region.

    """
    if not region:
        return CountryHolidays(country)
    import holidays  # noqa: PLC0415 - as above

    upper = region.strip().upper()
    wanted = _ALSO.get((country, upper), upper)
    known: tuple[str, ...] = ()
    if country in holidays.list_supported_countries():
        found = holidays.country_holidays(country)
        known = tuple(found.subdivisions)
        named = {
            alias.upper(): code for code, names in found.get_subdivision_aliases().items() for alias in names
        }
        wanted = wanted if wanted in known else named.get(wanted, wanted)
    if wanted not in known:
        told = N_("{country} has no region “{given}” with holidays of its own. Possible: {possible}.")
        raise BadInputError(
            told, field="country", country=country, given=region.strip(), possible=", ".join(known) or "–"
        )
    return CountryHolidays(country, wanted)


class CommonHolidays:
    """The holidays nearly every state of the Union shares, for where no country is known."""

    def name(self, day: dt.date) -> str:
        """Give the holiday's name; empty for an ordinary day."""
        if (day.month, day.day) in _COMMON:
            return _COMMON[day.month, day.day]
        return "Easter Monday" if day == easter(day.year) + _DAY else ""

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return _FROM <= year < _UNTIL


# Days before and after Easter, and fixed days, on which the institutions close every year.
_MOVING: Final = {
    -3: "Maundy Thursday",
    -2: "Good Friday",
    1: "Easter Monday",
    39: "Ascension Day",
    40: "Day after Ascension",
    50: "Whit Monday",
}
_FIXED: Final = {
    (1, 1): "New Year's Day",
    (1, 2): "Day after New Year",
    (5, 1): "Labour Day",
    (5, 9): "Schuman Declaration",
    (7, 21): "Belgian National Day",
    (8, 15): "Assumption",
    **{(12, day): "End of the year" for day in range(24, 32)},
}
# Days added for one year, by the yearly decision in the Official Journal. Years without a line were not read.
_ADDED: Final[dict[int, dict[dt.date, str]]] = {
    2024: {dt.date(2024, 11, 1): "All Saints", dt.date(2024, 12, 23): "End of the year"},
    2025: {dt.date(2025, 1, 3): "Day after New Year"},
    2026: {dt.date(2026, 11, 2): "All Souls"},
}


class InstitutionHolidays:
    """The holidays of the Union's institutions (Article 2(1) of Regulation 1182/71 counts them too)."""

    def name(self, day: dt.date) -> str:
        """Give the holiday's name; empty for an ordinary day."""
        if not self.known(day.year):
            return CommonHolidays().name(day)
        moving = _MOVING.get((day - easter(day.year)).days, "")
        return _FIXED.get((day.month, day.day)) or moving or _ADDED[day.year].get(day, "")

    def known(self, year: int) -> bool:
        """Whether the institutions' list of a year was read; otherwise the common holidays stand in."""
        return year in _ADDED


def easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar, by the rule of its golden number and epact."""
    golden, century = year % 19, year // 100
    shift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))
