"""What Outlook sends as winmail.dat (TNEF): its attributes and properties, made into a mail."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from xborder_desk.mail import charsets
from xborder_desk.mail.mapi import (
    ATTACH_DATA,
    ATTACH_NAME,
    BODY,
    CLASS,
    SUBJECT,
    Attached,
    Message,
    Value,
    mail_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.mail.reading import Mail

SIGNATURE: Final = b"\x78\x9f\x3e\x22"
DEEPEST: Final = 10
MOST: Final = 10_000
"""Properties, attributes or recipients that are read."""

_FROM, _SUBJECT, _SENT, _CLASS, _BODY = 0x8000, 0x8004, 0x8005, 0x8008, 0x800C
_DATA, _TITLE, _BEGIN, _PROPERTIES, _RECIPIENTS, _OF_ATTACHMENT, _CODE_PAGE = (
    0x800F,
    0x8010,
    0x9002,
    0x9003,
    0x9004,
    0x9005,
    0x9007,
)
_MESSAGE_IN_MESSAGE: Final = bytes.fromhex("0703020000000000c000000000000046")
_SIZES: Final = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_OBJECT: Final = 0x0D
_ATTACHED_OBJECT: Final = 0x1_0000 | ATTACH_DATA
"""Where an object's bytes are kept here: they begin with the name of its interface, others do not."""

_VARIABLE: Final = {0x1E, 0x1F, 0x0D, 0x102}
_MULTIPLE: Final = 0x1000


def read_tnef(data: bytes) -> Mail:
    """Read it.

    Raises:
        ValueError: it does not begin as such a file does.

    """
    if not data.startswith(SIGNATURE):
        raise ValueError(SIGNATURE)
    return mail_of(_message(data, 0))


def _message(data: bytes, depth: int) -> Message:
    properties: dict[int, Value] = {}
    recipients: list[dict[int, Value]] = []
    attached: list[tuple[dict[int, Value], list[bytes]]] = []
    charset = "cp1252"
    for which, content in _attributes(data):
        if which == _CODE_PAGE and len(content) >= 4:  # noqa: PLR2004 - a number of four bytes
            charset = f"cp{int.from_bytes(content[:4], 'little')}"
        elif which == _BEGIN:
            attached.append(({}, []))
        elif which in {_DATA, _TITLE, _OF_ATTACHMENT}:
            if not attached:
                attached.append(({}, []))
            _add(attached[-1], which, content, charset)
        elif which == _RECIPIENTS:
            recipients += _rows(content, charset)
        elif which == _PROPERTIES:
            properties |= _properties(content, 0, charset)[0]
        else:
            _old(properties, which, content, charset)
    return Message(properties, recipients, [_attached(*one, depth) for one in attached])


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    for _ in range(MOST):
        if at + 9 > len(data) or data[at] not in {1, 2}:
            return
        which, length = struct.unpack_from("<HxxI", data, at + 1)
        yield which, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _add(one: tuple[dict[int, Value], list[bytes]], which: int, content: bytes, charset: str) -> None:
    properties, data = one
    if which == _DATA:
        data.append(content)
    elif which == _TITLE:
        properties.setdefault(ATTACH_NAME, _words(content, charset))
    else:
        properties |= _properties(content, 0, charset)[0]


def _attached(properties: dict[int, Value], data: list[bytes], depth: int) -> Attached:
    inside = properties.get(_ATTACHED_OBJECT)
    if isinstance(inside, bytes):
        if inside.startswith(_MESSAGE_IN_MESSAGE) and depth < DEEPEST and inside[16:].startswith(SIGNATURE):
            return Attached(properties, message=_message(inside[16:], depth + 1))
        return Attached(properties, inside[16:])
    if data:
        return Attached(properties, data[0])
    kept = properties.get(ATTACH_DATA)
    return Attached(properties, kept if isinstance(kept, bytes) else b"")


def _rows(content: bytes, charset: str) -> list[dict[int, Value]]:
    count = int.from_bytes(content[:4], "little")
    rows, at = [], 4
    for _ in range(min(count, MOST)):
        if at + 4 > len(content):
            break
        row, at = _properties(content, at, charset)
        rows.append(row)
    return rows


def _properties(content: bytes, at: int, charset: str) -> tuple[dict[int, Value], int]:
    """Give the properties that begin at a place, and the place behind them; stops where it cannot go on."""
    found: dict[int, Value] = {}
    count = int.from_bytes(content[at : at + 4], "little")
    at += 4
    try:
        for _ in range(min(count, MOST)):
            kind, which = struct.unpack_from("<HH", content, at)
            at += 4
            named = which >= 0x8000  # noqa: PLR2004 - from here on properties are named
            if named:
                at = _past_name(content, at)
            values, at = _values(content, at, kind)
            value = value_of(kind & ~_MULTIPLE, values[0], charset) if values and not named else None
            if value is not None:
                found.setdefault(which if kind != _OBJECT else 0x1_0000 | which, value)
    except (struct.error, ValueError):
        return found, len(content)
    return found, at


def _past_name(content: bytes, at: int) -> int:
    kind = struct.unpack_from("<I", content, at + 16)[0]
    at += 20
    if kind == 0:
        return at + 4
    length = struct.unpack_from("<I", content, at)[0]
    return at + 4 + _padded(length)


def _values(content: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    single = kind & ~_MULTIPLE
    count = 1
    if kind & _MULTIPLE or single in _VARIABLE:
        count = struct.unpack_from("<I", content, at)[0]
        at += 4
    if count > MOST:
        raise ValueError(count)
    values = []
    for _ in range(count):
        if single in _VARIABLE:
            length = struct.unpack_from("<I", content, at)[0]
            at += 4
            values.append(content[at : at + length])
            at += _padded(length)
        elif single in _SIZES:
            values.append(content[at : at + _SIZES[single]])
            at += _SIZES[single]
        else:
            raise ValueError(single)
    return values, at


def _old(properties: dict[int, Value], which: int, content: bytes, charset: str) -> None:
    """Take what older programs wrote as attributes."""
    names = {_SUBJECT: SUBJECT, _CLASS: CLASS, _BODY: BODY}
    if which in names:
        properties.setdefault(names[which], _words(content, charset))
    elif which == _SENT and len(content) >= 12:  # noqa: PLR2004 - six numbers of two bytes
        try:
            year, month, day, hour, minute, second = struct.unpack_from("<6H", content)
            sent = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
            properties.setdefault(0x0039, sent)
        except ValueError:
            return
    elif which == _FROM and len(content) >= 8:  # noqa: PLR2004 - its head
        _, _, name, address = struct.unpack_from("<4H", content)
        properties.setdefault(0x0C1A, _words(content[8 : 8 + name], charset))
        told = _words(content[8 + name : 8 + name + address], charset)
        properties.setdefault(0x0C1F, told.partition(":")[2] or told)


def _words(content: bytes, charset: str) -> str:
    return charsets.decode(content.split(b"\0", 1)[0], charset)[0]


def _padded(length: int) -> int:
    return (length + 3) & ~3
