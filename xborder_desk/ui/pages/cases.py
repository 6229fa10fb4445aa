"""The list of cases: find by any word, choose columns, see the chosen one beside it, put it into the bin."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QStackedWidget

from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.models.paged import PagedModel
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.states import between, status_look
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, Pill, rule
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options, of_choice
from xborder_desk.ui.widgets.layouts import row, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.cases import CaseRow, CaseView
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_WAIT_MS: Final = 120


def _money(case: CaseRow, language: Language) -> str:
    if case.amount is None or not case.currency:
        return ""
    return language.money(case.amount, case.currency)


COLUMNS: Final[tuple[Column[CaseRow], ...]] = (
    Column("number", N_("Number"), lambda case, _l: case.number, chars=11),
    Column("title", N_("Title"), lambda case, _l: case.title, stretch=True),
    Column("consumer", N_("Consumer"), lambda case, _l: case.consumer, chars=15),
    Column("seller", N_("Seller"), lambda case, _l: case.seller, chars=17),
    Column(
        "country",
        N_("Seller’s country"),
        lambda case, language: language.country(case.seller_country) if case.seller_country else "",
        chars=12,
        hidden=True,
    ),
    Column(
        "status",
        N_("State"),
        lambda case, language: language.text(label_of(CaseStatus, case.status)),
        pill=lambda case: status_look(case.status)[0],
        icon=lambda case: status_look(case.status)[1],
        chars=19,
    ),
    Column(
        "due",
        N_("Next due"),
        lambda case, language: language.date(case.next_due) if case.next_due else "",
        chars=16,
    ),
    Column("amount", N_("Amount"), _money, end=True, chars=11),
    Column("evidence", N_("Evidence"), lambda case, _l: str(case.evidence), end=True, chars=8, hidden=True),
    Column("attempts", N_("Attempts"), lambda case, _l: str(case.attempts), end=True, chars=8, hidden=True),
    Column("caseworker", N_("Caseworker"), lambda case, _l: case.caseworker, chars=14, hidden=True),
    Column(
        "updated",
        N_("Changed"),
        lambda case, language: language.date(case.updated_at.date()),
        chars=15,
        hidden=True,
    ),
)


class CasesPage(PageWidget):
    """Shows the cases that hold every word typed; typing never waits for them."""

    topics = ("cases",)

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._chosen: int | None = None
        self._title, self._count = Text("page"), Text("second")
        self.say(self._title.setText, N_("Cases"))
        self.finder = QLineEdit()
        self.finder.setClearButtonEnabled(True)
        self.finder.setMinimumWidth(330)
        self.say(self.finder.setPlaceholderText, N_("Find in number, title, names, order number …"))
        self.say(self.finder.setAccessibleName, N_("Find cases"))
        new = push(self, around.theme, N_("New case"), around.guide.new_case, icon="plus", look="primary")
        self.body.addWidget(Flow(self._title, self._count, self.finder, new, gap=12))
        self.body.addWidget(self._filters())
        self.model: PagedModel[CaseRow] = PagedModel(around.screen, COLUMNS, desk.cases.rows, self)
        self.table = Table(around.theme, self.model, memory=around.memory, key="cases", many=True)
        self.say(self.table.setAccessibleName, N_("Cases"))
        self.table.opened.connect(self._open)
        self.table.picked.connect(self._pick)
        self._list = Card(around.screen)
        self._list.whole.setContentsMargins(1, 1, 1, 8)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty())
        self._list.body.addWidget(self._places)
        self._glance = Beside(around, self)
        self.body.addWidget(side_by_side(self._list, self._glance, (920, 300)), 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.reload)
        self.finder.textEdited.connect(self._wait)
        bin_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        bin_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        bin_key.activated.connect(self._to_bin)

    def gather(self) -> list[int]:
        """Give the ids of the cases to show."""
        return self.desk.cases.ids(
            self.finder.text(), binned=self._bin.isChecked(), status=self._status.value()
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, with the chosen case still chosen."""
        chosen = self._chosen
        if list(self.model.ids) != found:
            self.model.show_ids(found)
        else:
            self.model.retranslate()
        self._count.setText(self.language.plural("{n} case", "{n} cases", len(found)))
        self._places.setCurrentIndex(0 if found else 1)
        place = self.model.place(chosen) if chosen is not None else None
        if found:
            self.table.pick(place if place is not None else 0)
        self._glance.setVisible(bool(found))

    def reload(self) -> None:
        """Load again; rows that changed are read anew."""
        self.model.forget()
        super().reload()

    def _filters(self) -> Flow:
        self._status = Options(self.around.screen, self._states)
        self.say(self._status.setAccessibleName, N_("State"))
        self._status.currentIndexChanged.connect(self.reload)
        group = QButtonGroup(self)
        open_ones = push(self, self.around.theme, N_("In work"), look="chip")
        self._bin = push(self, self.around.theme, N_("Bin"), look="chip")
        for chip in (open_ones, self._bin):
            group.addButton(chip)
        open_ones.setChecked(True)
        group.buttonToggled.connect(self._toggled)
        return Flow(open_ones, self._bin, self._status)

    def _states(self, language: Language) -> Iterable[tuple[str, str]]:
        _ = language.text
        return [("", _(N_("Every state"))), *of_choice(CaseStatus)(language)]

    def _toggled(self, _button: object, checked: bool) -> None:  # noqa: FBT001 - a signal's value
        if checked:
            self.reload()

    def _empty(self) -> Empty:
        make = push(self, self.around.theme, N_("New case"), self.around.guide.new_case, look="primary")
        return Empty(
            self.around.screen,
            self.around.theme,
            "briefcase",
            N_("No case here"),
            N_("A case is one consumer’s dispute with a trader abroad. Open one, or search otherwise."),
            make,
            hint=N_("Ctrl+N opens a new case"),
        )

    def _wait(self, _text: str) -> None:
        self._timer.start()

    def _open(self, number: int) -> None:
        case = self.model.row(number)
        if case is not None:
            self.around.guide.open_case(case.number)

    def _pick(self, number: int) -> None:
        case = self.model.row(number)
        if case is not None:
            self._chosen = case.id
            self._glance.show_case(case.number)

    def _to_bin(self) -> None:
        rows = [case for n in self.table.chosen_rows() if (case := self.model.row(n)) is not None]
        numbers = [case.number for case in rows]
        if not numbers:
            return
        cases = self.desk.cases
        away, back = (cases.take_back, cases.bin) if self._bin.isChecked() else (cases.bin, cases.take_back)

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            taken, put = N_("Taken out of the bin: {cases}"), N_("In the bin: {cases}")
            text = taken if self._bin.isChecked() else put
            undo, redo = partial(_each, back, numbers), partial(_each, away, numbers)
            self.around.guide.did(text, undo, redo, cases=numbers)

        self.do(lambda _ctx: _each(away, numbers), done, topics=("cases", *(f"case:{n}" for n in numbers)))


def _each(verb: Any, numbers: list[str]) -> None:  # noqa: ANN401 - a use-case
    for number in numbers:
        verb(number)


class Beside(Card):
    """The chosen case at a glance."""

    def __init__(self, around: Surroundings, page: CasesPage) -> None:
        super().__init__(around.screen)
        self._around, self._page = around, page
        self._asked = 0
        self._view: CaseView | None = None
        self._state = Pill(around.theme)
        self.title.show()
        self.body.addLayout(row(self._state, None))
        self._name = Text("strong", wrap=True, select=True)
        self._sides, self._story = Text("second", wrap=True), Text(wrap=True)
        self._dates, self._counts = Text("second", wrap=True), Text("second", wrap=True)
        self._go = push(self, around.theme, N_("Open case"), self._open, look="primary")
        for part in (self._name, self._sides, rule(), self._story, rule(), self._dates, self._counts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(row(None, self._go))
        self.setMinimumWidth(260)

    def show_case(self, number: str) -> None:
        """Show a case by its number."""
        self._asked += 1
        asked = self._asked

        def found(view: CaseView) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self._view = view
                self.retranslate()

        job = self._around.runner.job(lambda _ctx: self._page.desk.cases.show(number), quiet=True)
        job.done.connect(found)

    def retranslate(self) -> None:
        """Say what is known of the case."""
        super().retranslate()
        view = getattr(self, "_view", None)
        if view is None:
            return
        language = self.language
        _ = language.text
        kind, icon = status_look(view.status)
        self.title.setText(view.number)
        self._state.show_state(kind, icon, _(label_of(CaseStatus, view.status)))
        self._name.setText(view.title)
        self._sides.setText(between(view, language))
        story = str(view.values.get("story") or "")
        self._story.setText(story or _("Nobody has written yet what happened."))
        changed = language.datetime(view.updated_at.astimezone(self._page.desk.zone), self._page.desk.zone)
        self._dates.setText(_("Changed {when}", when=changed))
        due = [task.due_on for task in view.tasks if isinstance(task.due_on, dt.date) and not task.done_at]
        first = _("Next due {day}", day=min(due)) if due else _("Nothing is due")
        facts = language.plural("{n} fact", "{n} facts", len(view.facts))
        self._counts.setText(f"{first} · {facts}")

    def _open(self) -> None:
        if self._view is not None:
            self._around.guide.open_case(self._view.number)


PAGE: Final = Page(
    "cases",
    N_("Cases"),
    "briefcase",
    20,
    CasesPage,
    help=N_(
        "All cases of the office, newest first. Type a few letters to narrow the list; Enter opens a case. "
        "Del puts the chosen cases into the bin, where they stay until somebody takes them out again. "
        "A right click on the heads of the columns chooses columns; Ctrl+C copies lines as a table."
    ),
)
