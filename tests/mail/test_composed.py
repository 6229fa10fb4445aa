"""A message without a file of its own is written down once and for all, and reads back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.composed import NOTE, as_eml
from xborder_desk.mail.headers import Address
from xborder_desk.mail.reading import Attachment, Mail, read_mail

BARE = read_mail(b"")
ANN = Address("Ann Example", "ann@office.example")
LETTERS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=120)


def mail(**more: object) -> Mail:
    values: dict[str, object] = {
        "subject": "Parcel",
        "from_": (ANN,),
        "to": (Address("", "shop@seller.example"),),
        "date": "2026-03-02T09:30:00+01:00",
        "message_id": "first@office.example",
        "text": "Where is it?\n",
    }
    return replace(BARE, **{**values, **more})  # type: ignore[arg-type] # the fields of the mail under test


def test_what_was_said_is_read_back() -> None:
    back = read_mail(as_eml(mail(cc=(Address("Bo, Ltd.", "bo@e.org"), Address("小明", "ming@e.org")))))
    assert back.subject == "Parcel"
    assert back.from_ == (ANN,)
    assert back.to == (Address("", "shop@seller.example"),)
    assert back.cc == (Address("Bo, Ltd.", "bo@e.org"), Address("小明", "ming@e.org"))
    assert back.date == "2026-03-02T09:30:00+01:00"
    assert back.message_id == "first@office.example"
    assert back.text.strip() == "Where is it?"


def test_it_says_where_it_comes_from_and_is_the_same_every_time() -> None:
    said = mail(attachments=(Attachment("a.txt", "a.txt", "text/plain", False, b"a"),))  # noqa: FBT003 - the field's own kind
    assert as_eml(said).startswith(NOTE)
    assert as_eml(said) == as_eml(said)
    assert b"\n" not in as_eml(said).replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bill.pdf", "application/pdf"),
        ("账单.pdf", "application/pdf"),
        ('say "hi".txt', "text/plain"),
        ("odd", "no type at all"),
        ("inner.eml", "message/rfc822"),
        ("many", "multipart/mixed"),
    ],
)
def test_attachments_come_back_byte_for_byte(name: str, kind: str) -> None:
    data = bytes(range(256)) * 4
    back = read_mail(as_eml(mail(attachments=(Attachment(name, name, kind, False, data),))))  # noqa: FBT003 - the field's own kind
    (one,) = back.attachments
    assert one.data == data
    assert one.raw_name == name.replace('"', "'")


@given(LETTERS, LETTERS)
def test_any_words_survive(subject: str, text: str) -> None:
    back = read_mail(as_eml(mail(subject=subject, text=text)))
    assert back.subject == " ".join(subject.split())
    assert "".join(back.text.split()) == "".join(text.split())


@pytest.mark.parametrize("evil", ["a\r\nBcc: spy@e.org", "a\nX: y", "a\rB: c", "\x00", "\ud800"])
def test_no_words_become_a_header(evil: str) -> None:
    written = as_eml(mail(subject=evil, message_id=evil, from_=(Address(evil, f"ann@e.org{evil}"),)))
    fields = {name for name, _value in read_mail(written).top.fields}
    assert not fields & {"bcc", "x", "b"}


def test_lines_of_a_header_stay_short() -> None:
    head = as_eml(mail(subject="订单" * 400)).partition(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 78 + len(b"Subject: ")
