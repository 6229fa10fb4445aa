"""Lists from elsewhere: encodings, columns, and rows that cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.sellers import Rejected
from xborder_desk.services.sellers.tables import Row, read_sellers, read_text

if TYPE_CHECKING:
    from pathlib import Path

LIST = """name,country,phone,email,platform,storefront
深圳市万宝贸易有限公司,CN,+86 755 88886666,a@b.example,Amazon,A1B2C3D4E5
"""


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[Row | Rejected]:
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode(encoding))
    return list(read_sellers(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_is_read_in_each_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (row,) = read(tmp_path, LIST, encoding)
    assert isinstance(row, Row)
    assert row.seller.name == "深圳市万宝贸易有限公司"
    assert [(one.kind, one.raw) for one in row.seller.marks] == [
        ("phone", "+86 755 88886666"),
        ("email", "a@b.example"),
    ]
    assert (row.seller.shops[0].platform, row.seller.shops[0].account) == ("Amazon", "A1B2C3D4E5")


def test_western_encodings_and_separators(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Firma;Land;Telefon\nMüller Lampen;DE;030 1234567\n", "cp1252")
    assert isinstance(row, Row)
    assert row.seller.name == "Müller Lampen"
    (row,) = read(tmp_path, "name\talias\nLampix\tZortan; Quelmo\n")
    assert isinstance(row, Row)
    assert row.seller.aliases == ("Zortan", "Quelmo")


def test_cells_with_several_values_and_notes_are_taken_apart(tmp_path: Path) -> None:
    cells = '"a@b.example, c@d.example and e@f.example","+49 30 1234567; none"'
    (row,) = read(tmp_path, f"name,country,email,phone\nLampix,Russia,{cells}\n")
    assert isinstance(row, Row)
    assert row.seller.country == "RU"
    assert [one.raw for one in row.seller.marks] == [
        "+49 30 1234567", "a@b.example", "c@d.example", "e@f.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Lampix,DE,+49301234567,a@b.example,,,extra", "slipped"),
        (",DE,,,,", "no name"),
        ("Lampix,+49301234567,a@b.example,,,", "shifted"),
        ("Lampix,DE,a@b.example,+49301234567,,", "shifted"),
        ("L\ufffdmpix,DE,,,,", "broken"),
    ],
)
def test_a_row_that_cannot_be_meant_says_why(tmp_path: Path, line: str, reason: str) -> None:
    rows = read(tmp_path, f"{LIST}{line}\n\nLast One,FR,,,,\n")
    assert isinstance(rows[1], Rejected)
    assert reason in rows[1].text.format(**rows[1].fields)
    assert rows[1].row == 2
    assert isinstance(rows[2], Row)


def test_a_column_twice_or_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="twice"):
        read(tmp_path, "name,phone,phone\nA,1,2\n")
    with pytest.raises(BadInputError, match="no column"):
        read(tmp_path, "phone,email\n1,2\n")
    with pytest.raises(BadInputError, match="no column"):
        read(tmp_path, "")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    with pytest.raises(FileError, match="no text"):
        read_text(tmp_path / "x.xls")
    with pytest.raises(FileError, match="There is no file"):
        read_text(tmp_path / "none.csv")


@given(data=st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_known_fault(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "list.csv"
    file.write_bytes(b"name,phone\n" + data)
    try:
        rows = list(read_sellers(file))
    except (FileError, BadInputError):
        return
    assert all(isinstance(row, Row | Rejected) for row in rows)
