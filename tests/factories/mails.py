"""Mails to test with: sent ones, reports about them, answers, all written here."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

CONSUMER: Final = "zoe@mueller.example"
SHOP: Final = "support@wanbao.example"
SALES: Final = "sales@wanbao.example"
SENT_AT: Final = dt.datetime(2026, 2, 2, 10, 15, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def add_addresses(desk: Desk, case: str) -> None:
    """Record mail addresses of both sides: the consumer's, and two of the seller's."""
    desk.parties.add_identifier(case, "P-01", NewIdentifier("email", CONSUMER, origin="consumer"))
    for address, origin in ((SHOP, "imprint"), (SALES, "invoice")):
        desk.parties.add_identifier(case, "P-02", NewIdentifier("email", address, origin=origin))


def sent(
    mail_id: str = "first@office.example",
    to: str = SHOP,
    *,
    at: dt.datetime | None = SENT_AT,
    sender: str = f"Zoë Müller-Strauß <{CONSUMER}>",
    more: str = "",
    text: str = "Please deliver.",
) -> bytes:
    """Write a mail as it lies in the folder of sent mails."""
    date = f"Date: {format_datetime(at)}\n" if at else ""
    head = f"From: {sender}\nTo: {to}\nSubject: Order 114-3941689\nMessage-ID: <{mail_id}>\n{date}{more}"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def report(
    about: str = "first@office.example",
    *recipients: tuple[str, str, str],
    at: dt.datetime | None = SENT_AT + dt.timedelta(minutes=2),
    action: str = "failed",
    own_id: str = "report-1@relay.example",
) -> bytes:
    """Write a delivery report in the standard form; recipients are (address, status, words)."""
    named = recipients or ((SHOP, "5.1.1", "550 5.1.1 no such user"),)
    groups = "\n".join(
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {said}\n"
        for address, status, said in named
    )
    date = f"Date: {format_datetime(at)}\n" if at else ""
    returned = f"Message-ID: <{about}>\n" if about else ""
    return (
        f"From: MAILER-DAEMON@relay.example\nTo: {CONSUMER}\nSubject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: <{own_id}>\n{date}Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n{groups}\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{returned}Subject: Order\n\n--b--\n"
    ).encode()


def answer(
    about: str = "first@office.example",
    *,
    sender: str = SHOP,
    at: dt.datetime = SENT_AT + dt.timedelta(days=1),
    more: str = "",
    own_id: str = "answer-1@wanbao.example",
) -> bytes:
    """Write a mail of the other side that answers one of ours."""
    thread = f"In-Reply-To: <{about}>\n" if about else ""
    return (
        f"Received: from wanbao.example by mueller.example; {format_datetime(at)}\nFrom: Shop <{sender}>\n"
        f"To: {CONSUMER}\nSubject: Re: Order\nMessage-ID: <{own_id}>\nDate: {format_datetime(at)}\n"
        f"{thread}{more}\nWe look into it.\n"
    ).encode()


def write(folder: Path, *mails: bytes, suffix: str = ".eml") -> list[Path]:
    """Write each mail into a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, mail in enumerate(mails, 1):
        file = folder / f"mail-{number:03d}{suffix}"
        file.write_bytes(mail)
        files.append(file)
    return files


def mailbox(file: Path, *mails: bytes) -> Path:
    """Write the mails into one mailbox."""
    line = b"From somebody@mueller.example Mon Feb  2 10:15:00 2026\n"
    file.write_bytes(b"".join(line + mail.rstrip(b"\n") + b"\n\n" for mail in mails))
    return file


def by_hand(channel: str, address: str, at: str, result: str = "", **more: str) -> NewAttempt:
    """Give an attempt to reach the seller, as typed."""
    return NewAttempt(channel=channel, address=address, at=at, result=result, party="P-02", **more)  # type: ignore[arg-type]  # texts only
