"""Public holidays by country and region."""

from __future__ import annotations

import datetime as dt

import pytest

from xborder_desk.catalog.holiday_days import (
    CommonHolidays,
    CountryHolidays,
    InstitutionHolidays,
    country_holidays,
    easter,
)
from xborder_desk.domain.errors import BadInputError


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


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("DE", "BY", "2026-01-06"),
        ("DE", "bayern", "2026-01-06"),
        ("GB", "SCT", "2026-01-02"),
        ("GB", "EAW", "2026-04-06"),
        ("CH", "ZH", "2026-05-01"),
        ("ES", "MD", "2026-05-02"),
        ("TW", "", "2026-02-28"),
        ("KR", "", "2026-03-01"),
        ("JP", "", "2026-11-23"),
        ("CN", "", "2026-10-01"),
    ],
)
def test_regions_are_found_by_code_and_name(country: str, region: str, day: str) -> None:
    assert country_holidays(country, region).name(dt.date.fromisoformat(day))


def test_a_region_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInputError) as refused:
        country_holidays("DE", "XX")
    assert "BY" in str(refused.value.fields["possible"])
    with pytest.raises(BadInputError):
        country_holidays("XK", "P")


KNOWN = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO IS LI TW JP KR"
)


@pytest.mark.parametrize("country", KNOWN.split())
def test_the_countries_of_cases_are_known_for_years_to_come(country: str) -> None:
    days = CountryHolidays(country)
    assert all(days.known(year) for year in (2024, 2026, 2030))
    assert days.name(dt.date(2027, 1, 1))


def test_a_calendar_that_a_government_fixes_each_year_is_known_only_so_far() -> None:
    assert CountryHolidays("CN").known(2025)
    assert not CountryHolidays("CN").known(2035)


def test_the_institutions_of_the_union_close_at_the_turn_of_the_year() -> None:
    closed = InstitutionHolidays()
    for day in ("2024-12-23", "2025-01-03", "2025-04-17", "2025-05-30", "2026-11-02", "2026-12-31"):
        assert closed.name(dt.date.fromisoformat(day)), day
    for day in ("2025-01-06", "2025-04-16", "2026-11-03", "2026-12-23"):
        assert not closed.name(dt.date.fromisoformat(day)), day
    assert closed.known(2026)
    assert not closed.known(2031)
    assert closed.name(dt.date(2031, 5, 1))  # the common ones stand in


def test_easter_is_where_everybody_sees_it() -> None:
    seen = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2285: (3, 22)}
    assert {year: (easter(year).month, easter(year).day) for year in seen} == seen
