"""Names of persons in the many ways they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.matching import persons
from xborder_desk.matching.names import read_names

if TYPE_CHECKING:
    from xborder_desk.matching.words import Words


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("王小明", ["王", "小明"]),
        ("李伟", ["李", "伟"]),
        ("欧阳小明", ["欧阳", "小明"]),
        ("司馬光", ["司馬", "光"]),
        ("김철수", ["김", "철수"]),
        ("박근혜", ["박", "근혜"]),
        ("田中太郎", ["田中", "太郎"]),
        ("長谷川誠", ["長谷川", "誠"]),
        ("王", ["王"]),
        ("王小明先生大人", ["王小明先生大人"]),
        ("扎西", ["扎西"]),
        ("mustermann", ["mustermann"]),
        ("петров", ["петров"]),
    ],
)
def test_a_family_name_is_cut_off(words: Words, word: str, parts: list[str]) -> None:
    assert list(persons.cut(word, words)) == parts


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("陈", {"chan", "tan"}),
        ("黄", {"wong", "ng"}),
        ("이", {"lee", "yi"}),
        ("박", {"park", "pak"}),
        ("田中", {"tanaka"}),
        ("太郎", {"taro"}),
    ],
)
def test_other_ways_to_write_it(words: Words, word: str, ways: set[str]) -> None:
    assert ways <= set(persons.also(word, words))


def test_what_nobody_writes_otherwise_has_no_other_way(words: Words) -> None:
    assert persons.also("mustermann", words) == ()


@pytest.mark.parametrize(
    ("raw", "turned"),
    [
        ("Mao Tse-tung", ["Mao zedong"]),
        ("Teng Hsiao-ping", ["deng xiaoping"]),
        ("Chou En-lai", ["zhou enlai"]),
        ("nnamretsuM akirE", ["Erika Mustermann"]),
        ("Erika Mustermann", []),
        ("Anna-Maria Rossi", []),
        ("Jean-Claude Dupont", []),
        ("ERIKA MUSTERMANN", []),
        ("", []),
    ],
)
def test_what_else_a_name_may_be_meant_for(words: Words, raw: str, turned: list[str]) -> None:
    assert list(persons.turned(raw, words)) == turned


def test_an_older_spelling_is_read_beside_the_name_itself(words: Words) -> None:
    read = read_names("Mao Tse-tung", words, person=True)
    assert [[token.text for token in name.tokens] for name in read] == [
        ["mao", "tse", "tung"],
        ["mao", "zedong"],
    ]


def test_one_character_is_a_name_not_an_initial(words: Words) -> None:
    (name,) = read_names("李伟", words, person=True)
    assert [(token.text, token.role) for token in name.tokens] == [("li", "core"), ("wei", "core")]
