"""A bundle cut to a size: every page once, in order, numbered as printed; between exhibits if it can be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import OutlineItem

from xborder_desk.documents.splitting import split

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHT = 20_000


def bundle(path: Path, weights: Sequence[int], starts: Sequence[int]) -> Path:
    """Make a bundle whose pages have about so many bytes each; bookmarks stand where exhibits begin."""
    with pikepdf.new() as pdf:
        for weight in weights:
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pikepdf.Stream(pdf, os.urandom(weight))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.make_indirect(image)))
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(f"Exhibit (p. {start})", start - 1) for start in starts)
        pdf.docinfo["/Title"] = "Bundle"
        pdf.Root.Lang = pikepdf.String("de")
        pdf.save(path)
    return path


def parts(path: Path, starts: list[int], limit: int) -> list[tuple[Path, int, int]]:
    made: list[Any] = split(str(path), str(path.with_name("part")), starts, limit)
    return [(Path(file), first, last) for file, first, last in made]


def test_parts_end_where_exhibits_end_and_hold_every_page_once(tmp_path: Path) -> None:
    starts = [1, 4, 6, 9]
    made = parts(bundle(tmp_path / "b.pdf", [WEIGHT] * 10, starts), starts, 5 * WEIGHT + 9_000)
    assert [(first, last) for _, first, last in made] == [(1, 5), (6, 10)]
    for file, first, last in made:
        assert file.stat().st_size <= 5 * WEIGHT + 9_000
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == last - first + 1
            assert [str(page.label) for page in pdf.pages] == [
                str(number) for number in range(first, last + 1)
            ]
            assert str(pdf.Root.Lang) == "de"
            assert str(pdf.docinfo["/Title"]) == "Bundle"
            with pdf.open_outline() as outline:
                titles = [item.title for item in outline.root]
        assert titles == [f"Exhibit (p. {start})" for start in starts if first <= start <= last]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.pdf", "part-1.pdf", "part-2.pdf"]


def test_an_exhibit_too_large_by_itself_is_cut_within(tmp_path: Path) -> None:
    made = parts(bundle(tmp_path / "b.pdf", [WEIGHT] * 7, [1, 7]), [1, 7], 2 * WEIGHT + 9_000)
    assert [(first, last) for _, first, last in made] == [(1, 2), (3, 4), (5, 6), (7, 7)]


def test_a_page_too_large_by_itself_is_a_part(tmp_path: Path) -> None:
    made = parts(bundle(tmp_path / "b.pdf", [100, 9 * WEIGHT, 100], [1, 2, 3]), [1, 2, 3], WEIGHT)
    assert [(first, last) for _, first, last in made] == [(1, 1), (2, 2), (3, 3)]


def test_the_same_bundle_gives_the_same_parts(tmp_path: Path) -> None:
    whole = bundle(tmp_path / "b.pdf", [WEIGHT] * 4, [1, 3])
    bytes_of = [[file.read_bytes() for file, _, _ in parts(whole, [1, 3], 3 * WEIGHT)] for _ in range(2)]
    assert bytes_of[0] == bytes_of[1]


@pytest.mark.parametrize("limit", [10**9])
def test_what_is_small_enough_is_one_part(tmp_path: Path, limit: int) -> None:
    assert len(parts(bundle(tmp_path / "b.pdf", [WEIGHT] * 3, [1, 2]), [1, 2], limit)) == 1
