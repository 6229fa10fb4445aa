"""A question in a window of its own: Esc closes it, the verb stands at the end, faults stand inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from xborder_desk.domain.errors import BadInputError, ConflictError
from xborder_desk.i18n import N_
from xborder_desk.ui.autosave import Autosave
from xborder_desk.ui.conflicts import both_values
from xborder_desk.ui.keytips import KeyTips
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.drafts import KeptDraft
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.widgets.forms import Form


_FRAME: Final = QSize(16, 56)
"""What a window's frame and title take of the screen, and a little more."""


class Sheet(QDialog):
    """A dialog with ``inside`` for its parts, and a primary verb if it has one."""

    def __init__(self, around: Surroundings, parent: QWidget, title: str, verb: str = "") -> None:
        super().__init__(parent)
        self.around = around
        self.autosave: Autosave | None = None
        # Whether the person has seen what somebody else wrote meanwhile.
        self.over = False
        self._working = False
        self._fitted = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.inside = Spoken(around.screen)
        self.inside.setProperty("role", "plain")
        self.inside.say(self.setWindowTitle, title)
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(18, 16, 18, 8)
        self.body.setSpacing(12)
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(18, 12, 18, 0)
        close = N_("Cancel") if verb else N_("Close")
        self.cancel = push(self.inside, around.theme, close, self.reject)
        buttons = [self.cancel]
        self.verb = push(self.inside, around.theme, verb or N_("OK"), self.accept_it, look="primary")
        self.verb.setVisible(bool(verb))
        if verb:
            self.verb.setDefault(True)
            buttons.append(self.verb)
        self.foot = row(None, *buttons)
        self.foot.setContentsMargins(18, 6, 18, 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._strips)
        layout.addWidget(scrolling(self.inside), 1)
        layout.addLayout(self.foot)
        self.keytips = KeyTips(self)
        self.resize(680, 560)

    def keep_drafts(self, desk: Desk, form: Form, place: str, version: int = 0) -> None:
        """Keep what is typed at a place until it is kept for good; Esc loses nothing of it.

        What was typed there before is put back, and the person told.
        """
        self.autosave = Autosave(self.around.runner, desk.drafts, form, place, self)
        self.autosave.begin(lambda: version)
        self.autosave.resume(self._tell_resumed)

    def _tell_resumed(self, draft: KeptDraft) -> None:
        at = draft.at.astimezone()

        def told() -> str:
            language = self.inside.language
            words = N_("What you typed here before is back (from {when}).")
            return language.text(words, when=language.datetime(at, at.tzinfo))

        strip = self.show_strip("neutral", told)
        begin = push(self.inside, self.around.theme, N_("Begin anew"), self._begin_anew, look="row")
        strip.buttons.addWidget(begin)

    def _begin_anew(self) -> None:
        """Let go of what was typed before."""
        if self.autosave is not None:
            self.autosave.begin_anew()
        self._clear_strips()

    def done(self, result: int) -> None:
        """Close: what was kept for good is no draft any more, what was not is laid aside."""
        if self.autosave is not None:
            if result == QDialog.DialogCode.Accepted:
                self.autosave.forget()
            else:
                self.autosave.lay_aside()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Watch Alt from the first moment on the screen, and put the caret where one types first."""
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            self._fit()
        self.keytips.watch()
        focus: QWidget | None = self.focusWidget()
        first = next((one for one in self.inside.findChildren(QWidget) if self._typed_into(one)), None)
        if focus is None and first is not None:
            first.setFocus()

    def _fit(self) -> None:
        """Be as large as the text is, but never larger than the screen, with room for the window's frame."""
        screen = self.screen().availableSize()
        most = QSize(screen.width() - _FRAME.width(), screen.height() - _FRAME.height())
        wanted = self.size() * (self.around.theme.percent / 100)
        fitting = wanted.boundedTo(most).expandedTo(self.minimumSizeHint())
        if fitting != self.size():
            self.resize(fitting)

    def _typed_into(self, widget: QWidget) -> bool:
        fields = QLineEdit | QPlainTextEdit | QComboBox
        return isinstance(widget, fields) and widget.isEnabled() and widget.isVisibleTo(self)

    def accept_it(self) -> None:
        """Do what the verb says; a subclass says what."""
        self.accept()

    def run(self, work: Callable[[JobContext], Any], done: Callable[[Any], object], form: Form) -> None:
        """Run a use-case apart; close when done, show beside the field what is wrong.

        While it runs nothing is begun a second time: Enter pressed twice is one case, not two.
        """
        if self._working:
            return
        self._working = True
        self.verb.setEnabled(False)
        job = self.around.runner.job(work, quiet=True)

        def finished(result: Any) -> None:  # noqa: ANN401 - each use-case's own
            if shiboken6.isValid(self):
                self.accept()
            done(result)

        def failed(error: Exception) -> None:
            if not shiboken6.isValid(self):
                return
            self._working = False
            self.verb.setEnabled(True)
            known = self.around.faults.sentence(error)

            def sentence() -> str:
                return self.inside.language.error(known)

            if isinstance(error, BadInputError) and form.show_wrong(error.field, sentence):
                return
            if isinstance(error, ConflictError) and error.mine:
                self._show_conflict(error, form)
                return
            self.show_strip("danger", sentence)

        job.done.connect(finished)
        job.failed.connect(failed)

    def _show_conflict(self, error: ConflictError, form: Form) -> None:
        """Show both values, and let the person choose."""
        strip = self.show_strip("warn", lambda: self.inside.language.error(error))
        self.inside.say_as(strip.second.setText, lambda: both_values(error, self.inside.language))
        strip.second.show()

        def theirs() -> None:
            form.put({name: str(value or "") for name, value in error.theirs.items()})
            self.over = True
            self._clear_strips()

        def mine() -> None:
            self.over = True
            self.accept_it()

        for words, verb in ((N_("Keep mine"), mine), (N_("Keep theirs"), theirs)):
            strip.buttons.addWidget(push(self.inside, self.around.theme, words, verb, look="row"))

    def show_strip(self, kind: str, text: str | Callable[[], str]) -> Strip:
        """Say something above the form; what is given as a way to say it follows the language."""
        self._clear_strips()
        icon = "arrow-counter-clockwise" if kind == "neutral" else "warning-circle"
        strip = Strip(self.around.theme, kind, icon)
        self.inside.say_as(strip.text.setText, text if callable(text) else lambda: text)
        self._strips.addWidget(strip)
        return strip

    def _clear_strips(self) -> None:
        while (item := self._strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
