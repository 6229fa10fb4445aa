"""Folding: what readers take for the same letters compares the same."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "muller"),
        ("STRASSE", "straße"),
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("İSTANBUL", "istanbul"),
        ("Iğdır", "igdir"),
        ("مُحَمَّد", "محمد"),
        ("إسلام", "اسلام"),
        ("مكتبة", "مكتبه"),
        ("مـــحمد", "محمد"),
        ("ＡＢＣ １２３", "abc 123"),
        ("ﬁrma", "firma"),
        ("Ｗａｎ\u200bbao", "wanbao"),
        ("Ama\u00adzon", "amazon"),
        ("\u202eAmazon", "amazon"),
        ("  two\t\nwords\u00a0 here ", "two words here"),
        ("Ωμέγα", "ωμεγα"),
        ("ПРИВЁТ", "привет"),
        ("が", "か"),
    ],
)
def test_the_same_to_a_reader_is_the_same_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("wanbao", "wanbo"), ("万宝", "万室"), ("Müller", "Möller"), ("a b", "ab")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_character_folds_to_what_folds_to_itself() -> None:
    unstable = []
    for code in range(sys.maxunicode + 1):
        if not 0xAC00 <= code <= 0xD7A3:  # Hangul syllables only come apart and together again
            folded = fold(chr(code))
            if fold(folded) != folded:
                unstable.append(f"U+{code:04X}")
    assert not unstable


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), max_size=20))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.swapcase().swapcase()) == fold(text.swapcase()) == fold(fold(text.upper()).upper())


@given(st.text(max_size=15), st.text(max_size=15))
def test_words_side_by_side_fold_like_each_alone(one: str, other: str) -> None:
    assert fold(f"{one} {other}").split() == fold(one).split() + fold(other).split()
