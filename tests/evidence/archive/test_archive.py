"""Archives: listed, taken out within limits, never outside their folder."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, cast

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import archive, kind_of
from xborder_desk.evidence.archive import member, packed, pressed, rar, seven

if TYPE_CHECKING:
    from pathlib import Path


def read(
    tmp_path: Path, data: bytes, name: str = "files.zip", room: int = 1 << 20, password: str = ""
) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is archive.KIND
    return Reading.from_plain(archive.read(str(path), name, room, password))


def rows(reading: Reading) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", reading.facts["members"])


def zipped(members: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 9, 30, 0)), data)
    return kept.getvalue()


def test_what_is_inside_is_listed_and_taken_out(tmp_path: Path) -> None:
    reading = read(tmp_path, archive.sample(), "order.zip")
    assert [(part.name, part.data) for part in reading.parts] == [
        ("bill.txt", b"49,90"),
        ("terms.txt", b"None."),
    ]
    assert rows(reading)[0] == {
        "path": "order/bill.txt",
        "size": 5,
        "changed": "2026-03-02T09:30:00",
        "locked": False,
    }
    assert reading.page_texts[0].startswith("order/bill.txt\t5\t2026-03-02")


def test_names_are_made_safe_and_unlike(tmp_path: Path) -> None:
    names = [
        "../../etc/passwd",
        "C:\\autoexec.bat",
        "a/con.txt",
        "b/x.txt",
        "c/x.txt",
        "__MACOSX/._x",
        "n" * 300,
    ]
    reading = read(tmp_path, zipped(dict.fromkeys(names, b"x")))
    found = [part.name for part in reading.parts]
    assert found[:5] == ["passwd", "autoexec.bat", "_con.txt", "x.txt", "x (2).txt"]
    assert len(found) == 6
    assert len(found[5]) <= 120
    assert not any(sign in name for name in found for sign in "/\\")


def test_a_bomb_is_listed_and_left(tmp_path: Path) -> None:
    reading = read(tmp_path, zipped({"bomb": b"\0" * 3_000_000, "small": b"x"}), room=1_000_000)
    assert [part.name for part in reading.parts] == ["small"]
    assert "too large" in str(reading.warnings[0])


@pytest.mark.parametrize("press", [gzip.compress, bz2.compress, lzma.compress])
def test_pressed_files_and_tars(press: type[bytes], tmp_path: Path) -> None:
    reading = read(tmp_path, press(b"words"), "letter.txt.gz")
    assert [(part.name, part.data) for part in reading.parts] == [("letter.txt", b"words")]
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as tar:
        for name, kind in (("in/a.txt", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, 3 if kind == tarfile.REGTYPE else 0, "/etc/passwd"
            tar.addfile(info, io.BytesIO(b"abc"))
    reading = read(tmp_path, press(kept.getvalue()), "files.tgz")
    assert [(part.name, part.data) for part in reading.parts] == [("a.txt", b"abc")]
    reading = read(tmp_path, press(b"\0" * 3_000_000), "bomb.gz", room=1_000_000)
    assert reading.parts == ()
    assert "too large" in str(reading.warnings[0])
    assert reading.warnings[0].fields == {"name": "bomb", "count": 1}


def locked() -> bytes:
    """A ZIP whose one member was enciphered with the password "secret", as the old standard has it."""
    words = b"the bill"
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc(n) for n in range(256)]

    def update(byte: int) -> None:
        keys[0] = table[(keys[0] ^ byte) & 0xFF] ^ (keys[0] >> 8)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = table[(keys[2] ^ (keys[1] >> 24)) & 0xFF] ^ (keys[2] >> 8)

    def cipher(byte: int) -> int:
        mixed = keys[2] | 2
        done = byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF)
        update(byte)
        return done

    for byte in b"secret":
        update(byte)
    check = zlib.crc32(words)
    data = bytes(cipher(byte) for byte in bytes(11) + bytes([check >> 24]) + words)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 1, 0, 0, 0x5C62, check, len(data), len(words), 5, 0)
    head = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        b"PK\1\2",
        20,
        20,
        1,
        0,
        0,
        0x5C62,
        check,
        len(data),
        len(words),
        5,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    body = local + b"a.txt" + data
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(head) + 5, len(body), 0)
    return body + head + b"a.txt" + end


def _crc(number: int) -> int:
    for _ in range(8):
        number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
    return number


def test_a_locked_archive_asks_for_its_password(tmp_path: Path) -> None:
    reading = read(tmp_path, locked())
    assert (reading.encrypted, reading.facts["locked"], reading.parts) == (True, True, ())
    assert "password" in str(reading.warnings[0])
    opened = read(tmp_path, locked(), password="secret")
    assert (opened.encrypted, opened.facts["locked"]) == (True, False)
    assert [part.data for part in opened.parts] == [b"the bill"]
    assert read(tmp_path, locked(), password="wrong").facts["locked"] is True


def aes_locked() -> bytes:
    """The same, said to be enciphered as newer programs do it (method 99), which is not opened here."""
    data = locked()
    head = data.index(b"PK\1\2")
    return data[:8] + struct.pack("<H", 99) + data[10 : head + 10] + struct.pack("<H", 99) + data[head + 12 :]


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_lock_of_a_rare_sort_is_not_promised_to_open(tmp_path: Path, password: str) -> None:
    reading = read(tmp_path, aes_locked(), password=password)
    assert (reading.encrypted, reading.facts["locked"], reading.parts) == (True, True, ())
    (told,) = reading.warnings
    assert "Unpack it" in told.text
    assert told.fields == {"count": 1}


def test_what_can_be_opened_with_a_password_asks_for_it_and_does_not_send_people_away(tmp_path: Path) -> None:
    (told,) = read(tmp_path, locked()).warnings
    assert "Give the password" in told.text
    assert "Unpack" not in told.text
    assert told.missing


def test_a_rar_is_listed_and_what_is_not_pressed_comes_out(tmp_path: Path) -> None:
    def block(kind: int, flags: int, rest: bytes) -> bytes:
        body = struct.pack("<BHH", kind, flags, len(rest) + 7) + rest
        return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body

    def file(name: bytes, data: bytes, method: int, flags: int = 0x8000) -> bytes:
        crc = zlib.crc32(data)
        rest = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, crc, 0x5C629BC0, 20, method, len(name), 0o100644
        )
        return block(0x74, flags, rest + name) + data

    data = (
        b"Rar!\x1a\x07\x00"
        + block(0x73, 0, bytes(6))
        + file(b"plain.txt", b"words", 0x30)
        + file(b"pressed.txt", b"?????", 0x33)
    )
    reading = read(tmp_path, data, "files.rar")
    assert [row["path"] for row in rows(reading)] == ["plain.txt", "pressed.txt"]
    assert [(part.name, part.data) for part in reading.parts] == [("plain.txt", b"words")]
    assert "only listed" in str(reading.warnings[0])


def test_real_archives(corpora: Path, tmp_path: Path) -> None:
    folder = corpora / "03-office" / "tika"
    seen = {}
    for name in (
        "test-documents.zip",
        "test-documents.7z",
        "gbk.zip",
        "testZipEntryNameCharsetShiftSJIS.zip",
    ):
        file = next(folder.rglob(name))
        seen[name] = read(tmp_path, file.read_bytes(), name, room=1 << 28)
    both = [{part.name: part.data for part in seen[f"test-documents.{end}"].parts} for end in ("zip", "7z")]
    assert len(both[1]) == 9
    assert both[1]["testPDF.pdf"] == both[0]["testPDF.pdf"]
    assert both[1]["testPDF.pdf"].startswith(b"%PDF")
    assert seen["gbk.zip"].parts[0].name.startswith("集团邮件审计系统")
    assert seen["testZipEntryNameCharsetShiftSJIS.zip"].parts[0].name == "文章1.txt"


@pytest.mark.parametrize("end", range(0, 66_000, 6_000))
def test_a_7z_cut_anywhere_is_damaged(end: int, corpora: Path, tmp_path: Path) -> None:
    data = next((corpora / "03-office").rglob("*.7z")).read_bytes()[:end]
    path = tmp_path / "cut.7z"
    path.write_bytes(data)
    with pytest.raises(member.BrokenArchiveError):
        list(seven.seven_members(path, ""))


def test_every_reader_says_when_it_cannot_open(tmp_path: Path) -> None:
    path = tmp_path / "broken"
    path.write_bytes(b"PK\x03\x04nothing")
    for reader in (
        packed.members,
        pressed.members,
        pressed.tar_members,
        rar.rar_members,
        seven.seven_members,
    ):
        with pytest.raises(member.BrokenArchiveError):
            list(reader(path, ""))


@pytest.mark.parametrize(
    ("raw", "name"),
    [("é.txt".encode("cp437"), "é.txt"), ("é.txt".encode(), "é.txt"), (b"plain.txt", "plain.txt")],
)
def test_names_of_old_programs(raw: bytes, name: str) -> None:
    info = zipfile.ZipInfo(raw.decode("cp437"))
    assert packed.name_of(info) == name
