"""Mailboxes as evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, mbox
from xborder_desk.mail.mbox import split_mbox

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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


BORDER = b"From a@e.org Mon Mar  2 09:30:00 2026\n"


def boxed(*messages: bytes, end: bytes = b"\n") -> bytes:
    return end.join(BORDER + message for message in messages) + end


def test_lines_that_only_look_like_borders_stay_in_their_letter(tmp_path: Path) -> None:
    letter = (
        b"From: a@e.org\nSubject: One\n\n"
        b">From the shop I heard\n>>From twice quoted\n"
        b"From 2026 on, 10:30 is the hour.\n\nFrom now on this is still the letter.\n"
    )
    reading = read(tmp_path, boxed(letter, b"From: b@e.org\nSubject: Two\n\nho\n"))
    assert reading.facts["subjects"] == ["One", "Two"]
    said = reading.parts[0].data.partition(b"\n\n")[2]
    assert said == (
        b"From the shop I heard\n>From twice quoted\n"
        b"From 2026 on, 10:30 is the hour.\n\nFrom now on this is still the letter.\n"
    )


def test_boxes_of_other_programs(tmp_path: Path) -> None:
    thunderbird = (
        b"From - Mon Mar  2 09:30:00 2026\r\nX-Mozilla-Status: 0001\r\nFrom: a@e.org\r\n"
        b"Subject: =?utf-8?q?=C3=9C?=\r\n"
        b"\r\nhi\r\n\r\nFrom - Mon Mar  2 09:31:00 2026\r\nFrom: b@e.org\r\nSubject: Zwei\r\n\r\nho\r\n"
    )
    reading = read(tmp_path, thunderbird)
    assert reading.facts["subjects"] == ["Ü", "Zwei"]
    assert [part.name for part in reading.parts] == ["001 Ü.eml", "002 Zwei.eml"]
    assert kind_of(thunderbird, "Inbox").id == "mbox"


def test_letters_without_a_subject_or_with_a_dangerous_one_have_safe_names(tmp_path: Path) -> None:
    subjects = [b"", b"../../etc/passwd", b"CON", b"a" * 400, b"re: x?*<>|"]
    reading = read(tmp_path, boxed(*(b"From: a@e.org\nSubject: %b\n\nx\n" % one for one in subjects)))
    names = [part.name for part in reading.parts]
    assert names[0] == "001 message-1.eml"
    assert len(set(names)) == len(subjects)
    for name in names:
        assert name.endswith(".eml")
        assert len(name.encode()) <= 255
        assert not set(name) & set('/\\<>:"|?*\0')


def test_what_is_no_box_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path, b"only words")
    assert (reading.parts, reading.facts["messages"]) == ((), 0)
    assert "not a mailbox" in reading.warnings[0].text


def test_there_are_never_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MOST_PARTS", 3)
    reading = read(tmp_path, boxed(*(b"From: a@e.org\nSubject: %d\n\nx\n" % n for n in range(5))))
    assert len(reading.parts) == 3
    assert reading.warnings[0].fields == {"number": 3, "count": 5}
    assert reading.warnings[0].missing


def test_a_letter_too_large_leaves_room_for_the_smaller_ones_behind_it(tmp_path: Path) -> None:
    letters = (
        b"From: a@e.org\nSubject: %b\n\n%b\n" % pair for pair in ((b"big", b"x" * 5000), (b"small", b"y"))
    )
    reading = read(tmp_path, boxed(*letters), room=1000)
    assert [part.name for part in reading.parts] == ["002 small.eml"]
    assert reading.warnings[0].fields == {"number": 1, "count": 2}


@given(
    st.lists(
        st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60).map(
            lambda line: line.encode()
        ),
        max_size=6,
    )
)
def test_every_letter_comes_out_as_it_was_put_in(lines: list[bytes]) -> None:
    """Whatever its lines are: put in as programs do, with “From” quoted, it comes out the same."""
    body = b"\n".join(lines) + b"\n"
    quoted = re.sub(rb"^(>*From )", rb">\1", body, flags=re.MULTILINE)
    head = b"From: a@e.org\nSubject: x\n\n"
    boxes = list(split_mbox(boxed(head + quoted, head + b"end\n")))
    assert boxes == [head + body, head + b"end\n"]
