"""A ZIP whose bytes depend on the files alone: their order, times and rights are fixed."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.settling import Settling

_CHUNK: Final = 1 << 20
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644
_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107


class StoredZip:
    """A ZIP being written to ``target``: files under the folder name ``top``, in the order they are given.

    All are dated ``at``. They are stored, not compressed: compressors differ between machines, and evidence
    is mostly compressed already. One file at a time; ``close`` makes it whole, and it is on the disk when
    ``settling`` says so.
    """

    def __init__(self, target: Path, top: str, at: datetime, settling: Settling, ctx: JobContext) -> None:
        self.path: Final = target
        self._top: Final = top
        self._at: Final = _dos_time(at)
        self._ctx: Final = ctx
        self._out: Final = settling.create(target)
        self._archive: Final = zipfile.ZipFile(self._out, "w", zipfile.ZIP_STORED, allowZip64=True)

    def __enter__(self) -> Self:
        """Use as ``with StoredZip(…) as archive:``; one that was not closed inside is not whole."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file; whatever went wrong was said before."""
        with suppress(OSError, ValueError):
            self._archive.close()
        with suppress(OSError):
            self._out.close()

    @contextmanager
    def entry(self, name: str, size: int) -> Iterator[IO[bytes]]:
        """Give what takes the bytes of the next file, which is about ``size`` bytes long.

        Raises:
            OSError: the system refused.

        """
        info = zipfile.ZipInfo(f"{self._top}/{name}", date_time=self._at)
        info.create_system = _UNIX
        info.external_attr = _PLAIN_FILE << 16
        info.file_size = size
        with self._archive.open(info, "w") as out:
            yield out

    def add(self, name: str, file: Path) -> None:
        """Write a file.

        Raises:
            OSError: the system refused.
            Cancelled: the person asked for it to stop.

        """
        with file.open("rb") as source, self.entry(name, file.stat().st_size) as out:
            while chunk := source.read(_CHUNK):
                self._ctx.check()
                out.write(chunk)

    def close(self) -> None:
        """Write the list of files at the end.

        Raises:
            OSError: the system refused.

        """
        self._archive.close()
        self._out.close()


def _dos_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    if at.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if at.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
