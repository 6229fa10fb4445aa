"""What people type: taken as meant, or refused in one sentence that names the field."""

from __future__ import annotations

import datetime as dt
import unicodedata
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError

BERLIN = ZoneInfo("Europe/Berlin")
DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Müller-Strauß",
        "深圳市万宝贸易有限公司",
        "محمد بن سلمان",
        "O'Brien & Söhne",
        "👩‍🔧 Werkstatt",
        "می‌خواهم",
    ],
)
def test_names_of_every_script_are_taken_as_they_are(name: str) -> None:
    assert words.name(f"  {name} ", field="name") == name


def test_names_are_composed() -> None:
    assert words.name("Zoe\u0308", field="name") == "Zoë"


@pytest.mark.parametrize("empty", ["", "   ", "\u00a0\u3000", "\n"])
def test_an_empty_name_is_refused_unless_it_may_be(empty: str) -> None:
    with pytest.raises(BadInputError, match="Title is empty") as caught:
        words.name(empty, field="title")
    assert caught.value.field == "title"
    assert not words.name(empty, field="title", needed=False)


@pytest.mark.parametrize(
    "hidden", ["\0", "\a", "\x7f", "\x85", "\ud800", "\uffff", "\u2028", "\u2029", *DIRECTION]
)
def test_characters_that_hide_are_refused_and_named(hidden: str) -> None:
    with pytest.raises(BadInputError, match=f"U\\+{ord(hidden):04X}") as caught:
        words.name(f"Sel{hidden}ler", field="seller")
    assert caught.value.field == "seller"
    with pytest.raises(BadInputError):
        words.text(f"Sel{hidden}ler", field="story")


@pytest.mark.parametrize("hidden", ["\n", "\t", "\r"])
def test_a_name_has_one_line_and_a_text_may_have_many(hidden: str) -> None:
    with pytest.raises(BadInputError):
        words.name(f"a{hidden}b", field="name")
    assert len(words.text(f"a{hidden}b", field="story")) == 3


def test_the_longest_name_and_one_longer() -> None:
    assert words.name("x" * 500, field="name") == "x" * 500
    with pytest.raises(BadInputError, match=r"4000 characters; at most 500"):
        words.name("x" * 4000, field="name")
    with pytest.raises(BadInputError, match=r"at most 100000"):
        words.text("x" * 100_001, field="story")


def test_line_ends_of_every_system_become_one() -> None:
    assert words.text("a\r\nb\rc\n", field="story") == "a\nb\nc"
    with pytest.raises(BadInputError, match="What happened is empty"):
        words.text(" \n ", field="story", needed=True)


@given(st.text(max_size=40))
def test_whatever_is_taken_is_composed_visible_and_taken_again_unchanged(given_text: str) -> None:
    for take in (words.name, words.text):
        try:
            taken = take(given_text, field="f")
        except BadInputError as error:
            assert str(error)  # noqa: PT017 - either way out is right; the sentence must be whole
            continue
        assert take(taken, field="f") == taken
        assert unicodedata.is_normalized("NFC", taken)
        taken.encode()
        assert not set(taken) & set(DIRECTION + "\0")


@given(days)
def test_every_day_of_the_calendar_is_read(day: dt.date) -> None:
    assert words.day(f" {day.isoformat()} ", field="on") == day
    assert words.partial_day(day.isoformat(), field="on") == (day, "day")
    assert words.partial_day(f"{day:%Y-%m}", field="on") == (day.replace(day=1), "month")
    assert words.partial_day(str(day.year), field="on") == (day.replace(month=1, day=1), "year")


def test_no_day_is_no_day() -> None:
    assert words.day("  ", field="on") is None
    assert words.partial_day("", field="on") == (None, "unknown")


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2025-02-29",
        "23.11.2026",
        "11/23/2026",
        "20261123",
        "2026-1-2",
        "2026-W01-1",
        "2026W011",
        "2026-001",
        "２０２６-11-23",
        "yesterday",
        "0",
        "-2026",
        "2026-11-23T10",
    ],
)
def test_days_that_do_not_exist_are_refused(written: str) -> None:
    with pytest.raises(BadInputError, match="no day of the calendar") as caught:
        words.partial_day(written, field="delivered_on")
    assert caught.value.field == "delivered_on"
    assert written in str(caught.value)


@pytest.mark.parametrize(
    "written", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "1026", "3026-05"]
)
def test_years_that_cannot_be_right_are_refused(written: str) -> None:
    with pytest.raises(BadInputError, match="cannot be right"):
        words.partial_day(written, field="on")


@pytest.mark.parametrize("written", ["2026", "2026-11"])
def test_a_day_is_no_month(written: str) -> None:
    with pytest.raises(BadInputError, match="no day of the calendar"):
        words.day(written, field="on")


def test_a_moment_without_offset_is_meant_where_the_office_is() -> None:
    taken = words.moment("2026-07-01T14:30", field="at", zone=BERLIN)
    assert taken.utcoffset() == dt.timedelta(hours=2)
    assert words.moment("2026-07-01T14:30Z", field="at", zone=BERLIN).utcoffset() == dt.timedelta()
    abroad = words.moment("2026-07-01T14:30+08:00", field="at", zone=BERLIN)
    assert abroad.astimezone(dt.UTC).hour == 6


@pytest.mark.parametrize(
    "written", ["", "14:30", "2026-07-01T25:00", "2026-02-30T10:00", "tomorrow", "2026-07-01T14:30+99:00"]
)
def test_moments_that_do_not_exist_are_refused(written: str) -> None:
    with pytest.raises(BadInputError, match="is no time"):
        words.moment(written, field="at", zone=BERLIN)


@pytest.mark.parametrize("written", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1850-01-01T00:00"])
def test_moments_out_of_time_are_refused(written: str) -> None:
    with pytest.raises(BadInputError, match="cannot be right"):
        words.moment(written, field="at", zone=BERLIN)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_days_and_moments(written: str) -> None:
    for read in (
        lambda: words.partial_day(written, field="on"),
        lambda: words.moment(written, field="on", zone=BERLIN),
    ):
        try:
            read()
        except BadInputError as error:
            assert error.field == "on"  # noqa: PT017 - a refusal must name the field
