"""Public holidays by country and region, from the holidays library."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from holidays import HolidayBase

_FROM: Final = 1990
_UNTIL: Final = 2100


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
