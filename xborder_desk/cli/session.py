"""One run of one command: the language it speaks, the office it opens and remembers, its progress."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.cli.progress import ProgressLine
from xborder_desk.domain.errors import OfficeError
from xborder_desk.domain.evidence import storable
from xborder_desk.i18n import N_
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language, Notice
    from xborder_desk.jobs.context import Progress
    from xborder_desk.services import Desk, Doors

# How often other machines are told that we still have the office open.
_BEAT: Final = 30.0


class Session:
    """What every command is given. ``location`` is the office named on the command line, or empty."""

    def __init__(
        self, doors: Doors, language: Language, *, location: str = "", as_json: bool = False
    ) -> None:
        self.doors: Final = doors
        self.language: Final = language
        self.as_json: Final = as_json
        self._location = location
        self._desk: Desk | None = None
        self._line = ProgressLine(language)
        self._beaten = time.monotonic()
        self.context: Final = JobContext(self._report)
        self.problems: tuple[Notice, ...] = ()
        """What went wrong on the way without stopping the command, to be told behind its answer."""

    def text(self, msgid: str, /, **fields: object) -> str:
        """Give a text in the language of this run."""
        return self.language.text(msgid, **fields)

    @cached_property
    def letter_words(self) -> Language:
        """The language letters and forms are named in: their texts stand in catalogues of their own."""
        found = self.doors.letter_words(self.language.tag)
        self.problems += found.problems
        return found

    def desk(self) -> Desk:
        """Open the office, named or the last one, and remember it.

        Raises:
            OfficeError: none is known, or it cannot be opened.

        """
        if self._desk is None:
            location = self._location or self.doors.settings().office
            if not location:
                raise OfficeError(
                    N_(
                        "No office has been opened yet. Make one with “xborder-desk office create FOLDER”, "
                        "or name one with “--office FOLDER”."
                    )
                )
            self._desk = self.doors.open(Path(location))
            self.remember(self._desk)
        return self._desk

    def create(self, location: Path, *, sample: bool) -> Desk:
        """Make an office, open and remember it.

        Raises:
            OfficeError: it cannot be made there.

        """
        self._desk = self.doors.create(location, self.context, sample=sample)
        self.remember(self._desk)
        return self._desk

    def remember(self, desk: Desk) -> None:
        """Keep the office as the one opened last."""
        place = str(desk.location)
        # A place whose name is no text cannot stand in the settings; it opens all the same.
        if self.doors.settings().office != place and place == storable(place):
            self.doors.choose(office=place)

    def close(self) -> None:
        """Let go of the office and of the progress line."""
        self._line.clear()
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _report(self, progress: Progress) -> None:
        self._line.show(progress)
        now = time.monotonic()
        if self._desk is not None and now - self._beaten > _BEAT:
            self._beaten = now
            self._desk.beat()
