"""Views that may be out of sight: they take language, direction and letters when they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from xborder_desk.ui.language import Spoken, turn_panes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent

    from xborder_desk.ui.language import ScreenLanguage


class View(Spoken):
    """A page, or a case with its pages: one of many in a window, of which one is seen.

    While it is out of sight a change of language passes it by. It catches up before it is painted: what
    was never seen in between is never said.
    """

    def __init__(self, screen: ScreenLanguage, parent: QWidget | None = None) -> None:
        self._behind = False
        self._letters: list[str] = []
        super().__init__(screen, parent)
        screen.changing.connect(self._stay)

    @property
    def behind(self) -> bool:
        """Whether the language was changed while this was out of sight."""
        return self._behind

    def event(self, event: QEvent) -> bool:
        """Let a change of language pass by while nobody sees it; Qt would tell every part of it."""
        if event.type() == QEvent.Type.LanguageChange and self._behind:
            if not self.isVisible():
                return True
            self._dress()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up; inside a view that is behind itself, with that."""
        super().showEvent(event)
        if self._behind and not _inside_one_behind(self):
            QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))

    def _stay(self) -> None:
        if not self.isVisible() and not self._behind:
            self._behind = True
            self._letters = QApplication.font().families()
            # As it is: one of its own, so that the new one is not handed down to every part.
            self.setLayoutDirection(self.layoutDirection())

    def _dress(self) -> None:
        self._behind = False
        before = self.layoutDirection()
        self.unsetLayoutDirection()
        if self.layoutDirection() != before:
            turn_panes(self)
        if self._letters != QApplication.font().families():
            hand_on_letters([self])


def hand_on_letters(roots: Iterable[QWidget]) -> None:
    """Have widgets and their parts take the application's font; what is behind takes it later.

    Qt tells windows of another font, and they their parts; not so those that a style sheet dresses.
    """
    waiting = list(roots)
    while waiting:
        widget = waiting.pop()
        if isinstance(widget, View) and widget.behind:
            continue
        QApplication.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))
        waiting += [one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow()]


def _inside_one_behind(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, View) and parent.behind:
            return True
        parent = parent.parentWidget()
    return False
