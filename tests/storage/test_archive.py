"""Backups: whole while others write, restored to the last byte, and every damage is said."""

from __future__ import annotations

import json
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import ACTOR, copy_of, desk_in, row_counts
from xborder_desk.domain.errors import DiskFullError, FileError, KnownError, NotFoundError, OfficeError
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.storage import archive
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def filled(embedded: Office, tmp_path: Path) -> Desk:
    """An office with a case and three different papers."""
    desk = desk_in(embedded)
    add_evidence(desk, open_case(desk), write_files(tmp_path / "in", a="one", b="two", c="three", d="one"))
    return desk


@pytest.fixture(scope="module")
def backup(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup to be damaged."""
    folder = tmp_path_factory.mktemp("backup")
    desk = desk_in(copy_of(blank, folder / "office"))
    add_evidence(desk, open_case(desk), write_files(folder / "in", a="one"))
    desk.offices.backup(folder / "b.zip", JobContext())
    desk.close()
    return folder / "b.zip"


def rewrite(source: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """Copy a ZIP with some members replaced or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def test_a_backup_comes_back_with_everything(filled: Desk, embedded: Office, tmp_path: Path) -> None:
    before = row_counts(embedded)
    assert filled.offices.backup(tmp_path / "b.zip", JobContext()) == {"cases": 1, "evidence": 4}
    assert archive.restore(tmp_path / "b.zip", tmp_path / "again", JobContext()) == {
        "cases": 1,
        "evidence": 4,
    }
    again = offices.open_office(tmp_path / "again", actor=ACTOR)
    assert row_counts(again) == before
    assert desk_in(again).offices.check(JobContext()).findings == ()
    assert list(again.store.kept()) == list(embedded.store.kept())
    again.close()
    assert {entry.name for entry in tmp_path.iterdir()} == {"office", "in", "b.zip", "again"}


def test_a_backup_is_whole_while_others_write(filled: Desk, tmp_path: Path) -> None:
    """Whatever the copied database names is in the backup, however fast somebody adds."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            add_evidence(filled, "2026-0001", write_files(tmp_path / "more", **{f"x{number}": str(number)}))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = [filled.offices.backup(tmp_path / f"b{number}.zip", JobContext()) for number in range(6)]
    finally:
        stop.set()
        writer.join()
    assert counts[-1]["evidence"] > counts[0]["evidence"] >= 4
    for number, told in enumerate(counts):
        assert archive.restore(tmp_path / f"b{number}.zip", tmp_path / f"r{number}", JobContext()) == told
        again = desk_in(offices.open_office(tmp_path / f"r{number}", actor=ACTOR))
        assert again.offices.check(JobContext()).findings == ()
        assert again.offices.summary() == told
        again.close()


def test_an_existing_file_is_left_alone(filled: Desk, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"mine")
    with pytest.raises(FileError, match=r"a file “b.zip” already"):
        filled.offices.backup(tmp_path / "b.zip", JobContext())
    assert (tmp_path / "b.zip").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_a_sentence(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be read or written|no file"):
        filled.offices.backup(tmp_path / "none" / "b.zip", JobContext())


def test_missing_bytes_stop_the_backup_and_nothing_is_left(
    filled: Desk, embedded: Office, tmp_path: Path
) -> None:
    embedded.store.path(next(embedded.store.kept())).unlink()
    with pytest.raises(NotFoundError, match="no file with the SHA-256"):
        filled.offices.backup(tmp_path / "b.zip", JobContext())
    assert {entry.name for entry in tmp_path.iterdir()} == {"office", "in"}


def test_a_cancelled_backup_or_restore_leaves_nothing(filled: Desk, backup: Path, tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        filled.offices.backup(tmp_path / "b.zip", ctx)
    with pytest.raises(Cancelled):
        archive.restore(backup, tmp_path / "again", ctx)
    assert {entry.name for entry in tmp_path.iterdir()} == {"office", "in"}


def test_a_full_disk_names_the_place_and_leaves_nothing(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> str:
        raise OSError(28, "no space")

    monkeypatch.setattr(archive, "_put", full)
    with pytest.raises(DiskFullError) as caught:
        filled.offices.backup(tmp_path / "b.zip", JobContext())
    assert str(tmp_path) in str(caught.value)
    assert {entry.name for entry in tmp_path.iterdir()} == {"office", "in"}


def test_a_place_that_is_taken_is_left_alone(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("keep", encoding="utf-8")
    for place in (tmp_path / "full", tmp_path / "full" / "letter", backup.parent / "office"):
        with pytest.raises(OfficeError, match="is not empty"):
            archive.restore(backup, place, JobContext())
    assert (tmp_path / "full" / "letter").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_backup_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(OfficeError, match=r"“b.zip” is no backup"):
        archive.restore(tmp_path / "b.zip", tmp_path / "again", JobContext())
    with pytest.raises(FileError, match=r"no file “gone.zip”"):
        archive.restore(tmp_path / "gone.zip", tmp_path / "again", JobContext())
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize(
    "listed",
    [
        b"{", b"[]", b'{"files": {}}', b'{"files": [], "counts": {}}', b'{"files": {}, "counts": {}}',
        b'{"files": {"office.db": "x"}, "counts": {"cases": "many"}}',
        b'{"files": {"office.db": "x", "../up": "y"}, "counts": {}}',
        b'{"files": {"office.db": "x", "/etc/up": "y"}, "counts": {}}',
        b'{"files": {"office.db": "x", "gone": "y"}, "counts": {}}',
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused(backup: Path, tmp_path: Path, listed: bytes) -> None:
    changed = rewrite(backup, tmp_path / "b.zip", {archive.LIST: listed})
    with pytest.raises(OfficeError, match="damaged"):
        archive.restore(changed, tmp_path / "again", JobContext())
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.zip"]


def test_every_changed_or_missing_member_is_found(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as whole:
        listed = json.loads(whole.read(archive.LIST))
    assert len(listed["files"]) == 2
    for number, name in enumerate(listed["files"]):
        for kind, data in (("changed", b"other bytes"), ("gone", None)):
            changed = rewrite(backup, tmp_path / f"{kind}{number}.zip", {name: data})
            with pytest.raises(OfficeError, match="damaged"):
                archive.restore(changed, tmp_path / "again", JobContext())
            assert not (tmp_path / "again").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_a_flipped_byte_is_said_or_harms_nothing(
    backup: Path, tmp_path: Path, place: float, bits: int
) -> None:
    data = bytearray(backup.read_bytes())
    data[int(place * len(data))] ^= bits
    (tmp_path / "b.zip").write_bytes(data)
    target = tmp_path / f"r{place}-{bits}"
    try:
        archive.restore(tmp_path / "b.zip", target, JobContext())
    except KnownError as error:
        assert str(error).endswith(".")  # noqa: PT017 - refused in a sentence, or else whole
        assert not target.exists()
    else:
        with zipfile.ZipFile(backup) as whole:
            assert (target / offices.DATABASE).read_bytes() == whole.read(offices.DATABASE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(tail=st.integers(1, 1200), bits=st.integers(1, 255))
def test_a_flipped_byte_in_the_list_of_the_zip_is_said(
    backup: Path, tmp_path: Path, tail: int, bits: int
) -> None:
    data = bytearray(backup.read_bytes())
    data[-tail] ^= bits
    (tmp_path / "b.zip").write_bytes(data)
    try:
        archive.restore(tmp_path / "b.zip", tmp_path / f"t{tail}-{bits}", JobContext())
    except KnownError as error:
        assert str(error).endswith(".")  # noqa: PT017 - as above
