"""Names as shops, registers and papers write them, read word by word in many scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.names import CORE, GENERIC, JOINER, NUMBER, PLACE, read_names

if TYPE_CHECKING:
    from xborder_desk.matching.words import Words

# Name: its own words, its generic ones, its places, its numbers, and the kinds of legal form in it.
FIRMS: dict[str, tuple[str, str, str, str, str]] = {
    "Shenzhen Lanyu Technology Co., Ltd.": ("lanyu", "technology", "shenzhen", "", "limited"),
    "深圳市蓝屿科技有限公司": ("lanyu", "technology", "shenzhen", "", "limited"),
    "義烏市新禾進出口有限公司": ("xinhe", "import export", "yiwu", "", "limited"),
    "广州白云贸易有限公司": ("baiyun", "trade", "guangzhou", "", "limited"),
    "苏州 Quelmo 电子商务有限公司": ("quelmo", "commerce", "suzhou", "", "limited"),
    "Müller & Söhne GmbH": ("muller sohne", "", "", "", "limited"),
    "Bright Star Electronics Ltd": ("bright star", "electronic", "", "", "limited"),
    "ООО «Ромашка»": ("romashka", "", "", "", "limited"),
    "ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΙ ΑΕ": ("afoi papadopouloi", "", "", "", "stock"),
    "شركة النور للتجارة": ("nur", "trade", "", "", "other"),
    "Fünfundzwanzig Möbel GmbH": ("funfundzwanzig", "furniture", "", "", "limited"),
    "1st Choice Outlet": ("choice", "shop", "", "1", ""),
    "Forty-Four Sounds Ltd": ("sounds", "", "", "44", "limited"),
    "Sklep Komputerowy Kowalski sp. z o.o.": ("komputerowy kowalski", "shop", "", "", "limited"),
    "PT Electronics": ("pt", "electronic", "", "", ""),
    "Quelmo (HK) Limited": ("quelmo", "", "hong-kong", "", "limited"),
    "Vorstat-Zell AG": ("vorstat zell", "", "", "", "stock"),
    "O'Neill's Garden": ("oneill garden", "", "", "", ""),
    "Café Zoë S.à r.l.": ("cafe zoe", "", "", "", "limited"),
    "Lampix S.p.A.": ("lampix", "", "", "", "stock"),
    "Kesko Oyj": ("kesko", "", "", "", "stock"),
    "Nordic Home A/S": ("nordic", "home", "", "", "stock"),
    "Hong Kong Quelmo Co": ("quelmo", "", "hong-kong", "", "other"),
    "Deutsche Quelmo AG": ("quelmo", "", "germany", "", "stock"),
    "Quelmo Deutschland GmbH": ("quelmo", "", "germany", "", "limited"),
    "Quelmo USA Inc.": ("quelmo", "", "america", "", "stock"),
}
# Nothing in these is a name of its own: what they say in general has to stand for it.
BARE = ("ЗАО Торговый дом Восток", "Tech World 24 GmbH", "The Trading Company", "China Import Export")
PERSONS: dict[str, str] = {
    "Zhang Wei": "zhang wei",
    "张伟": "zhang wei",
    "欧阳娜娜": "ouyang nana",
    "Wang Xiaoming": "wang xiaoming",
    "Dr. Anna Schmidt": "anna schmidt",
    "SCHMIDT, Anna": "anna schmidt",
    "Hans-Peter Meier": "hans peter meier",
    "Ludwig van Beethoven": "ludwig van beethoven",
    "Иван Петрович Сидоров": "ivan petrovich sidorov",
    "María José García López": "maria jose garcia lopez",
    "김민수": "gim minsu",
}
CHINESE = ("Zhang Wei", "张伟", "欧阳娜娜", "Wang Xiaoming", "Li Na", "Pan Wei", "Xu Lin")
NOT_CHINESE = ("Anna Schmidt", "Lena Meyer", "Ma Belle", "Иван Петров", "Pan Jan Nowak", "Li")


def words_of(words: Words, raw: str, *roles: str) -> str:
    return " ".join(token.text for token in read_names(raw, words)[0].of(*roles))


@pytest.mark.parametrize("raw", FIRMS)
def test_each_word_of_a_firm_is_what_it_is(words: Words, raw: str) -> None:
    own, generic, places, numbers, _forms = FIRMS[raw]
    assert words_of(words, raw, CORE) == own
    assert words_of(words, raw, GENERIC) == generic
    assert words_of(words, raw, PLACE) == places
    assert words_of(words, raw, NUMBER) == numbers


@pytest.mark.parametrize("raw", FIRMS)
def test_the_legal_form_is_told_apart_from_the_name(words: Words, raw: str) -> None:
    name = read_names(raw, words)[0]
    assert name.forms == set(FIRMS[raw][4].split())
    assert not name.bare
    assert not name.person


@pytest.mark.parametrize("raw", FIRMS)
def test_capitals_and_spaces_change_nothing(words: Words, raw: str) -> None:
    plain = read_names(raw, words)[0].tokens
    for written in (raw.upper(), f"  {raw}  ", raw.replace(" ", "  ")):
        if "ß" in raw or "’" in raw:
            continue
        assert [token.text for token in read_names(written, words)[0].tokens] == [t.text for t in plain]


@pytest.mark.parametrize("raw", BARE)
def test_a_name_of_generic_words_is_known_as_bare(words: Words, raw: str) -> None:
    name = read_names(raw, words)[0]
    assert name.bare
    assert name.own


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("Quelmo / Lampix Ltd", {"quelmo", "lampix"}),
        ("Quelmo trading as Lampix", {"quelmo", "lampix"}),
        ("Quelmo t/a Lampix", {"quelmo", "lampix"}),
        ("Quelmo d/b/a Lampix", {"quelmo", "lampix"}),
        ("Quelmo formerly Lampix", {"quelmo", "lampix"}),
        ("Quelmo a.k.a. Lampix", {"quelmo", "lampix"}),
        ("Quelmo", {"quelmo"}),
    ],
)
def test_two_names_in_one_are_two(words: Words, raw: str, meant: set[str]) -> None:
    assert {token.text for name in read_names(raw, words) for token in name.of(CORE)} == meant


@pytest.mark.parametrize("raw", PERSONS)
def test_persons_are_read_in_their_order_and_without_titles(words: Words, raw: str) -> None:
    name = read_names(raw, words, person=True)[0]
    assert " ".join(token.text for token in name.tokens) == PERSONS[raw]
    assert name.person


@pytest.mark.parametrize("raw", CHINESE)
def test_a_chinese_name_is_known_as_one(words: Words, raw: str) -> None:
    assert read_names(raw, words, person=True)[0].chinese


@pytest.mark.parametrize("raw", NOT_CHINESE)
def test_other_names_are_not_taken_for_chinese(words: Words, raw: str) -> None:
    assert not read_names(raw, words, person=True)[0].chinese


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Xiao Ming Wang", ("wang", "xiaoming")),
        ("Wang Xiao Ming", ("wang", "xiaoming")),
    ],
)
def test_the_syllables_of_a_given_name_may_stand_apart(words: Words, raw: str, read: tuple[str, ...]) -> None:
    ways = {tuple(token.text for token in name.tokens) for name in read_names(raw, words, person=True)}
    assert read in ways


@pytest.mark.parametrize("raw", [raw for raw in FIRMS if "(" not in raw])
def test_a_firm_with_a_place_in_brackets_is_still_itself(words: Words, raw: str) -> None:
    ways = [" ".join(token.text for token in name.of(CORE)) for name in read_names(f"{raw} (Berlin)", words)]
    assert FIRMS[raw][0] in ways


@pytest.mark.parametrize("raw", FIRMS)
def test_what_is_shown_is_what_was_written(words: Words, raw: str) -> None:
    folded = raw.casefold().replace("'", "")
    for token in read_names(raw, words)[0].tokens:
        if token.role != JOINER and token.shown.isalpha() and token.shown.isascii() and raw.isascii():
            assert token.shown in folded


@given(st.lists(st.sampled_from(sorted(FIRMS)), min_size=2, max_size=4))
def test_reading_one_name_does_not_change_how_another_is_read(words: Words, raws: list[str]) -> None:
    alone = {raw: read_names(raw, words) for raw in raws}
    again = {raw: read_names(raw, words) for raw in reversed(raws)}
    assert alone == again
