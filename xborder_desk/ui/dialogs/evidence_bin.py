"""Evidence that was taken off a case's list: what it was, and putting it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import joined
from xborder_desk.ui.widgets.layouts import clear, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


class EvidenceBinSheet(Sheet):
    """Lists the items that were taken off; ``put_back`` gets the number of one to be put back."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        put_back: Callable[[str], object],
    ) -> None:
        super().__init__(around, parent, N_("Taken off the list"))
        self._put_back = put_back
        told = Text("label", wrap=True)
        self.inside.say(told.setText, N_("Bytes, number and custody of each item stay as they are."))
        self.body.addWidget(told)
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.resize(560, 400)
        job = around.runner.job(lambda _ctx: desk.evidence.bin.list(case), quiet=True)
        job.done.connect(self._show)

    def _show(self, items: Sequence[EvidenceRow]) -> None:
        if not shiboken6.isValid(self):
            return
        clear(self._rows)
        if not items:
            nothing = Text("label", wrap=True)
            self.inside.say(nothing.setText, N_("Nothing was taken off the list of this case."))
            self._rows.addWidget(nothing)
        for item in items:
            words = Text(wrap=True)
            words.setProperty("data", True)  # noqa: FBT003 - a property of Qt's
            self.inside.say_as(words.setText, partial(self._named, item))
            back = push(
                self.inside, self.around.theme, N_("Put back"), partial(self._take, item.number), look="row"
            )
            self.inside.say_as(back.setAccessibleName, partial(_about, back, item.number))
            line = row(words, back)
            line.setStretch(0, 1)
            self._rows.addLayout(line)

    def _named(self, item: EvidenceRow) -> str:
        return joined(self.inside.language, item.number, item.title or item.filename)

    def _take(self, number: str, *_pressed: bool) -> None:
        self.accept()
        self._put_back(number)


def _about(verb: QPushButton, number: str) -> str:
    """Name a verb by what it is about."""
    return f"{verb.text()}: {number}"
