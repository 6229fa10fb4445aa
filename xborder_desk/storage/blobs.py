"""The evidence store in a folder: bytes under their SHA-256, written once and never changed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import time
import uuid
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import DiskFullError, FileError, KnownError, NotFoundError
from xborder_desk.domain.evidence import Stored
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from xborder_desk.jobs.context import JobContext

# Small enough for a piece to be hashed and written while the processor still has it near.
_CHUNK: Final = 1 << 18
_DAY: Final = 24 * 60 * 60
KEEP_FREE: Final = 32 << 20


class FolderStore:
    """Keeps bytes in ``root/<first two of sha256>/<sha256>``, read-only.

    The order is the promise: temporary name, copy and hash, sync the file, rename, sync the folder.
    Only then may a row name the bytes.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    def add(self, source: Path, ctx: JobContext | None = None) -> Stored:
        """Copy a file in. See ``EvidenceStore.add``."""
        try:
            with _opened(source) as (handle, before):
                self._check_room(before.st_size)
                return self._take(handle, source, before, ctx)
        except OSError as error:
            raise _file_fault(error, source) from error

    def add_bytes(self, data: bytes) -> Stored:
        """Keep bytes found inside a file. See ``EvidenceStore.add_bytes``."""
        digest = hashlib.sha256(data).hexdigest()
        target = self._target(digest)
        temp = self._incoming
        try:
            # Fewer bytes than there should be are the remains of a power cut: they are written anew.
            if target.is_file() and target.stat().st_size == len(data):
                return Stored(digest, len(data))
            self._check_room(len(data))
            temp = self._temp()
            with temp.open("xb") as out:
                out.write(data)
                _sync(out)
            self._settle(temp, digest)
        except OSError as error:
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)
            raise _file_fault(error, temp) from error
        return Stored(digest, len(data))

    def path(self, sha256: str) -> Path:
        """Say where bytes lie. See ``EvidenceStore.path``."""
        target = self._target(sha256)
        if not target.is_file():
            raise NotFoundError(N_("The store has no file with the SHA-256 {sha256}."), sha256=sha256)
        return target

    def has(self, sha256: str) -> bool:
        """Whether bytes with this hash are kept."""
        return self._target(sha256).is_file()

    def hash_now(self, sha256: str, ctx: JobContext | None = None) -> str | None:
        """Hash the stored bytes again; None when they are gone.

        Raises:
            FileError: they are there and cannot be read.

        """
        target = self._target(sha256)
        try:
            with target.open("rb") as handle:
                return _hash_of(handle, ctx)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _file_fault(error, target) from error

    def kept(self) -> Iterator[str]:
        """Give the hash of everything in the store, in order."""
        for shard in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(entry.name for entry in shard.iterdir())

    def leftovers(self) -> list[Path]:
        """Give temporary files that an interrupted copy left behind."""
        return sorted(self._incoming.iterdir()) if self._incoming.is_dir() else []

    def sweep(self) -> None:
        """Remove temporary files older than a day; a younger one may be another program's work."""
        oldest = time.time() - _DAY
        for left in self.leftovers():
            with contextlib.suppress(OSError):
                if left.stat().st_mtime < oldest:
                    left.unlink()

    def remove_unnamed(self, named: set[str]) -> list[str]:
        """Remove temporary files and bytes whose hash is not in ``named``; gives the names removed.

        Only for a moment when nobody else takes evidence in: the caller holds the write transaction.
        """
        removed = []
        for left in [*self.leftovers(), *(self._target(sha) for sha in self.kept() if sha not in named)]:
            left.unlink(missing_ok=True)
            removed.append(left.name)
        return removed

    def _target(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256

    def _temp(self) -> Path:
        if not self._incoming.is_dir():
            self._incoming.mkdir(parents=True, exist_ok=True)
        return self._incoming / uuid.uuid4().hex

    def _check_room(self, size: int) -> None:
        if shutil.disk_usage(self._root).free < size + KEEP_FREE:
            raise DiskFullError(
                N_("There is no room for this file on the disk of the office. Make room and add it again.")
            )

    def _take(self, handle: BinaryIO, source: Path, before: os.stat_result, ctx: JobContext | None) -> Stored:
        temp = self._temp()
        try:
            with temp.open("xb") as out:
                digest, size = _copy(handle, out, ctx, before.st_size)
                _sync(out)
            _refuse_changed(os.fstat(handle.fileno()), before, size, source)
            self._settle(temp, digest)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)
            raise
        return Stored(digest, size)

    def _settle(self, temp: Path, digest: str) -> None:
        target = self._target(digest)
        # Bytes that rotted or were changed are not kept in the place of good ones that somebody brings.
        if target.exists() and self.hash_now(digest) == digest:
            temp.unlink()
            return
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self._root)
        temp.chmod(stat.S_IRUSR | stat.S_IRGRP)
        temp.replace(target)
        _sync_folder(target.parent)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    # O_NONBLOCK: a pipe laid where a file is meant must not hold the program up.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(source, flags)
    except ValueError as error:  # a NUL in the name
        raise FileError(N_("“{file}” is not a name a file can have."), file=str(source)) from error
    with os.fdopen(number, "rb") as handle:
        found = os.fstat(number)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "folder")
        if not stat.S_ISREG(found.st_mode):
            raise FileError(N_("“{file}” is not a file. Only files can be taken in."), file=source.name)
        yield handle, found


def _refuse_changed(after: os.stat_result, before: os.stat_result, size: int, source: Path) -> None:
    same = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    if not same or size != after.st_size:
        raise FileError(
            N_("The file “{file}” was changing while it was read. Add it again when it is finished."),
            file=source.name,
        )


def _copy(handle: BinaryIO, out: BinaryIO, ctx: JobContext | None, most: int) -> tuple[str, int]:
    """Copy and hash; ends behind ``most`` bytes, because a file that goes on growing would have no end."""
    digest, size = hashlib.sha256(), 0
    while size <= most and (chunk := handle.read(_CHUNK)):
        if ctx is not None:
            ctx.check()
        digest.update(chunk)
        out.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _hash_of(handle: BinaryIO, ctx: JobContext | None) -> str:
    digest = hashlib.sha256()
    while chunk := handle.read(_CHUNK):
        if ctx is not None:
            ctx.check()
        digest.update(chunk)
    return digest.hexdigest()


def _sync(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # other systems neither need it nor can open a folder
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _file_fault(error: OSError, source: Path) -> KnownError:
    """Give the sentence for what went wrong with a file."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(
            N_("There is no room for this file on the disk of the office. Make room and add it again.")
        )
    sentences = {
        errno.ENOENT: N_("There is no file “{file}”. It may have been moved or deleted."),
        errno.EACCES: N_("You have no permission to read “{file}”."),
        errno.EPERM: N_("You have no permission to read “{file}”."),
        errno.EISDIR: N_("“{file}” is a folder, and a file is meant here."),
        errno.ENAMETOOLONG: N_("The name of the file “{file}” is longer than this computer allows."),
    }
    text = sentences.get(error.errno or 0, N_("The file “{file}” cannot be read."))
    return FileError(text, file=source.name or str(source))
