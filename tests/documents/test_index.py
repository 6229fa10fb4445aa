"""The list of exhibits as a Word file: every exhibit in a row, the same bytes every time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import docx

from tests.factories.dossier import content, mail
from xborder_desk.documents.index import index_paper, write_index
from xborder_desk.documents.writer import Place, writer_for
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from pathlib import Path


def test_every_exhibit_has_its_row_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    made = content([mail(1), mail(2, title="Zweiter", description="Eine Zeile.")])
    writer = writer_for(made, Language("de"))
    paper = index_paper(made, writer, {"E-01": Place(8, 9), "E-02": Place(10, 10)})
    write_index(paper, str(tmp_path / "a.docx"))
    time.sleep(2.1)
    write_index(paper, str(tmp_path / "b.docx"))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    (table,) = docx.Document(str(tmp_path / "a.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 3
    assert rows[1][0] == "Anlage K 1"
    assert rows[1][5] == "8–9"
    assert rows[2][1] == "Zweiter\nEine Zeile."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx"]
