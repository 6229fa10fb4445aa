"""Mailboxes in one file."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from xborder_desk.mail.mbox import CHUNK, is_mbox, split_mbox, stream_mbox
from xborder_desk.mail.reading import read_mail

if TYPE_CHECKING:
    from pathlib import Path

LINE = b"From a@e.org Mon Mar  2 09:30:00 2026\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_messages_are_cut_out_and_their_quoting_undone(end: bytes) -> None:
    box = LINE + b"Subject: 1\n\nFrom here on\n>From us\n>>From them\n\n" + LINE + b"Subject: 2\n\nx\n"
    found = [message.replace(b"\r\n", b"\n") for message in split_mbox(box.replace(b"\n", end))]
    assert found == [b"Subject: 1\n\nFrom here on\nFrom us\n>From them\n", b"Subject: 2\n\nx\n"]


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        (LINE + b"Subject: 1\n\n", True),
        (LINE + b"no header", False),
        (b"From: a@e.org\n\n", False),
        (b"", False),
    ],
)
def test_a_mailbox_is_recognised(head: bytes, answer: object) -> None:
    assert is_mbox(head) == answer


def test_real_mailboxes_give_mails(corpora: Path) -> None:
    boxes = sorted((corpora / "02-mail").rglob("*.mbox"))
    assert boxes
    for box in boxes:
        for message in split_mbox(box.read_bytes()):
            assert read_mail(message).top.fields, box


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 20])
def test_streaming_gives_the_same_messages_whatever_the_size_of_its_bites(chunk: int) -> None:
    mails = [b"Subject: %d\n\nFrom here on\n>From us\n\nFrom: no border\n\n" % number for number in range(5)]
    box = b"".join(LINE + mail for mail in mails)
    streamed = list(stream_mbox(io.BytesIO(box), chunk=chunk))
    assert [message for _, message in streamed] == list(split_mbox(box))
    assert streamed[-1][0] == len(box)


def test_streaming_real_mailboxes_gives_what_cutting_gives(corpora: Path) -> None:
    for box in sorted((corpora / "02-mail").rglob("*.mbox")):
        with box.open("rb") as file:
            streamed = [message for _, message in stream_mbox(file, chunk=5000)]
        assert streamed == list(split_mbox(box.read_bytes())), box


def test_a_message_too_large_to_hold_is_told_and_the_next_one_given() -> None:
    box = LINE + b"Subject: 1\n\n" + b"x" * 10_000 + b"\n\n" + LINE + b"Subject: 2\n\nlast\n"
    found = [message for _, message in stream_mbox(io.BytesIO(box), chunk=100, most=5000)]
    assert found == [None, b"Subject: 2\n\nlast\n"]


@pytest.mark.parametrize("size", [5000, 64_000, 1_000_000])
@pytest.mark.parametrize("border", [LINE, b"\n\n" + LINE])
def test_blocks_of_zeros_between_messages_are_no_part_of_any(size: int, border: bytes) -> None:
    first, second = b"Subject: 1\n\nOne.\n", b"Subject: 2\n\nTwo.\n"
    box = LINE + first + b"\0" * size + border + second
    found = list(stream_mbox(io.BytesIO(box), chunk=1000))
    assert [message for _, message in found] == [first, second]
    assert found[-1][0] == len(box)
    padded = [message for _, message in stream_mbox(io.BytesIO(LINE + first + b"\0" * size), chunk=1000)]
    assert padded == [first]


def test_zeros_inside_a_message_stay(tmp_path: Path) -> None:
    mail = b"Subject: 1\n\nOne\0\0\0two\n"
    file = tmp_path / "box"
    file.write_bytes(LINE + mail)
    with file.open("rb") as handle:
        assert [message for _, message in stream_mbox(handle)] == [mail]


def test_a_mailbox_of_two_gigabytes_is_read_in_bites(tmp_path: Path) -> None:
    """A file with a hole: two gigabytes to read, next to nothing on the disk, and no more than bites held."""
    mails = [b"Subject: %d\n\nText %d.\n" % (number, number) for number in range(3)]
    file, size = tmp_path / "huge.mbox", 2 << 30
    with file.open("wb") as out:
        out.write(LINE + mails[0] + b"\n")
        out.seek(size // 2)
        out.write(b"\n\n" + LINE + mails[1] + b"\n" + LINE + mails[2])
        out.truncate(size)
    tracemalloc.start()
    try:
        with file.open("rb") as handle:
            found = [message for _, message in stream_mbox(handle)]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [message.rstrip() if message else message for message in found] == [
        mail.rstrip() for mail in mails
    ]
    assert most < 6 * CHUNK
