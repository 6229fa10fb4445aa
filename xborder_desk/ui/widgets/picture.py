"""A picture that takes the width there is, never more than its own, and keeps its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDEST: Final = 520


class Picture(QWidget):
    """Shows a pixmap, centred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 60)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show a picture; an empty one hides itself."""
        self._pixmap = pixmap
        self.setVisible(not pixmap.isNull())
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height at a width."""
        if self._pixmap.isNull():
            return 0
        wide = min(width, _WIDEST)
        return wide * self._pixmap.height() // max(self._pixmap.width(), 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size it would like."""
        return QSize(_WIDEST // 2, self.heightForWidth(_WIDEST // 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        del event
        wide = min(self.width(), _WIDEST)
        place = QRect((self.width() - wide) // 2, 0, wide, self.heightForWidth(wide))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixmap)
