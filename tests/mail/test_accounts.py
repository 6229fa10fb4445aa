"""Faults of mail servers as sentences, and mails as they are written and carried."""

from __future__ import annotations

import datetime as dt
import ssl
from email import message_from_bytes
from email.policy import default

import pytest

from xborder_desk.mail.accounts import Account, MailServerError, server_fault, tls_context
from xborder_desk.mail.incoming import Mark, fetch_new
from xborder_desk.mail.outgoing import _stuffed, compose

ACCOUNT = Account("office@kanzlei.example", "Büro Weiß")
AT = dt.datetime(2026, 2, 2, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(), "does not answer"),
        (ssl.SSLError("x"), "does not speak TLS"),
        (ConnectionRefusedError("refused"), "cannot be used now"),
    ],
)
def test_a_fault_is_one_sentence(error: Exception, words: str) -> None:
    assert words in str(server_fault("mail.example", error))


def test_certificates_that_are_not_there_are_named() -> None:
    with pytest.raises(MailServerError, match=r"none\.pem"):
        tls_context(Account("a@b", ca_file="/none.pem"))


def test_a_server_that_is_not_there_gives_no_mail() -> None:
    with pytest.raises(MailServerError):
        next(fetch_new(Account("a@b", imap_host="127.0.0.1", imap_port=1), "", Mark()))


def test_a_mail_is_written_with_its_attachments_and_an_id_of_the_office() -> None:
    data, message_id = compose(
        ACCOUNT,
        ["a@x.example"],
        "Größe",
        "Straße\n.dot",
        AT,
        [("bild.png", "image/png", b"\x89PNG"), ("x", "odd", b"")],
    )
    mail = message_from_bytes(data, policy=default)
    assert message_id.endswith("@kanzlei.example")
    assert mail["Subject"] == "Größe"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["bild.png", "x"]
    assert b"\r\n.dot" in data


def test_a_leading_dot_is_doubled_and_the_end_is_marked() -> None:
    assert _stuffed(b"a\n.b\n") == b"a\r\n..b\r\n.\r\n"
    assert _stuffed(b".") == b"..\r\n.\r\n"
