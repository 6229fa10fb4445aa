"""Mailboxes in one file (mbox): the messages cut out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BORDER: Final = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))"  # at the beginning or after an empty line
    rb"From [^\r\n]*(?:\d\d:\d\d|\d{4})[^\r\n]*(?:\r\n|\n)"  # who and when
    rb"(?=(?:>From |[!-9;-~]+[ \t]*:))"  # and then a header
)
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(head: bytes) -> bool:
    """Whether it begins as a mailbox does."""
    return _BORDER.match(head) is not None


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Give the messages one after another, without the line that parts them.

    A line of a message that began with ``From`` was quoted with ``>`` when it was put in; that is undone.
    """
    borders = list(_BORDER.finditer(data))
    ends = [*(border.start() for border in borders[1:]), len(data)]
    for border, end in zip(borders, ends, strict=False):
        message = data[border.end() : end]
        yield _QUOTED.sub(rb"\1", re.sub(rb"(\r?\n)\r?\n\Z", rb"\1", message))
