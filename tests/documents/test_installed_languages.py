"""A paper in every installed language: what was put in is read out again by two readers."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
import pytest

from tests.prove.test_scripts import found
from xborder_desk.app import find_places
from xborder_desk.documents.papers import write_docx, write_pdf
from xborder_desk.i18n import languages

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.i18n.language import Language

INSTALLED: Final = languages.available(find_places().translations)
LONG: Final = (
    "Every line holds the hash of the line before it in the register of this case. Whoever has the register "
    "can compute all hashes again, and sees any line that was changed, added or taken away."
)
SENTENCES: Final = (
    "Statement of unsuccessful contact attempts",
    "Register of contact attempts",
    LONG,
    "The sender keeps this correct and up to date, and corrects or withdraws it.",
)
VALUES: Final = (
    "2026-0001/A-01",
    "LT12 1000 0111 0100 1000",
    "https://lanyu-ride.example/contact",
    "+86 755 5550 0142",
    "Łukasz Ștefănescu-Müller",
)


# Words with vowel marks are read with the marks beside their letters; all other words come as they are.
MARKS: Final = re.compile("[\u064b-\u0652]")


def paper(language: Language) -> dict[str, Any]:
    """A small paper of sentences and values."""
    said = [[language.text(one)] for one in SENTENCES]
    fields = [[[language.text("Address")], [{"words": [value], "style": ""}]] for value in VALUES]
    return {
        "title": [language.text(SENTENCES[0])],
        "author": "Verbraucherhilfe",
        "running": [f"{language.text(SENTENCES[0])} – 2026-0001"],
        "tags": [language.tag],
        "directions": [language.direction],
        "landscape": False,
        "blocks": [
            {"kind": "text", "texts": said},
            {"kind": "heading", "words": [language.text(SENTENCES[1])]},
            {"kind": "fields", "fields": fields},
        ],
        "made_at": "2026-11-23T00:00:00+00:00",
    }


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_paper_reads_back_as_it_was_written(tag: str, project_root: Path, tmp_path: Path) -> None:
    language = languages.load(tag, find_places().translations)
    target = tmp_path / "paper.pdf"
    write_pdf(str(project_root / "resources"), paper(language), str(target))
    with pypdfium2.PdfDocument(target) as document:
        pdfium = "\n".join(page.get_textpage().get_text_range() for page in document)
    read = {"pdfium": pdfium}
    tool = shutil.which("pdftotext")
    if tool is not None:
        done = subprocess.run([tool, str(target), "-"], check=True, capture_output=True, text=True)
        read["poppler"] = done.stdout
    for reader, text in read.items():
        wanted = [*map(language.text, SENTENCES), *VALUES]
        if reader == "pdfium" and language.direction == "rtl":
            # PDFium turns Latin values within Arabic lines round; Poppler reads them as they were written.
            wanted = wanted[: len(SENTENCES)]
        for said in wanted:
            unmarked = " ".join(word for word in said.split() if not MARKS.search(word))
            assert found(unmarked, MARKS.sub("", text), tag) == 1.0, (reader, said, text)
        assert "[U+" not in text  # every letter has a glyph
    if tag != "en":
        assert language.text(SENTENCES[0]) != SENTENCES[0]


@pytest.mark.parametrize("tag", INSTALLED)
def test_the_word_file_says_the_same(tag: str, tmp_path: Path) -> None:
    from docx import Document  # noqa: PLC0415 - large, for this test alone

    language = languages.load(tag, find_places().translations)
    target = tmp_path / "paper.docx"
    write_docx(paper(language), str(target))
    made = Document(str(target))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    text += "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert all(language.text(one) in text for one in SENTENCES)
    assert all(value in text for value in VALUES)
