"""Going to anything: a few letters, Enter, there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.cards import joined
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_MOST: Final = 30
_WAIT: Final = 120

COLUMNS: Final[tuple[Column[CaseRow], ...]] = (
    Column(
        "case",
        N_("Case"),
        lambda row, language: joined(language, row.number, row.title),
        second=lambda row, language: joined(
            language, row.consumer, row.seller, language.text(label_of(CaseStatus, row.status))
        ),
        stretch=True,
    ),
)


class GoToSheet(Sheet):
    """Finds cases by any word of theirs."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, opened: Callable[[str], object]
    ) -> None:
        super().__init__(around, parent, N_("Go to anything"))
        self._desk = desk
        self._opened = opened
        self._asked = 0
        self._entering = False
        self._pending = False
        self.line = QLineEdit()
        self.inside.say(self.line.setPlaceholderText, N_("Number, title, name, order number …"))
        self.inside.say(self.line.setAccessibleName, N_("Search"))
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, lines=2)
        self.table.horizontalHeader().hide()
        self.inside.say(self.table.setAccessibleName, N_("Cases found"))
        self.body.addWidget(self.line)
        self.body.addWidget(self.table, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._ask)
        self.line.textEdited.connect(self._wait)
        self.line.installEventFilter(self)
        self.table.opened.connect(self._open)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up, Down and Enter of the line work in the list."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.table.pick(min(max(self.table.current_row() + step, 0), self.model.size() - 1))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Go to the row that is chosen; rows of other words than those in the line are none to go to."""
        self._entering = self._pending
        if not self._entering:
            self._open(max(self.table.current_row(), 0))
        elif self._timer.isActive():
            self._ask()

    def _wait(self, _text: str) -> None:
        self._pending, self._entering = True, False
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self._pending = True
        self._asked += 1
        asked, text = self._asked, self.line.text()

        def found(rows: list[CaseRow]) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self.model.show(rows)
                self.table.pick(0)
                self._pending = self._timer.isActive()
                if self._entering:
                    self._entering = False
                    self._open(0)

        cases = self._desk.cases
        job = self.around.runner.job(lambda _ctx: cases.rows(cases.ids(text)[:_MOST]), quiet=True)
        job.done.connect(found)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.accept()
            self._opened(row.number)
