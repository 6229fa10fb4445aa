"""Damage to an office on the disk: a sentence wherever somebody meets it, and nothing made worse."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import ACTOR, copy_of, desk_in, row_counts
from xborder_desk.domain.errors import DiskFullError, FileError, KnownError, OfficeError
from xborder_desk.domain.evidence import Stored
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage import archive, blobs
from xborder_desk.storage import office as offices
from xborder_desk.storage.blobs import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def whole(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two cases and papers, closed; and its backup beside it."""
    folder = tmp_path_factory.mktemp("damage")
    desk = desk_in(copy_of(blank, folder / "office"))
    first, second = open_case(desk), open_case(desk)
    add_evidence(desk, first, write_files(folder / "in", a="one", b="two"))
    add_evidence(desk, second, write_files(folder / "in", a="one"))
    desk.offices.backup(folder / "b.zip", JobContext())
    desk.close()
    return folder


@pytest.fixture
def hurt(whole: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    shutil.copytree(whole / "office", tmp_path / "office")
    return tmp_path / "office"


def checked(folder: Path) -> list[str]:
    """Open an office and give the kinds of what its check finds."""
    desk = desk_in(offices.open_office(folder, actor=ACTOR))
    try:
        return [one.kind for one in desk.offices.check(JobContext()).findings]
    finally:
        desk.close()


def rewrite_database(folder: Path, *statements: str) -> None:
    """Do what somebody with a tool for databases could do."""
    with closing(sqlite3.connect(folder / offices.DATABASE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def stored(folder: Path) -> list[Path]:
    return sorted(one for one in (folder / offices.EVIDENCE).glob("*/*") if one.is_file())


def test_an_office_in_order_has_no_findings(hurt: Path) -> None:
    assert checked(hurt) == []
    assert len(stored(hurt)) == 2  # the same bytes of two cases lie there once


def test_bytes_shared_by_two_cases_are_named_in_both(hurt: Path) -> None:
    shared = hurt / offices.EVIDENCE / hashlib.sha256(b"one").hexdigest()[:2]
    file = next(shared.iterdir())
    file.chmod(0o600)
    file.write_bytes(b"onE")
    assert checked(hurt) == ["bytes-changed", "bytes-changed"]
    file.unlink()
    assert checked(hurt) == ["bytes-missing", "bytes-missing"]


def test_an_evidence_folder_that_was_not_copied_along_is_found_item_by_item(hurt: Path) -> None:
    shutil.rmtree(hurt / offices.EVIDENCE)
    assert checked(hurt) == ["bytes-missing"] * 3
    assert checked(hurt) == ["bytes-missing"] * 3  # and looking has changed nothing


DELETIONS = [
    (("DELETE FROM evidence WHERE id = 1",), {"item-missing"}),
    (
        ("UPDATE evidence SET sha256 = '" + "b" * 64 + "' WHERE id = 2",),
        {"custody-differs", "bytes-missing", "leftover"},
    ),
    (("UPDATE evidence SET filename = 'nicer.txt' WHERE id = 1",), {"name-differs"}),
    (("UPDATE fact_proof SET evidence_id = 1",), set()),
    (("PRAGMA foreign_keys = OFF", "UPDATE party SET case_id = 99 WHERE id = 1"), {"row-missing"}),
    (
        ("DROP TRIGGER register_line_kept", "DELETE FROM register_line WHERE register = 'custody'"),
        {"register-missing", "tail-missing", "custody-differs"},
    ),
]


@pytest.mark.parametrize(("statements", "kinds"), DELETIONS)
def test_what_was_changed_behind_the_programs_back_is_found(
    hurt: Path, statements: tuple[str, ...], kinds: set[str]
) -> None:
    if "evidence WHERE id = 1" in statements[0] and "DELETE" in statements[0]:
        statements = ("PRAGMA foreign_keys = OFF", "DELETE FROM evidence_text", *statements)
    rewrite_database(hurt, *statements)
    found = set(checked(hurt))
    assert bool(found) is bool(kinds)
    assert found & kinds or not kinds


@pytest.mark.parametrize("place", [0.3, 0.5, 0.7, 0.9])
def test_overwritten_pages_end_in_a_sentence_or_a_finding(hurt: Path, place: float) -> None:
    database = hurt / offices.DATABASE
    rewrite_database(hurt, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(database.read_bytes())
    at = int(place * len(data)) // 4096 * 4096
    data[at : at + 4096] = b"\xa5" * 4096
    database.write_bytes(data)
    try:
        found = checked(hurt)
    except KnownError as error:
        assert str(error).endswith(".")  # noqa: PT017 - refused in a sentence, or else found
    else:
        assert found


def test_a_backup_of_a_damaged_database_is_refused_in_a_sentence_and_not_kept(
    hurt: Path, tmp_path: Path
) -> None:
    office = offices.open_office(hurt, actor=ACTOR)
    rewrite_database(hurt, "PRAGMA wal_checkpoint(TRUNCATE)")
    database = hurt / offices.DATABASE
    data = bytearray(database.read_bytes())
    for at in range(4096 * 4, len(data), 4096):
        data[at : at + 64] = b"\xa5" * 64
    database.write_bytes(data)
    with pytest.raises(OfficeError, match="damaged"):
        archive.write(office, tmp_path / "b.zip", JobContext())
    with pytest.raises(OfficeError, match="damaged"):
        office.backup_database(tmp_path / "copy.db")
    office.close()
    assert {one.name for one in tmp_path.iterdir()} <= {"office", "copy.db"}


def with_list(whole: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Copy the backup with a changed list; every file in it stays right."""
    with zipfile.ZipFile(whole / "b.zip") as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == archive.LIST:
                listed = json.loads(data)
                change(listed)
                data = json.dumps(listed).encode()
            new.writestr(name, data)
    return target


@pytest.mark.parametrize("count", [None, "many", [], {}, "1e3", float("inf")])
def test_counts_that_are_none_make_no_office_behind_a_refusal(
    whole: Path, tmp_path: Path, count: object
) -> None:
    changed = with_list(whole, tmp_path / "b.zip", lambda listed: listed["counts"].update(cases=count))
    with pytest.raises(OfficeError, match="damaged"):
        archive.restore(changed, tmp_path / "again", JobContext())
    assert [one.name for one in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize(
    "name", ["../up", "/abs", "evidence/../../up", "office.db/below", "evidence/aa/\0", "", "."]
)
def test_a_backup_cannot_write_outside_its_office(whole: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(whole / "b.zip") as old, zipfile.ZipFile(tmp_path / "b.zip", "w") as new:
        listed = json.loads(old.read(archive.LIST))
        listed["files"][name] = hashlib.sha256(b"evil").hexdigest()
        for kept in (one for one in old.namelist() if one != archive.LIST):
            new.writestr(kept, old.read(kept))
        if name:
            new.writestr(name, b"evil")
        new.writestr(archive.LIST, json.dumps(listed))
    with pytest.raises(KnownError):
        archive.restore(tmp_path / "b.zip", tmp_path / "deep" / "again", JobContext())
    left = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert left == [tmp_path / "b.zip"]


def test_a_restored_office_is_another_place_and_the_old_one_goes_on(whole: Path, tmp_path: Path) -> None:
    archive.restore(whole / "b.zip", tmp_path / "again", JobContext())
    again = desk_in(offices.open_office(tmp_path / "again", actor=ACTOR))
    add_evidence(again, "2026-0001", write_files(tmp_path / "more", new="new"))
    again.close()
    assert len(stored(tmp_path / "again")) == 3
    assert len(stored(whole / "office")) == 2
    assert all(not os.access(one, os.W_OK) or os.geteuid() == 0 for one in stored(tmp_path / "again"))
    assert all(one.stat().st_mode & 0o222 == 0 for one in stored(tmp_path / "again"))


def test_a_backup_of_a_restored_office_holds_the_same(whole: Path, tmp_path: Path) -> None:
    archive.restore(whole / "b.zip", tmp_path / "again", JobContext())
    office = offices.open_office(tmp_path / "again", actor=ACTOR)
    first = row_counts(office)
    archive.write(office, tmp_path / "c.zip", JobContext())
    office.close()
    archive.restore(tmp_path / "c.zip", tmp_path / "third", JobContext())
    third = offices.open_office(tmp_path / "third", actor=ACTOR)
    assert row_counts(third) == first
    third.close()
    assert checked(tmp_path / "third") == []


def test_progress_of_backup_and_restore_runs_to_what_there_is(whole: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    ctx = JobContext(lambda progress: told.append((progress.done, progress.total)))
    archive.restore(whole / "b.zip", tmp_path / "again", ctx)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert {total for _done, total in told} == {3}  # the database and two papers


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    (tmp_path / "evidence").mkdir()
    return FolderStore(tmp_path / "evidence")


@pytest.mark.parametrize("left", [b"", b"who"])
def test_half_written_bytes_are_made_whole_from_memory_too(
    store: FolderStore, tmp_path: Path, left: bytes
) -> None:
    """An attachment that a power cut cut short is not taken for one that is safe."""
    sha256 = hashlib.sha256(b"whole").hexdigest()
    (tmp_path / "evidence" / sha256[:2]).mkdir()
    (tmp_path / "evidence" / sha256[:2] / sha256).write_bytes(left)
    assert store.add_bytes(b"whole") == Stored(sha256, 5)
    assert store.path(sha256).read_bytes() == b"whole"


def test_a_store_whose_folder_is_gone_says_so(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "evidence").rmdir()
    for take in (partial(store.add, tmp_path / "a.txt"), partial(store.add_bytes, b"x")):
        with pytest.raises(FileError) as told:
            take()
        assert str(told.value).endswith(".")
    assert list(store.kept()) == []
    assert store.leftovers() == []
    store.sweep()
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize("call", ["mkdir", "open", "chmod", "replace"])
@pytest.mark.parametrize("number", [13, 30, 5, 28])
def test_a_disk_that_refuses_any_step_is_a_sentence_and_leaves_nothing(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"x" * 10)

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, call, refuse)
    for take in (partial(store.add, source), partial(store.add_bytes, b"y" * 10)):
        with pytest.raises(DiskFullError if number == 28 else FileError) as told:
            take()
        assert str(told.value).endswith(".")
    monkeypatch.undo()
    assert [one for one in (tmp_path / "evidence").rglob("*") if one.is_file()] == []
    assert store.add(source).size == 10  # and when the disk is well again, so is the store


def test_a_file_of_exactly_the_size_of_a_piece_is_taken_whole(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "_CHUNK", 100)
    for size in (0, 1, 99, 100, 101, 200):
        source = tmp_path / "a.bin"
        source.write_bytes(os.urandom(size))
        found = store.add(source)
        assert (found.size, found.sha256) == (size, hashlib.sha256(source.read_bytes()).hexdigest())
        assert store.hash_now(found.sha256) == found.sha256
