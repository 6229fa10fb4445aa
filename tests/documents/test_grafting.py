"""The bundle's structure tree: numbers never collide, exhibits stand behind their own sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.grafting import Grafting, numbers_of
from xborder_desk.documents.tags import TREE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    """Three pages, the first two composed: each has its heading."""
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}, {}, {}])) as opened:
        document = opened.make_indirect(Dictionary(S=Name.Document))
        heads = [opened.make_indirect(Dictionary(S=Name.H1, P=document, K=0)) for _ in range(2)]
        document.K = Array(heads)
        numbers = Array([0, Array([heads[0]]), 1, Array([heads[1]])])
        root = Dictionary(K=Array([document]), ParentTree=Dictionary(Nums=numbers))
        opened.Root.StructTreeRoot = opened.make_indirect(root)
        yield opened


def test_a_page_without_structure_becomes_one_element_behind_its_sheet(pdf: pikepdf.Pdf) -> None:
    tags = Grafting.of(pdf)
    assert tags.page(0, pdf.pages[2].obj, "Anlage 1", picture=True) == b"/Figure <</MCID 0>> BDC "
    tags.finish([1, 2])
    root = pdf.Root.StructTreeRoot
    assert [str(kid.S) for kid in root.K[0].K] == ["/H1", "/Figure", "/H1"]
    numbers = dict(pikepdf.NumberTree(root.ParentTree).items())
    assert sorted(numbers) == [0, 1, 2]
    assert int(pdf.pages[2].obj.StructParents) == 2
    assert numbers[2][0].Alt == "Anlage 1"
    assert pdf.Root.MarkInfo.Marked


def test_without_a_tree_of_composed_pages_there_is_none(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        tags = Grafting.of(pdf)
        assert tags.page(0, pdf.pages[0].obj, "A", picture=False) == b""
        tags.exhibit(0, pdf.pages[0].obj, "A")
        tags.finish([1])
        assert "/StructTreeRoot" not in pdf.Root


def brought(pdf: pikepdf.Pdf, kids: list[pikepdf.Object], **more: object) -> pikepdf.Object:
    """Leave a tree of an exhibit on the third page, as cleaning does; the page is a holder of number 0."""
    page = pdf.pages[2].obj
    page.StructParents = 0
    tree = Dictionary(Kids=Array(kids), Keys=Array([0]), Values=Array([Array(kids)]), Holders=Array([page]))
    for key, value in more.items():
        tree[f"/{key}"] = value
    page[TREE] = pdf.make_indirect(tree)
    return page


def test_an_exhibit_s_own_tree_becomes_a_part_with_numbers_of_its_own(pdf: pikepdf.Pdf) -> None:
    table = pdf.make_indirect(Dictionary(S=Name.Table, K=0))
    page = brought(pdf, [table])
    tags = Grafting.of(pdf)
    tags.exhibit(0, page, "Anlage 1")
    tags.finish([1, 2])
    root = pdf.Root.StructTreeRoot
    part = root.K[0].K[1]
    assert (part.S, str(part.T)) == (Name.Part, "Anlage 1")
    assert str(part.K[0].S) == "/Table"
    assert table.P.objgen == part.objgen
    assert int(page.StructParents) == 2
    numbers = dict(pikepdf.NumberTree(root.ParentTree).items())
    assert numbers[2][0].objgen == table.objgen
    assert int(root.ParentTreeNextKey) == 3


def test_what_kinds_mean_in_an_exhibit_never_changes_what_they_mean_with_us(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Head=Name.H1)
    roles = Dictionary(Head=Name.Figure, Row=Name.TR)
    tags = Grafting.of(pdf)
    tags.exhibit(0, brought(pdf, [pdf.make_indirect(Dictionary(S=Name.Row))], Roles=roles), "A")
    assert dict(pdf.Root.StructTreeRoot.RoleMap.items()) == {"/Head": Name.H1, "/Row": Name.TR}


def test_a_further_composed_file_is_read_behind_the_first(pdf: pikepdf.Pdf) -> None:
    late = pdf.make_indirect(Dictionary(S=Name.H2))
    tags = Grafting.of(pdf)
    tags.follow(brought(pdf, [pdf.make_indirect(Dictionary(S=Name.Document, K=Array([late])))]))
    tags.finish([])
    document = pdf.Root.StructTreeRoot.K[0]
    assert [str(kid.S) for kid in document.K] == ["/H1", "/H1", "/H2"]
    assert late.P.objgen == document.objgen


def test_an_exhibit_without_a_tree_changes_nothing(pdf: pikepdf.Pdf) -> None:
    tags = Grafting.of(pdf)
    tags.exhibit(0, pdf.pages[2].obj, "A")
    tags.follow(pdf.pages[2].obj)
    tags.finish([1])
    assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K] == ["/H1", "/H1"]


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
def test_no_two_pages_share_a_number_and_each_is_read_once(pages: list[tuple[int, bool]]) -> None:
    with pikepdf.new() as pdf:
        document = pdf.make_indirect(Dictionary(S=Name.Document, K=Array([])))
        root = Dictionary(K=document, ParentTree=Dictionary(Nums=Array([])))
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        tags = Grafting.of(pdf)
        for place, picture in pages:
            page = pdf.add_blank_page().obj
            tags.page(place, page, f"{place}", picture=picture)
        tags.finish([])
        taken = [int(page.obj.StructParents) for page in pdf.pages]
        assert taken == list(range(len(pages)))
        titles = [str(kid.T) for kid in document.K]
        assert titles == sorted(str(place) for place, _ in pages)
        numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        assert [numbers[one][0].Pg.objgen for one in taken] == [page.obj.objgen for page in pdf.pages]


def test_numbers_are_found_on_every_branch() -> None:
    leaf = Dictionary(Nums=Array([4, Name.D]))
    tree = Dictionary(Kids=Array([Dictionary(Nums=Array([0, Name.A])), Dictionary(Kids=Array([leaf]))]))
    assert [str(one) for one in numbers_of(tree)] == ["0", "/A", "4", "/D"]
