"""Places inside a PDF: found by page, number or name, written afresh, moved with what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.boxes import Matrix
from xborder_desk.documents.destinations import LINKS, Spot, destinations_of, put_aside, put_back, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}])) as opened:
        opened.Root.Dests = Dictionary(old=Array([opened.pages[1].obj, Name.FitH, 5]))
        there = Dictionary(D=Array([opened.pages[0].obj, Name.XYZ, 1]))
        opened.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("new"), there])))
        yield opened


def test_places_are_found_however_they_are_written(pdf: pikepdf.Pdf) -> None:
    places = destinations_of(pdf)
    second = pdf.pages[1].obj
    assert places.find(Name.old) == Spot(1, ("FitH", 5.0))
    assert places.find(String("new")) == Spot(0, ("XYZ", 1.0, None, None))
    assert places.find(Array([1, Name.Fit])) == Spot(1, ("Fit",))
    assert places.find(Array([second, Name.FitR, 1, 2])) == Spot(1, ("Fit",))
    assert places.find(Array([second, Name.Nonsense, String("x")])) == Spot(1, ("Fit",))


@pytest.mark.parametrize(
    "target", [Array([]), Array([7, Name.Fit]), Array([String("x")]), Name.no, String("no"), 3]
)
def test_what_leads_nowhere_is_nothing(pdf: pikepdf.Pdf, target: Any) -> None:
    assert destinations_of(pdf).find(target) is None


def test_a_place_moves_with_what_it_shows(pdf: pikepdf.Pdf) -> None:
    half = Matrix(0.5, 0, 0, 0.5, 100, 200)
    page = pdf.pages[0].obj
    assert list(written(page, ["XYZ", 10, 20, 2], half))[1:] == [Name.XYZ, 105, 210, 2]
    assert list(written(page, ["FitR", 0, 0, 10, 10], half))[2:] == [100, 200, 105, 205]
    assert list(written(page, ["FitV", None], half))[2:] == [None]
    assert list(written(page, ["Fit"]))[1:] == [Name.Fit]


def test_links_that_are_put_aside_survive_a_merge_as_the_very_same_objects(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}])) as source:
        link = source.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9]))
        first, second = (page.obj for page in source.pages)
        first.Annots, second.Named = Array([link]), link
        put_aside(source)
        assert "/Annots" not in first
        assert LINKS not in second
        source.save(tmp_path / "aside.pdf")
    odd_pdf(tmp_path / "other.pdf", [{}])
    pages = [{"file": str(tmp_path / name), "range": "1-z"} for name in ("other.pdf", "aside.pdf")]
    job = {"inputFile": pages[0]["file"], "outputFile": str(tmp_path / "m.pdf"), "pages": pages}
    with pikepdf.Job(job).create_pdf() as merged:  # type: ignore[no-untyped-call]  # not annotated there
        for page in merged.pages:
            put_back(page.obj)
        assert [len(page.obj.get("/Annots", ())) for page in merged.pages] == [0, 1, 0]
        assert LINKS not in merged.pages[1].obj
        assert merged.pages[1].obj.Annots[0].objgen == merged.pages[2].obj.Named.objgen


@pytest.mark.parametrize(
    ("here", "way", "there"),
    [
        (0, "/NextPage", 1),
        (1, "/NextPage", 2),
        (2, "/NextPage", None),
        (0, "/PrevPage", None),
        (2, "/PrevPage", 1),
        (1, "/FirstPage", 0),
        (0, "/LastPage", 2),
        (0, "/Print", None),
    ],
)
def test_a_button_that_turns_the_leaves_leads_to_a_page(
    tmp_path: Path, here: int, way: str, there: int | None
) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "leaves.pdf", [{}, {}, {}])) as leaves:
        found = destinations_of(leaves).beside(leaves.pages[here].obj, way)
        assert found == (None if there is None else Spot(there))
        assert destinations_of(leaves).beside(leaves.Root, way) is None
