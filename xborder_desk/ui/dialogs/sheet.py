"""A question in a window of its own: Esc closes it, the verb stands at the end, faults stand inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui.keytips import KeyTips
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.widgets.forms import Form


class Sheet(QDialog):
    """A dialog with ``inside`` for its parts, and a primary verb if it has one."""

    def __init__(self, around: Surroundings, parent: QWidget, title: str, verb: str = "") -> None:
        super().__init__(parent)
        self.around = around
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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Watch Alt from the first moment on the screen."""
        super().showEvent(event)
        self.keytips.watch()

    def accept_it(self) -> None:
        """Do what the verb says; a subclass says what."""
        self.accept()

    def run(self, work: Callable[[JobContext], Any], done: Callable[[Any], object], form: Form) -> None:
        """Run a use-case apart; close when done, show beside the field what is wrong."""
        self.verb.setEnabled(False)
        job = self.around.runner.job(work, quiet=True)

        def finished(result: Any) -> None:  # noqa: ANN401 - each use-case's own
            if shiboken6.isValid(self):
                self.accept()
            done(result)

        def failed(error: Exception) -> None:
            if not shiboken6.isValid(self):
                return
            self.verb.setEnabled(True)
            known = self.around.faults.sentence(error)
            sentence = self.inside.language.error(known)
            if isinstance(error, BadInputError) and form.show_wrong(error.field, sentence):
                return
            self.show_strip("danger", sentence)

        job.done.connect(finished)
        job.failed.connect(failed)

    def show_strip(self, kind: str, text: str) -> None:
        """Say something above the form."""
        while (item := self._strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        strip = Strip(self.around.theme, kind, "warning-circle")
        strip.text.setText(text)
        self._strips.addWidget(strip)
