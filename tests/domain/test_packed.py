"""ZIP files within limits."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.packed import LockedError, Packed, PackedError, TooMuchError

if TYPE_CHECKING:
    from pathlib import Path


def made(tmp_path: Path, members: dict[str, bytes]) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def test_members_come_out_until_the_room_is_used_up(tmp_path: Path) -> None:
    path = made(tmp_path, {"one": b"x" * 600, "two": b"y" * 600, "folder/": b""})
    with Packed(path, room=1000) as packed:
        assert (packed.names, packed.size) == (["one", "two"], 1200)
        assert packed.read("one") == b"x" * 600
        with pytest.raises(TooMuchError):
            packed.read("two")


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = made(tmp_path, {"bomb": b"\0" * 1_000_000})
    data = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    with Packed(path) as packed, pytest.raises(PackedError):
        packed.read("bomb")


def test_what_is_missing_locked_or_no_zip_is_said_so(tmp_path: Path) -> None:
    path = made(tmp_path, {"one": b"x"})
    with Packed(path) as packed, pytest.raises(PackedError):
        packed.read("two")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with Packed(path) as packed, pytest.raises(LockedError):
        packed.read("one")
    path.write_bytes(b"PK\x03\x04 no zip at all")
    with pytest.raises(PackedError):
        Packed(path)


def test_every_cut_of_a_zip_is_a_known_fault(tmp_path: Path) -> None:
    whole = made(tmp_path, {"one": b"words " * 50}).read_bytes()
    opened = 0
    for end in range(0, len(whole), 7):
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:end])
        try:
            with Packed(path) as packed:
                opened += packed.read("one") == b""
        except PackedError:
            continue
    assert opened == 0
