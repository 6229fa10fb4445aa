"""Words cut apart, look-alikes put right, and every script in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.scripts import bones, is_pinyin, latin, pieces, root, sound


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("L.L.C. «Ромашка»", ("llc", "ромашка")),
        ("Sp. z o.o.", ("sp", "zoo")),
        ("Deutsche Bank's AG", ("deutsche", "bank", "ag")),
        ("AT&T", ("at", "and", "t")),
        ("AO ‘AСКОН’", ("ао", "аскон")),
        ("I9or Sech1n", ("igor", "sechin")),
        ("バラク・オバマ", ("バラク", "オバマ")),
        ("4PX Express", ("4px", "express")),
        ("", ()),
    ],
)
def test_words(text: str, cut: tuple[str, ...]) -> None:
    assert pieces(text) == cut


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wolodymyr", "volodymyr"),
        ("usama", "ousama"),
        ("khabib", "habib"),
        ("philip", "filip"),
        ("microdrive", "mikrodrive"),
    ],
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_what_some_scripts_leave_out() -> None:
    assert bones("nabatunis") == bones(latin("نبتونس"))
    assert root("ulyanovsk") == root("ulyanov")
    assert latin("深圳") == "shenzhen"


@pytest.mark.parametrize("word", ["wei", "xiaoming", "zhang", "shenzhen"])
def test_words_of_chinese_syllables(word: str) -> None:
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["", "meyer", "smith", "kowalski", "nguyen", "zhangs", "weix"])
def test_words_that_no_chinese_name_is_written_with(word: str) -> None:
    assert not is_pinyin(word)


@given(st.text(max_size=40))
def test_any_text_is_cut_into_plain_words(text: str) -> None:
    for word in pieces(text):
        assert word
        assert latin(word).isascii()
