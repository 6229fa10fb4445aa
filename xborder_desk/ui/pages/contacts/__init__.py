"""The register of contact attempts: write one down with a few keys, add what became of it, correct a slip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.contacts.columns import Line, columns
from xborder_desk.ui.pages.contacts.detail import Detail
from xborder_desk.ui.pages.contacts.entry import QuickEntry
from xborder_desk.ui.pages.contacts.sheets import CorrectSheet, OutcomeSheet
from xborder_desk.ui.pages.contacts.statement import StatementSheet
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.drops import Landing
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.contacts import AttemptView, NewAttempt
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.contacts import NewOutcome
    from xborder_desk.services.statements import StatementFile
    from xborder_desk.ui.frame import Surroundings


@dataclass(frozen=True)
class Register:
    """What the page shows."""

    view: CaseView
    attempts: tuple[AttemptView, ...]


class ContactsPage(PageWidget):
    """The register, newest first. Lines are never edited: what changes is a further line."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._register: Register | None = None
        self._chosen = ""
        self.entry = QuickEntry(around, desk.zone)
        self.entry.kept.connect(self._keep)
        self.model = TableModel(around.screen, columns(desk.zone), self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="contacts")
        self.say(self.table.setAccessibleName, N_("Register of contact attempts"))
        self.table.picked.connect(self._pick)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty())
        self.card = Card(around.screen, N_("Register of contact attempts"))
        self.card.tools.addWidget(
            push(self, around.theme, N_("Statement…"), self._ask_statement, icon="file-text", look="row")
        )
        self.card.body.addWidget(self.entry)
        self.card.body.addWidget(self._places, 1)
        self.detail = Detail(around, desk.zone)
        self.detail.correct.clicked.connect(self._correct)
        self.detail.result.clicked.connect(partial(self._outcome, reply=False))
        self.detail.reply.clicked.connect(partial(self._outcome, reply=True))
        self.card.body.addWidget(self.detail)
        self.body.addWidget(self.card, 1)
        self._landing = Landing(self.table.viewport(), self.entry.frame)
        self._landing.landed.connect(self._prove)

    def gather(self) -> Register:
        """Give the case and its attempts."""
        return Register(self.desk.cases.show(self.case), tuple(self.desk.contacts.list(self.case)))

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show them, the chosen one still chosen."""
        register: Register = found
        self._register = register
        parties = {party.number: party for party in register.view.parties}
        lines = [Line(attempt, parties.get(attempt.party)) for attempt in reversed(register.attempts)]
        self.model.show(lines)
        self.card.show_count(self.language.number(len(lines)) if lines else "")
        self.entry.show_view(register.view)
        self._places.setCurrentIndex(0 if lines else 1)
        self.detail.setVisible(bool(lines))
        numbers = [line.attempt.number for line in lines]
        if lines:
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else 0)

    def go_to(self, ref: str) -> None:
        """Go to an attempt, or where a new one is written."""
        if ref == "new":
            QTimer.singleShot(0, self.entry, self.entry.begin)
            return
        self._chosen = ref
        if self._register is not None:
            self.present(self._register)

    def make_statement(self, language: str, beside: str, file: Path) -> None:
        """Write the statement of unsuccessful attempts, as a job."""
        statements, case = self.desk.statements, self.case

        def work(ctx: JobContext) -> StatementFile:
            return statements.make(case, language, file, ctx, beside=beside)

        def done(made: StatementFile) -> None:
            self.around.guide.tell(N_("The statement is written: {file}"), "ok", file=made.file.name)

        self.do(work, done, title=N_("Statement of {case}"), case=case)

    def _ask_statement(self) -> None:
        tags = [one.tag for one in self.around.doors.languages()]
        StatementSheet(self.around, self, self.case, tags, self.make_statement).open()

    def _keep(self, new: NewAttempt) -> None:
        def done(number: str) -> None:
            self._chosen = number
            self.entry.clear()
            self.around.guide.tell(N_("Attempt {number} is in the register."), "ok", number=number)

        topics = ("cases", f"case:{self.case}")
        self.do(
            lambda _ctx: self.desk.contacts.add(self.case, new),
            done,
            topics=topics,
            wrong=self.entry.show_wrong,
        )

    def _pick(self, number: int) -> None:
        line = self.model.row(number)
        if line is not None:
            self._chosen = line.attempt.number
            self.detail.show_line(line)

    def _current(self) -> AttemptView | None:
        line = self.model.row(self.table.current_row())
        return line.attempt if line is not None else None

    def _correct(self) -> None:
        attempt = self._current()
        if attempt is not None:
            CorrectSheet(self.around, self, self.desk, self.case, attempt, self._tell).open()

    def _outcome(self, *_checked: bool, reply: bool) -> None:
        attempt = self._current()
        if attempt is not None:
            OutcomeSheet(self.around, self, self._write(attempt, reply=reply), self._tell, reply=reply).open()

    def _write(self, attempt: AttemptView, *, reply: bool) -> Any:  # noqa: ANN401 - a use-case
        verb = self.desk.contacts.add_reply if reply else self.desk.contacts.add_result

        def write(new: NewOutcome) -> None:
            verb(attempt.number, new, self.case)

        return write

    def _prove(self, paths: list[Path]) -> None:
        """Take dropped files in as evidence, and offer them as proof of a result."""
        attempt = self._current()

        def work(ctx: JobContext) -> list[str]:
            added = self.desk.evidence.add_files(self.case, paths, ctx, method="drop")
            return [one.row.number for one in added if one.row is not None]

        def done(numbers: list[str]) -> None:
            if attempt is not None and numbers:
                write = self._write(attempt, reply=False)
                OutcomeSheet(self.around, self, write, self._tell, reply=False, proofs=numbers).open()

        topics = ("cases", f"case:{self.case}")
        self.do(work, done, title=N_("Taking in evidence for {case}"), topics=topics, case=self.case)

    def _tell(self, *_result: object) -> None:
        self.around.changes.tell("cases", f"case:{self.case}")

    def _empty(self) -> Empty:
        log = push(
            self, self.around.theme, N_("Log an attempt"), self.entry.begin, icon="phone-call", look="primary"
        )
        return Empty(
            self.around.screen,
            self.around.theme,
            "phone-call",
            N_("Nobody has tried to reach the seller yet"),
            N_(
                "Courts ask for several channels over some weeks. Start with the e-mail address of the order."
            ),
            log,
            hint=N_("L logs an attempt from anywhere in the case"),
        )


PAGE: Final = Page(
    "contacts",
    N_("Contacts"),
    "phone-call",
    40,
    ContactsPage,
    "case",
    help=N_(
        "Every try to reach the other side, with the exact address and where it came from. L puts the caret "
        "in the address, Enter keeps. Lines are never changed: a slip is corrected by a line that names it. "
        "Drop a file on a line to add it as proof."
    ),
)
