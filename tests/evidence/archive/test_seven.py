"""7z archives built here piece by piece: what comes out is what went in, or it is said to be damaged."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import archive
from xborder_desk.evidence.archive.seven import seven_members

if TYPE_CHECKING:
    from pathlib import Path

SIGN = b"7z\xbc\xaf\x27\x1c"
LZMA2 = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]


def number(value: int) -> bytes:
    """Write a number as the format has it."""
    for extra in range(9):
        if value < 1 << (7 * (extra + 1)) and extra < 8:
            first = (0xFF00 >> extra) & 0xFF | value >> (8 * extra)
            return bytes([first]) + (value & (1 << 8 * extra) - 1).to_bytes(extra, "little")
    return b"\xff" + value.to_bytes(8, "little")


def raw(data: bytes, filters: list[dict[str, int]]) -> bytes:
    return lzma.compress(data, lzma.FORMAT_RAW, filters=filters)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


CODERS = {
    "copy": (b"\x01\x00", lambda data: data),
    "lzma2": (b"\x21\x21\x01\x10", lambda data: raw(data, LZMA2)),
    "deflate": (b"\x03\x04\x01\x08", deflated),
    "bzip2": (b"\x03\x04\x02\x02", bz2.compress),
}


@dataclass
class Solid:
    """Files packed together, by one method."""

    method: str
    files: list[tuple[str, bytes]]
    crcs: list[int | None] = field(default_factory=list)

    @property
    def plain(self) -> bytes:
        return b"".join(data for _, data in self.files)

    @property
    def packed(self) -> bytes:
        return CODERS[self.method][1](self.plain)  # type: ignore[no-any-return,no-untyped-call]  # a table of both


def names_of(names: list[str]) -> bytes:
    written = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)
    return b"\x11" + number(len(written)) + written


def bits(flags: list[bool]) -> bytes:
    padded = flags + [False] * (-len(flags) % 8)
    return bytes(
        sum(0x80 >> place for place in range(8) if padded[start + place])
        for start in range(0, len(padded), 8)
    )


def built(
    solids: list[Solid],
    empty: tuple[str, ...] = (),
    folders: tuple[str, ...] = (),
    *,
    sums: bool = True,
    at: int = 0,
) -> bytes:
    """Build an archive: the solids, then empty files, then folders; ``at`` is a time for all, if any."""
    body = b"".join(solid.packed for solid in solids)
    streams = b"\x06" + number(0) + number(len(solids)) + b"\x09"
    streams += b"".join(number(len(solid.packed)) for solid in solids) + b"\0"
    streams += b"\x07\x0b" + number(len(solids)) + b"\0"
    streams += b"".join(b"\x01" + CODERS[solid.method][0] for solid in solids)
    streams += b"\x0c" + b"".join(number(len(solid.plain)) for solid in solids) + b"\0"
    streams += b"\x08\x0d" + b"".join(number(len(solid.files)) for solid in solids)
    sizes = b"".join(number(len(data)) for solid in solids for _, data in solid.files[:-1])
    streams += b"\x09" + sizes if sizes else b""
    if sums:
        streams += b"\x0a\x01" + b"".join(
            struct.pack("<I", zlib.crc32(data)) for solid in solids for _, data in solid.files
        )
    streams += b"\0\0"
    full = [name for solid in solids for name, _ in solid.files]
    every = [*full, *empty, *folders]
    files = b"\x05" + number(len(every))
    if empty or folders:
        flags = bits([False] * len(full) + [True] * (len(empty) + len(folders)))
        files += b"\x0e" + number(len(flags)) + flags
        flags = bits([True] * len(empty) + [False] * len(folders))
        files += b"\x0f" + number(len(flags)) + flags
    files += names_of(every)
    if at:
        written = b"\x01\0" + struct.pack("<Q", at) * len(every)
        files += b"\x14" + number(len(written)) + written
    header = b"\x01" + (b"\x04" + streams if solids else b"") + files + b"\0\0"
    start = struct.pack("<QQI", len(body), len(header), zlib.crc32(header))
    return SIGN + b"\0\x04" + struct.pack("<I", zlib.crc32(start)) + start + body + header


def taken(path: Path, data: bytes, room: int = 1 << 20) -> dict[str, bytes | None]:
    path.write_bytes(data)
    members = list(seven_members(path, ""))
    return {one.path: one.open(room) if one.open is not None else None for one in members}


def read(path: Path, data: bytes, room: int = 1 << 20) -> Reading:
    path.write_bytes(data)
    return Reading.from_plain(archive.read(str(path), "order.7z", room))


@pytest.mark.parametrize("method", CODERS)
@pytest.mark.parametrize("sums", [True, False])
def test_what_went_in_comes_out(method: str, sums: bool, tmp_path: Path) -> None:  # noqa: FBT001 - both ways
    files = [("bill.txt", b"49,90 EUR" * 50), ("photos/größe 漢.bin", bytes(range(256))), ("c", b"x")]
    assert taken(tmp_path / "a.7z", built([Solid(method, files)], sums=sums)) == dict(files)


def test_several_methods_folders_and_empty_files_stand_beside_each_other(tmp_path: Path) -> None:
    solids = [Solid("lzma2", [("a", b"one"), ("b", b"two")]), Solid("copy", [("c", b"three")])]
    data = built(solids, empty=("nothing.txt",), folders=("only a folder",))
    assert taken(tmp_path / "a.7z", data) == {"a": b"one", "b": b"two", "c": b"three", "nothing.txt": b""}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    blocks=st.lists(
        st.tuples(
            st.sampled_from(sorted(CODERS)),
            st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_files_in_any_blocks_come_out(blocks: list[tuple[str, list[bytes]]], tmp_path: Path) -> None:
    solids, count = [], 0
    for method, contents in blocks:
        solids.append(Solid(method, [(f"{count + place}.bin", data) for place, data in enumerate(contents)]))
        count += len(contents)
    expected = {name: data for solid in solids for name, data in solid.files}
    assert taken(tmp_path / "a.7z", built(solids)) == expected


@pytest.mark.parametrize("method", ["copy", "deflate"])
def test_a_changed_byte_is_seen_and_only_that_file_is_lost(method: str, tmp_path: Path) -> None:
    one, other = Solid(method, [("a.txt", b"49,90 EUR" * 9)]), Solid("copy", [("b.txt", b"intact")])
    data = bytearray(built([one, other]))
    data[32 + len(one.packed) // 2] ^= 1
    found = taken(tmp_path / "a.7z", bytes(data))
    assert found == {"a.txt": None, "b.txt": b"intact"}
    reading = read(tmp_path / "b.7z", bytes(data))
    (told,) = reading.warnings
    assert told.text.startswith("Damaged and not taken out")
    assert told.fields == {"name": "a.txt", "count": 1}
    assert [part.name for part in reading.parts] == ["b.txt"]


def test_one_of_several_packed_together_is_damaged_alone(tmp_path: Path) -> None:
    data = bytearray(built([Solid("copy", [("a", b"aaaa"), ("b", b"bbbb"), ("c", b"cccc")])]))
    data[32 + 5] ^= 1
    assert taken(tmp_path / "a.7z", bytes(data)) == {"a": b"aaaa", "b": None, "c": b"cccc"}


def test_what_is_packed_together_and_too_large_is_not_called_damaged(tmp_path: Path) -> None:
    data = built([Solid("lzma2", [("small.txt", b"x"), ("zeros.bin", bytes(3_000_000))])])
    assert len(data) < 2000
    reading = read(tmp_path / "a.7z", data, room=1_000_000)
    assert reading.parts == ()
    (told,) = reading.warnings
    assert told.text.startswith("Not taken out of this file")
    assert told.fields == {"name": "small.txt", "count": 2}
    assert len(read(tmp_path / "a.7z", data, room=4_000_000).parts) == 2


def test_times_are_told(tmp_path: Path) -> None:
    moment = 134_169_138_000_000_000
    (tmp_path / "a.7z").write_bytes(built([Solid("copy", [("a", b"x")])], at=moment))
    (one,) = seven_members(tmp_path / "a.7z", "")
    assert one.changed == "2026-03-02T08:30:00+00:00"
    (tmp_path / "a.7z").write_bytes(built([Solid("copy", [("a", b"x")])], at=(1 << 64) - 1))
    (one,) = seven_members(tmp_path / "a.7z", "")
    assert one.changed == ""


@pytest.mark.parametrize("coder", [b"\x04\x06\xf1\x07\x01", b"\x04\x03\x04\x01\x07"])
def test_what_is_locked_or_of_a_rare_method_is_listed(coder: bytes, tmp_path: Path) -> None:
    packed = built([Solid("copy", [("a.txt", b"secret")])])
    at = packed.index(b"\x0b\x01\x00\x01\x01\x00")
    data = packed[: at + 4] + coder + packed[at + 6 :]
    header = data[32 + 6 :]
    start = struct.pack("<QQI", 6, len(header), zlib.crc32(header))
    data = data[:8] + struct.pack("<I", zlib.crc32(start)) + start + data[32:]
    (tmp_path / "a.7z").write_bytes(data)
    (one,) = seven_members(tmp_path / "a.7z", "")
    assert (one.path, one.open) == ("a.txt", None)
    assert one.locked == (coder[1:] == b"\x06\xf1\x07\x01")


def test_an_empty_archive_has_no_members(tmp_path: Path) -> None:
    start = struct.pack("<QQI", 0, 0, 0)
    assert taken(tmp_path / "a.7z", SIGN + b"\0\x04" + struct.pack("<I", zlib.crc32(start)) + start) == {}


WHOLE = built(
    [Solid("lzma2", [("a.txt", b"one" * 99), ("b.txt", b"two")])], empty=("e",), folders=("f",), at=1 << 60
)


PACKED = raw(b"one" * 99 + b"two", LZMA2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(place=st.integers(0, len(PACKED) - 1), change=st.integers(1, 255))
def test_no_changed_byte_of_a_file_passes_for_the_truth(place: int, change: int, tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    data[32 + place] ^= change
    found = taken(tmp_path / "a.7z", bytes(data))
    assert found.keys() == {"a.txt", "b.txt", "e"}
    assert found["a.txt"] in {None, b"one" * 99}
    assert found["b.txt"] in {None, b"two"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(place=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255))
def test_no_changed_byte_anywhere_breaks_the_reader(place: int, value: int, tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    data[place] = value
    reading = read(tmp_path / "a.7z", bytes(data)) if data.startswith(SIGN) else None
    assert reading is None or reading.kind == "archive"
