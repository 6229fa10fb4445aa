"""ZIP files made by strangers, opened with limits: how many members, how much they may unpack to."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

MOST_MEMBERS: Final = 50_000
MOST: Final = 512 << 20
"""Bytes that all members together may unpack to, by default."""

_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)


class PackedError(Exception):
    """The file is no ZIP, is damaged, or a member cannot be unpacked."""


class TooMuchError(PackedError):
    """It would unpack to more than is allowed."""


class LockedError(PackedError):
    """A member is locked with a password."""


class Packed:
    """An open ZIP file; ``room`` is how many bytes may be unpacked from it, ``password`` opens it."""

    def __init__(self, path: Path, room: int = MOST, password: str = "") -> None:
        """Open it.

        Raises:
            PackedError: it is no ZIP file, or names more members than anybody needs.

        """
        self._room = room
        self._password = password.encode() or None
        try:
            self._file = zipfile.ZipFile(path)
        except _FAULTS as fault:
            raise PackedError(str(fault)) from fault
        self.members: Final = [info for info in self._file.infolist() if not info.is_dir()]
        if len(self.members) > MOST_MEMBERS:
            self._file.close()
            raise TooMuchError(len(self.members))
        # Of two members with one name the last counts, as for the programs that write such files.
        self._by_name: Final = {info.filename: info for info in self.members}

    def __enter__(self) -> Self:
        """Use as ``with Packed(path) as packed:``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._file.close()

    @property
    def names(self) -> list[str]:
        """The members' names as they stand there, in their order; folders are none."""
        return list(self._by_name)

    @property
    def size(self) -> int:
        """How many bytes all members say they unpack to."""
        return sum(info.file_size for info in self.members)

    def has(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            TooMuchError: there is no room left for it.
            LockedError: it is locked with a password.
            PackedError: there is none, or it is damaged.

        """
        info = self._by_name.get(name)
        if info is None:
            raise PackedError(name)
        return self.unpack(info)

    def unpack(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack one of ``members``; the faults are those of ``read``."""
        if info.flag_bits & 1 and self._password is None:
            raise LockedError(info.filename)
        if info.file_size > self._room:
            raise TooMuchError(info.filename)
        try:
            with self._file.open(info, pwd=self._password) as member:
                data = member.read(self._room + 1)
        except _FAULTS as fault:
            raise PackedError(str(fault)) from fault
        if len(data) > self._room:
            raise TooMuchError(info.filename)
        self._room -= len(data)
        return data
