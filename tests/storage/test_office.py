"""Offices in folders: made whole or not at all, opened or refused in one sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.offices import ACTOR, copy_of, row_counts
from xborder_desk.domain.errors import DiskFullError, OfficeError
from xborder_desk.storage import office as offices
from xborder_desk.storage import registers, reserve, schema
from xborder_desk.storage.models import Setting

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.storage.office import Office

FULL = DiskFullError("full.")
WRITER = """
import sys
from pathlib import Path
from xborder_desk.storage import office
from xborder_desk.storage.models import Setting
opened = office.open_office(Path(sys.argv[1]), actor="Ali")
with opened.database.write() as uow:
    uow.session.add(Setting(key="before", value={}))
    uow.commit()
    uow.session.add(Setting(key="half", value={}))
    uow.flush()
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_new_office_has_its_first_line_and_its_zone(tmp_path: Path) -> None:
    office = offices.create(tmp_path / "Büro 1", actor=ACTOR, zone="Asia/Taipei")
    assert office.zone == "Asia/Taipei"
    assert offices.is_office(tmp_path / "Büro 1")
    with office.database.read() as uow:
        (line,) = registers.lines(uow.connection, "office")
        assert list(registers.check(uow.connection)) == []
    assert line.values()["action"] == "office_created"
    assert line.subject == offices.info(office)["uid"]
    office.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["Büro 1"]


def test_an_empty_folder_will_do_and_parents_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    offices.create(tmp_path / "empty", actor=ACTOR).close()
    offices.create(tmp_path / "a" / "b" / "c", actor=ACTOR).close()
    assert offices.is_office(tmp_path / "empty")
    assert offices.is_office(tmp_path / "a" / "b" / "c")


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path, embedded: Office) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep me", encoding="utf-8")
    (tmp_path / "file").write_text("keep me", encoding="utf-8")
    for place, sentence in (
        (embedded.folder, "is an office at"),
        (tmp_path / "full", "is not empty"),
        (tmp_path / "file", "is not empty"),
    ):
        with pytest.raises(OfficeError, match=sentence):
            offices.create(place, actor=ACTOR)
    assert (tmp_path / "full" / "letter.txt").read_text(encoding="utf-8") == "keep me"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "keep me"


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OfficeError, match="cannot be written to"):
        offices.create(tmp_path / "file" / "office", actor=ACTOR)


def test_a_half_made_office_never_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise FULL

    monkeypatch.setattr(schema, "bring_up", fail)
    with pytest.raises(DiskFullError):
        offices.create(tmp_path / "office", actor=ACTOR)
    assert list(tmp_path.iterdir()) == []


def test_where_no_office_is_the_way_to_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"no office at .* office create"):
        offices.open_office(tmp_path, actor=ACTOR)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_database_that_is_none_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / offices.DATABASE).write_bytes(content)
    with pytest.raises(OfficeError, match=r"damaged|no office"):
        offices.open_office(tmp_path, actor=ACTOR)
    assert (tmp_path / offices.DATABASE).read_bytes() == content


def test_pages_overwritten_inside_are_a_sentence(embedded: Office) -> None:
    embedded.close()
    file = embedded.folder / offices.DATABASE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(file.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(OfficeError, match="damaged"):
        offices.open_office(embedded.folder, actor=ACTOR)


def test_a_full_disk_at_opening_is_helped_by_the_reserve(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of(blank, tmp_path / "office").close()
    real, calls = schema.bring_up, list[object]()

    def full_at_first(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 1:
            raise FULL
        real(*given)

    monkeypatch.setattr(schema, "bring_up", full_at_first)
    monkeypatch.setattr(reserve, "keep", lambda _office: None)
    office = offices.open_office(tmp_path / "office", actor=ACTOR)
    assert len(calls) == 2
    assert not (tmp_path / "office" / "reserve").exists()
    office.close()


def test_a_full_disk_without_reserve_is_a_sentence(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of(blank, tmp_path / "office").close()
    (tmp_path / "office" / "reserve").unlink()

    def full(*_given: object) -> None:
        raise FULL

    monkeypatch.setattr(schema, "bring_up", full)
    with pytest.raises(DiskFullError):
        offices.open_office(tmp_path / "office", actor=ACTOR)
    assert list((tmp_path / "office" / "open").iterdir()) == []


def test_old_temporary_files_are_swept_at_opening(blank: Path, tmp_path: Path) -> None:
    copy_of(blank, tmp_path / "office").close()
    incoming = tmp_path / "office" / offices.EVIDENCE / "incoming"
    incoming.mkdir()
    (incoming / "old").write_bytes(b"x")
    os.utime(incoming / "old", (0, 0))
    offices.open_office(tmp_path / "office", actor=ACTOR).close()
    assert list(incoming.iterdir()) == []


def test_the_copy_of_the_database_is_of_one_moment(embedded: Office, tmp_path: Path) -> None:
    with embedded.database.write() as uow:
        uow.session.add(Setting(key="kept", value={}))
        uow.commit()
        uow.session.add(Setting(key="half", value={}))
        uow.flush()
        embedded.backup_database(tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT key FROM setting").fetchall() == [("kept",)]


def test_a_copy_that_has_no_place_is_a_sentence(embedded: Office, tmp_path: Path) -> None:
    with pytest.raises(DiskFullError, match="no room for the copy"):
        embedded.backup_database(tmp_path / "none" / "copy.db")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_what_a_killed_program_committed_stays_and_the_rest_is_gone(blank: Path, tmp_path: Path) -> None:
    copy_of(blank, tmp_path / "office").close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "office")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        child.kill()
    office = offices.open_office(tmp_path / "office", actor=ACTOR)
    assert row_counts(office)["setting"] == 1
    assert len(list((tmp_path / "office" / "open").iterdir())) == 1
    office.close()
