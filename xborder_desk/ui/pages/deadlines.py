"""What runs out in all cases, the nearest first, and the calendar file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.dialogs.limit import LimitSheet
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.printing import Printed, preview
from xborder_desk.ui.states import due_kind, due_words
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.deadlines import DeadlineRow
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.services.routes import Refreshed
    from xborder_desk.ui.frame import Surroundings


_PRINTED: Final = 2000


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
        sort=lambda line: line.due_on,
    ),
    Column(
        "day",
        N_("Day"),
        lambda line, language: language.date(line.due_on),
        whole=True,
        chars=14,
        sort=lambda line: line.due_on,
    ),
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
        self._count = Text("second")
        printing = push(self, around.theme, N_("Print the list (Ctrl+P)"), self.print_list, icon="printer")
        head = Flow(title, self._count, printing, count, export)
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._fresh_on: dt.date | None = None
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.print_list)
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="deadlines")
        self.say(self.table.setAccessibleName, N_("Deadlines"))
        self.table.opened.connect(self._open)
        self.table.let_order()
        self.table.keep_chosen()
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
        self.body.addWidget(head)
        self.body.addWidget(card, 1)

    def gather(self) -> tuple[DeadlineRow, ...]:
        """Give what runs out, as it was computed last."""
        return self.desk.deadlines.list(fresh=False)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        self.model.show(list(found))
        self._places.setCurrentIndex(0 if found else 1)
        self._count.setText(self.language.plural("{n} deadline", "{n} deadlines", len(found)))
        self._bring_up_to_date()

    def print_list(self) -> None:
        """Show how the list would be printed."""
        head, cells = self.table.table_of(range(min(self.model.size(), _PRINTED)))
        preview(self, self.language, Printed(self.language.text(N_("Deadlines")), head, cells))

    def _bring_up_to_date(self) -> None:
        """Compute what is no longer fresh: once a day as a job to watch, after a change in silence."""
        today = dt.datetime.now(self.desk.zone).date()
        title = "" if self._fresh_on == today else N_("Bringing deadlines up to date")
        self._fresh_on = today
        job = self.around.runner.job(self.desk.routes.refresh, title, quiet=not title)
        job.done.connect(self._up_to_date)

    def _up_to_date(self, refreshed: Refreshed) -> None:
        if refreshed.computed:
            self.around.changes.tell("cases")

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
            said, deadlines = (
                N_("Written: {deadlines} in {file}."),
                Counted("{n} deadline", "{n} deadlines", count),
            )
            self.strip("ok", lambda: self.language.text(said, deadlines=deadlines, file=file.name))

        self.do(lambda _ctx: self.desk.deadlines.export(file, language), told)


PAGE: Final = Page(
    "deadlines",
    N_("Deadlines"),
    "timer",
    40,
    DeadlinesPage,
    help=N_("What runs out in all cases, the nearest first. Enter opens the routes of the case."),
)
