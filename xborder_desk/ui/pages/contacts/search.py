"""The search board: the rows of a diligent search, what is planned until when, and words on what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from xborder_desk.domain.choices import Channel, label_of
from xborder_desk.domain.search import BoardRow, RowState
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.states import CHANNEL_ICONS, listed
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.layouts import column
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.cadence import Step
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.ui.frame import Surroundings

LOOKS: Final = {
    RowState.DONE: ("ok", "check-circle"),
    RowState.OPEN: ("danger", "circle"),
    RowState.NOT_APPLICABLE: ("neutral", "minus-circle"),
}
"""How each state of a row is shown: kind of the table of colours, and icon."""


def _left(one: BoardRow, language: Language) -> str:
    return one.reason or (language.say(one.told) if one.told else "")


BOARD: Final[tuple[Column[BoardRow], ...]] = (
    Column("number", N_("No."), lambda one, language: language.number(one.row.number), chars=4),
    Column(
        "step",
        N_("Step of the search"),
        lambda one, language: language.say(one.row.text),
        second=lambda one, language: language.say(one.row.why),
        stretch=True,
    ),
    Column(
        "state",
        N_("State"),
        lambda one, language: language.text(one.state.label),
        pill=lambda one: LOOKS[one.state][0],
        icon=lambda one: LOOKS[one.state][1],
        chars=17,
    ),
    Column(
        "by",
        N_("Shown by"),
        lambda one, language: listed(language, (*one.attempts, *one.proofs)) or "—",
        chars=16,
    ),
    Column(
        "left",
        N_("Left to do, or why not"),
        _left,
        second=lambda one, language: language.text(N_("marked by {name}"), name=one.by) if one.by else "",
        chars=32,
    ),
)
PLAN: Final[tuple[Column[Step], ...]] = (
    Column("due", N_("Until"), lambda step, language: language.date(step.due), whole=True, chars=14),
    Column(
        "channel",
        N_("Channel"),
        lambda step, language: language.text(label_of(Channel, step.channel)),
        icon=lambda step: CHANNEL_ICONS.get(step.channel, "phone"),
        chars=22,
    ),
    Column("address", N_("Address"), lambda step, language: language.isolate(step.address), stretch=True),
    Column("what", N_("What"), lambda step, language: language.say(step.told), chars=32),
)


class SearchBoard(Spoken):
    """``mark`` gives a row's id, ``log`` and ``remind`` a planned step, ``omitted`` words to be kept."""

    mark = Signal(str)
    log = Signal(object)
    remind = Signal(object)
    omitted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self.rows = TableModel(around.screen, BOARD, self)
        self.table = Table(around.theme, self.rows, lines=2, memory=around.memory, key="search")
        self.say(self.table.setAccessibleName, N_("Steps of the search"))
        self.table.opened.connect(self._mark)
        marks = push(self, around.theme, N_("Mark…"), self._mark, icon="check-circle", look="row")
        board = Card(around.screen, N_("Search for the seller"))
        self._board = board
        board.tools.addWidget(marks)
        board.body.addWidget(self.table, 1)
        self._whole = Text("second", wrap=True, select=True)
        board.body.addWidget(self._whole)
        self.table.picked.connect(self._tell)
        self.steps = TableModel(around.screen, PLAN, self)
        self.plan_table = Table(around.theme, self.steps, memory=around.memory, key="plan")
        self.say(self.plan_table.setAccessibleName, N_("Attempts still to be made"))
        self.plan_table.opened.connect(self._log)
        plan = Card(around.screen, N_("Attempts still to be made"))
        self._plan = plan
        plan.tools.addWidget(push(self, around.theme, N_("Log it"), self._log, icon="phone-call", look="row"))
        plan.tools.addWidget(
            push(self, around.theme, N_("Remind me"), self._remind, icon="calendar-check", look="row")
        )
        self._nothing = Text("second", wrap=True)
        self.say(
            self._nothing.setText, N_("Every way was tried as often as proposed, or no address is left.")
        )
        plan.body.addWidget(self.plan_table)
        plan.body.addWidget(self._nothing)
        words = Card(around.screen, N_("What was not done, and why"))
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * 3 + 20)
        self.say(self.words.setAccessibleName, N_("What was not done, and why"))
        self.say(
            self.words.setPlaceholderText,
            N_("A visit was not made, because the seat is abroad and the amount is small …"),
        )
        self._said = ""
        hint = Text("second", wrap=True)
        self.say(hint.setText, N_("In a person's own words; the statement prints them as they are."))
        words.body.addWidget(hint)
        words.body.addWidget(self.words)
        words.body.addWidget(Flow(push(self, around.theme, N_("Keep these words"), self._keep)))
        self.setLayout(column(board, plan, words, gap=12))

    def show_survey(self, survey: Survey) -> None:
        """Show rows, plan and words; what a person is writing stays."""
        chosen = self.rows.row(self.table.current_row())
        self.rows.show(survey.board)
        ids = [one.row.id for one in survey.board]
        self.table.pick(ids.index(chosen.row.id) if chosen is not None else 0)
        self.table.setMinimumHeight(min(len(ids), 8) * self.table.verticalHeader().defaultSectionSize() + 40)
        done = sum(one.state is not RowState.OPEN for one in survey.board)
        count = self.language.text(N_("{done} of {total}"), done=done, total=len(ids))
        self._board.show_count(count)
        self.steps.show(survey.plan)
        self.plan_table.setVisible(bool(survey.plan))
        self._nothing.setVisible(not survey.plan)
        if survey.plan:
            self.plan_table.pick(0)
        self._plan.show_count(self.language.number(len(survey.plan)) if survey.plan else "")
        if self.words.toPlainText() in {"", self._said}:
            self.words.setPlainText(survey.omissions)
        self._said = survey.omissions

    def go_to(self, row_id: str) -> None:
        """Go to a row by its id."""
        ids = [one.row.id for one in self.rows.rows]
        if row_id in ids:
            self.table.pick(ids.index(row_id))
        self.table.setFocus()

    def _tell(self, number: int) -> None:
        """Say in full what the list may have cut."""
        one = self.rows.row(number)
        if one is not None:
            say = self.language.say
            left = _left(one, self.language)
            self._whole.setText(" ".join(filter(None, (f"{say(one.row.text)}. {say(one.row.why)}", left))))

    def _mark(self, *_line: object) -> None:
        one = self.rows.row(self.table.current_row())
        if one is not None:
            self.mark.emit(one.row.id)

    def _log(self, *_line: object) -> None:
        step = self.steps.row(self.plan_table.current_row())
        if step is not None:
            self.log.emit(step)

    def _remind(self, *_line: object) -> None:
        step = self.steps.row(self.plan_table.current_row())
        if step is not None:
            self.remind.emit(step)

    def _keep(self, *_checked: object) -> None:
        self.omitted.emit(self.words.toPlainText())


class MarkSheet(Sheet):
    """Asks how far a row is, why, and what proves it; written as a line of its own."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        one: BoardRow,
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, N_("Mark a step of the search"), N_("Write the line"))
        self._desk, self._case, self._one, self._done = desk, case, one, done
        title, why = Text("strong", wrap=True), Text("second", wrap=True)
        title.setText(self.inside.language.say(one.row.text))
        why.setText(self.inside.language.say(one.row.why))
        self.form = form = Form(around.screen)
        form.options("state", N_("State"), of_choice(RowState))
        form.line("proof", N_("Proved by"), hint=N_("E-02, E-05"))
        form.text("reason", N_("Why, or what was found"), lines=3)
        form.fill({"state": one.state.value, "reason": one.reason, "proof": ", ".join(one.proofs)})
        for part in (title, why, form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.resize(600, 420)
        form.editor("state").setFocus()

    def accept_it(self) -> None:
        """Write the line."""
        typed = self.form.values()
        proofs = [one.strip() for one in typed["proof"].replace(";", ",").split(",") if one.strip()]
        row, contacts, case = self._one.row.id, self._desk.contacts, self._case
        self.run(
            lambda _ctx: contacts.mark_row(case, row, typed["state"], typed["reason"], proofs),
            self._done,
            self.form,
        )
