"""Buttons: one primary verb per pane, the others quiet; each with its word or its spoken name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.ui.language import Spoken
    from xborder_desk.ui.theme import Theme

Look: TypeAlias = Literal["", "primary", "row", "link", "chip", "icon", "bare", "tile"]
_INK = {"primary": "on_accent", "link": "accent", "chip": "muted"}


class Chip(QPushButton):
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
    button = Chip() if look == "chip" else QPushButton()
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
