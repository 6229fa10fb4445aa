"""Signs that no closeness of words shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.matching import signs
from xborder_desk.matching.aligning import align
from xborder_desk.matching.names import read_names

if TYPE_CHECKING:
    from xborder_desk.matching.aligning import Alignment
    from xborder_desk.matching.names import Name
    from xborder_desk.matching.words import Words


def aligned(words: Words, one: str, other: str, *, person: bool = False) -> tuple[Name, Name, Alignment]:
    a, b = (read_names(raw, words, person=person)[0] for raw in (one, other))
    return a, b, align(a, b, words.nicknames if person else {})


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Lampix 1", "Lampix 2", (1.0, 0.0, 0.0)),
        ("Lampix 1", "Lampix", (0.0, 1.0, 0.0)),
        ("Lampix", "Lampix II", (0.0, 1.0, 0.0)),
        ("Lampix", "Lampix", (0.0, 0.0, 0.0)),
        ("Lampix 7", "Lampix 7", (0.0, 0.0, 0.0)),
        ("Lampix 7", "Lampix Seven", (0.0, 0.0, 0.0)),
        ("Lampix Forty-Four", "Lampix 44", (0.0, 0.0, 0.0)),
        ("Lampix Fund 1", "Lampix Fund 2", (0.0, 0.0, 1.0)),
        ("Lampix Trust 2004", "Lampix Trust 2005", (0.0, 0.0, 1.0)),
        ("Lampix Partners IV L.P.", "Lampix Partners V L.P.", (0.0, 0.0, 1.0)),
        ("Lampix Fund 1", "Lampix Lamps 2", (1.0, 0.0, 0.0)),
    ],
)
def test_numbers(words: Words, one: str, other: str, told: tuple[float, float, float]) -> None:
    assert signs.numbers(*aligned(words, one, other)) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Müller", "Möller", 1.0),
        ("Müller", "Muller", 0.0),
        ("Müller", "Müller", 0.0),
        ("Löwe", "Lüwe", 1.0),
        ("Pérez", "Pírez", 1.0),
        ("Café", "Cafe", 0.0),
        ("Łódź", "Łódz", 0.0),
        ("Петров", "Петров", 0.0),
    ],
)
def test_letters_under_marks(words: Words, one: str, other: str, told: float) -> None:
    assert signs.other_marks(*aligned(words, one, other)) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Sparkles Ltd", "Sporks Ltd", 1.0),
        ("Quelmo Ltd", "Quelmmo Ltd", 0.0),
        ("Quelmo Ltd", "Quelmo Ltd", 0.0),
    ],
)
def test_a_word_that_is_only_just_like_the_other(words: Words, one: str, other: str, told: float) -> None:
    assert signs.far(aligned(words, one, other)[2]) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Walijan", "Walijan Abdul Haqqani", 1.0),
        ("Walijan Abdul Haqqani", "Walijan", 1.0),
        ("Walijan", "Walijan Haqqani", 0.0),
        ("Erika Mustermann", "Erika Maria Mustermann", 0.0),
    ],
)
def test_one_word_among_many(words: Words, one: str, other: str, told: float) -> None:
    assert signs.alone(*aligned(words, one, other, person=True)[:2]) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Abdullah bin Omar", "Omar bin Abdullah", 1.0),
        ("Abdullah ibn Omar al-Hassan", "Omar ben Abdullah al-Hassan", 1.0),
        ("Abdullah bin Omar", "Abdullah bin Omar", 0.0),
        ("Abdullah bin Omar", "Abdullah Omar", 0.0),
        ("Abdullah bin Omar", "Yusuf bin Khalid", 0.0),
        ("Erika Mustermann", "Mustermann Erika", 0.0),
    ],
)
def test_fathers_and_sons(words: Words, one: str, other: str, told: float) -> None:
    assert signs.crossed(*aligned(words, one, other, person=True)[:2]) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("zortan", "Zortan Europe Sp. z o.o.", 1.0),
        ("Zortan Europe Sp. z o.o.", "zortan", 1.0),
        ("Zortan Ltd", "Zortan Europe Ltd", 0.0),
        ("zortan", "Zortan Lampix Ltd", 0.0),
        ("zortan", "Quelmo Europe Ltd", 0.0),
        ("zortan", "zortan", 0.0),
    ],
)
def test_a_brand_alone(words: Words, one: str, other: str, told: float) -> None:
    assert signs.brand(*aligned(words, one, other)) == told
