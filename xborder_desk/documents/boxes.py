"""Where on a page the stamp goes: the visible box, its turn, and the matrix into its corner."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pikepdf

EDGE: Final = 18.0
"""Distance of the stamp from the page's edges in points, on a page of ordinary size."""
ORDINARY: Final = 595.0
SMALL: Final = 300.0
"""A page narrower or lower than this (in points) would have too much of it covered by the stamp."""
LARGEST: Final = 1_000_000.0
"""No sheet has sides as long as this (350 metres): a number that says so is a fault."""
LETTER: Final = (0.0, 0.0, 612.0, 792.0)
NEAR: Final = 5.0
"""Distance of a stamp from the edge where it stands in the margin, below or above what the page shows."""
NEARLY: Final = "~"
SHRUNK: Final = "!"
"""Behind a spot's name: near the edge; near the edge, with what the page shows made a little smaller."""
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

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Give where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def covers(self, width: float, height: float) -> Box:
        """Give the rectangle that a form of this size takes up."""
        xs = [self.e + self.a * x + self.c * y for x in (0, width) for y in (0, height)]
        ys = [self.f + self.b * x + self.d * y for x in (0, width) for y in (0, height)]
        return Box(min(xs), min(ys), max(xs), max(ys))


def visible(page: pikepdf.Page) -> Box:
    """Give the part of a page that is seen: its crop box within its media box (either may be inherited)."""
    media = boxed(page.mediabox) or Box(*LETTER)
    crop = boxed(page.cropbox)
    if crop is None:
        return media
    seen = Box(
        max(media.left, crop.left),
        max(media.bottom, crop.bottom),
        min(media.right, crop.right),
        min(media.top, crop.top),
    )
    return seen if seen.width > 1 and seen.height > 1 else media


def grown(box: Box, rotation: int, size: tuple[float, float], spot: str) -> Box:
    """Give a small page room for its stamp outside of what it shows."""
    wide, high = seen_size(box, rotation)
    if min(wide, high) >= SMALL:
        return box
    strip = math.ceil((size[1] + EDGE) * max(1.0, GROWTH * min(wide, high) / ORDINARY))
    more = max(0, math.ceil(size[0] + 2 * EDGE - wide))
    below, above = (strip, 0.0) if spot.startswith("bottom") else (0.0, strip)
    # What the reader sees as left, bottom, right and top, as sides of the page before its turn.
    seen = (0.0, below, more, above)
    turns = rotation // 90
    left, bottom, right, top = (seen[(side - turns) % 4] for side in range(4))
    return Box(box.left - left, box.bottom - bottom, box.right + right, box.top + top)


def spots(corner: str) -> list[str]:
    """List where a stamp may stand: its corner first, then the places nearest to it."""
    edge, side = corner.split("-")
    edges = (edge, "top" if edge == "bottom" else "bottom")
    sides = (side, "left" if side == "right" else "right", "center")
    return [f"{one}-{other}{near}" for one, other, near in product(edges, sides, ("", NEARLY))]


def placed(box: Box, rotation: int, size: tuple[float, float], spot: str) -> Matrix:
    """Set a form of this size upright into a spot of a page as it is seen after its turn.

    The stamp grows with pages larger than ordinary paper and shrinks where it would not fit.
    """
    wide, high = seen_size(box, rotation)
    scale = max(1.0, min(wide, high) / ORDINARY)
    gap = (NEAR if spot.endswith((NEARLY, SHRUNK)) else EDGE) * scale
    margin = min(EDGE * scale, wide * (1 - WIDEST) / 2)
    gap = min(gap, high * (1 - WIDEST) / 2)
    scale = min(scale, (wide - 2 * margin) / size[0], (high - 2 * gap) / size[1])
    edge, side = spot.rstrip(NEARLY + SHRUNK).split("-")
    free = wide - size[0] * scale
    x = {"left": margin, "center": free / 2, "right": free - margin}[side]
    y = gap if edge == "bottom" else high - gap - size[1] * scale
    return _turned(box, rotation, x, y, scale)


def shrunk(box: Box, rotation: int, size: tuple[float, float], spot: str) -> Matrix:
    """Make what a page shows a little smaller, so that the strip with the stamp at its edge is free."""
    wide, high = seen_size(box, rotation)
    scale = max(1.0, min(wide, high) / ORDINARY)
    factor = max(0.5, 1 - (size[1] + 2 * NEAR) * scale / high)
    fixed = _turned(box, rotation, wide / 2, high if spot.startswith("bottom") else 0.0, 1.0)
    return Matrix(factor, 0, 0, factor, fixed.e * (1 - factor), fixed.f * (1 - factor))


def seen_size(box: Box, rotation: int) -> tuple[float, float]:
    """Give a page's width and height as it is seen after its turn."""
    return (box.height, box.width) if rotation in {90, 270} else (box.width, box.height)


def _turned(box: Box, rotation: int, x: float, y: float, scale: float) -> Matrix:
    """Place a form at a point of the page as it is seen, upright."""
    match rotation:
        case 90:
            return Matrix(0, scale, -scale, 0, box.right - y, box.bottom + x)
        case 180:
            return Matrix(-scale, 0, 0, -scale, box.right - x, box.top - y)
        case 270:
            return Matrix(0, -scale, scale, 0, box.left + y, box.top - x)
        case _:
            return Matrix(scale, 0, 0, scale, box.left + x, box.bottom + y)


def boxed(values: Any) -> Box | None:  # noqa: ANN401 - a PDF value, however broken
    """Read a rectangle; nothing where it is none, has no area, or is larger than any sheet."""
    try:
        a, b, c, d = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    box = Box(min(a, c), min(b, d), max(a, c), max(b, d))
    return box if 0 < box.width < LARGEST and 0 < box.height < LARGEST else None
