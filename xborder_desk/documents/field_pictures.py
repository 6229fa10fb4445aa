"""Pictures of form fields that have none and that nobody else draws well: lines of text, choices, ticks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERAL_LINES: Final = 1 << 12
RADIO: Final = 1 << 15
PUSHED: Final = 1 << 16
DEEPEST: Final = 20
_AS_TOLD: Final = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 "
    "778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 "
    "556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
)
_WIDTHS: Final = tuple(int(width) for width in _AS_TOLD.split())
"""How wide Helvetica draws the characters from the space on, in thousandths of their size."""

_WIDE: Final = 667
_USUAL: Final = 12.0
_SMALLEST: Final = 2.0
_STEP: Final = 0.5
_LEADING: Final = 1.15
_EDGE: Final = 2.0
_SIZE: Final = re.compile(r"([0-9]*\.?[0-9]+)\s+Tf")
_FONT: Final = re.compile(r"(/[^\s/()<>\[\]{}%]+)\s+[0-9.]+\s+Tf")
_BREAK: Final = re.compile(r"\r\n|\r|\n")


def inherited(field: pikepdf.Dictionary, key: str) -> Any:  # noqa: ANN401 - a PDF value
    """Give an entry of a field, or the one it has from the field it belongs to."""
    for _ in range(DEEPEST):
        if key in field:
            return field[key]
        parent = field.get("/Parent")
        if not isinstance(parent, Dictionary):
            return None
        field = parent
    return None


def shown_choice(field: pikepdf.Dictionary, value: str) -> str:
    """Give what a list shows for the value that was chosen; what is sent in its place may be a code."""
    options = inherited(field, "/Opt")
    if isinstance(options, Array):
        for option in options:
            pair = list(option) if isinstance(option, Array) else []
            if [str(one) for one in pair[:1]] == [value] and isinstance(pair[-1], pikepdf.String):
                return str(pair[-1])
    return value


def needs_own_picture(field: pikepdf.Dictionary) -> bool:
    """Whether it has several lines, or shows other words than it holds."""
    if inherited(field, "/FT") == Name.Ch:
        options = inherited(field, "/Opt")
        return isinstance(options, Array) and any(isinstance(option, Array) for option in options)
    return has_several_lines(field)


def has_several_lines(field: pikepdf.Dictionary) -> bool:
    """Whether a text may have several lines."""
    flags = inherited(field, "/Ff")
    return inherited(field, "/FT") == Name.Tx and isinstance(flags, int) and bool(flags & SEVERAL_LINES)


def write_value(pdf: pikepdf.Pdf, field: pikepdf.Dictionary, value: str) -> None:
    """Give a field the picture of its value, as large as it fits; the value is of Latin script."""
    left, bottom, right, top = (float(side) for side in field.Rect)
    wide, high = abs(right - left), abs(top - bottom)
    size, lines = _fitted(value, asked_size(pdf, field), wide - 2 * _EDGE, high - _EDGE)
    drawn = [f"/Tx BMC q BT 0 g /Helv {size:g} Tf {size * _LEADING:.3f} TL"]
    first = high - _EDGE - size if has_several_lines(field) else (high - size * 0.7) / 2
    drawn.append(f"{_EDGE:g} {first:.3f} Td")
    drawn += [f"<{line.encode('cp1252', 'replace').hex()}> Tj T*" for line in lines]
    drawn.append("ET Q EMC")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    picture = pdf.make_stream("\n".join(drawn).encode("ascii"))
    picture.Type, picture.Subtype = Name.XObject, Name.Form
    picture.BBox = Array([0, 0, wide, high])
    picture.Resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
    field.AP = Dictionary(N=picture)


def tick(pdf: pikepdf.Pdf, field: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Draw a cross, in the page's coordinates, for a box that is ticked and has no picture of it."""
    if inherited(field, "/FT") != Name.Btn or state_of(field) in {"", "/Off"}:
        return None
    sides = [float(side) for side in field.Rect]
    left, right = sorted((sides[0], sides[2]))
    bottom, top = sorted((sides[1], sides[3]))
    inner = min(right - left, top - bottom) * 0.2
    west, east, south, north = left + inner, right - inner, bottom + inner, top - inner
    cross = f"0 G 1.2 w {west:.3f} {south:.3f} m {east:.3f} {north:.3f} l "
    cross += f"{west:.3f} {north:.3f} m {east:.3f} {south:.3f} l S"
    picture = pdf.make_stream(cross.encode("ascii"))
    picture.Type, picture.Subtype = Name.XObject, Name.Form
    picture.BBox = Array([left, bottom, right, top])
    return picture


def state_of(field: pikepdf.Dictionary) -> str:
    """Give the state of a box: the one it is shown in, or else its value; empty for what has none."""
    flags = inherited(field, "/Ff")
    kinds = flags if isinstance(flags, int) else 0
    if kinds & PUSHED:
        return ""
    state = field.get("/AS")
    if state is None and not kinds & RADIO:
        state = inherited(field, "/V")
    return str(state) if isinstance(state, pikepdf.Name) else ""


def asked_size(pdf: pikepdf.Pdf, field: pikepdf.Dictionary) -> float:
    """Give the size its author asked for, or the usual one where it is left to the reader."""
    found = _SIZE.search(_look(pdf, field))
    return float(found[1]) or _USUAL if found else _USUAL


def has_its_font(pdf: pikepdf.Pdf, field: pikepdf.Dictionary) -> bool:
    """Whether the form brings the font that a field is to be written in; many only name one."""
    found = _FONT.search(_look(pdf, field))
    brought = pdf.Root.AcroForm.get("/DR")
    fonts = brought.get("/Font") if isinstance(brought, Dictionary) else None
    if found is None or not isinstance(fonts, Dictionary):
        return False
    return isinstance(fonts.get(found[1]), Dictionary)


def _look(pdf: pikepdf.Pdf, field: pikepdf.Dictionary) -> str:
    """Give what a field says of the look of its words, or the form says for all of its fields."""
    said = inherited(field, "/DA")
    if said is None:
        said = pdf.Root.AcroForm.get("/DA")
    return str(said) if isinstance(said, pikepdf.String) else ""


def _fitted(value: str, size: float, wide: float, high: float) -> tuple[float, list[str]]:
    """Break a value into lines; the letters become smaller until all of it can be seen."""
    while True:
        lines = [line for part in _BREAK.split(value) for line in _wrapped(part, size, wide)]
        if size <= _SMALLEST or len(lines) * size * _LEADING <= max(high, size * _LEADING):
            return size, lines
        size = max(_SMALLEST, size - _STEP)


def _wrapped(text: str, size: float, wide: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and _width(longer, size) > wide:
            yield line
            line = word
        else:
            line = longer
    yield line


def _width(text: str, size: float) -> float:
    places = (ord(char) - ord(" ") for char in text)
    return sum(_WIDTHS[one] if 0 <= one < len(_WIDTHS) else _WIDE for one in places) * size / 1000
