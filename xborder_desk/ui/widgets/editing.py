"""A card that is read, and edited in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import bring, clear, column, holding, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QKeyEvent

    from xborder_desk.services.drafts import KeptDraft
    from xborder_desk.ui.autosave import Autosave
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


_LEAST_NAME: Final = 110
_LETTERS: Final = 16
"""The most room of a name that stands before its value."""


def _keep_in_view(field: QWidget) -> None:
    """Have a field seen as soon as its form has its place, unless one is elsewhere by then."""
    if field.hasFocus():
        bring(field)


class EditCard(Card):
    """A card with a form behind it. ``saved`` gives what was typed; Esc leaves it as it was.

    ``version`` is that of the record when somebody began to type. What was typed and not saved is kept as a
    draft where there is an ``autosave``, and put back when the form opens again: then ``resumed`` tells.
    """

    saved = Signal(object)
    resumed = Signal(object)
    version = 0

    def __init__(self, screen: ScreenLanguage, theme: Theme, title: str) -> None:
        super().__init__(screen, title)
        self.form = Form(screen)
        self._values: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._now = 0
        self.autosave: Autosave | None = None
        self.edit = push(self, theme, N_("Edit"), self.start, icon="pencil-simple", look="link")
        self.tools.addWidget(self.edit)
        self.shown = QVBoxLayout()
        self.shown.setSpacing(6)
        self._save = push(self, theme, N_("Save"), self._accept, look="primary")
        self._cancel = push(self, theme, N_("Cancel"), self.stop)
        self.form.accepted.connect(self._accept)
        self.shown.setContentsMargins(0, 0, 0, 0)
        self._reading = holding(self.shown)
        self._editing = holding(column(self.form, row(None, self._cancel, self._save)))
        self._editing.hide()
        self.body.addWidget(self._reading)
        self.body.addWidget(self._editing)

    @property
    def editing(self) -> bool:
        """Whether the form is in view."""
        return self._editing.isVisibleTo(self)

    def show_values(self, values: Mapping[str, str], version: int = 0) -> None:
        """Keep the values the form begins with, and the version of the record they are from."""
        self._values = dict(values)
        self._now = version

    def start(self) -> None:
        """Edit."""
        self._begun = dict(self._values)
        self.version = self._now
        self.form.fill(self._values)
        if self.autosave is not None:
            self.autosave.begin(self._version)
            self.autosave.resume(self._put_back)
        self._reading.hide()
        self._editing.show()
        self.edit.hide()
        first = self.form.editor(next(iter(self.form.values())))
        first.setFocus()
        QTimer.singleShot(0, first, partial(_keep_in_view, first))

    def stop(self) -> None:
        """Go back to reading; what was typed is laid aside."""
        if self.autosave is not None:
            self.autosave.lay_aside()
        self.read()
        self.edit.setFocus()

    def finish(self) -> None:
        """Go back to reading, because what was typed is kept for good or not wanted."""
        if self.autosave is not None:
            self.autosave.forget()
        self.read()
        self.edit.setFocus()

    def begin_anew(self) -> None:
        """Let go of what was typed before."""
        if self.autosave is not None:
            self.autosave.begin_anew()
        self.version = self._now

    def _version(self) -> int:
        return self.version

    def _put_back(self, draft: KeptDraft) -> None:
        # It was begun on an older version: somebody may have changed the record since.
        self.version = draft.version
        self.resumed.emit(draft)

    def read(self) -> None:
        """Show what is kept, wherever the caret is."""
        self._editing.hide()
        self._reading.show()
        self.edit.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc stops editing."""
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        typed = self.form.values()
        self.saved.emit({name: value for name, value in typed.items() if value != self._begun.get(name, "")})


class Pairs(QWidget):
    """Names and values below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show these in place of those before; a pair without a value is left out."""
        clear(self._grid)
        widest = 0
        for number, (name, value) in enumerate((name, value) for name, value in pairs if value):
            label, words = Text("label", wrap=True), Text(wrap=True, select=True)
            label.setText(name)
            words.setText(value)
            widest = max(widest, label.fontMetrics().horizontalAdvance(name))
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(words, number, 1)
        self._grid.setColumnMinimumWidth(0, self._room(widest))

    def _room(self, widest: int) -> int:
        """Give the room of the names: as much as they want, but no more than a few words have."""
        return max(_LEAST_NAME, min(widest + 2, _LETTERS * self.fontMetrics().averageCharWidth()))
