"""Stamping a page: the last thing drawn, whatever the page shares with others or leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.boxes import Matrix
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.grafting import Grafting
from xborder_desk.documents.imprints import Imprint
from xborder_desk.documents.inks import Inks, page_rotation
from xborder_desk.documents.marks import KEY as MARKS
from xborder_desk.documents.tags import TAGGED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE = {"exhibit": 0, "title": "Anlage 1", "picture": False}


@pytest.mark.parametrize("tagged", [False, True])
def test_the_stamp_is_drawn_last_and_what_is_shared_stays_untouched(tmp_path: Path, tagged: object) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}])) as pdf:
        shared = pdf.make_indirect(Dictionary(XObject=Dictionary()))
        for page in pdf.pages:
            page.Resources = shared
            if tagged:
                page.obj[TAGGED] = True
        form = pdf.make_stream(b"", BBox=[0, 0, 90, 12], Type=Name.XObject, Subtype=Name.Form)
        imprint = Imprint(form, (90.0, 12.0))
        inks = Inks(pdf, Grafting(pdf), Enclosing(pdf))
        assert inks.foreign(pdf.pages[0].obj, imprint, "bottom-right", PIECE) is None
        moved = inks.foreign(pdf.pages[1].obj, imprint, "bottom-right!", PIECE)
        assert moved is not None
        assert moved.a < 1
        assert len(shared.XObject) == 0
        for page in pdf.pages:
            page.contents_coalesce()
            assert page.Contents.read_bytes().rstrip().endswith(b"/XbdStamp Do Q")
            assert "/XbdStamp" in page.Resources.XObject
            assert TAGGED not in page.obj


def test_an_odd_turn_is_none(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{"Rotate": 45}, {"Rotate": 270}])) as pdf:
        assert [page_rotation(page) for page in pdf.pages] == [0, 270]


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}], b"0 0 9 9 re f")) as opened:
        yield opened


def imprint(pdf: pikepdf.Pdf, size: tuple[float, float] = (90.0, 12.0)) -> Imprint:
    form = pdf.make_stream(b"", BBox=[0, 0, *size], Type=Name.XObject, Subtype=Name.Form)
    return Imprint(form, size)


def inks(pdf: pikepdf.Pdf) -> Inks:
    return Inks(pdf, Grafting(pdf), Enclosing(pdf))


def drawn(page: pikepdf.Page) -> str:
    page.contents_coalesce()
    return str(page.Contents.read_bytes().decode())


def test_a_link_moves_with_what_the_page_shows(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([100, 100, 200, 150]))])
    moved = inks(pdf).foreign(page.obj, imprint(pdf), "bottom-right!", PIECE)
    assert moved is not None
    expected = [*moved.point(100, 100), *moved.point(200, 150)]
    assert [float(side) for side in page.Annots[0].Rect] == pytest.approx(expected, abs=0.001)
    assert expected[1] > 100


def test_a_link_stays_where_nothing_moves(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([100, 100, 200, 150]))])
    assert inks(pdf).foreign(page.obj, imprint(pdf), "top-left", PIECE) is None
    assert [int(side) for side in page.Annots[0].Rect] == [100, 100, 200, 150]


def test_marks_lie_over_the_page_and_below_the_stamp_and_their_key_goes(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    marks = [Dictionary(Form=pdf.make_stream(b"f"), Matrix=Array([2, 0, 0, 2, n, 7])) for n in (1, 2)]
    page.obj[MARKS] = Array(marks)
    inks(pdf).foreign(page.obj, imprint(pdf), "bottom-right", PIECE)
    order = re.findall(r"/(Xbd\w+) Do", drawn(page))
    assert order == ["XbdPage", "XbdMark0", "XbdMark1", "XbdStamp"]
    assert "q 2 0 0 2 2 7 cm /XbdMark1 Do Q" in drawn(page)
    assert MARKS not in page.obj


def test_pages_that_share_their_content_each_keep_it(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = pdf.pages[0].Contents
    pen, stamp = inks(pdf), imprint(pdf)
    for page in pdf.pages:
        pen.foreign(page.obj, stamp, "bottom-right", PIECE)
    forms = [page.Resources.XObject.XbdPage for page in pdf.pages]
    assert [form.read_bytes().strip() for form in forms] == [b"0 0 9 9 re f"] * 2
    assert forms[0].objgen != forms[1].objgen


def test_a_page_that_draws_nothing_still_has_its_stamp(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Contents
    inks(pdf).foreign(pdf.pages[0].obj, imprint(pdf), "bottom-right", PIECE)
    assert re.findall(r"/(Xbd\w+) Do", drawn(pdf.pages[0])) == ["XbdStamp"]


def test_a_small_page_grows_for_its_stamp_and_loses_no_edge(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.MediaBox, page.CropBox = Array([0, 0, 400, 400]), Array([100, 100, 250, 250])
    inks(pdf).foreign(page.obj, imprint(pdf), "bottom-right", PIECE)
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    assert (left, top) == (100, 250)
    assert bottom < 100
    assert right >= 250
    assert "/CropBox" not in page.obj
    assert [float(side) for side in page.Resources.XObject.XbdPage.BBox] == [100, 100, 250, 250]


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 45])
def test_a_turned_page_stays_turned_and_its_stamp_lies_within(pdf: pikepdf.Pdf, turn: int) -> None:
    page = pdf.pages[0]
    page.Rotate = turn
    inks(pdf).foreign(page.obj, imprint(pdf), "bottom-right", PIECE)
    assert int(page.Rotate) == (0 if turn == 45 else turn)
    found = re.search(r"q (\S+ \S+ \S+ \S+ \S+ \S+) cm /XbdStamp Do Q$", drawn(page).strip())
    assert found is not None
    covered = Matrix(*map(float, found[1].split())).covers(90, 12)
    assert (covered.width > covered.height) is (turn not in {90, 270})
    assert 0 < covered.left < covered.right < 595
    assert 0 < covered.bottom < covered.top < 842


def test_a_composed_page_keeps_its_own_objects_beside_the_stamp(pdf: pikepdf.Pdf) -> None:
    page, form = pdf.pages[0], pdf.make_stream(b"f")
    page.Resources = Dictionary(XObject=Dictionary(Logo=form), Font=Dictionary())
    inks(pdf).own(page.obj, imprint(pdf), "bottom-right")
    assert set(page.Resources.XObject.keys()) == {"/Logo", "/XbdStamp"}
    assert "/Font" in page.Resources
    assert drawn(page).split("\n")[0].strip().startswith("q")


def test_a_page_that_was_stamped_in_another_bundle_keeps_that_stamp(pdf: pikepdf.Pdf) -> None:
    page, old = pdf.pages[0], pdf.make_stream(b"old")
    page.obj[TAGGED] = True
    page.Contents = pdf.make_stream(b"q 1 0 0 1 5 5 cm /XbdStamp Do Q /XbdMark0 Do")
    page.Resources = Dictionary(XObject=Dictionary(XbdStamp=old, XbdMark0=old))
    note = pdf.make_stream(b"note", BBox=[0, 0, 9, 9], Type=Name.XObject, Subtype=Name.Form)
    page.obj[MARKS] = Array([Dictionary(Form=note, Matrix=[1, 0, 0, 1, 0, 0])])
    new = imprint(pdf)
    inks(pdf).foreign(page.obj, new, "bottom-right", PIECE)
    objects = page.Resources.XObject
    order = re.findall(r"/(Xbd\w+) Do", drawn(page))
    assert order == ["XbdStamp", "XbdMark0", "XbdMark0x", "XbdStampx"]
    assert [objects[f"/{name}"].objgen for name in order] == [
        one.objgen for one in (old, old, note, new.form)
    ]
