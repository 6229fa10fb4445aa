"""Mailboxes in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.mail.mbox import is_mbox, split_mbox
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
