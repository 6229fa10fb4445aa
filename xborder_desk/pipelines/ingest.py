"""From what was dropped to what it says: which files, what kind, what is inside, all read apart."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import Message, Reading
from xborder_desk.evidence import HEAD, kind_of
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.evidence import EvidenceKind, EvidenceStore, Part, Stored
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

_log: Final = logging.getLogger(__name__)

MIB: Final = 1 << 20
ROOM: Final = 256 * MIB
"""Bytes of parts that one file may give at once."""

SAID: Final = {
    "timeout": N_("Reading this file took too long, so it was stopped. The file is kept as it is."),
    "memory": N_("Reading this file needed too much memory, so it was stopped. The file is kept as it is."),
    "crash": N_("The program that reads such files failed on this one. The file is kept as it is."),
    "error": N_("This file could not be read. It is kept as it is."),
    "output": N_("This file holds more than can be taken out of it. It is kept as it is."),
}


@dataclass(slots=True)
class Budget:
    """How much may be taken out of one file, with everything inside what is inside it.

    ``depth`` is how many layers below the file itself, ``count`` how many parts, ``size`` how many bytes
    altogether; the last two go down as parts are taken.
    """

    depth: int = 5
    count: int = 500
    size: int = 500 * MIB

    def take(self, size: int) -> bool:
        """Use up one part of this many bytes, if there is room for it."""
        if self.count < 1 or size > self.size:
            return False
        self.count -= 1
        self.size -= size
        return True


@dataclass(frozen=True, slots=True)
class Inside:
    """A part that was found, kept and read, and what is inside it; its reading holds no parts any more."""

    name: str
    stored: Stored
    reading: Reading
    inside: tuple[Inside, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A file read to the bottom."""

    reading: Reading
    inside: tuple[Inside, ...] = ()


def expand(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant, in the order given; a folder stands for all files in it, sorted by name.

    Links inside folders are not followed. What does not exist stays in the list, so that whoever adds the
    files says so of each.
    """
    files: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a name is too long or out of reach
            files += _walk(path)
        else:
            files.append(path)
    return files


def read_item(
    path: Path,
    name: str,
    apart: Apart,
    *,
    room: int = ROOM,
    ctx: JobContext | None = None,
    password: str | None = None,
) -> Reading:
    """Read one file in a child process and give what it says, its parts among it.

    Whatever goes wrong becomes a warning in the reading: the file itself is already safe. A ``password`` goes
    to the child that reads and stays nowhere.

    Raises:
        Cancelled: the person asked for it to stop.

    """
    try:
        with path.open("rb") as file:
            kind = kind_of(file.read(HEAD), name)
    except OSError as fault:
        return _kept(
            "other", "application/octet-stream", name, "error", fault.strerror or type(fault).__name__
        )
    try:
        more = [password] if password is not None and kind.takes_password else []
        reading = Reading.from_plain(apart.run(kind.read, str(path.absolute()), name, room, *more, ctx=ctx))
    except ApartFailed as failed:
        return _failed(kind, name, failed)
    except ValueError:
        return _kept(kind.id, _media_type(kind), name, "crash")
    if reading.kind != kind.id or sum(len(part.data) for part in reading.parts) > room:
        return _kept(kind.id, _media_type(kind), name, "crash")
    return reading


def read_whole(
    path: Path,
    name: str,
    *,
    store: EvidenceStore,
    apart: Apart,
    budget: Budget | None = None,
    ctx: JobContext | None = None,
    password: str | None = None,
) -> Whole:
    """Read a stored file, keep every part found in it, and read those too, down to the bottom of the budget.

    The ``password`` is for the file itself, not for its parts.

    Raises:
        DiskFullError: there is no room for a part.
        Cancelled: the person asked for it to stop; parts already kept stay in the store, unnamed.

    """
    budget = budget or Budget()
    reading = read_item(path, name, apart, room=min(ROOM, budget.size), ctx=ctx, password=password)
    inside, reading = _go_on(reading, store, apart, budget, 1, ctx)
    return Whole(reading, inside)


def _go_on(
    reading: Reading, store: EvidenceStore, apart: Apart, budget: Budget, depth: int, ctx: JobContext | None
) -> tuple[tuple[Inside, ...], Reading]:
    found: list[Inside] = []
    left: list[str] = []
    for part in reading.parts:
        if ctx is not None:
            ctx.check()
        if depth > budget.depth or not budget.take(len(part.data)):
            left.append(part.name)
            continue
        found.append(_part(part, store, apart, budget, depth, ctx))
    told = reading.warnings
    if left:
        text = N_(
            "Not taken out of this file: {name}, {count} in all: too deep inside, too many or too large."
        )
        told = (*told, Message(text, {"count": len(left), "name": left[0]}, missing=True))
    return tuple(found), replace(reading, parts=(), warnings=told)


def _part(
    part: Part, store: EvidenceStore, apart: Apart, budget: Budget, depth: int, ctx: JobContext | None
) -> Inside:
    stored = store.add_bytes(part.data)
    room = min(ROOM, budget.size)
    reading = read_item(store.path(stored.sha256), part.name, apart, room=room, ctx=ctx)
    inside, reading = _go_on(reading, store, apart, budget, depth + 1, ctx)
    return Inside(part.name, stored, reading, inside)


def _walk(folder: Path) -> list[Path]:
    files: list[Path] = []

    def closed(error: OSError) -> None:
        files.append(Path(error.filename))  # a folder one may not read: whoever adds it says so

    for root, folders, names in os.walk(folder, followlinks=False, onerror=closed):
        folders.sort()
        files += [path for path in (Path(root, name) for name in sorted(names)) if not path.is_symlink()]
    return files


def _failed(kind: EvidenceKind, name: str, failed: ApartFailed) -> Reading:
    _log.warning("reading a file of kind %s apart: %s", kind.id, failed)
    if failed.text:
        told = Message(failed.text, failed.fields)
        return Reading(kind.id, _media_type(kind), title=name, warnings=(told,))
    return _kept(kind.id, _media_type(kind), name, failed.kind)


def _kept(kind: str, media_type: str, name: str, why: str, detail: str = "") -> Reading:
    facts = {"fault": detail} if detail else {}
    return Reading(kind, media_type, title=name, facts=facts, warnings=(Message(SAID[why]),))


def _media_type(kind: EvidenceKind) -> str:
    return kind.media_types[0]
