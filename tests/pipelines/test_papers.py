"""Papers of blocks: every kind of block in both forms, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import docx
import pypdfium2
import pytest

from tests.factories.offices import Inline
from xborder_desk.documents import papers as made
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.domain.statement import Block, Paper, Span, plain_blocks
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.papers import check_target, write_paper

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart

CELL = (Span(("same", "gleich"), "strong"), Span(("only",), "muted"), Span(("f" * 64,), "code"))
BLOCKS = (
    Block("heading", words=("Heading", "Überschrift")),
    Block("text", texts=(("A text", "Ein Text"), ("*not* #markup $x$ <b>", "_auch_ nicht"))),
    Block("boxes", texts=(("mark me", "ankreuzen"),)),
    Block("fields", fields=((("Name", "Name"), CELL),)),
    Block("table", columns=(1, 2), heads=(("One", "Eins"), ("Two", "Zwei")), rows=((CELL, CELL),)),
    Block("sign", texts=(("Place", "Ort"), ("Name", "Name"))),
)
PAPER = Paper(
    ("Title", "Titel"), ("Title",), "Jana", "2026-03-02T09:00:00+00:00", ("en", "de"), ("ltr", "ltr"), BLOCKS
)


def write(target: Path, project_root: Path) -> None:
    write_paper(PAPER, target, project_root / "resources", cast("Apart", Inline()), JobContext())


def test_as_pages(tmp_path: Path, project_root: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write(tmp_path / name, project_root)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    with pypdfium2.PdfDocument(tmp_path / "one.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    for words in ("Heading", "Überschrift", "*not* #markup $x$ <b>", "ankreuzen", "Zwei", "Ort"):
        assert words in text


def test_as_a_word_file(tmp_path: Path, project_root: Path) -> None:
    write(tmp_path / "one.docx", project_root)
    document = docx.Document(str(tmp_path / "one.docx"))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "Ein Text" in cells
    assert any("gleich" in cell for cell in cells)
    assert document.core_properties.author == "Jana"
    assert set(made._BLOCKS) == {block["kind"] for block in plain_blocks(BLOCKS)}


@pytest.mark.parametrize(
    ("name", "fault"), [("x.txt", BadInputError), ("no/x.pdf", FileError), ("there.pdf", FileError)]
)
def test_a_place_that_cannot_be_is_refused_first(tmp_path: Path, name: str, fault: type[Exception]) -> None:
    (tmp_path / "there.pdf").write_bytes(b"")
    with pytest.raises(fault):
        check_target(tmp_path / name)
