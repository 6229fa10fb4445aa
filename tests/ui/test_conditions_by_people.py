"""Narrowing a list by days and sums, as typed in several languages: what passes is what was meant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.case_list import Span, read_days, read_numbers
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n.language import Language
from xborder_desk.ui.conditions import days, numbers

TODAY: Final = dt.date(2026, 11, 23)
TAGS: Final = ("en", "de", "fr", "ar", "zh-Hant", "pl")
DAYS: Final = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
SUMS: Final = st.decimals(0, 9_999_999, places=2)


@pytest.mark.parametrize("tag", TAGS)
@given(one=DAYS, sign=st.sampled_from(["<", "<=", ">", ">=", "=", "≤ ", "≥ ", " < "]))
def test_a_day_with_a_sign_in_any_language(tag: str, one: dt.date, sign: str) -> None:
    language = Language(tag)
    plain = sign.strip().replace("≤", "<=").replace("≥", ">=")
    for shown in (language.date(one), one.isoformat()):
        assert days(f"{sign}{shown}", language, TODAY) == f"{plain}{one.isoformat()}"


@pytest.mark.parametrize("tag", TAGS)
@given(first=DAYS, last=DAYS, between=st.sampled_from(["..", " … ", "...", " .. "]))
def test_a_span_of_days_in_any_language(tag: str, first: dt.date, last: dt.date, between: str) -> None:
    language = Language(tag)
    typed = f"{first.isoformat()}{between}{last.isoformat()}"
    assert days(typed, language, TODAY) == f"{first.isoformat()}..{last.isoformat()}"


@pytest.mark.parametrize("tag", TAGS)
@given(first=SUMS, last=SUMS)
def test_a_span_of_sums_in_any_language(tag: str, first: Decimal, last: Decimal) -> None:
    language = Language(tag)
    typed = f"{language.number(first)} .. {language.number(last)}"
    low, _dots, high = numbers(typed, language).partition("..")
    assert (Decimal(low), Decimal(high)) == (first, last)


@given(shift=st.integers(-999, 999))
def test_a_shift_stays_a_shift(shift: int) -> None:
    for typed in (f"{shift:+d}", f"<= {shift:+d}", f".. {shift:+d}"):
        found = days(typed, Language("en"), TODAY)
        assert f"{shift:+d}" in found
        assert "2026" not in found


@pytest.mark.parametrize(
    ("tag", "typed", "inside", "outside"),
    [
        ("de", "<8.3.26", "2026-03-07", "2026-03-08"),
        ("de", "<= 8.3.26", "2026-03-08", "2026-03-09"),
        ("en", "> 8/3/26", "2026-03-09", "2026-03-08"),
        ("en", "8/3/26", "2026-03-08", "2026-03-09"),
        ("de", "1.3. … 31.3.", "2026-03-15", "2026-04-01"),
        ("zh-Hant", "2026/3/1..2026/3/31", "2026-03-31", "2026-02-28"),
        ("en", "..today", "2026-11-23", "2026-11-24"),
        ("en", "tomorrow..", "2026-11-24", "2026-11-23"),
        ("en", "<= +14", "2026-12-07", "2026-12-08"),
        ("fr", "≥ 1er mars 2026", "2026-03-01", "2026-02-28"),
        ("ar", "≤ ٢٠٢٦-٠٣-٠٨", "2026-03-08", "2026-03-09"),
    ],
)
def test_the_days_that_pass_are_those_that_were_meant(
    tag: str, typed: str, inside: str, outside: str
) -> None:
    found = read_days(days(typed, Language(tag), TODAY), TODAY, field="due")
    assert holds(found, inside)
    assert not holds(found, outside)


def holds(span: Span, day: str) -> bool:
    """Whether a day passes."""
    one = dt.date.fromisoformat(day)
    return (span.low is None or span.low <= one) and (span.high is None or one <= span.high)


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "< last Friday"),
        ("en", "10 to 12 days"),
        ("en", "<"),
        ("en", "<>2026"),
        ("en", "soon .. later"),
        ("de", "8.3.26 .. irgendwann"),
        ("en", "1..2..3"),
        ("en", "\u202e8/3/26"),
    ],
)
def test_what_is_no_condition_on_days_is_told(tag: str, typed: str) -> None:
    with pytest.raises(BadInputError) as told:
        read_days(days(typed, Language(tag), TODAY), TODAY, field="due")
    assert told.value.field == "due"


@pytest.mark.parametrize("typed", ["> cheap", "1.2.3", "10 .. dear", "1e5000", "NaN", "∞", "> ", "12,5,0"])
def test_what_is_no_condition_on_sums_is_told(typed: str) -> None:
    with pytest.raises(BadInputError) as told:
        read_numbers(numbers(typed, Language("en")), field="amount")
    assert told.value.field == "amount"


@pytest.mark.parametrize("typed", ["–", "-", "—", " - "])
def test_a_dash_asks_for_what_has_none(typed: str) -> None:
    assert days(typed, Language("en"), TODAY) == "none"
    assert numbers(typed, Language("en")) == "none"
