"""A line of controls that goes on below when there is no room, so that none is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Flow(QWidget):
    """Places widgets along the line in their preferred width; those that expand share what is left of a line.

    It is no QLayout on purpose: a layout's items would be owned by Python and Qt at once.
    """

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        self._widgets: list[QWidget] = []
        self.setProperty("role", "plain")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.addWidget(widget)

    def tight(self) -> Flow:
        """Take no more room than the controls want, so that they stand at the end of a line."""
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        return self

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - named as in the layouts it stands beside
        """Take a widget in at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self.updateGeometry()

    def take(self, widget: QWidget) -> None:
        """Take a widget out; it is hidden and stays whose it was."""
        self._widgets.remove(widget)
        widget.hide()
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height that many lines take."""
        lines = self._lines(width)
        return sum(_height(line, width) for line in lines) + self._gap * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of one line."""
        sizes = [_wanted(widget) for widget in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of the widest control."""
        sizes = [_least(widget) for widget in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place every control."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place anew when a control wants other room or the direction turns."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange, QEvent.Type.Show}:
            self.updateGeometry()
            self._place()
        return handled

    def _place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            height, left = _height(line, self.width()), 0
            rest = self.width() - sum(_wanted(one).width() for one in line) - self._gap * (len(line) - 1)
            growing = [
                one for one in line if one.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
            ]
            for widget in line:
                size = _within(widget, self.width())
                wide = size.width() + (max(rest, 0) // len(growing) if widget in growing else 0)
                place = QRect(
                    left, top + (height - size.height()) // 2, min(wide, self.width()), size.height()
                )
                widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                left += wide + self._gap
            top += height + self._gap

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        left = 0
        for widget in self._shown():
            wide = _wanted(widget).width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(widget)
            left += wide + self._gap
        return lines

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]


def _wanted(widget: QWidget) -> QSize:
    return widget.sizeHint().expandedTo(widget.minimumSizeHint()).expandedTo(widget.minimumSize())


def _within(widget: QWidget, width: int) -> QSize:
    """Give the room of a control in a line so wide; what can fold gets lower lines for what it lacks."""
    size = _wanted(widget)
    if size.width() > width > 0 and widget.hasHeightForWidth():
        return QSize(width, widget.heightForWidth(width))
    return size


def _height(line: list[QWidget], width: int) -> int:
    return max(_within(widget, width).height() for widget in line)


def _least(widget: QWidget) -> QSize:
    return widget.minimumSizeHint() if widget.hasHeightForWidth() else _wanted(widget)
