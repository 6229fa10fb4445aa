"""Mailboxes in one file (mbox): the messages cut out of it."""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_BORDER: Final = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))"  # at the beginning or after an empty line
    rb"From [^\r\n]*(?:\d\d:\d\d|\d{4})[^\r\n]*(?:\r\n|\n)"  # who and when
    rb"(?=(?:>From |[!-9;-~]+[ \t]*:))"  # and then a header
)
_BORDER_ROOM: Final = 4096
"""Bytes behind a place that are looked at to see whether a message begins there."""
CHUNK: Final = 4 << 20
MOST: Final = 128 << 20
"""The largest message that is taken out, so that memory stays bounded."""

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


def stream_mbox(
    file: BinaryIO, *, chunk: int = CHUNK, most: int = MOST
) -> Iterator[tuple[int, bytes | None]]:
    """Give each message of a mailbox with the place in the file where it ends; holds one message at a time.

    None stands for a message larger than ``most``, which nobody can hold. What stands before the first
    border is no message and is left out, as in ``split_mbox``; so are blocks of zeros, which a crash leaves
    where nothing was written yet.
    """
    held, start, looked, place, last = b"", -1, 0, 0, False
    while not last:
        # What was given already is let go before more is read; the two bytes before tell an empty line.
        spare = max(min(start if start >= 0 else looked, looked) - 4, 0)
        held, start, looked, place = (
            held[spare:],
            start - spare if start >= 0 else -1,
            looked - spare,
            place + spare,
        )
        more = file.read(chunk)
        hole = _is_hole(more)
        last = not more
        held += b"" if hole else more
        room = len(held) if last or hole else len(held) - _BORDER_ROOM
        while (border := _next_border(held, looked, room, first=place == 0)) is not None:
            begin, end = border
            if start >= 0:
                yield place + begin, _message(held[start:begin])
            start = looked = end
        looked = max(looked, room - 4)
        if hole:
            if start >= 0:
                yield place + len(held), _message(held[start:].rstrip(b"\0"))
            more, skipped = _behind_the_hole(file, chunk, len(more))
            # A message may begin right behind it: an empty line is put there, which belongs to none.
            place, held, start, looked = place + len(held) + skipped - 2, b"\n\n" + more, -1, 0
        elif start >= 0 and len(held) - start > most:
            yield place + len(held), None
            place, held, start, looked = place + len(held) - 2, b"\n\n", -1, 0
    if start >= 0:
        yield place + len(held), _message(held[start:])


def _is_hole(block: bytes) -> bool:
    return bool(block) and block == bytes(len(block))


def _behind_the_hole(file: BinaryIO, chunk: int, seen: int) -> tuple[bytes, int]:
    """Give what follows a block of zeros, and how many of them there are; ``seen`` were read already."""
    seen += _jump(file)
    while _is_hole(more := file.read(chunk)):
        seen += len(more) + _jump(file)
    bare = more.lstrip(b"\0")
    return bare, seen + len(more) - len(bare)


def _jump(file: BinaryIO) -> int:
    """Go over what the file system never wrote to the disk; gives how far."""
    try:
        here, end = file.tell(), os.fstat(file.fileno()).st_size
        seek_data = os.SEEK_DATA  # not on every system
        there = os.lseek(file.fileno(), here, seek_data) if here < end else here
    except OSError as error:
        if error.errno != errno.ENXIO:  # no data any more up to the end
            return 0
        there = end
    except (AttributeError, ValueError):
        return 0
    file.seek(there)
    return there - here


def _next_border(held: bytes, start: int, room: int, *, first: bool) -> tuple[int, int] | None:
    """Find the next border that begins before ``room``; the pattern is tried only where it may fit."""
    at = max(start, 0)
    if at == 0 and first and room > 0 and (found := _BORDER.match(held)) is not None:
        return found.span()
    while 0 <= (at := held.find(b"\nFrom ", max(at - 1, 0))) < room - 1:
        found = _BORDER.match(held, at + 1)
        if found is not None and found.start() > 0:
            return found.span()
        at += 2
    return None


def _message(data: bytes) -> bytes:
    return _QUOTED.sub(rb"\1", re.sub(rb"(\r?\n)\r?\n\Z", rb"\1", data))
