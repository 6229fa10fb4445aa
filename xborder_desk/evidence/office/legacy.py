"""Word and PowerPoint files from before 2007 (DOC, PPT): their text, piece by piece."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office.found import Found, tidy
from xborder_desk.mail import charsets

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_RECORDS: Final = 200_000
DEEPEST: Final = 20
_WORD_97: Final = 193
_COMPRESSED: Final = 1 << 30
_FIELD: Final = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_MARKS: Final = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "\u2011"}
_MASTER, _LIST, _CHARS, _BYTES, _STRING = 0x03F8, 0x0FF0, 0x0FA0, 0x0FA8, 0x0FBA
_OWN: Final = ("___PPT", "*")
"""Words with which the program marks places of its own."""

_SUMMARY: Final = (
    (2, "title"),
    (3, "subject"),
    (4, "author"),
    (8, "last_author"),
    (18, "program"),
)
_LIST_OF_NOTES: Final = "\5SummaryInformation"


def read_compound(path: str, room: int) -> Found:
    """Read it; ``facts`` get its ``format``: ``doc``, ``ppt``, ``xls`` (not read yet), ``object`` or none.

    An object is what another office file holds inside: a file with its name.

    Raises:
        PackedError: it is damaged.

    """
    import olefile  # noqa: PLC0415 - in the child process only

    try:
        with olefile.OleFileIO(path) as file:
            found = Found()
            _summary(file, found)
            if file.exists("EncryptedPackage"):
                found.encrypted = True
            elif file.exists("WordDocument"):
                _document(file, found)
            elif file.exists("PowerPoint Document"):
                _presentation(file, found)
            elif file.exists("Workbook") or file.exists("Book"):
                found.facts["format"] = "xls"
            elif file.exists("\1Ole10Native"):
                found.facts["format"] = "object"
                _object(file.openstream("\1Ole10Native").read(), found, room)
            return found
    except (
        OSError,
        IndexError,
        TypeError,
        AttributeError,
        ValueError,
        struct.error,
        RecursionError,
    ) as fault:
        raise PackedError(str(fault)) from fault


def _document(file: Any, found: Found) -> None:  # noqa: ANN401 - a library without types
    main = file.openstream("WordDocument").read()
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    if flags & 0x0100:
        found.encrypted = True
        return
    if version < _WORD_97:
        first, last = struct.unpack_from("<II", main, 0x18)
        text = charsets.decode(main[first:last], "cp1252")[0]
    else:
        table = file.openstream("1Table" if flags & 0x0200 else "0Table").read()
        start, size = struct.unpack_from("<II", main, 0x01A2)
        text = "".join(_pieces(main, table[start : start + size]))
    found.pages = [tidy(_without_fields(text).translate(_MARKS).translate(_NOTHING))]
    found.facts["format"] = "doc"


def _object(data: bytes, found: Found, room: int) -> None:
    """Take the file out of an object: its name, two paths it once had, its bytes."""
    label, _, rest = data[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    path = struct.unpack_from("<I", rest, 4)[0]
    size = struct.unpack_from("<I", rest, 8 + path)[0]
    content = rest[12 + path : 12 + path + size]
    if len(content) == size and size:
        found.add_part(charsets.decode_guessed(label)[0], content, room)


def _pieces(main: bytes, listed: bytes) -> Iterator[str]:
    at = 0
    while at < len(listed) and listed[at] == 1:
        at += 3 + struct.unpack_from("<H", listed, at + 1)[0]
    if at >= len(listed) or listed[at] != 2:  # noqa: PLR2004 - the mark of the list
        return
    size = struct.unpack_from("<I", listed, at + 1)[0]
    table = listed[at + 5 : at + 5 + size]
    count = max((len(table) - 4) // 12, 0)
    places = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        where = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        length = places[number + 1] - places[number]
        if length <= 0:
            continue
        if where & _COMPRESSED:
            start = (where & ~_COMPRESSED) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            yield main[where : where + 2 * length].decode("utf-16-le", "replace")


def _without_fields(text: str) -> str:
    """Leave out what a field was told to do, keep what it shows."""
    for _ in range(5):
        shorter = _FIELD.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _presentation(file: Any, found: Found) -> None:  # noqa: ANN401 - as above
    data = file.openstream("PowerPoint Document").read()
    if file.exists("EncryptedSummary"):
        found.encrypted = True
        return
    seen: list[str] = []
    for text in _texts(data, 0, len(data), 0, [MOST_RECORDS]):
        # What a slide says stands in the outline too.
        words = text.replace("\r", "\n").replace("\x0b", "\n").strip()
        if words and words not in seen[-200:] and not words.startswith(_OWN):
            seen.append(words)
    found.pages = [tidy("\n\n".join(seen).translate(_NOTHING))]
    found.facts["format"] = "ppt"


def _texts(data: bytes, at: int, end: int, depth: int, left: list[int]) -> Iterator[str]:
    while at + 8 <= end and left[0] > 0:
        left[0] -= 1
        head, kind, size = struct.unpack_from("<HHI", data, at)
        at += 8
        stop = min(at + size, end)
        if head & 0xF == 0xF:  # noqa: PLR2004 - a record of records
            of_master = kind == _MASTER or (kind == _LIST and head >> 4 == 1)
            if not of_master and depth < DEEPEST:
                yield from _texts(data, at, stop, depth + 1, left)
        elif kind == _CHARS or (kind == _STRING and depth > 2 and (head >> 4) <= 1):  # noqa: PLR2004 - comments lie so deep
            yield data[at:stop].decode("utf-16-le", "replace")
        elif kind == _BYTES:
            yield data[at:stop].decode("cp1252", "replace")
        at = stop


def _summary(file: Any, found: Found) -> None:  # noqa: ANN401 - as above
    """Note what such files say of themselves; by hand, because libraries follow a broken list for ever."""
    if not file.exists(_LIST_OF_NOTES):
        return
    data = file.openstream(_LIST_OF_NOTES).read(1 << 20)
    try:
        notes = dict(_notes(data))
    except struct.error:
        return
    page = notes.get(1)
    charset = f"cp{page & 0xFFFF}" if isinstance(page, int) and page else "cp1252"
    charset = {"cp65001": "utf-8", "cp1200": "utf-16-le", "cp10000": "mac_roman"}.get(charset, charset)
    for which, fact in _SUMMARY:
        value = notes.get(which)
        if isinstance(value, bytes):
            found.note(fact, charsets.decode(value, charset)[0].replace("\0", ""))
    for which, fact in ((12, "created"), (13, "modified")):
        value = notes.get(which)
        if isinstance(value, datetime) and value.year > 1980:  # noqa: PLR2004 - before there were such files
            found.note_time(fact, value.isoformat())
    pages = notes.get(14)
    if isinstance(pages, int) and 0 < pages < 100_000:  # noqa: PLR2004 - more is nonsense
        found.facts["pages_told"] = pages


def _notes(data: bytes) -> Iterator[tuple[int, bytes | int | datetime]]:
    start = struct.unpack_from("<I", data, 44)[0]
    count = struct.unpack_from("<I", data, start + 4)[0]
    for number in range(min(count, 200)):
        which, place = struct.unpack_from("<II", data, start + 8 + 8 * number)
        kind, value = struct.unpack_from("<II", data, start + place)
        at = start + place + 8
        if kind == 0x1E:  # noqa: PLR2004 - the kinds of such notes, here and below
            yield which, data[at : at + value]
        elif kind in {0x02, 0x03}:
            yield which, value
        elif kind == 0x40:  # noqa: PLR2004 - a time
            ticks = struct.unpack_from("<Q", data, at - 4)[0]
            if 0 < ticks < 1 << 60:
                moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
                yield which, moment.replace(microsecond=0)


_NOTHING: Final = dict.fromkeys([*range(9), 0x0E, 0x0F, *range(0x10, 0x20), 0xFFFC])
