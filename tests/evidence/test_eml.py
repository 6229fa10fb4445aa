"""E-mails as evidence: facts, parts, warnings, and telling them from other text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import eml, kind_of

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes, room: int = 1 << 20) -> Reading:
    path = tmp_path / "mail.eml"
    path.write_bytes(data)
    return Reading.from_plain(eml.read(str(path), path.name, room))


def sentences(reading: Reading) -> str:
    return " ".join(map(str, reading.warnings))


def test_the_facts_of_a_mail(tmp_path: Path) -> None:
    reading = read(tmp_path, eml.sample())
    facts = reading.facts
    assert (reading.title, reading.date) == ("Where is my parcel?", "2026-03-02T09:30:00+01:00")
    assert (facts["subject"], facts["date"]) == (reading.title, reading.date)
    assert (facts["from"], facts["to"], facts["cc"]) == (
        "Jürgen <juergen@example.org>",
        ["shop@example.com"],
        [],
    )
    assert facts["text"] == "It never came."
    assert facts["attachments"] == ["order.csv"]
    assert facts["attached"] == [
        {"name": "order.csv", "raw_name": "order.csv", "media_type": "text/csv", "size": 3, "inline": False}
    ]
    assert [(part.name, part.data) for part in reading.parts] == [("order.csv", b"1;2")]
    assert reading.page_texts == ("It never came.",)
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"just some words", "does not look like an e-mail"),
        (b"", "does not look like an e-mail"),
        (b"From: a@e.org\n\nx", "no date"),
        (b"Date: today\nFrom: a@e.org\n\nx", "no date"),
        (b"From: a@e.org\nContent-Type: text/plain; charset=no-such\n\nx\xff", "replacement mark"),
        (b"From: a@e.org\nContent-Type: text/html\n\n<p hidden>x</p>", "hides"),
        (b"From: a@e.org\nContent-Type: application/pkcs7-mime\n\nx", "encrypted"),
    ],
)
def test_what_is_wrong_is_told(data: bytes, said: str, tmp_path: Path) -> None:
    assert said in sentences(read(tmp_path, data))


def test_attachments_without_room_are_named(tmp_path: Path) -> None:
    reading = read(tmp_path, eml.sample(), room=2)
    assert reading.parts == ()
    assert "order.csv" in sentences(reading)
    assert reading.facts["attachments"] == ["order.csv"]


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"From: a@e.org\nTo: b@e.org\nSubject: x\n\nhello", "mail", "eml"),
        (b"Received: by x\nDate: y\nX-Own: z\n\nhello", "mail", "eml"),
        (b"From a@e.org Mon Mar  2\nFrom: a@e.org\nTo: b\nSubject: x\n\n", "mail", "eml"),
        (b"\xef\xbb\xbfFrom: a@e.org\nTo: b@e.org\nSubject: x\n\n", "mail", "eml"),
        (b"X-Own: z\n\nhello", "mail.eml", "eml"),
        (b"Subject: notes of today\nwe met at noon", "notes.txt", "text"),
        (b"a plain text that speaks of\nFrom: somebody", "notes.txt", "text"),
        (b"%PDF-1.7", "mail.eml", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "mail.eml", "picture"),
        (b"", "mail.eml", "empty"),
    ],
)
def test_mails_are_told_from_other_files(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name).id == kind


@pytest.mark.parametrize("head", [b"From : a\nFrom: b\nFROM\t: c\n", b"To: a\nto : b\n"])
def test_one_field_written_in_several_ways_is_one(head: bytes) -> None:
    assert eml.sniff(head + b"\nThe rest is a text.", "notes.txt") == 0.0


def test_fields_with_a_space_before_their_colon_make_a_mail() -> None:
    head = b"From : a@example.org\nTo : b@example.org\nSubject : x\n\ny"
    assert eml.sniff(head, "unnamed") == 0.8
