"""Messages as Outlook keeps them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.composed import as_eml
from xborder_desk.mail.mapi import Attached, Message, Value, charset_of, mail_of, value_of
from xborder_desk.mail.msg import read_msg
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.telling import reading_of
from xborder_desk.mail.tnef import SIGNATURE, read_tnef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def message(properties: Mapping[int, Value] | None = None, attached: Sequence[Attached] = ()) -> Message:
    known: dict[int, Value] = {0x0037: "Parcel", 0x0C1A: "Ann", 0x0C1F: "ann@e.org", 0x1000: "Where?\r\n"}
    known[0x0039] = SENT
    recipients: list[dict[int, Value]] = [
        {0x3001: "Bo", 0x3003: "/O=X/CN=BO", 0x39FE: "bo@e.org", 0x0C15: 1},
        {0x3001: "'cc@e.org'", 0x3003: "cc@e.org", 0x0C15: 2},
        {0x3001: "Di", 0x3003: "di@e.org", 0x0C15: 3},
    ]
    return Message(known | dict(properties or {}), recipients, attached)


def test_people_stand_where_they_belong() -> None:
    mail = mail_of(message())
    assert [[str(who) for who in group] for group in (mail.from_, mail.to, mail.cc, mail.bcc)] == [
        ["Ann <ann@e.org>"],
        ["Bo <bo@e.org>"],
        ["cc@e.org"],
        ["Di <di@e.org>"],
    ]
    assert (mail.subject, mail.text, mail.date) == ("Parcel", "Where?\n", "2026-03-02T08:30:00+00:00")


def test_the_header_tells_the_zone_only_of_the_same_moment() -> None:
    same = message({0x007D: "Date: Mon, 2 Mar 2026 09:30:00 +0100\r\n"})
    other = message({0x007D: "Date: Mon, 2 Feb 2026 09:30:00 +0100\r\n"})
    assert mail_of(same).date == "2026-03-02T09:30:00+01:00"
    assert mail_of(other).date == "2026-03-02T08:30:00+00:00"


def test_the_text_comes_from_what_there_is() -> None:
    page = b"<p>Caf\xc3\xa9</p><p style='display:none'>secret</p>"
    mail = mail_of(Message({0x1013: page, 0x3FDE: 65001}))
    assert (mail.text, mail.hidden) == ("Café", "secret")
    rich = struct.pack("<IIII", 0, 12, 0x414C454D, 0) + rb"{\rtf1 rich}"
    assert mail_of(Message({0x1009: rich})).text == "rich"


def test_a_message_inside_becomes_a_mail_of_its_own() -> None:
    inner = message(attached=[Attached({0x3707: "bill ü.pdf", 0x370E: "application/pdf"}, b"%PDF")])
    mail = mail_of(message(attached=[Attached({}, message=inner)]))
    (attachment,) = mail.attachments
    assert (attachment.name, attachment.media_type) == ("Parcel.eml", "message/rfc822")
    again = read_mail(attachment.data)
    assert (again.subject, again.text.strip(), again.date) == (
        "Parcel",
        "Where?",
        "2026-03-02T08:30:00+00:00",
    )
    assert [str(who) for who in (*again.from_, *again.to, *again.bcc)] == [
        "Ann <ann@e.org>",
        "Bo <bo@e.org>",
        "Di <di@e.org>",
    ]
    assert [(part.raw_name, part.data) for part in again.attachments] == [("bill ü.pdf", b"%PDF")]
    assert as_eml(again) != b""


@given(st.text(max_size=200), st.text(max_size=100))
def test_whatever_is_written_down_is_read_back(subject: str, text: str) -> None:
    mail = mail_of(Message({0x0037: subject, 0x1000: text, 0x0C1A: subject, 0x0C1F: "a@e.org"}))
    again = read_mail(as_eml(mail))
    clean = mail.subject.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    assert again.subject.split() == clean.split()
    assert as_eml(mail) == as_eml(mail)


@pytest.mark.parametrize(
    ("kind", "data", "value"),
    [
        (0x1F, "Grüße\0rest".encode("utf-16-le"), "Grüße"),
        (0x1E, b"Gr\xfc\xdfe\0", "Grüße"),
        (0x03, b"\xff\xff\xff\xff", -1),
        (0x0B, b"\1\0", True),
        (0x102, b"x", b"x"),
        (0x40, bytes(8), None),
        (0x40, b"\xff" * 8, None),
        (0x05, bytes(8), None),
    ],
)
def test_values(kind: int, data: bytes, value: object) -> None:
    assert value_of(kind, data, "cp1252") == value


def test_the_character_set_of_a_message() -> None:
    assert charset_of({0x3FFD: 936}) == "cp936"
    assert charset_of({0x3FDE: 65001}) == "utf-8"
    assert charset_of({0x3FDE: 99999}) == ""


@given(st.binary(max_size=300))
def test_broken_wrappings_are_known_faults(data: bytes) -> None:
    assert isinstance(read_tnef(SIGNATURE + data).text, str)
    for reader, start in ((read_msg, b""), (read_msg, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), (read_tnef, b"")):
        with pytest.raises(ValueError):  # noqa: PT011 - any text
            reader(start + data)


def test_one_inside_another_may_lack_a_header() -> None:
    mail = mail_of(Message({0x1000: "text"}))
    assert reading_of(mail, "tnef", "x/y", "winmail.dat", 0, wrapped=True).warnings == ()
    assert reading_of(mail, "msg", "x/y", "a.msg", 0).warnings
