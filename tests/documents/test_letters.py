"""Letters on paper: both sides level, marks kept, in pages, Word and text."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from docx import Document

from tests.factories.edges import outside
from xborder_desk.documents.composing import compose
from xborder_desk.documents.form_sheets import form_data, form_json, form_xml
from xborder_desk.documents.letters import Side, letter_data, letter_docx, letter_text
from xborder_desk.domain.forms import FieldState, FilledField, FilledForm, FilledSection
from xborder_desk.domain.letters import Paragraph, Run, Written

if TYPE_CHECKING:
    from pathlib import Path


def written(tag: str, *texts: str, direction: Any = "ltr") -> Written:
    body = tuple(
        Paragraph(f"c{n}", ((Run(text), Run("[… x]", "x", missing=True)),)) for n, text in enumerate(texts)
    )
    line = (Run("line"),)
    return Written(
        template="t", language=tag, direction=direction, title="T", sender=(line, line), recipient=(line,),
        date=line, reference=line, subject=Paragraph("subject", ((Run(f"Subject {tag}"),),)), body=body,
        signature=(line,), enclosures=("Receipt",), enclosures_title="Enclosures", page="{n}/{total}",
    )  # fmt: skip


def side(tag: str, *texts: str, beside: str = "", direction: Any = "ltr") -> Side:
    return Side(written(tag, *texts, direction=direction), tag, beside)


def pages(project_root: Path, tmp_path: Path, data: dict[str, Any], template: str = "letter.typ") -> str:
    target = tmp_path / "out.pdf"
    compose(str(project_root / "resources"), template, data, "2026-11-23T00:00:00+00:00", str(target))
    with pypdfium2.PdfDocument(target) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_text_is_never_markup(project_root: Path, tmp_path: Path) -> None:
    nasty = '#panic("x") *bold* _it_ $x$ @ref <label> \\ {n}'
    data = letter_data([side("en", nasty)], project_root / "resources", "A")
    text = pages(project_root, tmp_path, data)
    assert '#panic("x") *bold* _it_ $x$ @ref' in text
    assert "1/1" in text
    assert "[… x]" in text


@pytest.mark.parametrize("run", ["x" * 600, "щ" * 600, "ü" * 600, "ש" * 600, "證據" * 300])
def test_no_run_without_an_end_leaves_the_page_of_a_letter(
    project_root: Path, tmp_path: Path, run: str
) -> None:
    for sides in ([side("en", run)], [side("en", run), side("de", run, beside="x")]):
        text = pages(project_root, tmp_path, letter_data(sides, project_root / "resources", "A"))
        assert text.count(run[0]) >= 300
        assert outside(tmp_path / "out.pdf") == []


def test_a_translation_stands_beside_its_clause(project_root: Path, tmp_path: Path) -> None:
    sides = [side("zh-Hans", "甲方", "乙方"), side("ar", "أولا", "ثانيا", beside="ترجمة", direction="rtl")]
    data = letter_data(sides, project_root / "resources", "A")
    assert [(row["a"][0][0]["text"], row["b"][0][0]["text"]) for row in data["rows"][4:6]] == [
        ("甲方", "أولا"),
        ("乙方", "ثانيا"),
    ]
    assert "甲方" in pages(project_root, tmp_path, data)


def test_a_long_letter_goes_on_over_the_page(project_root: Path, tmp_path: Path) -> None:
    texts = [f"Clause {number}. " + "A sentence of some length. " * 12 for number in range(30)]
    for sides in ([side("en", *texts)], [side("en", *texts), side("de", *texts, beside="x")]):
        text = pages(project_root, tmp_path, letter_data(sides, project_root / "resources", "A"))
        assert "Clause 29." in text
        assert "2/" in text


def test_plain_text_has_every_part_in_order() -> None:
    text = letter_text([side("en", "One", "Two"), side("de", "Eins", "Zwei", beside="Nur Akte")])
    places = [text.index(part) for part in ("Subject en", "One", "Two", "Enclosures", "Nur Akte", "Eins")]
    assert places == sorted(places)
    assert text.endswith("\n")


def test_a_word_file_marks_what_is_missing() -> None:
    document = Document(io.BytesIO(letter_docx([side("zh-Hant", "甲\x0b乙")], "A")))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert marked == ["[… x]"]
    assert document.core_properties.language == "zh-Hant"


FORM = FilledForm(
    "f", "de", "ltr", "Blatt", "Kein Formular", "Ein Gesetz",
    (FilledSection("1", "Gericht", (
        FilledField("1.1", "court", "Name", "A & B <c>", FieldState.FILLED, "", "X/y"),
        FilledField("1.2", "street", "Straße", "", FieldState.MISSING, "fehlt", ""),
    )),),
)  # fmt: skip


def test_a_form_says_what_it_is_in_every_shape(project_root: Path, tmp_path: Path) -> None:
    text = pages(
        project_root, tmp_path, form_data(FORM, project_root / "resources", "2026-0001", ["W"]), "form.typ"
    )
    assert "Kein Formular" in text
    assert "[… fehlt]" in text
    assert '"incomplete": [\n    "1.2 street"\n  ]' in form_json(FORM, "2026-0001", ())
    assert b"<value>A &amp; B &lt;c&gt;</value>" in form_xml(FORM, "2026-0001", ["W"])


def test_a_word_file_runs_from_the_right_where_its_language_does() -> None:
    arabic = side("ar", "نص", direction="rtl")
    document = Document(io.BytesIO(letter_docx([arabic], "x")))
    assert "w:bidi" in document.styles["Normal"].element.xml
    flags = {run.text: bool(run.font.rtl) for one in document.paragraphs for run in one.runs}
    assert flags["نص"] is True
    assert flags["line"] is False
    german = Document(io.BytesIO(letter_docx([side("de", "Text")], "x")))
    assert "w:bidi" not in german.styles["Normal"].element.xml


def test_the_window_of_the_envelope_is_where_the_country_has_it(project_root: Path, tmp_path: Path) -> None:
    places = {}
    for window in ("start", "right"):
        one = replace(written("fr", "Texte"), window=window, recipient=((Run("Destinataire"),),))
        data = letter_data([Side(one, "fr", "")], project_root / "resources", "x")
        target = tmp_path / f"{window}.pdf"
        compose(str(project_root / "resources"), "letter.typ", data, "2026-11-23T00:00:00+00:00", str(target))
        with pypdfium2.PdfDocument(target) as document:
            text = document[0].get_textpage()
            found = text.search("Destinataire").get_next()
            assert found is not None
            left, _bottom, _right, top = text.get_charbox(found[0])
            places[window] = (left / 72 * 25.4, 297 - top / 72 * 25.4)
    assert 24 < places["start"][0] < 27
    assert 108 < places["right"][0] < 112
    assert all(49 < down < 53 for _left, down in places.values())


@pytest.mark.parametrize("lines", [2, 6, 7, 12])
def test_the_address_does_not_move_with_the_sender(project_root: Path, tmp_path: Path, lines: int) -> None:
    sender = tuple((Run(f"Line {number}"),) for number in range(lines))
    one = replace(written("de", "Text"), sender=sender, recipient=((Run("Empfangende"),),))
    data = letter_data([Side(one, "de", "")], project_root / "resources", "x")
    target = tmp_path / "out.pdf"
    compose(str(project_root / "resources"), "letter.typ", data, "2026-11-23T00:00:00+00:00", str(target))
    with pypdfium2.PdfDocument(target) as document:
        text = document[0].get_textpage()
        found = text.search("Empfangende").get_next()
        assert found is not None
        assert 49 < 297 - text.get_charbox(found[0])[3] / 72 * 25.4 < 53


def test_a_long_address_pushes_the_rest_down_and_covers_nothing(project_root: Path, tmp_path: Path) -> None:
    many = tuple((Run(f"Address line {number}"),) for number in range(14))
    one = replace(written("de", "Text"), recipient=many, reference=(Run("Our reference 7"),))
    data = letter_data([Side(one, "de", "")], project_root / "resources", "x")
    target = tmp_path / "out.pdf"
    compose(str(project_root / "resources"), "letter.typ", data, "2026-11-23T00:00:00+00:00", str(target))
    with pypdfium2.PdfDocument(target) as document:
        text = document[0].get_textpage()
        last, reference = (text.search(words).get_next() for words in ("Address line 13", "Our reference 7"))
        assert last is not None
        assert reference is not None
        assert text.get_charbox(reference[0])[3] < text.get_charbox(last[0])[1]


def test_a_subject_of_any_length_and_letters_no_file_can_hold_make_a_word_file() -> None:
    one = side("de", "vor \ud800 nach")
    subject = Paragraph("subject", ((Run("Rückzahlung\x01 " * 40),),))
    made = letter_docx([replace(one, letter=replace(one.letter, subject=subject))], "Beratung\x02")
    about = Document(io.BytesIO(made)).core_properties
    assert len(about.title) == 255
    assert about.title.startswith("Rückzahlung")
    assert about.author.startswith("Beratung")
