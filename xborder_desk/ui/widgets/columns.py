"""Columns that fold under each other when there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

_GAP: Final = 12
_CHAR: Final = 7


class Columns(QWidget):
    """Lays parts into as many columns as there is room for, each at least ``least`` wide; none is cut.

    ``even`` parts that stand beside each other are equally high. It places them itself: nested box layouts
    would ask every label for its height many times over.
    """

    def __init__(self, least: int, most: int = 3, *, even: bool = False) -> None:
        super().__init__()
        self._least, self._most, self._even = least, most, even
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Iterable[QWidget]) -> None:
        """Lay these parts, in order; those before are let go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height of the longest column."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of all columns."""
        width = self._wide() * self._most + _GAP * (self._most - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of the widest part."""
        return QSize(max((part.minimumSizeHint().width() for part in self._parts), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold when there is no room."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place anew when a part wants other room or the direction turns."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()
            self._place()
        return handled

    def _place(self) -> None:
        for part, place in zip(self._parts, self._places(self.width()), strict=True):
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _places(self, width: int) -> list[QRect]:
        """Give each part its place: the next goes where there is most room, earlier columns first."""
        count = max(1, min(self._most, (width + _GAP) // (self._wide() + _GAP)))
        wide = (width - _GAP * (count - 1)) // count
        heights = [_height(part, wide) for part in self._parts]
        if self._even:
            lines = [heights[first : first + count] for first in range(0, len(heights), count)]
            heights = [max(line) for line in lines for _part in line]
        ends = [0] * count
        places = []
        for height in heights:
            column = ends.index(min(ends))
            places.append(QRect(column * (wide + _GAP), ends[column], wide, height))
            ends[column] += height + _GAP
        return places

    def _wide(self) -> int:
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return max(self._least * self.fontMetrics().averageCharWidth() // _CHAR, widest)


def _height(part: QWidget, wide: int) -> int:
    if part.hasHeightForWidth():
        return part.heightForWidth(wide)
    return max(part.sizeHint().height(), part.minimumSizeHint().height())
