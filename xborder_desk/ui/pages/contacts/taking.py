"""What is dropped on the page: mails become what they are, a scan proves a result, a file fills the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from xborder_desk.domain.post import NewPosting
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_files
from xborder_desk.ui.pages.contacts.imported import MAILS, ImportedSheet, sentence, summary, warned
from xborder_desk.ui.pages.contacts.sheets import CorrectSheet, OutcomeSheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.drops import Landing, forget_pasted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xborder_desk.domain.contacts import AttemptView, NewAttempt
    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.contacts import NewOutcome
    from xborder_desk.ui.page import PageWidget
    from xborder_desk.ui.pages.contacts.register import RegisterCard

_FEW = 3
_LETTERS = frozenset({"letter", "registered_letter", "fax"})


class Taking(QObject):
    """Takes in what is dropped on a page, and writes the lines that follow."""

    def __init__(self, page: PageWidget, card: RegisterCard) -> None:
        super().__init__(page)
        self._page, self._card = page, card
        frame = card.entry.frame
        self._on_list = Landing(card.table.viewport(), frame)
        self._on_empty = Landing(card.empty_place, frame)
        self._on_form = Landing(frame)
        self._on_list.landed.connect(self._landed_on_list)
        self._on_empty.landed.connect(self.take)
        self._on_form.landed.connect(partial(self.take, form=True))
        for landing in (self._on_list, self._on_empty, self._on_form):
            landing.refused.connect(page.refuse)
        card.bring.clicked.connect(self.ask)
        detail = card.detail
        detail.correct.clicked.connect(self._correct)
        detail.result.clicked.connect(partial(self._ask_outcome, reply=False))
        detail.reply.clicked.connect(partial(self._ask_outcome, reply=True))

    def ask(self, *_checked: object) -> None:
        """Ask for files to be taken in."""
        page = self._page
        ask_files(page, page.language.text(N_("Import mails")), documents(), self.take)

    def take(self, paths: list[Path], *, form: bool = False) -> None:
        """Import the mails among the files; the others prove a result, or with ``form`` fill the form."""
        mails = [one for one in paths if one.suffix.lower() in MAILS or one.is_dir()]
        rest = [one for one in paths if one not in mails]
        if mails:
            self.import_mails(mails)
        if rest:
            self._take_rest(rest, form=form)

    def import_mails(self, paths: Sequence[Path]) -> None:
        """Import mails as a job; what each became is said."""
        page = self._page

        def work(ctx: JobContext) -> list[Imported]:
            return page.desk.contacts.import_mails(page.case, paths, ctx)

        job = page.do(
            work,
            self.show_taken,
            title=N_("Importing mails into {case}"),
            topics=("cases", f"case:{page.case}"),
            case=page.case,
        )
        job.cancelled.connect(partial(page.around.changes.tell, "cases", f"case:{page.case}"))
        # What a mail program handed over lies in a file of ours for a moment: it is kept now, and may go.
        job.ended.connect(partial(forget_pasted, paths))

    def show_taken(self, taken: Sequence[Imported]) -> None:
        """Say what mails became: a few in a strip, many in a list of their own."""
        page = self._page
        if not taken:
            page.strip("warn", lambda: page.language.text(N_("There was no mail in it.")))
            return
        touched = [number for one in taken for number in one.attempts]
        if touched:
            self._card.choose(touched[-1])
        if len(taken) > _FEW:
            page.strip("ok", lambda: summary(taken, page.language))
            ImportedSheet(page.around, page, taken).open()
            return
        doubt = any(one.fault is not None or one.warnings for one in taken)

        def told() -> str:
            return "\n".join(sentence(one, page.language) for one in taken)

        def also() -> str:
            return "\n".join(words for one in taken if (words := warned(one, page.language)))

        page.strip("warn" if doubt else "ok", told, also)

    def propose(self, item: str, *more: str) -> None:
        """Fill the quick form with what an item of evidence shows."""
        page, entry = self._page, self._card.entry

        def done(new: NewAttempt) -> None:
            entry.propose(new, (item, *more))

        page.do(lambda _ctx: page.desk.contacts.proposal(page.case, item), done)

    def living_mail_addresses(self) -> list[str]:
        """Give the mail addresses of the party in view that are not dead."""
        survey = self._card.survey
        return (
            [one.raw for one in survey.book if one.kind == "email" and one.state != "dead"] if survey else []
        )

    def _landed_on_list(self, paths: list[Path]) -> None:
        self._card.pick_at(self._on_list.where.y())
        self.take(paths)

    def _take_rest(self, paths: list[Path], *, form: bool) -> None:
        page, attempt = self._page, None if form else self._card.current()

        def work(ctx: JobContext) -> list[str]:
            added = page.desk.evidence.add_files(page.case, paths, ctx, method="drop")
            return [one.row.number for one in added if one.row is not None]

        def done(numbers: list[str]) -> None:
            if not numbers:
                return
            if attempt is None:
                self.propose(*numbers)
            else:
                self._open_outcome(attempt, numbers, reply=False)

        job = page.do(
            work,
            done,
            title=N_("Taking in evidence for {case}"),
            topics=("cases", f"case:{page.case}"),
            case=page.case,
        )
        job.ended.connect(partial(forget_pasted, paths))

    def _ask_outcome(self, *_checked: bool, reply: bool) -> None:
        attempt = self._card.current()
        if attempt is not None:
            self._open_outcome(attempt, (), reply=reply)

    def open_half(self, what: str) -> None:
        """Open the form about the chosen attempt that was half typed."""
        if what == "correct":
            self._correct()
        else:
            self._ask_outcome(reply=what == "reply")

    def _open_outcome(self, attempt: AttemptView, proofs: Sequence[str], *, reply: bool) -> None:
        page = self._page
        verb = page.desk.contacts.add_reply if reply else page.desk.contacts.add_result

        def write(new: NewOutcome) -> None:
            verb(attempt.number, new, page.case)

        sheet = OutcomeSheet(
            page.around,
            page,
            write,
            self._tell,
            reply=reply,
            proofs=proofs,
            channel=attempt.channel,
            post=self._booking(attempt) if attempt.channel in _LETTERS and not reply else None,
        )
        what = "reply" if reply else "result"
        sheet.keep_drafts(page.desk, sheet.form, f"{page.case}/contacts/{what}:{attempt.number}")
        sheet.open()

    def _booking(self, attempt: AttemptView) -> Callable[[NewOutcome], object]:
        """Give what enters in the post book that a letter came back."""
        page = self._page

        def book(new: NewOutcome) -> object:
            line = NewPosting(
                "incoming",
                new.at[:10],
                attempt.address,
                page.language.text(N_("Letter of attempt {number} came back"), number=attempt.number),
                kind="returned",
                number=attempt.tracking,
                attempt=attempt.number,
                note=new.note,
            )
            return page.desk.post.enter(line, page.case, new.proofs)

        return book

    def _correct(self, *_checked: object) -> None:
        page, attempt = self._page, self._card.current()
        if attempt is not None:
            sheet = CorrectSheet(page.around, page, page.desk, page.case, attempt, self._tell)
            sheet.keep_drafts(page.desk, sheet.form, f"{page.case}/contacts/correct:{attempt.number}")
            sheet.open()

    def _tell(self, *_result: object) -> None:
        self._page.around.changes.tell("cases", f"case:{self._page.case}")
