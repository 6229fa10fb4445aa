"""Public holidays by country and region, from the holidays library; those of the Union's institutions."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog import holiday_names as names
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from holidays import HolidayBase

_FROM: Final = 1990
_UNTIL: Final = 2100
_COMMON: Final = {
    (1, 1): names.NEW_YEAR,
    (5, 1): names.LABOUR_DAY,
    (12, 25): names.CHRISTMAS,
    (12, 26): names.SECOND_CHRISTMAS,
}
# Parts of countries as our own figures name them, where the library calls them otherwise.
_ALSO: Final = {("GB", "EAW"): "ENG", ("GB", "NI"): "NIR"}
# Codes by which people name the institutions of the Union.
INSTITUTIONS: Final = frozenset({"EU", "EC", "EP"})
_ENGLISH: Final = "en_US"
_DAY: Final = dt.timedelta(days=1)


class CountryHolidays:
    """The public holidays of a country, or of one of its regions (``DE-BW``); none where it is not known."""

    def __init__(self, country: str, region: str = "") -> None:
        self._country = country.upper()
        self._region = region.upper()

    @cached_property
    def _days(self) -> HolidayBase | None:
        return self._in("")

    @cached_property
    def _in_english(self) -> HolidayBase | None:
        return self._in(_ENGLISH)

    def _in(self, language: str) -> HolidayBase | None:
        """Give the days with their names in a language, whatever that of this machine is."""
        import holidays  # noqa: PLC0415 - its tables are read on first use, not at start

        try:
            known = holidays.list_localized_countries().get(self._country, [])
            own = getattr(holidays.country_holidays(self._country), "default_language", None)
            chosen = language if language in known else own
            return holidays.country_holidays(self._country, subdiv=self._region or None, language=chosen)
        except NotImplementedError:
            return None

    def name(self, day: dt.date) -> str | Sentence:
        """Give the holiday's name, to be said in any language where many states share it; empty for none."""
        if self._days is None or self._in_english is None or day not in self._days:
            return ""
        return names.holiday_name(str(self._in_english.get(day, "")), str(self._days.get(day, "")))

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

    def name(self, day: dt.date) -> str | Sentence:
        """Give the holiday's name; empty for an ordinary day."""
        if (day.month, day.day) in _COMMON:
            return Sentence(_COMMON[day.month, day.day])
        return Sentence(names.EASTER_MONDAY) if day == easter(day.year) + _DAY else ""

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return _FROM <= year < _UNTIL


# Days before and after Easter, and fixed days, on which the institutions close every year.
_MOVING: Final = {
    -3: names.MAUNDY_THURSDAY,
    -2: names.GOOD_FRIDAY,
    1: names.EASTER_MONDAY,
    39: names.ASCENSION,
    40: names.AFTER_ASCENSION,
    50: names.WHIT_MONDAY,
}
_FIXED: Final = {
    (1, 1): names.NEW_YEAR,
    (1, 2): names.AFTER_NEW_YEAR,
    (5, 1): names.LABOUR_DAY,
    (5, 9): names.EUROPE_DAY,
    (7, 21): names.NATIONAL_DAY,
    (8, 15): names.ASSUMPTION,
    **{(12, day): names.END_OF_YEAR for day in range(24, 32)},
}
# Days added for one year, by the yearly decision in the Official Journal. Years without a line were not read.
_ADDED: Final[dict[int, dict[dt.date, str]]] = {
    2024: {dt.date(2024, 11, 1): names.ALL_SAINTS, dt.date(2024, 12, 23): names.END_OF_YEAR},
    2025: {dt.date(2025, 1, 3): names.AFTER_NEW_YEAR},
    2026: {dt.date(2026, 11, 2): names.ALL_SOULS},
}


class InstitutionHolidays:
    """The holidays of the Union's institutions (Article 2(1) of Regulation 1182/71 counts them too)."""

    def name(self, day: dt.date) -> str | Sentence:
        """Give the holiday's name; empty for an ordinary day."""
        if not self.known(day.year):
            return CommonHolidays().name(day)
        moving = _MOVING.get((day - easter(day.year)).days, "")
        found = _FIXED.get((day.month, day.day)) or moving or _ADDED[day.year].get(day, "")
        return Sentence(found) if found else ""

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
