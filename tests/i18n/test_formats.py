"""Dates, amounts and names come as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from xborder_desk.i18n.formats import Formats, Style, zone_of

DAY = date(2026, 3, 8)
AT = datetime(2026, 7, 8, 22, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "style", "written"),
    [
        ("en", "short", "08/03/2026"),
        ("en", "medium", "8 Mar 2026"),
        ("de", "medium", "08.03.2026"),
        ("de", "long", "8. März 2026"),
        ("zh-Hant", "long", "2026年3月8日"),
        ("pl", "long", "8 marca 2026"),
        ("ar", "iso", "2026-03-08"),
    ],
)
def test_days(tag: str, style: Style, written: str) -> None:
    assert Formats(tag).date(DAY, style) == written


def test_a_moment_shows_its_zone_as_distance_to_utc() -> None:
    german = Formats("de")
    assert german.datetime(AT, "Europe/Berlin") == "09.07.2026, 00:05 UTC+02:00"
    assert german.datetime(AT, "America/St_Johns", "long") == "8. Juli 2026, 19:35:09 UTC-02:30"
    assert german.datetime(AT) == "08.07.2026, 22:05 UTC"
    assert german.datetime(AT, ZoneInfo("Asia/Taipei"), "iso") == "2026-07-09T06:05:09+08:00"


def test_a_naive_moment_is_utc_and_an_unknown_zone_too() -> None:
    naive = AT.replace(tzinfo=None)
    assert Formats("de").datetime(naive, "Europe/Berlin") == Formats("de").datetime(AT, "Europe/Berlin")
    for zone in ("Mars/Olympus", "", "../../Europe/Berlin", None):
        assert zone_of(zone) is UTC
    assert zone_of(timezone(timedelta(hours=5))).utcoffset(None) == timedelta(hours=5)


@pytest.mark.parametrize(
    ("tag", "amount", "currency", "written"),
    [
        ("de", "1234.5", "EUR", "1.234,50\xa0€"),
        ("en", "1234.5", "EUR", "€1,234.50"),
        ("zh-Hant", "1234", "TWD", "$1,234.00"),
        ("de", "1234", "JPY", "1.234\xa0¥"),
        ("de", "-5", "XYZ", "-5,00\xa0XYZ"),
        ("ar", "34.9", "EUR", "\u200f34.90\xa0€"),
        # A sign of letters and a mark stays one word, read from the left: never ¥CN.
        ("ar", "3200", "CNY", "\u200f3,200.00\xa0\u200eCN¥\u200e"),
        ("ar", "430", "USD", "\u200f430.00\xa0\u200eUS$\u200e"),
    ],
)
def test_amounts(tag: str, amount: str, currency: str, written: str) -> None:
    assert Formats(tag).money(Decimal(amount), currency) == written


def test_numbers_keep_their_decimals() -> None:
    assert Formats("de").number(Decimal("1234567.12345")) == "1.234.567,12345"
    assert Formats("de").number(7) == "7"
    assert Formats("de").percent(Decimal("0.0527")) == "5,27\xa0%"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1500, "1.5 kB"),
        (25_000_000, "25 MB"),
        (3_210_000_000, "3.2 GB"),
    ],
)
def test_sizes(count: int, written: str) -> None:
    assert Formats("en").size(count) == written


def test_lists() -> None:
    assert Formats("de").list([]) == ""
    assert Formats("de").list(["a"]) == "a"
    assert Formats("de").list(["a", "b", "c"], "or") == "a, b oder c"
    assert Formats("zh-Hant").list(["甲", "乙"]) == "甲和乙"


def test_names_of_countries_languages_and_currencies() -> None:
    german = Formats("de")
    assert (german.country("de"), german.country("XX")) == ("Deutschland", "XX")
    assert german.language_name("zh-Hant") == "Chinesisch (traditionell)"
    assert german.language_name("pt-XX") == "Portugiesisch (pt-XX)"
    assert german.language_name("qqq") == "qqq"
    assert (german.currency_name("chf"), german.currency_name("QQQ")) == ("Schweizer Franken", "QQQ")


@pytest.mark.parametrize("tag", ["qps", "tlh", "", "x", "not a tag"])
def test_a_tag_without_formats_has_the_english_ones(tag: str) -> None:
    assert Formats(tag).date(DAY) == "8 Mar 2026"


@pytest.mark.parametrize(
    ("tag", "month", "year"),
    [
        ("en", "March 2026", "2026"),
        ("de", "März 2026", "2026"),
        ("zh-Hant", "2026年3月", "2026年"),
        ("ja", "2026年3月", "2026年"),
        ("xx", "March 2026", "2026"),
    ],
)
def test_months_and_years(tag: str, month: str, year: str) -> None:
    assert Formats(tag).month(DAY) == month
    assert Formats(tag).year(DAY) == year


@pytest.mark.parametrize(
    ("zone", "written"),
    [("+08:00", "09/07/2026, 06:05 UTC+08:00"), ("-03:30", "08/07/2026, 18:35 UTC-03:30")],
)
def test_a_zone_may_be_a_distance(zone: str, written: str) -> None:
    assert Formats("en").datetime(AT, zone, "short") == written
    assert zone_of("+99:00") is UTC


@pytest.mark.parametrize(
    ("tag", "precision", "written"),
    [
        ("en", "day", "8 Mar 2026"),
        ("fr", "month", "mars 2026"),
        ("es", "month", "marzo de 2026"),
        ("it", "year", "2026"),
        ("zh-Hant", "year", "2026年"),
    ],
)
def test_a_day_is_written_as_exactly_as_it_is_known(tag: str, precision: str, written: str) -> None:
    assert Formats(tag).known(DAY, precision) == written
