"""The bundle's structure tree: numbers never collide, exhibits stand behind their own sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.grafting import Grafting

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
