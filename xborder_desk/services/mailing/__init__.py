"""The office's mail account: sending as attempts, fetching into cases. Off until a person turns it on."""

from __future__ import annotations

import re
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from xborder_desk.domain import words
from xborder_desk.domain.choices import ContactPurpose, ContactResult, parse_choice
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.mails import ToldMail
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.mail.accounts import Account, MailServerError, UnclearError
from xborder_desk.mail.incoming import Mark, fetch_new, try_fetching
from xborder_desk.mail.outgoing import compose, deliver, try_sending
from xborder_desk.mail.reports import verdict
from xborder_desk.services.mailing.outbox import Outbox, Sending, reason_of
from xborder_desk.services.mailing.sorting import case_of
from xborder_desk.storage.models import Setting
from xborder_desk.storage.queries import cases, contacts, evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.mail.outgoing import Refusal
    from xborder_desk.mail.vault import Vault
    from xborder_desk.services.mailing.outbox import Waiting
    from xborder_desk.storage.office import Office

__all__ = ["Account", "Checked", "Fetched", "Mailing", "NewMail", "Sent"]

ACCOUNT: Final = "mail_account"
MARK: Final = "mail_mark"
OWN: Final = "mail_own"
"""Keys of the office's settings: the account, how far it was read, and the office's own addresses."""
# Whether a mailbox exists only its server knows; here it must only be one, and no second header.
_MAILBOX: Final = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
_PORTS: Final = 1 << 16
_WORK: Final = "xborder_desk.mail.telling_apart:told_of"


class Register(Protocol):
    """What writes mails into the contact register; the contact use-cases have it."""

    def import_bytes(
        self, case_number: str, data: bytes, name: str, ctx: JobContext, about: Mapping[str, str]
    ) -> Imported:
        """Take one mail whose bytes are at hand."""

    def list(self, case_number: str) -> Sequence[AttemptView]:
        """Give every attempt of a case."""

    def note_refusal(self, case_number: str, attempt: str, refusal: tuple[str, str, bool], said: str) -> None:
        """Write that a server refused an address: (address, status, dead) and its words."""


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail as typed; ``attachments`` are evidence of the case (E-01)."""

    to: tuple[str, ...]
    subject: str
    text: str
    purpose: str = ""
    reply_by: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a mail: logged as ``attempt``, or still waiting as ``uid``, and why; who was refused.

    ``told`` is the English of ``why``.
    """

    uid: str
    state: str
    attempt: str = ""
    told: str = ""
    refused: tuple[Refusal, ...] = ()
    why: Message | None = None

    @property
    def reason(self) -> Message:
        """Why it is still waiting, nothing if it is not."""
        return self.why or Message(self.told)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched mail: the case it went to and what it became, or no case: then it was left on the server."""

    subject: str
    case: str = ""
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A server of the account that was asked: without a ``fault`` it can be used."""

    host: str
    fault: MailServerError | None = None


class Mailing:
    """What can be done with the office's mail account."""

    def __init__(
        self, office: Office, apart: Apart, register: Register, vault: Vault, zone: dt.tzinfo
    ) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart
        self._register = register
        self._vault = vault
        self._zone = zone
        self._outbox = Outbox(office.database)

    def account(self) -> Account | None:
        """Give the account, None if none was set up."""
        with self._database.read() as uow:
            row = uow.session.get(Setting, ACCOUNT)
            return Account(**row.value) if row else None

    def set_account(self, account: Account, secret: str = "", passphrase: str = "") -> None:
        """Set up the account, its password in the system's keyring or under a passphrase.

        Raises:
            BadInputError: no address, no server, or no place to keep the password.

        """
        if not _MAILBOX.fullmatch(account.address):
            raise BadInputError(N_("“{given}” is no mail address."), field="address", given=account.address)
        if account.enabled and not (account.smtp_host or account.imap_host):
            raise BadInputError(
                N_("Name the server that sends or the one that is fetched from."), field="smtp_host"
            )
        if secret:
            self._vault.put(account.address, secret, passphrase)
        with self._database.write() as uow:
            _set(uow.session, ACCOUNT, asdict(account))
            own = uow.session.get(Setting, OWN)
            known = list(own.value.get("addresses", [])) if own else []
            _set(uow.session, OWN, {"addresses": list(dict.fromkeys([*known, account.address]))})
            told = {"address": account.address, "enabled": account.enabled}
            uow.record(AUDIT, OFFICE_SCOPE, "mail_account_set", OFFICE_SCOPE, **told)
            uow.commit()

    def change_account(
        self, given: Mapping[str, str], *, on: bool | None = None, secret: str = "", passphrase: str = ""
    ) -> Account:
        """Change fields of the account as typed, and turn it on or off; gives it.

        Raises:
            BadInputError: a value cannot be taken, or there is no place to keep the password.

        """
        known = self.account() or Account(given.get("address", ""))
        values: dict[str, Any] = dict(given)
        for name in ("smtp_port", "imap_port"):
            if name in values:
                values[name] = _port(values[name], name)
        for name in ("smtp_security", "imap_security"):
            if values.get(name, "tls") not in {"tls", "starttls"}:
                raise BadInputError(
                    N_("“{given}” is neither tls nor starttls."), field=name, given=values[name]
                )
        if on is not None:
            values["enabled"] = on
        changed = Account(**{**asdict(known), **values})
        self.set_account(changed, secret, passphrase)
        return changed

    def turn(self, *, on: bool) -> None:
        """Turn the account on or off.

        Raises:
            BadInputError: none was set up.

        """
        self.set_account(replace(self._needed(enabled=False), enabled=on))

    def check(self, ctx: JobContext, passphrase: str = "") -> list[Checked]:
        """Log in at each server of the account, turned on or not; nothing is sent or fetched.

        Raises:
            BadInputError: no account was set up, or the passphrase is missing or wrong.
            Cancelled: the person asked for it to stop.

        """
        account = self._needed(enabled=False)
        secret = self._vault.get(account.address, passphrase)
        ways = ((account.smtp_host, try_sending), (account.imap_host, try_fetching))
        found = []
        for done, (host, way) in enumerate([one for one in ways if one[0]]):
            ctx.progress(done, len(ways), N_("Asking {host}"), host=host)
            try:
                way(account, secret)
            except MailServerError as fault:
                found.append(Checked(host, fault))
            else:
                found.append(Checked(host))
        return found

    def send(self, case_number: str, new: NewMail, ctx: JobContext, passphrase: str = "") -> Sent:
        """Send a mail and log it as an attempt with its bytes as proof.

        It is kept before the server is asked. What could not be sent waits in the outbox; what may have been
        sent is never sent again by itself.

        Raises:
            BadInputError: a value cannot be taken, or no account is turned on.
            NotFoundError: no such case or evidence.

        """
        account = self._needed()
        # Before anything is kept: after a wrong passphrase one tries again, which must be no second mail.
        secret = self._vault.get(account.address, passphrase)
        to = tuple(one.strip() for one in new.to if one.strip())
        wrong = next((one for one in to if not _MAILBOX.fullmatch(one)), "" if to else "–")
        if wrong:
            raise BadInputError(N_("“{given}” is no mail address."), field="to", given=wrong)
        about = {
            "purpose": parse_choice(ContactPurpose, new.purpose, field="purpose").value
            if new.purpose
            else "",
            "reply_by": str(words.day(new.reply_by, field="reply_by") or ""),
        }
        subject = words.name(new.subject, field="subject")
        text = words.text(new.text, field="text", needed=True)
        with self._database.read() as uow:
            case = cases.find(uow, case_number).number
            items = [evidence.find_own(uow, one, case, field="attachment") for one in new.attachments]
            files = [(one.filename, one.media_type, self._office.store.path(one.sha256)) for one in items]
            now = uow.now.astimezone(self._zone)
        attached = [(name, kind, path.read_bytes()) for name, kind, path in files]
        data, message_id = compose(account, to, subject, text, now, attached)
        filled = {name: value for name, value in about.items() if value}
        return self._hand_over(self._outbox.put(case, to, message_id, data, filled), ctx, account, secret)

    def outbox(self) -> list[Waiting]:
        """Give the mails that were not sent, may have been sent, or are not logged yet."""
        return self._outbox.list()

    def retry(self, ctx: JobContext, passphrase: str = "") -> list[Sent]:
        """Send what waits and log what was sent; what may have been sent is left to a person.

        Raises:
            BadInputError: no account is turned on.

        """
        done, secret = [], ""
        for waiting in self._outbox.list():
            if waiting.state is Sending.TAKEN:
                done.append(self._log(waiting, ctx))
            elif waiting.state is Sending.WAITING:
                account = self._needed()
                secret = secret or self._vault.get(account.address, passphrase)
                done.append(self._hand_over(waiting, ctx, account, secret))
        return done

    def resolve(self, uid: str, ctx: JobContext, *, sent: bool) -> Sent:
        """Say of a mail that may have been sent whether it was: then it is logged, else it waits again.

        Raises:
            NotFoundError: no such mail is waiting.

        """
        waiting = self._outbox.find(uid)
        if sent:
            return self._log(self._outbox.set(waiting, Sending.TAKEN), ctx)
        changed = self._outbox.set(waiting, Sending.WAITING)
        return Sent(changed.uid, changed.state.value)

    def drop(self, uid: str) -> None:
        """Give up a mail that was not sent.

        Raises:
            NotFoundError: no such mail is waiting.

        """
        self._outbox.drop(self._outbox.find(uid))

    def fetch(self, ctx: JobContext, passphrase: str = "") -> list[Fetched]:
        """Fetch what is new and import it into the cases it belongs to; anything else is left alone.

        Raises:
            BadInputError: no account is turned on.
            MailServerError: the server cannot be used; what was imported stays, the rest comes next time.
            Cancelled: the person asked for it to stop.

        """
        account = self._needed()
        secret = self._vault.get(account.address, passphrase)
        with self._database.read() as uow:
            row = uow.session.get(Setting, MARK)
            mark = Mark(**row.value) if row else Mark()
        found = []
        for done, (now, data) in enumerate(fetch_new(account, secret, mark), start=1):
            ctx.progress(done, 0, N_("Fetching mail {n}"), n=done)
            found.append(self._sort(data, ctx))
            with self._database.write() as uow:
                _set(uow.session, MARK, asdict(now))
                uow.commit()
        return found

    def _needed(self, *, enabled: bool = True) -> Account:
        account = self.account()
        if account is None or (enabled and not account.enabled):
            raise BadInputError(N_("No mail account is turned on. Set one up first."), field="account")
        return account

    def _hand_over(self, waiting: Waiting, ctx: JobContext, account: Account, secret: str) -> Sent:
        ctx.progress(0, 1, N_("Sending"))
        going = self._outbox.set(waiting, Sending.HANDING_OVER)
        try:
            refused = tuple(deliver(account, secret, waiting.to, waiting.mail))
        except MailServerError as fault:
            kept = self._outbox.set(going, Sending.WAITING, fault)
            return Sent(kept.uid, kept.state.value, told=kept.told, why=kept.why)
        except UnclearError as fault:
            kept = self._outbox.set(going, Sending.HANDING_OVER, fault)
            return Sent(kept.uid, kept.state.value, told=kept.told, why=kept.why)
        return self._log(self._outbox.set(going, Sending.TAKEN, refused=refused), ctx)

    def _log(self, waiting: Waiting, ctx: JobContext) -> Sent:
        """Log a mail that was handed over; doing it twice changes nothing."""
        name = f"{waiting.message_id.partition('@')[0]}.eml"
        taken = self._register.import_bytes(waiting.case, waiting.mail, name, ctx, waiting.about)
        if taken.fault is not None:
            why = reason_of(taken.fault)
            return Sent(
                waiting.uid, waiting.state.value, told=str(taken.fault), refused=waiting.refused, why=why
            )
        number = taken.attempts[0] if taken.attempts else ""
        if number:
            self._note_refusals(waiting, number)
        self._outbox.drop(waiting)
        return Sent(waiting.uid, "sent", number, refused=waiting.refused)

    def _note_refusals(self, waiting: Waiting, number: str) -> None:
        attempt = next(one for one in self._register.list(waiting.case) if one.number == number)
        noted = {line.recipient for line in attempt.results if line.result == ContactResult.BOUNCED}
        for one in waiting.refused:
            if one.address in noted:
                continue
            status = verdict.status_in(one.text) or f"{one.code // 100}.0.0"
            dead = verdict.is_dead(status, one.code, one.text)
            self._register.note_refusal(
                waiting.case, number, (one.address, status, dead), f"{one.code} {one.text}"
            )

    def _sort(self, data: bytes, ctx: JobContext) -> Fetched:
        # A mail of nobody's case must leave no trace here: it is looked at in a file of the moment.
        with tempfile.TemporaryDirectory() as folder:
            side = Path(folder) / "mail.eml"
            side.write_bytes(data)
            told = ToldMail.from_plain(self._apart.run(_WORK, str(side), ctx=ctx))
        with self._database.read() as uow:
            case = case_of(told, contacts.places_of_mail(uow))
        if not case:
            return Fetched(told.subject)
        return Fetched(told.subject, case, self._register.import_bytes(case, data, "fetched.eml", ctx, {}))


def _port(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < _PORTS):
        raise BadInputError(N_("“{given}” is no port. Give a number."), field=field, given=text)
    return int(text)


def _set(session: Any, key: str, value: dict[str, Any]) -> None:  # noqa: ANN401 - the session of storage
    row = session.get(Setting, key)
    if row is None:
        session.add(Setting(key=key, value=value))
    else:
        row.value = value
