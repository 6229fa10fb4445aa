"""Days as people write them in many languages, in one form; those that can be read in two ways say so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.dates import find

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))


def said(text: str, country: str = "") -> list[str]:
    return [one.normal for one in find(text, country)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02", "02.03.2026", "2.3.2026", "2. März 2026", "2 March 2026", "March 2, 2026",
        "March 2nd, 2026", "le 2 mars 2026", "2 de marzo de 2026", "2 marzo 2026", "2 maart 2026",
        "2 marca 2026",
        "2 de março de 2026",
        "2026年3月2日", "2026年03月02號", "2026년 3월 2일", "2026/3/2", "2 mar. 2026", "02.03.26",
        "2. März 2026,",
    ],
)  # fmt: skip
def test_a_day_has_one_form(text: str) -> None:
    assert said(f"Datum: {text} (Rechnung)") == ["2026-03-02"]


@pytest.mark.parametrize(
    ("text", "country", "normal", "valid"),
    [
        ("03/04/2026", "", "2026-04-03", None),
        ("03/04/2026", "DE", "2026-04-03", None),
        ("03/04/2026", "US", "2026-03-04", None),
        ("13/04/2026", "US", "2026-04-13", True),
        ("04/13/2026", "", "2026-04-13", True),
        ("04/04/2026", "", "2026-04-04", True),
    ],
)
def test_what_can_be_read_in_two_ways_says_so(
    text: str,
    country: str,
    normal: str,
    valid: bool | None,  # noqa: FBT001 - the value compared
) -> None:
    (one,) = find(text, country)
    assert (one.normal, one.valid) == (normal, valid)


@pytest.mark.parametrize(
    "text",
    ["", "30.02.2026", "2026-13-01", "1.2.3", "192.168.10.1", "31/31/2026", "May 2026", "0000-00-00",
     "1.1.1200", "2026-03-021", "10-2026-03-02-1", "version 3.11.7.2026"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert said(text) == []


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y年%m月%d日"]))
def test_a_day_that_was_written_is_read(day: dt.date, form: str) -> None:
    assert said(f"am {day.strftime(form)} kam nichts") == [day.isoformat()]


@given(st.text(alphabet="0123456789./-年月日 MarchMärz,dest", max_size=60))
def test_whatever_stands_there_each_day_is_one(text: str) -> None:
    for one in find(text):
        assert dt.date.fromisoformat(one.normal).isoformat() == one.normal
        assert text[one.start : one.end] == one.raw
