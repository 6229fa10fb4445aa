"""Reading every stamp back from the finished bundle; runs in a child process."""

from __future__ import annotations

import contextlib
import ctypes
import io
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw

from xborder_desk.documents.boxes import Box, placed, visible
from xborder_desk.documents.characters import FREE
from xborder_desk.documents.imprints import stamp_on
from xborder_desk.documents.inks import page_rotation
from xborder_desk.documents.marks import BREAKS
from xborder_desk.documents.tags import LARGEST, content_of, fingerprint, plainly_even
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

_AT_ONCE: Final = 500
_ON_A_SHEET: Final = 50
"""Each word is looked for in all that stands on its sheet."""
_SEEN_AT_ONCE: Final = 4000
_EVERY: Final = 50
_SLACK: Final = 1.5
_GAP: Final = 20.0
_AROUND: Final = 3
"""Streams of a page whose content stands between two of ours, at least."""
_NOT_INK: Final = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def misread(
    bundle: str,
    stamps: list[list[str]],
    spots: list[str],
    even: Collection[str] = (),
    part: list[int] | None = None,
    ctx: JobContext | None = None,
) -> list[Plain]:
    """Name the pages (from 1) whose stamp cannot be read in its place; none is well.

    ``stamps`` holds what each page must say, label and page number, in order; ``spots`` where; ``even`` names
    contents that are known to close all they open; ``part`` the pages to read (from 0, its end not counted),
    or all.
    """
    wrong: list[Plain] = []
    begin, end = part or (0, len(stamps))
    with pikepdf.open(bundle) as pdf:
        if len(pdf.pages) != len(stamps):
            return [min(len(pdf.pages), len(stamps)) + 1]
        preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
        mirrored = preferences.get("/Direction") == Name.R2L
        pages = [page.obj for page in pdf.pages][begin:end]
        boxes = _places(pages, spots[begin:end])
        known = frozenset(even)
        shapes = [_shape(page, known) for page in pages]
        words: list[list[str]] = []
        for one in range(0, len(pages), _AT_ONCE):
            words += _read(pages[one : one + _AT_ONCE])
    well: set[tuple[tuple[object, ...], Box]] = set()
    for start in range(begin, end, _SEEN_AT_ONCE):
        # Opened anew now and then: the reader keeps every picture it has seen in memory.
        with contextlib.closing(pypdfium2.PdfDocument(bundle)) as seen:
            if len(seen) != len(stamps):
                return [min(len(seen), len(stamps)) + 1]
            for place in range(start, min(start + _SEEN_AT_ONCE, end)):
                if ctx is not None and place % _EVERY == 0:
                    ctx.progress(place - begin, end - begin, N_("Checking page numbers"))
                said = _says(words[place - begin], stamps[place], mirrored=mirrored)
                shape, box = shapes[place - begin], boxes[place - begin]
                if not said or ((shape, box) not in well and not _stands(seen, place, box)):
                    wrong.append(place + 1)
                elif shape:
                    well.add((shape, box))
    return wrong


def bare(text: str) -> str:
    """Leave out what has no ink, and unify forms: what was written can be compared with what is read."""
    # Twice: what is left out may have stood between a letter and its accent, which readers then join.
    return _inked(_inked(text))


def _inked(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c not in FREE and unicodedata.category(c) not in _NOT_INK)


def _places(pages: Sequence[pikepdf.Object], spots: list[str]) -> list[Box]:
    """Find where the stamps must stand; reckoned once for all pages that are alike."""
    known: dict[tuple[object, ...], Box] = {}
    found = []
    for page, spot in zip(pages, spots, strict=True):
        size = stamp_on(page).BBox.unparse()
        boxes = [page[key].unparse() if key in page else b"" for key in ("/MediaBox", "/CropBox")]
        turn = page.get("/Rotate", 0)
        about = (size, *boxes, turn if isinstance(turn, int) else None, spot)
        if about not in known or "/MediaBox" not in page:  # which it may have from what it hangs below
            known[about] = _place(pikepdf.Page(page), spot)
        found.append(known[about])
    return found


def _shape(page: pikepdf.Object, even: Collection[str]) -> tuple[object, ...]:
    """Say what alone decides where the stamp of a page stands; nothing if that is more than can be told.

    Of pages that draw by the same streams, one is looked at for all.
    """
    drawn = _streams(page, even)
    if not drawn or not all(one.is_indirect for one in drawn):
        return ()
    form = stamp_on(page)
    matrix = form["/Matrix"].unparse() if "/Matrix" in form else b""
    return (*(one.objgen for one in drawn), form.BBox.unparse(), matrix)


def _streams(page: pikepdf.Object, even: Collection[str]) -> list[pikepdf.Object]:
    """Give the streams of a page that reach the stamp; none if any might.

    Where all that an exhibit shows is a form, it does not; nor does a content of its own that closes all it
    opens, between a stream that keeps the state of drawing and one that takes it up again.
    """
    drawn = page.get("/Contents")
    if isinstance(drawn, pikepdf.Stream):
        return [drawn] if set(page.Resources.keys()) == {"/XObject"} else []
    pieces = list(drawn) if isinstance(drawn, Array) else []
    if len(pieces) < _AROUND or not all(isinstance(one, pikepdf.Stream) for one in pieces):
        return []
    first, *own, last = pieces
    with contextlib.suppress(*BREAKS):
        content = content_of(own)
        if fingerprint(content) in even or (len(content) <= LARGEST and plainly_even(content)):
            return [first, last]
    return []


def _place(page: pikepdf.Page, spot: str) -> Box:
    form = stamp_on(page.obj)
    size = (float(form.BBox[2]), float(form.BBox[3]))
    return placed(visible(page), page_rotation(page), size, spot).covers(*size)


def _read(pages: Sequence[pikepdf.Object]) -> list[list[str]]:
    """Read the stamps of some pages, one below the other on sheets: a reader of words takes pages whole.

    A stamp that is larger than it says reads as nothing.
    """
    with pikepdf.new() as sheets:
        starts = range(0, len(pages), _ON_A_SHEET)
        places = [_sheet(sheets, pages[start : start + _ON_A_SHEET]) for start in starts]
        kept = io.BytesIO()
        sheets.save(kept, static_id=True, compress_streams=False)
    with contextlib.closing(pypdfium2.PdfDocument(kept.getvalue())) as seen:
        return [words for number, boxes in enumerate(places) for words in _said(seen, number, boxes)]


def _sheet(sheets: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> list[Box]:
    """Draw the stamps of some pages on a sheet; gives where each stands."""
    drawn, places, high, wide = [], [], _GAP, _GAP
    objects = Dictionary()
    for number, page in enumerate(pages):
        form = stamp_on(page)
        objects[f"/S{number}"] = sheets.copy_foreign(form)
        drawn.append(f"q 1 0 0 1 0 {high:.1f} cm /S{number} Do Q")
        places.append(Box(0.0, high, float(form.BBox[2]), high + float(form.BBox[3])))
        high += float(form.BBox[3]) + _GAP
        wide = max(wide, float(form.BBox[2]))
    sheet = sheets.add_blank_page(page_size=(wide, high))
    sheet.obj.Resources = Dictionary(XObject=objects)
    sheet.obj.Contents = sheets.make_stream("\n".join(drawn).encode())
    return places


def _said(seen: pypdfium2.PdfDocument, number: int, places: list[Box]) -> list[list[str]]:
    """Give what the stamps on a sheet say, each in its place."""
    with contextlib.closing(seen[number]) as read, contextlib.closing(read.get_textpage()) as text:
        if raw.FPDFPage_CountObjects(read) != len(places):
            return [[] for _ in places]
        forms = [raw.FPDFPage_GetObject(read, place) for place in range(len(places))]
        return [
            list(_words(form, text)) if _inside(form, box) else []
            for form, box in zip(forms, places, strict=True)
        ]


def _stands(seen: pypdfium2.PdfDocument, place: int, box: Box) -> bool:
    """Whether the last thing drawn on the page is a form, and that in the stamp's place."""
    with contextlib.closing(seen[place]) as page:
        count = raw.FPDFPage_CountObjects(page)
        form = raw.FPDFPage_GetObject(page, count - 1) if count > 0 else None
        return bool(form) and raw.FPDFPageObj_GetType(form) == raw.FPDF_PAGEOBJ_FORM and _inside(form, box)


def _says(read: list[str], expected: list[str], *, mirrored: bool) -> bool:
    if _solid(read) == _solid(expected):
        return True
    right_to_left = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in "".join(expected))
    if mirrored or right_to_left:
        return _pieces(read) == _pieces(expected)
    return bare("".join(read)) == bare("".join(expected))


def _solid(texts: list[str]) -> str:
    """Leave out plain spaces: quick, and enough for most."""
    return "".join(texts).replace(" ", "")


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
