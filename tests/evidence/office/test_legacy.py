"""Word files from before 2007, built piece by piece: text in its order, fields by what they show."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, msg, office

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 0x0400
"""Bytes before the text, room for what a reader looks up."""


def document(pieces: list[tuple[str, bool]], *, flags: int = 0x0200, version: int = 0x00C1) -> bytes:
    """Build one whose text lies in pieces, each in one byte a letter or in two."""
    body, places, listed = b"", [0], b""
    for text, narrow in pieces:
        at = HEAD + len(body)
        body += text.encode("cp1252" if narrow else "utf-16-le")
        places.append(places[-1] + len(text))
        listed += struct.pack("<HIH", 0, (at * 2) | (1 << 30) if narrow else at, 0)
    table = struct.pack(f"<{len(places)}I", *places) + listed
    table = b"\x02" + struct.pack("<I", len(table)) + table
    main = bytearray(HEAD)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<II", main, 0x18, HEAD, HEAD + len(body))
    struct.pack_into("<II", main, 0x01A2, 0, len(table))
    name = "1Table" if flags & 0x0200 else "0Table"
    return msg._compound({"WordDocument": bytes(main) + body, name: table})


def read(tmp_path: Path, data: bytes) -> Reading:
    path = tmp_path / "letter.doc"
    path.write_bytes(data)
    assert kind_of(data[:8192], path.name) is office.KIND
    return Reading.from_plain(office.read(str(path), path.name, 1 << 20))


@pytest.mark.parametrize("flags", [0x0200, 0])
def test_pieces_of_both_widths_come_in_their_order(flags: int, tmp_path: Path) -> None:
    data = document(
        [("Sehr geehrte Frau Weiß,\r", True), ("die 漢字-Lampe\r", False), ("fehlt.\r", True)], flags=flags
    )
    reading = read(tmp_path, data)
    assert reading.page_texts == ("Sehr geehrte Frau Weiß,\ndie 漢字-Lampe\nfehlt.",)
    assert reading.facts["format"] == "doc"
    assert reading.warnings == ()


def test_of_a_field_stands_there_what_it_shows(tmp_path: Path) -> None:
    text = 'see \x13 HYPERLINK "https://shop.example" \x14the shop\x15, page \x13 PAGE \x15!\r'
    assert read(tmp_path, document([(text, True)])).page_texts == ("see the shop, page !",)


def test_cells_and_breaks_are_seen(tmp_path: Path) -> None:
    reading = read(tmp_path, document([("a\x07b\x07\x0bc\x0cd\x1ee\r", True)]))
    assert reading.page_texts == ("a\tb\t\nc\nd\u2011e".replace("\t\n", "\n"),)


def test_one_from_before_97_is_read_in_one_piece(tmp_path: Path) -> None:
    data = document([("An old letter\r", True)], version=101)
    assert read(tmp_path, data).page_texts == ("An old letter",)


def test_a_locked_one_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path, document([("secret", True)], flags=0x0300))
    assert reading.encrypted
    assert "locked with a password" in reading.warnings[0].text
    assert "secret" not in "".join(reading.page_texts)


WHOLE = document([("one ", True), ("two ", False), ("three", True)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(place=st.integers(512, len(WHOLE) - 1), value=st.integers(0, 255))
def test_no_changed_byte_is_more_than_a_sentence(place: int, value: int, tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    data[place] = value
    path = tmp_path / "letter.doc"
    path.write_bytes(data)
    assert Reading.from_plain(office.read(str(path), path.name, 1 << 20)).kind == "office"
