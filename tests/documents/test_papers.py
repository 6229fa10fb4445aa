"""What a Word file is written with."""

from __future__ import annotations

from xborder_desk.documents.papers import _writable


def test_what_no_xml_can_hold_is_left_out() -> None:
    assert _writable("a\x0bb\x00c\td\n") == "abc\td\n"
