"""Comparing names without an office."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.matching.scoring import load_matcher
from xborder_desk.services.sellers.tables import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.sellers import Score

FOLDER: Final = "matching"
_SCHEMAS: Final = ("schema", "type", "kind")


def compare(resources: Path, ours: str, theirs: str, schema: str = "") -> Score:
    """Compare two names; ``resources`` is where our own data lies."""
    return load_matcher(resources / FOLDER).compare_names(ours, theirs, schema)


def compare_file(resources: Path, file: Path) -> list[tuple[str, str, Score]]:
    """Compare the pairs of a CSV file (columns name1, name2 and perhaps schema), in its order.

    Raises:
        FileError: the file cannot be read.
        BadInputError: it has no such columns.

    """
    rows = csv.DictReader(read_text(file).splitlines(keepends=True))
    heads = {(head or "").strip().casefold(): head for head in rows.fieldnames or ()}
    if "name1" not in heads or "name2" not in heads:
        raise BadInputError(
            N_("The file {file} needs the columns name1 and name2."), field="pairs", file=file.name
        )
    matcher = load_matcher(resources / FOLDER)
    schema = next((heads[name] for name in _SCHEMAS if name in heads), None)
    found = []
    for row in rows:
        one, other = row[heads["name1"]] or "", row[heads["name2"]] or ""
        found.append((one, other, matcher.compare_names(one, other, (row[schema] or "") if schema else "")))
    return found
