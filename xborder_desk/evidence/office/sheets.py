"""Workbooks of Excel, new (XLSX) and old (XLS): each sheet as lines of cells, hidden sheets named."""

from __future__ import annotations

import datetime as dt
import io
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office import ooxml
from xborder_desk.evidence.office.found import HIDDEN_SHEETS, MOST_TEXT, Found
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xborder_desk.domain.packed import Packed

MOST_ROWS: Final = 200_000
MOST_SHEETS: Final = 500
SECONDS: Final = 30.0
_TOLD: Final = N_("Only the first {number} lines of the sheet {name} can be searched.")


def read_workbook(path: str, packed: Packed, room: int) -> Found:
    """Read a workbook of today; ``facts`` get ``sheets``: name, lines, and whether it is hidden.

    Raises:
        PackedError: the workbook cannot be read.

    """
    import openpyxl  # noqa: PLC0415 - in the child process only

    found = Found()
    ooxml.properties(packed, found)
    for name in packed.names:  # such files may declare nothing of the kind
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(name)[:1024]:
            raise PackedError(name)
    warnings.simplefilter("ignore")
    try:
        with Path(path).open("rb") as file:  # by its name alone the library would refuse one without suffix
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = (
                (sheet.title, sheet.sheet_state != "visible", _rows(sheet)) for sheet in book.worksheets
            )
            _take(sheets, found)
            book.close()
    except Exception as fault:  # the library raises whatever a broken file makes it stumble on
        if not found.pages:
            raise PackedError(str(fault)) from fault
        found.told.append(Message(N_("A part of the workbook is damaged and cannot be read."), missing=True))
    ooxml.files_inside(packed, found, room)
    return found


def read_old_workbook(path: str, found: Found) -> None:
    """Read the sheets of a workbook from before 2007; ``facts`` as above.

    Raises:
        PackedError: it cannot be read.

    """
    import xlrd  # noqa: PLC0415 - in the child process only

    try:
        book = xlrd.open_workbook(path, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
        mode = book.datemode
        listed = ((sheet.name, bool(sheet.visibility), _old_rows(sheet, mode)) for sheet in _sheets(book))
        _take(listed, found)
    except Exception as fault:  # as above
        if "encrypted" in str(fault):
            found.encrypted = True
            return
        if not found.pages:
            raise PackedError(str(fault)) from fault
        found.told.append(Message(N_("A part of the workbook is damaged and cannot be read."), missing=True))


def _take(sheets: Iterable[tuple[str, bool, Iterable[str]]], found: Found) -> None:
    until = time.monotonic() + SECONDS
    listed: list[dict[str, Any]] = []
    size = 0
    for number, (name, hidden, rows) in enumerate(sheets):
        if number >= MOST_SHEETS:
            break
        lines: list[str] = [name]
        for row in rows:
            if len(lines) > MOST_ROWS or size > MOST_TEXT or time.monotonic() > until:
                found.told.append(Message(_TOLD, {"number": len(lines) - 1, "name": name}, missing=True))
                break
            if row or lines[-1]:
                lines.append(row)
                size += len(row)
        found.pages.append("\n".join(lines).rstrip("\n"))
        listed.append({"name": name, "lines": len(lines) - 1, "hidden": hidden})
    found.facts["sheets"] = listed
    found.counted = len(listed)
    if any(sheet["hidden"] for sheet in listed):
        found.told.append(Message(HIDDEN_SHEETS))


def _rows(sheet: Any) -> Iterator[str]:  # noqa: ANN401 - a library without types
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield _line([_cell(value) for value in row])


def _sheets(book: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for number in range(book.nsheets):
        yield book.sheet_by_index(number)
        book.unload_sheet(number)


def _old_rows(sheet: Any, mode: int) -> Iterator[str]:  # noqa: ANN401 - as above
    import xlrd  # noqa: PLC0415 - in the child process only

    for number in range(sheet.nrows):
        cells = []
        for cell in sheet.row(number):
            value = cell.value
            if cell.ctype == xlrd.XL_CELL_DATE:
                try:
                    value = xlrd.xldate_as_datetime(value, mode)
                except (ValueError, OverflowError, xlrd.XLDateError):
                    value = cell.value
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(value)
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                value = xlrd.error_text_from_code.get(value, "#")
            cells.append(_cell(value))
        yield _line(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # The fifteen figures that a workbook knows; the others come from the machine.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"  # noqa: PLR2004 - as said
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return " ".join(str(value).split("\n"))


def _line(cells: Sequence[str]) -> str:
    return "\t".join(cells).rstrip("\t")
