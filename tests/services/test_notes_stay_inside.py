"""A note for colleagues is in no paper, file, mail or register that leaves the office, whatever is made."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Final

import pypdfium2
import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.offices import copy_of, desk_in
from tests.services.whole_work import OUT
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

SECRET: Final = "Geheimvermerk4711"
CTX: Final = JobContext


@pytest.fixture(scope="module")
def office(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = copy_of(blank, tmp_path_factory.mktemp("notes") / "office")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(office: Office) -> Desk:
    return desk_in(office)


@pytest.fixture(scope="module")
def case(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case with a paper, a fact, an attempt, a seller of the office, and notes, one of them taken away."""
    number = open_case(desk, paid_on="2026-01-05", delivery_due="2026-01-20", problem="T02.1")
    desk.letters.set_sender({"name": "Verbraucherhilfe", "address": "Markt 1", "country": "de"})
    folder = tmp_path_factory.mktemp("in")
    add_evidence(desk, number, write_files(folder, order="Bestellung 114", mail="Wo bleibt die Ware?"))
    desk.facts.add(number, NewFact("Am 5. Januar bezahlt.", "2026-01-05", ("E-01",)))
    desk.parties.add_identifier(number, "P-02", NewIdentifier("email", "service@wanbao.example", "imprint"))
    desk.contacts.add(number, new_attempt(result="no_answer"), ("E-02",))
    desk.post.enter(OUT, number, ["E-01"])
    desk.cases.note(number, f"{SECRET} eins")
    desk.cases.show_note(number, desk.cases.note(number, f"{SECRET} zwei"), shown=False)
    desk.sellers.who_else(number)
    return number


def words_in(file: Path) -> str:
    """Give everything a reader of a file could find in it: pages, metadata, members, bytes."""
    data = file.read_bytes()
    found = [data.decode("utf-8", "replace"), data.decode("utf-16-le", "replace")]
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
            found += [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
            found += map(str, pdf.get_metadata_dict().values())
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
            found += archive.namelist()
    return "".join("".join(found).split())


MADE: Final[dict[str, Callable[[Desk, str, Path], object]]] = {
    "letter.pdf": lambda d, n, to: d.letters.create(n, NewLetter("non-delivery", "de", "en"), to, CTX()),
    "letter.docx": lambda d, n, to: d.letters.create(n, NewLetter("non-delivery", "zh-Hans"), to, CTX()),
    "statement.pdf": lambda d, n, to: d.statements.make(n, "en", to, CTX(), beside="de"),
    "statement.docx": lambda d, n, to: d.statements.make(n, "de", to, CTX()),
    "post.pdf": lambda d, n, to: d.post.print_book("de", to, CTX(), n),
    "custody.pdf": lambda d, n, to: d.custody.sheet("E-01", "de", to, CTX(), n),
    "deadlines.ics": lambda d, n, to: d.deadlines.export(to, d.letters.words("de"), n),
    "sellers.csv": lambda d, _n, to: to.write_text(d.sellers.export("csv"), "utf-8"),
    "paper.txt": lambda d, n, to: d.evidence.export("E-01", to, n),
}


@pytest.mark.parametrize("name", MADE)
def test_no_paper_holds_the_note(desk: Desk, case: str, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    MADE[name](desk, case, target)
    words = words_in(target)
    assert len(words) > 10
    assert SECRET not in words


def test_no_register_holds_the_note_only_that_there_is_one(desk: Desk, office: Office, case: str) -> None:
    """What stands in a register cannot be unsaid; the note can."""
    with office.database.read() as uow:
        scopes = {head.scope for head in registers.heads(uow.connection)}
        lines = [line for scope in scopes for line in registers.lines(uow.connection, scope)]
    assert not any(SECRET in (line.content or "") for line in lines)
    written = [line.values() for line in lines if line.values()["action"] == "note_written"]
    assert [one["length"] for one in written] == [len(f"{SECRET} eins"), len(f"{SECRET} zwei")]
    assert [note.text for note in desk.cases.show(case).notes] == [f"{SECRET} eins"]


def test_no_list_or_search_shows_the_note(desk: Desk, case: str) -> None:
    assert desk.cases.all(SECRET) == []
    assert SECRET not in repr(desk.cases.all())
    assert SECRET not in repr(desk.cases.timeline(case))
    assert SECRET not in repr(desk.today.show())
    assert SECRET not in repr(desk.sellers.all())


def test_a_draft_of_a_note_is_ones_own_and_nobody_elses(desk: Desk, office: Office, case: str) -> None:
    desk.drafts.keep(f"{case}/note", {"text": SECRET})
    mine = office.database.actor
    try:
        office.database.actor = "Ana Souza"
        assert SECRET not in json.dumps([dict(one.values) for one in desk.drafts.mine()])
    finally:
        office.database.actor = mine
    desk.drafts.drop(f"{case}/note")
