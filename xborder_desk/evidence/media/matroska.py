"""Films in Matroska and WebM: length, size, time."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ELEMENTS: Final = 10_000
DEEPEST: Final = 6
_EPOCH: Final = datetime(2001, 1, 1, tzinfo=UTC)
_HOLDERS: Final = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0}
_SCALE, _LENGTH, _DATE, _TITLE, _KIND, _WIDTH, _HEIGHT, _CLUSTER = (
    0x2AD7B1,
    0x4489,
    0x4461,
    0x7BA9,
    0x83,
    0xB0,
    0xBA,
    0x1F43B675,
)


def read_matroska(data: bytes) -> dict[str, Any]:
    """Give the facts as ``boxes`` does; ``data`` is the beginning of the file."""
    found: dict[int, bytes] = {}
    tracks: set[str] = set()
    for kind, body in _elements(data, 0, [MOST_ELEMENTS]):
        if kind == _KIND:
            tracks |= {{1: "picture", 2: "sound"}.get(int.from_bytes(body[:8], "big"), "")} - {""}
        found.setdefault(kind, body)
    facts: dict[str, Any] = {"tracks": sorted(tracks)} if tracks else {}
    scale = int.from_bytes(found.get(_SCALE, b"\x0f\x42\x40")[:8], "big")
    length = _float(found.get(_LENGTH, b""))
    if length and 0 < length * scale < 1e15:  # noqa: PLR2004 - eleven days
        facts["seconds"] = round(length * scale / 1e9, 2)
    for name, which in (("width", _WIDTH), ("height", _HEIGHT)):
        if which in found:
            facts[name] = int.from_bytes(found[which][:4], "big")
    if len(found.get(_DATE, b"")) == 8:  # noqa: PLR2004 - nanoseconds in eight bytes
        ago = struct.unpack(">q", found[_DATE])[0]
        moment = _EPOCH + timedelta(microseconds=ago // 1000)
        if ago and 1990 < moment.year < 2100:  # noqa: PLR2004 - a clock that was never set says something else
            facts["recorded_at"] = moment.isoformat(timespec="seconds")
    title = found.get(_TITLE, b"").decode("utf-8", "replace").strip("\0 ")
    if title:
        facts["title"] = title[:300]
    return facts


def _elements(data: bytes, depth: int, left: list[int]) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data) and left[0] > 0:
        left[0] -= 1
        kind, at = _number(data, at, marked=True)
        length, at = _number(data, at, marked=False)
        if kind == _CLUSTER or at > len(data):
            return
        end = len(data) if length < 0 else min(at + length, len(data))
        if kind in _HOLDERS and depth < DEEPEST:
            yield from _elements(data[at:end], depth + 1, left)
        else:
            yield kind, data[at : min(end, at + 4096)]
        at = end


def _number(data: bytes, at: int, *, marked: bool) -> tuple[int, int]:
    """Give a number of variable length and the place behind it; -1 stands for "not known"."""
    if at >= len(data) or not data[at]:
        return 0, len(data) + 1
    length = 9 - data[at].bit_length()
    raw = int.from_bytes(data[at : at + length], "big")
    if marked:
        return raw, at + length
    mask = (1 << 7 * length) - 1
    return (-1 if raw & mask == mask else raw & mask), at + length


def _float(body: bytes) -> float:
    if len(body) in {4, 8}:
        value = struct.unpack(">f" if len(body) == 4 else ">d", body)[0]  # noqa: PLR2004 - short or long
        return float(value) if value == value and abs(value) < 1e18 else 0.0  # noqa: PLR0124, PLR2004 - not a number
    return 0.0
