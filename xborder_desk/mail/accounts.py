"""A mail account of the office, and what can go wrong with its servers, in sentences."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Final, Literal

from xborder_desk.domain.errors import KnownError
from xborder_desk.i18n import N_

TIMEOUT: Final = 30.0
Security = Literal["tls", "starttls"]


@dataclass(frozen=True, slots=True)
class Account:
    """Where mail is sent and fetched, always over TLS: from the first byte, or before any word (starttls).

    ``ca_file`` names certificates to trust instead of the system's own. ``enabled`` is False until a person
    says otherwise.
    """

    address: str
    name: str = ""
    user: str = ""
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: Security = "tls"
    imap_host: str = ""
    imap_port: int = 993
    imap_security: Security = "tls"
    folder: str = "INBOX"
    ca_file: str = ""
    enabled: bool = False

    @property
    def login(self) -> str:
        """The name to log in with."""
        return self.user or self.address


class MailServerError(KnownError):
    """The server could not be used; nothing was sent or fetched, and it can be tried again."""


class UnclearError(KnownError):
    """The connection was lost after the mail had been handed over: nobody knows whether it was taken."""


def tls_context(account: Account) -> ssl.SSLContext:
    """Give the rules by which a server's certificate is checked.

    Raises:
        MailServerError: the file of trusted certificates cannot be read.

    """
    try:
        return ssl.create_default_context(cafile=account.ca_file or None)
    except OSError as error:
        raise MailServerError(
            N_("The file of trusted certificates “{file}” cannot be read."), file=account.ca_file
        ) from error


def plain_answer(login: str, secret: str) -> bytes:
    """Give name and password as PLAIN carries them, in any script (RFC 4616)."""
    return b"\0" + login.encode() + b"\0" + secret.encode()


def server_fault(host: str, error: Exception) -> MailServerError:
    """Say what happened with a server."""
    if isinstance(error, ssl.SSLCertVerificationError):
        text = N_("The certificate of {host} cannot be trusted ({detail}). Nothing was sent.")
        return MailServerError(text, host=host, detail=error.verify_message)
    if isinstance(error, ssl.SSLError):
        return MailServerError(N_("{host} does not speak TLS as it must. Nothing was sent."), host=host)
    if isinstance(error, TimeoutError):
        return MailServerError(N_("{host} does not answer. Try again later."), host=host)
    detail = str(error) or type(error).__name__
    return MailServerError(
        N_("{host} cannot be used now ({detail}). Try again later."), host=host, detail=detail
    )
