"""Dropping and pasting: what came, as files on the disk; the landing is seen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from xborder_desk.ui.widgets.received import PASTED, holds_something, received

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class Landing(QObject):
    """Lets files be dropped onto a widget; ``frame`` shows where they land.

    ``landed`` gives the paths, ``where`` then is the place inside the widget; ``refused`` says what could
    not be taken, and why.
    """

    landed = Signal(object)
    refused = Signal(object)

    def __init__(self, widget: QWidget, frame: QWidget | None = None) -> None:
        super().__init__(widget)
        self._frame = frame or widget
        self.where = QPoint(-1, -1)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Accept what holds files or a picture."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._show(landing=False)
            self.where = event.position().toPoint()
            found = received(event.mimeData())
            if found.told:
                self.refused.emit(found.told)
            if found.paths:
                event.acceptProposedAction()
                self.landed.emit(list(found.paths))
            return bool(found.paths)
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            wanted = holds_files(event.mimeData())
            if wanted:
                event.acceptProposedAction()
                self._show(landing=True)
            return wanted
        if isinstance(event, QDragMoveEvent) and event.type() == QEvent.Type.DragMove:
            # A list would refuse on the way what it takes where it is let go.
            if holds_files(event.mimeData()):
                event.acceptProposedAction()
            return event.isAccepted()
        if event.type() == QEvent.Type.DragLeave:
            self._show(landing=False)
        return super().eventFilter(watched, event)

    def _show(self, *, landing: bool) -> None:
        self._frame.setProperty("landing", "true" if landing else "false")
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)


def holds_files(mime: QMimeData) -> bool:
    """Whether there is something in what is dragged or on the clipboard that can be taken in."""
    return holds_something(mime)


def paths_in(mime: QMimeData) -> list[Path]:
    """Give the files; what is in no file yet becomes one for a moment. See ``received``."""
    return list(received(mime).paths)


def forget_pasted(paths: Iterable[Path], *_job: object) -> None:
    """Remove the files that pasted pictures were for a moment; any other file stays."""
    for path in paths:
        if path.parent.name.startswith(PASTED):
            shutil.rmtree(path.parent, ignore_errors=True)
