"""Public holidays by country and region."""

from __future__ import annotations

import datetime as dt

from xborder_desk.catalog.holiday_days import CountryHolidays


def test_a_region_has_days_of_its_own() -> None:
    epiphany = dt.date(2027, 1, 6)
    assert CountryHolidays("DE", "BW").name(epiphany)
    assert not CountryHolidays("DE").name(epiphany)
    assert CountryHolidays("de").name(dt.date(2026, 10, 3))


def test_an_unknown_country_has_none_and_says_so() -> None:
    nowhere = CountryHolidays("XQ")
    assert not nowhere.known(2026)
    assert nowhere.name(dt.date(2026, 12, 25)) == ""
    assert CountryHolidays("AT").known(2026)
