"""ZIP and tar member by member: names in any country's letters, times, locks, broken members, no links."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.archive import packed, pressed
from xborder_desk.evidence.archive.member import BrokenArchiveError, Member

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0", exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=20,
)


def named(raw: bytes, *, declared: bool = False) -> zipfile.ZipInfo:
    """An entry as a ZIP file has it: a name of bytes, read as the standard says."""
    info = zipfile.ZipInfo("x")
    info.filename = raw.decode("utf-8") if declared else raw.decode("cp437")
    info.flag_bits = 0x800 if declared else 0
    return info


def zipped(file: Path, *members: tuple[str, bytes], **more: Any) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("plain.txt", "ascii"),
        ("Rechnung für März.pdf", "utf-8"),
        ("发票.pdf", "gb2312"),
        ("發票收據.pdf", "gb18030"),
        ("請求書です.pdf", "cp932"),
        ("发票.pdf", "utf-8"),
    ],
)
def test_a_name_is_read_in_the_letters_in_which_it_makes_sense(name: str, codec: str) -> None:
    assert packed.name_of(named(name.encode(codec))) == name


def test_a_name_that_declares_its_letters_is_believed() -> None:
    assert packed.name_of(named("Größe.txt".encode(), declared=True)) == "Größe.txt"


def test_a_western_name_is_not_taken_for_an_eastern_one() -> None:
    assert packed.name_of(named("Gr\x94\xe1e.txt".encode("latin-1"))) == "Größe.txt"


@given(NAMES)
def test_no_name_is_lost_in_utf_8(name: str) -> None:
    assert packed.name_of(named(name.encode(), declared=True)) == name
    assert packed.name_of(named(name.encode())) == name


def test_members_come_in_their_order_with_size_and_time(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", ("b.txt", b"22"), ("a/c.txt", b"333"))
    found = list(packed.members(file, ""))
    assert [(one.path, one.size) for one in found] == [("b.txt", 2), ("a/c.txt", 3)]
    assert all(one.changed[4] == "-" and "T" in one.changed for one in found)
    assert not any(one.locked or one.guarded for one in found)


def test_a_damaged_member_gives_nothing_and_the_others_their_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", b"first member")
        archive.writestr("b.txt", b"second member")
    data = file.read_bytes().replace(b"first member", b"fIrst member")
    file.write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() == "a.txt"
    first, second = [one.open(100) if one.open else b"?" for one in packed.members(file, "")]
    assert (first, second) == (None, b"second member")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18, b"no archive"])
def test_what_is_no_zip_is_broken(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(BrokenArchiveError):
        list(packed.members(tmp_path / "a", ""))


@pytest.mark.parametrize(
    ("press", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")]
)
def test_one_file_that_is_pressed_comes_out(tmp_path: Path, press: Any, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(press(b"the only file " * 100))
    (only,) = pressed.members(file, "")
    assert (only.path, only.size) == ("", -1)
    assert only.open is not None
    assert only.open(10_000) == b"the only file " * 100
    assert len(only.open(10) or b"") == 11


@pytest.mark.parametrize("press", [gzip.compress, bz2.compress, lzma.compress])
def test_a_pressed_file_that_is_cut_is_broken_or_empty_handed(tmp_path: Path, press: Any) -> None:
    whole = press(bytes(range(256)) * 400)
    for end in (1, 8, 20, len(whole) // 2):
        (tmp_path / "a").write_bytes(whole[:end])
        try:
            found = [one.open(1 << 20) if one.open else b"" for one in pressed.members(tmp_path / "a", "")]
        except BrokenArchiveError:
            continue
        assert found == [None]


def test_nothing_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(BrokenArchiveError):
        list(pressed.members(tmp_path / "a", ""))


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_files_and_neither_links_nor_devices(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "a.tar"
    with tarfile.open(str(file), mode) as tar:  # type: ignore[call-overload]  # one of the modes there are
        for kind, name in (
            (tarfile.REGTYPE, "a.txt"),
            (tarfile.SYMTYPE, "link"),
            (tarfile.CHRTYPE, "tty"),
            (tarfile.DIRTYPE, "d"),
            (tarfile.REGTYPE, "../up.txt"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.mtime = kind, "/etc/passwd", 1_772_443_800
            data = name.encode() if kind == tarfile.REGTYPE else b""
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    taken = []
    way = pressed.tar_members if mode == "w" else pressed.members
    for one in way(file, ""):
        assert one.open is not None
        taken.append((one.path, one.open(100), one.changed))
    moment = "2026-03-02T09:30:00+00:00"
    assert taken == [("a.txt", b"a.txt", moment), ("../up.txt", b"../up.txt", moment)]


def test_a_time_before_all_times_is_left_out(tmp_path: Path) -> None:
    with tarfile.open(str(tmp_path / "a.tar"), "w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("a")
        info.mtime = 10**18
        tar.addfile(info)
    (only,) = pressed.tar_members(tmp_path / "a.tar", "")
    assert only.changed == ""


@pytest.mark.parametrize(
    ("path", "aside"),
    [
        ("__MACOSX/._a.txt", True),
        ("a/.DS_Store", True),
        ("Thumbs.db", True),
        ("a/desktop.ini", True),
        ("a.txt", False),
        ("x__MACOSX/a", False),
    ],
)
def test_what_a_system_left_for_itself_is_told_apart(path: str, aside: bool) -> None:  # noqa: FBT001 - the value compared
    assert Member(path, 0).aside is aside
    assert Member(path, 7, "t", locked=True).as_fact() == {
        "path": path,
        "size": 7,
        "changed": "t",
        "locked": True,
    }


@given(st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("packed") / "any"
    for head in (b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00"):
        file.write_bytes(head + data)
        for way in (packed.members, pressed.members, pressed.tar_members):
            try:
                for one in way(file, ""):
                    assert one.open is None or isinstance(one.open(100), bytes | None)
            except BrokenArchiveError:
                continue
