"""RTF, plain, packed, and with a page inside."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.rtf import read_rtf, unpacked


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi Hello\par World}", "Hello\nWorld"),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1\u8364 ?\uc0\u8364 }", "€€"),
        (rb"{\rtf1\u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}{\f1 Times;}}\f0\'cf{\f1\'e9}\'f0}", "Пéр"),
        (rb"{\rtf1{\*\generator x;}{\pict 00ff}seen{\*\unknown not seen}}", "seen"),
        (rb"{\rtf1 a\{b\}\\c\~d\_e\-f}", "a{b}\\c\xa0d\u2011ef"),
        (rb"{\rtf1 one\cell two\cell\row}", "one\ttwo\t\n".strip()),
        (rb"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}}", "shown"),
        (rb"{\rtf1\bin5 {{{{{after}", "after"),
        (b"{" * 5000 + b"\\rtf1 deep", "deep"),
        (b"", ""),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert read_rtf(data).text.strip() == text


def test_the_page_inside_comes_out() -> None:
    data = (
        rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Caf\'e9 \{x\}\htmlrtf\par}\htmlrtf0"
        rb"{\*\htmltag72 </p>}}"
    )
    rich = read_rtf(data)
    assert (rich.html, rich.text) == (True, "<p>Café {x}</p>")


def test_notes_are_told() -> None:
    rich = read_rtf(rb"{\rtf1{\info{\title Bill}{\author Ann}{\creatim\yr2026\mo3\dy2\hr9\min30}}x}")
    assert rich.notes == {"title": "Bill", "author": "Ann", "created": "2026-03-02T09:30:00"}
    assert rich.text == "x"


def test_packed_text_is_unpacked() -> None:
    # The example of the format's description.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    plain = struct.pack("<IIII", 15, 3, 0x414C454D, 0) + b"abc"
    assert unpacked(plain) == b"abc"
    assert unpacked(b"short") == b""


@given(st.binary(max_size=200))
def test_nothing_breaks_either(data: bytes) -> None:
    assert isinstance(read_rtf(b"{\\rtf1 " + data).text, str)
    head = struct.pack("<IIII", len(data), 1000, 0x75465A4C, 0)
    assert len(unpacked(head + data)) <= 1000
