"""Sending over SMTP: addresses and passwords in any script, attachments as they are, refusals one by one."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import mail_servers
from tests.factories.mail_servers import SECRET, USER, Certificate, Taker, certificate, smtp_server
from xborder_desk.mail.accounts import Account, MailServerError
from xborder_desk.mail.outgoing import _stuffed, compose, deliver, try_sending, wire_address
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.reports import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = dt.datetime(2026, 2, 2, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
ACCOUNT = Account(USER, "Büro Weiß & Söhne")


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("cert"))


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
def account(taker: Taker, cert: Certificate) -> Iterator[Account]:
    with smtp_server(taker, cert) as port:
        yield Account(USER, smtp_host="127.0.0.1", smtp_port=port, ca_file=str(cert.cert))


def mail_to(*to: str) -> bytes:
    return compose(ACCOUNT, to, "Größe", "Hallo", AT)[0]


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("info@seller.example", "info@seller.example"),
        ("info@müller.example", "info@xn--mller-kva.example"),
        ("info@商店.example", "info@xn--czrs0t.example"),
        ("Info@MÜLLER.example", "Info@xn--mller-kva.example"),
        ("jörg@seller.example", ""),
        ("info@" + "ü" * 80 + ".example", ""),
        ("info@a..ü", ""),
    ],
)
def test_a_domain_of_any_script_has_a_form_for_the_wire(address: str, wire: str) -> None:
    assert wire_address(address) == wire


def test_a_seller_with_letters_in_its_domain_gets_the_mail(account: Account, taker: Taker) -> None:
    to = ("info@müller.example", "a@seller.example")
    assert deliver(account, SECRET, to, mail_to(*to)) == []
    (mail,) = (message_from_bytes(one, policy=default) for one in taker.taken)
    assert [one.addr_spec for one in mail["To"].addresses] == [
        "info@xn--mller-kva.example",
        "a@seller.example",
    ]


def test_an_address_no_server_could_take_is_refused_and_the_others_get_theirs(
    account: Account, taker: Taker
) -> None:
    to = ("jörg@seller.example", "a@seller.example")
    (refused,) = deliver(account, SECRET, to, mail_to(*to))
    assert (refused.address, refused.code) == ("jörg@seller.example", 553)
    assert verdict.status_in(refused.text) == "5.6.7"
    assert not verdict.is_dead("5.6.7", refused.code, refused.text)  # the mailbox may well be there
    assert len(taker.taken) == 1
    assert len(deliver(account, SECRET, to[:1], mail_to(*to[:1]))) == 1
    assert len(taker.taken) == 1  # to nobody at all nothing is sent


@pytest.mark.parametrize("secret", ["pässwörd", "密码 123", "plain but long " * 20])
def test_a_password_may_have_any_letters(
    account: Account, taker: Taker, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setattr(mail_servers, "SECRET", secret)
    try_sending(account, secret)
    assert deliver(account, secret, ["a@seller.example"], mail_to("a@seller.example")) == []
    for wrong in ("wrong", "fälsch"):
        with pytest.raises(MailServerError, match="does not accept the name or password"):
            try_sending(account, wrong)
        with pytest.raises(MailServerError, match="does not accept the name or password"):
            deliver(account, wrong, ["a@seller.example"], b"x")
    assert len(taker.taken) == 1


def test_each_refusal_has_its_own_words_and_nobody_is_lost(account: Account, taker: Taker) -> None:
    taker.refuse = {"b@x.example": "550 5.1.1 no such user", "c@x.example": "452 4.2.2 full"}
    to = ["a@x.example", "b@x.example", "c@x.example", "d@x.example"]
    refused = deliver(account, SECRET, to, mail_to(*to))
    assert [(one.address, one.code, one.text) for one in refused] == [
        ("b@x.example", 550, "5.1.1 no such user"),
        ("c@x.example", 452, "4.2.2 full"),
    ]
    assert len(taker.taken) == 1


def test_what_is_sent_is_what_was_written_byte_for_byte(account: Account, taker: Taker) -> None:
    data, message_id = compose(
        ACCOUNT,
        ["a@x.example"],
        "Ünï",
        ".\n..\n.a\n\n" + "ß" * 2000 + "\n.",
        AT,
        [("x.bin", "", bytes(range(256)))],
    )
    assert deliver(account, SECRET, ["a@x.example"], data) == []
    (taken,) = taker.taken
    assert taken.rstrip() == data.rstrip()
    assert read_mail(taken).message_id == message_id


ANY = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), max_size=40
)


@given(subject=ANY, name=ANY, text=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_what_was_written_is_what_is_read(subject: str, name: str, text: str) -> None:
    """Whatever script: subject, sender and text come out of our own reader as they went in."""
    data, _ = compose(Account(USER, name), ["a@x.example"], subject, text, AT)
    assert all(len(line) < 999 for line in data.split(b"\r\n"))
    mail = read_mail(data)
    assert mail.subject == " ".join(subject.split())
    assert [one.address for one in mail.from_] == [USER]
    assert mail.date == AT.isoformat()
    assert mail.text.strip() == text.strip()


@pytest.mark.parametrize(
    "media_type",
    [
        "application/pdf",
        "message/rfc822",
        "multipart/related",
        "text/plain",
        "text/html",
        "odd",
        "",
        "image/png",
    ],
)
def test_attachments_arrive_as_they_lie_in_the_store(media_type: str) -> None:
    """A mail or a saved page attached is not taken apart, and no line end in it is changed."""
    original = b"From: a@b.example\nSubject: =?utf-8?q?x?=\r\n\n--x\n\xff\x00 body \r\nend"
    data, _ = compose(ACCOUNT, ["a@x.example"], "S", "T", AT, [("Beleg ü.dat", media_type, original)])
    (attached,) = read_mail(data).attachments
    assert (attached.raw_name, attached.data) == ("Beleg ü.dat", original)
    part = next(message_from_bytes(data, policy=default).iter_attachments())
    assert part.get_payload(decode=True) == original


@given(st.lists(st.sampled_from([b"a", b".", b"..", b"", b".x", b"\r"]), max_size=12))
def test_stuffed_lines_come_out_as_they_were(lines: list[bytes]) -> None:
    mail = b"\n".join(lines)
    carried = _stuffed(mail)
    assert carried.endswith(b"\r\n.\r\n")
    body = carried.removesuffix(b"\r\n.\r\n")
    assert b"\r\n.\r\n" not in body + b"\r\n"
    assert not body.startswith(b".\r\n")


def test_a_port_that_hangs_up_or_is_no_mail_server_is_a_sentence(cert: Certificate) -> None:
    for security in ("tls", "starttls"):
        nobody = Account(
            USER, smtp_host="127.0.0.1", smtp_port=1, smtp_security=security, ca_file=str(cert.cert)
        )
        with pytest.raises(MailServerError) as told:
            deliver(nobody, SECRET, ["a@x.example"], b"x")
        assert str(told.value).endswith(".")
