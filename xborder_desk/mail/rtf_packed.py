"""RTF as Outlook keeps it: packed by a compression of its own."""

from __future__ import annotations

import struct
from typing import Final

_DICTIONARY: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans"
    rb" SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING: Final = 4096
_PACKED: Final = 0x75465A4C
_PLAIN: Final = 0x414C454D
MOST: Final = 64 << 20
"""Bytes that a packed RTF may unpack to."""


def unpacked(data: bytes) -> bytes:
    """Undo the compression in which Outlook keeps RTF; gives nothing when it is not such data."""
    if len(data) < 16:  # noqa: PLR2004 - the length of its head
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == _PLAIN:
        return data[16 : 16 + size]
    if kind != _PACKED or size > MOST:
        return b""
    return bytes(_unrolled(data, size)[:size])


def _unrolled(data: bytes, size: int) -> bytearray:
    """Follow the references back into what was written last."""
    ring = bytearray(_DICTIONARY) + bytearray(_RING - len(_DICTIONARY))
    place = len(_DICTIONARY)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) <= size:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                reference = int.from_bytes(data[at : at + 2], "big")
                at += 2
                start, length = reference >> 4, (reference & 15) + 2
                if start == place or at > len(data):
                    return out
            elif at >= len(data):
                return out
            else:
                # A byte that stands for itself is put where a reference of one byte finds it.
                start, length = place, 1
                ring[place] = data[at]
                at += 1
            for step in range(length):
                ring[place] = ring[(start + step) % _RING]
                out.append(ring[place])
                place = (place + 1) % _RING
    return out
