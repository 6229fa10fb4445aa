"""Names read: what is the firm's own, what is generic, a place, a number or a legal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.names import CORE, PLACE, acronyms, read_names

if TYPE_CHECKING:
    from xborder_desk.matching.words import Words


def told(words: Words, raw: str, *, person: bool = False) -> list[tuple[str, str]]:
    return [(token.text, token.role) for token in read_names(raw, words, person=person)[0].tokens]


@pytest.mark.parametrize(
    "raw", ["Shenzhen Wanbao Trading Co., Ltd.", "深圳市万宝贸易有限公司", "深圳市萬寶貿易有限公司"]
)
def test_one_firm_reads_the_same_in_both_scripts(words: Words, raw: str) -> None:
    found = [one for one in told(words, raw) if one[1] != "joiner"]
    assert found == [("shenzhen", "place"), ("wanbao", "core"), ("trade", "generic")]
    assert read_names(raw, words)[0].forms == {"limited"}


@pytest.mark.parametrize(
    ("raw", "own"),
    [
        ("ООО «Вектор»", ["vektor"]),
        ("SiemensAG", ["siemens"]),
        ("OAO Gazprom", ["gazprom"]),
        ("Gazprom Joint Stock Compan", ["gazprom"]),
        ("株式会社カネコ", ["kaneko"]),
        ("重庆长虹电子有限公司", ["changhong"]),
        ("A.B.C. Company", ["abc"]),
    ],
)
def test_what_is_the_firms_own(words: Words, raw: str, own: list[str]) -> None:
    assert [token.text for token in read_names(raw, words)[0].of(CORE)] == own


def test_where_nothing_is_its_own_generic_words_stand_for_it(words: Words) -> None:
    name = read_names("Bank of China (Hong Kong) Limited", words)[0]
    assert name.bare
    assert [token.text for token in name.of(PLACE)] == ["china", "hong-kong"]
    assert read_names("有限公司", words)[0].tokens


def test_a_name_can_be_meant_in_several_ways(words: Words) -> None:
    texts = [{token.text for token in name.own} for name in read_names("Lampix (Zortan) / Quelmo", words)]
    assert {"lampix", "zortan"} in texts
    assert {"zortan"} in texts
    assert {"quelmo"} in texts


def test_persons_lose_titles_and_keep_their_order(words: Words) -> None:
    assert told(words, "NURISTANI, Abdul Aziz", person=True) == [
        ("abdul", "core"), ("aziz", "core"), ("nuristani", "core"),
    ]  # fmt: skip
    assert told(words, "Dr. J.-C. Juncker", person=True) == [
        ("j", "initial"),
        ("c", "initial"),
        ("juncker", "core"),
    ]
    assert told(words, "Isa ben Tarif", person=True)[1] == ("bin", "particle")


def test_short_forms_a_firm_may_go_by(words: Words) -> None:
    assert "umz" in acronyms(read_names("Ульяновский Механический Завод", words)[0])
    assert acronyms(read_names("UMZ", words)[0]) == {"umz"}
    assert not acronyms(read_names("Ulla Meier Zorn", words, person=True)[0])


@given(st.text(max_size=40), st.booleans())
def test_any_text_can_be_read(words: Words, raw: str, person: bool) -> None:  # noqa: FBT001 - drawn
    for name in read_names(raw, words, person=person):
        assert name.tokens
        assert all(token.text.isascii() for token in name.tokens)
