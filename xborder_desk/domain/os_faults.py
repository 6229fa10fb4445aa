"""What the system says of a file it cannot read or write, as a sentence in the reader's language."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import DiskFullError, FileError, KnownError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

_DENIED: Final = frozenset({errno.EACCES, errno.EPERM})
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC})


def unreadable(file: Path, error: OSError) -> FileError:
    """Say why a file cannot be read."""
    name = str(file)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FileError(N_("There is no file {file}."), file=name)
    if error.errno == errno.EISDIR or file.is_dir():
        return FileError(N_("{file} is a folder. Name a file."), file=name)
    if error.errno in _DENIED:
        return FileError(N_("{file} cannot be read: you are not allowed to."), file=name)
    if error.errno == errno.ENAMETOOLONG:
        return FileError(N_("The name {file} is too long for a file."), file=name)
    return FileError(N_("{file} cannot be read: the disk reports a fault."), file=name)


def unwritable(file: Path, error: OSError) -> KnownError:
    """Say why a file cannot be written."""
    name = str(file)
    if error.errno in _FULL:
        return DiskFullError(N_("{file} cannot be written: there is no room left on the disk."), file=name)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FileError(N_("{file} cannot be written: there is no such folder."), file=name)
    if error.errno == errno.EISDIR or file.is_dir():
        return FileError(N_("{file} is a folder. Name a file."), file=name)
    if error.errno in {*_DENIED, errno.EROFS}:
        return FileError(N_("{file} cannot be written: you are not allowed to."), file=name)
    if error.errno == errno.ENAMETOOLONG:
        return FileError(N_("The name {file} is too long for a file."), file=name)
    return FileError(N_("{file} cannot be written: the disk reports a fault."), file=name)
