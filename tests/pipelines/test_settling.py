"""What is written piece by piece is on the disk when that is said, and no file stays open."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from xborder_desk.pipelines import settling as module
from xborder_desk.pipelines.settling import Settling


def open_files() -> int:
    if sys.platform != "linux":
        pytest.skip("only Linux tells how many files a process has open")
    return len(list(Path("/proc/self/fd").iterdir()))


def refuse(_number: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_new_file_has_the_bytes_that_were_written(tmp_path: Path) -> None:
    with Settling() as settling:
        with settling.create(tmp_path / "a") as file:
            file.write(b"one ")
            file.write(b"two")
            file.seek(0)
            file.write(b"ONE")
        settling.wait()
    assert (tmp_path / "a").read_bytes() == b"ONE two"


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    with Settling() as settling, pytest.raises(FileExistsError):
        settling.create(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_a_large_file_is_synced_while_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr("os.fsync", lambda number: sizes.append(os.fstat(number).st_size))
    monkeypatch.setattr(module, "_MUCH", 3 << 20)
    with Settling() as settling:
        with settling.create(tmp_path / "a") as file:
            for _ in range(7):
                file.write(bytes(1 << 20))
                settling.wait()
        settling.wait()
    assert sizes == [3 << 20, 6 << 20, 7 << 20]


def test_a_file_that_is_read_meanwhile_is_synced_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"finished")
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", lambda number: synced.append(os.fstat(number).st_ino))
    with Settling() as settling:
        settling.keep(tmp_path / "a")
        settling.wait()
    assert synced == [(tmp_path / "a").stat().st_ino]
    assert (tmp_path / "a").read_bytes() == b"finished"


def test_memory_is_let_go_of_only_for_what_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[int] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.POSIX_FADV_DONTNEED", 4, raising=False)
    monkeypatch.setattr(
        "os.posix_fadvise", lambda number, *_: forgotten.append(os.fstat(number).st_ino), raising=False
    )
    (tmp_path / "read").write_bytes(b"finished")
    with Settling() as settling:
        settling.keep(tmp_path / "read")
        settling.create(tmp_path / "written").close()
        settling.wait()
    assert forgotten == [(tmp_path / "written").stat().st_ino]


def test_a_disk_that_refuses_is_told_when_one_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", refuse)
    with Settling() as settling:
        settling.create(tmp_path / "a").close()
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            settling.wait()


def test_a_file_system_that_knows_nothing_of_memory_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr("os.posix_fadvise", unknown, raising=False)
    with Settling() as settling:
        settling.create(tmp_path / "a").close()
        settling.wait()


def test_no_file_stays_open_whether_synced_refused_or_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, hold = open_files(), threading.Event()

    def slow(_number: int) -> None:
        assert hold.wait(10)

    monkeypatch.setattr("os.fsync", slow)
    with Settling() as settling:
        for number in range(20):  # more than are synced at once: the others are dropped at the end
            settling.create(tmp_path / str(number)).close()
        threading.Timer(0.05, hold.set).start()
    late = tmp_path / "late"
    settling.create(late).close()  # after the end: closed, and no more
    monkeypatch.setattr("os.fsync", refuse)
    with Settling() as settling:
        settling.create(tmp_path / "refused").close()
    assert open_files() == before
    assert late.exists()


def test_writing_waits_when_the_disk_falls_far_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, written = threading.Event(), list[int]()
    monkeypatch.setattr("os.fsync", lambda _number: hold.wait(10) or None)
    monkeypatch.setattr(module, "_WAITING", 4)
    with Settling() as settling:

        def write() -> None:
            for number in range(10):
                settling.create(tmp_path / str(number)).close()
                written.append(number)

        writer = threading.Thread(target=write)
        writer.start()
        writer.join(0.2)
        behind = len(written)
        hold.set()
        writer.join(10)
        settling.wait()
    assert behind <= 4
    assert len(written) == 10
