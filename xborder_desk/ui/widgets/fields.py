"""A field of one line that shows the beginning of its words where there is no room for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_REASON: Final = Qt.FocusReason
# The keyboard goes elsewhere for a moment: whoever is typing goes on where they were.
_PASSING: Final = frozenset({_REASON.ActiveWindowFocusReason, _REASON.PopupFocusReason})


class OneLine(QLineEdit):
    """One line; where nobody types in it, it shows the beginning of its words, not their end."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setText(text)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        """Show a text from its beginning; where somebody types, the caret stands behind it as Qt has it."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the beginning again when the keyboard goes on to another field."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.setCursorPosition(0)
