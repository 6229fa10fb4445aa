"""What runs out in all cases, the nearest first, and the calendar file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.dialogs.limit import LimitSheet
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.states import due_kind, due_words
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.deadlines import DeadlineRow
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


def _left(line: DeadlineRow) -> int:
    return (line.due_on - dt.datetime.now().astimezone().date()).days


def _why(line: DeadlineRow, language: Language) -> str:
    return language.say(line.steps[0]) if line.steps else ""


COLUMNS: Final[tuple[Column[DeadlineRow], ...]] = (
    Column(
        "left",
        N_("Runs out"),
        lambda line, language: due_words(_left(line), language)[1],
        pill=lambda line: due_kind(_left(line)),
        icon=lambda _line: "timer",
        chars=23,
    ),
    Column("day", N_("Day"), lambda line, language: language.date(line.due_on), chars=14),
    Column(
        "what",
        N_("What, and why"),
        lambda line, language: language.ctext(f"route:{line.route}:title", line.title),
        second=_why,
        stretch=True,
    ),
    Column("case", N_("Case"), lambda line, _l: line.case, second=lambda line, _l: line.case_title, chars=28),
    Column(
        "checked",
        N_("Checked"),
        lambda line, language: language.text(STATUS_LABELS.get(line.status, line.status)),
        pill=lambda line: "warn" if line.status == UNCHECKED else "ok",
        icon=lambda line: "warning" if line.status == UNCHECKED else "check-circle",
        chars=14,
    ),
)


class DeadlinesPage(PageWidget):
    """Lists deadlines; Enter opens the routes of the case."""

    topics = ("cases",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        title = Text("page")
        self.say(title.setText, N_("Deadlines"))
        export = push(self, around.theme, N_("Calendar file…"), self._ask_file, icon="calendar-check")
        count = push(self, around.theme, N_("Count a time limit…"), self.ask_limit, icon="timer")
        head = row(title, None, count, export)
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="deadlines")
        self.say(self.table.setAccessibleName, N_("Deadlines"))
        self.table.opened.connect(self._open)
        card = Card(around.screen)
        card.whole.setContentsMargins(1, 4, 1, 8)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            Empty(
                around.screen,
                around.theme,
                "calendar-check",
                N_("Nothing runs out"),
                N_("As soon as a case says when something was paid or delivered, its days stand here."),
            )
        )
        card.body.addWidget(self._places)
        self.body.addLayout(head)
        self.body.addWidget(card, 1)

    def gather(self) -> tuple[DeadlineRow, ...]:
        """Give what runs out; boards that are no longer fresh are computed first."""
        return self.desk.deadlines.list()

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        self.model.show(list(found))
        self._places.setCurrentIndex(0 if found else 1)

    def _open(self, number: int) -> None:
        line = self.model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case, "routes", line.route)

    def ask_limit(self, *_checked: bool) -> None:
        """Open the sheet that counts any time limit."""
        LimitSheet(self.around, self).open()

    def _ask_file(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ask_new_file(
            self, self.language.text(N_("Calendar file")), Path(start) / "deadlines.ics", self.export
        )

    def export(self, file: Path) -> None:
        """Write the calendar file."""
        language = self.language

        def told(count: int) -> None:
            self.strip(
                "ok", language.text(N_("Written: {count} deadlines in {file}."), count=count, file=file.name)
            )

        self.do(lambda _ctx: self.desk.deadlines.export(file, language), told)


PAGE: Final = Page(
    "deadlines",
    N_("Deadlines"),
    "timer",
    40,
    DeadlinesPage,
    help=N_("What runs out in all cases, the nearest first. Enter opens the routes of the case."),
)
