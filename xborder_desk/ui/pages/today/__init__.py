"""The morning: what runs out first, whom to try again, what arrived, what is running."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout

from xborder_desk.domain.morning import DEADLINE, TASK, Morning
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.today.columns import ATTEMPTS, DUE, LATEST, NEWS
from xborder_desk.ui.pages.today.jobs import JobsCard
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from xborder_desk.domain.morning import AttemptLine, DueLine, NewsLine
    from xborder_desk.services import Desk
    from xborder_desk.services.routes import Refreshed
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.models.table import Column

_NARROW: Final = 900
_CHOICE: Final = "today/whose"
_WHOSE: Final = (("", N_("Whole office")), ("mine", N_("My cases")))


@dataclass(frozen=True)
class Part:
    """One list of the page, with its card and what stands there when it is empty."""

    model: TableModel[Any]
    table: Table
    card: Card
    place: QStackedWidget
    empty: Empty

    def show(self, rows: Sequence[Any], count: str) -> None:
        """Show rows, or that there are none."""
        self.model.show(rows)
        self.place.setCurrentIndex(0 if rows else 1)
        self.card.show_count(count)
        self.card.tools.setVisible(bool(rows))


class TodayPage(PageWidget):
    """Says what runs out first; each line opens the place where the work is."""

    topics = ("cases",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._whose = Chips(around.screen, around.theme, _WHOSE)
        self._whose.choose(str(around.memory.value(_CHOICE) or ""))
        self._whose.chosen.connect(self._choose)
        self._mine = self._whose.value() == "mine"
        self._refreshed = ""
        self._head()
        self.due = self._part(
            N_("Running out"), DUE, ("calendar-check", N_("Nothing runs out in the next weeks"), _NO_DUE)
        )
        self.attempts = self._part(
            N_("Contact attempts due"),
            ATTEMPTS,
            ("phone-call", N_("Nobody is to be tried again"), _NO_ATTEMPT),
        )
        self.news = self._part(
            N_("New since you looked"), NEWS, ("tray", N_("Nothing new"), _NO_NEWS), "mark"
        )
        make = push(self, around.theme, N_("New case"), around.guide.new_case, look="primary")
        self.latest = self._part(
            N_("Changed last"), LATEST, ("briefcase", N_("No case yet"), _NO_CASE), button=make
        )
        self.jobs = JobsCard(around)
        self.due.table.opened.connect(self._open_due)
        self.due.table.acted.connect(self._act_due)
        self.attempts.table.opened.connect(self._open_attempt)
        self.attempts.table.acted.connect(self._log)
        self.news.table.opened.connect(self._open_news)
        self.news.table.acted.connect(self._see)
        self.latest.table.opened.connect(self._open_latest)
        self._key(self.due.table, Qt.Key.Key_Space, self._act_due)
        self._key(self.news.table, Qt.Key.Key_Space, self._see)
        self._lay()

    def gather(self) -> Morning:
        """Gather the morning."""
        return self.desk.today.show(mine=self._mine)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show the morning."""
        morning: Morning = found
        _ = self.language.text
        name = self.around.doors.settings().name
        self._greeting.setText(_("Good day, {name}", name=name) if name else _("Today"))
        day = self.language.date(morning.today, "full")
        cases = self.language.plural("{n} case in this office", "{n} cases in this office", morning.cases)
        self._date.setText(f"{day} · {cases}")
        for part, rows, total in (
            (self.due, morning.due, morning.due_total),
            (self.attempts, morning.attempts, morning.attempts_total),
            (self.news, morning.news, morning.news_total),
            (self.latest, morning.latest, len(morning.latest)),
        ):
            part.show(rows, self._counted(len(rows), total))
        next_day = self.language.date(morning.next_due, "long") if morning.next_due is not None else ""
        self.due.empty.hint(_("The next day is {day}.", day=next_day) if next_day else "")
        self._refresh_routes(morning)

    def _head(self) -> None:
        self._greeting, self._date = Line("page"), Line("second")
        new = push(
            self, self.around.theme, N_("New case"), self.around.guide.new_case, icon="plus", look="primary"
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self._date)
        head = row(gap=12)
        head.addLayout(words, 1)
        head.addWidget(new)
        self.body.addLayout(head)
        self.body.addWidget(self._whose)

    def _lay(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(12)
        left.addWidget(self.due.card, 3)
        left.addWidget(self.attempts.card, 2)
        right.addWidget(self.news.card, 3)
        right.addWidget(self.jobs)
        right.addWidget(self.latest.card, 2)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(12)
        self._sides.addLayout(left, 9)
        self._sides.addLayout(right, 6)
        self.body.addLayout(self._sides, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay both sides below each other where there is no room beside."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * self.around.theme.percent // 100
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._sides.direction() != way:
            self._sides.setDirection(way)

    def _part(
        self,
        title: str,
        columns: tuple[Column[Any], ...],
        nothing: tuple[str, str, str],
        verb: str = "",
        button: QPushButton | None = None,
    ) -> Part:
        model: TableModel[Any] = TableModel(self.around.screen, columns, self)
        card = Card(self.around.screen, title)
        card.whole.setContentsMargins(1, 12, 1, 8)
        card.head.setContentsMargins(16, 0, 16, 0)
        if verb:
            seen = push(card, self.around.theme, N_("Mark all as seen"), self._see_all, look="link")
            card.tools.addWidget(seen)
        table = Table(self.around.theme, model, lines=2)
        table.keep_chosen()
        self.say(table.setAccessibleName, title)
        icon, head, text = nothing
        buttons = (button,) if button is not None else ()
        empty = Empty(self.around.screen, self.around.theme, icon, head, text, *buttons)
        place = QStackedWidget()
        place.addWidget(table)
        place.addWidget(empty)
        card.body.addWidget(place)
        return Part(model, table, card, place, empty)

    def _key(self, table: Table, key: Qt.Key, slot: Callable[[int], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(partial(self._at, table, slot))

    @staticmethod
    def _at(table: Table, slot: Callable[[int], None]) -> None:
        if table.current_row() >= 0:
            slot(table.current_row())

    def _counted(self, shown: int, total: int) -> str:
        if not total:
            return ""
        number = self.language.number
        if shown >= total:
            return number(total)
        return self.language.text(N_("{shown} of {total}"), shown=number(shown), total=number(total))

    def _choose(self, whose: str) -> None:
        self._mine = whose == "mine"
        self.around.memory.setValue(_CHOICE, whose)
        self.reload()

    def _refresh_routes(self, morning: Morning) -> None:
        """Once a day, bring the deadlines of all cases up to date behind the page."""
        day = morning.today.isoformat()
        if self._refreshed == day or not morning.cases:
            return
        self._refreshed = day
        job = self.around.runner.job(self.desk.routes.refresh, N_("Bringing deadlines up to date"))
        job.done.connect(self._routes_done)

    def _routes_done(self, refreshed: Refreshed) -> None:
        if refreshed.computed:
            self.around.changes.tell("cases")

    def _open_due(self, number: int) -> None:
        line: DueLine | None = self.due.model.row(number)
        if line is not None:
            tab, ref = ("routes", line.route) if line.kind == DEADLINE else ("overview", f"task:{line.uid}")
            self.around.guide.open_case(line.case, tab, ref)

    def _act_due(self, number: int) -> None:
        line: DueLine | None = self.due.model.row(number)
        if line is None:
            return
        if line.kind != TASK:
            self._open_due(number)
            return
        finish = partial(self.desk.cases.finish, line.case, line.uid)
        reopen = partial(self.desk.cases.reopen, line.case, line.uid)

        def done(_result: object) -> None:
            self.around.guide.did(N_("Done: {task}"), reopen, finish, task=line.text)

        self.do(lambda _ctx: finish(), done, topics=("cases", f"case:{line.case}"))

    def log_attempt(self) -> None:
        """Log an attempt in the case of the line that is chosen in the list with the focus, or the first."""
        parts = (self.due, self.attempts, self.news, self.latest)
        part = next((one for one in parts if one.table.hasFocus()), self.due)
        line = part.model.row(max(part.table.current_row(), 0))
        case = getattr(line, "case", "") or getattr(line, "number", "")
        if case:
            self.around.guide.open_case(case, "contacts", "new")

    def _open_attempt(self, number: int) -> None:
        line: AttemptLine | None = self.attempts.model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case, "contacts", line.attempt or "new")

    def _log(self, number: int) -> None:
        line: AttemptLine | None = self.attempts.model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case, "contacts", "new")

    def _open_news(self, number: int) -> None:
        line: NewsLine | None = self.news.model.row(number)
        if line is not None:
            self.around.guide.open_case(line.case, "contacts", line.attempt)
            self.do(lambda _ctx: self.desk.today.mark_seen([line.id]), lambda _r: self.reload())

    def _see(self, number: int) -> None:
        line: NewsLine | None = self.news.model.row(number)
        if line is None:
            return
        mark = partial(self.desk.today.mark_seen, [line.id])

        def done(_result: object) -> None:
            self.around.guide.did(N_("Seen: {case}"), partial(mark, seen=False), mark, case=line.case)
            self.reload()

        self.do(lambda _ctx: mark(), done)

    def _see_all(self) -> None:
        today = self.desk.today

        def done(before: tuple[int, list[int]]) -> None:
            undo = partial(today.put_back_seen, before)
            self.around.guide.did(N_("Everything is marked as seen."), undo, today.mark_all_seen)
            self.reload()

        self.do(lambda _ctx: today.mark_all_seen(), done)

    def _open_latest(self, number: int) -> None:
        case = self.latest.model.row(number)
        if case is not None:
            self.around.guide.open_case(case.number)


_NO_DUE: Final = N_("Tasks with a day, and deadlines of your cases, appear here as soon as there are any.")
_NO_ATTEMPT: Final = N_("Answers you wait for, and the next attempts of a search, appear here in their time.")
_NO_NEWS: Final = N_("Replies and letters that came back appear here until you have seen them.")
_NO_CASE: Final = N_("Open your first case; evidence can be dropped onto it right away.")


PAGE: Final = Page(
    "today",
    N_("Today"),
    "sun-horizon",
    10,
    TodayPage,
    help=N_(
        "What runs out first: tasks with a day, and deadlines with how they were counted. Below it whom to "
        "try again, beside it what arrived since you looked. Up and Down walk, Enter opens the work itself. "
        "Space marks a task as done or news as seen, L logs an attempt; Ctrl+Z takes it back."
    ),
)
