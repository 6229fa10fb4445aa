"""Papers as Word files: whatever people wrote is in them, in the order and the look it was given."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.edges import outside
from xborder_desk.documents.papers import _kept, _mirrored, write_docx, write_pdf
from xborder_desk.documents.word_language import LONGEST_PROPERTY, property_text, writable

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentObject

FSI, PDI = "\u2068", "\u2069"
ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


def paper(*blocks: dict[str, Any], words: tuple[str, ...] = ("Title",), **more: Any) -> dict[str, Any]:
    count = len(words)
    tags, directions = ["de", "en", "zh-Hans"][:count], ["ltr"] * count
    values: dict[str, Any] = {
        "title": list(words),
        "author": "Beratung",
        "running": list(words),
        "tags": tags,
    }
    values |= {"directions": directions, "landscape": False, "made_at": "2026-11-23T14:30:00+00:00"}
    return {**values, "blocks": list(blocks), **more}


def written(target: Path, data: dict[str, Any]) -> DocumentObject:
    write_docx(data, str(target))
    return Document(str(target))


def text_block(*texts: list[str]) -> dict[str, Any]:
    return {"kind": "text", "texts": list(texts)}


@pytest.mark.parametrize("run", ["x" * 600, "щ" * 600, "ü" * 600, "ש" * 600, "證據" * 300])
def test_no_run_without_an_end_leaves_the_page_of_a_paper(
    project_root: Path, tmp_path: Path, run: str
) -> None:
    cell = [{"words": [run], "style": "plain"}]
    table = {
        "kind": "table",
        "columns": [1, 1, 3],
        "heads": [["A"], ["B"], ["C"]],
        "rows": [[cell, cell, cell]],
    }
    data = paper(text_block([run]), table, words=(run,), running=["T"])
    write_pdf(str(project_root / "resources"), data, str(tmp_path / "a.pdf"))
    assert outside(tmp_path / "a.pdf") == []


def test_what_no_xml_can_hold_is_left_out_and_lines_stay_apart() -> None:
    assert writable("a\x0bb\x00c\td\n") == "abc\td\n"
    assert writable("one\rtwo\r\nthree") == "one\ntwo\nthree"
    assert writable("\ud800\udfff\ufffe\uffff深") == "深"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=ANY_TEXT, title=ANY_TEXT, author=ANY_TEXT)
def test_no_text_of_a_stranger_keeps_a_file_from_being_written(
    tmp_path: Path, said: str, title: str, author: str
) -> None:
    data = paper(text_block([said]), words=(title,), author=author)
    document = written(tmp_path / "any.docx", data)
    assert document.paragraphs[1].text == writable(said)
    assert document.core_properties.author == property_text(author)


@given(ANY_TEXT.map(lambda text: text * 12))
def test_a_property_is_one_line_that_is_not_too_long(text: str) -> None:
    line = property_text(text)
    assert len(line) <= LONGEST_PROPERTY
    assert not {"Cc", "Cs"} & {unicodedata.category(char) for char in line}
    assert property_text(line) == line


def test_a_long_title_is_whole_on_the_page_and_cut_in_the_properties(tmp_path: Path) -> None:
    title = "Kläger gegen " + "Verkäufer " * 40
    document = written(tmp_path / "long.docx", paper(words=(title,)))
    assert document.paragraphs[0].text == title
    assert document.core_properties.title.endswith("…")
    assert title.startswith(document.core_properties.title[:-1])


def test_it_says_who_made_it_and_nothing_of_the_machine(tmp_path: Path) -> None:
    about = written(tmp_path / "a.docx", paper()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("Beratung", "", "")
    assert about.created == about.modified
    assert str(about.created) == "2026-11-23 14:30:00+00:00"


@pytest.mark.parametrize("landscape", [False, True])
def test_a_wide_paper_lies_on_its_side(tmp_path: Path, landscape: object) -> None:
    section = written(tmp_path / "a.docx", paper(landscape=landscape)).sections[0]
    wide, high = section.page_width, section.page_height
    assert wide is not None
    assert high is not None
    assert (wide > high) is landscape
    assert (section.orientation == WD_ORIENT.LANDSCAPE) is landscape


def test_every_kind_of_block_comes_in_its_order(tmp_path: Path) -> None:
    cell = [{"words": ["Wert"], "style": "strong"}, {"words": ["mehr"], "style": "muted"}]
    document = written(
        tmp_path / "a.docx",
        paper(
            {"kind": "heading", "words": ["Kopf"]},
            text_block(["Absatz"], ["Zweiter"]),
            {"kind": "boxes", "texts": [["ja"], ["nein"]]},
            {"kind": "fields", "fields": [(["Feld"], cell)]},
            {"kind": "table", "heads": [["A"], ["B"]], "rows": [[cell, cell]]},
            {"kind": "sign", "texts": [["Ort, Datum"]]},
        ),
    )
    texts = [one.text for one in document.paragraphs]
    assert texts[:6] == ["Title", "Kopf", "Absatz", "Zweiter", "☐ ja", "☐ nein"]
    assert texts[-1] == "Ort, Datum"
    assert texts[-2].endswith("_" * 40)
    fields, table = document.tables
    assert [cell.text for cell in fields.rows[0].cells] == ["Feld", "Wert\nmehr"]
    assert [cell.text for cell in table.rows[0].cells] == ["A", "B"]
    strong, muted = fields.rows[0].cells[1].paragraphs
    assert strong.runs[0].bold is True
    assert muted.runs[0].bold is None
    assert str(muted.runs[0].font.color.rgb) == "5F6B76"


def test_a_second_language_stands_beside_a_text_and_below_a_heading(tmp_path: Path) -> None:
    words = ("Erklärung", "Statement")
    data = paper(
        {"kind": "heading", "words": list(words)}, text_block(["Guten Tag", "Good day"]), words=words
    )
    document = written(tmp_path / "a.docx", data)
    assert document.paragraphs[1].text == "Erklärung\nStatement"
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Guten Tag", "Good day"]


def test_what_is_the_same_in_both_languages_is_said_once(tmp_path: Path) -> None:
    document = written(tmp_path / "a.docx", paper(words=("Shenzhen Ltd.", "Shenzhen Ltd.")))
    assert document.paragraphs[0].text == "Shenzhen Ltd."


def test_chinese_has_a_font_of_its_own(tmp_path: Path) -> None:
    document = written(tmp_path / "a.docx", paper(text_block(["投诉"]), tags=["zh-Hans"]))
    fonts = document.paragraphs[1].runs[0].font.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "SimSun"


def test_values_are_kept_whole_only_where_words_run_from_the_right() -> None:
    data = {
        "titles": ["شكوى", "AB-12"],
        "running": "2026-0001",
        "blocks": [{"words": ["رقم AB-12", "AB-12"]}],
    }
    assert _mirrored(data, ["ltr", "ltr"]) is data
    made = _mirrored(data, ["rtl", "ltr"])
    assert made["titles"] == ["شكوى", "AB-12"]
    assert made["running"] == f"{FSI}2026-0001{PDI}"
    assert made["blocks"] == [{"words": [f"رقم {FSI}AB-12{PDI}", "AB-12"]}]


def test_numbers_and_widths_among_the_data_stay_what_they_are() -> None:
    block = {"columns": [1, 2.5], "rows": [[["AB-12"], None]], "kind": "table"}
    assert _kept(block, ["rtl"]) == {**block, "rows": [[[f"{FSI}AB-12{PDI}"], None]]}
