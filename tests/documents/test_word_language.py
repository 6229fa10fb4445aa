"""Word files in languages of either direction: marks where the format wants them, and pages that show it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.test_letters import side
from xborder_desk.documents.letters import letter_docx
from xborder_desk.documents.papers import write_docx
from xborder_desk.documents.word_language import LRM, pieces, word_tag

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentObject

ARABIC: Final = (
    "نطالب برد مبلغ \u20681,249.00 EUR\u2069 في الحساب \u2068LT12 1000\u2069 قبل \u20682026-03-08\u2069."
)
HEBREW: Final = "התלונה נשלחה אל \u2068Lanyu Ride Ltd.\u2069 ביום \u20682026-03-08\u2069."


def _order(names: str) -> list[str]:
    """Give the order that the format prescribes, as far as we write these."""
    return names.split()


RUN_ORDER: Final = _order("rStyle rFonts b bCs i iCs color sz szCs highlight rtl cs lang")
LINE_ORDER: Final = _order(
    "pStyle keepNext keepLines numPr bidi spacing ind contextualSpacing jc outlineLvl rPr"
)
TABLE_ORDER: Final = _order("tblStyle bidiVisual tblW jc tblInd tblLayout tblLook")
SECTION_ORDER: Final = _order("pgSz pgMar cols bidi rtlGutter docGrid")


def letter(
    tag: str, text: str, *, direction: str = "rtl", beside: tuple[str, str] | None = None
) -> DocumentObject:
    sides = [side(tag, text, direction=direction)]
    if beside is not None:
        sides.append(side(beside[0], beside[1], beside="x", direction="ltr"))
    return Document(io.BytesIO(letter_docx(sides, "A")))


def paper(tmp_path: Path, tags: list[str], directions: list[str], words: list[str]) -> DocumentObject:
    target = tmp_path / "paper.docx"
    cell = [{"words": words, "style": ""}]
    data: dict[str, Any] = {
        "title": words, "author": "A", "running": words, "tags": tags, "directions": directions,
        "landscape": len(tags) > 1, "made_at": "2026-11-23T00:00:00+00:00",
        "blocks": [
            {"kind": "heading", "words": words}, {"kind": "text", "texts": [words]},
            {"kind": "fields", "fields": [[words, cell]]},
            {"kind": "table", "heads": [words, words], "rows": [[cell, cell]]},
        ],
    }  # fmt: skip
    write_docx(data, str(target))
    return Document(str(target))


def lang_of(run: Any, attribute: str) -> str:
    """Give the language that a run is told to Word with."""
    return str(run.element.rPr.find(qn("w:lang")).get(qn(attribute)))


def order_of(element: Any, known: list[str]) -> list[int]:
    names = [child.tag.partition("}")[2] for child in element]
    return [known.index(name) for name in names if name in known]


def well_ordered(document: DocumentObject) -> None:
    """See that every mark stands where the format wants it, or other programs refuse the file."""
    parts = (document.element.body, document.styles.element)
    for name, known in (
        ("w:rPr", RUN_ORDER),
        ("w:pPr", LINE_ORDER),
        ("w:tblPr", TABLE_ORDER),
        ("w:sectPr", SECTION_ORDER),
    ):
        for part in parts:
            for element in part.iter(qn(name)):
                places = order_of(element, known)
                assert places == sorted(places), (name, [child.tag.partition("}")[2] for child in element])
                assert len(places) == len(set(places)), name


@pytest.mark.parametrize(("tag", "text", "word"), [("ar", ARABIC, "ar-SA"), ("he", HEBREW, "he-IL")])
def test_a_letter_from_right_to_left_says_so_in_every_part(tag: str, text: str, word: str) -> None:
    document = letter(tag, text)
    well_ordered(document)
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    lines = [one for one in document.paragraphs if one.text]
    assert all(one._p.pPr is not None and one._p.pPr.find(qn("w:bidi")) is not None for one in lines[:-1])
    body = next(one for one in lines if one.text[:4] == text[:4])
    marked = [run for run in body.runs if run.font.rtl]
    assert marked
    for run in marked:
        assert lang_of(run, "w:bidi") == word
    plain = "".join(run.text for run in body.runs if not run.font.rtl)
    assert "2026" not in "".join(run.text for run in marked) or "2026" not in plain
    assert document.core_properties.language == tag
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:bidi")) == word


def test_values_in_arabic_sentences_are_kept_whole_by_marks_word_knows() -> None:
    body = next(one for one in letter("ar", ARABIC).paragraphs if "1,249.00" in one.text)
    assert f"{LRM}1,249.00 EUR{LRM}" in body.text
    assert f"{LRM}2026-03-08{LRM}" in body.text
    assert not set(body.text) & set("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
    assert body.text.replace(LRM, "") == f"{ARABIC}[… x]".replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("tag", "attribute", "word"),
    [
        ("de", "w:val", "de-DE"),
        ("en", "w:val", "en-GB"),
        ("zh-Hant", "w:eastAsia", "zh-TW"),
        ("zh-Hans", "w:eastAsia", "zh-CN"),
    ],
)
def test_other_languages_are_named_and_nothing_is_turned(tag: str, attribute: str, word: str) -> None:
    document = letter(tag, "Text", direction="ltr")
    well_ordered(document)
    body = next(one for one in document.paragraphs if one.text.startswith("Text"))
    assert lang_of(body.runs[0], attribute) == word
    xml = document.element.xml + document.styles.element.xml
    assert "w:rtl/" not in xml
    assert "<w:bidiVisual" not in xml
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is None


def test_a_letter_in_arabic_with_german_beside_begins_at_the_right() -> None:
    document = letter("ar", ARABIC, beside=("de", "Wir verlangen 1.249,00 €."))
    well_ordered(document)
    table = document.tables[0]
    assert table._tblPr.find(qn("w:bidiVisual")) is not None
    first, second = table.rows[4].cells
    assert "1,249.00" in first.text
    assert second.text.startswith("Wir verlangen")
    off = second.paragraphs[0]._p.pPr.find(qn("w:bidi"))
    assert off.get(qn("w:val")) == "0"
    assert lang_of(second.paragraphs[0].runs[0], "w:val") == "de-DE"


def test_hebrew_names_in_a_german_letter_are_hebrew_to_word() -> None:
    body = next(
        one for one in letter("de", "An שירה כהן in Haifa", direction="ltr").paragraphs if "Haifa" in one.text
    )
    marked = [run for run in body.runs if run.font.rtl]
    assert [run.text for run in marked] == ["שירה כהן"]
    assert lang_of(marked[0], "w:bidi") == "he-IL"


@pytest.mark.parametrize("tags", [["ar"], ["ar", "de"], ["de", "ar"], ["he"], ["zh-Hant"]])
def test_statements_and_their_tables(tmp_path: Path, tags: list[str]) -> None:
    words = {"ar": ARABIC, "de": "Übersicht, 8.3.2026", "he": HEBREW, "zh-Hant": "聲明"}
    directions = ["rtl" if tag in {"ar", "he"} else "ltr" for tag in tags]
    document = paper(tmp_path, tags, directions, [words[tag] for tag in tags])
    well_ordered(document)
    mirrored = [table._tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables]
    assert set(mirrored) == {directions[0] == "rtl"}
    assert (document.sections[0]._sectPr.find(qn("w:bidi")) is not None) == (directions[0] == "rtl")
    for style in ("Normal", "Title", "Heading 1"):
        properties = document.styles[style].element.pPr
        found = properties is not None and properties.find(qn("w:bidi")) is not None
        assert found == (directions[0] == "rtl")
    if tags == ["de", "ar"]:
        arabic = next(cell.paragraphs[0] for cell in document.tables[0].rows[0].cells if "نطالب" in cell.text)
        assert arabic._p.pPr.find(qn("w:bidi")) is not None


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("ar", "ar-SA"),
        ("ar-EG", "ar-EG"),
        ("ar-u-nu-arab", "ar-SA"),
        ("zh-Hans", "zh-CN"),
        ("pt", "pt-PT"),
        ("xx", "xx"),
    ],
)
def test_languages_as_word_names_them(tag: str, word: str) -> None:
    assert word_tag(tag) == word


@given(st.text(alphabet="abZ \u0661 12-.,(שlم)\u200e\n漢"), st.booleans())
def test_pieces_are_the_whole_text_and_each_has_one_direction(text: str, rtl: bool) -> None:  # noqa: FBT001 - given
    found = list(pieces(text, rtl=rtl))
    assert "".join(piece for piece, _way in found) == text
    assert all(piece for piece, _way in found)
    for piece, way in found:
        letters = [char for char in piece if char in "שم漢" or (char.isascii() and char.isalpha())]
        assert all((char in "שم") == way for char in letters)


def test_numbers_go_with_the_line_they_stand_in() -> None:
    assert list(pieces("12 שלום 3", rtl=True)) == [("12 שלום 3", True)]
    assert list(pieces("Nr. 12 שלום 34 x", rtl=False)) == [
        ("Nr. 12 ", False),
        ("שלום", True),
        (" 34 x", False),
    ]
    assert list(pieces("דואר E-01 12", rtl=True)) == [("דואר ", True), ("E", False), ("-01 12", True)]


def test_the_file_is_one_that_other_programs_open(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "brief.docx"
    source.write_bytes(letter_docx([side("ar", ARABIC, direction="rtl")], "A"))
    with zipfile.ZipFile(source) as packed:
        assert packed.testzip() is None
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(
        [tool, str(tmp_path / "brief.pdf"), "-"], check=True, capture_output=True, text=True
    )
    for value in ("1,249.00 EUR", "LT12 1000", "2026-03-08"):
        assert value in done.stdout.translate({ord(LRM): None, 0x202B: None, 0x202C: None, 0x202A: None})
