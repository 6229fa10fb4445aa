"""What a recipient is shown of the registers, what is withheld, and that the package still verifies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.factories.cases import add_evidence, open_case, write_files
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def custody_lines(package: Path) -> list[dict[str, object]]:
    text = (package / "data/registers/custody.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_what_is_said_of_items_that_are_no_exhibits_is_withheld(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", shown="Rechnung", hidden="Notiz von Tante Erna"))
    second = desk.evidence.list(case)[1]
    desk.dossiers.set_recipe(case, {"excluded": [second.number]})
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert [one.evidence_id for one in made.exhibits] == [f"{case}/E-01"]
    lines = custody_lines(made.package)
    emptied = [line["hash"] for line in lines if line["content"] is None]
    assert emptied == [line["hash"] for line in lines if line["subject"] == second.uid]
    assert emptied
    heads = json.loads((made.package / "data/registers/heads.json").read_text(encoding="utf-8"))
    assert (heads["withheld"], heads["erased"]) == (sorted(map(str, emptied)), [])
    assert verify_package(made.package).ok
    everything = b"".join(path.read_bytes() for path in made.package.rglob("*") if path.is_file())
    assert second.sha256.encode() not in everything
    assert b"Tante Erna" not in everything


def test_only_announced_erasures_are_called_so(desk: Desk, office: Office, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "in", a="Rechnung", b="Mahnung"))
    with office.database.write() as uow:
        scope = desk.evidence.list(case)[1].uid
        line = registers.lines_about(uow.connection, scope, CUSTODY)[0]
        registers.erase(uow.connection, line, "Jana", "2026-03-02T09:00:00.000Z", "asked for")
        uow.commit()
    desk.dossiers.set_recipe(case, {"excluded": ["E-02"]})
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    heads = json.loads((made.package / "data/registers/heads.json").read_text(encoding="utf-8"))
    assert heads["erased"] == [line.hash]
    assert line.hash not in heads["withheld"]
    assert verify_package(made.package).ok
