"""What people choose from, and what is wrong with our own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.catalog.catalog import Catalog
from xborder_desk.services.lists import Lists

if TYPE_CHECKING:
    from pathlib import Path


def test_the_lists_that_ship(project_root: Path) -> None:
    lists = Lists(Catalog(project_root / "resources"))
    assert {"DE", "CN", "GB"} <= set(lists.countries())
    assert {"EUR", "CNY"} <= set(lists.currencies())
    assert all(len(code) == 2 for code in lists.countries())
    assert all(len(code) == 3 for code in lists.currencies())
    assert lists.faults() == []


def test_each_kind_of_problem_stands_before_its_details(project_root: Path) -> None:
    codes = [entry.code for entry in Lists(Catalog(project_root / "resources")).problems()]
    assert len(set(codes)) == len(codes)
    for code in codes:
        kind = code.partition(".")[0]
        assert codes.index(kind) <= codes.index(code)


def test_without_data_there_is_nothing_to_choose_but_codes(tmp_path: Path) -> None:
    lists = Lists(Catalog(tmp_path))
    assert lists.taxonomy() is None
    assert lists.problems() == []
    assert lists.countries()
