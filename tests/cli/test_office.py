"""Offices from the command line: made, checked, backed up, restored; and refused in a sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Desk, Shell


def test_an_office_is_made_and_remembered(shell: Shell, tmp_path: Path) -> None:
    made = shell.json("office", "create", tmp_path / "new")
    assert made == {"office": str(tmp_path / "new"), "cases": 0}
    assert shell.ways.settings().office == str(tmp_path / "new")
    assert shell.json("case", "list") == {"cases": []}
    assert shell.run("case", "list").out == "There is no case yet.\n"


def test_an_office_comes_with_sample_cases(shell: Shell, tmp_path: Path) -> None:
    made = shell.json("office", "create", tmp_path / "new", "--sample")
    here, binned = (shell.json("case", "list", *more)["cases"] for more in ((), ("--bin",)))
    assert made["cases"] == len(here) + len(binned) > len(binned)
    assert shell.json("evidence", "verify")["ok"]


def test_an_office_is_not_made_twice(desk: Desk) -> None:
    assert "There is an office at" in desk.refused("office", "create", desk.office)


def test_an_office_is_not_made_where_something_is(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in (tmp_path, tmp_path / "file"):
        done = shell.run("office", "create", place)
        assert (done.status, done.out) == (1, "")
        assert "is not empty" in done.sentence
    for name in ("", "x" * 4000):
        done = shell.run("office", "create", name)
        assert done.status == 1
        assert len(done.sentence) < 200


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_an_office_is_not_made_where_nothing_may_be_written(shell: Shell, tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "cannot be written" in shell.run("office", "create", tmp_path / "new").sentence
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_an_office_below_a_file_cannot_be_made(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = shell.run("office", "create", tmp_path / "file" / "new")
    assert (done.status, done.out) == (1, "")
    assert "cannot be written to" in done.sentence


def test_an_office_of_a_newer_version_is_refused_and_left_alone(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.office / "office.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    sentence = desk.refused("case", "list")
    assert "newer" in sentence


def test_a_damaged_office_is_told(desk: Desk) -> None:
    (desk.office / "office.db").write_bytes(b"this is no database at all, but long enough to be looked at")
    done = desk.run("case", "list")
    assert (done.status, done.out) == (1, "")
    assert done.sentence


def test_a_check_names_every_finding(desk: Desk, case: str, tmp_path: Path) -> None:
    clean = desk.json("office", "check")
    assert clean == {"ok": True, "checked": 0, "findings": [], "office": str(desk.office), "cleared": 0}
    (tmp_path / "note.txt").write_text("a note", encoding="utf-8")
    added = desk.json("evidence", "add", case, tmp_path / "note.txt")["added"][0]
    stored = desk.office / "evidence" / added["sha256"][:2] / added["sha256"]
    stored.chmod(stat.S_IRUSR | stat.S_IWUSR)
    stored.write_bytes(b"A note")
    found = desk.run("office", "check", "--json")
    assert found.status == 1
    assert found.json["ok"] is False
    [finding] = found.json["findings"]
    assert finding.keys() == {"kind", "subject", "message"}
    assert added["evidence"] in finding["subject"]
    assert finding["message"] in found.sentence


def test_leftovers_are_found_and_cleared(desk: Desk) -> None:
    stray = desk.office / "evidence" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left over")
    assert [one["kind"] for one in desk.run("office", "check", "--json").json["findings"]] == ["leftover"]
    cleared = desk.json("office", "check", "--clear-leftovers")
    assert (cleared["ok"], cleared["cleared"]) == (True, 1)


def test_a_backup_is_restored(desk: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("a note", encoding="utf-8")
    desk.json("evidence", "add", case, tmp_path / "note.txt")
    file, place = tmp_path / "backup.zip", tmp_path / "restored"
    assert desk.json("office", "backup", file) == {"file": str(file), "cases": 1, "evidence": 1}
    assert "already" in desk.refused("office", "backup", file)
    restored = desk.json("office", "restore", file, place)
    assert restored == {"file": str(file), "cases": 1, "evidence": 1, "office": str(place)}
    assert desk.json("--office", place, "evidence", "verify")["checked"] == 1
    assert "not empty" in desk.refused("office", "restore", file, place)


def test_what_is_no_backup_is_not_restored(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK no zip at all")
    for file in (tmp_path / "no.zip", tmp_path / "gone.zip"):
        done = shell.run("office", "restore", file, tmp_path / "new")
        assert (done.status, done.out) == (1, "")
        assert file.name in done.sentence
        assert not (tmp_path / "new").exists()
    assert not [each for each in Path(tmp_path).iterdir() if each.name.startswith(".")]
