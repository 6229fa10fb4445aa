"""What a mail tells as evidence, and what is odd about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xborder_desk.mail.reading import Attachment, Mail, read_mail
from xborder_desk.mail.telling import MOST_PARTS, MOST_TEXT, TOO_LONG, reading_of

PLAIN = (
    b"From: Ann <ann@office.example>\r\nTo: shop@seller.example\r\nSubject: Parcel\r\n"
    b"Date: Mon, 2 Mar 2026 09:30:00 +0100\r\n\r\nWhere is it?\r\n"
)


def attached(*sizes: int) -> Mail:
    found = tuple(
        Attachment(f"{n}.bin", f"{n}.bin", "application/octet-stream", False, bytes(size))  # noqa: FBT003 - the field's own kind
        for n, size in enumerate(sizes, 1)
    )
    return replace(read_mail(PLAIN), attachments=found)


def warnings(mail: Mail, *, wrapped: bool = False) -> list[str]:
    return [
        one.text for one in reading_of(mail, "eml", "message/rfc822", "a.eml", 1000, wrapped=wrapped).warnings
    ]


def test_a_good_mail_has_its_facts_and_no_warning() -> None:
    reading = reading_of(read_mail(PLAIN), "eml", "message/rfc822", "a.eml", 1000)
    assert (reading.kind, reading.title, reading.date) == ("eml", "Parcel", "2026-03-02T09:30:00+01:00")
    assert reading.warnings == ()
    assert reading.facts["from"] == "Ann <ann@office.example>"
    assert reading.facts["to"] == ["shop@seller.example"]
    assert reading.page_texts[0].strip() == "Where is it?"


def test_without_a_subject_the_file_gives_the_title() -> None:
    mail = read_mail(PLAIN.replace(b"Subject: Parcel\r\n", b""))
    assert reading_of(mail, "eml", "message/rfc822", "letter.eml", 0).title == "letter.eml"


def test_what_looks_like_no_mail_is_said_but_not_of_one_in_another() -> None:
    assert any("does not look like an e-mail" in one for one in warnings(read_mail(b"only words")))
    assert warnings(read_mail(b"only words"), wrapped=True) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"date": None}, "no date"),
        ({"readable": False}, "could not be read"),
        ({"hidden": "secret"}, "hides"),
        ({"encrypted": True}, "encrypted"),
        ({"cut": True}, TOO_LONG),
        ({"text": "x" * (MOST_TEXT + 1)}, "Only the first"),
    ],
)
def test_what_is_odd_is_said_once(more: dict[str, object], words: str) -> None:
    mail = replace(read_mail(PLAIN), **more)  # type: ignore[arg-type] # the fields of the mail under test
    (told,) = warnings(mail)
    assert words in told


def test_attachments_fill_the_room_there_is() -> None:
    reading = reading_of(attached(400, 700, 500, 200), "eml", "message/rfc822", "a.eml", 1000)
    assert [part.name for part in reading.parts] == ["1.bin", "3.bin"]
    assert [one.fields["name"] for one in reading.warnings] == ["2.bin", "4.bin"]
    assert reading.facts["attachments"] == ["1.bin", "2.bin", "3.bin", "4.bin"]


def test_there_are_never_too_many_parts() -> None:
    reading = reading_of(attached(*[1] * (MOST_PARTS + 2)), "eml", "message/rfc822", "a.eml", 1 << 20)
    assert len(reading.parts) == MOST_PARTS
    assert len(reading.warnings) == 2


def test_a_long_text_is_given_from_its_beginning() -> None:
    mail = replace(read_mail(PLAIN), text="a" * MOST_TEXT + "b")
    reading = reading_of(mail, "eml", "message/rfc822", "a.eml", 0)
    assert reading.page_texts == ("a" * MOST_TEXT,)
    assert reading.facts["text"] == reading.page_texts[0]
