"""Keeping what is typed before it is kept for good: a moment after each pause, behind the window."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final, Protocol

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from xborder_desk.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QLineEdit

    from xborder_desk.services.drafts import Drafts, KeptDraft
    from xborder_desk.ui.runner import Runner

_log: Final = logging.getLogger(__name__)
PAUSE_MS: Final = 500
LONGEST_S: Final = 2.0


class Typed(Protocol):
    """What can be typed into: a form, or a line of its own."""

    edited: SignalInstance

    def typed(self) -> dict[str, str]:
        """Give what stands in every field, exactly as it was typed."""

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed; fields that are not named stay as they are."""


class Autosave(QObject):
    """Keeps the draft of one form at one ``place`` while ``begin`` to ``forget`` or ``lay_aside``.

    A draft that was laid aside is offered when the form opens again, one that was not also at the next start.
    """

    def __init__(self, runner: Runner, drafts: Drafts, form: Typed, place: str, parent: QObject) -> None:
        super().__init__(parent)
        self.place: Final = place
        self._runner, self._drafts, self._form = runner, drafts, form
        self._version: Callable[[], int] = lambda: 0
        self._before: dict[str, str] | None = None
        self._wanted: tuple[dict[str, str], bool] | None = None
        self._order = threading.Lock()
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        form.edited.connect(self._typed)

    def begin(self, version: Callable[[], int] | None = None) -> None:
        """Begin to watch: what stands in the form now is no draft; ``version`` is that of the record."""
        self._version = version or self._version
        self._before = self._form.typed()

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not kept for good."""
        return self._before is not None and self._form.typed() != self._before

    def keep(self) -> None:
        """Keep what stands in the form now."""
        self._timer.stop()
        self._since = 0.0
        if self.changed:
            self._write((self._form.typed(), False))

    def lay_aside(self) -> None:
        """Stop watching; what was typed is put back when the form opens again."""
        self._timer.stop()
        if self.changed:
            self._write((self._form.typed(), True))
        self._before = None

    def forget(self) -> None:
        """Stop watching, and let the draft go: it was kept for good, or is not wanted."""
        self._timer.stop()
        self._before = None
        self._write(None)

    def begin_anew(self) -> None:
        """Let the draft go, and show what stood in the form before it."""
        before = self._before
        self.forget()
        if before is not None:
            self._form.put(before)
            self._before = before

    def resume(self, then: Callable[[KeptDraft], object] | None = None) -> None:
        """Put back what was typed here before, if anything was and nobody has begun to type anew."""

        def found(draft: KeptDraft | None) -> None:
            if not shiboken6.isValid(self) or draft is None or self._before is None or self.changed:
                return
            self._form.put(draft.values)
            if then is not None:
                then(draft)

        job = self._runner.job(lambda _ctx: self._drafts.find(self.place), quiet=True)
        job.done.connect(found)

    def _typed(self) -> None:
        if self._before is None:
            return
        now = time.monotonic()
        self._since = self._since or now
        if now - self._since >= LONGEST_S:
            self.keep()
        else:
            self._timer.start()

    def _write(self, wanted: tuple[dict[str, str], bool] | None) -> None:
        """Write the latest wish apart; wishes that were overtaken on the way are left out."""
        self._wanted = wanted
        version = self._version()

        def work(_ctx: object) -> None:
            with self._order:
                if self._wanted is None:
                    self._drafts.drop(self.place)
                else:
                    values, aside = self._wanted
                    self._drafts.keep(self.place, values, version, aside=aside)

        job = self._runner.job(work, quiet=True)
        job.failed.connect(_note)


class OneLine(QObject):
    """A single line that is typed into, with the manners of a form."""

    edited = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        line.textEdited.connect(self._tell)

    def typed(self) -> dict[str, str]:
        """Give what stands in the line."""
        return {"text": self._line.text()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed."""
        self._line.setText(typed.get("text", ""))

    def _tell(self, _text: str) -> None:
        self.edited.emit()


class SeveralLines(QObject):
    """Lines by their names, typed into one after the other, with the manners of a form."""

    edited = Signal()

    def __init__(self, lines: Mapping[str, QLineEdit], parent: QObject) -> None:
        super().__init__(parent)
        self._lines = dict(lines)
        for line in self._lines.values():
            line.textEdited.connect(self._tell)

    def typed(self) -> dict[str, str]:
        """Give what stands in every line."""
        return {name: line.text() for name, line in self._lines.items()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed; lines that are not named stay as they are."""
        for name, text in typed.items():
            if name in self._lines:
                self._lines[name].setText(text)

    def _tell(self, _text: str) -> None:
        self.edited.emit()


def _note(error: Exception) -> None:
    """A draft that cannot be kept must not stop anybody's work; what is typed is still in the form."""
    if isinstance(error, KnownError):
        _log.warning("a draft was not kept: %s", error)
