"""A backup of an office as one file: a ZIP of its database, its evidence and a list of hashes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import tempfile
import uuid
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import DiskFullError, FileError, OfficeError
from xborder_desk.i18n import N_
from xborder_desk.storage.office import DATABASE, EVIDENCE, is_office

if TYPE_CHECKING:
    from typing import BinaryIO

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office

LIST: Final = "backup.json"
_CHUNK: Final = 1 << 20
# What zipfile raises on a damaged file, besides the error of its own.
_BROKEN: Final = (
    zipfile.BadZipFile,
    KeyError,
    EOFError,
    TypeError,
    ValueError,
    RuntimeError,
    OverflowError,
    struct.error,
    zlib.error,
)


def write(office: Office, target: Path, ctx: JobContext) -> dict[str, int]:
    """Write the backup beside ``target`` and rename it into place when it is whole; gives the counts.

    The database is copied first, and the copy says which evidence belongs to it: every row in it has its
    bytes in the store already, and what others add meanwhile is left to the next backup.

    Raises:
        FileError: the place cannot be written to, or there is a file already.
        DiskFullError: there is no room.
        Cancelled: the person asked for it to stop; nothing is left behind.

    """
    if target.exists():
        raise FileError(N_("There is a file “{file}” already. Choose another name."), file=target.name)
    side = target.with_name(f".{target.name}-{uuid.uuid4().hex[:8]}")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as work:
            copy = Path(work) / DATABASE
            office.backup_database(copy)
            hashes, counts = _contents(copy)
            with zipfile.ZipFile(side, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                listed = {DATABASE: _put(archive, copy, DATABASE)}
                for done, sha256 in enumerate(hashes):
                    ctx.progress(done, len(hashes), N_("Copying evidence"))
                    name = f"{EVIDENCE}/{sha256[:2]}/{sha256}"
                    listed[name] = _put(archive, office.store.path(sha256), name)
                archive.writestr(
                    LIST, json.dumps({"counts": counts, "files": listed}, indent=1, sort_keys=True)
                )
        with side.open("rb") as handle:
            os.fsync(handle.fileno())
        side.rename(target)
    except OSError as error:
        side.unlink(missing_ok=True)
        raise _fault(error, target) from error
    except DiskFullError as error:
        side.unlink(missing_ok=True)
        raise _no_room(target) from error
    except BaseException:
        side.unlink(missing_ok=True)
        raise
    return counts


def _contents(copy: Path) -> tuple[list[str], dict[str, int]]:
    """Give the hashes of all evidence in a copied database, and how many cases and items it has."""
    with contextlib.closing(sqlite3.connect(copy)) as database:
        hashes = [row[0] for row in database.execute("SELECT DISTINCT sha256 FROM evidence ORDER BY sha256")]
        tables = {"cases": 'SELECT count(*) FROM "case"', "evidence": "SELECT count(*) FROM evidence"}
        counts = {name: int(database.execute(query).fetchone()[0]) for name, query in tables.items()}
    return hashes, counts


def _put(archive: zipfile.ZipFile, source: Path, name: str) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as handle, archive.open(name, "w", force_zip64=True) as out:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def restore(source: Path, folder: Path, ctx: JobContext) -> dict[str, int]:
    """Unpack a backup into a new folder, checking every hash on the way; gives the counts it was made with.

    Raises:
        OfficeError: the folder is taken, or the backup is damaged or none.
        FileError: the backup cannot be read.
        DiskFullError: there is no room.

    """
    if is_office(folder) or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise OfficeError(N_("“{place}” is not empty. Choose a new folder for the office."), place=folder)
    side = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
    try:
        with zipfile.ZipFile(source) as archive:
            listed = _listed(archive, source)
            counts = {str(name): int(count) for name, count in listed["counts"].items()}
            for done, (name, sha256) in enumerate(sorted(listed["files"].items())):
                ctx.progress(done, len(listed["files"]), N_("Restoring"))
                _unpack(archive, name, sha256, side, source)
        (side / EVIDENCE).mkdir(exist_ok=True)
        if folder.exists():
            folder.rmdir()
        side.rename(folder)
    except _BROKEN as error:
        shutil.rmtree(side, ignore_errors=True)
        raise OfficeError(
            N_("“{file}” is no backup of an office, or it is damaged."), file=source.name
        ) from error
    except OSError as error:
        shutil.rmtree(side, ignore_errors=True)
        raise _fault(error, source) from error
    except BaseException:
        shutil.rmtree(side, ignore_errors=True)
        raise
    return counts


def _listed(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        listed = json.loads(archive.read(LIST))
        known = isinstance(listed["files"], dict) and isinstance(listed["counts"], dict)
    except (ValueError, TypeError) as error:
        raise zipfile.BadZipFile(str(source)) from error
    if not known or DATABASE not in listed["files"]:
        raise zipfile.BadZipFile(str(source))
    return dict(listed)


def _unpack(archive: zipfile.ZipFile, name: str, sha256: str, side: Path, source: Path) -> None:
    place = PurePosixPath(name)
    if not place.parts or place.is_absolute() or ".." in place.parts:
        raise zipfile.BadZipFile(name)
    target = side.joinpath(*place.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as handle, target.open("xb") as out:
        found = _copy(handle, out)
        out.flush()
        os.fsync(out.fileno())
    if found != sha256:
        raise OfficeError(
            N_("The backup “{file}” is damaged: “{name}” is not what was backed up."),
            file=source.name,
            name=name,
        )
    if place.parts[0] == EVIDENCE:
        target.chmod(0o440)


def _copy(handle: Any, out: BinaryIO) -> str:  # noqa: ANN401 - zipfile's own file type is not public
    digest = hashlib.sha256()
    while chunk := handle.read(_CHUNK):
        digest.update(chunk)
        out.write(chunk)
    return digest.hexdigest()


def _fault(error: OSError, target: Path) -> Exception:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _no_room(target)
    if isinstance(error, FileNotFoundError):
        return FileError(
            N_("There is no file “{file}”. It may have been moved or deleted."), file=target.name
        )
    return FileError(N_("“{file}” cannot be read or written here."), file=target.name)


def _no_room(target: Path) -> DiskFullError:
    return DiskFullError(N_("There is no room at “{place}”. Choose another disk."), place=target.parent)
