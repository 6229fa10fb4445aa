"""Days and amounts as people type them, in the order of their language."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xborder_desk.i18n.language import Language
from xborder_desk.ui.typed import amount, day

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
        ("en", "a lot", "alot"),
    ],
)
def test_an_amount(tag: str, typed: str, meant: str) -> None:
    assert amount(typed, Language(tag)) == meant
