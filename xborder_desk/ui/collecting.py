"""Has Python's garbage collected in the window's own thread: widgets may end in no other.

Widgets that refer to each other go when the garbage is collected, and Python collects it in whichever thread
happens to reach the threshold. In a thread of a job that would end a widget or a timer behind Qt's back: the
program stops at once, now and then, mostly when windows close.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 500


class Collecting(QObject):
    """From now until ``close`` garbage is collected here alone; then Python does as it did before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int:
        """Collect what Python itself would collect by now; gives the generation, -1 if nothing is due."""
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if most and count > most
        ]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]

    def close(self) -> None:
        """Collect once more, so that nothing of the window is left to another thread, and hand back."""
        self._timer.stop()
        gc.collect()
        if self._before:
            gc.enable()
