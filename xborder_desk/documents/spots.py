"""Finding a free place for the stamp on a foreign page, by what is drawn there; runs in a child process."""

from __future__ import annotations

import contextlib
import ctypes
import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, cast

import pypdfium2
from pypdfium2 import raw

from xborder_desk.documents.boxes import SHRUNK, SMALL, Box, placed, seen_size, spots
from xborder_desk.documents.lone_pictures import even_in_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pikepdf
    from PIL import Image

CLEAR: Final = 2.0
"""So much around the stamp must be free, too; in points."""
EVEN: Final = 24
"""Greys (of 255) by which empty paper may differ from itself: scans are never quite white."""
MOST_OBJECTS: Final = 3000
MOST_PIXELS: Final = 2_000_000
_SAME: Final = 1.0


def free_spot(
    page: pypdfium2.PdfPage,
    box: Box,
    rotation: int,
    size: tuple[float, float],
    corner: str,
    source: pikepdf.Page | None = None,
) -> str:
    """Say where on a page a stamp of this size covers nothing.

    That is its corner, or else the nearest free place of the margins; where nothing is free it is the corner
    again, and what the page shows must be made smaller. ``source`` is the page as another reader has it.
    """
    if min(seen_size(box, rotation)) < SMALL:
        return corner  # such a page grows instead
    own = placed(box, rotation, size, corner).covers(*size)
    if not _touched(page, own):
        return corner
    if source is not None and even_in_picture(page, source, _around(own), EVEN):
        return corner
    wide, high = page.get_size()
    seen = seen_size(box, rotation)
    if abs(wide - seen[0]) > _SAME or abs(high - seen[1]) > _SAME:
        return corner + SHRUNK  # the two readers see a different page
    for _, near in groupby(spots(corner), lambda spot: spot.partition("-")[0]):
        wanted = {spot: placed(Box(0, 0, *seen), 0, size, spot).covers(*size) for spot in near}
        strip = _drawn(page, list(wanted.values()), seen)
        for spot, place in wanted.items():
            if strip.empty(place):
                return spot
    return corner + SHRUNK


def not_usual(found: Mapping[int, str], corner: str) -> dict[int, str]:
    """Keep of the spots found, by page, those that are not the corner itself."""
    return {place: spot for place, spot in found.items() if spot != corner}


@dataclass(frozen=True, slots=True)
class _Strip:
    """The edge of a page, drawn in grey: ``scale`` dots per point, ``left`` and ``top`` cut off."""

    picture: Image.Image
    scale: float
    left: int
    top: int
    high: float

    def empty(self, box: Box) -> bool:
        """Whether nothing is drawn in a box of the page as it is seen, nor close around it."""
        cut = (
            max(0, int((box.left - CLEAR) * self.scale) - self.left),
            max(0, int((self.high - box.top - CLEAR) * self.scale) - self.top),
            min(self.picture.width, int((box.right + CLEAR) * self.scale) + 1 - self.left),
            min(self.picture.height, int((self.high - box.bottom + CLEAR) * self.scale) + 1 - self.top),
        )
        low, high = cast("tuple[int, int]", self.picture.crop(cut).getextrema())
        return high - low <= EVEN


def _around(box: Box) -> Box:
    return Box(box.left - CLEAR, box.bottom - CLEAR, box.right + CLEAR, box.top + CLEAR)


def _touched(page: pypdfium2.PdfPage, box: Box) -> bool:
    """Whether anything may be drawn in a box, as far as that is known without drawing."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        return True
    sides = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = sides
    asked = [ctypes.byref(side) for side in sides]
    wide = _around(box)
    # Written out, for it is done for every line of every page.
    for place in range(count):
        if not raw.FPDFPageObj_GetBounds(raw.FPDFPage_GetObject(page, place), *asked) or not (
            left.value > wide.right
            or right.value < wide.left
            or bottom.value > wide.top
            or top.value < wide.bottom
        ):
            return True
    return _marked(page, box)


def _marked(page: pypdfium2.PdfPage, box: Box) -> bool:
    """Whether a comment, field or link lies on the box."""
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        mark = raw.FPDFPage_GetAnnot(page, place)
        sides = raw.FS_RECTF()
        known = bool(mark) and raw.FPDFAnnot_GetRect(mark, sides)
        if mark:
            raw.FPDFPage_CloseAnnot(mark)
        if not known:
            return True
        lower, upper = sorted((sides.bottom, sides.top))
        left, right = sorted((sides.left, sides.right))
        if _reaches(Box(left, lower, right, upper), box):
            return True
    return False


def _reaches(one: Box, box: Box) -> bool:
    return not (
        one.left > box.right + CLEAR
        or one.right < box.left - CLEAR
        or one.bottom > box.top + CLEAR
        or one.top < box.bottom - CLEAR
    )


def _drawn(page: pypdfium2.PdfPage, boxes: list[Box], seen: tuple[float, float]) -> _Strip:
    """Draw the part of a page that holds these boxes; of a scan that takes a quarter of drawing it whole."""
    left = max(0, math.floor(min(box.left for box in boxes) - CLEAR) - 1)
    below = max(0, math.floor(min(box.bottom for box in boxes) - CLEAR) - 1)
    right = max(0, math.floor(seen[0] - max(box.right for box in boxes) - CLEAR) - 1)
    above = max(0, math.floor(seen[1] - max(box.top for box in boxes) - CLEAR) - 1)
    wide, high = seen[0] - left - right, seen[1] - below - above
    scale = min(1.0, (MOST_PIXELS / (wide * high)) ** 0.5)
    crop = (left, below, right, above)
    with contextlib.closing(
        page.render(scale=scale, crop=crop, grayscale=True, may_draw_forms=True)
    ) as bitmap:
        picture = bitmap.to_pil().convert("L").copy()
    return _Strip(picture, scale, math.ceil(left * scale), math.ceil(above * scale), seen[1])
