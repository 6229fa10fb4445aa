"""Panes beside each other that stand below each other where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_LETTERS: Final = 92
_LINES: Final = 18


class Folding(QSplitter):
    """Its panes keep a handle between them; with less room than ``letters`` they fold, and the page scrolls.

    Folded, a pane is at least some lines high, however low the screen is.
    """

    def __init__(self, letters: int = _LETTERS) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._letters = letters
        self._wanted: list[int] = []
        self._least: list[int] = []
        self.setHandleWidth(12)
        self.splitterMoved.connect(self._note)

    @property
    def folded(self) -> bool:
        """Whether the panes stand below each other."""
        return self.orientation() is Qt.Orientation.Vertical

    def want(self, sizes: list[int]) -> None:
        """Share the room like this whenever the panes stand beside each other."""
        self._wanted = sizes
        if not self.folded:
            self.setSizes(sizes)

    def _note(self, *_moved: int) -> None:
        if not self.folded:
            self._wanted = self.sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        least = sum(self._least or [pane.minimumWidth() for pane in self._panes()]) + self.handleWidth()
        enough = max(self._letters * self.fontMetrics().averageCharWidth(), least)
        wide = event.size().width() >= enough
        if wide == self.folded:
            self._fold(folded=not wide)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need no more width than one pane: with less than both want, they fold."""
        size = super().minimumSizeHint()
        widths = [pane.minimumSizeHint().width() for pane in self._panes()]
        return QSize(max(widths, default=0), size.height())

    def _panes(self) -> list[QWidget]:
        return [pane for place in range(self.count()) if (pane := self.widget(place)) is not None]

    def _fold(self, *, folded: bool) -> None:
        panes = self._panes()
        if folded:
            self._least = [pane.minimumWidth() for pane in panes]
        self.setOrientation(Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal)
        for pane, least in zip(panes, self._least, strict=False):
            pane.setMinimumWidth(0 if folded else least)
            pane.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing() if folded else 0)
        self.setSizes([1] * len(panes) if folded else self._wanted)
