"""Dossiers: an edition is fixed once and is the same bytes ever after; what is internal stays out of it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.dossier import odd_pdf
from tests.factories.offices import ACTOR, copy_of, desk_in, row_counts
from xborder_desk.domain.errors import (
    BadInputError,
    BrokenDataError,
    BuildError,
    FileError,
    KnownError,
    NotFoundError,
)
from xborder_desk.domain.registers import CUSTODY, Line
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.claims import NewHead
from xborder_desk.services.facts import NewFact
from xborder_desk.storage import office as offices
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.storage.office import Office

SECRET = "Geheimvermerk-4711"


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """A case with two papers, a fact, an attempt and a note that is nobody else's business."""
    case = open_case(desk)
    fill(desk, case, tmp_path)
    yield case
    desk.offices._apart.close()


def fill(desk: Desk, case: str, folder: Path) -> None:
    add_evidence(
        desk, case, write_files(folder / "in", order="Bestellung 114-3941689", mail="Wo bleibt die Ware?")
    )
    desk.facts.add(case, NewFact("Am 5. Januar bestellt.", "2026-01-05", ("E-01:1",)))
    desk.contacts.add(case, new_attempt(result="no_answer"), ("E-02",))
    desk.cases.note(case, SECRET)
    desk.cases.plan(case, SECRET, "2026-04-01")


def export(desk: Desk, case: str, target: Path, **named: str) -> DossierExport:
    given: dict[str, Any] = {"profile": "generic", "language_tag": "en", **named}
    return desk.dossiers.export(case, target=target, ctx=JobContext(), **given)


def digests(folder: Path) -> dict[str, str]:
    return {
        entry.relative_to(folder).as_posix(): hashlib.sha256(entry.read_bytes()).hexdigest()
        for entry in sorted(folder.rglob("*"))
        if entry.is_file()
    }


def test_a_dossier_is_bundle_package_and_zip_and_the_export_is_written_down(
    desk: Desk, filled: str, office: Office, tmp_path: Path
) -> None:
    made = export(desk, filled, tmp_path / "out")
    assert {entry.name for entry in (tmp_path / "out").iterdir()} == {
        made.bundle.name,
        made.package.name,
        made.zip.name,
    }
    assert verify_package(made.package).ok
    assert verify_package(made.zip).ok
    assert verify_package(made.bundle).ok
    assert [bound.evidence_id for bound in made.exhibits] == [f"{filled}/E-01", f"{filled}/E-02"]
    with office.database.read() as uow:
        line = registers.lines(uow.connection, desk.cases.show(filled).uid, CUSTODY)[-1].values()
    assert (line["action"], line["edition"]) == ("export", 1)
    assert line["sha256"] == hashlib.sha256(made.bundle.read_bytes()).hexdigest()
    (edition,) = desk.dossiers.editions(filled)
    assert (edition.number, edition.made_by, edition.pages, edition.bundle_sha256) == (
        1,
        ACTOR,
        made.pages,
        line["sha256"],
    )


def test_the_same_edition_is_the_same_bytes_until_something_shown_changes(
    desk: Desk, filled: str, tmp_path: Path
) -> None:
    first = export(desk, filled, tmp_path / "one")
    desk.cases.note(filled, "another note")
    desk.evidence.export("E-01", tmp_path / "copy.txt", filled)
    desk.evidence.verify(filled, JobContext())
    again = export(desk, filled, tmp_path / "two")
    assert (first.edition, again.edition) == (1, 1)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    desk.facts.add(filled, NewFact("Nie geliefert.", "2026-02-01"))
    third = export(desk, filled, tmp_path / "three")
    assert third.edition == 2
    assert [view.number for view in desk.dossiers.editions(filled)] == [2, 1]


def test_what_is_internal_reaches_no_document_and_no_register(
    desk: Desk, filled: str, tmp_path: Path, office: Office
) -> None:
    made = export(desk, filled, tmp_path / "out")
    for entry in made.package.rglob("*"):
        if entry.is_file():
            data = entry.read_bytes()
            assert SECRET.encode() not in data, entry
    with zipfile.ZipFile(made.zip) as archive:
        assert not any(SECRET.encode() in archive.read(name) for name in archive.namelist())
    with office.database.read() as uow:
        shown = [line.content or "" for line in registers.lines(uow.connection, desk.cases.show(filled).uid)]
    assert not any(SECRET in content for content in shown if '"note_written"' in content)
    assert {line.register for line in _packed(made.package)} == {"contacts", "custody"}


def _packed(package: Path) -> list[Line]:
    names = sorted((package / "data" / "registers").glob("*.jsonl"))
    return [Line(**json.loads(text)) for name in names for text in name.read_text("utf-8").splitlines()]


def test_the_recipe_decides_what_is_shown(desk: Desk, filled: str, tmp_path: Path, office: Office) -> None:
    desk.dossiers.set_recipe(
        filled, {"order": ["E-02"], "excluded": ["E-01"], "titles": {"E-02": {"en": "Where are the goods?"}}}
    )
    assert desk.dossiers.recipe(filled)["exhibits"] == ["E-02"]
    made = export(desk, filled, tmp_path / "out")
    assert [(bound.key, bound.title) for bound in made.exhibits] == [("E-02", "Where are the goods?")]
    before = row_counts(office)
    with pytest.raises(BadInputError, match="E-09"):
        desk.dossiers.set_recipe(filled, {"order": ["E-09"]})
    assert row_counts(office) == before


def test_what_is_not_known_is_refused_and_nothing_written(
    desk: Desk, filled: str, tmp_path: Path, office: Office
) -> None:
    before = row_counts(office)
    refusals: list[tuple[dict[str, str], type[KnownError]]] = [
        ({"profile": "fr-none"}, KnownError),
        ({"language_tag": "tlh"}, BadInputError),
        ({"variant": "seller"}, BadInputError),
    ]
    for given, kind in refusals:
        with pytest.raises(kind) as caught:
            export(desk, filled, tmp_path / "out", **given)
        assert not isinstance(caught.value, BrokenDataError)
        assert str(caught.value).endswith(".")
    with pytest.raises(NotFoundError):
        export(desk, "2026-0009", tmp_path / "out")
    with pytest.raises(NotFoundError):
        desk.dossiers.editions("2026-0009")
    assert row_counts(office) == before
    assert not (tmp_path / "out").exists()


def test_a_place_that_is_no_folder_is_a_sentence(desk: Desk, filled: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FileError, match="Nothing can be written"):
        export(desk, filled, tmp_path / "file")


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_evidence_that_is_not_what_it_was_stops_the_dossier_and_nothing_is_left(
    desk: Desk, filled: str, tmp_path: Path, office: Office, how: str
) -> None:
    path = office.store.path(desk.evidence.list(filled)[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b"other") if how == "changed" else path.unlink()
    with pytest.raises((BuildError, NotFoundError, FileError)) as caught:
        export(desk, filled, tmp_path / "out")
    assert str(caught.value).endswith(".")
    assert list(tmp_path.glob("out/*")) == []


def test_a_cancelled_export_leaves_nothing(desk: Desk, filled: str, tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        desk.dossiers.export(filled, "generic", "en", tmp_path / "out", ctx)
    assert list((tmp_path / "out").iterdir()) == []


def test_two_processes_elsewhere_in_the_world_give_the_same_bytes(
    blank: Path, tmp_path: Path, project_root: Path
) -> None:
    office = copy_of(blank, tmp_path / "office")
    desk = desk_in(office)
    case = open_case(desk)
    fill(desk, case, tmp_path)
    desk.close()
    worlds = [
        {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
        {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    ]
    for number, world in enumerate(worlds):
        target = tmp_path / f"out{number}"
        command = [sys.executable, "-m", "tests.factories.exported", str(office.folder), case, str(target)]
        done = subprocess.run(
            [*command, f"Person {number}"],
            cwd=project_root,
            env={**os.environ, **world},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, b"1\n"), done.stderr.decode()
    one, other = digests(tmp_path / "out0"), digests(tmp_path / "out1")
    assert one == other
    assert len(one) > 10
    assert offices.is_office(office.folder)


def test_the_claim_is_set_out_head_by_head_with_its_total(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    desk.cases.set(case, {"amount": "1199.00", "currency": "EUR"})
    desk.claims.add_head(case, NewHead("return_cost", "30.50", "EUR", note="Paket"))
    desk.claims.add_head(case, NewHead("received", "100.00", "EUR"))
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    told = json.loads((made.package / "data" / "case.json").read_text(encoding="utf-8"))
    lines = [(line["text"], line["amount"]["amount"]) for line in told["claim_lines"]]
    assert lines == [
        ("Price paid", "1199.00"),
        ("Cost of return: Paket", "30.50"),
        ("Already paid back", "-100.00"),
    ]
    assert told["claim"] == {"amount": "1129.50", "currency": "EUR"}
    with pikepdf.open(made.bundle) as pdf:
        assert len(pdf.pages) == made.pages
    again = desk.dossiers.export(case, "generic", "en", tmp_path / "again", JobContext())
    assert again.edition == made.edition  # no clock is in it: interest runs on, the heads do not


def test_sums_in_several_currencies_have_no_total(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    desk.cases.set(case, {"amount": "100", "currency": "EUR"})
    desk.claims.add_head(case, NewHead("customs", "300", "TWD"))
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    told = json.loads((made.package / "data" / "case.json").read_text(encoding="utf-8"))
    assert [line["amount"]["currency"] for line in told["claim_lines"]] == ["EUR", "TWD"]
    assert told["claim"]["currency"] == "EUR"


def test_what_is_too_large_is_cut_between_exhibits_and_former_parts_go(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    folder = tmp_path / "in"
    folder.mkdir()
    drawn = [b"0 0 9 9 re f %% " + os.urandom(60_000).hex().encode() for _ in range(3)]
    add_evidence(desk, case, [odd_pdf(folder / f"{n}.pdf", [{}], one) for n, one in enumerate(drawn)])
    whole = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert whole.parts == ()
    most = whole.bundle.stat().st_size // 2
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext(), most_bytes=most)
    assert len(made.parts) >= 2
    assert made.bundle.read_bytes() == whole.bundle.read_bytes()
    pages = 0
    for part in made.parts:
        assert part.stat().st_size <= most
        with pikepdf.open(part) as pdf:
            assert str(pdf.pages[0].label) == str(pages + 1)
            pages += len(pdf.pages)
            assert pages in {one.first_page - 1 for one in made.exhibits} | {made.pages}
    assert pages == made.pages
    assert desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext()).parts == ()
    assert not list((tmp_path / "out").glob("*-part-*"))
