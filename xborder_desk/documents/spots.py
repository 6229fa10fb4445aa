"""Finding a free place for the stamp on a foreign page, by what is drawn there; runs in a child process."""

from __future__ import annotations

import contextlib
import ctypes
from typing import TYPE_CHECKING, Final, cast

import pypdfium2
from pypdfium2 import raw

from xborder_desk.documents.boxes import SHRUNK, SMALL, Box, placed, seen_size, spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

CLEAR: Final = 2.0
"""So much around the stamp must be free, too; in points."""
EVEN: Final = 24
"""Greys (of 255) by which empty paper may differ from itself: scans are never quite white."""
MOST_OBJECTS: Final = 3000
MOST_PIXELS: Final = 2_000_000
_SAME: Final = 1.0


def free_spot(
    page: pypdfium2.PdfPage, box: Box, rotation: int, size: tuple[float, float], corner: str
) -> str:
    """Say where on a page a stamp of this size covers nothing.

    That is its corner, or else the nearest free place of the margins; where nothing is free it is the corner
    again, and what the page shows must be made smaller.
    """
    if min(seen_size(box, rotation)) < SMALL:
        return corner  # such a page grows instead
    if not _touched(page, placed(box, rotation, size, corner).covers(*size)):
        return corner
    picture = _drawn(page, box, rotation)
    if picture is None:
        return corner + SHRUNK
    seen = seen_size(box, rotation)
    for spot in spots(corner):
        if _empty(picture, placed(Box(0, 0, *seen), 0, size, spot).covers(*size), seen):
            return spot
    return corner + SHRUNK


def not_usual(found: Mapping[int, str], corner: str) -> dict[int, str]:
    """Keep of the spots found, by page, those that are not the corner itself."""
    return {place: spot for place, spot in found.items() if spot != corner}


def _touched(page: pypdfium2.PdfPage, box: Box) -> bool:
    """Whether anything may be drawn in a box, as far as that is known without drawing."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS or raw.FPDFPage_GetAnnotCount(page) > 0:
        return True
    sides = [ctypes.c_float() for _ in range(4)]
    for place in range(count):
        one = raw.FPDFPage_GetObject(page, place)
        if not raw.FPDFPageObj_GetBounds(one, *(ctypes.byref(side) for side in sides)):
            return True
        left, bottom, right, top = (side.value for side in sides)
        apart = (
            left > box.right + CLEAR
            or right < box.left - CLEAR
            or bottom > box.top + CLEAR
            or top < box.bottom - CLEAR
        )
        if not apart:
            return True
    return False


def _drawn(page: pypdfium2.PdfPage, box: Box, rotation: int) -> Image.Image | None:
    """Draw a page in grey; nothing where the two readers see a different page."""
    wide, high = page.get_size()
    seen = seen_size(box, rotation)
    if abs(wide - seen[0]) > _SAME or abs(high - seen[1]) > _SAME:
        return None
    scale = min(1.0, (MOST_PIXELS / (wide * high)) ** 0.5)
    with contextlib.closing(page.render(scale=scale, grayscale=True, may_draw_forms=True)) as bitmap:
        return cast("Image.Image", bitmap.to_pil().convert("L").copy())


def _empty(picture: Image.Image, box: Box, seen: tuple[float, float]) -> bool:
    across, down = picture.width / seen[0], picture.height / seen[1]
    cut = (
        max(0, int((box.left - CLEAR) * across)),
        max(0, int((seen[1] - box.top - CLEAR) * down)),
        min(picture.width, int((box.right + CLEAR) * across) + 1),
        min(picture.height, int((seen[1] - box.bottom + CLEAR) * down) + 1),
    )
    low, high = cast("tuple[int, int]", picture.crop(cut).getextrema())
    return high - low <= EVEN
