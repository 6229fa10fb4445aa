"""Buttons: one primary verb per pane, the others quiet; each with its word or its spoken name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtWidgets import QPushButton, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.ui.language import Spoken
    from xborder_desk.ui.theme import Theme

Look: TypeAlias = Literal["", "primary", "row", "link", "chip", "icon", "tile"]
_INK = {"primary": "on_accent", "link": "accent", "chip": "muted"}


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
    button = QPushButton()
    button.setAutoDefault(False)
    if look:
        button.setProperty("look", look)
    if look == "icon":
        owner.say(button.setAccessibleName, text)
        owner.say(button.setToolTip, text)
    else:
        owner.say(button.setText, text)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if look == "chip":
        button.setCheckable(True)
    if icon:
        theme.dress(button, icon, _INK.get(look, "text"), 16)
    if clicked is not None:
        button.clicked.connect(clicked)
    return button
