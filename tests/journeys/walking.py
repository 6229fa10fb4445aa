"""Going through a window by Tab as a person without a mouse does; hearing it as a screen reader does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_STEPS: Final = 400
_MOST_NODES: Final = 20_000
_MOST_CHILDREN: Final = 400
# Windows are named by their titles; a text that can be selected is what it says, also while it is empty.
_SILENT: Final = (
    QAccessible.Role.Window,
    QAccessible.Role.Dialog,
    QAccessible.Role.Client,
    QAccessible.Role.StaticText,
)


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    """Name a control in a message of a test."""
    return f"{type(widget).__name__} “{name_of(widget)}” in {type(widget.parent()).__name__}"


def walk(window: QWidget, *, back: bool = False) -> list[QWidget]:
    """Press Tab (or Shift and Tab) until one is where one began; gives every control that had the focus."""
    first = QApplication.focusWidget()
    if first is None or first.window() is not window:
        window.setFocus()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        first = QApplication.focusWidget()
    assert first is not None
    seen = [first]
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    modifiers = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    for _step in range(MOST_STEPS):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key, modifiers)
        now = QApplication.focusWidget()
        if now is here and reachable(window) == {here}:
            return seen
        assert now is not here, f"Tab does not leave {told(here)}"
        assert now is not None
        if now is first:
            return seen
        assert now not in seen, f"Tab goes round without coming back: {told(now)}"
        seen.append(now)
    raise AssertionError("Tab never comes back")  # noqa: EM101, TRY003 - what a failing test says


def reachable(window: QWidget) -> set[QWidget]:
    """Every control in view that wants the focus by Tab."""
    return {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is window
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QScrollArea)
    }


def place(widget: QWidget) -> QRect:
    """Where a control stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def jumps(seen: list[QWidget], *, rtl: bool = False) -> list[str]:
    """Give steps against the direction of reading: up, or back in a line, within the same card."""
    found = []
    for one, other in pairwise(seen):
        card = _card(one)
        if card is None or card is not _card(other):
            continue
        here, there = place(one), place(other)
        level = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
        if level > min(here.height(), there.height()) // 2:
            forward = there.center().x() - here.center().x()
            if (forward < 0) != rtl and abs(forward) > 4:
                found.append(f"back in the line: {told(one)} → {told(other)}")
        elif there.bottom() <= here.top() + 4 and not _beside(here, there):
            found.append(f"up: {told(one)} → {told(other)}")
    return found


def _beside(here: QRect, there: QRect) -> bool:
    """Whether one stands in another column: going on at its top is how columns are read."""
    return there.left() >= here.right() or there.right() <= here.left()


def _card(widget: QWidget) -> QWidget | None:
    above: QWidget | None = widget
    while above is not None and above.property("role") != "card":
        above = above.parentWidget()
    return above


def nodes(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Every node of the tree a screen reader sees below a window."""
    waiting: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(root)]
    count = 0
    while waiting and count < _MOST_NODES:
        node = waiting.pop()
        if node is None or not node.isValid():
            continue
        count += 1
        yield node
        if node.role() not in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}:
            waiting += [node.child(number) for number in range(min(node.childCount(), _MOST_CHILDREN))]


def nameless(root: QWidget) -> list[str]:
    """Nodes that can have the focus, or are a picture that means something, without a name."""
    found = []
    for node in nodes(root):
        state = node.state()
        if state.invisible or not state.focusable or state.disabled:
            continue
        if node.role() in _SILENT:
            continue
        made = node.object()
        name = node.text(QAccessible.Text.Name).strip()
        if not name or (isinstance(made, QComboBox) and not _labelled(made)):
            owner = type(made.parent()).__name__ if isinstance(made, QWidget) else ""
            found.append(f"{node.role().name} {type(made).__name__} in {owner}")
    return found


def _labelled(box: QComboBox) -> bool:
    """Whether one hears what a list is for: on Linux its name is what is chosen in it."""
    return bool(box.accessibleDescription()) or any(
        label.buddy() is box for label in box.window().findChildren(QLabel)
    )
