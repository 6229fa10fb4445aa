"""A reason told in the dossier's language is told on the screen in the screen's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.offices import desk_in
from xborder_desk.app import find_places
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import languages
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.hearing import Heard, said_again

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

PLACES = find_places()
EMPTY = "The file is empty."
NO_PAGE = "{exhibit} has no page {page}."


def load(tag: str) -> Language:
    return languages.load(tag, PLACES.translations)


def test_it_speaks_as_the_language_does() -> None:
    german = load("de")
    heard = Heard(german)
    assert (heard.tag, heard.direction) == (german.tag, german.direction)
    assert heard.text(EMPTY) == german.text(EMPTY) != EMPTY
    assert heard.date(dt.date(2026, 3, 2)) == german.date(dt.date(2026, 3, 2))
    assert heard.say(Message(EMPTY)) == german.text(EMPTY)
    assert heard.text("") == ""


def test_what_was_said_is_said_again_in_another_language_with_its_fields() -> None:
    heard, english = Heard(load("de")), Language("en")
    said = [heard.text(EMPTY), heard.text(NO_PAGE, exhibit="K 1", page=7), "Words of a person."]
    told = heard.all_again(said)
    assert said_again(told, english) == [EMPTY, "K 1 has no page 7.", "Words of a person."]
    assert said_again(told, load("de")) == said


def test_a_reason_behind_the_label_of_an_exhibit_is_said_again_and_the_label_stays() -> None:
    heard = Heard(load("de"))
    told = heard.again(f"Anlage K 3: {heard.text(EMPTY)}")
    assert said_again([told], Language("en")) == ["Anlage K 3: The file is empty."]
    assert heard.again("Anlage K 3: a name") == "Anlage K 3: a name"


@given(st.text(max_size=40))
def test_what_nobody_said_stays_as_it_is(text: str) -> None:
    assert said_again([Heard(Language("en")).again(text)], Language("en")) == [text]


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


def test_a_build_tells_its_warnings_in_its_language_and_for_any(desk: Desk, tmp_path: Path) -> None:
    number = desk.cases.create(new_case(title="Lamp", consumer="Zoë Adler"))
    broken = tmp_path / "leer.pdf"
    broken.write_bytes(b"")
    add_evidence(desk, number, [broken, *write_files(tmp_path / "in", note="Die Lampe raucht.")])
    made = desk.dossiers.export(number, "de", "de", tmp_path / "out", JobContext())
    assert made.warnings == ("Anlage K 1: Die Datei ist leer.",)
    assert said_again(made.told, Language("en")) == ["Anlage K 1: The file is empty."]
    draft = desk.dossiers.draft(number, "de", "de", JobContext())
    (found,) = [one for one in draft.findings if one.kind == "not-shown"]
    assert found.fields["why"] == "Die Datei ist leer."
    assert found.fields["reason"] == [EMPTY, {}]
    # Looked at again, it is the draft that was kept.
    kept = desk.dossiers.draft(number, "de", "de", JobContext())
    assert [one for one in kept.findings if one.kind == "not-shown"] == [found]
