"""What shall be made unreadable in a copy: boxes on pages, each with its reason, as people write them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from xborder_desk.domain.choices import RedactionReason, parse_choice
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

Unit = Literal["part", "point", "pixel"]
Origin = Literal["top-left", "bottom-left"]
UNITS: Final = ("part", "point", "pixel")
ORIGINS: Final = ("top-left", "bottom-left")
MOST_BOXES: Final = 10_000
MOST_PAGE: Final = 100_000
_FAR: Final = 1e6
_FOUR: Final = 4
_RECTANGLE: Final = ("rectangle", "rect", "box")
_CORNERS: Final = ("left", "top", "right", "bottom")
_XY: Final = ("x0", "y0", "x1", "y1")
_SIZED: Final = ("x", "y", "width", "height")
SHAPE: Final = '[{"page": 1, "rectangle": [left, top, right, bottom], "reason": "personal-data"}]'


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle on a page (from 1), as the page is seen; ``right`` and ``bottom`` lie beyond the others.

    ``unit`` says what the numbers count: parts of the page's width and height (0 to 1), points of 1/72 inch,
    or pixels of a picture; they are counted from the corner ``origin``.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: RedactionReason = RedactionReason.PERSONAL_DATA
    unit: Unit = "point"
    origin: Origin = "top-left"

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values, the same shape as it is read from."""
        return {
            "page": self.page,
            "rectangle": [self.left, self.top, self.right, self.bottom],
            "reason": self.reason.value,
            "unit": self.unit,
            "origin": self.origin,
        }

    def dots(self, size: tuple[float, float], picture: tuple[int, int]) -> tuple[int, int, int, int]:
        """Give left, top, right and bottom in the dots of a picture of the page; no dot is half covered.

        ``size`` is that of the page in points (or in pixels, if it is a picture itself), ``picture`` how many
        dots it was drawn with. What lies beyond the page is cut off; the box may come out empty.
        """
        wide, high = (1.0, 1.0) if self.unit == "part" else size
        top, bottom = self.top, self.bottom
        if self.origin == "bottom-left":
            top, bottom = high - self.bottom, high - self.top
        across, down = picture[0] / wide, picture[1] / high
        return (
            max(0, math.floor(self.left * across)),
            max(0, math.floor(top * down)),
            min(picture[0], math.ceil(self.right * across)),
            min(picture[1], math.ceil(bottom * down)),
        )


def boxes_from_plain(plain: object) -> tuple[Box, ...]:
    """Read boxes from JSON values: a list of boxes, or ``{"boxes": […], "unit": …, "origin": …}``.

    Without a unit, numbers that all lie between 0 and 1 are parts of the page, others points.

    Raises:
        BadInputError: it is no such list; says which box and what is wrong with it.

    """
    about = cast("dict[str, object]", plain) if isinstance(plain, dict) else {"boxes": plain}
    rows = about.get("boxes")
    if not isinstance(rows, list) or not rows or len(rows) > MOST_BOXES:
        raise BadInputError(N_("The boxes must be a list like {shape}."), field="boxes", shape=SHAPE)
    found = [_box(number, row, about) for number, row in enumerate(rows, start=1)]
    small = all(0 <= edge <= 1 for box in found for edge in (box.left, box.top, box.right, box.bottom))
    unit: Unit = "part" if small else "point"
    return tuple(
        box if _said(row, about, "unit") else _with_unit(box, unit)
        for box, row in zip(found, rows, strict=True)
    )


def read_boxes(text: str) -> tuple[Box, ...]:
    """Read boxes from the text of a JSON file. See ``boxes_from_plain``.

    Raises:
        BadInputError: it is no JSON, or not of that shape.

    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            N_("The file of boxes is no JSON. Write it like {shape}."), field="boxes", shape=SHAPE
        ) from error
    return boxes_from_plain(plain)


def _with_unit(box: Box, unit: Unit) -> Box:
    return Box(box.page, box.left, box.top, box.right, box.bottom, box.reason, unit, box.origin)


def _said(row: object, about: dict[str, object], name: str) -> object:
    own = row.get(name) if isinstance(row, dict) else None
    return own if own is not None else about.get(name)


def _box(number: int, row: object, about: dict[str, object]) -> Box:
    if not isinstance(row, dict):
        raise _wrong(number, row)
    page = row.get("page", 1)
    if not isinstance(page, int) or isinstance(page, bool) or not 1 <= page <= MOST_PAGE:
        raise BadInputError(
            N_("Box {number}: “{given}” is no page. Pages count from 1."),
            field="boxes",
            number=number,
            given=str(page)[:80],
        )
    left, top, right, bottom = sorted_edges(_edges(number, row))
    if left >= right or top >= bottom:
        raise BadInputError(
            N_("Box {number} covers nothing: it has no width or no height."), field="boxes", number=number
        )
    reason = str(_said(row, about, "reason") or RedactionReason.PERSONAL_DATA.value)
    unit = _one_of(number, _said(row, about, "unit"), UNITS, "point")
    origin = _one_of(number, _said(row, about, "origin"), ORIGINS, "top-left")
    return Box(
        page,
        left,
        top,
        right,
        bottom,
        parse_choice(RedactionReason, reason.replace("_", "-"), field="reason"),
        cast("Unit", unit),
        cast("Origin", origin),
    )


def sorted_edges(edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Give left, top, right, bottom of a rectangle given by any two opposite corners."""
    first, second, third, fourth = edges
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)


def _edges(number: int, row: dict[str, object]) -> tuple[float, float, float, float]:
    given = next((row[name] for name in _RECTANGLE if name in row), row)
    if isinstance(given, dict):
        names = next(
            (names for names in (_CORNERS, _XY, _SIZED) if all(name in given for name in names)), None
        )
        if names is None:
            raise _wrong(number, row)
        values = [given[name] for name in names]
    else:
        names, values = _CORNERS, list(given) if isinstance(given, list) else []
    if len(values) != _FOUR or not all(map(_is_number, values)):
        raise _wrong(number, row)
    first, second, third, fourth = (float(value) for value in values)
    return (
        (first, second, first + third, second + fourth) if names is _SIZED else (first, second, third, fourth)
    )


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        # Neither what is no number nor a whole number of a thousand digits is below anything.
        and abs(value) < _FAR
    )


def _one_of(number: int, given: object, known: tuple[str, ...], usual: str) -> str:
    if given is None:
        return usual
    text = str(given).removesuffix("s").lower()
    if text not in known:
        raise BadInputError(
            N_("Box {number}: “{given}” is none of: {possible}."),
            field="boxes",
            number=number,
            given=str(given)[:80],
            possible=", ".join(known),
        )
    return text


def _wrong(number: int, row: object) -> BadInputError:
    return BadInputError(
        N_("Box {number} is not like {shape}, but: {given}"),
        field="boxes",
        number=number,
        shape=SHAPE,
        given=json.dumps(row, ensure_ascii=False, default=str)[:120],
    )
