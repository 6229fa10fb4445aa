"""Mails as another program builds them, in every character set and shape: all comes out as it was put in."""

from __future__ import annotations

import base64
import datetime as dt
from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, formataddr
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.composed import as_eml
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.telling_apart import canonical, told

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=40)
TEXT = st.lists(LINE, max_size=5).map("\n".join)
NAME = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cf", "Zl", "Zp", "Zs", "Co"),
        exclude_characters='/\\:*?"<>|',
    ),
    min_size=1,
    max_size=20,
).map(lambda name: f"a{name}.bin")
FILES = st.lists(st.tuples(NAME, st.binary(max_size=200)), max_size=4)


def built(subject: str, text: str, files: list[tuple[str, bytes]], *, raw: bool = False) -> bytes:
    mail = EmailMessage(policy=SMTPUTF8 if raw else SMTP)
    mail["From"], mail["To"] = "Shop <shop@seller.example>", "us@office.example"
    mail["Subject"] = subject
    mail.set_content(text, cte="base64")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def plain(text: str) -> str:
    return " ".join(text.split())


@given(subject=LINE, text=TEXT, files=FILES, raw=st.booleans())
def test_what_the_standard_library_wrote_is_read(
    subject: str,
    text: str,
    files: list[tuple[str, bytes]],
    raw: bool,  # noqa: FBT001 - what hypothesis draws
) -> None:
    mail = read_mail(built(subject, text, files, raw=raw))
    assert mail.subject == plain(subject)
    assert plain(mail.text) == plain(text)
    assert [one.data for one in mail.attachments] == [data for _name, data in files]
    assert [one.raw_name for one in mail.attachments] == [name for name, _data in files]
    taken = [one.name.casefold() for one in mail.attachments]
    assert len(set(taken)) == len(taken)
    assert not any("/" in one or "\\" in one for one in taken)


CHARSETS: Final = {
    "utf-8": "Grüße 深圳 Łódź", "iso-8859-1": "Grüße à São", "windows-1252": "„Grüße“ – 5 €",
    "iso-8859-2": "Łódź ćma",
    "windows-1250": "Žluťoučký kůň", "koi8-r": "Привет",
    "windows-1251": "Привет", "gb18030": "深圳市万宝", "big5": "臺北萬寶",
    "shift_jis": "注文の件", "euc-kr": "주문 건", "iso-2022-jp": "注文の件",
    "windows-1256": "مرحبا", "utf-16": "Grüße 深圳",
}  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_every_character_set_is_read_in_text_and_subject(charset: str, encoding: str) -> None:
    words = CHARSETS[charset]
    data = words.encode(charset)
    body = {
        "base64": base64.b64encode(data),
        "quoted-printable": b"".join(b"=%02X" % one for one in data),
        "8bit": data,
    }
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n".encode()
    subject = b"" if charset == "utf-16" else Header(words, charset).encode().encode()
    mail = read_mail(b"Subject: " + subject + b"\n" + head + b"\n" + body[encoding])
    assert mail.text.strip() == words
    assert mail.readable
    assert mail.subject == ("" if charset == "utf-16" else words)


@pytest.mark.parametrize(
    "name", ["Zoë Müller-Strauß", "深圳市万宝", "O'Neil, Jane", 'Say "Hi"', "a (b)", "Müller; Söhne"]
)
def test_a_sender_of_any_name_is_read_with_its_address(name: str) -> None:
    mail = read_mail(f"From: {formataddr((name, 'a@b.example'))}\nTo: c@d.example\n\nx".encode())
    (sender,) = mail.from_
    assert (sender.name, sender.address) == (name.strip('"'), "a@b.example")


@given(subject=LINE, text=TEXT)
def test_the_way_a_mail_is_carried_does_not_make_it_another(subject: str, text: str) -> None:
    data = built(subject, text, []).replace(b"\r\n", b"\n")
    carried = [
        data.replace(b"\n", b"\r\n"),
        b"From somebody Mon Jan  5 10:00:00 2026\n" + data,
        b"X-Mozilla-Status: 0001\nX-UID: 7\n" + data,
        data + b"\n\n",
    ]
    assert {canonical(one) for one in carried} == {canonical(data)}
    assert canonical(data.replace(b"shop@", b"shap@")) != canonical(data)


@given(subject=LINE, text=TEXT, files=FILES)
def test_written_down_again_a_mail_says_the_same(
    subject: str, text: str, files: list[tuple[str, bytes]]
) -> None:
    mail = read_mail(built(subject, text, files))
    again = read_mail(as_eml(mail))
    assert (again.subject, plain(again.text)) == (mail.subject, plain(mail.text))
    assert [(one.raw_name, one.data) for one in again.attachments] == [
        (one.raw_name, one.data) for one in mail.attachments
    ]
    assert as_eml(mail) == as_eml(mail)


def test_of_two_readings_the_plain_one_is_shown_and_the_other_is_no_attachment() -> None:
    both = MIMEMultipart("alternative")
    both.attach(MIMEText("plain words", "plain", "utf-8"))
    both.attach(MIMEText("<p>rich words</p>", "html", "utf-8"))
    whole = MIMEMultipart("mixed")
    whole.attach(both)
    whole["Subject"], whole["From"] = "S", "a@b.example"
    mail = read_mail(whole.as_bytes())
    assert (mail.text.strip(), mail.attachments) == ("plain words", ())


@pytest.mark.parametrize("hours", [-12, -3.5, 0, 1, 5.75, 14])
def test_the_register_is_told_the_moment_with_its_offset(hours: float) -> None:
    zone = dt.timezone(dt.timedelta(hours=hours))
    at = dt.datetime(2026, 2, 2, 10, 15, tzinfo=zone)
    mail = f"From: a@b.example\nTo: c@d.example\nSubject: S\nDate: {format_datetime(at)}\n\nx"
    assert dt.datetime.fromisoformat(told(mail.encode()).date) == at
