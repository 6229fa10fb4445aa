"""What lies on top of a foreign page (form fields, highlights, stamps): kept as drawn, no longer alive.

Each becomes a form with its place, left under a key of ours on the page; the binder draws it over the page.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from xborder_desk.documents.field_pictures import (
    has_its_font,
    inherited,
    needs_own_picture,
    shown_choice,
    state_of,
    tick,
    write_value,
)
from xborder_desk.documents.field_scripts import asks_more, draw_values
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY: Final = "/XbdMarks"
MOST_REMARKS: Final = 40
LONGEST: Final = 500
HIDDEN: Final = 2 | 32
PASSWORD: Final = 1 << 13
FAR: Final = 32000
ROUND: Final = 0.5523
"""How far the handles of a curve lie apart that is a quarter of a circle of radius 1."""
_NOT_DRAWN: Final = frozenset({"/Link", "/Popup"})
_NOTES: Final = frozenset(
    {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Square", "/Circle", "/Line"}
    | {"/Polygon", "/PolyLine", "/Ink", "/Stamp", "/Caret", "/FreeText", "/FileAttachment"}
)
BREAKS: Final = (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError)


def lying_on(page: pikepdf.Page) -> list[pikepdf.Dictionary]:
    """List what lies on a page, as far as it is well-formed."""
    found = page.obj.get("/Annots")
    if not isinstance(found, Array):
        return []
    return [item for item in found if isinstance(item, Dictionary) and "/Rect" in item]


def fill_in(pdf: pikepdf.Pdf) -> list[Message]:
    """Draw the values of form fields that have no picture; says which could not be drawn.

    Only what is missing is drawn: a picture that is there is what its author saw, unless the form says that
    its pictures are old.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return []
    asked = bool(form.get("/NeedAppearances", False))
    kept: list[tuple[pikepdf.Dictionary, Any]] = []
    own: list[tuple[pikepdf.Dictionary, str]] = []
    other: list[tuple[pikepdf.Dictionary, str]] = []
    wanted = asked
    for field in _fields(pdf):
        value, picture, secret = _value(field), field.get("/AP"), _secret(field)
        writable = _writable(value) and not secret and not asks_more(pdf, field)
        if not writable or (picture is not None and not asked):
            kept.append((field, picture))
        elif value:
            wanted = True
            # In a form's own fonts letters beyond those of English may come out as question marks.
            if needs_own_picture(field) or not value.isascii() or not has_its_font(pdf, field):
                own.append((field, value))
        if value and not writable and not secret and (asked or picture is None):
            other.append((field, value))
    if wanted:
        _generate(pdf, form, kept)
    for field, value in own:
        with contextlib.suppress(*BREAKS):
            write_value(pdf, field, value)
    return [_told(*other[place]) for place in sorted(draw_values(pdf, other))]


def lacks_letters(pdf: pikepdf.Pdf) -> bool:
    """Whether a field has a value beyond Latin letters that somebody must give a picture first."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return False
    asked = bool(form.get("/NeedAppearances", False))
    return any(
        (asked or "/AP" not in field) and not _writable(_value(field)) and not _secret(field)
        for field in _fields(pdf)
    )


def _fields(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Give the fields on the pages that hold a text or a choice."""
    for page in pdf.pages:
        for field in lying_on(page):
            if field.get("/Subtype") == Name.Widget and inherited(field, "/FT") in {Name.Tx, Name.Ch}:
                yield field


def _generate(pdf: pikepdf.Pdf, form: pikepdf.Object, kept: list[tuple[pikepdf.Dictionary, Any]]) -> None:
    """Draw all fields anew, then put back the pictures of those that are to keep theirs."""
    form.NeedAppearances = True
    with contextlib.suppress(*BREAKS):
        pdf.generate_appearance_streams()
    for field, picture in kept:
        if picture is not None:
            field.AP = picture
        elif "/AP" in field:
            del field["/AP"]


def notes(pdf: pikepdf.Pdf) -> list[Message]:
    """Tell the comments people have put on the pages: a drawn mark does not show their words."""
    found = []
    for number, page in enumerate(pdf.pages, start=1):
        for note in lying_on(page):
            words = _text(note.get("/Contents")).strip()
            if words and str(note.get("/Subtype")) in _NOTES:
                text = N_("Comment on page {page}: {text}")
                found.append(Message(text, {"page": number, "text": words[:LONGEST]}))
    if len(found) > MOST_REMARKS:
        more = Message(N_("There are {count} more comments."), {"count": len(found) - MOST_REMARKS})
        return [*found[:MOST_REMARKS], more]
    return found


def lay_down(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Leave the drawn marks of a page under our key, for the binder; what others left there is none."""
    if KEY in page.obj:
        del page.obj[KEY]
    drawn = []
    for mark in lying_on(page):
        with contextlib.suppress(*BREAKS):
            form = _picture(mark)
            if form is not None:
                drawn.append(Dictionary(Form=form, Matrix=Array(_matrix(form, mark))))
            elif "/AP" not in mark and _seen(mark) and (form := _bare(pdf, mark)) is not None:
                drawn.append(Dictionary(Form=form, Matrix=Array([1, 0, 0, 1, 0, 0])))
    if drawn:
        page.obj[KEY] = Array(drawn)


def _seen(mark: pikepdf.Dictionary) -> bool:
    """Whether a mark is meant to be seen on the page; what a password field holds is not."""
    if str(mark.get("/Subtype")) in _NOT_DRAWN or int(mark.get("/F", 0)) & HIDDEN:
        return False
    return not (mark.get("/Subtype") == Name.Widget and _secret(mark))


def _picture(mark: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Give a mark's own picture in its present state."""
    if not _seen(mark):
        return None
    pictures = mark.get("/AP")
    normal = pictures.get("/N") if isinstance(pictures, Dictionary) else None
    if isinstance(normal, Dictionary):
        state = state_of(mark) if mark.get("/Subtype") == Name.Widget else str(mark.get("/AS", ""))
        normal = normal.get(state) if state.startswith("/") else None
    if not isinstance(normal, pikepdf.Stream):
        return None
    normal.Type = Name.XObject
    normal.Subtype = Name.Form
    if "/BBox" not in normal:
        left, bottom, right, top = _rectangle(mark.Rect)
        normal.BBox = Array([0, 0, right - left, top - bottom])
    return normal


def _bare(pdf: pikepdf.Pdf, mark: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Draw a mark that has no picture."""
    return tick(pdf, mark) if mark.get("/Subtype") == Name.Widget else _drawn(pdf, mark)


def _matrix(form: pikepdf.Stream, mark: pikepdf.Dictionary) -> list[float]:
    """Fit the form's box, as its own matrix places it, into the mark's rectangle (ISO 32000-1, 12.5.5)."""
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    left, bottom, right, top = _rectangle(form.BBox)
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    at = _rectangle(mark.Rect)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    across = (at[2] - at[0]) / wide if wide else 1.0
    up = (at[3] - at[1]) / high if high else 1.0
    return [across, 0, 0, up, at[0] - min(xs) * across, at[1] - min(ys) * up]


def _drawn(pdf: pikepdf.Pdf, mark: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Draw a mark that has no picture, in page coordinates: highlights, lines, boxes, freehand."""
    colour = [float(value) for value in mark.get("/C", ())]
    operator = {1: "g", 3: "rg", 4: "k"}.get(len(colour))
    shape = "\n".join(_shape(mark))
    if operator is None or not shape:
        return None
    paint = _plain(*colour)
    style = mark.get("/BS")
    width = float(style.get("/W", 1)) if isinstance(style, Dictionary) else 1.0
    content = f"/Mark gs {paint} {operator} {paint} {operator.upper()} {_plain(width)} w\n{shape}\n"
    form = pdf.make_stream(content.encode("ascii"))
    blend = Name.Multiply if mark.Subtype == Name.Highlight else Name.Normal
    clear = float(mark.get("/CA", 1))
    state = Dictionary(Type=Name.ExtGState, BM=blend, ca=clear, CA=clear)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([-FAR, -FAR, FAR, FAR])
    form.Resources = Dictionary(ExtGState=Dictionary(Mark=state))
    return form


def _shape(mark: pikepdf.Dictionary) -> Iterator[str]:
    kind = str(mark.Subtype)
    if kind in {"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"}:
        points = [float(value) for value in mark.get("/QuadPoints", ())]
        for place in range(0, len(points) - 7, 8):
            yield _along(kind, points[place : place + 8])
    elif kind == "/Square":
        left, bottom, right, top = _rectangle(mark.Rect)
        yield f"{_plain(left + 1, bottom + 1, right - left - 2, top - bottom - 2)} re S"
    elif kind == "/Circle":
        yield _ellipse(*_rectangle(mark.Rect))
    elif kind == "/Line":
        yield _stroke([float(value) for value in mark.get("/L", ())][:4])
    elif kind == "/Ink":
        for stroke in mark.get("/InkList", ()):
            points = [float(value) for value in stroke]
            if len(points) > 1:
                yield _stroke(points)


def _along(kind: str, points: list[float]) -> str:
    """Mark one piece of a text: its four corners are given, the upper ones first."""
    x1, y1, x2, y2, x3, y3, x4, y4 = points
    if kind == "/Highlight":
        return f"{_plain(x1, y1)} m {_plain(x2, y2)} l {_plain(x4, y4)} l {_plain(x3, y3)} l h f"
    if kind == "/StrikeOut":
        return _stroke([(x1 + x3) / 2, (y1 + y3) / 2, (x2 + x4) / 2, (y2 + y4) / 2])
    return _stroke([x3, y3 + 1, x4, y4 + 1])


def _stroke(points: list[float]) -> str:
    first, *rest = (_plain(*points[place : place + 2]) for place in range(0, len(points) - 1, 2))
    return " ".join([first, "m", *(f"{point} l" for point in rest), "S"])


def _ellipse(left: float, bottom: float, right: float, top: float) -> str:
    """Draw the ellipse that lies in a rectangle, a point inside of it, as four curves."""
    x, y, wide, high = (left + right) / 2, (bottom + top) / 2, (right - left) / 2 - 1, (top - bottom) / 2 - 1
    bow = [(1, 0), (1, ROUND), (ROUND, 1), (0, 1), (-ROUND, 1), (-1, ROUND), (-1, 0), (-1, -ROUND)]
    bow += [(-ROUND, -1), (0, -1), (ROUND, -1), (1, -ROUND), (1, 0)]
    first, *rest = (_plain(x + wide * a, y + high * b) for a, b in bow)
    curves = (" ".join(rest[place : place + 3]) + " c" for place in range(0, len(rest), 3))
    return " ".join([first, "m", *curves, "S"])


def _plain(*values: float) -> str:
    """Write numbers as content streams want them: PDF knows no 1e-05."""
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def _rectangle(values: Any) -> list[float]:  # noqa: ANN401 - a PDF array
    a, b, c, d = (float(value) for value in values)
    return [min(a, c), min(b, d), max(a, c), max(b, d)]


def _value(field: pikepdf.Dictionary) -> str:
    value = inherited(field, "/V")
    values = [_text(item) for item in value] if isinstance(value, Array) else [_text(value)]
    if inherited(field, "/FT") == Name.Ch:
        values = [shown_choice(field, item) for item in values]
    return ", ".join(values)


def _text(value: Any) -> str:  # noqa: ANN401 - a PDF value
    return str(value) if isinstance(value, pikepdf.String) else ""


def _writable(value: str) -> bool:
    return all(" " <= char <= "~" or "\xa0" <= char <= "\xff" or char in "\r\n\t" for char in value)


def _secret(field: pikepdf.Dictionary) -> bool:
    flags = inherited(field, "/Ff")
    return isinstance(flags, int) and bool(flags & PASSWORD)


def _told(field: pikepdf.Dictionary, value: str) -> Message:
    name = _text(inherited(field, "/T"))
    return Message(N_("Form field {name}: {value}"), {"name": name[:LONGEST], "value": value[:LONGEST]})
