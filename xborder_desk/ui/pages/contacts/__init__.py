"""Reaching the other side: the register, the search board, addresses, post book, mail, and readiness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer

from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.autosave import Autosave, SeveralLines
from xborder_desk.ui.dialogs.party import IdentifierSheet
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.contacts.book import AddressBook
from xborder_desk.ui.pages.contacts.mail import MailPanel
from xborder_desk.ui.pages.contacts.mail_work import MailWork
from xborder_desk.ui.pages.contacts.panes import Folding
from xborder_desk.ui.pages.contacts.post import PostPanel, PostSheet
from xborder_desk.ui.pages.contacts.readiness import ReadinessCard
from xborder_desk.ui.pages.contacts.register import RegisterCard
from xborder_desk.ui.pages.contacts.search import MarkSheet, SearchBoard
from xborder_desk.ui.pages.contacts.statement import StatementSheet
from xborder_desk.ui.pages.contacts.taking import Taking
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.layouts import column, holding, scrolling

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.cadence import Step
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.post import PostLine
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.services.mailing import Account
    from xborder_desk.services.mailing.outbox import Waiting
    from xborder_desk.services.statements import StatementFile
    from xborder_desk.ui.frame import Surroundings

_PANES: Final = (
    ("register", N_("Register")),
    ("search", N_("Search")),
    ("addresses", N_("Addresses")),
    ("post", N_("Post book")),
    ("mail", N_("Mail")),
)
# By which way one tries an address of each kind.
_WAYS: Final = {
    "email": "email",
    "phone": "phone",
    "fax": "fax",
    "address": "registered_letter",
    "website": "web_form",
    "domain": "web_form",
    "messenger": "messenger",
    "storefront": "platform_msg",
}


@dataclass(frozen=True)
class Register:
    """What the page shows, read at one moment."""

    view: CaseView
    survey: Survey
    post: tuple[PostLine, ...]
    account: Account | None
    outbox: tuple[Waiting, ...]


class ContactsPage(PageWidget):
    """Every try to reach the other side. Lines are never edited: what changes is a further line."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._register: Register | None = None
        self._court, self._party = "", ""
        self.card = RegisterCard(around, desk.zone)
        self.entry, self.model, self.table = self.card.entry, self.card.model, self.card.table
        self.detail = self.card.detail
        self.search, self.book = SearchBoard(around), AddressBook(around)
        self.post, self.mail = PostPanel(around), MailPanel(around)
        self.ready = ReadinessCard(around)
        self.taking = Taking(self, self.card)
        self.mail_work = MailWork(self, self.mail, self.taking)
        self.panes = Chips(around.screen, around.theme, _PANES)
        self.panes.chosen.connect(self.show_pane)
        self._shown = (self.card, self.search, self.book, self.post, self.mail)
        statement = push(
            self,
            around.theme,
            N_("Statement of unsuccessful attempts…"),
            self._ask_statement,
            icon="file-text",
            look="primary",
        )
        side = holding(column(scrolling(self.ready), statement, gap=10))
        self.body.addWidget(self.panes)
        self.body.addWidget(Folding(holding(column(*self._shown)), side), 1)
        self.show_pane("register")
        self._connect()

    def gather(self) -> Register:
        """Give the case and everything about reaching its parties, at one moment."""
        mailing, desk = self.desk.mailing, self.desk
        return Register(
            desk.cases.show(self.case),
            desk.contacts.survey(self.case, self._court, self._party),
            tuple(desk.post.list(self.case if self.post.whose.value() else "")),
            mailing.account(),
            tuple(mailing.outbox()),
        )

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it, what was chosen still chosen."""
        register: Register = found
        self._register = register
        self.card.show_attempts(register.view, register.survey)
        self.search.show_survey(register.survey)
        self.book.show_survey(register.survey, register.view)
        self.post.show_lines(register.post)
        self.mail.show_account(register.account, register.outbox)
        self.ready.show_survey(register.survey)

    def go_to(self, ref: str) -> None:
        """Go to an attempt, a pane, where a new attempt is written, or to one an item (E-01) proposes."""
        if ref in dict(_PANES):
            self.show_pane(ref)
            return
        self.show_pane("register")
        if ref == "new":
            QTimer.singleShot(0, self.entry, self.entry.begin)
        elif ref.startswith("E-"):
            self.taking.propose(ref)
        else:
            self.card.choose(ref)
            if self._register is not None:
                self.present(self._register)

    def open_half(self, which: str) -> None:
        """Open the form that was half typed, beside what it is about."""
        what, _, about = which.partition(":")
        if what == "entry":
            self.go_to("new")
        elif what == "mail":
            self.show_pane("mail")
            self.mail_work.write()
        elif what == "post":
            self.show_pane("post")
            self._enter_post()
        elif what == "mark":
            self.want(about)
        elif what in {"result", "reply", "correct"}:
            self.go_to(about)
            self.taking.open_half(what)

    def show_pane(self, name: str) -> None:
        """Show the register, the search, the addresses, the post book or the mail."""
        names = [pane for pane, _title in _PANES]
        self.panes.choose(name)
        # Not a stack: one of those asks for the room of its highest pane, also when that is not in view.
        for pane, of in zip(names, self._shown, strict=True):
            of.setVisible(pane == name)

    def want(self, key: str) -> None:
        """Go where something that a court misses is done."""
        if key.startswith("cadence"):
            self.show_pane("search")
            self.search.plan_table.setFocus()
        elif key == "omissions":
            self.show_pane("search")
            self.search.words.setFocus()
        elif key in {"email", "phone", "letter", "form"}:
            self._propose({"letter": "registered_letter", "form": "web_form"}.get(key, key), "")
        else:
            self.show_pane("search")
            self.search.go_to(key)
            self._mark(key)

    def make_statement(self, language: str, beside: str, file: Path) -> None:
        """Write the statement of unsuccessful attempts, as a job."""
        statements, case = self.desk.statements, self.case

        def work(ctx: JobContext) -> StatementFile:
            return statements.make(case, language, file, ctx, beside=beside)

        def done(made: StatementFile) -> None:
            self.around.guide.tell(N_("The statement is written: {file}"), "ok", file=made.file.name)

        self.do(work, done, title=N_("Statement of {case}"), case=case)

    def print_book(self, file: Path) -> None:
        """Write the post book as a paper, as a job."""
        post, tag = self.desk.post, self.language.tag
        case = self.case if self.post.whose.value() else ""

        def work(ctx: JobContext) -> int:
            return post.print_book(tag, file, ctx, case)

        def done(_count: int) -> None:
            self.around.guide.tell(N_("The post book is written: {file}"), "ok", file=file.name)

        self.do(work, done, title=N_("Post book"))

    def tell(self, *_result: object) -> None:
        """Tell every page that the case has changed."""
        self.around.changes.tell("cases", f"case:{self.case}")

    def _connect(self) -> None:
        self.entry.kept.connect(self._keep)
        lines = SeveralLines(self.entry.lines, self.entry)
        place = f"{self.case}/contacts/entry"
        self._draft = Autosave(self.around.runner, self.desk.drafts, lines, place, self)
        self._draft.begin()
        self._draft.resume()
        self.ready.court.connect(self._choose_court)
        self.ready.wanted.connect(self.want)
        self.search.mark.connect(self._mark)
        self.search.log.connect(self._log_step)
        self.search.remind.connect(self._remind)
        self.search.omitted.connect(self._omit)
        self.book.party.connect(self._choose_party)
        self.book.add.connect(self._add_address)
        self.book.attempt.connect(self._try_address)
        self.post.scope.connect(self.reload)
        self.post.enter.connect(self._enter_post)
        self.post.printed.connect(self._ask_print)

    def _ask_statement(self) -> None:
        tags = [one.tag for one in self.around.doors.languages()]
        StatementSheet(self.around, self, self.case, tags, self.make_statement).open()

    def _ask_print(self) -> None:
        title = self.language.text(N_("Save the post book"))
        ask_new_file(self, title, documents() / f"{self.case}-post.pdf", self.print_book)

    def _keep(self, new: NewAttempt) -> None:
        proofs = self.entry.proofs

        def done(number: str) -> None:
            self.card.choose(number)
            self.entry.clear()
            self._draft.forget()
            self._draft.begin()
            self.around.guide.tell(N_("Attempt {number} is in the register."), "ok", number=number)

        self.do(
            lambda _ctx: self.desk.contacts.add(self.case, new, proofs),
            done,
            topics=("cases", f"case:{self.case}"),
            wrong=self.entry.show_wrong,
        )

    def _choose_court(self, country: str) -> None:
        self._court = country
        self.reload()

    def _choose_party(self, number: str) -> None:
        self._party = number
        self.reload()

    def _mark(self, row: str) -> None:
        board = self._register.survey.board if self._register is not None else ()
        one = next((one for one in board if one.row.id == row), None)
        if one is not None:
            sheet = MarkSheet(self.around, self, self.desk, self.case, one, self.tell)
            sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/contacts/mark:{row}")
            sheet.open()

    def _log_step(self, step: Step) -> None:
        self._propose(step.channel, step.address)

    def _try_address(self, entry: BookEntry) -> None:
        self._propose(_WAYS.get(entry.kind, "email"), entry.raw, entry.party)

    def _propose(self, channel: str, address: str, party: str = "") -> None:
        survey = self._register.survey if self._register is not None else None
        whom = party or (survey.party if survey is not None else "")
        self.show_pane("register")
        self.entry.propose(NewAttempt(channel, address, party=whom))

    def _remind(self, step: Step) -> None:
        language = self.language
        words = language.text(N_("Try to reach the seller: {address}"), address=step.address)
        self.do(
            lambda _ctx: self.desk.cases.plan(self.case, words, step.due.isoformat()),
            lambda _uid: self.around.guide.tell(N_("It is on the list of tasks."), "ok"),
            topics=("cases", f"case:{self.case}"),
        )

    def _omit(self, words: str) -> None:
        self.do(
            lambda _ctx: self.desk.contacts.set_omissions(self.case, words),
            lambda _done: self.around.guide.tell(N_("The words are in the register."), "ok"),
            topics=(f"case:{self.case}",),
        )

    def _add_address(self) -> None:
        register = self._register
        if register is None:
            return
        party = next((one for one in register.view.parties if one.number == register.survey.party), None)
        if party is not None:
            IdentifierSheet(self.around, self, self.desk, self.case, party, self.tell).open()

    def _enter_post(self) -> None:
        sheet = PostSheet(self.around, self, self.desk, self.case, self._entered)
        sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/contacts/post:new")
        sheet.open()

    def _entered(self, line: PostLine) -> None:
        self.around.guide.tell(N_("It is no. {number} of the post book."), "ok", number=line.name)
        self.tell()


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
        "Drop a sent mail, its bounce or an answer on the list, and each becomes what it is; drop a scan on "
        "a line to add it as proof of a result. At the end stands what the court still misses."
    ),
)
