"""The list of exhibits tells what its profile wants, in the window's words for kinds, people and hashes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.dossier import GENERIC, content, exhibit, mail
from xborder_desk.documents.index import index_paper, write_index
from xborder_desk.documents.listed import SHORT_HASH, about, shown_hash
from xborder_desk.documents.sheets import dossier_data
from xborder_desk.documents.writer import writer_for
from xborder_desk.domain.dossier import HASHES, INDEX_COLUMNS, STATEMENT, Annex, Mail
from xborder_desk.domain.evidence import Stored
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.dossier import DossierContent

HASH = "0123456789abcdef" * 4
HEAD = Mail("seller@shop.example", ("a@x.example",), (), "2 Mar 2026", "Your order", ())
LETTER = mail(1, mail=HEAD)


def shown(made: DossierContent) -> dict[str, Any]:
    return dossier_data(made, writer_for(made, Language(made.language)), {}, {})


def told(columns: tuple[str, ...], **more: Any) -> list[str]:
    made = content([LETTER], profile=GENERIC, language="en")
    one = replace(LETTER, language="de", source="consumer", copied="Redacted", **more)
    return about(one, columns, writer_for(made, Language("en")))


def test_everything_is_told_in_this_order() -> None:
    assert told(INDEX_COLUMNS) == [
        LETTER.kind,
        "Redacted",
        "German",
        "consumer",
        "From: seller@shop.example",
        "To: a@x.example",
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("language", ["German"]),
        ("source", ["consumer"]),
        ("author", ["From: seller@shop.example"]),
        ("addressee", ["To: a@x.example"]),
        ("label", []),
    ],
)
def test_a_column_that_is_not_wanted_is_not_told(column: str, words: list[str]) -> None:
    assert told((column,)) == words


def test_people_go_by_their_names_where_they_have_any() -> None:
    named = replace(HEAD, sender="Ana <ana@example.org>", to=("‘Shop’ <shop@example.org>", "b@x.example"))
    assert told(("author", "addressee"), mail=named) == ["From: Ana", "To: ‘Shop’ (+1)"]
    odd = replace(HEAD, sender="the shop, by hand", to=('"" <c@x.example>',))
    assert told(("author", "addressee"), mail=odd) == ["From: the shop, by hand", 'To: "" <c@x.example>']


def test_of_many_addressees_the_first_is_named_and_the_others_counted() -> None:
    many = replace(HEAD, to=("a@x.example", "b@x.example", "c@x.example"))
    assert told(("addressee",), mail=many) == ["To: a@x.example (+2)"]
    assert told(("author", "addressee"), mail=replace(HEAD, to=(), sender="")) == []
    assert told(("author", "addressee"), mail=None) == []


@given(st.sets(st.sampled_from(INDEX_COLUMNS)))
def test_fewer_columns_never_tell_more(columns: set[str]) -> None:
    every = told(INDEX_COLUMNS)
    some = told(tuple(columns))
    assert [words for words in every if words in some] == some


def test_the_hash_is_whole_unless_an_annex_gives_it() -> None:
    one = exhibit(1, Stored(HASH, 3))
    plain = content([one], profile=GENERIC)
    assert shown_hash(one, plain) == HASH
    annexed = replace(plain, annexes=(Annex(HASHES, "Hashes", ()),))
    assert shown_hash(one, annexed) == f"{HASH[:SHORT_HASH]}…"
    assert shown_hash(one, replace(plain, annexes=(Annex(STATEMENT, "Statement", ()),))) == HASH
    bare = replace(plain, profile=replace(GENERIC, columns=("label", "title", "pages")))
    assert shown_hash(one, bare) == ""


def test_days_and_proofs_have_a_column_of_their_own_only_where_they_are_wanted() -> None:
    made = content([LETTER], profile=GENERIC)
    assert shown(made)["columns"] == ["date", "proves"]
    few = replace(made, profile=replace(GENERIC, columns=("label", "title", "proves", "pages")))
    assert shown(few)["columns"] == ["proves"]
    assert shown(few)["exhibits"][0]["about"] == ""


def test_the_line_to_sign_stands_only_where_a_court_wants_it() -> None:
    made = content([LETTER], profile=GENERIC, language="en")
    assert shown(made)["submitted"] == []
    wanted = shown(replace(made, profile=replace(GENERIC, submitted=True)))["submitted"]
    assert wanted == ["Date of submission", "Signature:"]


def test_the_word_file_has_the_same_columns(tmp_path: Path) -> None:
    made = content([LETTER], profile=replace(GENERIC, columns=("label", "title", "proves", "pages")))
    writer = writer_for(made, Language(made.language))
    write_index(index_paper(made, writer, {}), str(tmp_path / "a.docx"))
    (table,) = docx.Document(str(tmp_path / "a.docx")).tables
    wanted = [writer.say(name) for name in ("exhibit", "document", "proves", "pages")]
    assert [cell.text for cell in table.rows[0].cells] == wanted
    assert len(table.rows[1].cells) == len(wanted)
