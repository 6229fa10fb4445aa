"""Names compared without an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError, FileError
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


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_whatever_separates_the_cells(project_root: Path, tmp_path: Path, separator: str) -> None:
    file = tmp_path / "pairs.csv"
    lines = [("name1", "name2"), ("Lampix GmbH", "Lampix Ltd"), ('"Zortan, Inc; old"', "Zortan Inc")]
    file.write_text("\n".join(map(separator.join, lines)), encoding="utf-8")
    found = compare_file(project_root / "resources", file)
    assert [(one, other) for one, other, _ in found] == [
        ("Lampix GmbH", "Lampix Ltd"), ("Zortan, Inc; old", "Zortan Inc"),
    ]  # fmt: skip


def test_a_file_of_an_old_program_is_read(project_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes("name1;name2\nКомпания Вектор;Vektor\nТорговый дом Заря;Zarya\n".encode("cp1251"))
    found = compare_file(project_root / "resources", file)
    assert found[0][0] == "Компания Вектор"
    assert found[0][2].match


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name1,name2\nA,B\nC,D,E\n", "Row 2 has 3 cells for 2 columns"),
        ("name1,name2\nA,B\n\nC\n", "Row 2 has only 1 of 2 cells"),
        ("name1,name2,name1\nA,B,C\n", "column name1 twice"),
        ("", "needs the columns name1 and name2"),
    ],
)
def test_a_malformed_row_is_named_by_its_number(
    project_root: Path, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=told):
        compare_file(project_root / "resources", file)


def test_broken_letters_are_told_with_their_row(project_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name1,name2\nA,B\nM\ufffdller,Müller\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="letters in row 2 are broken"):
        compare_file(project_root / "resources", file)


def test_a_folder_and_nothing_are_no_files(project_root: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        compare_file(project_root / "resources", tmp_path)
    with pytest.raises(FileError, match="There is no file"):
        compare_file(project_root / "resources", tmp_path / "none.csv")
