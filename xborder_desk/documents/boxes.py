"""Where on a page the stamp goes: the visible box, its turn, and the matrix into its corner."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pikepdf

EDGE: Final = 18.0
"""Distance of the stamp from the page's edges in points, on a page of ordinary size."""
ORDINARY: Final = 595.0
SMALL: Final = 300.0
"""A page narrower or lower than this (in points) would have too much of it covered by the stamp."""
LETTER: Final = (0.0, 0.0, 612.0, 792.0)
GROWTH: Final = 1.07
"""A stamp on a page that has grown is larger, too: so much more room it wants."""
WIDEST: Final = 0.9
"""No stamp is wider than this part of its page."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, its corners in order."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Give the width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Matrix:
    """A PDF transformation."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def text(self) -> str:
        """Write it as content streams do."""
        return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in self.values())

    def values(self) -> tuple[float, float, float, float, float, float]:
        """Give the six numbers."""
        return self.a, self.b, self.c, self.d, self.e, self.f

    def covers(self, width: float, height: float) -> Box:
        """Give the rectangle that a form of this size takes up."""
        xs = [self.e + self.a * x + self.c * y for x in (0, width) for y in (0, height)]
        ys = [self.f + self.b * x + self.d * y for x in (0, width) for y in (0, height)]
        return Box(min(xs), min(ys), max(xs), max(ys))


def visible(page: pikepdf.Page) -> Box:
    """Give the part of a page that is seen: its crop box within its media box (either may be inherited)."""
    media = _box(page.mediabox) or Box(*LETTER)
    crop = _box(page.cropbox)
    if crop is None:
        return media
    seen = Box(
        max(media.left, crop.left),
        max(media.bottom, crop.bottom),
        min(media.right, crop.right),
        min(media.top, crop.top),
    )
    return seen if seen.width > 1 and seen.height > 1 else media


def grown(box: Box, rotation: int, size: tuple[float, float], corner: str, *, busy: bool = False) -> Box:
    """Give a page room for its stamp outside of what it shows, if it is small or its corner is ``busy``."""
    turned = rotation in {90, 270}
    wide, high = (box.height, box.width) if turned else (box.width, box.height)
    if min(wide, high) >= SMALL and not busy:
        return box
    strip = math.ceil((size[1] + EDGE) * max(1.0, GROWTH * min(wide, high) / ORDINARY))
    more = max(0, math.ceil(size[0] + 2 * EDGE - wide))
    below, above = (strip, 0.0) if corner.startswith("bottom") else (0.0, strip)
    # What the reader sees as left, bottom, right and top, as sides of the page before its turn.
    seen = (0.0, below, more, above)
    turns = rotation // 90
    left, bottom, right, top = (seen[(side - turns) % 4] for side in range(4))
    return Box(box.left - left, box.bottom - bottom, box.right + right, box.top + top)


def placed(box: Box, rotation: int, size: tuple[float, float], corner: str) -> Matrix:
    """Set a form of this size upright into a corner of a page as it is seen after its turn.

    The stamp grows with pages larger than ordinary paper and shrinks where it would not fit.
    """
    turned = rotation in {90, 270}
    wide, high = (box.height, box.width) if turned else (box.width, box.height)
    scale = max(1.0, min(wide, high) / ORDINARY)
    edge = min(EDGE * scale, wide * (1 - WIDEST) / 2, high * (1 - WIDEST) / 2)
    scale = min(scale, (wide - 2 * edge) / size[0], (high - 2 * edge) / size[1])
    x = edge if corner.endswith("left") else wide - edge - size[0] * scale
    y = edge if corner.startswith("bottom") else high - edge - size[1] * scale
    match rotation:
        case 90:
            return Matrix(0, scale, -scale, 0, box.right - y, box.bottom + x)
        case 180:
            return Matrix(-scale, 0, 0, -scale, box.right - x, box.top - y)
        case 270:
            return Matrix(0, -scale, scale, 0, box.left + y, box.top - x)
        case _:
            return Matrix(scale, 0, 0, scale, box.left + x, box.bottom + y)


def _box(values: Any) -> Box | None:  # noqa: ANN401 - a PDF value, however broken
    try:
        a, b, c, d = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    box = Box(min(a, c), min(b, d), max(a, c), max(b, d))
    return box if box.width > 0 and box.height > 0 else None
