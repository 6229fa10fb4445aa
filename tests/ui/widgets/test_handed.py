"""Files dragged out: held while the program runs, removed by a later start when it has ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from xborder_desk.ui.widgets.handed import OUT, Handed, forget_left, handed
from xborder_desk.ui.widgets.received import PASTED

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

ENDED = """
import sys
from PySide6.QtCore import QCoreApplication
from xborder_desk.ui.lasting import keep_constants_alive
keep_constants_alive()
app = QCoreApplication([])
from xborder_desk.ui.widgets.handed import Handed
folder = Handed(app).folder()
(folder / "bill.pdf").write_bytes(b"%PDF-")
sys.stdout.write(str(folder))
sys.stdout.flush()
import os
os._exit(9)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system for what is there for a while, of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(folder: Path, hours: int) -> Path:
    folder.mkdir()
    (folder / "shot.png").write_bytes(b"png")
    then = folder.stat().st_mtime - hours * 3600
    os.utime(folder, (then, then))
    return folder


def test_what_this_program_gave_out_stays_while_it_runs(qapp: QApplication, place: Path) -> None:
    giving = Handed(qapp)
    folders = [giving.folder(), giving.folder()]
    for folder in folders:
        (folder / "bill.pdf").write_bytes(b"%PDF-")
    forget_left()
    assert [folder.parent for folder in folders] == [place, place]
    assert all((folder / "bill.pdf").read_bytes() == b"%PDF-" for folder in folders)
    giving.setParent(None)


def test_what_a_killed_program_gave_out_is_removed(place: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ENDED],
        env={**os.environ, "TMPDIR": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 9, told.stderr
    [left] = place.glob(f"{OUT}*")
    assert told.stdout == str(left)
    assert (left / "bill.pdf").exists()
    forget_left()
    assert list(place.iterdir()) == []


def test_what_an_older_version_left_is_removed(place: Path) -> None:
    old = place / f"{OUT}abc123"
    (old / "E-01").mkdir(parents=True)
    (old / "E-01" / "photo.jpg").write_bytes(b"jpg")
    forget_left()
    assert not old.exists()


@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False), (-48, True)])
def test_pasted_files_of_another_day_are_removed(place: Path, hours: int, *, stays: bool) -> None:
    pasted = aged(place / f"{PASTED}x", hours)
    forget_left()
    assert pasted.exists() is stays


def test_what_is_not_ours_stays(place: Path) -> None:
    other = aged(place / "somebody-else", 99)
    kept = place / "kept"
    kept.mkdir()
    (kept / "photo.jpg").write_bytes(b"jpg")
    (place / f"{OUT}link").symlink_to(kept)
    (place / f"{OUT}file").write_text("a file of that name", encoding="utf-8")
    forget_left()
    assert other.exists()
    assert (kept / "photo.jpg").exists()
    assert (place / f"{OUT}file").exists()


def test_a_folder_that_is_gone_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    forget_left()


def test_all_windows_give_out_by_one(qapp: QApplication) -> None:
    assert handed() is handed()
    assert handed().parent() is qapp
