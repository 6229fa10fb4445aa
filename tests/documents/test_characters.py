"""Foreign text made fit to print: nothing hidden, nothing lost, isolates in pairs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.documents.characters import (
    FREE,
    FSI,
    OPENERS,
    PDI,
    directed,
    isolated,
    legible,
    missing,
    notation,
    plain_line,
)

LATIN = frozenset(range(0x20, 0x7F)) | {0xE4}


@given(st.text())
def test_only_printable_characters_come_out(text: str) -> None:
    printed = legible(text, LATIN)
    for char in printed:
        assert char in FREE or char in OPENERS or char in {PDI, "\u00a0"} or ord(char) in LATIN
    assert sum(char in OPENERS for char in printed) == printed.count(PDI)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert legible(text, LATIN) == text


@given(st.text(alphabet=st.sampled_from("ab\n" + FSI + PDI + "\u2066\u2067"), max_size=30))
def test_isolates_are_closed_in_their_line_or_named(text: str) -> None:
    for line in legible(text, LATIN).split("\n"):
        depth = 0
        for char in line:
            depth += (char in OPENERS) - (char == PDI)
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("gpj\u202egnp.exe", "gpj[U+202E]gnp.exe"),
        ("a\x00b", "a[U+0000]b"),
        ("📦", "[U+1F4E6]"),
        ("\u212a", "K"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\u3000b", "a b"),
        ("\ud800", "[U+D800]"),
        ("a\ufeffb", "a[U+FEFF]b"),
    ],
)
def test_what_cannot_be_printed_is_named(text: str, printed: str) -> None:
    assert legible(text, LATIN) == printed


ANY = range(0x110000)


@pytest.mark.parametrize("text", ["בְּרֵאשִׁ֖ית", "สวัสดีครับผู้ซื้อ", "क्षत्रिय", unicodedata.normalize("NFD", "Việt Nam")])
def test_signs_on_letters_stay_as_they_are_written(text: str) -> None:
    assert legible(text, ANY) == text


def test_signs_piled_higher_than_any_script_has_them_are_named() -> None:
    piled = "e" + "\u0301" * 2000 + "\u200d" + "\u0301" + "a\u0301"
    printed = legible(piled, ANY)
    assert printed == "e" + "\u0301" * 8 + "[U+0301]" * 1992 + "\u200d[U+0301]a\u0301"


@given(st.text())
def test_a_title_is_one_line_without_anything_hidden(text: str) -> None:
    line = plain_line(text)
    assert "\n" not in line
    assert not [char for char in line if unicodedata.category(char) in {"Cc", "Cs"}]
    assert "\u202e" not in line


def test_fixed_words_say_what_they_lack() -> None:
    assert missing({"a": "gut", "b": "證x物"}, LATIN) == {"b": "U+7269 U+8B49"}
    assert notation("證") == "[U+8B49]"
    assert isolated("") == ""
    assert isolated("x") == f"{FSI}x{PDI}"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("+86 755 5550 0142", "\u2068+86 755 5550 0142\u2069"),
        ("5928 LA VENLO", "\u20685928 LA VENLO\u2069"),
        ("Shenzhen Lanyu Technology Co., Ltd.", "\u2068Shenzhen Lanyu Technology Co., Ltd.\u2069"),
        ("إقرار – 2026-0001", "إقرار – \u20682026-0001\u2069"),
        ("هاتف +86 755 5550 0142 اليوم", "هاتف \u2068+86 755 5550 0142\u2069 اليوم"),
        ("أثبته \u2068A-01\u2069", "أثبته \u2068A-01\u2069"),
        ("\u2068A-01\u2069", "\u2068A-01\u2069"),
        ("\u200f05\u200f/10\u200f/2026", "\u200f05\u200f/10\u200f/2026"),
        ("\u200f1,249.00 €", "\u200f\u20681,249.00\u2069 €"),
        ("المستهلك", "المستهلك"),
        ("", ""),
    ],
)
def test_what_runs_the_other_way_is_kept_whole_in_arabic_words(line: str, kept: str) -> None:
    assert directed(line, "rtl") == kept
    assert directed(f"{line}\n{line}", "rtl") == f"{kept}\n{kept}"
    assert directed(line, "ltr") == line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Refund \u2067 update", "Refund [U+2067] update"),
        ("\u2066\u2067\u2068", "[U+2066][U+2067][U+2068]"),
        ("a\u2069b", "a[U+2069]b"),
        ("\u2069\u2068", "[U+2069][U+2068]"),
        ("a \u2067b\u2069 \u2067c", "a \u2067b\u2069 [U+2067]c"),
        ("\u2067one\ntwo\u2069", "[U+2067]one\ntwo[U+2069]"),
    ],
)
def test_a_sign_without_its_counterpart_does_not_take_ours(text: str, told: str) -> None:
    kept = isolated(text)
    assert kept == f"{FSI}{told}{PDI}"
    assert f"[U+{ord(FSI):04X}]" not in legible(isolated("x \u2067 y"), range(0x3000))


@given(st.text(st.sampled_from("ab \u05d0\u2066\u2067\u2068\u2069"), max_size=20))
def test_our_own_isolate_is_never_printed_as_a_fault(text: str) -> None:
    shown = legible(isolated(text), range(0x3000))
    if text:
        assert (shown[0], shown[-1]) == (FSI, PDI)
        depth = 0
        for place, char in enumerate(shown):
            depth += (char in OPENERS) - (char == PDI)
            assert depth > 0 or place == len(shown) - 1
