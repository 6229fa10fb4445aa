"""A folder as a ZIP whose bytes depend on the files alone: order, times and rights are fixed."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext

_CHUNK: Final = 1 << 20
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644
_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107


def write_zip(folder: Path, top: str, at: datetime, target: Path, ctx: JobContext) -> None:
    """Write every file below ``folder`` into ``target``, under the folder name ``top``, dated ``at``.

    Files are stored, not compressed: compressors differ between machines, and evidence is mostly
    compressed already.

    Raises:
        OSError: the system refused.
        Cancelled: the person asked for it to stop; the unfinished file is left to the caller.

    """
    files = sorted(entry for entry in folder.rglob("*") if entry.is_file())
    names = {entry: f"{top}/{entry.relative_to(folder).as_posix()}" for entry in files}
    with target.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for entry in sorted(files, key=names.__getitem__):
                _add(archive, entry, names[entry], at, ctx)
        out.flush()
        os.fsync(out.fileno())


def _add(archive: zipfile.ZipFile, file: Path, name: str, at: datetime, ctx: JobContext) -> None:
    info = zipfile.ZipInfo(name, date_time=_dos_time(at))
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE << 16
    info.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(info, "w") as out:
        while chunk := source.read(_CHUNK):
            ctx.check()
            out.write(chunk)


def _dos_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    if at.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if at.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
