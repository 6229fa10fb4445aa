"""Letters to press with Alt, shown while Alt is held: unique in the window, in every language and script."""

from __future__ import annotations

import string
import unicodedata
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = string.ascii_uppercase + string.digits
_ENDS: Final = frozenset({QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress})
_CONTROLS: Final = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


class KeyTips(QObject):
    """Watches Alt in one window. No text has to carry a mark for it, so no translation can spoil it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QObject | None = None
        self._targets: dict[str, QWidget] = {}
        self._badges: list[QLabel] = []

    def watch(self) -> None:
        """Begin, once the window is on the screen: its keys pass here before they reach a control."""
        handle = self._window.windowHandle()
        if handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle

    @property
    def shown(self) -> dict[str, QWidget]:
        """The letters shown right now and what they press."""
        return dict(self._targets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Show letters with Alt, press with a letter, hide with anything else."""
        del watched
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if self._targets and (kind in _ENDS or _let_go(event)):
            self.hide()
        return False

    def show(self) -> None:
        """Show a letter at every control in view."""
        self.hide()
        top = self._window
        controls = [one for one in top.findChildren(QWidget) if self._reachable(one)]
        self._targets = assign(controls)
        for letter, control in self._targets.items():
            badge = QLabel(letter, top)
            badge.setProperty("role", "keytip")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            badge.adjustSize()
            corner = control.mapTo(top, QPoint(control.width() // 2, control.height()))
            badge.move(corner - QPoint(badge.width() // 2, badge.height() // 2))
            badge.show()
            badge.raise_()
            self._badges.append(badge)

    def hide(self) -> None:
        """Take the letters away."""
        for badge in self._badges:
            if shiboken6.isValid(badge):
                badge.hide()
                badge.deleteLater()
        self._badges.clear()
        self._targets = {}

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self.show()
            return False
        if not self._targets:
            return False
        letter = chr(event.key()) if 0 <= event.key() < 0x7F else ""  # noqa: PLR2004 - the keys of ASCII
        control = self._targets.get(letter.upper())
        if control is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self.hide()
        if shiboken6.isValid(control):
            press(control)
        return True

    def _reachable(self, control: QWidget) -> bool:
        return (
            isinstance(control, _CONTROLS)
            and control.isVisible()
            and control.isEnabled()
            and not control.visibleRegion().isEmpty()
            and not isinstance(control.parent(), QComboBox | QLineEdit | QAbstractItemView)
        )


def _let_go(event: QEvent) -> bool:
    released = event.type() == QEvent.Type.KeyRelease
    return released and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt


def assign(controls: Iterable[QWidget]) -> dict[str, QWidget]:
    """Give each control a letter of its own: one of its own words if it can, else the next that is free."""
    given: dict[str, QWidget] = {}
    late = []
    for control in controls:
        words = control.text() if isinstance(control, QAbstractButton) else control.accessibleName()
        plain = unicodedata.normalize("NFKD", words or control.accessibleName()).upper()
        letter = next((char for char in plain if char in LETTERS and char not in given), "")
        if letter:
            given[letter] = control
        else:
            late.append(control)
    for control in late:
        free = next((char for char in LETTERS if char not in given), "")
        if free:
            given[free] = control
    return given


def press(control: QWidget) -> None:
    """Press a button, or go to a field."""
    control.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(control, QAbstractButton):
        control.click()
    elif isinstance(control, QLineEdit):
        control.selectAll()
