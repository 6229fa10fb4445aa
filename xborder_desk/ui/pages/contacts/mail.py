"""Mail: the office's account and whether it is on, what waits to be sent, fetching, writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.states import day_of
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, Pill
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.i18n.language import Language
    from xborder_desk.services.mailing import Account
    from xborder_desk.services.mailing.outbox import Waiting
    from xborder_desk.ui.frame import Surroundings

_LOOKS: Final = {
    "waiting": ("warn", "hourglass-medium"),
    "handing_over": ("danger", "warning"),
    "taken": ("info", "clock"),
}


def _when(one: Waiting, language: Language) -> str:
    return language.date(day_of(one.at)) if one.at is not None else ""


COLUMNS: Final[tuple[Column[Waiting], ...]] = (
    Column("case", N_("Case"), lambda one, _l: one.case, second=_when, whole=True, chars=16),
    Column("to", N_("To"), lambda one, language: language.isolate(", ".join(one.to)), chars=30),
    Column(
        "state",
        N_("State"),
        lambda one, language: language.text(one.state.label),
        pill=lambda one: _LOOKS[one.state.value][0],
        icon=lambda one: _LOOKS[one.state.value][1],
        chars=44,
    ),
    Column("why", N_("Why"), lambda one, language: language.say(one.reason) or "—", stretch=True),
)


class MailPanel(Card):
    """Its signals name what is wanted; ``resolve`` gives a mail's uid and ``sent``, ``not`` or ``drop``."""

    settings = Signal()
    check = Signal()
    fetch = Signal()
    write = Signal()
    retry = Signal()
    resolve = Signal(str, str)
    bring = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Mail"))
        self._account: Account | None = None
        self._state, self._who = Pill(around.theme), Text("second", wrap=True, select=True)
        theme = around.theme
        self._buttons = (
            push(self, theme, N_("Test the account"), self.check.emit, icon="shield-check"),
            push(self, theme, N_("Fetch replies"), self.fetch.emit, icon="download-simple"),
            push(self, theme, N_("Write a mail…"), self.write.emit, icon="envelope-simple", look="primary"),
        )
        bring = push(self, theme, N_("Import mails…"), self.bring.emit, icon="tray")
        self._setup = push(self, theme, N_("Account…"), self.settings.emit, icon="gear-six", look="row")
        self.tools.addWidget(self._setup)
        note = Text("second", wrap=True)
        self.say(
            note.setText,
            N_(
                "Off until you turn it on. Always over TLS; the password stays in the system's keyring or "
                "under a passphrase. Nothing on the server is marked, moved or removed."
            ),
        )
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(theme, self.model, lines=2, memory=around.memory, key="outbox")
        self.say(self.table.setAccessibleName, N_("Mails on their way out"))
        waiting = Card(around.screen, N_("On their way out"))
        self._waiting = waiting
        self._verbs = (
            push(self, theme, N_("Send again"), self.retry.emit, look="row"),
            push(self, theme, N_("It was sent"), self._was_sent, look="row"),
            push(self, theme, N_("It was not sent"), self._was_not, look="row"),
            push(self, theme, N_("Give it up"), self._drop, icon="trash", look="row"),
        )
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            Empty(
                around.screen,
                theme,
                "upload-simple",
                N_("No mail is waiting to be sent"),
                N_(
                    "What could not be sent waits here. What may have been sent is never sent again by "
                    "itself, only by you."
                ),
            )
        )
        waiting.body.addWidget(Flow(*self._verbs))
        waiting.body.addWidget(self._places, 1)
        self.body.addWidget(Flow(self._state, self._who))
        self.body.addWidget(Flow(*self._buttons, bring))
        self.body.addWidget(note)
        self.body.addWidget(waiting, 1)

    def show_account(self, account: Account | None, outbox: Sequence[Waiting]) -> None:
        """Show the account and what waits."""
        self._account = account
        language = self.language
        on = account is not None and account.enabled
        words = N_("On") if on else N_("Off") if account is not None else N_("No account is set up")
        self._state.show_state(
            "ok" if on else "neutral", "check-circle" if on else "circle", language.text(words)
        )
        self._who.setText(_servers(account, language) if account is not None else "")
        self._buttons[0].setEnabled(account is not None)
        for button in self._buttons[1:]:
            button.setEnabled(on)
        self.model.show(list(outbox))
        self._places.setCurrentIndex(0 if outbox else 1)
        self._waiting.show_count(language.number(len(outbox)) if outbox else "")
        for verb in self._verbs:
            verb.setVisible(bool(outbox))
        if outbox:
            self.table.pick(0)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if hasattr(self, "_places"):
            self.show_account(self._account, self.model.rows)

    def _was_sent(self, *_checked: object) -> None:
        self._resolve("sent")

    def _was_not(self, *_checked: object) -> None:
        self._resolve("not")

    def _drop(self, *_checked: object) -> None:
        self._resolve("drop")

    def _resolve(self, how: str) -> None:
        one = self.model.row(self.table.current_row())
        if one is not None:
            self.resolve.emit(one.uid, how)


def _servers(account: Account, language: Language) -> str:
    parts = [account.address]
    if account.smtp_host:
        server = f"{account.smtp_host}:{account.smtp_port}"
        parts.append(language.text(N_("sends over {server}"), server=server))
    if account.imap_host:
        server = f"{account.imap_host}:{account.imap_port}"
        parts.append(language.text(N_("fetches from {server}"), server=server))
    return " · ".join(language.isolate(part) for part in parts)
