"""Letters on paper: as data for the page template, as a Word file, and as plain text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.composing import language_of
from xborder_desk.documents.fonts import families, find_fonts
from xborder_desk.documents.word_language import (
    add_words,
    complex_look,
    mirror,
    property_text,
    run_from_right,
    speak,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from docx.text.paragraph import Paragraph as DocxParagraph

    from xborder_desk.domain.letters import Line, Written

TEMPLATE: Final = "letter.typ"
_WIDE: Final = 88
# What no Word file can hold.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HAN_FONTS: Final = {"zh-Hans": "SimSun", "zh-Hant": "PMingLiU"}


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a letter, with the words of its frame that the letter itself does not hold."""

    letter: Written
    language_name: str
    beside: str


def letter_data(sides: Sequence[Side], resources: Path, author: str) -> dict[str, Any]:
    """Give a letter, or two side by side, as data for its pages; the first is the one that goes out."""
    fonts = find_fonts(resources / "fonts")
    first = sides[0].letter
    data: dict[str, Any] = {
        "title": first.subject.text.replace("\n", " "),
        "author": author,
        "language": language_of(first.language, first.direction),
        "words": {},
        "sides": [_side(side, families(fonts, side.letter.language)) for side in sides],
    }
    if len(sides) > 1:
        data["rows"] = [
            {"a": _lines(a), "b": _lines(b), "strong": strong}
            for a, b, strong in _level(first, sides[1].letter)
        ]
    return data


def _side(side: Side, fonts: Sequence[str]) -> dict[str, Any]:
    letter = side.letter
    return {
        "language": language_of(letter.language, letter.direction),
        "fonts": list(fonts),
        "language_name": side.language_name,
        "beside": side.beside,
        "page": letter.page,
        "sender": _lines(letter.sender),
        "recipient": _lines(letter.recipient),
        "date": _lines((letter.date,))[0],
        "reference": _lines((letter.reference,))[0],
        "subject": _lines(letter.subject.lines),
        "body": [_lines(paragraph.lines) for paragraph in letter.body],
        "signature": _lines(letter.signature),
        "enclosures": list(letter.enclosures),
        "enclosures_title": letter.enclosures_title,
        "window": letter.window,
    }


def _lines(lines: Sequence[Line]) -> list[list[dict[str, Any]]]:
    return [[{"text": run.text, "missing": run.missing} for run in line] for line in lines]


Level = tuple[tuple["Line", ...], tuple["Line", ...], bool]


def _level(a: Written, b: Written) -> Iterator[Level]:
    """Give the parts of two languages that stand level; both have the same clauses in the same order."""
    yield a.sender, b.sender, False
    yield a.recipient, b.recipient, False
    yield (a.date, a.reference), (b.date, b.reference), False
    yield a.subject.lines, b.subject.lines, True
    for left, right in zip(a.body, b.body, strict=True):
        yield left.lines, right.lines, False
    if a.signature:
        yield a.signature, b.signature, False


def letter_text(sides: Sequence[Side]) -> str:
    """Give a letter as plain text; its translation follows below a line."""
    return "\n\n".join(_text(side) for side in sides).rstrip() + "\n"


def _text(side: Side) -> str:
    letter = side.letter
    blocks = [
        _plain(letter.sender),
        _plain(letter.recipient),
        f"{_plain((letter.date,))}\n{_plain((letter.reference,))}",
        letter.subject.text,
        *(paragraph.text for paragraph in letter.body),
        _plain(letter.signature),
    ]
    if letter.enclosures:
        blocks.append("\n".join((f"{letter.enclosures_title}:", *(f"– {one}" for one in letter.enclosures))))
    head = f"{'-' * _WIDE}\n{side.language_name}\n{side.beside}\n\n" if side.beside else ""
    return head + "\n\n".join(block for block in blocks if block)


def _plain(lines: Sequence[Line]) -> str:
    return "\n".join("".join(run.text for run in line) for line in lines)


def letter_docx(sides: Sequence[Side], author: str) -> bytes:
    """Give a letter as a Word file; missing facts are highlighted there too."""
    from docx import Document  # noqa: PLC0415 - only when a Word file is wanted
    from docx.shared import Mm, Pt  # noqa: PLC0415 - as above

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(25), Mm(20)
    letter = sides[0].letter
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    _han_font(style, letter.language)
    speak(document, letter.language, rtl=letter.direction == "rtl")
    document.core_properties.author = property_text(author)
    document.core_properties.title = property_text(letter.subject.text)
    document.core_properties.language = letter.language
    if len(sides) > 1:
        table = document.add_table(rows=0, cols=2)
        if letter.direction == "rtl":
            mirror(table)
        for a, b, strong in _level(letter, sides[1].letter):
            cells = table.add_row().cells
            for cell, side, lines in zip(cells, sides, (a, b), strict=True):
                _put(cell.paragraphs[0], lines, side.letter, bold=strong)
    else:
        _put(document.add_paragraph(), letter.sender, letter, points=8.5)
        for lines, strong in _blocks(letter):
            _put(document.add_paragraph(), lines, letter, bold=strong)
        rtl = letter.direction == "rtl"
        for number, one in enumerate(letter.enclosures):
            said = f"{letter.enclosures_title}: {one}" if not number else one
            add_words(document.add_paragraph(), _writable(said), letter.language, rtl=rtl)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _blocks(letter: Written) -> Iterator[tuple[tuple[Line, ...], bool]]:
    yield letter.recipient, False
    yield (letter.date, letter.reference), False
    yield letter.subject.lines, True
    for paragraph in letter.body:
        yield paragraph.lines, False
    if letter.signature:
        yield letter.signature, False


def _put(
    paragraph: DocxParagraph,
    lines: Sequence[Line],
    letter: Written,
    *,
    bold: bool = False,
    points: float = 0,
) -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415 - only when a Word file is wanted
    from docx.shared import Pt  # noqa: PLC0415 - as above

    rtl = letter.direction == "rtl"
    run_from_right(paragraph, rtl=rtl)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        for run in line:
            for made in add_words(paragraph, _writable(run.text), letter.language, rtl=rtl):
                made.bold = bold or run.missing
                if points:
                    made.font.size = Pt(points)
                if made.font.rtl:
                    complex_look(made)
                if run.missing:
                    made.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _han_font(style: Any, language: str) -> None:  # noqa: ANN401 - a style of the library, which has no public type
    from docx.oxml.ns import qn  # noqa: PLC0415 - only when a Word file is wanted

    font = _HAN_FONTS.get(language)
    if font:
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
