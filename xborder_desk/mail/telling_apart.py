"""A mail read for the contact register: runs in a child process, on one file that somebody sent."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import storable
from xborder_desk.domain.mails import Person, ToldMail, ToldRecipient, ToldReport
from xborder_desk.mail import headers
from xborder_desk.mail.composed import as_eml
from xborder_desk.mail.msg import read_msg
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.reports.reading import read_report

if TYPE_CHECKING:
    from xborder_desk.mail.headers import Address
    from xborder_desk.mail.reading import Mail
    from xborder_desk.mail.reports.values import Report

OUTLOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST: Final = 64 << 20
"""Bytes of a mail that are read for its words; attachments behind them change nothing here."""

# What the servers on the way and the mailbox at its end write upon a mail.
_TRACES: Final = frozenset(
    {"received", "return-path", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-received"}
    | {"authentication-results", "arc-seal", "received-spf", "x-spam-status", "x-delivered-to"}
)
_LISTS: Final = ("list-id", "list-post", "list-unsubscribe")
# What a mail program notes on its own copy; two copies of one mail differ in these.
_NOTED: Final = re.compile(
    rb"^(?:status|x-status|x-keywords|x-uid|x-mozilla-[\w-]+|content-length|lines|x-gmail-labels|x-gm-thrid):"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
_STAMP: Final = re.compile(r";([^;]*)$")
_LONGEST: Final = 1000


def told_of(path: str) -> dict[str, Any]:
    """Read one mail (.eml or .msg) for the register. Never fails: what is no mail is not readable."""
    with Path(path).open("rb") as file:
        data = file.read(MOST)
    return told(data).to_plain()


def told(data: bytes) -> ToldMail:
    """Read one mail's bytes for the register."""
    if data.startswith(OUTLOOK):
        try:
            mail = read_msg(data)
        except ValueError:
            return ToldMail(readable=False, canonical=hashlib.sha256(data).hexdigest())
        return _told(mail, data, read_report(as_eml(mail)))
    return _told(read_mail(data), data, read_report(data))


def canonical(data: bytes) -> str:
    """Give the hash of a mail without what its line ends and its reader's program make different."""
    if data.startswith(OUTLOOK):
        return hashlib.sha256(data).hexdigest()
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    if re.match(rb">?From (?! *:)[^\n]*\n", plain):
        plain = plain.partition(b"\n")[2]
    head, gap, body = plain.partition(b"\n\n")
    return hashlib.sha256(_NOTED.sub(b"", head + b"\n") + gap + body.rstrip(b"\n")).hexdigest()


def _told(mail: Mail, data: bytes, report: Report | None) -> ToldMail:
    names = {name for name, _ in mail.top.fields}
    return ToldMail(
        readable=bool(mail.from_ or mail.to or report or (mail.subject and mail.date)),
        canonical=canonical(data),
        message_id=_short(mail.message_id),
        answers=tuple(map(_short, dict.fromkeys([*mail.in_reply_to, *reversed(mail.references)]))),
        sender=_people([*mail.from_, *([mail.sender] if mail.sender and not mail.from_ else [])]),
        receivers=_people([*mail.to, *mail.cc, *mail.bcc]),
        date=mail.date or "",
        received=_received(mail),
        subject=_short(mail.subject),
        language=mail.language or "",
        carried=bool(names & _TRACES),
        listed=any(name in names for name in _LISTS),
        report=_report(report) if report else None,
    )


def _people(found: list[Address]) -> tuple[Person, ...]:
    return tuple(Person(_short(one.name), _short(one.address)) for one in found)


def _received(mail: Mail) -> str:
    for line in mail.top.fields_named("received"):
        stamp = _STAMP.search(headers.unfold(line))
        found = headers.date_of(stamp[1].strip().encode()) if stamp else None
        if found:
            return found
    return ""


def _report(report: Report) -> ToldReport:
    return ToldReport(
        kind=report.kind,
        recipients=tuple(
            ToldRecipient(
                address=_short(one.address),
                status=one.status,
                status_class=one.status_class,
                dead=one.dead,
                text=storable(one.text),
                waiting=one.waiting,
                passed_on=one.passed_on,
            )
            for one in report.recipients
        ),
        message_id=_short(report.message_id.strip("<> ")),
        sent_at=report.sent_at,
    )


def _short(text: str) -> str:
    return storable(text)[:_LONGEST]
