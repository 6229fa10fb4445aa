"""Stamping a page: the last thing drawn, whatever the page shares with others or leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.grafting import Grafting
from xborder_desk.documents.imprints import Imprint
from xborder_desk.documents.inks import Inks, page_rotation
from xborder_desk.documents.tags import TAGGED

if TYPE_CHECKING:
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
