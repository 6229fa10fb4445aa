"""Films and sounds of telephones (MP4, MOV, 3GP, M4A): length, size, time, place."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BOXES: Final = 10_000
MOST_HEADER: Final = 64 << 20
DEEPEST: Final = 12
_UNKNOWN: Final = 0xFFFFFFFF
_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_HOLDERS: Final = {b"moov", b"trak", b"mdia", b"udta", b"minf", b"stbl", b"ilst"}
_WORDS: Final = {
    b"\xa9nam": "title",
    b"\xa9day": "day",
    b"\xa9mak": "make",
    b"\xa9mod": "model",
    b"\xa9xyz": "place",
}
_KEYS: Final = {
    "com.apple.quicktime.creationdate": "day",
    "com.apple.quicktime.make": "make",
    "com.apple.quicktime.model": "model",
    "com.apple.quicktime.location.ISO6709": "place",
    "com.apple.quicktime.title": "title",
}
_PLACE: Final = re.compile(r"([+-]\d{1,3}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:?\d{2})?)?")


def read_boxes(file: IO[bytes], size: int) -> dict[str, Any]:
    """Give the facts that are there, by the names the kind tells."""
    data = _header(file, size)
    told: dict[str, str] = {}
    facts: dict[str, Any] = {}
    tracks: list[str] = []
    keys: list[str] = []
    for kind, body in _boxes(data, 0, [MOST_BOXES]):
        if kind == b"mvhd":
            _movie(body, facts)
        elif kind == b"tkhd":
            _track(body, facts)
        elif kind == b"hdlr" and body[8:12] in {b"vide", b"soun"}:
            tracks.append("picture" if body[8:12] == b"vide" else "sound")
        elif kind in _WORDS:
            told.setdefault(_WORDS[kind], _words(body))
        elif kind == b"keys":
            keys = _keys(body)
        elif kind[:2] == b"\0\0" and 0 < int.from_bytes(kind, "big") <= len(keys):
            name = _KEYS.get(keys[int.from_bytes(kind, "big") - 1])
            if name:
                told.setdefault(name, _words(body))
    if tracks:
        facts["tracks"] = sorted(set(tracks))
    return facts | _notes(told)


def _header(file: IO[bytes], size: int) -> bytes:
    """Give the box with everything but the film itself, wherever it stands."""
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:  # noqa: PLR2004 - the least a box has
            return b""
        length, kind = struct.unpack_from(">I4s", head)
        start = 8
        if length == 1 and len(head) == 16:  # noqa: PLR2004 - its length stands behind
            length, start = struct.unpack_from(">Q", head, 8)[0], 16
        elif length == 0:
            length = size - at
        if kind == b"moov":
            file.seek(at + start)
            return file.read(min(max(length - start, 0), MOST_HEADER))
        at += length
        if length < start or at >= size:
            return b""
    return b""


def _boxes(data: bytes, depth: int, left: list[int]) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data) and left[0] > 0:
        left[0] -= 1
        length, kind = struct.unpack_from(">I4s", data, at)
        if length < 8:  # noqa: PLR2004 - as above
            return
        body = data[at + 8 : at + length]
        if kind in _HOLDERS and depth < DEEPEST:
            yield from _boxes(body, depth + 1, left)
        elif kind == b"meta" and depth < DEEPEST:
            # With Apple it holds boxes at once, elsewhere behind four bytes.
            yield from _boxes(body if body[4:8] == b"hdlr" else body[4:], depth + 1, left)
        else:
            yield kind, body
        at += length


def _movie(body: bytes, facts: dict[str, Any]) -> None:
    try:
        if body[0] == 1:
            made, _, scale, length = struct.unpack_from(">QQIQ", body, 4)
        else:
            made, _, scale, length = struct.unpack_from(">IIII", body, 4)
        if scale and length != _UNKNOWN:
            facts["seconds"] = round(length / scale, 2)
        moment = _EPOCH + timedelta(seconds=made)
    except (struct.error, OverflowError, IndexError):
        return
    if made != _UNKNOWN and 1990 < moment.year < 2100:  # noqa: PLR2004 - a clock that was never set says 1904 or 1970
        facts["recorded_at"] = moment.isoformat()


def _track(body: bytes, facts: dict[str, Any]) -> None:
    if len(body) >= 8:  # noqa: PLR2004 - two numbers at its end
        width, height = (number >> 16 for number in struct.unpack(">II", body[-8:]))
        if width * height > facts.get("width", 0) * facts.get("height", 0):
            facts |= {"width": width, "height": height}


def _words(body: bytes) -> str:
    if body[4:8] == b"data":
        body = body[16:]
    elif len(body) > 4 and int.from_bytes(body[:2], "big") == len(body) - 4:  # noqa: PLR2004 - length and language
        body = body[4:]
    return " ".join(body.decode("utf-8", "replace").replace("\0", "").split())[:300]


def _keys(body: bytes) -> list[str]:
    names: list[str] = []
    at = 8
    while at + 8 <= len(body) and len(names) < 1000:  # noqa: PLR2004 - more is nonsense
        length = int.from_bytes(body[at : at + 4], "big")
        if length < 8:  # noqa: PLR2004 - as above
            break
        names.append(body[at + 8 : at + length].decode("utf-8", "replace"))
        at += length
    return names


def _notes(told: dict[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if told.get("title"):
        facts["title"] = told["title"]
    make, model = told.get("make", ""), told.get("model", "")
    camera = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    if camera.strip():
        facts["camera"] = camera.strip()
    day = _DAY.fullmatch(told.get("day", ""))
    if day:
        # What the telephone wrote with its zone is better than the UTC of the header.
        text = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", day[0]).replace("Z", "+00:00")
        facts["recorded_at"] = text
    place = _PLACE.match(told.get("place", ""))
    if place and abs(float(place[1])) <= 90 and abs(float(place[2])) <= 180:  # noqa: PLR2004 - degrees
        facts["gps"] = {"latitude": float(place[1]), "longitude": float(place[2])}
    return facts
