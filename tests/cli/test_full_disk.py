"""An office on a disk that is really full: a sentence each time, nothing half done, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.harness import CASE, Desk
from xborder_desk.settings import SettingsFile
from xborder_desk.storage import reserve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM: Final = 96 << 20
MOUNT: Final = shutil.which("mount")
UNMOUNT: Final = shutil.which("umount")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with 96 MB."""
    with _mounted(tmp_path / "disk", ROOM) as place:
        yield place


@contextmanager
def _mounted(place: Path, size: int) -> Iterator[Path]:
    place.mkdir()
    if not MOUNT or not UNMOUNT or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only an administrator can mount a small disk")
    made = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine does not allow a small disk to be mounted")
    try:
        yield place
    finally:
        subprocess.run([UNMOUNT, "-l", str(place)], check=True)


@pytest.fixture
def desk(small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A person whose office lies on the small disk."""
    SettingsFile(tmp_path / "settings").change(name="Jana Weiß", language="en")
    office = Desk(tmp_path / "settings", capsys, office=small_disk / "office")
    office.json("office", "create", small_disk / "office")
    office.json(
        *("case", "create", "--title", "Lamp", "--consumer", "Erika", "--consumer-country", "DE"),
        *("--seller", "深圳灯具", "--seller-country", "CN"),
    )
    return office


def _fill(disk: Path, leave: int) -> Path:
    """Write until only ``leave`` bytes are free, to the last page for 0."""
    ballast = disk / "ballast"
    wanted = shutil.disk_usage(disk).free - leave
    with ballast.open("wb", buffering=0) as out, suppress(OSError):
        for size in (1 << 20, 1 << 12):
            while out.tell() + size <= wanted:
                out.write(bytes(size))
    return ballast


def _files(folder: Path, count: int, size: int) -> list[Path]:
    folder.mkdir()
    made = []
    for number in range(count):
        made.append(folder / f"{number}.bin")
        made[-1].write_bytes(os.urandom(size))
    return made


def test_a_file_too_large_for_the_disk_is_refused_and_the_others_stay(
    desk: Desk, small_disk: Path, tmp_path: Path
) -> None:
    small, huge = _files(tmp_path / "s", 1, 1000)[0], _files(tmp_path / "h", 1, 90 << 20)[0]
    done = desk.run("evidence", "add", "2026-0001", small, huge, small, "--json")
    assert done.status == 1
    first, second, third = done.json["added"]
    assert first["evidence"] == "2026-0001/E-01"
    assert second["evidence"] is None
    assert "no room" in second["warnings"][0]
    assert third["duplicate_of"] == "2026-0001/E-01"
    assert desk.json("office", "check")["ok"]
    assert shutil.disk_usage(small_disk).free > 0


def test_on_a_full_disk_nothing_is_lost_and_work_goes_on_once_there_is_room(
    desk: Desk, small_disk: Path, tmp_path: Path
) -> None:
    desk.json("evidence", "add", "2026-0001", *_files(tmp_path / "s", 3, 1000))
    ballast = _fill(small_disk, leave=0)
    attempt = ("--channel", "email", "--address", "a@b.example", "--result", "delivered")
    logged = 0
    while (done := desk.run("contact", "add", "2026-0001", *attempt, "--note", "x" * 4000)).status == 0:
        logged += 1
        assert logged < 400, "the disk was not full"
    assert "full" in done.sentence or "room" in done.sentence
    more = desk.run("evidence", "add", "2026-0001", *_files(tmp_path / "m", 1, 1000))
    assert more.status == 1
    ballast.unlink()
    assert desk.json("office", "check")["ok"]
    assert len(desk.json("contact", "list", "2026-0001")["attempts"]) == logged
    assert desk.run("contact", "add", "2026-0001", *attempt).status == 0
    assert desk.json("evidence", "add", "2026-0001", tmp_path / "m" / "0.bin")["added"][0]["evidence"]


def test_a_backup_onto_a_full_disk_says_so_and_leaves_nothing(
    desk: Desk, small_disk: Path, tmp_path: Path
) -> None:
    desk.json("evidence", "add", "2026-0001", *_files(tmp_path / "s", 20, 500_000))
    _fill(small_disk, leave=1 << 20)
    before = sorted(small_disk.iterdir())
    done = desk.run("office", "backup", small_disk / "backup.zip")
    assert done.status == 1
    assert "room" in done.sentence or "full" in done.sentence
    assert sorted(small_disk.iterdir()) == before


def test_an_office_is_not_made_on_a_full_disk(desk: Desk, small_disk: Path) -> None:
    _fill(small_disk, leave=0)
    done = desk.run("office", "create", small_disk / "second")
    assert done.status == 1
    assert done.sentence
    assert not (small_disk / "second").exists()


def test_the_reserve_lets_work_be_finished_on_a_full_disk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with _mounted(tmp_path / "disk", 640 << 20) as disk:
        SettingsFile(tmp_path / "settings").change(name="Jana Weiß", language="en")
        desk = Desk(tmp_path / "settings", capsys, office=disk / "office")
        desk.json("office", "create", disk / "office")
        assert (disk / "office" / "reserve").stat().st_size == reserve.SIZE
        _fill(disk, leave=0)
        case = (*CASE, "--amount", "129.90", "--currency", "EUR")
        # Whether even opening needs room, or only writing does: at most one try is refused.
        first = desk.run(*case)
        assert not (disk / "office" / "reserve").exists()
        if first.status:
            assert "full" in first.sentence or "room" in first.sentence
            assert desk.run(*case).status == 0
        assert desk.json("office", "check")["ok"]
        assert len(desk.json("case", "list")["cases"]) == 1
