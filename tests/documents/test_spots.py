"""A free place for the stamp: the corner where it is empty, else the nearest, else none."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.boxes import Box, placed
from xborder_desk.documents.spots import EVEN, MOST_OBJECTS, free_spot, not_usual

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


def placed_on(path: Path, keys: dict[str, Any], drawn: bytes, box: Box = PAGE, turn: int = 0) -> str:
    with contextlib.closing(pypdfium2.PdfDocument(odd_pdf(path, [keys], drawn))) as pdf:
        return free_spot(pdf[0], box, turn, SIZE, "bottom-right")


@pytest.mark.parametrize(
    ("turn", "drawn"),
    [
        (0, b"560 20 20 4 re f 500 30 9 9 re f"),
        (90, b"570 780 4 20 re f 560 800 9 9 re f"),
        (180, b"20 815 20 4 re f 60 812 9 9 re f"),
        (270, b"20 40 4 20 re f 25 60 9 9 re f"),
    ],
)
def test_the_corner_is_that_which_the_reader_sees(tmp_path: Path, turn: int, drawn: bytes) -> None:
    assert placed_on(tmp_path / "s.pdf", {"Rotate": turn}, drawn, turn=turn) == "bottom-left"
    assert placed_on(tmp_path / "o.pdf", {}, drawn) == ("bottom-left" if turn == 0 else "bottom-right")


def test_what_is_cut_off_from_a_page_does_not_count(tmp_path: Path) -> None:
    crop = Box(50, 100, 545, 742)
    keys = {"CropBox": Array([50, 100, 545, 742])}
    assert placed_on(tmp_path / "out.pdf", keys, b"400 20 100 4 re f 500 40 9 9 re f", crop) == "bottom-right"
    assert placed_on(tmp_path / "in.pdf", keys, b"450 122 60 4 re f 500 130 9 5 re f", crop) == "bottom-left"


@pytest.mark.parametrize(("subtype", "at"), [("/Square", "bottom-left"), ("/Link", "bottom-right")])
def test_a_comment_in_the_corner_is_not_covered(tmp_path: Path, subtype: str, at: str) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}], b" ")) as pdf:
        picture = pdf.make_stream(b"1 0 0 rg 0 0 60 10 re f 0 g 60 0 60 10 re f")
        picture.Type, picture.Subtype, picture.BBox = Name.XObject, Name.Form, Array([0, 0, 120, 10])
        mark = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([460, 20, 580, 30]), F=4)
        if subtype != "/Link":
            mark.AP = Dictionary(N=picture)
        pdf.pages[0].Annots = Array([pdf.make_indirect(mark)])
        pdf.save(tmp_path / "marked.pdf")
    with contextlib.closing(pypdfium2.PdfDocument(tmp_path / "marked.pdf")) as seen:
        assert free_spot(seen[0], PAGE, 0, SIZE, "bottom-right") == at


def test_a_page_of_thousands_of_lines_is_looked_at_as_it_is_seen(tmp_path: Path) -> None:
    drawn = b"100 400 9 1 re f " * (MOST_OBJECTS + 1)
    assert placed_on(tmp_path / "far.pdf", {}, drawn) == "bottom-right"
    assert placed_on(tmp_path / "near.pdf", {}, drawn + b"500 20 9 9 re f") == "bottom-left"


@pytest.mark.parametrize(("grey", "expected"), [(EVEN - 4, "bottom-right"), (EVEN + 6, "bottom-left")])
def test_paper_that_is_not_quite_white_counts_as_empty(tmp_path: Path, grey: int, expected: str) -> None:
    drawn = b"%.4f g 500 20 30 10 re f" % (1 - grey / 255)
    assert placed_on(tmp_path / "s.pdf", {}, drawn) == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 560), st.integers(0, 810), st.sampled_from(["bottom-right", "top-left", "top-right"]))
def test_wherever_a_word_stands_no_stamp_covers_it(tmp_path: Path, x: int, y: int, corner: str) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}], b"%d %d 30 30 re f" % (x, y))
    with contextlib.closing(pypdfium2.PdfDocument(source)) as pdf:
        found = free_spot(pdf[0], PAGE, 0, SIZE, corner)
    stamp = placed(PAGE, 0, SIZE, found).covers(*SIZE)
    apart = stamp.right < x or stamp.left > x + 30 or stamp.top < y or stamp.bottom > y + 30
    assert apart
