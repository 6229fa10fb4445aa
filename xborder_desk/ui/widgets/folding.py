"""Panes beside each other that stand below each other where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LETTERS: Final = 92
_LINES: Final = 18


class Folding(QSplitter):
    """Its panes keep a handle between them; with less room than ``letters`` they fold, and the page scrolls.

    Folded, a pane with a list is at least some lines high, however low the screen is; one with words alone is
    as high as they are.
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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Have the panes change sides with the direction, also those that unfolded out of sight."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange and not self.folded:
            self.setSizes(self.sizes())

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
            pane.setMinimumHeight(self._lowest(pane) if folded else 0)
            inside = pane.widget() if isinstance(pane, QScrollArea) else pane
            if inside is not None:
                inside.removeEventFilter(self)
                inside.installEventFilter(self)
        self.setSizes([pane.minimumHeight() for pane in panes] if folded else self._wanted)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want, folded, what the panes need: what is more would be empty."""
        size = super().sizeHint()
        if not self.folded:
            return size
        panes = [pane for pane in self._panes() if not pane.isHidden()]
        gaps = self.handleWidth() * max(len(panes) - 1, 0)
        return QSize(size.width(), sum(pane.minimumHeight() for pane in panes) + gaps)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Give panes anew what they need, when what stands in them wants other room."""
        if event.type() is QEvent.Type.LayoutRequest and self.folded:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        panes = self._panes()
        before = [pane.minimumHeight() for pane in panes]
        after = [self._lowest(pane) for pane in panes]
        if before == after:
            return
        for pane, least in zip(panes, after, strict=True):
            pane.setMinimumHeight(least)
        self.setSizes(after)
        self.updateGeometry()

    def _lowest(self, pane: QWidget) -> int:
        """Give the least height of a folded pane: some lines for a list, for words as much as they take.

        Words that scroll in a page that scrolls are hard to read, and a pane higher than its words is empty.
        """
        some = _LINES * self.fontMetrics().lineSpacing()
        inside = pane.widget() if isinstance(pane, QScrollArea) else None
        if inside is None:
            return max(some, pane.minimumSizeHint().height()) if isinstance(pane, Folding) else some
        if any(_grows(one) and one.isVisibleTo(inside) for one in inside.findChildren(QWidget)):
            return some
        width = max(self.width(), inside.minimumSizeHint().width())
        words = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return max(words, inside.minimumSizeHint().height())


def _grows(widget: QWidget) -> bool:
    """Tell lists, tabs and pictures, which take what room there is, from words, which take what they need."""
    flags = QSizePolicy.PolicyFlag
    policy = widget.sizePolicy().verticalPolicy().value
    return bool(policy & (flags.ExpandFlag.value | flags.IgnoreFlag.value))
