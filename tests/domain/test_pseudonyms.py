"""Pseudonyms: a consumer is found however the name is written, and nothing else is taken for one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView
from xborder_desk.domain.pseudonyms import MASK, Secret, Veil, is_hidden, secrets_of, strings_in, veil_of

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def mark(kind: str, raw: str, normal: str = "") -> IdentifierView:
    return IdentifierView("u", kind, raw, normal or raw, "", "", "", None, None, None)


def party(uid: str, role: str, name: str, *marks: IdentifierView, **more: str) -> PartyView:
    given = {"name_latin": "", "kind": "", **more}
    latin, kind = given["name_latin"], given["kind"]
    return PartyView(uid, f"P-{uid}", role, kind, name, latin, "DE", "", marks, 1)


def case(*parties: PartyView, **values: object) -> CaseView:
    return CaseView(
        *(1, "c", "2026-0001", "A case", "new", "", NOW, NOW, None, 1, values, parties, (), (), ())
    )


def over(name: str, text: str) -> str:
    return Veil(secrets_of(name, "Consumer A")).over(text)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Zoë Müller-Strauß", "Zoë Müller-Strauß wrote.", "Consumer A wrote."),
        ("Zoë Müller-Strauß", "ZOË MÜLLER-STRAUSS wrote.", "Consumer A wrote."),
        ("Zoë Müller-Strauß", "Frau Mueller-Strauss kam.", "Frau Consumer A kam."),
        ("Zoë Müller-Strauß", "Müller-Strauß, Zoë", "Consumer A"),
        ("Jürgen Groß", "Juergen Gross", "Consumer A"),
        ("Juergen Gross", "Jürgen Groß", "Consumer A"),
        ("José García", "Jose Garcia's order", "Consumer A's order"),
        ("Jose Garcia", "José García", "Consumer A"),
        ("Anna Kowalska", "dla Kowalskiej", "dla Consumer A"),
        ("Anna Kowalska", "annakowalska@mail.example", "Consumer A@mail.example"),
        ("Łukasz Żak", "Lukasz Zak", "Consumer A"),
        ("Ελένη Παπαδάκη", "η Ελενη Παπαδακη έγραψε", "η Consumer A έγραψε"),
        ("王小明", "买家王小明先生", "买家Consumer A先生"),
        ("王 小明", "王小明", "Consumer A"),
        ("김민준", "김민준입니다", "Consumer A입니다"),
        ("أحمد منصور", "كتب أحمد منصور أمس", "كتب Consumer A أمس"),
        ("Ana Díaz", "Ana said", "Consumer A said"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str, said: str) -> None:
    assert over(name, text) == said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna Berg", "Hannah climbed the iceberg."),
        ("Erik Rest", "The restaurant was interested."),
        ("Ludwig van Beethoven", "The van was late."),
        ("Ana Díaz", "Banana and anatomy."),
        ("Li Wei", "Lieferung im Weiler"),
        ("Max", "Maximum"),
        ("", "Nothing is hidden of nobody."),
        ("  - ", "A dash - is no name."),
    ],
)
def test_words_that_only_hold_a_part_of_a_name_stay(name: str, text: str) -> None:
    assert over(name, text) == text


def test_a_word_two_consumers_share_tells_of_neither() -> None:
    veil = Veil([*secrets_of("Ada Olsen", "Consumer A"), *secrets_of("Bo Olsen", "Consumer B")])
    assert veil.over("Ada Olsen and Bo Olsen: Olsen wrote.") == f"Consumer A and Consumer B: {MASK} wrote."


def test_the_whole_name_of_others_is_kept_where_it_holds_a_consumers_word() -> None:
    veil = Veil(secrets_of("Paul Müller", "Consumer A"), ["Müller GmbH", "深圳"])
    assert veil.over("Müller GmbH wrote to Müller in 深圳.") == "Müller GmbH wrote to Consumer A in 深圳."


def test_a_veil_without_secrets_hides_nothing() -> None:
    assert Veil([]).over("Anybody") == "Anybody"
    assert not Veil([]).shows("Anybody")
    assert Veil([Secret("x", "y", 1)]).over("") == ""


@pytest.mark.parametrize(
    ("one", "text", "said"),
    [
        (mark("phone", "0170 1234567", "+491701234567"), "call 0170/123 45 67 now", f"call {MASK} now"),
        (mark("phone", "0170 1234567", "+491701234567"), "+49 (170) 1234567", MASK),
        (mark("email", "zoe.m@mail.example"), "To: Zoe.M@mail.example;", f"To: {MASK};"),
        (mark("iban", "DE89 3704 0044 0532 0130 00"), "DE89370400440532013000", MASK),
        (
            mark("address", "Hauptstr. 5\n10115 Berlin"),
            "in der Hauptstraße 5 wohnhaft",
            f"in der {MASK} wohnhaft",
        ),
        (mark("address", "Hauptstraße 5, 10115 Berlin"), "Hauptstr.5, 10115  Berlin", f"{MASK}, {MASK}"),
        (mark("account", "buyer-77"), "buyer 77 / buyer-778", f"{MASK} / buyer-778"),
    ],
)
def test_numbers_and_addresses_are_found_whatever_stands_between(
    one: IdentifierView, text: str, said: str
) -> None:
    veil = veil_of([case(party("1", "consumer", "Nobody Known", one))], {})
    assert veil.over(text) == said


def test_a_town_alone_is_nobodys() -> None:
    lives = mark("address", "Hauptstr. 5\nBerlin\nGermany")
    veil = veil_of([case(party("1", "consumer", "Nobody Known", lives))], {})
    assert veil.over("A court in Berlin, Germany.") == "A court in Berlin, Germany."


def test_everyone_on_the_consumers_side_is_hidden_and_nobody_else() -> None:
    shown = case(
        party("1", "consumer", "Zoë Adler"),
        party("2", "witness", "Wilma Zeuge"),
        party("3", "representative", "Hilfe e.V."),
        party("4", "representative", "Otto Bruder", kind="natural"),
        party("5", "seller", "Adler Handel", name_latin="Adler Trade"),
        order_number="AB-114-39",
        payment_reference="",
    )
    veil = veil_of([shown], {"1": "Consumer A"})
    text = "Zoë Adler, Wilma Zeuge, Hilfe e.V., Otto Bruder, Adler Handel, AB 114 39"
    assert veil.over(text) == f"Consumer A, {MASK}, Hilfe e.V., {MASK}, Adler Handel, {MASK}"
    assert [is_hidden(one) for one in shown.parties] == [True, True, False, True, False]


def test_texts_are_found_in_any_json() -> None:
    told = {"to": ["a", {"b": "c"}], "n": 3, "none": None}
    assert list(strings_in(told)) == ["to", "a", "b", "c", "n", "none"]


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüßéèñçøåłşğ")
WORD = st.text(LETTERS, min_size=4, max_size=12).map(str.capitalize)


@given(
    WORD,
    WORD,
    st.sampled_from(["{0} {1}", "{1} {0}", "{1}, {0}", "{0}  {1}", "{0}{1}", "{0}.{1}", "{0}-{1}"]),
)
def test_no_way_of_writing_a_name_leaves_a_word_of_it(first: str, last: str, way: str) -> None:
    veil = Veil(secrets_of(f"{first} {last}", "A0"))
    for shape in (str, str.upper, str.lower):
        said = veil.over(f"« {shape(way.format(first, last))} »")
        assert first.casefold() not in said.casefold()
        assert last.casefold() not in said.casefold()


@given(WORD, st.text(st.sampled_from(" .,;!?0123456789\n()"), max_size=30))
def test_what_holds_no_letters_is_never_touched(name: str, text: str) -> None:
    assert Veil(secrets_of(name, "A0")).over(text) == text


@given(WORD, WORD, st.text(max_size=60))
def test_saying_pseudonyms_twice_says_the_same(first: str, last: str, text: str) -> None:
    veil = Veil(secrets_of(f"{first} {last}", "A0"))
    once = veil.over(text)
    assert veil.over(once) == once
    assert veil.shows(text) == (once != text)
