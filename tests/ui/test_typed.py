"""Days and amounts as people type them, in the order of their language."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xborder_desk.i18n.language import Language
from xborder_desk.ui.typed import amount, amount_in_words, day, day_in_words

TODAY: Final = dt.date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("en", "2026-03-08", "2026-03-08"),
        ("en", "8/3/2026", "2026-03-08"),
        ("de", "8.3.26", "2026-03-08"),
        ("de", "8.3.", "2026-03-08"),
        ("zh-Hant", "2026/3/8", "2026-03-08"),
        ("en", "+14", "2026-12-07"),
        ("en", "- 2", "2026-11-21"),
        ("en", "today", "2026-11-23"),
        ("en", "Tomorrow", "2026-11-24"),
        ("en", "Monday", "2026-11-30"),
        ("en", "next Friday", "2026-11-27"),
        ("de", "Freitag", "2026-11-27"),
        ("de", "nächsten Freitag", "2026-11-27"),
        ("zh-Hant", "下週一", "2026-11-30"),
        ("zh-Hant", "星期五", "2026-11-27"),
        ("zh-Hans", "下周日", "2026-11-29"),
        ("fr", "vendredi", "2026-11-27"),
        ("ar", "الجمعة", "2026-11-27"),
        ("de", "heute", "heute"),
        ("en", "+2w", "2026-12-07"),
        ("en", "+ 1 m", "2026-12-23"),
        ("en", "-1y", "2025-11-23"),
        ("en", "+9999y", "+9999y"),
        ("en", "8 March 2026", "2026-03-08"),
        ("en", "March 8", "2026-03-08"),
        ("de", "8. März 2026", "2026-03-08"),
        ("fr", "8 mars 26", "2026-03-08"),
        ("en", "31 February", "31 February"),
        ("ar", "٢٠٢٦-٠٣-٠٨", "2026-03-08"),
        ("zh-Hant", "2026年3月8日", "2026-03-08"),
        ("en", "", ""),
        ("en", "31/2/2026", "31/2/2026"),
        ("en", "some day", "some day"),
        ("en", "2026-13-01", "2026-13-01"),
        ("en", "2026", "2026"),
    ],
)
def test_a_day(tag: str, typed: str, meant: str) -> None:
    assert day(typed, Language(tag), TODAY) == meant


@given(some.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31)))
def test_an_iso_day_stays_what_it_is(one: dt.date) -> None:
    assert day(one.isoformat(), Language("de"), TODAY) == one.isoformat()


@given(some.text(max_size=30))
def test_anything_can_be_typed(text: str) -> None:
    for tag in ("en", "de", "zh-Hant", "ar"):
        assert isinstance(day(text, Language(tag), TODAY), str)
        assert isinstance(amount(text, Language(tag)), str)


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("en", "1,249.00", "1249.00"),
        ("de", "1.249,00", "1249.00"),
        ("de", "89,90", "89.90"),
        ("de", "89.90", "89.90"),
        ("en", "1249", "1249"),
        ("de", "1 249,50", "1249.50"),
        ("en", "€ 1,249.00", "1249.00"),
        ("de", "1.249,00 €", "1249.00"),
        ("fr", "1 249,50 €", "1249.50"),
        ("ar", "١٢٤٩٫٥٠", "1249.50"),
        ("zh-Hant", "NT$500", "NT500"),
        ("en", "a lot", "alot"),
    ],
)
def test_an_amount(tag: str, typed: str, meant: str) -> None:
    assert amount(typed, Language(tag)) == meant


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        ("2026-01-31", "+1m", "2026-02-28"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2026-03-31", "-1m", "2026-02-28"),
        ("2024-02-29", "+1y", "2025-02-28"),
        ("2026-12-15", "+1m", "2027-01-15"),
        ("2026-01-15", "-1m", "2025-12-15"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last(today: str, typed: str, meant: str) -> None:
    assert day(typed, Language("en"), dt.date.fromisoformat(today)) == meant


@pytest.mark.parametrize("tag", ["en", "de", "fr", "zh-Hant", "ar", "pl"])
@given(one=some.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_in_words_is_the_day_that_was_typed(tag: str, one: dt.date) -> None:
    assert day_in_words(one.isoformat(), Language(tag), TODAY) == Language(tag).date(one, "full")


def test_what_is_understood_is_said_and_nothing_else() -> None:
    en, de = Language("en"), Language("de")
    assert day_in_words("+14", en, TODAY) == "Monday, 7 December 2026"
    assert day_in_words("8.3.26", de, TODAY) == "Sonntag, 8. März 2026"
    assert day_in_words("some day", en, TODAY) == ""
    assert day_in_words("", en, TODAY) == ""
    assert amount_in_words("1.249,5", de) == "= 1.249,5"
    assert amount_in_words("1,249.50 €", en) == "= 1,249.5"
    assert amount_in_words("a lot", en) == ""
    assert amount_in_words("", en) == ""
    assert amount_in_words("9" * 30, en) == ""
    assert amount_in_words("NaN", en) == ""
