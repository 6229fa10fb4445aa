"""A scan's corner is told from its picture alone, just as drawing the page would tell; all else is drawn."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from xborder_desk.documents.boxes import Box
from xborder_desk.documents.lone_pictures import even_in_picture
from xborder_desk.documents.spots import EVEN, free_spot

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (595, 842)
CORNER = Box(447, 18, 577, 32)
WHOLE = b"q 595 0 0 842 0 0 cm /Scan Do Q"


def scan(
    path: Path,
    *,
    ink: tuple[int, int, int, int] | None = None,
    drawn: bytes = WHOLE,
    mode: str = "L",
    **more: Any,
) -> Path:
    """Make a page that shows one JPEG of grey paper, with a black box at ``ink`` (points, from below)."""
    paper = Image.new(mode, (PAGE[0] * 2, PAGE[1] * 2), 230 if mode == "L" else (230, 230, 230))
    if ink is not None:
        left, bottom, right, top = (2 * side for side in ink)
        ImageDraw.Draw(paper).rectangle((left, 2 * PAGE[1] - top, right, 2 * PAGE[1] - bottom), fill=0)
    packed = io.BytesIO()
    paper.save(packed, "JPEG", quality=90)
    with pikepdf.new() as pdf:
        picture = pikepdf.Stream(pdf, packed.getvalue())
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = *paper.size, 8
        picture.ColorSpace = Name.DeviceGray if mode == "L" else Name.DeviceRGB
        picture.Filter = Name.DCTDecode
        for key, value in more.items():
            picture[f"/{key}"] = pdf.make_stream(b"\xff", value) if key == "SMask" else value
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(XObject=Dictionary(Scan=pdf.make_indirect(picture)))
        page.Contents = pdf.make_stream(drawn)
        pdf.save(path)
    return path


def even(file: Path, box: Box = CORNER) -> bool:
    with pikepdf.open(file) as pdf, closing(pypdfium2.PdfDocument(file)) as seen, closing(seen[0]) as page:
        return even_in_picture(page, pdf.pages[0], box, EVEN)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_empty_paper_is_even_and_ink_is_not(tmp_path: Path, mode: str) -> None:
    assert even(scan(tmp_path / "a.pdf", mode=mode))
    assert even(scan(tmp_path / "b.pdf", mode=mode, ink=(50, 50, 300, 60)))
    assert not even(scan(tmp_path / "c.pdf", mode=mode, ink=(500, 22, 503, 25)))


def test_where_the_picture_does_not_reach_the_page_is_drawn(tmp_path: Path) -> None:
    assert not even(scan(tmp_path / "a.pdf", drawn=b"q 500 0 0 842 0 0 cm /Scan Do Q"))
    assert not even(scan(tmp_path / "b.pdf"), Box(580, 18, 640, 32))


@pytest.mark.parametrize(
    "drawn",
    [
        b"q 0 842 -595 0 595 0 cm /Scan Do Q",
        b"q -595 0 0 842 595 0 cm /Scan Do Q",
        b"0 0 100 100 re W n q 595 0 0 842 0 0 cm /Scan Do Q",
        b"0 0 100 100 re W* n q 595 0 0 842 0 0 cm /Scan Do Q",
        WHOLE + b" 0 0 9 9 re f",
        WHOLE + b" " + WHOLE,
        WHOLE + b" " * 500,
        b"0 0 9 9 re f",
        b" ",
    ],
)
def test_a_page_that_does_more_than_show_a_picture_is_drawn(tmp_path: Path, drawn: bytes) -> None:
    assert not even(scan(tmp_path / "a.pdf", drawn=drawn))


def test_a_picture_with_a_mask_is_drawn(tmp_path: Path) -> None:
    mask = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    assert not even(scan(tmp_path / "a.pdf", SMask=mask))
    assert not even(scan(tmp_path / "b.pdf", Decode=Array([1, 0])))


def test_a_broken_picture_is_drawn(tmp_path: Path) -> None:
    file = scan(tmp_path / "a.pdf")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        picture = pdf.pages[0].Resources.XObject.Scan
        picture.write(picture.read_raw_bytes()[:300], filter=Name.DCTDecode)
        pdf.save(file)
    assert not even(file)


@given(
    left=st.integers(430, 580), bottom=st.integers(1, 40), across=st.integers(4, 60), up=st.integers(4, 20)
)
def test_the_spot_is_the_one_that_drawing_the_page_finds(
    tmp_path_factory: pytest.TempPathFactory, left: int, bottom: int, across: int, up: int
) -> None:
    file = scan(tmp_path_factory.mktemp("lone") / "a.pdf", ink=(left, bottom, left + across, bottom + up))
    with pikepdf.open(file) as pdf, closing(pypdfium2.PdfDocument(file)) as seen, closing(seen[0]) as page:
        asked = (page, Box(0, 0, *PAGE), 0, (130.0, 14.0), "bottom-right")
        assert free_spot(*asked, pdf.pages[0]) == free_spot(*asked)
