"""Pages of sections and exhibits: without gaps, with jumps and bookmarks that meet them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.dossier import GERMAN, content, exhibit, mail
from xborder_desk.documents.placing import (
    Layout,
    OwnPages,
    bookmarks,
    dangling,
    jumps,
    lay_out,
    owners,
    page_of,
    pieces,
    sheeted,
)
from xborder_desk.documents.writer import SECTIONS, Place, writer_for
from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.references import Reference
from xborder_desk.i18n.language import Language

COMPOSED = Path("composed.pdf")
STORED = Stored("0" * 64, 1)


def laid(*counts: int, **more: Any) -> tuple[Any, Layout]:
    made = content([exhibit(n, STORED, **more) for n in range(1, len(counts) + 1)])
    own = {f"E-{n:02}": OwnPages(Path(f"{n}.pdf"), count) for n, count in enumerate(counts, 1)}
    starts = list(range(1, len(SECTIONS) + len(counts) + 1))
    return made, lay_out(made, own, [(COMPOSED, starts, starts[-1])])


@given(st.lists(st.integers(0, 30), max_size=12))
def test_pages_follow_each_other_without_gaps(counts: list[int]) -> None:
    made, layout = laid(*counts)
    pages = [page for place in layout.places.values() for page in range(place.first, place.last + 1)]
    assert pages == list(range(1, len(SECTIONS) + len(counts) + sum(counts) + 1))
    assert layout.total == len(pages)
    assert (
        sum(
            piece["last"] - piece["first"] + 1
            for piece in pieces(made, writer_for(made, Language("de")), layout)
        )
        == layout.total
    )


def test_a_reference_finds_its_page() -> None:
    made, layout = laid(3, 2)
    first = layout.places["E-01"].first
    assert page_of(Reference("E-01"), made.exhibits[0], layout) == first
    assert page_of(Reference("E-01", 1), made.exhibits[0], layout) == first + 1
    assert page_of(Reference("E-01", 3), made.exhibits[0], layout) == first + 3
    assert page_of(Reference("E-01", 4), made.exhibits[0], layout) is None


def test_an_extract_counts_as_its_document_does() -> None:
    made, layout = laid(2, pages=(5, 6))
    first = layout.places["E-01"].first
    assert page_of(Reference("E-01", 5), made.exhibits[0], layout) == first + 1
    assert page_of(Reference("E-01", 1), made.exhibits[0], layout) is None


def test_a_text_is_found_behind_its_sheet() -> None:
    made = content([mail(1)])
    starts = list(range(1, len(SECTIONS) + 2))
    layout = lay_out(made, {"E-01": OwnPages()}, [(COMPOSED, starts, starts[-1] + 2)])
    first = layout.places["E-01"].first
    assert page_of(Reference("E-01", 2), made.exhibits[0], layout) == first + 2
    assert page_of(Reference("E-01", 3), made.exhibits[0], layout) is None


def test_every_jump_leads_into_the_bundle_and_dead_ones_are_told() -> None:
    made, layout = laid(1)
    found = jumps(made, layout)
    assert found["exhibit/E-01/0"] == layout.places["E-01"].first
    assert found["exhibit/E-01/1"] == layout.places["E-01"].first + 1
    assert set(found.values()) <= set(range(1, layout.total + 1))
    assert list(dangling(made, layout)) == [Reference("E-02"), Reference("E-02", 1)]


def test_bookmarks_name_their_page_and_parts_stand_below_their_whole() -> None:
    made = content([mail(1), exhibit(2, STORED, key="E-01.1", part_of="E-01", title="rechnung")])
    starts = list(range(1, len(SECTIONS) + 3))
    layout = lay_out(made, {"E-01": OwnPages(), "E-01.1": OwnPages()}, [(COMPOSED, starts, starts[-1])])
    writer = writer_for(made, Language("de"))
    marks = bookmarks(made, writer, layout)
    page = layout.places["E-01.1"].first
    assert marks[-1]["depth"] == marks[-2]["depth"] + 1
    assert marks[-1]["title"].startswith("Anlage K 1.1 – rechnung")
    assert all(str(mark["page"]) in mark["title"] for mark in marks)
    assert owners(layout.places, writer)[page - 1] == "E-01.1"
    assert owners(layout.places, writer)[0] == ""


def test_a_profile_may_do_without_sheets() -> None:
    plain = replace(GERMAN, slip_sheets=False)
    made = content([exhibit(1, STORED), exhibit(2, STORED), mail(3)], profile=plain)
    own = {"E-01": OwnPages(Path("1.pdf"), 4), "E-02": OwnPages(problem="kaputt"), "E-03": OwnPages()}
    assert sheeted(made, own) == {"E-02", "E-03"}
    starts = list(range(1, len(SECTIONS) + 3))
    layout = lay_out(made, own, [(COMPOSED, starts, starts[-1] + 1)])
    first = len(SECTIONS) + 1
    assert [layout.places[key] for key in ("E-01", "E-02", "E-03")] == [
        Place(first, first + 3),
        Place(first + 4, first + 4),
        Place(first + 5, first + 6),
    ]
    assert page_of(Reference("E-01", 2), made.exhibits[0], layout) == first + 1
    assert (
        sum(
            piece["last"] - piece["first"] + 1
            for piece in pieces(made, writer_for(made, Language("de")), layout)
        )
        == layout.total
    )


def test_a_heading_too_few_is_noticed() -> None:
    with pytest.raises(BuildError, match="planned"):
        lay_out(content(), {}, [(COMPOSED, [1, 2], 2)])


def test_sheets_in_a_further_file_are_counted_there_and_placed_behind() -> None:
    made = content([exhibit(1, Stored("0" * 64, 1)), exhibit(2, Stored("1" * 64, 1))])
    own = {"E-01": OwnPages(Path("a.pdf"), 4), "E-02": OwnPages()}
    front = list(range(1, len(SECTIONS) + 2))
    layout = lay_out(made, own, [(COMPOSED, front, front[-1]), (Path("more.pdf"), [1], 2)])
    assert layout.ranges["E-02"] == Place(1, 2)
    assert layout.files["E-02"] == Path("more.pdf")
    assert layout.files["E-01"] == COMPOSED
    assert layout.places["E-01"] == Place(len(SECTIONS) + 1, len(SECTIONS) + 5)
    assert layout.places["E-02"] == Place(len(SECTIONS) + 6, len(SECTIONS) + 7)
    files = [piece["file"] for piece in pieces(made, writer_for(made, Language("de")), layout)]
    assert files[-3:] == [str(COMPOSED), "a.pdf", "more.pdf"]
