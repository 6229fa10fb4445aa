"""winmail.dat, against the files another reader took out of the same ones."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.domain.file_names import file_name
from xborder_desk.evidence import kind_of, tnef
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.tnef import SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> Reading:
    return Reading.from_plain(tnef.read(str(path), path.name, 1 << 26))


def test_text_and_file_come_out(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(tnef.sample())
    reading = read(path)
    assert (reading.title, reading.page_texts) == ("Where is my parcel?", ("It never came.",))
    assert [(part.name, part.data) for part in reading.parts] == [("order.csv", b"1;2\r\n")]
    assert reading.warnings == ()


def test_one_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(SIGNATURE + b"\x01\x00rubbish")
    assert "neither" in str(read(path).warnings[0])


def test_the_files_inside_are_those_another_reader_found(corpora: Path) -> None:
    folder = corpora / "02-mail" / "mimekit" / "tnef"
    wanted = found = 0
    for path in sorted(folder.glob("*.tnef")):
        assert kind_of(path.read_bytes()[:8192], path.name) is tnef.KIND
        parts = {part.data.replace(b"\r\n", b"\n") for part in read(path).parts}
        for truth in sorted((folder / path.stem).glob("*")):
            if truth.name.startswith("message."):  # the text of the message, not a file
                continue
            # Their files have lost carriage returns, or begin with the 16 bytes that name an interface.
            data = truth.read_bytes().replace(b"\r\n", b"\n")
            wanted += 1
            found += data in parts or data[16:] in parts
    assert wanted >= 12
    assert found == wanted


def test_the_names_are_those_another_reader_found(corpora: Path) -> None:
    folder = corpora / "02-mail" / "mimekit" / "tnef"
    for listed in sorted(folder.glob("*.list")):
        path = listed.with_suffix(".tnef")
        if not path.exists():
            continue
        named = {name for name in listed.read_text().split("\n") if name and not name.startswith("body.")}
        attached = read(path).facts["attachments"]
        assert isinstance(attached, list)
        assert named <= {str(name) for name in attached}, path.name


def attribute(level: int, which: int, content: bytes) -> bytes:
    return (
        struct.pack("<BII", level, which, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
    )


def unicode_property(which: int, said: str) -> bytes:
    data = (said + "\0").encode("utf-16-le")
    return struct.pack("<HHII", 0x1F, which, 1, len(data)) + data + bytes(-len(data) % 4)


def object_property(which: int, interface: bytes, data: bytes) -> bytes:
    whole = interface + data
    return struct.pack("<HHII", 0x0D, which, 1, len(whole)) + whole + bytes(-len(whole) % 4)


MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
OTHER = bytes.fromhex("0b00000000000000c000000000000046")
HEAD = SIGNATURE + b"\x01\x00"


def with_object(interface: bytes, data: bytes, name: str) -> bytes:
    properties = [unicode_property(0x3707, name), object_property(0x3701, interface, data)]
    return (
        HEAD
        + attribute(1, 0x00018004, b"Outer\0")
        + attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00069005, struct.pack("<I", len(properties)) + b"".join(properties))
    )


def test_a_message_wrapped_in_a_message_becomes_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(with_object(MESSAGE, tnef.sample(), "inner"))
    reading = read(path)
    assert reading.title == "Outer"
    (part,) = reading.parts
    assert part.name.endswith(".eml")
    inner = read_mail(part.data)
    assert (inner.subject, inner.text.strip()) == ("Where is my parcel?", "It never came.")
    assert [one.raw_name for one in inner.attachments] == ["order.csv"]


def test_an_object_of_another_program_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(with_object(OTHER, b"sheet", "table.xls"))
    (part,) = read(path).parts
    assert (part.name, part.data) == ("table.xls", b"sheet")


def test_messages_wrapped_without_end_end(tmp_path: Path) -> None:
    data = tnef.sample()
    for _ in range(40):
        data = with_object(MESSAGE, data, "deeper")
    path = tmp_path / "winmail.dat"
    path.write_bytes(data)
    (part,) = read(path).parts
    # Ten layers are written down as mails in mails, a third larger each.
    assert len(part.data) < 60 * len(data)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\CON", "a\u202egpj.exe", "x" * 400])
def test_names_inside_cannot_lead_anywhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(with_object(OTHER, b"x", name))
    (part,) = read(path).parts
    assert part.name == file_name(name)
    assert not set(part.name) & set("/\\:\u202e")


@pytest.mark.parametrize("end", range(0, len(tnef.sample()), 7))
def test_one_cut_anywhere_is_read_as_far_as_it_goes(end: int, tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(tnef.sample()[:end])
    reading = read(path)
    assert reading.kind == "tnef"
    assert reading.title == "winmail.dat" or "Where is my parcel?".startswith(reading.title)
    assert end >= 60 or reading.warnings or reading.facts.get("text") is not None
