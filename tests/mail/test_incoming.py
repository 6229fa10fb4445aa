"""Fetching over IMAP: each mail once, in order, nothing marked; refusals in sentences; any script."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.imap_script import Box, scripted_imap
from tests.factories.mail_servers import SECRET, USER, Certificate, certificate
from xborder_desk.mail.accounts import Account, MailServerError
from xborder_desk.mail.incoming import Mark, _mailbox, fetch_new, try_fetching

if TYPE_CHECKING:
    from collections.abc import Callable

THREE = {uid: b"Subject: %d\r\n\r\nbody" % uid for uid in (3, 5, 9)}


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("cert"))


def account(port: int, cert: Certificate | None, **more: str) -> Account:
    trusted = str(cert.cert) if cert else ""
    values = {"imap_security": "tls", "user": USER, **more}
    return Account(USER, imap_host="127.0.0.1", imap_port=port, ca_file=trusted, **values)  # type: ignore[arg-type]  # fields by name


def fetched(
    box: Box, cert: Certificate, mark: Mark | None = None, secret: str = SECRET, **more: str
) -> list[tuple[Mark, bytes]]:
    with scripted_imap(box, cert.context()) as port:
        return list(fetch_new(account(port, cert, **more), secret, mark or Mark()))


def refusal(box: Box, cert: Certificate, secret: str = SECRET, **more: str) -> str:
    """Give the sentence with which fetching and trying to fetch both end."""
    told = set()
    ways: tuple[Callable[[Account], object], ...] = (
        lambda one: list(fetch_new(one, secret, Mark())),
        lambda one: try_fetching(one, secret),
    )
    for way in ways:
        with scripted_imap(box, cert.context()) as port, pytest.raises(MailServerError) as caught:
            way(account(port, cert, **more))
        told.add(str(caught.value))
    (sentence,) = told
    assert sentence.endswith(".")
    return sentence


def test_every_mail_comes_once_oldest_first_with_the_mark_behind_it(cert: Certificate) -> None:
    box = Box(dict(THREE))
    found = fetched(box, cert)
    assert [(mark.uid, mark.validity) for mark, _ in found] == [(3, 7), (5, 7), (9, 7)]
    assert [data for _, data in found] == list(THREE.values())
    assert fetched(box, cert, Mark(7, 9)) == []
    assert [mark.uid for mark, _ in fetched(box, cert, Mark(7, 3))] == [5, 9]


def test_nothing_on_the_server_is_changed(cert: Certificate) -> None:
    box = Box(dict(THREE))
    fetched(box, cert)
    assert set(box.commands()) <= {"CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "FETCH", "LOGOUT", "NOOP"}
    assert all(b"PEEK" in one for one in box.said if b"FETCH" in one)
    assert box.commands()[-1] == "LOGOUT"


def test_a_folder_that_was_made_anew_is_read_from_its_start(cert: Certificate) -> None:
    found = fetched(Box(dict(THREE), validity=8), cert, Mark(7, 9))
    assert [mark for mark, _ in found] == [Mark(8, 3), Mark(8, 5), Mark(8, 9)]


@pytest.mark.parametrize("mails", [{}, {4: b""}, {1: b"\r\n\r\n"}, {2: b"\xff\x00\xfe"}])
def test_an_empty_folder_and_odd_mails_are_taken_as_they_are(
    cert: Certificate, mails: dict[int, bytes]
) -> None:
    assert [data for _, data in fetched(Box(mails), cert)] == list(mails.values())


def test_a_mail_that_vanished_in_between_holds_the_others_up_no_longer(cert: Certificate) -> None:
    found = fetched(Box(dict(THREE), vanished=frozenset({5})), cert)
    assert [mark.uid for mark, _ in found] == [3, 9]


@pytest.mark.parametrize(
    ("shown", "wire"),
    [
        ("INBOX", '"INBOX"'),
        ("Mandate & Post", '"Mandate &- Post"'),
        ("Gelöschte Elemente", '"Gel&APY-schte Elemente"'),
        ("收件箱", '"&ZTZO9nux-"'),
        ("台北/日本語", '"&U,BTFw-/&ZeVnLIqe-"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("📎", '"&2D3czg-"'),
    ],
)
def test_folders_are_found_whatever_their_script(cert: Certificate, shown: str, wire: str) -> None:
    box = Box(dict(THREE), name=wire.encode())
    assert len(fetched(box, cert, folder=shown)) == 3
    with scripted_imap(box, cert.context()) as port:
        try_fetching(account(port, cert, folder=shown), SECRET)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=20))
def test_a_folder_name_loses_nothing_on_its_way(name: str) -> None:
    written = _mailbox(name)
    assert written.isascii()
    inner = written[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    pieces = inner.split("&")
    read = pieces[0]
    for piece in pieces[1:]:
        packed, _, rest = piece.partition("-")
        raw = base64.b64decode(packed.replace(",", "/") + "=" * (-len(packed) % 4))
        read += (raw.decode("utf-16-be") if packed else "&") + rest
    assert read == name


@pytest.mark.parametrize(
    ("user", "secret"),
    [
        (USER, "pässwörd"),
        (USER, "密码"),
        ("Jana Weiß", "plain"),
        ('do"main\\jana', "plain"),
        ("jana weiss", "a b"),
        (USER, 'quote" and \\ slash'),
    ],
)
def test_names_and_passwords_may_have_any_letters(cert: Certificate, user: str, secret: str) -> None:
    box = Box(dict(THREE), user=user, secret=secret)
    if box.secret.isascii() and user == USER:
        box.secret = secret.replace("\\", "\\\\").replace('"', '\\"')  # as LOGIN quotes it
    assert len(fetched(box, cert, secret=secret, user=user)) == 3


@pytest.mark.parametrize(("user", "secret"), [(USER, "wrong"), (USER, "fälsch"), ("weiß", SECRET)])
def test_a_wrong_name_or_password_is_said_once(cert: Certificate, user: str, secret: str) -> None:
    box = Box(dict(THREE))
    assert "does not accept the name or password" in refusal(box, cert, secret, user=user)
    assert not {"EXAMINE", "FETCH"} & set(box.commands())


def test_a_folder_that_is_not_there_is_named(cert: Certificate) -> None:
    assert "has no folder “Ablage”" in refusal(Box(dict(THREE)), cert, folder="Ablage")


@pytest.mark.parametrize("command", ["LOGIN", "EXAMINE"])
def test_a_line_that_breaks_early_is_a_sentence(cert: Certificate, command: str) -> None:
    assert "Try again later" in refusal(Box(dict(THREE), hang_up=command), cert)


@pytest.mark.parametrize("command", ["SEARCH", "FETCH"])
def test_a_line_that_breaks_while_fetching_keeps_what_came(cert: Certificate, command: str) -> None:
    box = Box(dict(THREE), hang_up=command)
    with scripted_imap(box, cert.context()) as port:
        coming = fetch_new(account(port, cert), SECRET, Mark())
        with pytest.raises(MailServerError, match="Try again later"):
            next(coming)
    box.hang_up = ""
    assert len(fetched(box, cert)) == 3


def test_a_certificate_nobody_vouches_for_gets_no_password(cert: Certificate) -> None:
    box = Box(dict(THREE))
    with scripted_imap(box, cert.context()) as port:
        with pytest.raises(MailServerError, match="cannot be trusted"):
            next(fetch_new(account(port, None), SECRET, Mark()))
        with pytest.raises(MailServerError, match="cannot be trusted"):
            try_fetching(account(port, None), SECRET)
    assert box.said == []


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 STARTTLS"])
def test_without_tls_no_password_is_sent(
    cert: Certificate, monkeypatch: pytest.MonkeyPatch, capabilities: str
) -> None:
    """Whoever sits on the line and hides STARTTLS, or breaks it, learns nothing."""
    monkeypatch.setattr("xborder_desk.mail.incoming.TIMEOUT", 0.5)
    box = Box(dict(THREE), capabilities=capabilities)
    with scripted_imap(box, None) as port, pytest.raises(MailServerError) as told:
        list(fetch_new(account(port, cert, imap_security="starttls"), SECRET, Mark()))
    assert str(told.value).endswith(".")
    assert not any(SECRET.encode() in one or b"LOGIN" in one for one in box.said)


def test_a_server_that_speaks_something_else_is_a_sentence(cert: Certificate) -> None:
    with scripted_imap(Box(dict(THREE)), None) as port, pytest.raises(MailServerError, match=r"TLS|used now"):
        try_fetching(account(port, cert), SECRET)
