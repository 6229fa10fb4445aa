"""A page on which a person draws boxes with the mouse; each is kept in parts of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from xborder_desk.domain.previews import Drawn

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom in parts (0 to 1) of the page."""

_SMALLEST: Final = 4
_SHADE: Final = QColor(0, 0, 0, 150)


class Marking(QWidget):
    """Shows a drawn page and the boxes on it; ``marked`` when a person has drawn one more."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page = QPixmap()
        self._boxes: list[Edges] = []
        self._from: QPoint | None = None
        self._to = QPoint()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 360)

    def show_page(self, drawn: Drawn | None) -> None:
        """Show a page as it was drawn apart, or none."""
        self._page = QPixmap()
        if drawn is not None:
            picture = QImage(
                drawn.data, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888
            )
            self._page = QPixmap.fromImage(picture)
        self._from = None
        self.update()

    def show_boxes(self, boxes: Sequence[Edges]) -> None:
        """Show these boxes."""
        self._boxes = list(boxes)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the room of a page that can be read."""
        return QSize(560, 720)

    def place(self) -> QRect:
        """Give where the page lies in the widget."""
        if self._page.isNull():
            return QRect()
        size = self._page.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        return QRect(corner, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page, the boxes on it, and the one that is being drawn."""
        del event
        where = self.place()
        if where.isEmpty():
            return
        pen = QPainter(self)
        pen.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pen.drawPixmap(where, self._page)
        pen.setPen(QPen(Qt.GlobalColor.black, 2))
        for left, top, right, bottom in self._boxes:
            box = QRect(
                where.left() + round(left * where.width()),
                where.top() + round(top * where.height()),
                max(2, round((right - left) * where.width())),
                max(2, round((bottom - top) * where.height())),
            )
            pen.fillRect(box, _SHADE)
            pen.drawRect(box)
        if self._from is not None:
            pen.drawRect(QRect(self._from, self._to).normalized())
        pen.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a box."""
        if event.button() is Qt.MouseButton.LeftButton and not self.place().isEmpty():
            self._from = self._to = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box further."""
        if self._from is not None:
            self._to = event.position().toPoint()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the box; a click without a way is none."""
        if self._from is None:
            return
        drawn = QRect(self._from, event.position().toPoint()).normalized()
        self._from = None
        self.update()
        where = self.place()
        box = drawn.intersected(where)
        if drawn.width() < _SMALLEST or drawn.height() < _SMALLEST or box.isEmpty():
            return
        self.marked.emit(
            (
                (box.left() - where.left()) / where.width(),
                (box.top() - where.top()) / where.height(),
                (box.right() + 1 - where.left()) / where.width(),
                (box.bottom() + 1 - where.top()) / where.height(),
            )
        )
