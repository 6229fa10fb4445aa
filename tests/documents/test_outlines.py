"""Bookmarks of a source: kept in their order and depth, cut to the pages that are shown, never in circles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.destinations import Spot, destinations_of
from xborder_desk.documents.outlines import Bookmark, on_pages, read_outline

if TYPE_CHECKING:
    from pathlib import Path


def test_bookmarks_are_read_with_their_names_and_views(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}, {}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("two"), Array([pdf.pages[1].obj, Name.XYZ, 10, 700, 2])]))
        )
        with pdf.open_outline() as outline:
            top = OutlineItem("Top\u202e", 0, "FitH", top=500)
            top.children.append(OutlineItem("Named", String("two")))
            top.children.append(OutlineItem("Gone", String("nothing")))
            outline.root.extend([top, OutlineItem("Last", 2)])
        pdf.save(source)
    with pikepdf.open(source) as pdf:
        marks = read_outline(pdf, destinations_of(pdf))
    assert marks == [
        Bookmark(0, "Top[U+202E]", Spot(0, ("FitH", 500.0))),
        Bookmark(1, "Named", Spot(1, ("XYZ", 10.0, 700.0, 2.0))),
        Bookmark(1, "Gone", None),
        Bookmark(0, "Last", Spot(2, ("Fit",))),
    ]


def test_a_circle_ends(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}])
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        first = pdf.make_indirect(Dictionary(Title=String("a")))
        first.Next = first
        first.First = first
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first))
        pdf.save(source)
    with pikepdf.open(source) as pdf:
        assert [mark.title for mark in read_outline(pdf, destinations_of(pdf))] == ["a"]


MARKS = st.builds(Bookmark, st.integers(0, 4), st.just("x"), st.none() | st.builds(Spot, st.integers(0, 9)))


@given(st.lists(MARKS, max_size=30), st.integers(0, 9), st.integers(0, 9))
def test_what_leads_to_shown_pages_is_kept_and_hangs_on_something(
    marks: list[Bookmark], one: int, other: int
) -> None:
    first, last = sorted((one, other))
    kept = on_pages(marks, first, last)
    wanted = iter([mark.spot.page for mark in kept if mark.spot])
    assert all(m.spot.page - first in wanted for m in marks if m.spot and first <= m.spot.page <= last)
    assert all(mark.spot is not None and 0 <= mark.spot.page <= last - first for mark in kept)
    depths = [-1, *(mark.depth for mark in kept)]
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert not kept or kept[-1].spot is not None


def test_what_hangs_above_leads_to_the_first_page_that_is_shown_below_it() -> None:
    marks = [
        Bookmark(0, "Part", Spot(0)),
        Bookmark(1, "Chapter", Spot(1)),
        Bookmark(2, "Section", Spot(4, ("FitH", 20.0))),
        Bookmark(2, "Later", Spot(5)),
        Bookmark(0, "Other part", Spot(9)),
    ]
    assert on_pages(marks, 4, 5) == [
        Bookmark(0, "Part", Spot(0, ("FitH", 20.0))),
        Bookmark(1, "Chapter", Spot(0, ("FitH", 20.0))),
        Bookmark(2, "Section", Spot(0, ("FitH", 20.0))),
        Bookmark(2, "Later", Spot(1)),
    ]
