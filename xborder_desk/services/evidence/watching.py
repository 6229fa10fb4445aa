"""A folder that is watched: what is put there is taken into a case, and stays where it lies."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.storage.queries import choices, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.items import Added
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.evidence.intake import Intake
    from xborder_desk.storage.office import Office

METHOD: Final = "watched folder"
SETTLED: Final = 2.0
"""Seconds a file must not have changed: a scanner may still be writing it."""
MOST: Final = 1000
MOST_REMEMBERED: Final = 20_000
_KEY: Final = "watched_folder"
_UNFINISHED: Final = (".part", ".crdownload", ".tmp", ".partial", ".download")


@dataclass(frozen=True, slots=True)
class Watched:
    """The folder that is watched and the case its files belong to; both empty if none is."""

    folder: str = ""
    case: str = ""


class Watching:
    """What can be done with the watched folder of this office."""

    def __init__(self, office: Office, intake: Intake) -> None:
        self._office = office
        self._database = office.database
        self._intake = intake

    def watched(self) -> Watched:
        """Give the folder that is watched."""
        with self._database.read() as uow:
            kept = choices.get(uow, _KEY)
        return Watched(str(kept.get("folder", "")), str(kept.get("case", "")))

    def watch(self, folder: str, case_number: str) -> Watched:
        """Watch a folder for a case from now on; empty: none. What lies in it already is taken in as well.

        Raises:
            BadInputError: it is no folder, or lies in the office itself.
            NotFoundError: there is no such case.

        """
        place = Path(folder.strip()).expanduser() if folder.strip() else None
        if place is not None:
            self._check(place)
        with self._database.write() as uow:
            if place is not None:
                evidence.case_key(uow, case_number)
            kept = choices.get(uow, _KEY)
            chosen = {"folder": storable(str(place.absolute())) if place else "", "case": case_number.strip()}
            if not place:
                chosen["case"] = ""
            same = (kept.get("folder"), kept.get("case")) == (chosen["folder"], chosen["case"])
            seen = kept.get("seen", {}) if same else {}
            choices.put(uow, _KEY, {**chosen, "seen": seen})
            uow.record(AUDIT, OFFICE_SCOPE, "folder_watched", folder=chosen["folder"], case=chosen["case"])
            uow.commit()
        return Watched(chosen["folder"], chosen["case"])

    def look(self, ctx: JobContext, *, now: float | None = None) -> list[Added]:
        """Take in what is new in the folder; gives one entry per file, in the order of their names.

        A file counts as new by its name, size and time; one that was changed since is taken in again.

        Raises:
            FileError: the folder is not there any more.
            NotFoundError: its case is gone.
            Cancelled: the person asked for it to stop; what was taken in stays and is remembered.

        """
        watched = self.watched()
        if not watched.folder:
            return []
        moment = time.time() if now is None else now
        with self._database.read() as uow:
            seen = dict(choices.get(uow, _KEY).get("seen", {}))
        fresh = [
            (path, mark)
            for path, mark in _files(Path(watched.folder), moment)
            if seen.get(_name(path)) != mark
        ][:MOST]
        taken: list[Added] = []
        for done, (path, mark) in enumerate(fresh):
            ctx.progress(done, len(fresh), "{file}", file=path.name)
            added = self._intake.take_all(watched.case, [path], ctx, method=METHOD, source="")
            taken += added
            if added[0].row is not None:
                self._remember(watched, _name(path), mark)
        return taken

    def _remember(self, watched: Watched, name: str, mark: str) -> None:
        with self._database.write() as uow:
            kept = choices.get(uow, _KEY)
            if (kept.get("folder"), kept.get("case")) == (watched.folder, watched.case):
                seen = {**kept.get("seen", {}), name: mark}
                for old in list(seen)[: max(0, len(seen) - MOST_REMEMBERED)]:
                    del seen[old]
                choices.put(uow, _KEY, {**kept, "seen": seen})
                uow.commit()

    def _check(self, place: Path) -> None:
        if not place.is_dir():
            raise BadInputError(N_("“{folder}” is no folder."), field="folder", folder=str(place))
        own = self._office.folder.resolve()
        if own == place.resolve() or own in place.resolve().parents or place.resolve() in own.parents:
            raise BadInputError(
                N_("“{folder}” is part of the office itself. Choose another folder."),
                field="folder",
                folder=str(place),
            )


def _files(folder: Path, now: float) -> Iterator[tuple[Path, str]]:
    """Give the files nobody is writing any more, each with what tells it from a later one."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise FileError(N_("The watched folder “{folder}” is not there."), folder=str(folder)) from error
    for entry in entries:
        hidden = entry.name.startswith((".", "~$")) or entry.name.lower().endswith(_UNFINISHED)
        if hidden or not entry.is_file(follow_symlinks=False):
            continue
        about = entry.stat(follow_symlinks=False)
        if now - about.st_mtime >= SETTLED:
            yield Path(entry.path), f"{about.st_size}:{about.st_mtime_ns}"


def _name(path: Path) -> str:
    """Give a name to remember a file by; two that cannot be written stay two."""
    shown = storable(path.name)
    return shown if shown == path.name else f"{shown} {os.fsencode(path.name).hex()}"
