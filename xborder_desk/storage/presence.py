"""Which programs have an embedded office open, so that a refusal can say who."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import OfficeError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

# A program on another machine renews its note every BEAT seconds; an older one is a crash's remains.
BEAT: Final = 30.0
STALE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """A program that has the office open: machine, process and person."""

    machine: str
    process: int
    person: str


class Presence:
    """This program's note in the office folder, and the notes of the others."""

    def __init__(self, office: Path, person: str) -> None:
        self._folder = office / "open"
        self._note = self._folder / f"{uuid.uuid4().hex}.json"
        self._me = Visitor(machine_name(), os.getpid(), person)

    def enter(self) -> None:
        """Refuse an office that a second machine has open for writing; else leave our note.

        Raises:
            OfficeError: another machine has the office open.

        """
        for other in self.others():
            if other.machine != self._me.machine:
                raise OfficeError(
                    N_(
                        "{person} has this office open on the computer {machine}. An office in a folder can "
                        "be used from one computer at a time; for several, set up a shared office."
                    ),
                    person=other.person,
                    machine=other.machine,
                )
        note = {"machine": self._me.machine, "process": self._me.process, "person": self._me.person}
        # Where nothing can be written, the office can still be looked at.
        try:
            self._folder.mkdir(exist_ok=True)
            self._note.write_text(json.dumps(note), encoding="utf-8")
        except OSError:
            self.leave()

    def beat(self) -> None:
        """Renew our note, so that other machines know we are still here."""
        with contextlib.suppress(OSError):
            self._note.touch()

    def leave(self) -> None:
        """Take our note away."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)

    def others(self) -> list[Visitor]:
        """Give everybody else who has the office open now, and clear the remains of crashes."""
        found: list[Visitor] = []
        for note in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []:
            visitor = _read(note)
            if visitor is None or note == self._note:
                continue
            if _gone(visitor, note, self._me.machine):
                with contextlib.suppress(OSError):
                    note.unlink(missing_ok=True)
            else:
                found.append(visitor)
        return found


def machine_name() -> str:
    """Give a name that tells this machine from others on a shared folder."""
    return platform.node() or f"machine-{uuid.getnode():x}"


def _read(note: Path) -> Visitor | None:
    try:
        values = json.loads(note.read_text(encoding="utf-8"))
        return Visitor(str(values["machine"]), int(values["process"]), str(values["person"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # being written right now, or half written by a crash: no proof of anybody


def _gone(visitor: Visitor, note: Path, here: str) -> bool:
    if visitor.machine == here:
        return not _alive(visitor.process)
    try:
        return time.time() - note.stat().st_mtime > STALE
    except OSError:
        return True


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # signal 0 would end the process on Windows; the note is cleared by its age elsewhere
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
