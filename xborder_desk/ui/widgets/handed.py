"""Files dragged out to other programs: copied aside, and removed when a later start finds them left over."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtWidgets import QApplication

from xborder_desk.ui.widgets.received import PASTED

OUT: Final = "xborder-out-"
_LOCK: Final = ".in-use"
_DAY_S: Final = 86_400


class Handed(QObject):
    """Gives folders for what is dragged out, and holds them as long as the program runs.

    A mail program may read a file it was given only when the mail is sent, so nothing is removed meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[QLockFile] = []

    def folder(self) -> Path:
        """Give a new folder that no other start of the program removes while this one runs."""
        folder = Path(tempfile.mkdtemp(prefix=OUT))
        lock = _lock(folder)
        if lock.tryLock(0):
            self._held.append(lock)
        return folder


def handed() -> Handed:
    """Give what this program hands out by; there is one for all of its windows."""
    app = QApplication.instance()
    if app is None:
        msg = "there is no window"
        raise RuntimeError(msg)
    found = app.findChild(Handed)
    return found if isinstance(found, Handed) else Handed(app)


def forget_left() -> None:
    """Remove what programs that have ended left behind: files dragged out, and pasted ones a day old."""
    place = Path(tempfile.gettempdir())
    for folder in _folders(place, OUT):
        lock = _lock(folder)
        if lock.tryLock(0):
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)
    for folder in _folders(place, PASTED):
        if _age(folder) > _DAY_S:
            shutil.rmtree(folder, ignore_errors=True)


def _folders(place: Path, beginning: str) -> list[Path]:
    """Give our folders; a link of that name is not ours."""
    try:
        return [one for one in place.glob(f"{beginning}*") if one.is_dir() and not one.is_symlink()]
    except OSError:
        return []


def _age(folder: Path) -> float:
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return 0.0


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    # Never too old: only a program that has ended lets go of it.
    lock.setStaleLockTime(0)
    return lock
