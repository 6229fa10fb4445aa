"""Values of form fields in any script: each set on a page of its field's size, which becomes its picture."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

import pikepdf
from pikepdf import Array, Dictionary

from xborder_desk.documents.characters import isolated, legible, notation
from xborder_desk.documents.composing import ARABIC, language_of
from xborder_desk.documents.field_pictures import asked_size, has_several_lines, inherited
from xborder_desk.documents.fonts import covered, families, find_fonts
from xborder_desk.domain.errors import KnownError
from xborder_desk.domain.places import find_places
from xborder_desk.i18n.directions import first_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xborder_desk.documents.fonts import Font

log: Final = logging.getLogger(__name__)
TEMPLATE: Final = "fields.typ"
SMALLEST: Final = 3.0
"""Whatever would have to be smaller than so many points cannot be read: it is told in words."""
LARGEST: Final = 72.0
NARROWEST: Final = 5.0
WIDEST: Final = 14_400.0
MOST_FIELDS: Final = 1000
LONGEST: Final = 5000
MOST_CHARACTERS: Final = 100_000
"""Of all values of one file together."""
CELLS: Final = 1 << 24
"""The flag of a text whose letters stand in cells of their own."""
MOST_CELLS: Final = 500
_TAG: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z]{2,8}){0,3}")
_NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
_TURNED: Final = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
_KNOTTED: Final = re.compile("[\u0900-\u097f\u200c\u200d]{200,}")
"""No word is as long; what shapes letters gives up where so many are to become one."""
_BREAKS: Final = (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError)
_HAN: Final = "CJK UNIFIED"
_NAMED: Final = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "BOPOMOFO": "zh-Hant",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "GREEK": "el",
    "CYRILLIC": "ru",
}
"""A script as its letters are named, and the language it is set as where the file says none."""
_SHARED: Final = {
    "ar": ("ar", "fa", "ur", "ckb", "ps"),
    "zh": ("zh", "ja"),
    "ru": ("ru", "uk", "bg", "sr", "mk"),
}


def draw_values(pdf: pikepdf.Pdf, values: Sequence[tuple[pikepdf.Dictionary, str]]) -> frozenset[int]:
    """Give fields the pictures of their values; gives the places in the list of those to be told in words.

    These are the ones that no picture shows: the field is too small to read them in, most of their letters
    are in no font, or there are more than a form has. A picture that names single characters, like those of
    faces, is told as well.
    """
    everyone = frozenset(range(len(values)))
    if not values:
        return everyone
    try:
        folder = find_places().resources
        wanted = _wanted(pdf, values, find_fonts(folder / "fonts"))
        if not wanted:
            return everyone
        pages, fit = _set(folder, list(wanted.values()))
        with pikepdf.open(io.BytesIO(pages)) as made:
            drawn = [one for one in zip(wanted, made.pages, fit, strict=True) if one[2]]
            for place, page, _ in drawn:
                _take(pdf, values[place][0], page)
    except (KnownError, *_BREAKS) as error:
        log.info("values of fields are told, not drawn: %s", error)
        return everyone
    return everyone - {place for place, _, _ in drawn if wanted[place]["whole"]}


def asks_more(pdf: pikepdf.Pdf, field: pikepdf.Dictionary) -> bool:
    """Whether a field wants its words turned, in cells, in its middle or at its right."""
    return bool(_turn(field) or _cells(field) or _side(pdf, field, "ltr"))


def _wanted(
    pdf: pikepdf.Pdf, values: Sequence[tuple[pikepdf.Dictionary, str]], fonts: tuple[Font, ...]
) -> dict[int, dict[str, Any]]:
    """Say what is to be set, by its place in the list."""
    found: dict[int, dict[str, Any]] = {}
    chosen = _chosen(values, fonts)
    said = _said(pdf, (shown for shown, _ in chosen.values()))
    for place, (shown, whole) in chosen.items():
        field = values[place][0]
        with contextlib.suppress(*_BREAKS):
            wide, high = _room(field)
            if NARROWEST <= min(wide, high) <= max(wide, high) <= WIDEST:
                tag = language_in(shown, said)
                look = _look(pdf, field, shown, tag)
                room = {"wide": wide, "high": high, "fonts": list(families(fonts, tag))}
                found[place] = {**look, **room, "whole": whole}
    return found


def _chosen(
    values: Sequence[tuple[pikepdf.Dictionary, str]], fonts: tuple[Font, ...]
) -> dict[int, tuple[str, bool]]:
    """Give the values that can be set, by their place: as they can be shown, and whether that is all."""
    found: dict[int, tuple[str, bool]] = {}
    characters, left = covered(fonts), MOST_CHARACTERS
    for place, (_, value) in enumerate(values[:MOST_FIELDS]):
        if len(value) > min(LONGEST, left):
            continue
        shown = legible(value, characters)
        names = [name for char in frozenset(value) if (name := notation(char)) in shown]
        letters = "".join(value.split())
        named = sum(map(shown.count, names))
        for name in names:
            shown = shown.replace(name, isolated(name))
        if len(shown) <= min(LONGEST, left) and 2 * named <= len(letters) and not _KNOTTED.search(shown):
            found[place] = (shown, not named)
            left -= len(shown)
    return found


def _look(pdf: pikepdf.Pdf, field: pikepdf.Dictionary, value: str, tag: str) -> dict[str, Any]:
    several, direction = has_several_lines(field), first_letter(value) or "ltr"
    return {
        "value": value if several else " ".join(value.split("\n")),
        "size": min(max(asked_size(pdf, field), SMALLEST), LARGEST),
        "several": several,
        # Arabic letters are joined: each for itself they would be others.
        "cells": 0 if several or ARABIC.search(value) else _cells(field),
        "side": _side(pdf, field, direction),
        "language": language_of(tag, direction),
    }


def _set(folder: Path, fields: list[dict[str, Any]]) -> tuple[bytes, list[bool]]:
    """Set a page for each field; gives them as a PDF, and which of the values fit."""
    import typst  # noqa: PLC0415 - large, and few forms need it

    ours = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
    )
    data = {"fields": fields, "smallest": SMALLEST}
    compiler = typst.Compiler(
        str(folder / "typst" / TEMPLATE),
        root=str(folder / "typst"),
        font_paths=ours,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    )
    try:
        # What lies on a page of others has no structure of its own.
        pages = cast("bytes", compiler.compile(format="pdf", timestamp=_NO_TIME, pdf_tags=False))
        fit: list[bool] = json.loads(compiler.query("<fit>", field="value"))
    except BaseException as error:
        # Where it gives up in its midst it raises what is no Exception; a value is no reason to lose a file.
        if isinstance(error, Exception) or type(error).__name__ != "PanicException":
            raise
        raise RuntimeError(str(error)) from error
    return pages, fit


def _take(pdf: pikepdf.Pdf, field: pikepdf.Dictionary, page: pikepdf.Page) -> None:
    """Make a page the picture of a field, turned as the field is."""
    picture = pdf.copy_foreign(page.as_form_xobject())
    turn = _turn(field)
    if turn:
        # Where it comes to lie by that does not matter: readers move it into the field's rectangle.
        picture.Matrix = Array([*_TURNED[turn], 0, 0])
    field.AP = Dictionary(N=picture)


def _room(field: pikepdf.Dictionary) -> tuple[float, float]:
    """Give width and height of a field as its words run."""
    left, bottom, right, top = (float(side) for side in field.Rect)
    wide, high = round(abs(right - left), 3), round(abs(top - bottom), 3)
    return (high, wide) if _turn(field) in {90, 270} else (wide, high)


def _turn(field: pikepdf.Dictionary) -> int:
    look = field.get("/MK")
    turn = look.get("/R", 0) if isinstance(look, Dictionary) else 0
    return turn % 360 if isinstance(turn, int) and turn % 360 in _TURNED else 0


def _side(pdf: pikepdf.Pdf, field: pikepdf.Dictionary, direction: str) -> int:
    """Tell where lines stand: 0 left, 1 in the middle, 2 right; where nobody said, where reading begins."""
    said = inherited(field, "/Q")
    if said is None:
        said = pdf.Root.AcroForm.get("/Q")
    return said if isinstance(said, int) and said in {0, 1, 2} else 2 * (direction == "rtl")


def _cells(field: pikepdf.Dictionary) -> int:
    """Tell how many cells a field has, one for each letter; 0 where letters stand as they do elsewhere."""
    flags, most = inherited(field, "/Ff"), inherited(field, "/MaxLen")
    celled = inherited(field, "/FT") == pikepdf.Name.Tx and isinstance(flags, int) and bool(flags & CELLS)
    return most if celled and isinstance(most, int) and 0 < most <= MOST_CELLS else 0


def language_in(value: str, said: str = "") -> str:
    """Guess the language of a value by its letters; ``said`` is that of the file, where it says one.

    Only what changes the shape of letters matters: languages of one script are told apart by the file.
    """
    names = [unicodedata.name(char, "") for char in value]
    found = next((tag for name in names for script, tag in _NAMED.items() if name.startswith(script)), "")
    if not found and any(name.startswith(_HAN) for name in names):
        found = "zh"
    known = _usual(said)
    if known.partition("-")[0] in _SHARED.get(found, ()):
        return known
    return _chinese(value) if found == "zh" else found or "en"


def _usual(tag: str) -> str:
    """Write the tag of a language as it is usually written; large and small letters mean the same in it."""
    first, *others = tag.lower().split("-")
    return "-".join([first, *(part.title() if len(part) > len("TW") else part.upper() for part in others)])


def _chinese(value: str) -> str:
    """Tell whether Chinese letters are the short or the long ones; what is both is taken as short."""
    han = "".join(char for char in value if unicodedata.name(char, "").startswith(_HAN))
    return "zh-Hant" if not _known(han, "gb2312") and _known(han, "big5") else "zh-Hans"


def _known(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _said(pdf: pikepdf.Pdf, values: Iterable[str]) -> str:
    """Give the language of a file, or Japanese where one of its values has letters that no other has."""
    said = pdf.Root.get("/Lang")
    if isinstance(said, pikepdf.String) and _TAG.fullmatch(str(said)):
        return str(said)
    return "ja" if any(language_in(value) == "ja" for value in values) else ""
