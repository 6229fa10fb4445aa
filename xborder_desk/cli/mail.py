"""Commands about the office's mail account: sending attempts, fetching answers."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.contact_mail import entry_of
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Flag, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import ContactPurpose
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.services.mailing import Sent

_FIELDS: Final = (
    *("address", "name", "user", "smtp-host", "smtp-port", "smtp-security"),
    *("imap-host", "imap-port", "imap-security", "folder", "ca-file"),
)
_SECURITY: Final = ("tls", "starttls")


def account(session: Session, given: Given) -> Answer:
    """Set up the account, or show it."""
    mailing = session.desk().mailing
    changes = given.typed(_FIELDS)
    turned = given.flag("on") if given.flag("on") or given.flag("off") else None
    if changes or turned is not None:
        secret = _asked(session, N_("Password:")) if given.flag("ask-password") else ""
        mailing.change_account(changes, on=turned, secret=secret, passphrase=_passphrase(session, given))
    known = mailing.account()
    if known is None:
        return Answer({"account": None}, [session.text(N_("No mail account is set up."))])
    state = session.text(N_("on")) if known.enabled else session.text(N_("off"))
    return Answer({"account": asdict(known)}, [clean(f"{known.address} ({state})")])


def send(session: Session, given: Given) -> Answer:
    """Send a mail and log it as an attempt."""
    from xborder_desk.services.mailing import NewMail  # noqa: PLC0415 - help needs no office

    number = given.text("case").strip()
    new = NewMail(
        given.texts("to"),
        given.text("subject"),
        given.text("text"),
        given.text("purpose"),
        given.text("reply-by"),
        tuple(one.rpartition("/")[2] for one in given.texts("attach")),
    )
    sent = session.desk().mailing.send(number, new, session.context, _passphrase(session, given))
    return _said(session, number, [sent])


def outbox(session: Session, given: Given) -> Answer:
    """List the mails that were not sent, or may have been."""
    del given
    say = session.language
    found = session.desk().mailing.outbox()
    data = [
        {"id": one.uid, "case": one.case, "to": one.to, "state": str(one.state), "told": one.told}
        for one in found
    ]
    heads = [say.text(one) for one in (N_("Number"), N_("Case"), N_("To"), N_("State"), N_("Why"))]
    cells = (
        (one.uid[:8], one.case, ", ".join(one.to), say.text(one.state.label), say.say(one.reason))
        for one in found
    )
    return Answer({"outbox": data}, table(heads, cells, most=terminal_width()))


def retry(session: Session, given: Given) -> Answer:
    """Send what waits."""
    sent = session.desk().mailing.retry(session.context, _passphrase(session, given))
    return _said(session, "", sent)


def resolve(session: Session, given: Given) -> Answer:
    """Say whether a mail was sent that may have been."""
    if given.flag("drop"):
        session.desk().mailing.drop(given.text("id"))
        return Answer({"sent": []}, [])
    if given.flag("sent") == given.flag("not-sent"):
        raise BadInputError(N_("Say --sent, --not-sent or --drop."), field="sent")
    done = session.desk().mailing.resolve(given.text("id"), session.context, sent=given.flag("sent"))
    return _said(session, "", [done])


def fetch(session: Session, given: Given) -> Answer:
    """Fetch what is new into the cases it belongs to."""
    fetched = session.desk().mailing.fetch(session.context, _passphrase(session, given))
    data = [
        {"subject": one.subject, "case": one.case or None}
        | (entry_of(one.case, one.imported, session.language) if one.imported else {})
        for one in fetched
    ]
    lines = [clean(f"{one.case or '–'}  {one.subject}") for one in fetched]
    return Answer({"fetched": data}, lines)


def _said(session: Session, case: str, sent: Sequence[Sent]) -> Answer:
    data = [
        {
            "id": one.uid,
            "state": one.state,
            "attempt": full(case, one.attempt) or None,
            "told": one.told,
            "refused": [{"address": x.address, "code": x.code, "text": x.text} for x in one.refused],
        }
        for one in sent
    ]
    say = session.language.say
    lines = [
        clean(f"{full(case, one.attempt) or one.uid[:8]}  {say(one.reason) or one.state}") for one in sent
    ]
    return Answer({"sent": data}, lines, _trouble([one for one in sent if one.state != "sent"]))


def _trouble(waiting: Sequence[Sent]) -> Notice | None:
    if not waiting:
        return None
    told = Counted(
        "{n} mail was not sent: {why}",
        "{n} mails were not sent: {why}",
        len(waiting),
        {"why": waiting[0].reason},
    )
    return Notice("{told}", {"told": told})


def _asked(session: Session, text: str, **fields: object) -> str:
    """Ask for something nobody shall see; from a pipe, read one line."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{session.text(text, **fields)} ")
    return sys.stdin.readline().rstrip("\n")


def _passphrase(session: Session, given: Given) -> str:
    return _asked(session, N_("Passphrase:")) if given.flag("passphrase") else ""


_PHRASE: Final = Flag("passphrase", N_("Ask for the passphrase under which the password is kept."))
_SENDER: Final = Option("smtp-security", N_("How sending is secured:"), "S", choices=_SECURITY)

AREA: Final = Area(
    "mail",
    N_("The office's mail account: off until it is turned on, always over TLS."),
    (
        Verb(
            "account",
            N_("Set up the account, turn it on or off, or show it."),
            "mail account --address office@example.org --smtp-host smtp.example.org --ask-password --on",
            account,
            (),
            (
                Option("address", N_("The office's mail address."), "ADDRESS"),
                Option("name", N_("The name shown beside it."), "NAME"),
                Option("user", N_("The name to log in with; without it the address."), "NAME"),
                Option("smtp-host", N_("The server that sends."), "HOST"),
                Option("smtp-port", N_("Its port; without it 465."), "N"),
                _SENDER,
                Option("imap-host", N_("The server to fetch from."), "HOST"),
                Option("imap-port", N_("Its port; without it 993."), "N"),
                Option("imap-security", N_("How fetching is secured:"), "S", choices=_SECURITY),
                Option("folder", N_("The folder to fetch from; without it INBOX."), "NAME"),
                Option("ca-file", N_("A file of certificates to trust instead of the system's."), "FILE"),
                Flag("ask-password", N_("Ask for the password and keep it in the system's keyring.")),
                _PHRASE,
                Flag("on", N_("Turn the account on.")),
                Flag("off", N_("Turn the account off.")),
            ),
        ),
        Verb(
            "send",
            N_("Send a mail and log it as an attempt with its bytes as proof."),
            'mail send 2026-0001 --to shop@example.com --subject "Your address" --text "Please name it."',
            send,
            (CASE,),
            (
                Option("to", N_("To whom."), "ADDRESS", needed=True, many=True),
                Option("subject", N_("The subject."), needed=True),
                Option("text", N_("The text."), needed=True),
                Option("purpose", N_("What for:"), "P", choices=tuple(ContactPurpose)),
                Option("reply-by", N_("The day set for an answer."), "YYYY-MM-DD"),
                Option("attach", N_("Evidence to attach, like E-01."), "EVIDENCE", many=True),
                _PHRASE,
            ),
        ),
        Verb("outbox", N_("List the mails that were not sent, or may have been."), "mail outbox", outbox),
        Verb("retry", N_("Send what waits."), "mail retry", retry, (), (_PHRASE,)),
        Verb(
            "resolve",
            N_("Say of a mail that may have been sent whether it was."),
            "mail resolve 1f3a90cc --sent",
            resolve,
            (Argument("id", N_("The number of the mail in the outbox.")),),
            (
                Flag("sent", N_("It was sent: log it.")),
                Flag("not-sent", N_("It was not: let it wait again.")),
                Flag("drop", N_("Give it up.")),
            ),
        ),
        Verb(
            "fetch", N_("Fetch new mails into the cases they belong to."), "mail fetch", fetch, (), (_PHRASE,)
        ),
    ),
)
