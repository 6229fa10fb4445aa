"""What people type, in many scripts: folded for finding, trimmed for keeping, refused where it cannot be."""

from __future__ import annotations

import datetime as dt
import unicodedata
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain import words
from xborder_desk.domain.choices import (
    CLOSED_STATUSES,
    FAILED_RESULTS,
    AddressSource,
    CaseStatus,
    Channel,
    Choice,
    ContactPurpose,
    ContactResult,
    CopyKind,
    CustodyAction,
    EvidenceSource,
    FactPrecision,
    FactStanding,
    OutcomeKind,
    PartyRole,
    PaymentMethod,
    RedactionReason,
    Transformation,
    Want,
    label_of,
    parse_choice,
)
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold

LISTS: list[type[Choice]] = [
    *(AddressSource, CaseStatus, Channel, ContactPurpose, ContactResult, CopyKind, CustodyAction),
    *(EvidenceSource, FactPrecision, FactStanding, OutcomeKind, PartyRole, PaymentMethod, RedactionReason),
    *(Transformation, Want),
]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Škoda", "skoda"),
        ("Łódź", "lodz"),
        ("SØRENSEN", "sorensen"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("İstanbul", "istanbul"),
        ("Iğdır", "igdir"),
        ("Đặng Thị Hương", "dang thi huong"),
        ("œuvre", "OEUVRE"),
        ("Þór", "thor"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("№ 5", "no 5"),
        ("①", "1"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("شركة", "شركه"),
        ("מוֹכֵר", "מוכר"),
        ("Zoë\u200b Müller", "zoe muller"),
        ("co\u00adop", "coop"),
        ("  two\n\twords  ", "two words"),
        ("e\u0301te\u0301", "été"),
        ("ﬁrma", "firma"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "Mueller"), ("深圳", "深川"), ("かな", "カナ"), ("a b", "ab"), ("1,5", "1.5"), ("İ", "ü")],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(texts)
def test_folding_a_second_time_changes_no_case_and_no_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert fold(f"  {text}\t") == folded


@given(st.text("abcxyzäöüßéłøABCÄÖÜ 123", max_size=30))
def test_case_never_matters_in_latin_letters(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(fold(text))


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_entry_of_a_list_is_read_however_it_is_typed(kind: type[Choice]) -> None:
    for member in kind:
        for typed in (
            member.value,
            member.value.upper(),
            f" {member.value} ",
            member.value.replace("_", "-"),
            member.value.replace("-", "_"),
            member.value.replace("_", " "),
        ):
            assert parse_choice(kind, typed, field="x") is member
        assert label_of(kind, member.value) == member.label
    assert len({member.label for member in kind}) == len(kind)


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("typed", ["", "nothing", "1", "None"])
def test_what_is_in_no_list_is_said_with_what_is(kind: type[Choice], typed: str) -> None:
    with pytest.raises(BadInputError) as told:
        parse_choice(kind, typed, field="channel")
    assert told.value.field == "channel"
    assert told.value.fields["given"] == typed
    assert str(told.value.fields["possible"]).split(", ") == [member.value for member in kind]
    assert label_of(kind, "something newer") == "something newer"


def test_a_refused_letter_reached_somebody_and_a_lookup_nobody() -> None:
    assert {one.value for one in FAILED_RESULTS} == {
        *("bounced", "no_answer", "voicemail", "number_not_in_service", "returned_moved", "returned_unknown"),
        *("returned_unclaimed", "returned_incomplete_address"),
    }
    assert {one.value for one in CLOSED_STATUSES} == {"settled", "withdrawn", "closed"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoë  ", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("深圳市万宝贸易有限公司", "深圳市万宝贸易有限公司"),
        ("O'Neill & Söhne <x>", "O'Neill & Söhne <x>"),
        (
            "ZWJ \u0915\u094d\u200d\u0937",
            "ZWJ \u0915\u094d\u200d\u0937",
        ),  # joiners are part of how it is written
        ("x" * 500, "x" * 500),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_a_name_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert words.name(typed, field="title") == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter it"),
        ("   ", "Enter it"),
        ("x" * 501, "501 characters; at most 500"),
        ("two\nlines", "U+000A"),
        ("tab\there", "U+0009"),
        ("nul\0", "U+0000"),
        ("evil\u202egnp.exe", "U+202E"),
        ("iso\u2066late", "U+2066"),
        ("line\u2028end", "U+2028"),
        ("half \ud800", "U+D800"),
    ],
)
def test_a_name_that_cannot_be_kept_says_why(typed: str, said: str) -> None:
    with pytest.raises(BadInputError) as told:
        words.name(typed, field="title")
    assert said in str(told.value)
    assert told.value.field == "title"


def test_a_name_that_is_not_needed_may_be_empty() -> None:
    assert words.name(" ", field="platform", needed=False) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\r\nb\rc", "a\nb\nc"), ("\n a\tb \n", "a\tb"), ("", ""), ("x" * 100_000, "x" * 100_000)],
)
def test_a_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert words.text(typed, field="note") == kept


@pytest.mark.parametrize("typed", ["x" * 100_001, "bell\a", "\u202e", "\ufdd0"])
def test_a_text_that_cannot_be_kept_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError):
        words.text(typed, field="note")


def test_a_text_that_is_needed_must_be_there() -> None:
    with pytest.raises(BadInputError, match=r"is empty"):
        words.text(" \n ", field="note", needed=True)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Cf", "Zl", "Zp")), max_size=60))
def test_taking_a_text_twice_changes_nothing(typed: str) -> None:
    kept = words.text(typed, field="note")
    assert words.text(kept, field="note") == kept
    assert unicodedata.is_normalized("NFC", kept)


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2026-11-23", "2026-11-23", "day"),
        (" 2026-11 ", "2026-11-01", "month"),
        ("2026", "2026-01-01", "year"),
        ("2024-02-29", "2024-02-29", "day"),
        ("1900-01-01", "1900-01-01", "day"),
        ("2199-12-31", "2199-12-31", "day"),
        ("", None, "unknown"),
        ("  ", None, "unknown"),
    ],
)
def test_a_day_a_month_or_a_year_is_read(typed: str, day: str | None, precision: str) -> None:
    found, exact = words.partial_day(typed, field="on")
    assert (found.isoformat() if found else None, exact) == (day, precision)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "23.11.2026",
            "11/23/2026",
            "2026-W48",
            "2026-1-1",
            "26-11-23",
        ),
        *("20261123", "2026-11-23T10:00", "tomorrow", "20", "-2026", "２０２６-11-23", "2026-327"),
    ],
)
def test_what_is_no_day_is_named(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"is no day of the calendar") as told:
        words.partial_day(typed, field="ordered_on")
    assert (told.value.field, told.value.fields["given"]) == ("ordered_on", typed)


@pytest.mark.parametrize("typed", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "1899", "2200"])
def test_a_year_that_cannot_be_right_is_asked_about(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"cannot be right"):
        words.partial_day(typed, field="on")


@pytest.mark.parametrize("typed", ["2026", "2026-11"])
def test_where_a_day_is_needed_a_month_is_not_enough(typed: str) -> None:
    with pytest.raises(BadInputError):
        words.day(typed, field="on")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_of_three_centuries_is_read(day: dt.date) -> None:
    assert words.day(day.isoformat(), field="on") == day
    assert words.partial_day(f"{day:%Y-%m}", field="on") == (day.replace(day=1), "month")


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-11-23T14:30", "2026-11-23T13:30:00+00:00"),  # meant in Berlin
        ("2026-07-01T14:30", "2026-07-01T12:30:00+00:00"),  # in summer
        ("2026-11-23T14:30+08:00", "2026-11-23T06:30:00+00:00"),
        ("2026-11-23T14:30Z", "2026-11-23T14:30:00+00:00"),
        ("2026-11-23 14:30", "2026-11-23T13:30:00+00:00"),
        ("2026-11-23", "2026-11-22T23:00:00+00:00"),
    ],
)
def test_a_time_without_an_offset_is_meant_where_it_was_typed(typed: str, utc: str) -> None:
    assert words.moment(typed, field="at", zone=BERLIN).astimezone(dt.UTC).isoformat() == utc


@pytest.mark.parametrize(
    "typed", ["", "noon", "14:30", "2026-11-23T25:00", "2026-02-30T10:00", "23.11.2026 10:00"]
)
def test_what_is_no_time_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"is no time. Write it like"):
        words.moment(typed, field="at", zone=BERLIN)


@pytest.mark.parametrize("typed", ["1815-06-18T12:00", "2300-01-01T00:00Z"])
def test_a_time_of_another_age_is_asked_about(typed: str) -> None:
    with pytest.raises(BadInputError, match=r"cannot be right"):
        words.moment(typed, field="at", zone=BERLIN)
