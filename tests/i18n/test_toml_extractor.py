"""Texts in data files are found under the contexts the program asks for."""

from __future__ import annotations

import io
import tomllib

import pytest

from xborder_desk.i18n.data_texts import context_of, texts_of
from xborder_desk.i18n.toml_extractor import extract

LETTER = """
id = "final-notice"
title = "Final notice"
fields = ["amount"]
[source]
text = "not for people"
[[clauses]]
id = "demand"
text = "Pay {amount}"
hint = "Name the amount"
[[clauses]]
text = "No name"
[closing]
text = ["First", "Second"]
[labels]
de = "Anlage"
"""


def test_finds_texts_with_their_contexts() -> None:
    found = {(one.context, one.text) for one in texts_of("letter", "final-notice", tomllib.loads(LETTER))}
    assert found == {
        ("letter:final-notice:title", "Final notice"),
        ("letter:final-notice:demand", "Pay {amount}"),
        ("letter:final-notice:demand:hint", "Name the amount"),
        ("letter:final-notice:clauses:2", "No name"),
        ("letter:final-notice:closing:1", "First"),
        ("letter:final-notice:closing:2", "Second"),
    }


def test_ids_that_are_unique_in_their_kind_stand_alone() -> None:
    data = tomllib.loads('[[types]]\ncode = "T01"\nlabel = "A"\ndetails = [{ code = "T01.1", label = "B" }]')
    assert {one.context for one in texts_of("taxonomy", "any", data)} == {"taxonomy:T01", "taxonomy:T01.1"}
    assert context_of("taxonomy", "T01.1") == "taxonomy:T01.1"


def test_babel_gets_line_context_and_text() -> None:
    rows = list(
        extract(io.BytesIO(LETTER.encode()), {}, (), {"path": "resources/templates/final-notice.toml"})
    )
    assert (3, "pgettext", ("letter:final-notice:title", "Final notice"), []) in rows
    assert {name for _, name, _, _ in rows} == {"pgettext"}


def test_no_toml_is_an_error() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        list(extract(io.BytesIO(b"x = "), {}, (), {"path": "resources/routes/x.toml"}))
