"""Files and folders that are there whole or not at all: written aside, synced, moved into place last."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import DiskFullError, FileError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xborder_desk.jobs.apart import ApartFailed

FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_LITTLE: Final = 1 << 20
NO_ROOM: Final = N_("There is no room left for {file}. Nothing half-made was kept; make room and try again.")


@contextmanager
def known_faults(target: Path) -> Iterator[None]:
    """Say in a sentence what the system refused while something was written to ``target``.

    Raises:
        DiskFullError: there is no room left.
        FileError: anything else the system refused.

    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFullError(NO_ROOM, file=str(target)) from error
        raise FileError(
            N_("{file} cannot be written: {reason}."), file=str(target), reason=error.strerror or str(error)
        ) from error


def see_room(failed: ApartFailed, place: Path) -> None:
    """Tell a full disk from a bad file: what a child could not write is no fault of what it read.

    A library that cannot write the end of a file may take its whole process along: then the disk itself says.

    Raises:
        DiskFullError: there was no room left.

    """
    crowded = failed.kind == "crash" and _free(place) < _LITTLE
    if crowded or any(os.strerror(number) in failed.detail for number in FULL):
        raise DiskFullError(NO_ROOM, file=str(place)) from failed


def _free(place: Path) -> int:
    """Give the room there is at a place, or at the next folder above it that is there."""
    there = next((one for one in (place, *place.absolute().parents) if one.is_dir()), None)
    return shutil.disk_usage(there).free if there is not None else _LITTLE


@contextmanager
def aside(final: Path) -> Iterator[Path]:
    """Give a place beside ``final`` to write to; whatever is left there at the end is removed.

    What a killed run left at that place is removed first.
    """
    place = final.with_name(f".{final.name}.part")
    remove(place)
    try:
        yield place
    finally:
        remove(place)


def place_folder(ready: Path, final: Path, ours: Callable[[Path], bool]) -> None:
    """Move a finished folder to its place; one of ``ours`` that stands there already is replaced.

    Raises:
        FileError: something else has that name.

    """
    sync_folders(ready)
    former = final.with_name(f".{final.name}.former")
    remove(former)
    if os.path.lexists(final):
        if not ours(final):
            raise FileError(
                N_("{file} exists already and is something else. Choose another folder or move it away."),
                file=str(final),
            )
        final.rename(former)
    try:
        ready.rename(final)
    except OSError:
        if former.exists():
            former.rename(final)
        raise
    sync_folder(final.parent)
    remove(former)


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sync_folders(root: Path) -> None:
    """Make the entries of a folder and of all folders in it safe against a power cut."""
    for folder in [entry for entry in root.rglob("*") if entry.is_dir()]:
        sync_folder(folder)
    sync_folder(root)


def sync_folder(folder: Path) -> None:
    """Make the entries of one folder safe; where a system cannot (Windows), it does so by itself."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EACCES, errno.EBADF}:
            raise
    finally:
        os.close(number)
