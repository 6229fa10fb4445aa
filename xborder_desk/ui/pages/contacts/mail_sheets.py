"""Questions about mail: the account and its password, the passphrase, and a mail to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.choices import ContactPurpose
from xborder_desk.i18n import N_
from xborder_desk.services.mailing import NewMail
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.services.mailing import Account
    from xborder_desk.ui.frame import Surroundings

_FIELDS: Final = (
    ("address", N_("Mail address"), ""),
    ("name", N_("Name shown beside it"), ""),
    ("user", N_("Name to log in with"), N_("empty: the address")),
    ("smtp_host", N_("Server that sends (SMTP)"), N_("smtp.example.org, empty: none")),
    ("smtp_port", N_("Its port"), ""),
    ("ca_file", N_("File of trusted certificates"), N_("empty: those of the system")),
    ("imap_host", N_("Server to fetch from (IMAP)"), N_("imap.example.org, empty: none")),
    ("imap_port", N_("Its port"), ""),
    ("folder", N_("Folder to fetch"), ""),
)


def _switch(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [("", _(N_("Off"))), ("on", _(N_("On")))]


def _security(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [("tls", _(N_("TLS from the first byte"))), ("starttls", _(N_("STARTTLS, refused without it")))]


def _hide(line: QLineEdit) -> None:
    line.setEchoMode(QLineEdit.EchoMode.Password)


class AccountSheet(Sheet):
    """Asks for the account; a password is asked for anew only if it changes."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        account: Account | None,
        done: Callable[[object], object],
    ) -> None:
        super().__init__(around, parent, N_("Mail account of the office"), N_("Save"))
        self._desk, self._done = desk, done
        self.form = form = Form(around.screen)
        form.options("enabled", N_("The account is"), _switch)
        for name, label, hint in _FIELDS:
            form.line(name, label, hint=hint)
            if name in {"smtp_port", "imap_port"}:
                way = name.removesuffix("_port")
                security = N_("How sending is secured") if way == "smtp" else N_("How fetching is secured")
                form.options(f"{way}_security", security, _security)
        _hide(form.line("secret", N_("Password"), hint=N_("empty: as it is kept")))
        _hide(form.line("passphrase", N_("Passphrase"), hint=N_("only without a keyring")))
        known: dict[str, str] = {"smtp_port": "465", "imap_port": "993", "folder": "INBOX"}
        if account is not None:
            names = (*(name for name, _label, _hint in _FIELDS), "smtp_security", "imap_security")
            known = {name: str(getattr(account, name)) for name in names}
            known["enabled"] = "on" if account.enabled else ""
        form.fill({"smtp_security": "tls", "imap_security": "tls", **known})
        form.accepted.connect(self.accept_it)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_("The password goes to the system's keyring; without one it is sealed under the passphrase."),
        )
        self.body.addWidget(form)
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.resize(660, 640)
        form.editor("address").setFocus()

    def accept_it(self) -> None:
        """Keep the account."""
        typed = self.form.values()
        on = typed.pop("enabled") == "on"
        secret, passphrase = typed.pop("secret"), typed.pop("passphrase")
        mailing = self._desk.mailing
        self.run(
            lambda _ctx: mailing.change_account(typed, on=on, secret=secret, passphrase=passphrase),
            self._done,
            self.form,
        )


class PassphraseSheet(Sheet):
    """Asks for the passphrase; ``go_on`` gets it."""

    def __init__(self, around: Surroundings, parent: QWidget, go_on: Callable[[str], object]) -> None:
        super().__init__(around, parent, N_("Passphrase of the mail account"), N_("Go on"))
        self._go_on = go_on
        self.form = form = Form(around.screen, columns=1)
        _hide(form.line("passphrase", N_("Passphrase")))
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(420, 200)
        form.editor("passphrase").setFocus()

    def accept_it(self) -> None:
        """Give it on."""
        given = self.form.values()["passphrase"]
        self.accept()
        self._go_on(given)


class WriteSheet(Sheet):
    """Asks for a mail to the other side; ``send`` gets it, what is known is filled in."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        addresses: Sequence[str],
        send: Callable[[NewMail], object],
        given: dict[str, str] | None = None,
    ) -> None:
        super().__init__(around, parent, N_("Write a mail"), N_("Send"))
        self._send = send
        self.form = form = Form(around.screen)
        form.line("to", N_("To"), hint=N_("several with commas between them"), wide=True)
        form.line("subject", N_("Subject"), wide=True)
        form.text("text", N_("Words"), lines=8)
        form.line("attachments", N_("Evidence to attach"), hint=N_("E-02, E-05"))
        form.options("purpose", N_("Purpose"), of_choice(ContactPurpose, empty=True))
        form.line("reply_by", N_("Answer asked for by"), kind="day", hint=N_("+14"))
        form.fill({"to": ", ".join(addresses[:1]), **(given or {})})
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(680, 600)
        form.editor("to").setFocus()

    def accept_it(self) -> None:
        """Close, and have it sent: that goes on in the status bar; what is wrong is said here first."""
        typed: dict[str, Any] = self.form.values()
        if not typed["text"].strip() or not typed["to"].strip():
            name = "to" if not typed["to"].strip() else "text"
            self.form.show_wrong(name, self.inside.language.text(N_("Write something here.")))
            return
        new = NewMail(
            tuple(one.strip() for one in typed["to"].split(",") if one.strip()),
            typed["subject"],
            typed["text"],
            typed["purpose"],
            typed["reply_by"],
            tuple(one.strip() for one in typed["attachments"].replace(";", ",").split(",") if one.strip()),
        )
        if self.autosave is not None:  # what cannot be sent must still be there
            self.autosave.lay_aside()
            self.autosave = None
        self.accept()
        self._send(new)
