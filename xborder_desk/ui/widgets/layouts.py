"""Short ways to rows and columns with the window's distances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from xborder_desk.ui.widgets.folding import Folding

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget as Widget

_LEAST_PANE: Final = 280
_AROUND: Final = (24, 60)
_MOMENT_MS: Final = 2_000


def row(*parts: Widget | QLayout | None, gap: int = 8, margins: int = 0) -> QHBoxLayout:
    """Lay parts along the line; ``None`` is room that stretches."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def column(*parts: Widget | QLayout | None, gap: int = 8, margins: int = 0) -> QVBoxLayout:
    """Lay parts below each other; ``None`` is room that stretches."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[Widget | QLayout | None, ...], gap: int, margins: int) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(margins, margins, margins, margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def holding(layout: QLayout, parent: Widget | None = None) -> QWidget:
    """Give a plain widget that holds a layout."""
    widget = QWidget(parent)
    widget.setProperty("role", "plain")
    widget.setLayout(layout)
    return widget


def scrolling(inside: QWidget) -> QScrollArea:
    """Put a widget into a scroll area that grows with it; no form is ever cut."""
    area = QScrollArea()
    area.setProperty("role", "ground")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    return area


class _Bringing(QObject):
    """Keeps a widget in view for a moment: what is loaded meanwhile above it would push it out again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._areas: list[QScrollArea] = []
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                self._areas.append(above)
                above.verticalScrollBar().rangeChanged.connect(self._again)
            above = above.parentWidget()
        self._show()
        QTimer.singleShot(_MOMENT_MS, self, self.deleteLater)

    def _again(self, _least: int, _most: int) -> None:
        # Parts above take their places after the page has grown.
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        if self._widget.window().focusWidget() is self._widget:
            self._show()

    def _show(self) -> None:
        for area in self._areas:
            area.ensureWidgetVisible(self._widget, *_AROUND)


def bring(widget: QWidget) -> None:
    """Put the caret into a widget, and scroll whatever it stands in until it is seen."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    _Bringing(widget)


def see(widget: QWidget) -> None:
    """Scroll whatever a widget stands in until it is seen, once what was just shown has its place."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, *_AROUND)
            above = above.parentWidget()

    QTimer.singleShot(0, widget, scroll)


def side_by_side(first: QWidget, second: QWidget, widths: tuple[int, int]) -> Folding:
    """Put two panes beside each other with a handle between; each scrolls when it has no room.

    On a narrow screen, or with large text, they fold below each other.
    """
    split = Folding()
    for pane in (first, second):
        area = scrolling(pane)
        area.setMinimumWidth(_LEAST_PANE)
        split.addWidget(area)
    for number, width in enumerate(widths):
        split.setStretchFactor(number, width)
    split.want(list(widths))
    split.setChildrenCollapsible(False)
    return split


def remember_split(memory: QSettings, key: str, split: Folding) -> None:
    """Put the handle of a splitter where it was, and remember where it is put while it is not folded."""
    state = memory.value(f"splits/{key}")
    if isinstance(state, QByteArray):
        split.restoreState(state)
        split.setOrientation(Qt.Orientation.Horizontal)
        split.want(split.sizes())

    def keep(*_moved: int) -> None:
        if not split.folded:
            memory.setValue(f"splits/{key}", split.saveState())

    split.splitterMoved.connect(keep)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
