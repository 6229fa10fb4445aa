"""Two panes beside each other that fold under each other where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from xborder_desk.ui.widgets.layouts import scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_MAIN: Final = 76
_SIDE: Final = 34
"""The least room of each pane, in widths of a letter."""


class Folding(QSplitter):
    """The main pane at the start, the other at the end; on a narrow screen or with large letters, below."""

    def __init__(self, main: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side = side
        for pane in (scrolling(main), side):
            self.addWidget(pane)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._fitted = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        letter = self.fontMetrics().averageCharWidth()
        wide = self.width() >= (_MAIN + _SIDE) * letter
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() is not wanted or not self._fitted:
            self.setOrientation(wanted)
            self._fitted = True
            side = max(self.width() // 4, _SIDE * letter)
            self.setSizes([self.width() - side, side] if wide else [self.height(), self.height()])
            self._side.setMinimumHeight(0 if wide else 14 * self.fontMetrics().lineSpacing())
        super().resizeEvent(event)
