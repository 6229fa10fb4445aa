"""Mailboxes as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, mbox

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes, room: int = 1 << 20) -> Reading:
    path = tmp_path / "box.mbox"
    path.write_bytes(data)
    return Reading.from_plain(mbox.read(str(path), path.name, room))


def test_each_message_becomes_a_part(tmp_path: Path) -> None:
    reading = read(tmp_path, mbox.sample())
    assert reading.facts == {"messages": 2, "subjects": ["One", "Two"]}
    assert [part.name for part in reading.parts] == ["001 One.eml", "002 Two.eml"]
    assert reading.parts[0].data == b"From: shop@example.com\nSubject: One\n\nHello\nFrom us.\n"
    assert all(kind_of(part.data, part.name).id == "eml" for part in reading.parts)


def test_what_has_no_room_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, mbox.sample(), room=60)
    assert len(reading.parts) == 1
    assert "Only 1 of 2" in str(reading.warnings[0])


def test_a_single_mail_with_that_line_is_a_mail() -> None:
    head = b"From a@e.org Mon Mar  2 09:30:00 2026\nFrom: a@e.org\nTo: b@e.org\nSubject: x\n\nhello"
    assert kind_of(head, "mail.eml").id == "eml"
    assert kind_of(head, "mail").id == "eml"
    assert kind_of(head, "mail.mbox").id == "mbox"
