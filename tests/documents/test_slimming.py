"""Slim links and structure: less of it is held, and a reader is told the same words in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.documents.slimming import Shared, renamed, slim, slim_links

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUT = b"<< /O /Layout /Placement /Block >>"
STRUCK = b"<< /O /Layout /TextDecorationType /LineThrough >>"
HEADERS = b"<< /O /Table /Headers [ (U1x0y0) ] >>"


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as made:
        made.add_blank_page()
        yield made


def element(pdf: pikepdf.Pdf, kind: str, kids: Any, about: bytes = b"") -> Any:
    """Make an element as they are set: with its type, and a list of what it holds."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), K=Array(kids)))
    if all(isinstance(kid, int) for kid in kids):
        made.Pg = pdf.pages[0].obj
    else:
        for kid in kids:
            kid.P = made
    if about:
        made.A = pikepdf.Object.parse(b"[" + about + b"]")
    return made


def read(one: Any) -> list[int]:
    """Give the pieces of the page in the order in which they are read aloud."""
    kids = one.get("/K")
    found = []
    for kid in kids if isinstance(kids, Array) else [kids]:
        found += [kid] if isinstance(kid, int) else read(kid)
    return found


def test_a_span_that_is_all_a_block_holds_leaves_its_words_to_the_block(pdf: pikepdf.Pdf) -> None:
    span = element(pdf, "Span", [7], LAYOUT)
    block = element(pdf, "Div", [span])
    gone = slim([block], Shared(pdf))
    assert gone[span.objgen].objgen == block.objgen
    assert block.K == 7
    assert block.Pg.objgen == pdf.pages[0].obj.objgen
    assert {"/Type", "/A"}.isdisjoint(block.keys())
    value = renamed(Array([span, block, None]), gone)
    assert [one.objgen if one is not None else None for one in value] == [block.objgen, block.objgen, None]
    assert renamed(span, gone).objgen == block.objgen


@pytest.mark.parametrize("about", [STRUCK, LAYOUT + STRUCK, b"<< /O /List /ListNumbering /Disc >>"])
def test_a_span_that_says_something_stays(pdf: pikepdf.Pdf, about: bytes) -> None:
    span = element(pdf, "Span", [7], about)
    block = element(pdf, "Div", [span])
    assert slim([block], Shared(pdf)) == {}
    assert block.K.objgen == span.objgen
    assert span.K == 7
    assert span.A.unparse(resolved=True) == pikepdf.Object.parse(about.removeprefix(LAYOUT)).unparse()


@pytest.mark.parametrize(
    "change",
    [
        {"T": String("A title")},
        {"Lang": String("el")},
        {"ActualText": String("words")},
        {"Alt": String("words")},
    ],
)
def test_words_said_of_a_span_or_a_block_are_kept(pdf: pikepdf.Pdf, change: dict[str, Any]) -> None:
    for place in range(2):
        span = element(pdf, "Span", [7])
        block = element(pdf, "Div", [span])
        for key, value in change.items():
            (span, block)[place][f"/{key}"] = value
        assert slim([block], Shared(pdf)) == {}
        assert block.K.objgen == span.objgen
        assert all(f"/{key}" in (span, block)[place] for key in change)


def test_a_cell_forgets_its_colours_and_keeps_its_headings_once_for_all(pdf: pikepdf.Pdf) -> None:
    cells = [element(pdf, "TD", [number], LAYOUT + HEADERS) for number in range(3)]
    row = element(pdf, "TR", cells, LAYOUT)
    assert slim([row], Shared(pdf)) == {}
    assert "/A" not in row
    assert len({cell.A.objgen for cell in cells}) == 1
    assert str(cells[0].A.Headers[0]) == "U1x0y0"
    assert [cell.objgen for cell in row.K] == [cell.objgen for cell in cells]


def test_where_a_link_or_a_figure_stands_is_not_forgotten(pdf: pikepdf.Pdf) -> None:
    for kind in ("Link", "Figure"):
        one = element(pdf, kind, [1], LAYOUT)
        slim([one], Shared(pdf))
        assert one.A[0].Placement == Name.Block


def test_links_to_be_aimed_lose_what_is_said_anew(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    made = [
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[0, 0, 9, 9],
            Border=[0, 0, 0],
            Contents=String(address),
            StructParent=place,
            A=Dictionary(Type=Name.Action, S=Name.URI, URI=String(address)),
        )
        for place, address in enumerate(["xbd:exhibit/E-01/0", "xbd:section/cover/0", "https://example.org/"])
    ]
    page.Annots = Array([pdf.make_indirect(one) for one in made])
    slim_links(page, Shared(pdf))
    first, second, foreign = page.Annots
    assert str(first.A.URI) == "xbd:exhibit/E-01/0"
    assert first.Border.objgen == second.Border.objgen != (0, 0)
    assert [int(side) for side in first.Border] == [0, 0, 0]
    assert {"/Contents", "/Type"}.isdisjoint(first.keys())
    assert first.StructParent == 0
    assert str(foreign.Contents) == "https://example.org/"
    assert foreign.Type == Name.Annot


_TREES = st.recursive(
    st.just(None),
    lambda below: st.tuples(
        st.sampled_from(["Div", "Span", "P", "TD", "LI"]), st.lists(below, min_size=1, max_size=4)
    ),
    max_leaves=30,
)


@given(_TREES, st.sampled_from([b"", LAYOUT, STRUCK, HEADERS, LAYOUT + HEADERS]))
def test_whatever_the_tree_the_same_is_read_in_the_same_order(tree: Any, about: bytes) -> None:
    numbers = iter(range(1000))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()

        def grown(shape: Any) -> Any:
            kind, below = shape if shape is not None else ("Span", ())
            kids = [grown(one) for one in below] or [next(numbers)]
            return element(pdf, kind, kids, about)

        root = element(pdf, "Document", [grown(tree)])
        before = read(root)
        gone = slim([root], Shared(pdf))
        assert read(root) == before == list(range(len(before)))
        assert all("/Pg" in kept and str(kept.S) == "/Div" for kept in gone.values())
