"""Asking for pictures of pages: one at a time, always the one that matters most now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from xborder_desk.domain.previews import Drawn, Preview
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.runner import Job

_QUIET_MS: Final = 30
_PATIENCE_MS: Final = 1500
_COARSE: Final = 0.98


class Drawing(QObject):
    """``drawn`` gives (page, turn, picture), ``failed`` (page, why not)."""

    drawn = Signal(int, int, object)
    failed = Signal(int, object)

    def __init__(self, around: Surroundings, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._desk = around, desk
        self._preview: Preview | None = None
        self._waiting: list[tuple[int, int, int]] = []
        self._job: Job | None = None
        # Zooming and scrolling ask many times in a moment; only where they end is drawn.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUIET_MS)
        self._pause.timeout.connect(self._next)

    def begin(self, preview: Preview | None) -> None:
        """Draw another item from now on; what is being drawn of the one before is dropped."""
        self._preview, self._waiting = preview, []
        if self._job is not None:
            # Most pages are drawn sooner than a new child is ready; only one that takes long is ended.
            QTimer.singleShot(_PATIENCE_MS, self._job, self._job.cancel)
        self._job = None

    def ask(self, wanted: list[tuple[int, int, int]]) -> None:
        """Ask for pages as (page, width, turn), the most important first; replaces what was asked before."""
        self._waiting = wanted
        if wanted and self._job is None:
            self._pause.start()

    def _next(self) -> None:
        preview = self._preview
        if preview is None or self._job is not None or not self._waiting:
            return
        page, width, turn = self._waiting.pop(0)
        job = self._around.runner.look(lambda ctx: self._desk.previews.draw(preview, page, width, turn, ctx))
        self._job = job

        def arrived(found: Drawn) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self.drawn.emit(page, turn, _image(found, width))
                self._pause.start()

        def refused(error: Exception) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self.failed.emit(page, error)
                self._pause.start()

        job.done.connect(arrived)
        job.failed.connect(refused)


def _image(drawn: Drawn, asked: int) -> QImage:
    """Give the dots as a picture of its own; nothing is decoded here."""
    line = drawn.width * 3
    shared = QImage(drawn.data, drawn.width, drawn.height, line, QImage.Format.Format_RGB888)
    image = shared.copy()
    if drawn.width < asked * _COARSE:
        image.setText("whole", "yes")  # there is no finer one
    return image
