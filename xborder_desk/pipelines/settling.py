"""Files put on the disk while more is written: when the last one is written, most are safe already."""

from __future__ import annotations

import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import BoundedSemaphore
from typing import IO, TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from typing_extensions import Buffer

_AT_ONCE: Final = 8
"""A disk writes so many small files together as quickly as one."""
_WAITING: Final = 32
"""So many files may be behind; each is kept open until it is its turn."""
_MUCH: Final = 32 << 20


class Settling:
    """Syncs files in threads of its own; ``wait`` gives their word that all that was written is on the disk.

    What is there is let go of in memory: a package is not read again soon, and hundreds of megabytes of it
    would take the room of what is.
    """

    def __init__(self) -> None:
        self._pool: Final = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="settling")
        self._room: Final = BoundedSemaphore(_WAITING)
        self._begun: Final[list[Future[None]]] = []

    def __enter__(self) -> Self:
        """Use as ``with Settling() as settling:``; who leaves it without ``wait`` has no word."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop: what was not begun is left."""
        self._pool.shutdown(cancel_futures=True)

    def create(self, path: Path) -> IO[bytes]:
        """Open a file that is not there yet for writing; it is synced piece by piece, and when it is closed.

        Raises:
            OSError: the system refused, or it is there.

        """
        return io.BufferedWriter(_Settled(path, self))

    def keep(self, path: Path) -> None:
        """Have a finished file synced that is being read meanwhile: it stays in memory.

        Raises:
            OSError: the system refused.

        """
        with path.open("rb+") as file:  # some systems sync only what may be written to
            self.add(file.fileno(), forget=False)

    def add(self, number: int, *, forget: bool = True) -> None:
        """Have an open file synced; it may be closed at once.

        Raises:
            OSError: the system refused.

        """
        self._room.acquire()
        own = os.dup(number)
        try:
            begun = self._pool.submit(_sync, own, forget=forget)
        except RuntimeError:  # stopped: whatever is closed from now on is going to be removed
            os.close(own)
            self._room.release()
            return
        begun.add_done_callback(lambda done: self._ended(done, own))
        self._begun.append(begun)

    def wait(self) -> None:
        """Wait until all files are on the disk.

        Raises:
            OSError: the system refused to write one.

        """
        while self._begun:
            self._begun.pop().result()

    def _ended(self, done: Future[None], own: int) -> None:
        if done.cancelled():
            os.close(own)
        self._room.release()


class _Settled(io.FileIO):
    """A new file that has itself synced."""

    def __init__(self, path: Path, settling: Settling) -> None:
        self._fresh = 0
        self._settling = settling
        super().__init__(path, "xb")

    def write(self, data: Buffer, /) -> int:
        """Write, and have it synced when it is much."""
        written = super().write(data)
        self._fresh += written
        if self._fresh >= _MUCH:
            self._settle()
        return written

    def close(self) -> None:
        """Have the rest synced, and close."""
        try:
            if not self.closed:
                self._settle()
        finally:
            super().close()

    def _settle(self) -> None:
        self._fresh = 0
        self._settling.add(self.fileno())


def _sync(number: int, *, forget: bool) -> None:
    """Sync and close a file; it is closed before anybody is told, as open ones cannot be moved everywhere."""
    try:
        os.fsync(number)
        if forget and sys.platform == "linux":
            with suppress(OSError):  # not every file system knows about memory
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(number)
