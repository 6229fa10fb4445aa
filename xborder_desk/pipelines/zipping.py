"""A ZIP whose bytes depend on the files alone: their order, times and rights are fixed."""

from __future__ import annotations

import zipfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.settling import Settling

_CHUNK: Final = 1 << 20
_BEHIND: Final = 4
"""So many pieces may wait for the thread that writes large files."""
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644
_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107


class Taking(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take some more; gives how many."""


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
        self._pool: Final = ThreadPoolExecutor(1, thread_name_prefix="zip")
        self._archive: Final = zipfile.ZipFile(self._out, "w", zipfile.ZIP_STORED, allowZip64=True)

    def __enter__(self) -> Self:
        """Use as ``with StoredZip(…) as archive:``; one that was not closed inside is not whole."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file; whatever went wrong was said before."""
        self._pool.shutdown(cancel_futures=True)
        with suppress(OSError, ValueError):
            self._archive.close()
        with suppress(OSError):
            self._out.close()

    @contextmanager
    def entry(self, name: str, size: int) -> Iterator[Taking]:
        """Give what takes the bytes of the next file, which is about ``size`` bytes long.

        Those of a large one are written by another thread, while whoever gives them does something else.

        Raises:
            OSError: the system refused.

        """
        info = zipfile.ZipInfo(f"{self._top}/{name}", date_time=self._at)
        info.create_system = _UNIX
        info.external_attr = _PLAIN_FILE << 16
        info.file_size = size
        with self._archive.open(info, "w") as out:
            if size <= _CHUNK:
                yield out
                return
            behind = _Behind(out, self._pool)
            try:
                yield behind
            finally:
                behind.finish()

    def close(self) -> None:
        """Write the list of files at the end.

        Raises:
            OSError: the system refused.

        """
        self._archive.close()
        self._out.close()


class _Behind:
    """Writes to ``out`` in the thread of a pool, a few pieces behind."""

    def __init__(self, out: IO[bytes], pool: ThreadPoolExecutor) -> None:
        self._out = out
        self._pool = pool
        self._begun: deque[Future[int]] = deque()

    def write(self, data: bytes, /) -> int:
        """Have some more written.

        Raises:
            OSError: the system refused what was given before.

        """
        if len(self._begun) >= _BEHIND:
            self._begun.popleft().result()
        self._begun.append(self._pool.submit(self._out.write, data))
        return len(data)

    def finish(self) -> None:
        """Wait until all is written.

        Raises:
            OSError: the system refused.

        """
        wait(self._begun)
        while self._begun:
            self._begun.popleft().result()


def _dos_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    if at.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if at.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
