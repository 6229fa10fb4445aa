"""What is measured of two names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.aligning import align
from xborder_desk.matching.features import FEATURES, measure
from xborder_desk.matching.names import read_names

if TYPE_CHECKING:
    from xborder_desk.matching.words import Words


def measured(words: Words, one: str, other: str, *, person: bool = False) -> dict[str, float]:
    a, b = (read_names(raw, words, person=person)[0] for raw in (one, other))
    return dict(zip(FEATURES, measure(a, b, align(a, b, words.nicknames)), strict=True))


def test_the_same_name(words: Words) -> None:
    found = measured(words, "Wanbao Trading Ltd", "Wanbao Trading Limited")
    assert found["covered"] == found["joined"] == 1.0
    assert found["swapped"] == found["form_clash"] == 0.0


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("Bowne of Boston Inc", "Bowne of Dallas Inc", "place_clash"),
        ("Bowne Solutions Inc", "Bowne Spain Solutions Inc", "place_extra"),
        ("Lampix Lamps 7", "Lampix Lamps 8", "number_clash"),
        ("Lampix Lamps", "Lampix Lamps II", "number_extra"),
        ("Lampix Fund 7", "Lampix Fund 8", "series"),
        ("Müller GmbH", "Möller GmbH", "other_marks"),
        ("Sparkles Lamps", "Sporks Lamps", "far"),
        ("zortan", "Zortan Europe Sp. z o.o.", "brand"),
        ("Lampix Solutions", "Lampix Logistics", "generic_clash"),
        ("Lampix Bank AG", "Lampix Bank GmbH", "form_clash"),
        ("Lampix Zortan", "Lampix Quelmo", "swapped"),
        ("Lampix Zortan", "Lampix", "extra"),
        ("Lampix", "Zortan", "nothing"),
        ("PLQ", "Prortan Lampix Quelmo", "acronym"),
    ],
)
def test_differences_are_told_apart(words: Words, one: str, other: str, feature: str) -> None:
    assert measured(words, one, other)[feature] > 0


def test_order_of_writing_does_not_matter(words: Words) -> None:
    assert measured(words, "Trading Wanbao Shenzhen", "Shenzhen Wanbao Trading")["joined"] == 1.0


@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_everything_measured_lies_between_0_and_1(words: Words, one: str, other: str, person: bool) -> None:  # noqa: FBT001 - drawn
    for a in read_names(one, words, person=person):
        for b in read_names(other, words, person=person):
            values = measure(a, b, align(a, b, words.nicknames))
            assert len(values) == len(FEATURES)
            assert all(0 <= value <= 1.0001 for value in values)
