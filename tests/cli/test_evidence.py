"""Evidence from the command line: one entry per file, whatever the file is, and every id accepted again."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from xborder_desk.evidence.eml import sample as mail_sample

if TYPE_CHECKING:
    from tests.cli.harness import Desk

ENTRY = {
    "path", "evidence", "sha256", "kind", "title", "date", "language", "text_chars", "facts", "parts",
    "duplicate_of", "warnings",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A mail with an attachment, a text, the same text again, and a file without bytes."""
    folder = tmp_path / "files"
    (folder / "more").mkdir(parents=True)
    (folder / "mail.eml").write_bytes(mail_sample())
    (folder / "note.txt").write_text("Die Lampe ging an und rauchte sofort.", encoding="utf-8")
    (folder / "more" / "same.txt").write_text("Die Lampe ging an und rauchte sofort.", encoding="utf-8")
    (folder / "more" / "zero.pdf").write_bytes(b"")
    return folder


@pytest.fixture
def added(desk: Desk, case: str, files: Path) -> list[dict[str, Any]]:
    """All of them in the case."""
    entries: list[dict[str, Any]] = desk.json("evidence", "add", case, files)["added"]
    return entries


def test_a_folder_gives_one_entry_per_file_in_order(
    added: list[dict[str, Any]], files: Path, case: str
) -> None:
    assert [Path(one["path"]).name for one in added] == ["mail.eml", "note.txt", "same.txt", "zero.pdf"]
    assert [one["evidence"] for one in added] == [f"{case}/E-0{n}" for n in (1, 2, 3, 4)]
    assert all(one.keys() >= ENTRY for one in added)
    assert [one["sha256"] for one in added] == [
        hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() for one in added
    ]
    assert [one["duplicate_of"] for one in added] == [None, None, f"{case}/E-02", None]
    assert added[1]["text_chars"] == len((files / "note.txt").read_text(encoding="utf-8"))


def test_a_mail_gives_its_facts_and_parts(added: list[dict[str, Any]], case: str) -> None:
    mail = added[0]
    assert mail["facts"].keys() >= {"subject", "from", "to", "cc", "date", "text", "attachments"}
    assert mail["facts"]["subject"] == "Where is my parcel?"
    assert mail["date"].startswith("2026-03-02")
    [part] = mail["parts"]
    assert part.keys() >= ENTRY
    assert part["evidence"] == f"{case}/E-01.1"
    assert part["path"] == part["filename"]


def test_a_file_that_cannot_be_read_into_is_kept_with_a_warning(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nbut nothing more")
    done = desk.run("evidence", "add", case, tmp_path / "broken.pdf", "--json")
    assert done.status == 0
    [entry] = done.json["added"]
    assert entry["evidence"] == f"{case}/E-01"
    assert entry["warnings"]
    assert entry["warnings"][0] in desk.run("evidence", "show", f"{case}/E-01").out


def test_files_that_are_not_there_have_their_entries(desk: Desk, case: str, files: Path) -> None:
    done = desk.run(
        "evidence", "add", case, files / "gone.pdf", files / "note.txt", files / "gone too.pdf", "--json"
    )
    assert done.status == 1
    gone, there, also = done.json["added"]
    assert gone.keys() >= ENTRY
    assert (gone["evidence"], gone["sha256"], gone["path"]) == (None, None, str(files / "gone.pdf"))
    assert "gone.pdf" in gone["warnings"][0]
    assert there["evidence"] == f"{case}/E-01"
    assert also["warnings"]
    assert "2 of 3 files could not be taken in" in done.sentence


def test_a_missing_file_alone_changes_nothing(desk: Desk, case: str, files: Path) -> None:
    before = desk.content()
    done = desk.run("evidence", "add", case, files / "gone.pdf")
    assert (done.status, done.out) == (1, "")
    assert "gone.pdf" in done.sentence
    assert desk.content() == before


def test_an_unknown_case_takes_nothing(desk: Desk, files: Path) -> None:
    assert "There is no case 2019-0001" in desk.refused("evidence", "add", "2019-0001", files)
    assert desk.refused("evidence", "add", "2019-0001", "x" * 4000)


@pytest.mark.usefixtures("added")
def test_items_are_listed_with_their_custody(desk: Desk, case: str) -> None:
    listed = desk.json("evidence", "list", case)
    assert listed["case"] == case
    assert [one["evidence"] for one in listed["items"]] == [
        f"{case}/{n}" for n in ("E-01", "E-01.1", "E-02", "E-03", "E-04")
    ]
    assert all(one["custody"][0]["action"] == "import" for one in listed["items"])
    assert listed["items"][1]["part_of"] == f"{case}/E-01"
    assert len(desk.run("evidence", "list", case).out.splitlines()) == 6


def test_every_id_that_is_given_is_accepted(
    desk: Desk, case: str, added: list[dict[str, Any]], tmp_path: Path
) -> None:
    for number in (added[0]["evidence"], added[0]["parts"][0]["evidence"], added[0]["uid"]):
        shown = desk.json("evidence", "show", number)
        assert number in {shown["evidence"], shown["uid"]}
        assert shown["custody"][0].keys() == {"seq", "at", "actor", "action", "details"}
    short = desk.json("evidence", "show", "e-01.1", "--case", case)
    assert short["evidence"] == f"{case}/E-01.1"
    assert "Give it like 2026-0001/E-01" in desk.refused("evidence", "show", "E-01")
    given = desk.json("evidence", "export", added[1]["evidence"], "--to", tmp_path)
    assert given["file"] == str(tmp_path / "note.txt")
    assert Path(given["file"]).read_bytes() == Path(added[1]["path"]).read_bytes()
    assert given["sha256"] == added[1]["sha256"]
    assert desk.json("evidence", "show", added[1]["evidence"])["custody"][-1]["action"] == "export"


@pytest.mark.parametrize("number", ["2026-0001/E-99", "2019-0001/E-01", "E-01", "", "x" * 4000, "\u202eE-01"])
def test_unknown_evidence_is_told(desk: Desk, number: str, tmp_path: Path) -> None:
    assert "There is no evidence" in desk.refused("evidence", "show", number)
    assert "There is no evidence" in desk.refused("evidence", "export", number, "--to", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_copy_is_never_written_over_a_file(desk: Desk, added: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    number = added[0]["evidence"]
    assert "already" in desk.refused("evidence", "export", number, "--to", tmp_path / "mine.txt")
    assert desk.refused("evidence", "export", number, "--to", tmp_path / "mine.txt" / "below")
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_changed_bytes_are_found(desk: Desk, case: str, added: list[dict[str, Any]]) -> None:
    clean = desk.json("evidence", "verify", case)
    assert clean == {"ok": True, "checked": 5, "findings": []}
    assert "Checked: 5" in desk.run("evidence", "verify").out
    sha256 = added[0]["sha256"]
    stored = desk.office / "evidence" / sha256[:2] / sha256
    stored.chmod(stat.S_IRUSR | stat.S_IWUSR)
    stored.write_bytes(stored.read_bytes().replace(b"parcel", b"carpet"))
    found = desk.run("evidence", "verify", case, "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert found.json["findings"][0].keys() == {"kind", "subject", "message"}
    assert found.json["findings"][0]["message"] in found.sentence
    assert desk.run("evidence", "verify").out.count("\n") == len(found.json["findings"])
    assert desk.refused("evidence", "verify", "2019-0001")
