"""What people type into the fields that narrow a list, in their order and with their marks."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.case_list import read_days, read_numbers
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n.language import Language
from xborder_desk.ui.conditions import days, numbers

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("en", "<= +14", "<=+14"),
        ("en", "+14", "+14"),
        ("de", "<8.3.26", "<2026-03-08"),
        ("de", "> 8.3.26", ">2026-03-08"),
        ("en", "1/3/26 .. 31/3/26", "2026-03-01..2026-03-31"),
        ("de", "1.3.26 … 31.3.26", "2026-03-01..2026-03-31"),
        ("en", "≥ 2026-01-01", ">=2026-01-01"),
        ("en", "..+7", "..+7"),
        ("en", "today", "2026-11-23"),
        ("zh-Hant", "<=下週一", "<=2026-11-30"),
        ("en", "–", "none"),
        ("en", " ", ""),
        ("en", "whenever", "whenever"),
    ],
)
def test_conditions_on_days(tag: str, typed: str, meant: str) -> None:
    assert days(typed, Language(tag), TODAY) == meant


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("en", "> 1,000", ">1000"),
        ("de", "> 1.000,50", ">1000.50"),
        ("de", "10 .. 20", "10..20"),
        ("en", "100", "100"),
        ("en", "≤ 5", "<=5"),
        ("en", "-", "none"),
        ("en", "cheap", "cheap"),
        ("en", "", ""),
    ],
)
def test_conditions_on_numbers(tag: str, typed: str, meant: str) -> None:
    assert numbers(typed, Language(tag)) == meant


@given(st.text(max_size=20))
def test_anything_can_be_typed_and_is_told_in_a_sentence_at_worst(text: str) -> None:
    for tag in ("en", "de", "ar"):
        with contextlib.suppress(BadInputError):
            read_days(days(text, Language(tag), TODAY) or "none", TODAY, field="due")
        with contextlib.suppress(BadInputError):
            read_numbers(numbers(text, Language(tag)) or "none", field="amount")
