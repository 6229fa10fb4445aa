"""Reading every stamp back from the finished bundle; runs in a child process."""

from __future__ import annotations

import contextlib
import ctypes
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from pypdfium2 import raw

from xborder_desk.documents.boxes import Box, placed, visible
from xborder_desk.documents.characters import FREE
from xborder_desk.documents.inks import page_rotation
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

_AT_ONCE: Final = 500
_EVERY: Final = 50
_SLACK: Final = 1.5
_NOT_INK: Final = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def misread(
    bundle: str,
    stamps: list[list[str]],
    spots: list[str],
    part: list[int] | None = None,
    ctx: JobContext | None = None,
) -> list[Plain]:
    """Name the pages (from 1) whose stamp cannot be read in its place; none is well.

    ``stamps`` holds what each page must say, label and page number, in order; ``spots`` where; ``part`` the
    pages to read (from 0, its end not counted), or all.
    """
    wrong: list[Plain] = []
    begin, end = part or (0, len(stamps))
    with pikepdf.open(bundle) as pdf:
        if len(pdf.pages) != len(stamps):
            return [min(len(pdf.pages), len(stamps)) + 1]
        preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
        mirrored = preferences.get("/Direction") == Name.R2L
        boxes = {place: _place(pdf.pages[place], spots[place]) for place in range(begin, end)}
    for start in range(begin, end, _AT_ONCE):
        # Opened anew now and then: the reader keeps every picture it has seen in memory.
        with contextlib.closing(pypdfium2.PdfDocument(bundle)) as seen:
            if len(seen) != len(stamps):
                return [min(len(seen), len(stamps)) + 1]
            for place in range(start, min(start + _AT_ONCE, end)):
                if ctx is not None and place % _EVERY == 0:
                    ctx.progress(place - begin, end - begin, N_("Checking page numbers"))
                if not _says(seen, place, boxes[place], stamps[place], mirrored=mirrored):
                    wrong.append(place + 1)
    return wrong


def bare(text: str) -> str:
    """Leave out what has no ink, and unify forms: what was written can be compared with what is read."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c not in FREE and unicodedata.category(c) not in _NOT_INK)


def _place(page: pikepdf.Page, spot: str) -> Box:
    """Find where the stamp must stand."""
    form = page.obj.Resources.XObject.XbdStamp
    size = (float(form.BBox[2]), float(form.BBox[3]))
    return placed(visible(page), page_rotation(page), size, spot).covers(*size)


def _says(seen: pypdfium2.PdfDocument, place: int, box: Box, expected: list[str], *, mirrored: bool) -> bool:
    """Whether the last thing drawn on the page is the stamp: in its box, with its text."""
    with contextlib.closing(seen[place]) as page, contextlib.closing(page.get_textpage()) as text:
        count = raw.FPDFPage_CountObjects(page)
        form = raw.FPDFPage_GetObject(page, count - 1) if count > 0 else None
        if not form or raw.FPDFPageObj_GetType(form) != raw.FPDF_PAGEOBJ_FORM or not _inside(form, box):
            return False
        read = list(_words(form, text))
    right_to_left = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in "".join(expected))
    if mirrored or right_to_left:
        return _pieces(read) == _pieces(expected)
    return bare("".join(read)) == bare("".join(expected))


def _pieces(texts: list[str]) -> list[str]:
    """Take texts apart into numbers and letters: each reader orders right-to-left text in its own way."""
    return sorted(piece for text in texts for piece in re.findall(r"\d+|\D", bare(text)))


def _words(form: object, text: pypdfium2.PdfTextPage) -> Iterator[str]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        part = raw.FPDFFormObj_GetObject(form, index)
        if raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(part, text, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(part, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            yield buffer.raw.decode("utf-16-le").rstrip("\0")


def _inside(form: object, box: Box) -> bool:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(form, *(ctypes.byref(side) for side in sides)):
        return False
    left, bottom, right, top = (side.value for side in sides)
    slack = max(_SLACK, box.width * 0.02)
    return (
        left >= box.left - slack
        and bottom >= box.bottom - slack
        and right <= box.right + slack
        and top <= box.top + slack
    )
