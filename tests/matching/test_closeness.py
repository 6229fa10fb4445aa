"""How close two words are."""

from __future__ import annotations

import pytest

from xborder_desk.matching.closeness import AN_INITIAL, SHORT_NAME, closeness, spelled
from xborder_desk.matching.names import CORE, GENERIC, INITIAL, NUMBER, Token


def own(text: str, shown: str = "") -> Token:
    return Token(text, CORE, shown or text, bool(shown) and not shown.isascii())


def test_the_same_word_is_as_close_as_can_be() -> None:
    assert closeness(own("wanbao"), own("wanbao"), {}) == 1.0
    assert closeness(Token("7", NUMBER, "7"), Token("8", NUMBER, "8"), {}) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("crystalord", "cristalord"), ("zelensky", "selensky"), ("jonson", "johnson")]
)
def test_slips_are_close(one: str, other: str) -> None:
    assert closeness(own(one), own(other), {}) > 0.8


@pytest.mark.parametrize(
    ("one", "other"), [("wanbao", "wanli"), ("abc", "cba"), ("scholz", "merkel"), ("bai", "bazo")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert closeness(own(one), own(other), {}) == 0.0


def test_across_scripts_the_consonants_count() -> None:
    assert spelled("neptunus", "nptns", across=True) > 0.8
    assert spelled("neptunus", "nptns", across=False) < 0.7


def test_one_other_character_is_another_name() -> None:
    assert closeness(own("xijinping", "习近平"), own("xijinpeng", "习近朋"), {}) == 0.0
    assert closeness(own("wanbao", "万宝"), own("wanbao", "萬寶"), {}) < 1.0


def test_persons() -> None:
    assert closeness(own("ted"), own("theodore"), {"ted": "theodore"}) == SHORT_NAME
    assert closeness(Token("j", INITIAL, "J"), own("john"), {}) == AN_INITIAL
    assert closeness(Token("k", INITIAL, "K"), own("john"), {}) == 0.0


def test_a_word_may_be_spelled_out_instead_of_translated() -> None:
    east = Token("east", GENERIC, "восток", foreign=True)
    assert closeness(east, own("vostok"), {}) > 0.8
    assert closeness(east, Token("west", GENERIC, "west"), {}) == 0.0
