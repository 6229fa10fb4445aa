"""Fetching new mails over IMAP, read only: nothing on the server is marked, moved or removed."""

from __future__ import annotations

import base64
import contextlib
import imaplib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.mail.accounts import TIMEOUT, MailServerError, plain_answer, server_fault, tls_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.mail.accounts import Account

_OK: Final = "OK"
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9@._+=/-]+")
_SEVEN_BIT: Final = re.compile(r"[ -~]+")
_PIECES: Final = re.compile(r"[ -~]+|[^ -~]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder was read: its validity (another one: read from the start) and the last uid."""

    validity: int = 0
    uid: int = 0


def fetch_new(account: Account, secret: str, mark: Mark) -> Iterator[tuple[Mark, bytes]]:
    """Give every mail after the mark with the mark that comes after it, oldest first.

    Raises:
        MailServerError: the server cannot be used, also in the middle; what was given before stands.

    """
    try:
        server = _connected(account)
    except (OSError, imaplib.IMAP4.error) as error:
        raise server_fault(account.imap_host, error) from error
    try:
        _login(server, account, secret)
        validity = _open(server, account)
        start = mark.uid if validity == mark.validity else 0
        for uid in _uids(server, start):
            data = _one(server, uid)
            if data is not None:
                yield Mark(validity, uid), data
    except (OSError, imaplib.IMAP4.error) as error:
        raise server_fault(account.imap_host, error) from error
    finally:
        _leave(server)


def try_fetching(account: Account, secret: str) -> None:
    """Log in where mail is fetched and look whether the folder is there; nothing is fetched.

    Raises:
        MailServerError: the server cannot be used, or has no such folder.

    """
    try:
        server = _connected(account)
    except (OSError, imaplib.IMAP4.error) as error:
        raise server_fault(account.imap_host, error) from error
    try:
        _login(server, account, secret)
        _open(server, account)
    except (OSError, imaplib.IMAP4.error) as error:
        raise server_fault(account.imap_host, error) from error
    finally:
        _leave(server)


def _leave(server: imaplib.IMAP4) -> None:
    with contextlib.suppress(OSError, imaplib.IMAP4.error):
        server.logout()
    # A line that was lost is not let go of by that.
    with contextlib.suppress(OSError, imaplib.IMAP4.error):
        server.shutdown()


def _connected(account: Account) -> imaplib.IMAP4:
    context = tls_context(account)
    if account.imap_security == "tls":
        return imaplib.IMAP4_SSL(account.imap_host, account.imap_port, ssl_context=context, timeout=TIMEOUT)
    server = imaplib.IMAP4(account.imap_host, account.imap_port, timeout=TIMEOUT)
    try:
        _ask_for_tls(server, account)
        server.starttls(context)
    except BaseException:
        server.shutdown()
        raise
    return server


def _ask_for_tls(server: imaplib.IMAP4, account: Account) -> None:
    if "STARTTLS" not in server.capabilities:
        raise MailServerError(
            N_("{host} offers no TLS, and without it nothing is fetched."), host=account.imap_host
        )


def _login(server: imaplib.IMAP4, account: Account, secret: str) -> None:
    try:
        if _PLAIN_NAME.fullmatch(account.login) and secret.isascii():
            server.login(account.login, secret)
        else:  # what LOGIN cannot carry, PLAIN can (RFC 4616)
            server.authenticate("PLAIN", lambda _challenge: plain_answer(account.login, secret))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailServerError(
            N_("{host} does not accept the name or password of the account."), host=account.imap_host
        ) from error


def _open(server: imaplib.IMAP4, account: Account) -> int:
    status, _ = server.select(_mailbox(account.folder), readonly=True)
    if status != _OK:
        raise MailServerError(
            N_("{host} has no folder “{folder}”."), host=account.imap_host, folder=account.folder
        )
    _, told = server.response("UIDVALIDITY")
    first = told[0] if told else None
    return int(first) if isinstance(first, bytes) and first.isdigit() else 0


def _mailbox(name: str) -> str:
    """Write the name of a folder as IMAP wants it: quoted, foreign letters in its own UTF-7 (RFC 3501)."""
    written = "".join(
        piece.replace("&", "&-") if _SEVEN_BIT.fullmatch(piece) else _shifted(piece)
        for piece in _PIECES.findall(name)
    )
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(letters: str) -> str:
    packed = base64.b64encode(letters.encode("utf-16-be", "surrogatepass")).rstrip(b"=")
    return "&" + packed.replace(b"/", b",").decode() + "-"


def _uids(server: imaplib.IMAP4, after: int) -> list[int]:
    status, found = server.uid("search", f"UID {after + 1}:*")
    if status != _OK or not found or not found[0]:
        return []
    # The last mail is always named, also when it is an old one.
    return sorted(uid for uid in map(int, found[0].split()) if uid > after)


def _one(server: imaplib.IMAP4, uid: int) -> bytes | None:
    status, found = server.uid("fetch", str(uid), "(BODY.PEEK[])")
    if status != _OK:
        return None
    return next((part[1] for part in found if isinstance(part, tuple)), None)
