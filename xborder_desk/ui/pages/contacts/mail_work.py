"""What the mail pane asks for, done as jobs: trying the account, sending, fetching, what waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.ui.pages.contacts.mail_sheets import AccountSheet, PassphraseSheet, WriteSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.mailing import Checked, Fetched, NewMail, Sent
    from xborder_desk.ui.page import PageWidget
    from xborder_desk.ui.pages.contacts.mail import MailPanel
    from xborder_desk.ui.pages.contacts.taking import Taking


class MailWork(QObject):
    """Runs what is asked for; a passphrase is asked for once and kept only as long as the page is open."""

    def __init__(self, page: PageWidget, panel: MailPanel, taking: Taking) -> None:
        super().__init__(page)
        self._page, self._panel, self._taking = page, panel, taking
        self._passphrase = ""
        panel.settings.connect(self._set_up)
        panel.check.connect(self.check)
        panel.fetch.connect(self.fetch)
        panel.write.connect(self.write)
        panel.retry.connect(self.retry)
        panel.resolve.connect(self.resolve)
        panel.bring.connect(taking.ask)

    @property
    def _place(self) -> str:
        return f"{self._page.case}/contacts/mail:new"

    def check(self) -> None:
        """Log in at each server; nothing is sent or fetched."""
        mailing = self._page.desk.mailing
        self._run(mailing.check, self._checked, N_("Testing the mail account"))

    def fetch(self) -> None:
        """Fetch what is new into the cases it belongs to; Cancel keeps what came before."""
        mailing = self._page.desk.mailing
        self._run(mailing.fetch, self._fetched, N_("Fetching mails"), changes=True)

    def send(self, new: NewMail) -> None:
        """Send a mail; it becomes an attempt with its bytes as proof, or waits and says why."""
        desk, case, place = self._page.desk, self._page.case, self._place

        def work(ctx: JobContext, passphrase: str) -> list[Sent]:
            sent = desk.mailing.send(case, new, ctx, passphrase)
            desk.drafts.drop(place)
            return [sent]

        self._run(work, self._sent, N_("Sending a mail"), changes=True)

    def retry(self) -> None:
        """Send what waits; what may have been sent is left alone."""
        self._run(self._page.desk.mailing.retry, self._sent, N_("Sending what waits"), changes=True)

    def resolve(self, uid: str, how: str) -> None:
        """Say of a mail whether it was sent, or give it up."""
        mailing = self._page.desk.mailing

        def work(ctx: JobContext) -> None:
            if how == "drop":
                mailing.drop(uid)
            else:
                mailing.resolve(uid, ctx, sent=how == "sent")

        self._page.do(work, topics=("cases", f"case:{self._page.case}"))

    def _run(
        self,
        verb: Callable[[JobContext, str], Any],
        done: Callable[[Any], object],
        title: str,
        *,
        changes: bool = False,
    ) -> None:
        page, passphrase = self._page, self._passphrase
        topics = ("cases", f"case:{page.case}") if changes else ()
        again = partial(self._run, verb, done, title, changes=changes)
        job = page.do(
            lambda ctx: verb(ctx, passphrase),
            done,
            title=title,
            topics=topics,
            wrong=partial(self._ask_passphrase, again),
        )
        job.cancelled.connect(partial(page.around.changes.tell, *topics))

    def _ask_passphrase(self, again: Callable[[], object], error: Exception) -> bool:
        if not (isinstance(error, BadInputError) and error.field == "passphrase"):
            return False

        def go_on(given: str) -> None:
            self._passphrase = given
            again()

        sheet = PassphraseSheet(self._page.around, self._page, go_on)
        if self._passphrase:
            sheet.show_strip("danger", self._page.language.error(error))
        self._passphrase = ""
        sheet.open()
        return True

    def _set_up(self) -> None:
        page = self._page
        account = page.desk.mailing.account()
        AccountSheet(page.around, page, page.desk, account, self._changed).open()

    def _changed(self, _account: object) -> None:
        self._passphrase = ""
        self._page.reload()

    def write(self) -> None:
        """Ask for a mail; what was typed stays a draft until the mail is sent, or waits to be."""
        page, book = self._page, self._taking.living_mail_addresses()
        sheet = WriteSheet(page.around, page, book, self.send)
        sheet.keep_drafts(page.desk, sheet.form, self._place)
        sheet.open()

    def _checked(self, found: Sequence[Checked]) -> None:
        page = self._page
        faults = [one.fault for one in found if one.fault is not None]
        good = [one.host for one in found if one.fault is None]

        def usable() -> str:
            return page.language.text(N_("Can be used: {hosts}."), hosts=", ".join(good)) if good else ""

        def wrong() -> str:
            return "\n".join(map(page.language.error, faults))

        page.strip("danger" if faults else "ok", wrong if faults else usable, usable if faults else None)

    def _sent(self, sent: Sequence[Sent]) -> None:
        page = self._page
        here = [one for one in sent if one.state != "sent"]
        numbers = [one.attempt for one in sent if one.attempt]
        refused = [f"{x.address}: {x.code} {x.text}" for one in sent for x in one.refused]

        def words() -> str:
            return page.language.text(N_("Sent and logged: {attempts}."), attempts=", ".join(numbers))

        def waits() -> str:
            return "\n".join(page.language.say(one.reason) for one in here)

        if here:
            page.strip("warn", waits, words if numbers else None)
        else:
            page.strip("warn" if refused else "ok", words, lambda: "\n".join(refused))

    def _fetched(self, fetched: Sequence[Fetched]) -> None:
        page = self._page
        taken = [one.imported for one in fetched if one.imported is not None]
        left = len(fetched) - len(taken)

        def words() -> str:
            return page.language.plural("{n} mail was fetched.", "{n} mails were fetched.", len(taken))

        def stayed() -> str:
            return page.language.plural(
                "{n} belongs to no case and was left alone.",
                "{n} belong to no case and were left alone.",
                left,
            )

        page.strip("ok", words, stayed if left else None)
        if taken:
            self._taking.show_taken(taken)
