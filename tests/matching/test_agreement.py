"""Whether two names have the same words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.matching.agreement import own_agreement
from xborder_desk.matching.aligning import align
from xborder_desk.matching.names import read_names

if TYPE_CHECKING:
    from xborder_desk.matching.words import Words


def agreed(words: Words, one: str, other: str) -> float:
    a, b = read_names(one, words)[0], read_names(other, words)[0]
    return own_agreement(a, b, align(a, b, {}))


def test_a_place_or_generic_word_more_is_no_matter(words: Words) -> None:
    assert agreed(words, "Wanbao Trading", "深圳市万宝贸易有限公司") > 0.9


def test_another_place_and_another_word_speak_against(words: Words) -> None:
    assert agreed(words, "Shenzhen Wanbao Trading", "Yiwu Wanbao Trading") < 0.5
    assert agreed(words, "Wanbao Zortan", "Wanbao Quelmo") == 0.0


def test_generic_names_agree_about_nothing(words: Words) -> None:
    assert agreed(words, "Global Trading Co., Ltd.", "Global Trading Limited") < 0.2


def test_short_words_say_less(words: Words) -> None:
    assert agreed(words, "Abc Trading", "Abc Trading") < agreed(words, "Abcdefg Trading", "Abcdefg Trading")
