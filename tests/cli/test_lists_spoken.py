"""What the command line lists is said in the language asked for: titles, roles, kinds, states and days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.app import find_places
from xborder_desk.domain.choices import PartyRole
from xborder_desk.i18n import languages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Shell

OTHERS: Final = languages.available(find_places().translations)[1:]


@pytest.mark.parametrize("tag", OTHERS)
def test_letters_are_named_in_the_language_asked_for(tag: str, shell: Shell) -> None:
    english = {one["id"]: one for one in shell.json("letter", "list")["letters"]}
    told = {one["id"]: one for one in shell.json("--language", tag, "letter", "list")["letters"]}
    assert told.keys() == english.keys()
    same = [name for name, one in told.items() if one["title"] == english[name]["title"]]
    assert same == []
    for name, one in told.items():
        assert {**one, "title": ""} == {**english[name], "title": ""}
    shown = shell.run("--language", tag, "letter", "list").out
    assert all(one["id"] in shown for one in told.values())
    assert not re.search("|".join(rf"\b{role}\b" for role in PartyRole if "_" in role), shown)


@pytest.mark.parametrize("tag", OTHERS)
def test_forms_are_named_in_the_language_asked_for(tag: str, desk: Desk) -> None:
    english = {one["id"]: one["title"] for one in desk.json("form", "list")["forms"]}
    told = {one["id"]: one["title"] for one in desk.json("--language", tag, "form", "list")["forms"]}
    assert told.keys() == english.keys()
    assert not set(told.values()) & set(english.values())
    shown = desk.run("--language", tag, "form", "list").out
    assert all(title[:12] in shown for title in told.values())


@pytest.mark.parametrize("tag", ["de", "zh-Hant", "ar"])
def test_titles_are_those_of_the_catalogue_of_letters(tag: str, desk: Desk) -> None:
    words = languages.load(tag, find_places().translations, languages.LETTERS)
    told = {one["id"]: one["title"] for one in desk.json("--language", tag, "letter", "list")["letters"]}
    for one in desk.ways.letters()[0]:
        assert told[one.id] == words.ctext(one.title.context, one.title.text)


def test_to_whom_a_letter_goes_is_a_sentence_of_the_language(shell: Shell) -> None:
    german = shell.run("--language", "de", "letter", "list").out
    assert re.search(r"Zahlungsdienst\w* oder Bank", german)
    assert "payment_service" not in german
    assert "Payment service or Bank" in shell.run("letter", "list").out


def test_without_a_catalogue_of_letters_their_titles_are_english(shell: Shell) -> None:
    assert shell.ways.letter_words("tlh").tag == "en"
    assert shell.ways.letter_words("de-AT").tag == "de"


@pytest.mark.parametrize(
    ("tag", "kind", "taken", "day"),
    [
        ("en", "Text (text/plain)", "Taken in", "13 Oct 2026"),
        ("de", "Text (text/plain)", "Aufgenommen", "13.10.2026"),
        ("zh-Hant", "文字", "收錄", "2026年10月13日"),
    ],
)
def test_an_item_is_described_in_words(
    tag: str, kind: str, taken: str, day: str, desk: Desk, case: str, tmp_path: Path
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text(
        "From: a@example.com\nTo: b@example.com\nSubject: Lamp\nDate: Tue, 13 Oct 2026 10:44:51 +0200\n\nx\n",
        encoding="utf-8",
    )
    note = tmp_path / "note.txt"
    note.write_text("The lamp does not light.", encoding="utf-8")
    assert desk.run("evidence", "add", case, mail, note).status == 0
    listed = desk.run("--language", tag, "evidence", "list", case).out
    assert day in listed
    assert "eml" not in listed
    assert "2026-10-13" not in listed
    shown = desk.run("--language", tag, "evidence", "show", f"{case}/E-02").out
    assert kind in shown
    assert taken in shown
    of_mail = desk.run("--language", tag, "evidence", "show", f"{case}/E-01").out
    assert day in of_mail
    assert "UTC+02:00" in of_mail
    kept = desk.json("--language", tag, "evidence", "list", case)["items"]
    assert [one["kind"] for one in kept] == ["eml", "text"]
    assert kept[0]["date"].startswith("2026-10-13T")


@pytest.mark.parametrize(("tag", "said"), [("de", "mit Quelle"), ("zh-Hant", "有來源"), ("fr", "sourcé")])
def test_how_well_the_law_is_known_is_said_in_words(tag: str, said: str, desk: Desk, case: str) -> None:
    shown = desk.run("--language", tag, "contact", "readiness", case).out
    assert said in shown
    assert not re.search(r"\b(sourced|unchecked)\b", shown)
    found = desk.json("--language", tag, "contact", "readiness", case)
    assert found["rule"]["status"] in {"sourced", "unchecked", "confirmed"}


TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "command",
    [
        ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-12-15", "--period", "P10D"),
        ("letter", "list"),
        ("languages",),
    ],
)
def test_no_sign_that_keeps_words_together_reaches_the_terminal(
    command: tuple[str, ...], shell: Shell
) -> None:
    """Some terminals show them as boxes; programs that read JSON get them, for screens of their own."""
    done = shell.run("--language", "ar", *command)
    assert done.status == 0
    assert TURNING.search(done.out) is None
    assert re.search("[\u0620-\u064a]", done.out)


def test_json_keeps_values_together_for_screens(shell: Shell) -> None:
    arguments = ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-12-15", "--period", "P10D")
    steps = shell.json("--language", "ar", *arguments)["steps"]
    assert any("\u2068" in step for step in steps)
    assert all(step.count("\u2068") == step.count("\u2069") for step in steps)


@pytest.mark.parametrize("tag", OTHERS)
def test_holidays_are_named_in_the_language_of_the_steps(tag: str, shell: Shell) -> None:
    arguments = ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-12-15", "--period", "P10D")
    steps = shell.json("--language", tag, *arguments, "--country", "FR")["steps"]
    assert "Christmas" not in " ".join(steps)
    assert "Noël" not in " ".join(steps) or tag == "fr"


def test_holidays_of_one_country_are_called_as_there(shell: Shell) -> None:
    arguments = ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2025-09-23", "--period", "P10D")
    steps = shell.json("--language", "fr", *arguments, "--country", "DE")["steps"]
    assert "Tag der Deutschen Einheit" in " ".join(steps)
