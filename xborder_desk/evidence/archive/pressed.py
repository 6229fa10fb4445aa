"""Tar archives, and single files pressed by gzip, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Final, cast

from xborder_desk.evidence.archive.member import BrokenArchiveError, Member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_MEMBERS: Final = 50_000
_FAULTS: Final = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, OverflowError)
_TAR: Final = 257


def members(path: Path, _password: str) -> Iterator[Member]:
    """Give the one file that is pressed, or the files of a tar that is.

    Raises:
        BrokenArchiveError: it cannot be opened.

    """
    if not path.stat().st_size:
        raise BrokenArchiveError
    try:
        with _opened(path) as file:
            head = file.read(512)
    except _FAULTS as fault:
        raise BrokenArchiveError from fault
    if head[_TAR : _TAR + 5] == b"ustar":
        yield from tar_members(path, "")
        return
    yield Member("", -1, open=lambda room: _unpressed(path, room))


def tar_members(path: Path, _password: str) -> Iterator[Member]:
    """Give the files of a tar; links and devices are none.

    Raises:
        BrokenArchiveError: it cannot be opened.

    """
    try:
        with tarfile.open(path) as tar:
            for number, info in enumerate(tar):
                if number >= MOST_MEMBERS:
                    break
                if info.isfile():
                    yield Member(
                        info.name,
                        info.size,
                        _moment(info.mtime),
                        open=lambda room, info=info: _data(tar, info, room),  # type: ignore[misc]  # a default that binds
                    )
    except _FAULTS as fault:
        raise BrokenArchiveError from fault


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        head = file.read(6)
    opener = bz2.open if head.startswith(b"BZh") else lzma.open if head.startswith(b"\xfd7zXZ") else gzip.open
    return cast("IO[bytes]", opener(path, "rb"))


def _unpressed(path: Path, room: int) -> bytes | None:
    try:
        with _opened(path) as file:
            return file.read(room + 1)
    except _FAULTS:
        return None


def _data(tar: tarfile.TarFile, info: tarfile.TarInfo, room: int) -> bytes | None:
    try:
        file = tar.extractfile(info)
        return file.read(room + 1) if file is not None else None
    except _FAULTS:
        return None


def _moment(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
