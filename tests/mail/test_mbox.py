"""Mailboxes in one file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from xborder_desk.mail.mbox import is_mbox, split_mbox, stream_mbox
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


def test_a_stretch_without_a_border_does_not_grow_without_end() -> None:
    box = LINE + b"Subject: 1\n\n" + b"x" * 10_000 + b"\n\n" + LINE + b"Subject: 2\n\nlast\n"
    found = [message for _, message in stream_mbox(io.BytesIO(box), chunk=100, most=5000)]
    assert found[0].startswith(b"Subject: 1")
    assert found[-1] == b"Subject: 2\n\nlast\n"
    assert max(map(len, found)) < 6000
