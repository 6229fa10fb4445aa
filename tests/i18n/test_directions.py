"""Text that opens a direction and never closes it turns nothing round: no sentence, no neighbour."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.directions import balanced, first_letter, has_signs, held
from xborder_desk.i18n.language import Language, Notice

RLO, LRO, RLE, PDF = "\u202e", "\u202d", "\u202b", "\u202c"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
SIGNS = RLO + LRO + RLE + PDF + LRI + RLI + FSI + PDI
EVIL = [
    f"gpj{RLO}fdp.exe",
    f"{RLI}open",
    f"a{PDI}b",
    f"{FSI}a{PDI}{PDI}",
    f"{RLO}{LRI}x",
    f"{LRI}{RLO}x{PDI}",
    PDF,
]
TEXTS = st.text(alphabet=f"ab\u0628 1.{SIGNS}\n", max_size=40)


def depth_at_ends(line: str) -> tuple[int, int]:
    """Walk a line as the algorithm of Unicode does: the lowest and the last number of open signs."""
    opened: list[str] = []
    lowest = 0
    for char in line:
        if char in {LRI, RLI, FSI, RLO, LRO, RLE, "\u202a"}:
            opened.append(char)
        elif char == PDI:
            inner = [n for n, one in enumerate(opened) if one in {LRI, RLI, FSI}]
            if inner:
                del opened[inner[-1] :]
            else:
                lowest = -1
        elif char == PDF:
            if opened and opened[-1] not in {LRI, RLI, FSI}:
                opened.pop()
            elif not opened:
                lowest = -1
    return lowest, len(opened)


@given(TEXTS)
def test_every_line_ends_as_it_began(text: str) -> None:
    for line in balanced(text).split("\n"):
        assert depth_at_ends(line) == (0, 0)


@given(TEXTS)
def test_nothing_but_signs_is_added_or_lost(text: str) -> None:
    def letters(given: str) -> str:
        return "".join(char for char in given if char not in SIGNS)

    assert letters(balanced(text)) == letters(text)
    assert balanced(balanced(text)) == balanced(text)
    if not has_signs(text):
        assert balanced(text) == text


@given(TEXTS)
def test_what_is_held_is_one_isolate_per_line(text: str) -> None:
    for line in held(text).split("\n"):
        if line:
            assert (line[0], line[-1]) == (FSI, PDI)
            assert depth_at_ends(line[1:-1]) == (0, 0)


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("tag", ["en", "de", "zh-Hant", "ar"])
def test_a_sentence_ends_as_it_began_whatever_is_put_into_it(evil: str, tag: str) -> None:
    language = Language(tag)
    said = language.text("{file}: {n} of {m}", file=evil, n=1, m=2)
    assert depth_at_ends(said) == (0, 0)
    assert said.endswith(": 1 of 2")
    isolated = language.isolate(evil)
    assert depth_at_ends(f"{isolated} after") == (0, 0)
    if has_signs(evil):
        assert isolated[0] == FSI
        assert isolated[-1] == PDI


@pytest.mark.parametrize("evil", EVIL)
def test_a_message_inside_a_message_is_held_too(evil: str) -> None:
    inner = Notice("in {place}", {"place": evil})
    said = Language("de").text("{what}; done", what=inner)
    assert said.endswith("; done")
    assert depth_at_ends(said) == (0, 0)


def test_what_is_right_stays_as_it_is() -> None:
    whole = f"{LRI}E-01{PDI}"
    assert balanced(whole) == whole
    assert Language("ar").text("{x}", x=whole).count(PDI) == 1
    assert Language("de").text("{x}", x="M\u00fcller") == "M\u00fcller"
    assert Language("de").isolate("M\u00fcller") == "M\u00fcller"


@given(TEXTS, st.sampled_from(["en", "ar"]))
def test_what_follows_a_value_keeps_its_direction(text: str, tag: str) -> None:
    """The words after a value stand outside of everything that the value opened."""
    said = Language(tag).text("{value} after", value=text.replace("\n", " "))
    before = said[: said.rindex(" after")]
    assert depth_at_ends(before) == (0, 0)
    assert all(unicodedata.bidirectional(char) != "RLO" for char in said[said.rindex(" after") :])


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ""),
        ("12 (3)", ""),
        ("1. \u0628a", "rtl"),
        ("+49 a\u0628", "ltr"),
        (f"{FSI}abc{PDI} \u0628", "rtl"),
        (f"{RLI}\u0628{LRI}a{PDI}\u0628{PDI}", ""),
        (f"{PDI}{PDI}\u0628", "rtl"),
        (f"{LRI}\u0628 never closed", ""),
        (f"{RLO}a{PDF}", "ltr"),
    ],
)
def test_the_first_letter_that_nothing_holds_together_decides(text: str, runs: str) -> None:
    assert first_letter(text) == runs


@given(TEXTS)
def test_what_is_held_together_decides_nothing(text: str) -> None:
    assert first_letter(held(text)) == ""
    assert first_letter(f"{held(text)}a") == "ltr"
