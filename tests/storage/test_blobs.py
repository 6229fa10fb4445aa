"""The evidence store: bytes as they came, under their hash, or one sentence and nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import DiskFullError, FileError, NotFoundError
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.storage import blobs
from xborder_desk.storage.blobs import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    folder.mkdir()
    return folder


@pytest.fixture
def store(root: Path) -> FolderStore:
    return FolderStore(root)


def written(folder: Path, data: bytes, name: str = "a.bin") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def files_in(root: Path) -> list[Path]:
    return [entry for entry in root.rglob("*") if entry.is_file()]


@given(st.binary(max_size=3000))
def test_bytes_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("store")
    (folder / "evidence").mkdir()
    store = FolderStore(folder / "evidence")
    stored = store.add(written(folder, data))
    assert (stored.sha256, stored.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert store.path(stored.sha256).read_bytes() == data
    assert store.add_bytes(data) == stored
    assert list(store.kept()) == [stored.sha256]
    assert store.leftovers() == []


def test_a_large_file_is_hashed_in_pieces(store: FolderStore, tmp_path: Path) -> None:
    data = os.urandom(3 << 20) + b"end"
    stored = store.add(written(tmp_path, data))
    assert store.hash_now(stored.sha256) == stored.sha256 == hashlib.sha256(data).hexdigest()


def test_stored_bytes_are_read_only_and_lie_under_their_hash(
    store: FolderStore, root: Path, tmp_path: Path
) -> None:
    stored = store.add(written(tmp_path, b"x"))
    path = store.path(stored.sha256)
    assert path == root / stored.sha256[:2] / stored.sha256
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_same_bytes_are_kept_once_and_never_touched_again(store: FolderStore, tmp_path: Path) -> None:
    stored = store.add(written(tmp_path, b"same"))
    before = store.path(stored.sha256).stat()
    store.add(written(tmp_path, b"same", "b.bin"))
    store.add_bytes(b"same")
    after = store.path(stored.sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_half_written_bytes_under_a_hash_are_made_whole(
    store: FolderStore, root: Path, tmp_path: Path
) -> None:
    """What a power cut may leave on a disk that reorders is put right by taking the file in again."""
    sha256 = hashlib.sha256(b"whole").hexdigest()
    (root / sha256[:2]).mkdir()
    (root / sha256[:2] / sha256).write_bytes(b"who")
    store.add(written(tmp_path, b"whole"))
    assert store.path(sha256).read_bytes() == b"whole"


def test_the_order_is_sync_rename_sync(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(number: int) -> None:
        told.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        real_sync(number)

    def replace(self: Path, target: Path) -> Path:
        told.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    store.add(written(tmp_path, b"x"))
    assert told[0] == "file"
    assert told[-2:] == ["rename", "folder"]
    assert told.count("folder") == 2  # that of the new shard's entry too


def sentence_of(take: Callable[[], object]) -> str:
    with pytest.raises(FileError) as caught:
        take()
    assert str(caught.value).endswith(".")
    return str(caught.value)


def test_what_is_not_there_is_said(store: FolderStore, root: Path, tmp_path: Path) -> None:
    assert "no file “gone.pdf”" in sentence_of(lambda: store.add(tmp_path / "gone.pdf"))
    assert files_in(root) == []


def test_a_folder_is_no_file(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "“folder” is a folder" in sentence_of(lambda: store.add(tmp_path / "folder"))


def test_names_no_file_can_have(store: FolderStore, tmp_path: Path) -> None:
    assert "not a name a file can have" in sentence_of(lambda: store.add(tmp_path / "a\0b"))
    assert "longer than this computer allows" in sentence_of(lambda: store.add(tmp_path / ("x" * 4000)))


def test_the_longest_names_are_taken(store: FolderStore, tmp_path: Path) -> None:
    assert store.add(written(tmp_path, b"long", "ä" * 127 + "x")).size == 4


@posix
def test_a_pipe_and_a_device_are_no_files_and_hold_nothing_up(store: FolderStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "“pipe” is not a file" in sentence_of(lambda: store.add(tmp_path / "pipe"))
    assert "“null” is not a file" in sentence_of(lambda: store.add(Path("/dev/null")))


@posix
def test_a_link_to_a_file_is_that_file_and_a_circle_is_refused(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(written(tmp_path, b"linked"))
    assert store.add(tmp_path / "link").size == 6
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert "“round” cannot be read" in sentence_of(lambda: store.add(tmp_path / "round"))


@posix
def test_a_file_one_may_not_read(store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = written(tmp_path, b"secret", "secret.txt")
    secret.chmod(0)
    if os.geteuid() == 0:  # whom no permission stops
        real_open = os.open

        def refuse(path: Any, flags: int, *more: Any, **named: Any) -> int:
            if path == secret:
                raise PermissionError(errno.EACCES, "denied")
            return real_open(path, flags, *more, **named)

        monkeypatch.setattr(os, "open", refuse)
    assert "no permission to read “secret.txt”" in sentence_of(lambda: store.add(secret))


def test_a_file_that_grows_while_it_is_read_is_refused(
    store: FolderStore, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "_CHUNK", 1000)
    file = written(tmp_path, bytes(5000))

    class Growing(JobContext):
        def check(self) -> None:
            with file.open("ab") as more:
                more.write(b"more")

    assert "was changing while it was read" in sentence_of(lambda: store.add(file, Growing()))
    assert files_in(root) == []


def test_a_file_that_is_rewritten_while_it_is_read_is_refused(
    store: FolderStore, root: Path, tmp_path: Path
) -> None:
    file = written(tmp_path, b"one")

    class Rewriting(JobContext):
        def check(self) -> None:
            file.write_bytes(b"two")
            os.utime(file, ns=(0, time.time_ns() + 10**9))

    assert "was changing" in sentence_of(lambda: store.add(file, Rewriting()))
    assert files_in(root) == []


@posix
def test_a_file_that_vanishes_while_it_is_read_is_taken_whole(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "_CHUNK", 1000)
    file = written(tmp_path, bytes(5000))

    class Vanishing(JobContext):
        def check(self) -> None:
            file.unlink(missing_ok=True)

    assert store.add(file, Vanishing()).size == 5000


def test_a_cancelled_copy_leaves_nothing(store: FolderStore, root: Path, tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        store.add(written(tmp_path, b"x"), ctx)
    assert files_in(root) == []


@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fills_up_leaves_nothing(
    store: FolderStore, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: int, call: str
) -> None:
    file = written(tmp_path, b"x" * 100)

    def fail(*_given: object) -> None:
        raise OSError(full, "full")

    monkeypatch.setattr(os, "fsync", fail) if call == "fsync" else monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DiskFullError, match="no room for this file"):
        store.add(file)
    with pytest.raises(DiskFullError, match="no room for this file"):
        store.add_bytes(b"y" * 100)
    assert files_in(root) == []


def test_the_last_room_on_the_disk_is_left_alone(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "KEEP_FREE", 1 << 62)
    with pytest.raises(DiskFullError):
        store.add(written(tmp_path, b"x"))
    with pytest.raises(DiskFullError):
        store.add_bytes(b"x")


def test_hashing_again_tells_what_is_changed_and_what_is_gone(store: FolderStore, tmp_path: Path) -> None:
    stored = store.add(written(tmp_path, b"abc"))
    path = store.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"abd")
    assert store.hash_now(stored.sha256) == hashlib.sha256(b"abd").hexdigest()
    path.unlink()
    assert store.hash_now(stored.sha256) is None
    with pytest.raises(NotFoundError, match=stored.sha256):
        store.path(stored.sha256)


def test_only_what_is_a_day_old_is_swept(store: FolderStore, root: Path) -> None:
    (root / "incoming").mkdir()
    old, young = written(root / "incoming", b"1", "old"), written(root / "incoming", b"2", "young")
    os.utime(old, (time.time() - 90_000,) * 2)
    store.sweep()
    assert store.leftovers() == [young]


def test_unnamed_bytes_are_removed_and_named_ones_stay(store: FolderStore, root: Path) -> None:
    named, unnamed = store.add_bytes(b"named"), store.add_bytes(b"unnamed")
    written(root / "incoming", b"half", "half")
    assert store.remove_unnamed({named.sha256}) == ["half", unnamed.sha256]
    assert list(store.kept()) == [named.sha256]
    assert store.leftovers() == []


def test_many_at_once_keep_each_their_bytes(store: FolderStore, tmp_path: Path) -> None:
    data = [bytes([number % 7]) * 10_000 for number in range(28)]
    files = [written(tmp_path, one, f"{number}.bin") for number, one in enumerate(data)]
    threads = [threading.Thread(target=store.add, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.kept())) == 7
    assert store.leftovers() == []
    assert all(store.hash_now(sha256) == sha256 for sha256 in store.kept())


def test_bytes_that_rotted_are_made_good_by_whoever_brings_them_again(
    store: FolderStore, tmp_path: Path
) -> None:
    file = tmp_path / "bill.pdf"
    file.write_bytes(b"the bill of March")
    stored = store.add(file)
    kept = store.path(stored.sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"the bill of Marsh")
    assert store.hash_now(stored.sha256) != stored.sha256
    assert store.add(file) == stored
    assert store.hash_now(stored.sha256) == stored.sha256
    assert store.leftovers() == []
