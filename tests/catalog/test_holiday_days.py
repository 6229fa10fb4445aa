"""Public holidays by country and region."""

from __future__ import annotations

import datetime as dt

from xborder_desk.catalog.holiday_days import CommonHolidays, CountryHolidays


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


def test_holidays_nearly_all_states_share() -> None:
    shared = CommonHolidays()
    named = ("2026-01-01", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26", "2027-03-29", "2038-04-26")
    for day in named:
        assert shared.name(dt.date.fromisoformat(day))
    for day in ("2026-04-03", "2026-04-05", "2026-12-24", "2026-10-03"):
        assert not shared.name(dt.date.fromisoformat(day))
    assert shared.known(2026)
    assert not shared.known(2150)
