"""Buttons: one primary verb per pane, the others quiet; each with its word or its spoken name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from xborder_desk.ui.language import Spoken
    from xborder_desk.ui.theme import Theme

Look: TypeAlias = Literal["", "primary", "row", "link", "chip", "icon", "bare", "tile"]
_INK = {"primary": "on_accent", "link": "accent", "chip": "muted"}


class Button(QPushButton):
    """A button that Enter presses, as Space does; in a question Enter is its verb, wherever one is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press it."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain
        if enter and not event.isAutoRepeat() and not isinstance(self.window(), QDialog):
            self.click()
        else:
            super().keyPressEvent(event)


class Chip(Button):
    """A choice among a few; it has room for its bold state, so that choosing moves nothing."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the words in bold."""
        bold = self.font()
        bold.setBold(True)
        wide = QFontMetrics(bold).horizontalAdvance(self.text()) + 28
        size = super().sizeHint()
        return QSize(max(size.width(), wide), size.height())


def push(
    owner: Spoken,
    theme: Theme,
    text: str,
    clicked: Callable[..., object] | None = None,
    *,
    icon: str = "",
    look: Look = "",
) -> QPushButton:
    """Make a button of ``owner``; ``text`` is a marked text, which an icon button only says aloud."""
    button = Chip() if look == "chip" else Button()
    button.setAutoDefault(False)
    if look:
        button.setProperty("look", look)
    if look in {"icon", "bare"}:
        owner.say(button.setAccessibleName, text)
        owner.say(button.setToolTip, text)
    else:
        owner.say(button.setText, text)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if look == "chip":
        button.setCheckable(True)
    if icon:
        theme.dress(button, icon, _INK.get(look, "text"), 16)
    if clicked is not None:
        button.clicked.connect(clicked)
    return button
