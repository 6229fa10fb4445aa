"""Outlook's saved messages (.msg): the properties in a compound file, made into a mail."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.mail.mapi import ATTACH_DATA, Attached, Message, Value, charset_of, mail_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.mail.reading import Mail

DEEPEST: Final = 10
MOST_ENTRIES: Final = 2000
"""Recipients or attachments that are read."""

_PROPERTIES: Final = "__properties_version1.0"
_INSIDE: Final = f"__substg1.0_{ATTACH_DATA:04X}000D"
_FIXED: Final = {0x0002, 0x0003, 0x000B, 0x0014, 0x0040}
_EMBEDDED: Final = 5
_ENTRY: Final = struct.Struct("<HHI8s")


def read_msg(data: bytes) -> Mail:
    """Read a saved message.

    Raises:
        ValueError: it is not a compound file, or holds no message.

    """
    import olefile  # noqa: PLC0415 - in the child process only

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if not file.exists(_PROPERTIES):
                raise ValueError(_PROPERTIES)
            return mail_of(_message(file, [], 32, 0))
    except (OSError, IndexError, TypeError, AttributeError, struct.error, RecursionError) as fault:
        raise ValueError(str(fault)) from fault


def _message(file: Any, place: list[str], head: int, depth: int) -> Message:  # noqa: ANN401 - a library without types
    properties = _properties(file, place, head)
    charset = charset_of(properties)
    if charset:
        properties = _properties(file, place, head, charset)
    people = _places(file, place, "__recip_version1.0_#")
    recipients = [_properties(file, where, 8, charset) for where in people]
    files = _places(file, place, "__attach_version1.0_#")
    attached = [_attached(file, where, charset, depth) for where in files]
    return Message(properties, recipients, attached)


def _attached(file: Any, place: list[str], charset: str, depth: int) -> Attached:  # noqa: ANN401 - as above
    properties = _properties(file, place, 8, charset)
    inside = [*place, _INSIDE]
    if file.exists([*inside, _PROPERTIES]) and depth < DEEPEST:
        return Attached(properties, message=_message(file, inside, 24, depth + 1))
    data = properties.get(ATTACH_DATA)
    return Attached(properties, data if isinstance(data, bytes) else _object(file, inside))


def _object(file: Any, place: list[str]) -> bytes:  # noqa: ANN401 - as above
    """Give what stands for an object of another program: the streams that hold its content or its picture."""
    for name in ("CONTENTS", "Package", "\1Ole10Native"):
        if file.exists([*place, name]):
            return _stream(file, [*place, name])
    return b""


def _places(file: Any, place: list[str], start: str) -> Iterator[list[str]]:  # noqa: ANN401 - as above
    depth = len(place)
    names = {
        entry[depth]
        for entry in file.listdir(streams=False, storages=True)
        if len(entry) == depth + 1 and entry[:depth] == place and entry[depth].startswith(start)
    }
    for name in sorted(names)[:MOST_ENTRIES]:
        yield [*place, name]


def _properties(file: Any, place: list[str], head: int, charset: str = "") -> dict[int, Value]:  # noqa: ANN401 - as above
    found: dict[int, Value] = {}
    listed = _stream(file, [*place, _PROPERTIES]) if file.exists([*place, _PROPERTIES]) else b""
    for at in range(head, len(listed) - _ENTRY.size + 1, _ENTRY.size):
        kind, which, _, raw = _ENTRY.unpack_from(listed, at)
        if kind in _FIXED:
            value = value_of(kind, raw, charset)
        else:
            name = f"__substg1.0_{which:04X}{kind:04X}"
            if kind not in {0x001E, 0x001F, 0x0102} or not file.exists([*place, name]):
                continue
            value = value_of(kind, _stream(file, [*place, name]), charset)
        if value is not None:
            found.setdefault(which, value)
    return found


def _stream(file: Any, place: list[str]) -> bytes:  # noqa: ANN401 - as above
    try:
        return bytes(file.openstream(place).read())
    except OSError:  # a broken chain of sectors costs this stream only
        return b""
