"""The stamp is the last thing drawn, whatever the page below it leaves undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.boxes import Box, visible
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.grafting import Grafting
from xborder_desk.documents.inks import Inks, page_rotation

if TYPE_CHECKING:
    from pathlib import Path

PIECE = {"exhibit": 0, "title": "A", "picture": False}


def stamp(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A red stamp of 90 by 12 points."""
    form = pdf.make_stream(b"1 0 0 rg 0 0 90 12 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 12])
    return form


def stamped(folder: Path, spot: str, drawn: bytes = b"", **keys: Any) -> Path:
    """Stamp one foreign page and write it."""
    with pikepdf.open(odd_pdf(folder / "s.pdf", [keys], drawn)) as pdf:
        Inks(pdf, Grafting.of(pdf), Enclosing(pdf)).foreign(pdf.pages[0], stamp(pdf), spot, PIECE)
        pdf.save(folder / "t.pdf")
    return folder / "t.pdf"


def reds(file: Path) -> list[tuple[float, float]]:
    """Where the page is red, as parts of its width and height as it is seen, from the top left."""
    document = pypdfium2.PdfDocument(file)
    picture = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    wide, high = picture.size
    return [
        (x / wide, y / high)
        for x in range(0, wide, 2)
        for y in range(high)
        if picture.getpixel((x, y)) == (255, 0, 0)
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("spot", ["bottom-right", "top-left"])
def test_a_stamp_is_seen_in_its_corner_however_the_page_is_turned(
    tmp_path: Path, spot: str, turn: int
) -> None:
    places = reds(stamped(tmp_path, spot, Rotate=turn))
    assert len(places) > 50
    right, low = spot == "bottom-right", spot == "bottom-right"
    assert all((x > 0.5) is right and (y > 0.5) is low for x, y in places)


@pytest.mark.parametrize(
    "drawn",
    [
        b"q q q 5 0 0 5 0 0 cm",
        b"0 0 1 1 re W n",
        b"BT /F 20 Tf 3 Tr (open)",
        b"Q Q Q",
        b"not a content stream at all )(",
        b"/Gone gs /Nothing Do",
    ],
)
def test_no_page_reaches_the_stamp(tmp_path: Path, drawn: bytes) -> None:
    assert len(reds(stamped(tmp_path, "bottom-right", drawn))) > 50


def test_a_page_without_content_is_stamped_too(tmp_path: Path) -> None:
    file = odd_pdf(tmp_path / "s.pdf", [{}])
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.pages[0].obj["/Contents"]
        Inks(pdf, Grafting.of(pdf), Enclosing(pdf)).foreign(pdf.pages[0], stamp(pdf), "bottom-right", PIECE)
        pdf.save()
    assert len(reds(file)) > 50


def test_a_page_made_smaller_takes_its_links_along(tmp_path: Path) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 200]))
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{"Annots": Array([link])}])) as pdf:
        page = pdf.pages[0]
        matrix = Inks(pdf, Grafting.of(pdf), Enclosing(pdf)).foreign(page, stamp(pdf), "bottom-right!", PIECE)
        assert matrix is not None
        assert matrix.a < 1
        found = [float(value) for value in page.obj.Annots[0].Rect]
        assert found == pytest.approx([*matrix.point(100, 100), *matrix.point(200, 200)], abs=0.001)


def test_what_pages_share_stays_untouched(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}])) as pdf:
        shared = pdf.pages[1].obj.Resources
        Inks(pdf, Grafting.of(pdf), Enclosing(pdf)).own(pdf.pages[0], stamp(pdf), "bottom-right")
        assert "/XbdStamp" in pdf.pages[0].obj.Resources.XObject
        assert "/XObject" not in shared


@pytest.mark.parametrize(("turn", "seen"), [(0, 0), (90, 90), (-90, 270), (450, 90), (45, 0)])
def test_a_turn_is_one_of_four(tmp_path: Path, turn: int, seen: int) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{"Rotate": turn}])) as pdf:
        assert page_rotation(pdf.pages[0]) == seen


def test_two_pages_with_one_stream_get_forms_of_their_own(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}])) as pdf:
        first, second = pdf.pages
        second.obj.Contents = first.obj.Contents
        enclosing = Enclosing(pdf)
        one, other = enclosing.enclose(first, visible(first)), enclosing.enclose(second, Box(0, 0, 100, 100))
        assert one is not None
        assert other is not None
        assert one.objgen != other.objgen
        assert one.read_bytes() == other.read_bytes()
        assert [float(value) for value in other.BBox] == [0, 0, 100, 100]


def test_pieces_of_content_are_joined_with_room_between(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        page = pdf.pages[0]
        page.obj.Contents = Array([pdf.make_stream(b"q"), pdf.make_stream(b"Q")])
        form = Enclosing(pdf).enclose(page, visible(page))
        assert form is not None
        assert form.read_bytes().split() == [b"q", b"Q"]
        page.obj.Contents = Array([])
        assert Enclosing(pdf).enclose(page, visible(page)) is None
        page.obj.Contents = Name.Broken
        assert Enclosing(pdf).enclose(page, visible(page)) is None
