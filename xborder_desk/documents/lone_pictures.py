"""Looking for the stamp's place on a scan without drawing the page: its picture, seen coarsely, will do."""

from __future__ import annotations

import contextlib
import io
import math
import re
from typing import TYPE_CHECKING, Final, cast

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from pypdfium2 import raw

from xborder_desk.documents.marks import BREAKS

if TYPE_CHECKING:
    import pypdfium2

    from xborder_desk.documents.boxes import Box

MOST_PIXELS: Final = 80_000_000
LONGEST: Final = 400
"""A page that only places a picture says so in fewer bytes."""
_CUT: Final = re.compile(rb"(?:^|\s)W\*?\s")
_MASKS: Final = ("/SMask", "/Mask", "/Decode", "/ImageMask")
_FAULTS: Final = (
    OSError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    *BREAKS,
)


def even_in_picture(page: pypdfium2.PdfPage, source: pikepdf.Page, box: Box, even: int) -> bool:
    """Whether a page is one photograph and nothing else, with no more than ``even`` greys in a box of it.

    ``page`` and ``source`` are the same page in both readers; what is no such page, or cannot be told this
    way, is not even: then it must be drawn.
    """
    if raw.FPDFPage_CountObjects(page) != 1 or raw.FPDFPage_GetAnnotCount(page):
        return False
    with contextlib.suppress(*_FAULTS):
        return _greys(page, source, box) <= even
    return False


def _greys(page: pypdfium2.PdfPage, source: pikepdf.Page, box: Box) -> float:
    """Give how far the greys in a box lie apart; without end where this is no such page."""
    lone = raw.FPDFPage_GetObject(page, 0)
    at = raw.FS_MATRIX()
    if raw.FPDFPageObj_GetType(lone) != raw.FPDF_PAGEOBJ_IMAGE or not raw.FPDFPageObj_GetMatrix(lone, at):
        return math.inf
    data = _photograph(source)
    if data is None or at.b or at.c or at.a <= 0 or at.d <= 0:
        return math.inf
    left, right = (box.left - at.e) / at.a, (box.right - at.e) / at.a
    above, below = 1 - (box.top - at.f) / at.d, 1 - (box.bottom - at.f) / at.d
    if not (0 <= left < right <= 1 and 0 <= above < below <= 1):
        return math.inf
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        if picture.width * picture.height > MOST_PIXELS or picture.mode not in {"L", "RGB"}:
            return math.inf
        # As fine as the page would be drawn, a dot for each point: unpacking so much takes half the time.
        picture.draft("L", (math.ceil(at.a), math.ceil(at.d)))
        wide, high = picture.size
        cut = (
            math.floor(left * wide),
            math.floor(above * high),
            math.ceil(right * wide),
            math.ceil(below * high),
        )
        darkest, lightest = cast("tuple[int, int]", picture.crop(cut).convert("L").getextrema())
    return float(lightest - darkest)


def _photograph(page: pikepdf.Page) -> bytes | None:
    """Give the one JPEG a page shows, if all it does is to show it whole."""
    objects = page.resources.get("/XObject")
    if not isinstance(objects, Dictionary) or len(objects.keys()) != 1 or "/ExtGState" in page.resources:
        return None
    (picture,) = (one for _, one in objects.items())
    if not isinstance(picture, pikepdf.Stream) or picture.get("/Subtype") != Name.Image:
        return None
    packing = picture.get("/Filter")
    if isinstance(packing, Array):
        packing = packing[0] if len(packing) == 1 else None
    if packing != Name.DCTDecode or any(key in picture for key in _MASKS):
        return None
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    drawn = b"\n".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))
    return None if len(drawn) > LONGEST or _CUT.search(drawn) else picture.read_raw_bytes()
