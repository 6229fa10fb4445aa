"""A line of controls that goes on below when there is no room, so that none is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class Flow(QLayout):
    """Lays items along the line in their preferred width; those that expand share what is left of a line."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Give the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Take the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height that many lines take."""
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self._gap * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of the widest item."""
        shown = [_wanted(item) for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0), max((s.height() for s in shown), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place every item; mirrored where the screen is."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        top = rect.top()
        for line in self._lines(rect.width()):
            height, left = _height(line), rect.left()
            rest = rect.width() - sum(_wanted(i).width() for i in line) - self._gap * (len(line) - 1)
            growing = [item for item in line if item.expandingDirections() & Qt.Orientation.Horizontal]
            for item in line:
                size = _wanted(item)
                wide = size.width() + (max(rest, 0) // len(growing) if item in growing else 0)
                place = QRect(
                    left, top + (height - size.height()) // 2, min(wide, rect.width()), size.height()
                )
                item.setGeometry(QStyle.visualRect(direction, rect, place))
                left += wide + self._gap
            top += height + self._gap

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = _wanted(item).width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        return lines


def _wanted(item: QLayoutItem) -> QSize:
    return item.sizeHint().expandedTo(item.minimumSize())


def _height(line: list[QLayoutItem]) -> int:
    return max(_wanted(item).height() for item in line)
