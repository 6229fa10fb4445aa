"""Sending one mail over SMTP, step by step, so that it is known at each moment whether it was taken."""

from __future__ import annotations

import base64
import contextlib
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime, formataddr, make_msgid
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.mail.accounts import (
    TIMEOUT,
    MailServerError,
    UnclearError,
    plain_answer,
    server_fault,
    tls_context,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xborder_desk.mail.accounts import Account

_READY: Final = 354
_DONE: Final = 250
_FORWARD: Final = 251
_LOGGED_IN: Final = 235
# What a server would say (RFC 6531) that knows no letters but ASCII; the library cannot even ask it.
_UNWRITABLE: Final = (553, b"5.6.7 Non-ASCII addresses not permitted for that recipient")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address the server did not take, with its reply code and words."""

    address: str
    code: int
    text: str


def wire_address(address: str) -> str:
    """Give an address as every server takes it: a domain in any script in its ASCII form (RFC 5891).

    Empty for one that has none: letters before the sign that only some servers know, or a broken domain.
    """
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local.isascii() else ""
    except UnicodeError:
        return ""


def compose(
    account: Account,
    to: Sequence[str],
    subject: str,
    text: str,
    at: dt.datetime,
    attachments: Sequence[tuple[str, str, bytes]] = (),
) -> tuple[bytes, str]:
    """Write a mail; gives its bytes as they will be sent, and its Message-ID without brackets.

    ``attachments`` are (file name, media type, bytes).
    """
    own = wire_address(account.address) or account.address
    host = own.rpartition("@")[2] or "localhost"
    mail = EmailMessage(policy=POLICY)
    mail["From"] = formataddr((account.name, own))
    mail["To"] = ", ".join(wire_address(one) or one for one in to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain=host)
    mail.set_content(text, cte="quoted-printable")
    for name, media_type, data in attachments:
        main, _, sub = media_type.partition("/")
        if main in {"message", "multipart"}:  # of these none may be packed, and every byte is to arrive
            main, sub = "application", "octet-stream"
        mail.add_attachment(
            data, maintype=main or "application", subtype=sub or "octet-stream", filename=name
        )
    return mail.as_bytes(), str(mail["Message-ID"]).strip("<> ")


def deliver(account: Account, secret: str, to: Sequence[str], mail: bytes) -> list[Refusal]:
    """Hand a mail over; gives the addresses the server refused (all of them: nothing was sent).

    Raises:
        MailServerError: the server cannot be used; the mail was not sent.
        UnclearError: the connection was lost when the mail had been handed over.

    """
    try:
        server = _connected(account)
    except (OSError, smtplib.SMTPException) as error:
        raise server_fault(account.smtp_host, error) from error
    try:
        if secret:
            _login(server, account, secret)
        refused = _envelope(server, account, to)
        if len(refused) < len(to):
            _data(server, account, mail)
    except smtplib.SMTPAuthenticationError as error:
        raise _not_accepted(account) from error
    except (OSError, smtplib.SMTPException) as error:
        raise server_fault(account.smtp_host, error) from error
    finally:
        _leave(server)
    return refused


def try_sending(account: Account, secret: str) -> None:
    """Log in where mail is sent, and leave; nothing is sent.

    Raises:
        MailServerError: the server cannot be used.

    """
    try:
        server = _connected(account)
    except (OSError, smtplib.SMTPException) as error:
        raise server_fault(account.smtp_host, error) from error
    try:
        if secret:
            _login(server, account, secret)
    except smtplib.SMTPAuthenticationError as error:
        raise _not_accepted(account) from error
    except (OSError, smtplib.SMTPException) as error:
        raise server_fault(account.smtp_host, error) from error
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _login(server: smtplib.SMTP, account: Account, secret: str) -> None:
    if account.login.isascii() and secret.isascii():
        server.login(account.login, secret)
        return
    # The library knows plain letters only; PLAIN itself carries any.
    server.ehlo_or_helo_if_needed()
    answer = base64.b64encode(plain_answer(account.login, secret)).decode()
    code, words = server.docmd("AUTH", f"PLAIN {answer}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def _not_accepted(account: Account) -> MailServerError:
    return MailServerError(
        N_("{host} does not accept the name or password of the account."), host=account.smtp_host
    )


def _connected(account: Account) -> smtplib.SMTP:
    context = tls_context(account)
    if account.smtp_security == "tls":
        return smtplib.SMTP_SSL(account.smtp_host, account.smtp_port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(account.smtp_host, account.smtp_port, timeout=TIMEOUT)
    try:
        server.ehlo()
        _ask_for_tls(server, account)
        server.starttls(context=context)
        server.ehlo()
    except BaseException:
        server.close()
        raise
    return server


def _ask_for_tls(server: smtplib.SMTP, account: Account) -> None:
    if not server.has_extn("starttls"):
        raise MailServerError(
            N_("{host} offers no TLS, and without it nothing is sent."), host=account.smtp_host
        )


def _envelope(server: smtplib.SMTP, account: Account, to: Sequence[str]) -> list[Refusal]:
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(wire_address(account.address) or account.address)
    if code != _DONE:
        raise MailServerError(
            N_("{host} refuses mail from {address}: {detail}"),
            host=account.smtp_host,
            address=account.address,
            detail=_words(words),
        )
    refused = []
    for address in to:
        wire = wire_address(address)
        code, words = server.rcpt(wire) if wire else _UNWRITABLE
        if code not in {_DONE, _FORWARD}:
            refused.append(Refusal(address, code, _words(words)))
    return refused


def _data(server: smtplib.SMTP, account: Account, mail: bytes) -> None:
    code, words = server.docmd("data")
    if code != _READY:
        raise MailServerError(
            N_("{host} does not take the mail: {detail}"), host=account.smtp_host, detail=_words(words)
        )
    try:
        server.send(_stuffed(mail))
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise UnclearError(
            N_("The connection to {host} was lost while the mail was handed over. It may have been sent."),
            host=account.smtp_host,
        ) from error
    if code != _DONE:
        raise MailServerError(
            N_("{host} does not take the mail: {detail}"), host=account.smtp_host, detail=_words(words)
        )


def _stuffed(mail: bytes) -> bytes:
    """Write the mail as SMTP carries it: CRLF, a leading dot doubled, a dot alone at the end."""
    lines = mail.replace(b"\r\n", b"\n").split(b"\n")
    body = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return body.removesuffix(b"\r\n") + b"\r\n.\r\n"


def _words(raw: bytes) -> str:
    return " ".join(raw.decode("utf-8", "replace").split())
