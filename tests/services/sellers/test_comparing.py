"""Names compared without an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError
from xborder_desk.services.sellers.comparing import compare, compare_file

if TYPE_CHECKING:
    from pathlib import Path


def test_two_names(project_root: Path) -> None:
    assert compare(project_root / "resources", "Lampix GmbH", "Lampix Ltd").score > 0.5


def test_a_file_keeps_its_order_and_its_columns_go_by_name(project_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(
        'schema,Name2,name1\nPerson,John Smith,"Smith, John"\nCompany,Zortan,Lampix\n,,\n',
        encoding="utf-8-sig",
    )
    found = compare_file(project_root / "resources", file)
    assert [(one, other, score.match) for one, other, score in found] == [
        ("Smith, John", "John Smith", True), ("Lampix", "Zortan", False), ("", "", False),
    ]  # fmt: skip


def test_without_its_columns_a_file_is_refused(project_root: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadInputError, match="name1"):
        compare_file(project_root / "resources", tmp_path / "x.csv")
