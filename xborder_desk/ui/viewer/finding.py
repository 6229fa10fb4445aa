"""The line where words to find are typed, and how many places were found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.ui.frame import Surroundings

_QUIET_MS: Final = 250


class FindBar(Spoken):
    """``asked`` gives the words once typing pauses; ``stepped`` the place (from 0) to go to."""

    asked = Signal(str)
    stepped = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._count, self._at = -1, -1
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(120)
        self.say(self.field.setPlaceholderText, N_("Find in this item …"))
        self.say(self.field.setAccessibleName, N_("Find in this item"))
        self.found = Text("label")
        self._before = push(
            self,
            around.theme,
            N_("Place before (Shift+F3)"),
            partial(self.step, -1),
            icon="caret-up",
            look="icon",
        )
        self._after = push(
            self, around.theme, N_("Next place (F3)"), partial(self.step, 1), icon="caret-down", look="icon"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for part in (self.field, self.found, self._before, self._after):
            layout.addWidget(part, 1 if part is self.field else 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUIET_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._show_count()

    def words(self) -> str:
        """Give what is typed."""
        return self.field.text()

    def take_focus(self) -> None:
        """Put the caret here."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def begin(self) -> None:
        """Look for the same words in another item."""
        self._count = self._at = -1
        self._show_count()
        if self.words():
            self._ask()

    def show_found(self, count: int) -> None:
        """Show how many places there are; the first is gone to."""
        self._count, self._at = count, -1
        self._show_count()
        if count and self.words():
            self.step(1)

    def show_fault(self, sentence: str) -> None:
        """Show why nothing could be searched."""
        self._count = self._at = -1
        self._show_count()
        self.found.setText(sentence)
        self.found.show()

    def step(self, by: int, *_checked: bool) -> None:
        """Go to the next place or the one before, round at the ends."""
        if self._count > 0:
            self._at = (self._at + by) % self._count if self._at >= 0 else (0 if by > 0 else self._count - 1)
            self._show_count()
            self.stepped.emit(self._at)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if hasattr(self, "found"):
            self._show_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter goes on, with Shift back; Esc empties the line before it closes anything."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.words():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _enter(self, by: int) -> None:
        if self._pause.isActive():
            self._ask()
        else:
            self.step(by)

    def _typed(self, _words: str) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit(self.words())

    def _show_count(self) -> None:
        _ = self.language.text
        if self._count < 0 or not self.words():
            words = ""
        elif not self._count:
            words = _(N_("not found"))
        else:
            words = _(N_("{place} of {places}"), place=self._at + 1, places=self._count)
        self.found.setText(words)
        self.found.setVisible(bool(words))
        for button in (self._before, self._after):
            button.setVisible(self._count > 0)
