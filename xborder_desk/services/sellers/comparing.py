"""Comparing names without an office: two of them, or the pairs of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.matching.scoring import load_matcher
from xborder_desk.services.sellers.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.sellers import Score

FOLDER: Final = "matching"
_SCHEMAS: Final = ("schema", "type", "kind")
_NAMED: Final = {"name1": ("name1", "name 1", "left name"), "name2": ("name2", "name 2", "right name")}
_BROKEN: Final = "\ufffd"


def compare(resources: Path, ours: str, theirs: str, schema: str = "") -> Score:
    """Compare two names; ``resources`` is where our own data lies."""
    return load_matcher(resources / FOLDER).compare_names(ours, theirs, schema)


def compare_file(resources: Path, file: Path) -> list[tuple[str, str, Score]]:
    """Compare the pairs of a CSV file (columns name1, name2 and perhaps schema), in its order.

    Raises:
        FileError: the file cannot be read.
        BadInputError: it has no such columns, or a row cannot be meant as it stands; the row is named.

    """
    heads, rows = read_table(file)
    at = {one: _column(heads, spelled, file) for one, spelled in _NAMED.items()}
    schema = next((heads.index(name) for name in _SCHEMAS if name in heads), None)
    matcher = load_matcher(resources / FOLDER)
    found = []
    for number, cells in enumerate(rows, 1):
        one, other, kind = _pair(number, cells, at, schema, heads)
        found.append((one, other, matcher.compare_names(one, other, kind)))
    return found


def _column(heads: list[str], spelled: tuple[str, ...], file: Path) -> int:
    here = [at for at, head in enumerate(heads) if fold(head) in spelled]
    if not here:
        raise BadInputError(
            N_("The file {file} needs the columns name1 and name2."), field="pairs", file=file.name
        )
    if len(here) > 1:
        raise BadInputError(
            N_("{file} has the column {column} twice. Leave one of them out."),
            field="pairs",
            file=file.name,
            column=spelled[0],
        )
    return here[0]


def _pair(
    number: int, cells: list[str], at: dict[str, int], schema: int | None, heads: list[str]
) -> tuple[str, str, str]:
    """Take the two names out of a row.

    Raises:
        BadInputError: cells are too many or missing, or their letters are broken.

    """
    if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
        raise BadInputError(
            N_(
                "Row {row} has {cells} cells for {columns} columns. "
                "Put names that hold the separator in quotation marks."
            ),
            field="pairs",
            row=number,
            cells=len(cells),
            columns=len(heads),
        )
    if max(at.values()) >= len(cells):
        raise BadInputError(
            N_("Row {row} has only {cells} of {columns} cells, and not both names."),
            field="pairs",
            row=number,
            cells=len(cells),
            columns=len(heads),
        )
    one, other = (cells[at[name]] for name in _NAMED)
    if _BROKEN in one + other:
        raise BadInputError(
            N_("The letters in row {row} are broken: the file has another encoding. Save it as UTF-8."),
            field="pairs",
            row=number,
        )
    return one, other, cells[schema] if schema is not None and schema < len(cells) else ""
