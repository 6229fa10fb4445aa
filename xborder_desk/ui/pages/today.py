"""The morning: what runs out first, whose answer is due, and what is running."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from xborder_desk.domain.choices import CLOSED_STATUSES, Channel, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.states import CHANNEL_ICONS, due_kind, due_words
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, joined
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.cases import CaseRow
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_LOOKED_AT: Final = 100
_AHEAD: Final = 30
_MOST: Final = 40


@dataclass(frozen=True)
class DueLine:
    """A thing to do on a day, in a case."""

    case: str
    sides: str
    text: str
    on: dt.date
    left: int


@dataclass(frozen=True)
class ReplyLine:
    """An attempt whose answer was asked for by a day."""

    case: str
    attempt: str
    channel: str
    address: str
    by: dt.date
    left: int


@dataclass(frozen=True)
class Morning:
    """What the page shows."""

    today: dt.date
    due: tuple[DueLine, ...]
    replies: tuple[ReplyLine, ...]
    latest: tuple[CaseRow, ...]
    cases: int


DUE: Final[tuple[Column[DueLine], ...]] = (
    Column(
        "left",
        N_("Runs out"),
        lambda line, language: due_words(line.left, language)[1],
        pill=lambda line: due_kind(line.left),
        icon=lambda _line: "timer",
        chars=18,
    ),
    Column(
        "what",
        N_("What, and when"),
        lambda line, _l: line.text,
        second=lambda line, language: language.date(line.on, "long"),
        stretch=True,
    ),
    Column("case", N_("Case"), lambda line, _l: line.case, second=lambda line, _l: line.sides, chars=34),
)
REPLIES: Final[tuple[Column[ReplyLine], ...]] = (
    Column(
        "address",
        N_("Attempt"),
        lambda line, language: language.isolate(line.address),
        second=lambda line, language: joined(
            language, language.text(label_of(Channel, line.channel)), line.case, line.attempt
        ),
        icon=lambda line: CHANNEL_ICONS.get(line.channel, "phone"),
        stretch=True,
    ),
    Column(
        "by",
        N_("Answer asked for by"),
        lambda line, language: due_words(line.left, language)[1],
        second=lambda line, language: language.date(line.by),
        chars=20,
    ),
)
LATEST: Final[tuple[Column[CaseRow], ...]] = (
    Column(
        "case",
        N_("Case"),
        lambda case, _l: case.title,
        second=lambda case, language: joined(language, case.number, case.consumer, case.seller),
        stretch=True,
    ),
    Column("changed", N_("Changed"), lambda case, language: language.date(case.updated_at.date()), chars=16),
)


class TodayPage(PageWidget):
    """Says what runs out first; each line opens the case where the work is."""

    topics = ("cases",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._greeting, self._date = Text("page"), Text("second")
        new = push(self, around.theme, N_("New case"), around.guide.new_case, icon="plus", look="primary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self._date)
        head = row(gap=12)
        head.addLayout(words, 1)
        head.addWidget(new)
        self.body.addLayout(head)
        self.due_model = TableModel(around.screen, DUE, self)
        self.reply_model = TableModel(around.screen, REPLIES, self)
        self.latest_model = TableModel(around.screen, LATEST, self)
        calm = Empty(
            around.screen,
            around.theme,
            "calendar-check",
            N_("Nothing runs out in the next weeks"),
            N_("Tasks with a day, and deadlines of your cases, appear here as soon as there are any."),
        )
        self.due_card, self.due_table, self._due_place = self._card(
            N_("Running out"), self.due_model, calm, self._open_due
        )
        silent = Empty(
            around.screen,
            around.theme,
            "phone-call",
            N_("No answer is overdue"),
            N_("Attempts with a day for the answer appear here when that day comes near."),
        )
        self.reply_card, self.reply_table, self._reply_place = self._card(
            N_("Answers due"), self.reply_model, silent, self._open_reply
        )
        none = Empty(
            around.screen,
            around.theme,
            "briefcase",
            N_("No case yet"),
            N_("Open your first case; evidence can be dropped onto it right away."),
        )
        self.latest_card, self.latest_table, self._latest_place = self._card(
            N_("Changed last"), self.latest_model, none, self._open_latest
        )
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.due_card, 3)
        left.addWidget(self.reply_card, 2)
        right.addWidget(self.latest_card)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 9)
        columns.addLayout(right, 5)
        self.body.addLayout(columns, 1)

    def gather(self) -> Morning:
        """Gather what runs out in the newest cases."""
        today = dt.datetime.now(self.desk.zone).date()
        ids = self.desk.cases.ids()
        rows = self.desk.cases.rows(ids[:_LOOKED_AT])
        working = [case for case in rows if case.status not in CLOSED_STATUSES]
        due = [line for case in working for line in self._due_lines(case, today)]
        replies = [line for case in working if case.attempts for line in self._reply_lines(case, today)]
        latest = sorted(rows, key=lambda case: case.updated_at, reverse=True)
        return Morning(
            today,
            tuple(sorted(due, key=lambda line: line.on)[:_MOST]),
            tuple(sorted(replies, key=lambda line: line.by)[:_MOST]),
            tuple(latest[:_MOST]),
            len(ids),
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show the morning."""
        morning: Morning = found
        _ = self.language.text
        name = self.around.doors.settings().name
        self._greeting.setText(_("Good day, {name}", name=name) if name else _("Today"))
        day = self.language.date(morning.today, "full")
        cases = self.language.plural("{n} case in this office", "{n} cases in this office", morning.cases)
        self._date.setText(f"{day} · {cases}")
        self.due_model.show(morning.due)
        self.reply_model.show(morning.replies)
        self.latest_model.show(morning.latest)
        for model, place, card in (
            (self.due_model, self._due_place, self.due_card),
            (self.reply_model, self._reply_place, self.reply_card),
            (self.latest_model, self._latest_place, self.latest_card),
        ):
            place.setCurrentIndex(0 if model.size() else 1)
            card.show_count(self.language.number(model.size()) if model.size() else "")

    def _due_lines(self, case: CaseRow, today: dt.date) -> list[DueLine]:
        view = self.desk.cases.show(case.number)
        sides = f"{case.consumer} – {case.seller}"
        return [
            DueLine(case.number, sides, task.text, task.due_on, (task.due_on - today).days)
            for task in view.tasks
            if task.due_on and task.done_at is None and (task.due_on - today).days <= _AHEAD
        ]

    def _reply_lines(self, case: CaseRow, today: dt.date) -> list[ReplyLine]:
        return [
            ReplyLine(
                case.number, one.number, one.channel, one.address, one.reply_by, (one.reply_by - today).days
            )
            for one in self.desk.contacts.list(case.number)
            if one.reply_by and not one.replies and (one.reply_by - today).days <= _AHEAD
        ]

    def _card(
        self, title: str, model: TableModel[Any], empty: Empty, opened: Callable[[int], None]
    ) -> tuple[Card, Table, QStackedWidget]:
        card = Card(self.around.screen, title)
        card.whole.setContentsMargins(1, 12, 1, 8)
        card.head.setContentsMargins(16, 0, 16, 0)
        table = Table(self.around.theme, model, lines=2)
        self.say(table.setAccessibleName, title)
        table.opened.connect(opened)
        place = QStackedWidget()
        place.addWidget(table)
        place.addWidget(empty)
        card.body.addWidget(place)
        return card, table, place

    def _open_due(self, number: int) -> None:
        line = self.due_model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case)

    def _open_reply(self, number: int) -> None:
        line = self.reply_model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case, "contacts", line.attempt)

    def _open_latest(self, number: int) -> None:
        case = self.latest_model.row(number)
        if case is not None:
            self.around.guide.open_case(case.number)


PAGE: Final = Page(
    "today",
    N_("Today"),
    "sun-horizon",
    10,
    TodayPage,
    help=N_(
        "What runs out first: tasks with a day, and attempts whose answer is due. Up and Down walk, "
        "Enter opens the work itself. Cases that were changed last stand beside it."
    ),
)
