"""What can be undone: each step a use-case and its opposite, run anew, never a value put back behind it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.ui.runner import Runner

MOST: Final = 200


@dataclass(frozen=True)
class Step:
    """Something that was done: its words, and the use-cases that undo and repeat it."""

    text: str
    fields: dict[str, object]
    undo: Callable[[], object]
    redo: Callable[[], object]


class Undo(QObject):
    """The steps of this window, newest last."""

    changed = Signal()
    moved = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._moving = False
        self._waiting: deque[Callable[[], None]] = deque()

    @property
    def latest(self) -> Step | None:
        """The step that would be undone next."""
        return self._done[-1] if self._done else None

    def push(self, step: Step) -> None:
        """Remember what was done; what was undone before can no longer be repeated."""
        self._done = [*self._done[-MOST + 1 :], step]
        self._undone.clear()
        self.changed.emit()

    def undo(self) -> None:
        """Undo the latest step; pressed again meanwhile, the one before it when this one is done."""
        if self._moving:
            self._waiting.append(self.undo)
        elif self._done:
            step = self._done.pop()
            self._move(step, step.undo, self._undone)

    def redo(self) -> None:
        """Repeat the step undone last."""
        if self._moving:
            self._waiting.append(self.redo)
        elif self._undone:
            step = self._undone.pop()
            self._move(step, step.redo, self._done)

    def forget(self) -> None:
        """Let go of every step: another office is entered."""
        self._done.clear()
        self._undone.clear()
        self._waiting.clear()
        self.changed.emit()

    def _move(self, step: Step, work: Callable[[], object], onto: list[Step]) -> None:
        def done(_result: Any) -> None:  # noqa: ANN401 - whatever the use-case gives
            onto.append(step)
            if shiboken6.isValid(self):
                self.changed.emit()
                self.moved.emit()

        # Steps lean on each other: there are several threads, and the later one must not overtake.
        self._moving = True
        job = self._runner.job(lambda _ctx: work(), quiet=True)
        job.done.connect(done)
        job.failed.connect(self.failed)
        job.ended.connect(self._moved)

    def _moved(self, _job: object) -> None:
        self._moving = False
        while self._waiting and not self._moving:
            self._waiting.popleft()()
