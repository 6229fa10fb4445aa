"""Workbooks: cells as they are read aloud, hidden sheets named, long and broken ones said to be."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.domain.packed import Packed, PackedError
from xborder_desk.evidence import office
from xborder_desk.evidence.office import sheets
from xborder_desk.evidence.office.found import Found
from xborder_desk.evidence.office.sheets import _cell, _line, _take
from xborder_desk.evidence.office.xml import BrokenXmlError, fields, tags

if TYPE_CHECKING:
    from pathlib import Path


def book(**named: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in named.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "book.xlsx") -> Reading:
    (tmp_path / "file").write_bytes(data)
    return Reading.from_plain(office.read(str(tmp_path / "file"), name, 1 << 20))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (3.0, "3"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (12_345_678_901_234.0, "12345678901234"),
        (dt.datetime(2026, 3, 2), "2026-03-02"),  # noqa: DTZ001 - a workbook knows no zone
        (dt.datetime(2026, 3, 2, 9, 30), "2026-03-02 09:30:00"),  # noqa: DTZ001 - as above
        (dt.date(2026, 3, 2), "2026-03-02"),
        (dt.time(9, 30), "09:30:00"),
        ("two\nlines", "two lines"),
        (7, "7"),
    ],
)
def test_a_cell_as_it_is_read(value: object, said: str) -> None:
    assert _cell(value) == said


def test_a_line_ends_with_its_last_cell() -> None:
    assert _line(["a", "", "b", "", ""]) == "a\t\tb"
    assert _line(["", ""]) == ""


def test_each_sheet_is_a_page_with_its_name(tmp_path: Path) -> None:
    reading = read(tmp_path, book(Orders=[["Ware", "Preis"], ["Lampe", 79.9]], Notes=[[None, "late"]]))
    assert reading.page_texts == ("Orders\nWare\tPreis\nLampe\t79.9", "Notes\n\tlate")
    assert reading.facts["sheets"] == [
        {"name": "Orders", "lines": 2, "hidden": False},
        {"name": "Notes", "lines": 1, "hidden": False},
    ]
    assert (reading.pages, reading.warnings) == (2, ())


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_named(tmp_path: Path, state: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(Seen=[["a"]], Unseen=[["secret price"]])))
    made["Unseen"].sheet_state = state
    kept = io.BytesIO()
    made.save(kept)
    reading = read(tmp_path, kept.getvalue())
    assert "secret price" in reading.page_texts[1]
    assert [sheet["hidden"] for sheet in reading.facts["sheets"]] == [False, True]  # type: ignore[union-attr, index, call-overload]  # a list of tables
    assert [(told.missing, "hidden" in told.text) for told in reading.warnings] == [(False, True)]


def test_a_sheet_that_does_not_end_is_read_at_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    found = Found()
    _take([("Long", False, (str(number) for number in range(1_000_000)))], found)
    assert found.pages[0].count("\n") == 10
    assert [told.missing for told in found.told] == [True]


def test_empty_rows_are_not_piled_up() -> None:
    found = Found()
    _take([("S", False, iter(["a", "", "", "", "b", "", ""]))], found)
    assert found.pages == ["S\na\n\nb"]


def test_more_sheets_than_anybody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_SHEETS", 3)
    found = Found()
    _take(((str(number), False, iter(["x"])) for number in range(99)), found)
    assert found.counted == 3


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    source = zipfile.ZipFile(io.BytesIO(book(S=[["a"]])))
    kept = io.BytesIO()
    with source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, evil + data if name == "xl/workbook.xml" else data)
    (tmp_path / "file").write_bytes(kept.getvalue())
    with Packed(tmp_path / "file") as packed, pytest.raises(PackedError):
        sheets.read_workbook(str(tmp_path / "file"), packed, 0)
    assert read(tmp_path, kept.getvalue()).warnings


def test_a_workbook_without_its_sheets_is_kept_with_a_sentence(tmp_path: Path) -> None:
    source = zipfile.ZipFile(io.BytesIO(book(S=[["a"]])))
    kept = io.BytesIO()
    with source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            if "worksheets" not in name:
                target.writestr(name, source.read(name))
    reading = read(tmp_path, kept.getvalue())
    assert reading.kind == "office"
    assert reading.warnings


def test_formulas_are_told_by_what_they_gave(tmp_path: Path) -> None:
    reading = read(tmp_path, book(S=[["=1+1", "x"]]))
    assert "1+1" not in reading.page_texts[0]
    assert "x" in reading.page_texts[0]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
        b"<x><y></x>",
        b"<x>",
        b"",
        b"\0\0\0",
    ],
)
def test_xml_that_is_broken_or_declares_entities(data: bytes) -> None:
    with pytest.raises(BrokenXmlError):
        list(tags(data))


def test_broken_xml_is_read_as_far_as_it_goes_where_that_will_do() -> None:
    assert fields(b"<p><title>Lamp</title><author>Ann</author><broken></p>")["title"] == "Lamp"


def test_names_stand_without_their_name_spaces() -> None:
    data = b'<w:p xmlns:w="urn:w" w:val="1">a<w:r>b</w:r>c</w:p>'
    found = [(tag.name, tag.opening, tag.text) for tag in tags(data)]
    assert found == [("p", True, "a"), ("r", True, "b"), ("r", False, "c"), ("p", False, "")]
    assert next(iter(tags(data))).attributes == {"val": "1"}


def test_nothing_is_fetched_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("told to nobody", encoding="utf-8")
    data = f'<!DOCTYPE x SYSTEM "{(tmp_path / "secret").as_uri()}"><x>a</x>'.encode()
    assert all("told" not in tag.text for tag in tags(data, lenient=True))


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="<>&"),
            min_size=1,
            max_size=20,
        ),
        max_size=6,
    )
)
def test_properties_are_read_as_they_were_written(given_fields: dict[str, str]) -> None:
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in given_fields.items())
    found = fields(f"<top>{inner}</top>".encode())
    wanted = {
        name: " ".join(text.split()) for name, text in given_fields.items() if text.split() and name != "top"
    }
    assert {name: found.get(name) for name in wanted} == wanted


@given(
    st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.integers(-(10**9), 10**9)
            | st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=8),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_cell_of_a_row_stands_in_its_line(rows: list[list[object]]) -> None:
    found = Found()
    _take([("S", False, (_line([_cell(value) for value in row]) for row in rows))], found)
    said = found.pages[0]
    for row in rows:
        for value in row:
            assert _cell(value).strip() in said
