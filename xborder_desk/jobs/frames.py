"""How parent and child talk: JSON with raw bytes beside it, so that nothing is ever unpickled."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    class Readable(Protocol):
        """What a frame is read from."""

        def read(self, size: int, /) -> bytes | None:
            """Give up to ``size`` bytes, nothing at the end."""

    class Writable(Protocol):
        """What a frame is written to."""

        def write(self, data: bytes, /) -> int | None:
            """Take the bytes."""

        def flush(self) -> None:
            """Send them off."""


Plain: TypeAlias = "bool | int | float | str | bytes | Sequence[Plain] | Mapping[str, Plain] | None"
"""JSON values and bytes: all that crosses the line. Sequences arrive as lists, mappings as dicts."""

_HEAD: Final = struct.Struct("!QQ")  # length of the JSON, number of byte strings
_SIZE: Final = struct.Struct("!Q")
_MARK: Final = "\0bytes"
_MANY: Final = 1 << 20


class FrameError(Exception):
    """What came over the line is not a frame."""


class FrameTooLargeError(FrameError):
    """The frame says it is larger than the reader allows."""


def write_frame(stream: Writable, value: Plain) -> None:
    """Write one value.

    Raises:
        TypeError: the value holds something else than JSON values and bytes.

    """
    blobs: list[bytes] = []
    body = json.dumps(_pack(value, blobs), separators=(",", ":")).encode("ascii")
    stream.write(_HEAD.pack(len(body), len(blobs)))
    for blob in blobs:
        stream.write(_SIZE.pack(len(blob)))
    stream.write(body)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def read_frame(stream: Readable, room: int) -> tuple[Plain, int] | None:
    """Read one value of at most ``room`` bytes; give it with its size, or nothing at the stream's end.

    Raises:
        FrameTooLargeError: the frame would be larger than ``room``; it was not read.
        FrameError: the bytes are not a frame, or end in the middle of one.

    """
    head = _exactly(stream, _HEAD.size, at_start=True)
    if not head:
        return None
    length, count = _HEAD.unpack(head)
    if count > _MANY or length + count * _SIZE.size > room:
        raise FrameTooLargeError
    sizes = [_SIZE.unpack(_exactly(stream, _SIZE.size))[0] for _ in range(count)]
    total = _HEAD.size + count * _SIZE.size + length + sum(sizes)
    if total > room:
        raise FrameTooLargeError
    body = _exactly(stream, length)
    blobs = [_exactly(stream, size) for size in sizes]
    try:
        return _unpack(json.loads(body), blobs), total
    except (ValueError, IndexError, RecursionError) as fault:
        msg = "not a frame"
        raise FrameError(msg) from fault


def _exactly(stream: Readable, size: int, *, at_start: bool = False) -> bytes:
    pieces = bytearray()
    while len(pieces) < size:
        piece = stream.read(min(size - len(pieces), 1 << 20))
        if not piece:
            if at_start and not pieces:
                return b""
            msg = "the stream ends inside a frame"
            raise FrameError(msg)
        pieces += piece
    return bytes(pieces)


def _pack(value: Plain, blobs: list[bytes]) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        blobs.append(bytes(value))
        return {_MARK: len(blobs) - 1}
    if isinstance(value, dict):
        return {str(key): _pack(item, blobs) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_pack(item, blobs) for item in value]
    return value


def _unpack(value: object, blobs: list[bytes]) -> Plain:
    if isinstance(value, dict):
        if len(value) == 1 and isinstance(value.get(_MARK), int):
            return blobs[value[_MARK]]
        return {str(key): _unpack(item, blobs) for key, item in value.items()}
    if isinstance(value, list):
        return [_unpack(item, blobs) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    msg = "not a plain value"
    raise ValueError(msg)
