"""Pages for a dossier are made while many files are taken in; what is taken in is the same either way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pytest

from tests.factories.cases import open_case
from tests.factories.offices import Inline
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.pipelines.pages import MANY, Ahead
from xborder_desk.pipelines.prepared import PREPARED, Prepared
from xborder_desk.services.evidence import Evidence

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def papers(folder: Path, count: int) -> list[Path]:
    """Make PDFs that differ, and a letter that has no pages of its own."""
    folder.mkdir()
    files = []
    for number in range(count - 1):
        files.append(folder / f"{number:02d}.pdf")
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Contents = pdf.make_stream(f"{number} {number} 9 9 re f".encode())
            pdf.save(files[-1])
    files.append(folder / "letter.txt")
    files[-1].write_text("Sehr geehrte Damen und Herren, ich warte noch.", encoding="utf-8")
    return files


def evidence_of(office: Office) -> Evidence:
    here = cast("Apart", Inline())
    return Evidence(office, here, Ahead(office.store, here, Prepared(office.folder / PREPARED)))


def made(office: Office) -> list[Path]:
    return sorted((office.folder / PREPARED).glob("*.pdf"))


def test_many_files_have_their_pages_when_they_are_in(own: Desk, embedded: Office, tmp_path: Path) -> None:
    case = open_case(own)
    added = evidence_of(embedded).add_files(case, papers(tmp_path / "in", MANY), JobContext())
    assert [one.fault for one in added] == [None] * MANY
    assert len(made(embedded)) == MANY - 1  # the letter is set as text
    assert [entry.name for entry in embedded.folder.iterdir() if entry.name.startswith(".ahead")] == []


def test_few_files_are_taken_in_and_nothing_else(own: Desk, embedded: Office, tmp_path: Path) -> None:
    case = open_case(own)
    added = evidence_of(embedded).add_files(case, papers(tmp_path / "in", MANY - 1), JobContext())
    assert len(added) == MANY - 1
    assert made(embedded) == []


def test_a_dossier_finds_the_pages(own: Desk, embedded: Office, tmp_path: Path) -> None:
    case = open_case(own)
    evidence_of(embedded).add_files(case, papers(tmp_path / "in", MANY), JobContext())
    before = [(file.name, file.stat().st_ino) for file in made(embedded)]
    own.dossiers.export(case, "ew", "en", tmp_path / "out", JobContext())
    assert [(file.name, file.stat().st_ino) for file in made(embedded)] == before


@pytest.mark.parametrize("profile", ["generic", "de", "fr", "ch", "cn", "jp", "kr", "pt"])
def test_pages_made_ahead_are_those_of_most_courts(
    profile: str, own: Desk, embedded: Office, tmp_path: Path
) -> None:
    case = open_case(own)
    evidence_of(embedded).add_files(case, papers(tmp_path / "in", MANY), JobContext())
    own.dossiers.export(case, profile, "en", tmp_path / "out", JobContext())
    assert len(made(embedded)) == MANY - 1


def test_stopping_while_pages_are_made_keeps_what_was_taken_in(
    own: Desk, embedded: Office, tmp_path: Path
) -> None:
    case = open_case(own)

    def stop(progress: Progress) -> None:
        if progress.text == "Preparing {exhibit}":
            ctx.cancel()

    ctx: Any = JobContext(stop)
    with pytest.raises(Cancelled):
        evidence_of(embedded).add_files(case, papers(tmp_path / "in", MANY), ctx)
    assert [row.state for row in own.evidence.list(case)] == ["read"] * MANY
