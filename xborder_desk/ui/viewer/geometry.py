"""Where pages lie in a viewer: one below the other, zoomed and turned; plain numbers, nothing drawn."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.previews import Box, Sheet

Fit: TypeAlias = Literal["width", "page"]
Zoom: TypeAlias = "Fit | float"

GAP: Final = 14
"""Dots between pages and around them."""

DOTS_PER_POINT: Final = 96 / 72
LEAST: Final = 0.1
MOST: Final = 8.0
STEPS: Final = (0.1, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
_QUARTERS: Final = (90, 270)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies, in dots from the upper left corner of everything."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Every page in its place; ``scale`` is 1 where a page is as large as on paper."""

    places: tuple[Place, ...]
    width: int
    height: int
    scale: float

    def seen(self, top: int, height: int) -> range:
        """Give the pages of which something lies between ``top`` and ``top + height``."""
        bottoms = [place.top + place.height for place in self.places]
        first = bisect_left(bottoms, top + 1)
        last = first
        while last < len(self.places) and self.places[last].top < top + height:
            last += 1
        return range(first, last)

    def page_at(self, middle: int) -> int:
        """Give the page that lies at this height, the nearest one in a gap."""
        tops = [place.top - GAP // 2 for place in self.places]
        return max(0, bisect_left(tops, middle + 1) - 1)


def turned_size(sheet: Sheet, turn: int) -> tuple[float, float]:
    """Give width and height of a page that was turned."""
    return (sheet.height, sheet.width) if turn in _QUARTERS else (sheet.width, sheet.height)


def lay_out(sheets: Sequence[Sheet], turn: int, zoom: Zoom, room: tuple[int, int]) -> Layout:
    """Place pages below each other in the middle of ``room`` (width and height of what is in view)."""
    sizes = [turned_size(sheet, turn) for sheet in sheets]
    scale = _scale(sizes, zoom, room)
    dots = scale * DOTS_PER_POINT
    wide = max((round(width * dots) for width, _height in sizes), default=0) + 2 * GAP
    whole = max(wide, room[0])
    places = []
    top = GAP
    for width, height in sizes:
        across, along = max(1, round(width * dots)), max(1, round(height * dots))
        places.append(Place((whole - across) // 2, top, across, along))
        top += along + GAP
    return Layout(tuple(places), wide, top, scale)


def _scale(sizes: list[tuple[float, float]], zoom: Zoom, room: tuple[int, int]) -> float:
    if not isinstance(zoom, str):
        return min(max(zoom, LEAST), MOST)
    # A page without a size, as broken files have, is as good as a dot.
    widest = max([1.0, *(width for width, _height in sizes)]) * DOTS_PER_POINT
    fitting = (room[0] - 2 * GAP) / widest
    if zoom == "page":
        highest = max([1.0, *(height for _width, height in sizes)]) * DOTS_PER_POINT
        fitting = min(fitting, (room[1] - 2 * GAP) / highest)
    return min(max(fitting, LEAST), MOST)


def next_step(scale: float, by: int) -> float:
    """Give the next larger (``by`` above 0) or smaller round zoom."""
    if by > 0:
        return next((step for step in STEPS if step > scale * 1.01), MOST)
    return next((step for step in reversed(STEPS) if step < scale * 0.99), LEAST)


def turned_box(box: Box, turn: int) -> Box:
    """Give a box, in parts of an upright page, on the page turned clockwise."""
    x, y, width, height = box
    if turn == _QUARTERS[0]:
        return 1 - y - height, x, height, width
    if turn == _QUARTERS[1]:
        return y, 1 - x - width, height, width
    if turn:
        return 1 - x - width, 1 - y - height, width, height
    return box
