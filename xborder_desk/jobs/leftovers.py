"""Folders of work: each is locked by its process, and swept when a killed process has left it behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "xborder-apart-"
DAY: Final = 24 * 60 * 60
_LOCKED: Final = "l-"
"""What follows the prefix of folders that were locked when they were made; earlier ones were not."""
_SOON: Final = 60
"""Seconds that a process has from making a folder to locking it."""


class WorkFolder:
    """A folder for work apart, held by a lock that ends with the process, however that ends.

    It lies in ``root``, by itself among what is not kept; its name begins with ``prefix``.
    """

    def __init__(self, root: Path | None = None, prefix: str = PREFIX) -> None:
        self.path: Final = Path(tempfile.mkdtemp(prefix=f"{prefix}{_LOCKED}", dir=root))
        lock = _locked(self.path)
        self._locks = [] if lock is None else [lock]

    def end(self) -> None:
        """Take the folder away, and let go of the lock; again is no fault."""
        shutil.rmtree(self.path, ignore_errors=True)
        # It may be ended from two threads at once; to take a thing out of a list is one step.
        with contextlib.suppress(IndexError):
            os.close(self._locks.pop())


def sweep(root: Path | None = None, now: float | None = None, prefix: str = PREFIX) -> int:
    """Take away folders that no process holds any more; gives how many. ``now`` in seconds since 1970.

    Only folders of this user, never through a link. Those that were made without a lock go when they have not
    been touched for a day. That somebody else sweeps at the same time is no fault.
    """
    moment = time.time() if now is None else now
    found = _ours(root or Path(tempfile.gettempdir()), prefix)
    return sum(_take(folder, f"{prefix}{_LOCKED}", touched, moment) for folder, touched in found)


def _ours(root: Path, prefix: str) -> Iterator[tuple[Path, float]]:
    """Give the folders of work that are this user's own, and when they were touched last."""
    try:
        with os.scandir(root) as entries:
            names = [entry for entry in entries if entry.name.startswith(prefix)]
    except OSError:
        return
    for entry in names:
        with contextlib.suppress(OSError):
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid()):
                yield Path(entry.path), found.st_mtime


def _take(folder: Path, locked: str, touched: float, now: float) -> bool:
    """Take one folder away if nobody holds it; Windows itself refuses what a process works in."""
    known = folder.name.startswith(locked) and sys.platform != "win32"
    if now - touched <= (_SOON if known else DAY):
        return False
    lock = _locked(folder)
    if lock is None and sys.platform != "win32":
        return False
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        if lock is not None:
            os.close(lock)
    return not folder.exists()


def _locked(folder: Path) -> int | None:
    """Lock a folder for this process alone; nothing where another holds it or there are no such locks."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
