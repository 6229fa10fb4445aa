"""Commands as values are whole: every one has its help, an example that parses, and one name."""

from __future__ import annotations

import shlex

import pytest

from xborder_desk.cli import about, building, running
from xborder_desk.cli.verbs import Given, Option, place
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n.language import Language

LANGUAGE = Language("en")


def _verbs() -> list[tuple[str, str]]:
    named = [(f"{area.name} {verb.name}", verb.example) for area in running.areas() for verb in area.verbs]
    return [*named, *((verb.name, verb.example) for verb in about.VERBS)]


@pytest.mark.parametrize(("name", "example"), _verbs())
def test_every_example_is_understood(name: str, example: str) -> None:
    root = building.build(running.areas(), about.VERBS, LANGUAGE)
    assert example.startswith(name)
    call = building.parse(root, shlex.split(example), LANGUAGE)
    assert call.verb is not None
    assert call.path == f"xborder-desk {name}"
    assert call.as_json is ("--json" in example)


def test_every_text_of_the_help_says_something() -> None:
    for area in running.areas():
        assert area.help.endswith(".")
        for verb in area.verbs:
            assert verb.help[0].isupper()
            if (area.name, verb.name) == ("seller", "page"):
                continue  # its options are the words of the form, as they stand in the window
            assert all(option.help[-1] in ".:?…" for option in verb.options)
            for option in verb.options:
                closed = isinstance(option, Option) and bool(option.choices)
                assert option.help.endswith(":") is closed, option.name


def test_the_commands_are_those_of_the_contract() -> None:
    there = {name for name, _ in _verbs()}
    assert there >= {
        "office create", "office check", "office backup", "office restore",
        "case create", "case set", "case list", "case show",
        "party add", "fact add",
        "evidence add", "evidence list", "evidence show", "evidence export", "evidence verify",
        "contact add", "contact result", "contact reply", "contact correct", "contact list",
        "dossier recipe", "dossier export", "dossier verify", "languages", "version",
        "contact import", "contact readiness", "contact statement", "route list", "deadline compute",
        "deadline list", "deadline export", "claim show", "letter list", "letter create", "form export",
        "seller add", "seller import", "seller list", "seller show", "seller match", "seller who-else",
        "seller compare", "seller clusters", "seller decide", "seller undo", "dossier lint",
    }  # fmt: skip


def test_what_is_given_is_read_by_name() -> None:
    given = Given({"consumer_country": "DE", "proof": ("a", "b"), "sample": True, "note": None})
    assert given.text("consumer-country") == "DE"
    assert given.texts("proof") == ("a", "b")
    assert (given.flag("sample"), given.flag("other"), given.text("note"), given.texts("note")) == (
        True, False, "", ()
    )  # fmt: skip
    assert given.typed(("consumer-country", "proof", "note")) == {"consumer_country": "DE", "proof": "a,b"}


@pytest.mark.parametrize("typed", ["", "a\0b", "x" * 4000])
def test_what_can_be_no_place_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError) as refused:
        place(typed, "file")
    assert len(str(refused.value)) < 200
