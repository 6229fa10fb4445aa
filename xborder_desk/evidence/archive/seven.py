"""7z archives: their list, and their members where the standard library knows the method."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.evidence.archive.member import BrokenArchiveError, Member
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_MEMBERS: Final = 50_000
MOST_HEADER: Final = 64 << 20
_HEAD: Final = struct.Struct("<6sHIQQI")
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_COPY, _LZMA, _LZMA2, _DEFLATE, _BZIP2, _AES = (
    b"\0",
    b"\3\1\1",
    b"\x21",
    b"\4\1\x08",
    b"\4\2\2",
    b"\x06\xf1\x07\1",
)
_BRANCHES: Final = {b"\3\3\1\3": lzma.FILTER_X86, b"\4": lzma.FILTER_X86, b"\3": lzma.FILTER_DELTA}
_FAULTS: Final = (
    lzma.LZMAError,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    struct.error,
    OverflowError,
)


def seven_members(path: Path, _password: str) -> Iterator[Member]:
    """Give the members of a 7z archive.

    Raises:
        BrokenArchiveError: it cannot be opened, or even its list is locked.

    """
    data = path.read_bytes()
    try:
        streams, files = _contents(data)
    except _FAULTS as fault:
        raise BrokenArchiveError from fault
    folders = iter([(folder, place) for folder in streams.folders for place in range(len(folder.sizes))])
    cache: dict[int, bytes | None] = {}
    for file in files:
        if file.folder:
            continue
        if file.empty:
            yield Member(file.name, 0, file.changed, open=lambda _room: b"")
            continue
        folder, place = next(folders, (_Folder(), 0))
        size = folder.sizes[place] if folder.sizes else 0
        start = sum(folder.sizes[:place])

        crc = folder.crcs[place] if place < len(folder.crcs) else None

        def opened(
            room: int,
            folder: _Folder = folder,
            start: int = start,
            size: int = size,
            crc: int | None = crc,
        ) -> bytes | None:
            if id(folder) not in cache:
                if folder.unpacked > room:
                    return bytes(room + 1)  # what is packed together is unpacked together: it is too large
                cache.clear()
                cache[id(folder)] = _unpacked(data, folder, room)
            whole = cache[id(folder)]
            piece = None if whole is None else whole[start : start + size]
            whole_piece = piece is not None and len(piece) == size
            return piece if whole_piece and crc in {None, zlib.crc32(piece or b"")} else None

        yield Member(
            file.name, size, file.changed, locked=folder.locked, open=opened if folder.known else None
        )


@dataclass(slots=True)
class _Folder:
    coders: list[tuple[bytes, bytes]] = field(default_factory=list)
    simple: bool = True
    at: int = 0
    packed: int = 0
    unpacked: int = 0
    sizes: list[int] = field(default_factory=list)
    crc: int | None = None
    crcs: list[int | None] = field(default_factory=list)
    streams: int = 1

    @property
    def locked(self) -> bool:
        return any(method == _AES for method, _ in self.coders)

    @property
    def known(self) -> bool:
        methods = [method for method, _ in self.coders]
        plain = {_COPY, _LZMA, _LZMA2, _DEFLATE, _BZIP2}
        if not self.simple or not methods:
            return False
        return (len(methods) == 1 and methods[0] in plain) or (
            len(methods) == 2 and methods[0] in _BRANCHES and methods[1] == _LZMA2  # noqa: PLR2004 - a filter before it
        )


@dataclass(slots=True)
class _Streams:
    at: int = 0
    sizes: list[int] = field(default_factory=list)
    folders: list[_Folder] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    name: str = ""
    empty: bool = False
    folder: bool = False
    changed: str = ""


class _Bytes:
    """The header, read piece by piece."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        piece = self._data[self._at : self._at + size]
        if size < 0 or len(piece) < size:
            raise EOFError
        self._at += size
        return piece

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        first = self.byte()
        mask, value = 0x80, 0
        for place in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * place)
            value |= self.byte() << (8 * place)
            mask >>= 1
        return value

    def count(self, most: int = MOST_MEMBERS) -> int:
        number = self.number()
        if number > most:
            raise ValueError(number)
        return number

    def bits(self, count: int) -> list[bool]:
        raw = self.take((count + 7) // 8)
        return [bool(raw[place // 8] & 0x80 >> place % 8) for place in range(count)]

    def known(self, count: int) -> list[bool]:
        return [True] * count if self.byte() else self.bits(count)


def _contents(data: bytes) -> tuple[_Streams, list[_File]]:
    _, _, _, start, size, _ = _HEAD.unpack_from(data)
    if not size:
        return _Streams(), []
    header = data[32 + start : 32 + start + size]
    for _ in range(4):  # a packed list may be packed again
        reader = _Bytes(header)
        kind = reader.byte()
        if kind != 0x17:  # noqa: PLR2004 - the marks of the format, here and below
            return _header(reader)
        folder = _streams(reader).folders[0]
        if folder.locked:
            raise BrokenArchiveError(
                N_("Even the names in the archive are locked. Unpack it and add the files.")
            )
        unpacked = _unpacked(data, folder, MOST_HEADER)
        header = unpacked or b""
    raise ValueError(start)


def _header(reader: _Bytes) -> tuple[_Streams, list[_File]]:
    streams, files = _Streams(), []
    while (kind := reader.byte()) != 0:
        if kind == 0x02:  # noqa: PLR2004 - properties of the archive
            while reader.byte() != 0:
                reader.take(reader.number())
        elif kind in {0x03, 0x04}:
            streams = _streams(reader)
        elif kind == 0x05:  # noqa: PLR2004 - the files
            files = _files(reader)
        else:
            raise ValueError(kind)
    return streams, files


def _streams(reader: _Bytes) -> _Streams:
    streams = _Streams()
    while (kind := reader.byte()) != 0:
        if kind == 0x06:  # noqa: PLR2004 - where the packed bytes lie
            _packed(reader, streams)
        elif kind == 0x07:  # noqa: PLR2004 - how they are packed
            _folders(reader, streams)
        elif kind == 0x08:  # noqa: PLR2004 - the files in each
            _substreams(reader, streams)
        else:
            raise ValueError(kind)
    at, place = streams.at, 0
    for folder in streams.folders:
        sizes = streams.sizes[place : place + folder.streams]
        folder.at, folder.packed = at, sum(sizes)
        at += folder.packed
        place += folder.streams
        folder.sizes = folder.sizes or [folder.unpacked]
        folder.crcs = folder.crcs or [folder.crc]
    return streams


def _packed(reader: _Bytes, streams: _Streams) -> None:
    streams.at = 32 + reader.number()
    count = reader.count()
    while (kind := reader.byte()) != 0:
        if kind == 0x09:  # noqa: PLR2004 - sizes
            streams.sizes = [reader.number() for _ in range(count)]
        else:
            _digests(reader, count)


def _folders(reader: _Bytes, streams: _Streams) -> None:
    if reader.byte() != 0x0B:  # noqa: PLR2004 - the folders come first
        raise ValueError
    count = reader.count()
    if reader.byte():
        raise ValueError
    outs = []
    for _ in range(count):
        folder, out = _folder(reader)
        streams.folders.append(folder)
        outs.append(out)
    while (kind := reader.byte()) != 0:
        if kind == 0x0C:  # noqa: PLR2004 - sizes when unpacked
            for folder, out in zip(streams.folders, outs, strict=True):
                sizes = [reader.number() for _ in range(out)]
                folder.unpacked = sizes[0]
        else:
            for folder, crc in zip(streams.folders, _digests(reader, count), strict=True):
                folder.crc = crc


def _folder(reader: _Bytes) -> tuple[_Folder, int]:
    folder = _Folder()
    ins = outs = 0
    for _ in range(reader.count(32)):
        flags = reader.byte()
        method = reader.take(flags & 0xF)
        wide = flags & 0x10
        coder_ins, coder_outs = (reader.count(32), reader.count(32)) if wide else (1, 1)
        folder.simple &= coder_ins == coder_outs == 1
        folder.coders.append((method, reader.take(reader.count(1 << 16)) if flags & 0x20 else b""))
        ins, outs = ins + coder_ins, outs + coder_outs
    for _ in range(outs - 1):
        # A simple chain binds what the first takes to what the second gives.
        folder.simple &= (reader.number(), reader.number()) == (0, 1)
    folder.streams = ins - (outs - 1)
    if folder.streams > 1:
        for _ in range(folder.streams):
            reader.number()
    return folder, outs


def _substreams(reader: _Bytes, streams: _Streams) -> None:
    counts = [1] * len(streams.folders)
    while (kind := reader.byte()) != 0:
        if kind == 0x0D:  # noqa: PLR2004 - how many files are in each
            counts = [reader.count() for _ in streams.folders]
            for folder, count in zip(streams.folders, counts, strict=True):
                folder.sizes = [folder.unpacked] if count == 1 else []
        elif kind == 0x09:  # noqa: PLR2004 - their sizes, but for the last
            for folder, count in zip(streams.folders, counts, strict=True):
                if count > 1:
                    sizes = [reader.number() for _ in range(count - 1)]
                    folder.sizes = [*sizes, max(folder.unpacked - sum(sizes), 0)]
        else:
            _sums(reader, streams, counts)


def _sums(reader: _Bytes, streams: _Streams, counts: list[int]) -> None:
    """Read the check sums of the files; that of one alone in its folder may stand there already."""
    told = [
        count == 1 and folder.crc is not None for folder, count in zip(streams.folders, counts, strict=True)
    ]
    found = iter(_digests(reader, sum(count for count, known in zip(counts, told, strict=True) if not known)))
    for folder, count, known in zip(streams.folders, counts, told, strict=True):
        folder.crcs = [folder.crc] if known else [next(found) for _ in range(count)]


def _digests(reader: _Bytes, count: int) -> list[int | None]:
    known = reader.known(count)
    return [int.from_bytes(reader.take(4), "little") if one else None for one in known]


def _files(reader: _Bytes) -> list[_File]:
    files = [_File() for _ in range(reader.count())]
    empty: list[_File] = []
    while (kind := reader.byte()) != 0:
        inside = _Bytes(reader.take(reader.number()))
        if kind == 0x0E:  # noqa: PLR2004 - those without bytes: folders and empty files
            for file, bit in zip(files, inside.bits(len(files)), strict=True):
                file.empty = file.folder = bit
            empty = [file for file in files if file.empty]
        elif kind == 0x0F:  # noqa: PLR2004 - of those, the files
            for file, bit in zip(empty, inside.bits(len(empty)), strict=True):
                file.folder = not bit
        elif kind == 0x11 and not inside.byte():  # noqa: PLR2004 - names
            for file in files:
                file.name = _name(inside)
        elif kind == 0x14:  # noqa: PLR2004 - times
            known = inside.known(len(files))
            inside.byte()
            for file, bit in zip(files, known, strict=True):
                file.changed = _moment(inside.take(8)) if bit else ""
    return files


def _name(inside: _Bytes) -> str:
    raw = bytearray()
    while (pair := inside.take(2)) != b"\0\0":
        raw += pair
    return raw.decode("utf-16-le", "replace").replace("\\", "/")


def _moment(raw: bytes) -> str:
    try:
        return (_EPOCH + timedelta(microseconds=int.from_bytes(raw, "little") // 10)).isoformat(
            timespec="seconds"
        )
    except OverflowError:
        return ""


def _unpacked(data: bytes, folder: _Folder, room: int) -> bytes | None:
    if folder.unpacked > room or not folder.known:
        return None
    packed = data[folder.at : folder.at + folder.packed]
    try:
        return _decoder(folder)(packed, folder.unpacked)
    except _FAULTS:
        return None


def _decoder(folder: _Folder) -> Callable[[bytes, int], bytes]:
    method, options = folder.coders[-1]
    if method == _COPY:
        return lambda packed, size: packed[:size]
    if method == _DEFLATE:
        return lambda packed, size: zlib.decompressobj(-15).decompress(packed, size)
    if method == _BZIP2:
        return lambda packed, size: bz2.BZ2Decompressor().decompress(packed, size)
    filters: list[dict[str, Any]] = []
    if len(folder.coders) > 1:
        branch = {"id": _BRANCHES[folder.coders[0][0]]}
        distance = folder.coders[0][1]
        filters.append({**branch, "dist": distance[0] + 1} if branch["id"] == lzma.FILTER_DELTA else branch)
    filters.append(_filter(method, options))
    return lambda packed, size: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(
        packed, size
    )


def _filter(method: bytes, options: bytes) -> dict[str, Any]:
    if method == _LZMA2:
        bits = options[0]
        size = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << (bits // 2 + 11)  # noqa: PLR2004 - the largest
        return {"id": lzma.FILTER_LZMA2, "dict_size": size}
    first, size = struct.unpack("<BI", options[:5])
    return {
        "id": lzma.FILTER_LZMA1,
        "dict_size": size,
        "lc": first % 9,
        "lp": first // 9 % 5,
        "pb": first // 45,
    }
