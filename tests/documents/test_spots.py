"""A free place for the stamp: the corner where it is empty, else the nearest, else none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.boxes import Box
from xborder_desk.documents.spots import free_spot, not_usual

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Box(0, 0, 595, 842)
SIZE = (120.0, 16.0)


def spot(path: Path, drawn: bytes, box: Box = PAGE) -> str:
    pdf = pypdfium2.PdfDocument(odd_pdf(path, [{}], drawn))
    found = free_spot(pdf[0], box, 0, SIZE, "bottom-right")
    pdf.close()
    return found


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (b" ", "bottom-right"),
        (b"0 0 300 300 re f", "bottom-right"),
        (b"1 g 0 0 595 842 re f", "bottom-right"),
        (b"400 10 195 2 re f 400 28 195 2 re f", "bottom-left"),
        (b"400 28 195 2 re f", "bottom-right~"),
        (b"0 10 230 2 re f 370 10 300 2 re f 0 28 230 2 re f 370 28 300 2 re f", "bottom-center"),
        (b"0 10 595 2 re f 0 28 595 2 re f", "top-right"),
        (b"0 10 595 2 re f 0 28 595 2 re f 0 812 595 2 re f 0 830 595 2 re f", "bottom-right!"),
        (b"BT 3 Tr /F 20 Tf 480 20 Td (hidden) Tj ET", "bottom-right"),
    ],
)
def test_the_nearest_free_place_is_found(tmp_path: Path, drawn: bytes, expected: str) -> None:
    assert spot(tmp_path / "s.pdf", drawn) == expected


def test_a_page_two_readers_see_differently_is_made_smaller(tmp_path: Path) -> None:
    assert spot(tmp_path / "s.pdf", b"0 0 595 842 re f", Box(0, 0, 400, 400)) == "bottom-right!"


def test_a_small_page_grows_whatever_it_shows(tmp_path: Path) -> None:
    assert spot(tmp_path / "s.pdf", b"0 0 595 842 re f", Box(0, 0, 200, 200)) == "bottom-right"


def test_only_what_is_elsewhere_is_noted() -> None:
    assert not_usual({0: "bottom-right", 3: "top-left"}, "bottom-right") == {3: "top-left"}
