"""Pictures within a PDF that cannot be read whole: whoever draws the page leaves them out without a word."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
from pikepdf import Array
from PIL import Image
from pypdfium2 import raw

from xborder_desk.documents.marks import BREAKS
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pikepdf

MOST_LOOKED_AT: Final = 50_000
MOST_TOLD: Final = 20
"""So many pages are named; who reads that knows what the file is like."""
_LEAST: Final = 11
"""No picture of those kinds has fewer bytes: so many has the head of its first part."""
_TAIL: Final = 2048
_END: Final = b"\xff\xd9"
_PHOTO: Final = "/DCTDecode"
_WHOLE_OR_NOTHING: Final = frozenset({"/JBIG2Decode", "/JPXDecode"})


def lost_pictures(pdf: pikepdf.Pdf, source: str, first: int) -> list[Message]:
    """Say which pages have a damaged picture; the first of ``pdf`` is page ``first`` of ``source``."""
    damaged, doubtful = _examined(pdf)
    if doubtful:
        seen = _not_drawn(source, [first - 1 + place for place in sorted(doubtful)])
        damaged |= {number - first + 1 for number in seen}
    said = N_("A picture on page {page} is damaged: a part of it may be missing.")
    return [Message(said, {"page": first + place}) for place in sorted(damaged)[:MOST_TOLD]]


def _examined(pdf: pikepdf.Pdf) -> tuple[set[int], set[int]]:
    """Give the pages (from 0) with a damaged photograph, and those of which only drawing can tell."""
    known: dict[tuple[int, int], str] = {}
    damaged, doubtful = set[int](), set[int]()
    for place, page in enumerate(pdf.pages):
        for picture in _pictures_of(page):
            if picture.objgen not in known:
                if len(known) >= MOST_LOOKED_AT:
                    return damaged, doubtful
                known[picture.objgen] = _state(picture)
            state = known[picture.objgen]
            if state:
                (damaged if state == "damaged" else doubtful).add(place)
    return damaged, doubtful


def _pictures_of(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    with contextlib.suppress(*BREAKS):
        found = page.get_images()
        yield from (found[name] for name in found)


def _state(picture: pikepdf.Object) -> str:
    """Say whether a picture is damaged, doubtful, or neither as far as can be told without drawing it."""
    with contextlib.suppress(*BREAKS):
        how = picture.get("/Filter")
        filters = [str(one) for one in how] if isinstance(how, Array) else [str(how)]
        if filters == [_PHOTO]:
            return "" if _is_whole(picture.read_raw_bytes()) else "damaged"
        if filters[-1:] and filters[-1] in _WHOLE_OR_NOTHING:
            return "doubtful" if len(picture.read_raw_bytes()) >= _LEAST else "damaged"
        return ""
    return "damaged"


def _is_whole(photo: bytes) -> bool:
    """Whether a JPEG can be read to its end; one that has an end is believed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(photo), formats=["JPEG"]) as opened:
                if _END not in photo[-_TAIL:]:
                    opened.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _not_drawn(source: str, places: Iterable[int]) -> set[int]:
    """Give those of the pages (from 0) of a file on which the one that draws cannot read a picture."""
    found = set[int]()
    with contextlib.suppress(pypdfium2.PdfiumError), pypdfium2.PdfDocument(source) as seen:
        for place in places:
            with contextlib.closing(seen[place]) as page:
                if any(map(_is_lost, page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))):
                    found.add(place)
    return found


def _is_lost(picture: Any) -> bool:  # noqa: ANN401 - a library without types
    if _WHOLE_OR_NOTHING.isdisjoint(f"/{name}" for name in picture.get_filters()):
        return False
    try:
        picture.get_bitmap()
    except pypdfium2.PdfiumError:
        return True
    return False
