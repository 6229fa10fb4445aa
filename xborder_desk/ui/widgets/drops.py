"""Dropping and pasting: what came, as files on the disk; the landing is seen."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

_MOST_PIXELS: Final = 80_000_000
_PASTED: Final = "xborder-paste-"


class Landing(QObject):
    """Lets files be dropped onto a widget; ``frame`` shows where they land.

    ``landed`` gives the paths, ``where`` then is the place inside the widget.
    """

    landed = Signal(object)

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
            paths = paths_in(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.landed.emit(paths)
            return bool(paths)
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
    """Whether there are files or a picture in what is dragged or on the clipboard."""
    return any(url.isLocalFile() for url in mime.urls()) or mime.hasImage()


def paths_in(mime: QMimeData) -> list[Path]:
    """Give the files; a picture without a file becomes one, as PNG, named by its moment."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths or not mime.hasImage():
        return paths
    image = QImage(mime.imageData())
    if image.isNull() or image.width() * image.height() > _MOST_PIXELS:
        return []
    now = dt.datetime.now().astimezone()
    file = Path(tempfile.mkdtemp(prefix=_PASTED)) / f"screenshot-{now:%Y-%m-%d-%H%M%S}.png"
    return [file] if image.save(str(file)) else []


def forget_pasted(paths: Iterable[Path], *_job: object) -> None:
    """Remove the files that pasted pictures were for a moment; any other file stays."""
    for path in paths:
        if path.parent.name.startswith(_PASTED):
            shutil.rmtree(path.parent, ignore_errors=True)
