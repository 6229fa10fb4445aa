"""Text on terminals and JSON for scripts: columns in every script, nothing that drives a terminal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.cli.plain import apart, document, full, moment, plain
from xborder_desk.cli.tables import clean, cut, padded, pairs, table, width_of


@dataclass(frozen=True)
class Thing:
    amount: Decimal
    on: dt.date | None
    parts: tuple[str, ...]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("深圳", 4),
        ("ｶﾀ", 2),
        ("Ａ", 2),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("ü", 1),
        ("ไทย", 3),
    ],
)
def test_how_many_columns_a_text_takes(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\r\tand", "two lines  and"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\a", "bell\\x07"),
        ("evil\u202egnp", "evilgnp"),
        ("\u2066x\u2069", "x"),
        ("\x9b1m", "\\x9b1m"),
        ("深圳", "深圳"),
        ("line\u2028end", "line end"),
    ],
)
def test_nothing_drives_the_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 4, "abc…"),
        ("深圳灯具", 8, "深圳灯具"),
        ("深圳灯具", 7, "深圳灯…"),
        ("深圳灯具", 4, "深…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_text_is_shortened_by_columns(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


words = st.text(max_size=15)


@given(words, st.integers(0, 20))
def test_what_is_cut_fits_and_what_is_filled_is_as_wide_as_asked(text: str, width: int) -> None:
    safe = clean(text)
    assert width_of(cut(safe, width)) <= width
    assert width_of(padded(cut(safe, width), width)) == width


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=5), st.none() | st.integers(40, 90))
def test_a_table_is_one_line_for_each_row_and_no_wider_than_the_terminal(
    rows: list[tuple[str, str, str]], most: int | None
) -> None:
    lines = list(table(("Case", "状态", "Title"), rows, most=most))
    assert len(lines) == len(rows) + 1
    assert not any(character in line for line in lines for character in "\n\r\x1b\u202e")
    assert most is None or all(width_of(line) <= most for line in lines)


def test_columns_line_up_in_every_script() -> None:
    lines = list(table(("A", "B"), [("深圳", "x"), ("abcd", "y"), ("e\u0301", "z")]))
    assert lines == ["A     B", "深圳  x", "abcd  y", "e\u0301     z"]


def test_pairs_leave_out_what_has_no_value() -> None:
    assert list(pairs([("Case", "2026-0001"), ("Nothing", ""), ("标题", "x\ny")])) == [
        "Case: 2026-0001",
        "标题: x y",
    ]
    assert list(pairs([])) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (Decimal("1E+2"), "100"),
        (Decimal("0.10"), "0.10"),
        (dt.date(2026, 11, 23), "2026-11-23"),
        (dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), "2026-11-23T12:00:00Z"),
        (PurePosixPath("a/b"), "a/b"),
        ({1: {"x"}}, {"1": ["x"]}),
        (("a", dt.date(2026, 1, 1)), ["a", "2026-01-01"]),
        (Thing(Decimal("5.00"), None, ("a",)), {"amount": "5.00", "on": None, "parts": ["a"]}),
        (b"x", "b'x'"),
    ],
)
def test_values_become_what_json_has(value: object, written: object) -> None:
    assert plain(value) == written


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (dt.datetime(2026, 11, 23, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))), "2026-11-22T23:00:00Z"),
        (dt.datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=dt.UTC), "2026-11-23T01:02:03.456Z"),
        (dt.datetime(2026, 11, 23, 1), "2026-11-23T01:00:00Z"),  # noqa: DTZ001 - one without a zone is UTC
    ],
)
def test_moments_are_written_in_utc(at: dt.datetime, written: str) -> None:
    assert moment(at) == written


@given(st.dictionaries(words, st.none() | st.booleans() | st.integers() | words, max_size=4))
def test_a_document_reads_back_whatever_is_in_it(data: dict[str, object]) -> None:
    text = document(data)
    text.encode()
    assert json.loads(text) == data


def test_half_a_character_is_escaped_and_others_stay_as_they_are() -> None:
    text = document({"深": "x\udc80"})
    assert "深" in text
    assert "\\udc80" in text
    assert json.loads(text) == {"深": "x\udc80"}


@pytest.mark.parametrize(
    ("case", "number", "written"),
    [
        ("2026-0001", "E-01", "2026-0001/E-01"),
        ("2026-0001", "", ""),
        ("2026-0001", "2026-0002/E-01", "2026-0002/E-01"),
        ("2026-0001", "E-01:3", "2026-0001/E-01:3"),
    ],
)
def test_ids_are_given_in_full(case: str, number: str, written: str) -> None:
    assert full(case, number) == written


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("2026-0001/e-01", ("2026-0001", "E-01")),
        ("a-01", ("", "A-01")),
        (" 2026-0001/P-02\n", ("2026-0001", "P-02")),
        ("", ("", "")),
    ],
)
def test_an_id_is_taken_apart(typed: str, taken: tuple[str, str]) -> None:
    assert apart(typed) == taken
