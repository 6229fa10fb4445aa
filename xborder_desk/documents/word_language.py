"""Language and writing direction in Word files: of words, lines, tables and pages."""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.characters import OPENERS, PDI, plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LRM: Final = "\u200e"
LONGEST_PROPERTY: Final = 255
"""So many characters a Word file's title or author may have."""
_HOME: Final = {
    "ar": "SA", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "GB", "es": "ES", "fa": "IR",
    "fr": "FR", "he": "IL", "it": "IT", "ja": "JP", "ko": "KR", "nl": "NL", "pl": "PL", "pt": "PT",
    "ro": "RO", "sv": "SE",
}  # fmt: skip
_CHINESE: Final = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh": "zh-CN"}
_EAST_ASIAN: Final = frozenset({"zh", "ja", "ko"})
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_RETURNS: Final = re.compile("\r\n?")
_COMPLEX: Final = frozenset({"R", "AL"})
_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_ISOLATE: Final = re.compile("[\u2066-\u2068]([^\u2066-\u2069\n]*)\u2069")
# What may follow an element in the order that the format prescribes; readers other than Word insist on it.
_AFTER_BIDI: Final = (
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_AFTER_SECTION_BIDI: Final = "rtlGutter docGrid printerSettings sectPrChange"
_AFTER_LANG: Final = "eastAsianLayout specVanish oMath rPrChange"
_AFTER_SIZE: Final = f"highlight u effect bdr shd fitText vertAlign rtl cs em lang {_AFTER_LANG}"
_EAST_ASIAN_FONTS: Final = {"zh-Hant": "PMingLiU", "zh-Hans": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
_AFTER_MIRROR: Final = (
    "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription tblPrChange"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: their size in points, or none for that of their style; a colour, or none."""

    bold: bool = False
    points: float = 0.0
    colour: tuple[int, int, int] | None = None


def word_tag(tag: str) -> str:
    """Give a language tag as Word names languages, always with a region (``ar-SA``, ``zh-TW``)."""
    if tag in _CHINESE:
        return _CHINESE[tag]
    parts = tag.split("-u-", maxsplit=1)[0].split("-")
    region = next((part for part in parts[1:] if len(part) == len("DE")), _HOME.get(parts[0], ""))
    return f"{parts[0]}-{region}" if region else parts[0]


def speak(document: Document, tag: str, *, rtl: bool) -> None:
    """Have a document be in a language; one from right to left has its pages and every paragraph run so."""
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    _set_lang(fonts, tag, rtl=rtl)
    for lang in document.styles.element.iter(_q("w:lang")):
        _fill_lang(lang, tag, rtl=rtl)
    if not rtl:
        return
    for section in document.sections:
        _flag(section._sectPr, "w:bidi", _AFTER_SECTION_BIDI)  # noqa: SLF001 - the library has no word for it
    for style in ("Normal", "Title", "Heading 1"):
        _flag(document.styles[style].element.get_or_add_pPr(), "w:bidi", _AFTER_BIDI)


def run_from_right(paragraph: Paragraph, *, rtl: bool) -> None:
    """Have one paragraph run from the right, or from the left within a document that runs from the right."""
    line = paragraph._p  # noqa: SLF001 - as above
    if line.pPr is None:
        line.insert(0, deepcopy(_turned(rtl=rtl)))
    else:
        _turn(line.pPr, rtl=rtl)


@lru_cache(maxsize=2)
def _turned(*, rtl: bool) -> Any:  # noqa: ANN401 - the library's own XML
    """Give the properties of a paragraph of which nothing but its direction is known."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only when a Word file is wanted

    made = OxmlElement("w:pPr")
    _turn(made, rtl=rtl)
    return made


def _turn(properties: Any, *, rtl: bool) -> None:  # noqa: ANN401 - as above
    found = _flag(properties, "w:bidi", _AFTER_BIDI)
    if not rtl:
        found.set(_q("w:val"), "0")


def mirror(table: Table) -> None:
    """Have the columns of a table begin at the right."""
    _flag(table._tblPr, "w:bidiVisual", _AFTER_MIRROR)  # noqa: SLF001 - as above


def add_words(paragraph: Paragraph, text: str, tag: str, *, rtl: bool, look: Look | None = None) -> list[Run]:
    """Add a text as runs of one direction each, told to Word with their language; gives the runs."""
    made = []
    for words, complex_script in pieces(_for_word(text), rtl=rtl):
        run = paragraph.add_run(words)
        spoken = _script_tag(words, tag) if complex_script else tag
        # Most runs are like others: putting properties together one by one takes longer than all the rest.
        like = _properties(spoken, tag, look or Look(), rtl=rtl, complex_script=complex_script)
        run.element.insert(0, deepcopy(like))
        made.append(run)
    return made


@lru_cache(maxsize=256)
def _properties(spoken: str, tag: str, look: Look, *, rtl: bool, complex_script: bool) -> Any:  # noqa: ANN401 - as above
    """Put together how a run of a language looks, in a document of the language ``tag``."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as above
    from docx.text.run import Run  # noqa: PLC0415 - as above

    run = Run(OxmlElement("w:r"), None)  # type: ignore[arg-type]  # it stands nowhere
    properties = run.element.get_or_add_rPr()
    if complex_script:
        run.font.rtl = True
    if complex_script or not rtl:
        _set_lang(properties, spoken, rtl=complex_script)
    if look.bold:
        run.bold = True
    if look.points:
        run.font.size = Pt(look.points)
    if look.colour:
        run.font.color.rgb = RGBColor(*look.colour)
    if tag in _EAST_ASIAN_FONTS:
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), _EAST_ASIAN_FONTS[tag])
    if complex_script:
        complex_look(run)
    return properties


def complex_look(run: Run) -> None:
    """Give letters that Word counts as complex, like Arabic ones, the weight and size of the others."""
    run.font.cs_bold = run.bold
    if run.font.size is not None:
        size = _flag(run.element.get_or_add_rPr(), "w:szCs", _AFTER_SIZE)
        size.set(_q("w:val"), str(round(run.font.size.pt * 2)))


def pieces(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Cut a text where letters of the other direction begin; numbers and marks go with their line."""
    current, kept, waiting = rtl, "", ""
    for char in text:
        kind = unicodedata.bidirectional(char)
        strong = kind in _COMPLEX if kind in {"L", "R", "AL"} else None
        if strong is None:
            waiting += char
        elif strong == current:
            kept, waiting = kept + waiting + char, ""
        elif current == rtl:
            if kept + waiting:
                yield kept + waiting, rtl
            current, kept, waiting = strong, char, ""
        else:
            yield kept, current
            current, kept, waiting = strong, waiting + char, ""
    if current == rtl:
        kept, waiting = kept + waiting, ""
    if kept:
        yield kept, current
    if waiting:
        yield waiting, rtl


def _for_word(text: str) -> str:
    """Write isolates, which Word does not know in every version, with the marks that it does."""

    def one(found: re.Match[str]) -> str:
        inner = found.group(1)
        mixed = any(unicodedata.bidirectional(char) in _COMPLEX for char in inner)
        return inner if mixed else f"{LRM}{inner}{LRM}"

    plain = _ISOLATE.sub(one, text)
    return "".join(char for char in plain if char not in OPENERS and char != PDI)


def _script_tag(words: str, tag: str) -> str:
    """Tell the language of letters from right to left in a document of another one, by their script."""
    if tag.split("-", maxsplit=1)[0] in {"ar", "fa", "he", "ur"}:
        return tag
    return "he" if _HEBREW.search(words) else "ar"


def _set_lang(properties: Any, tag: str, *, rtl: bool) -> None:  # noqa: ANN401 - the library's own XML
    _fill_lang(_flag(properties, "w:lang", _AFTER_LANG), tag, rtl=rtl)


def _fill_lang(lang: Any, tag: str, *, rtl: bool) -> None:  # noqa: ANN401 - as above
    if rtl:
        lang.set(_q("w:bidi"), word_tag(tag))
    elif tag.split("-", maxsplit=1)[0] in _EAST_ASIAN:
        lang.set(_q("w:eastAsia"), word_tag(tag))
    else:
        lang.set(_q("w:val"), word_tag(tag))


def _flag(parent: Any, name: str, after: str) -> Any:  # noqa: ANN401 - as above
    """Give the child of a name, put in where the format wants it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only when a Word file is wanted

    found = parent.find(_q(name))
    if found is None:
        found = OxmlElement(name)
        parent.insert_element_before(found, *(f"w:{one}" for one in after.split()))
    return found


def _q(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    return qn(name)


def writable(text: str) -> str:
    """Leave out what no XML can hold; lines end as they do everywhere in our texts."""
    return _UNWRITABLE.sub("", _RETURNS.sub("\n", text))


def property_text(text: str) -> str:
    """Give a title or an author as the properties of a Word file may have it: one line, not too long."""
    line = writable(plain_line(text))
    return line if len(line) <= LONGEST_PROPERTY else f"{line[: LONGEST_PROPERTY - 1]}…"
