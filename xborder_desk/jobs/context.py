"""What a piece of long work may know of who asked for it: where to report and whether to stop."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The person asked for the work to stop; what was committed before stays."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` steps (total 0 while unknown) and what it is doing.

    ``text`` is an untranslated message with ``fields``; the face that shows it asks its language.
    """

    done: int
    total: int
    text: str = ""
    fields: dict[str, object] = field(default_factory=dict)


class JobContext:
    """Handed into every use-case that may take long; safe to use from the worker's thread."""

    def __init__(self, report: Callable[[Progress], None] | None = None) -> None:
        self._report = report
        self._cancel = threading.Event()

    def progress(self, done: int, total: int, text: str = "", **fields: object) -> None:
        """Tell how far the work is, and stop here if the person has asked for it.

        Raises:
            Cancelled: the person asked for the work to stop.

        """
        self.check()
        if self._report is not None:
            self._report(Progress(done, total, text, dict(fields)))

    def check(self) -> None:
        """Stop here if the person has asked for it.

        Raises:
            Cancelled: the person asked for the work to stop.

        """
        if self._cancel.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._cancel.is_set()
