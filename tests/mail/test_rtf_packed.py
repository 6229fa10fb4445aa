"""RTF unpacked from Outlook's compression."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.rtf_packed import MOST, unpacked


def test_packed_text_is_unpacked() -> None:
    # The example of the format's description.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    plain = struct.pack("<IIII", 15, 3, 0x414C454D, 0) + b"abc"
    assert unpacked(plain) == b"abc"
    assert unpacked(b"short") == b""


@pytest.mark.parametrize("kind", [0x75465A4C, 0x414C454D, 0])
@given(data=st.binary(max_size=200))
def test_nothing_breaks_it_and_nothing_grows(kind: int, data: bytes) -> None:
    assert len(unpacked(struct.pack("<IIII", len(data), 1000, kind, 0) + data)) <= 1000


def test_what_says_it_is_too_large_is_not_unpacked() -> None:
    assert unpacked(struct.pack("<IIII", 9, MOST + 1, 0x75465A4C, 0) + b"123456789") == b""
