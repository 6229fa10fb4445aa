"""Columns line up in every script, and nothing that is shown can drive a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.cli.tables import clean, cut, padded, pairs, table, width_of


def test_wide_characters_and_marks_are_counted_as_they_are_shown() -> None:
    assert width_of("lamp") == 4
    assert width_of("台灯") == 4
    assert width_of("e\u0301") == 1
    assert width_of("\u200fשלום") == 4
    assert padded("台灯", 6) == "台灯  "


def test_columns_line_up() -> None:
    lines = list(table(["No", "Title"], [["1", "台灯"], ["22", "lamp\nbroken"]]))
    assert lines == ["No  Title", "1   台灯", "22  lamp broken"]
    assert list(table(["No", "Title"], [])) == ["No  Title"]


def test_a_narrow_terminal_shortens_the_widest_column() -> None:
    lines = list(table(["No", "Title"], [["1", "x" * 200]], most=40))
    assert max(map(width_of, lines)) == 40
    assert lines[1].endswith("…")


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert width_of(cut(text, width)) <= max(width, 0) or width_of(text) <= width


@given(st.text())
def test_nothing_shown_drives_the_terminal(text: str) -> None:
    shown = clean(text)
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cs"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean(shown) == shown


def test_what_drives_a_terminal_stays_visible() -> None:
    assert clean("a\x1b[31mb\u202ec\td") == "a\\x1b[31mbc d"
    assert clean("a\nb", keep="\n") == "a\nb"


def test_pairs_leave_out_what_is_empty() -> None:
    assert list(pairs([("Title", "x"), ("Nothing", ""), ("名称", "y")])) == ["Title: x", "名称:  y"]
    assert not list(pairs([]))
    assert list(pairs([("Titre", "x"), ("Affaire", "y")], "\u00a0:")) == [
        "Titre\u00a0:   x",
        "Affaire\u00a0: y",
    ]
