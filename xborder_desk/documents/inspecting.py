"""Reading a finished bundle with a court's eyes, as the facts its checks ask for; runs in a child process."""

from __future__ import annotations

import contextlib
import ctypes
import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw

from xborder_desk.documents.boxes import visible
from xborder_desk.documents.destinations import Destinations, destinations_of
from xborder_desk.documents.inks import page_rotation
from xborder_desk.documents.marks import BREAKS
from xborder_desk.documents.outlines import read_outline
from xborder_desk.domain.lint import BundleFacts, PageFacts
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

MM: Final = 25.4 / 72
STRIP: Final = 0.09
"""The part of a page, at its edges, where its number is looked for."""
LEAST: Final = 36.0
"""So much of a page in points, at its edges, is looked at however small it is, but never more than half."""
SAMPLE: Final = 400
MOST_TEXT: Final = 20_000
DEEPEST: Final = 6
_AT_ONCE: Final = 100
_HARMLESS: Final = frozenset({"/URI", "/GoTo"})
_COMMENTS: Final = frozenset(
    {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Square", "/Circle", "/Line", "/Ink"}
    | {"/FreeText", "/Stamp", "/Caret", "/FileAttachment", "/Polygon", "/PolyLine"}
)


def inspect(bundle: str, ctx: JobContext | None = None) -> dict[str, Plain]:
    """Read what the checks ask for: the values of ``BundleFacts``, or only ``locked`` or ``damaged``."""
    size = Path(bundle).stat().st_size
    try:
        with pikepdf.open(bundle, access_mode=pikepdf.AccessMode.stream) as pdf:
            return _plain(_facts(pdf, bundle, size, ctx))
    except pikepdf.PasswordError:
        return _plain(BundleFacts((), size, locked=True))
    except (*BREAKS, pypdfium2.PdfiumError):
        return _plain(BundleFacts((), size, damaged=True))


def facts_from(values: Any) -> BundleFacts:  # noqa: ANN401 - JSON values
    """Make the facts of what came from the child."""
    pages = tuple(PageFacts(**_tuples(page)) for page in values["pages"])
    marks = tuple((str(words), int(page), int(depth)) for words, page, depth in values["bookmarks"])
    return BundleFacts(**{**_tuples(values), "pages": pages, "bookmarks": marks})


def _tuples(values: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _plain(facts: BundleFacts) -> dict[str, Plain]:
    return asdict(facts)


def _facts(pdf: pikepdf.Pdf, bundle: str, size: int, ctx: JobContext | None) -> BundleFacts:
    places = destinations_of(pdf)
    root = pdf.Root
    fonts: dict[tuple[int, int], tuple[str, ...]] = {}
    pages: list[PageFacts] = []
    for start in range(0, len(pdf.pages), _AT_ONCE):
        if ctx is not None:
            ctx.progress(start, len(pdf.pages), N_("Reading the bundle"))
        with contextlib.closing(pypdfium2.PdfDocument(bundle)) as seen:
            for place in range(start, min(start + _AT_ONCE, len(pdf.pages))):
                with contextlib.closing(seen[place]) as page:
                    pages.append(_page(pdf.pages[place], page, place + 1, places, fonts))
    return BundleFacts(
        pages=tuple(pages),
        size=size,
        bookmarks=tuple(
            (mark.title, mark.spot.page + 1 if mark.spot else 0, mark.depth)
            for mark in read_outline(pdf, places)
        ),
        labelled=_labelled(pdf),
        opens_whole=_opens_whole(pdf),
        language=str(root.get("/Lang", "")),
        title=str(pdf.docinfo.get("/Title", "")),
        tagged="/StructTreeRoot" in root,
        locked=pdf.is_encrypted,
        files=tuple(sorted(pdf.attachments)),
        acts=tuple(_acts(root)),
        fields=_fields(root),
        damaged=bool(pdf.get_warnings()),
    )


def _fields(root: pikepdf.Object) -> int:
    """Count the fields that can be filled in; a signature is none."""
    form = root.get("/AcroForm")
    fields = form.get("/Fields", ()) if isinstance(form, Dictionary) else ()
    return sum(not isinstance(one, Dictionary) or one.get("/FT") != Name.Sig for one in fields)


def _labelled(pdf: pikepdf.Pdf) -> bool:
    return "/PageLabels" not in pdf.Root or all(
        str(page.label) == str(number) for number, page in enumerate(pdf.pages, start=1)
    )


def _opens_whole(pdf: pikepdf.Pdf) -> bool:
    action = pdf.Root.get("/OpenAction")
    if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        action = action.get("/D")
    if not isinstance(action, Array) or len(action) != 5 or action[1] != Name.XYZ:  # noqa: PLR2004 - of such a view
        return False
    zoom: Any = action[4]
    return action[0].objgen == pdf.pages[0].obj.objgen and zoom is not None and float(zoom) == 1


def _acts(root: pikepdf.Object) -> Iterator[str]:
    names = root.get("/Names")
    if isinstance(names, Dictionary) and "/JavaScript" in names:
        yield "JavaScript"
    if "/AA" in root:
        yield "AA"
    action = root.get("/OpenAction")
    if isinstance(action, Dictionary) and str(action.get("/S")) not in _HARMLESS:
        yield str(action.get("/S")).removeprefix("/")


def _page(
    page: pikepdf.Page,
    seen: pypdfium2.PdfPage,
    number: int,
    places: Destinations,
    fonts: dict[tuple[int, int], tuple[str, ...]],
) -> PageFacts:
    wide, high = seen.get_size()
    with contextlib.closing(seen.get_textpage()) as text:
        stamp = _stamp(seen)
        stamped = _letters(stamp, text)
        words = text.get_text_range()
        numbered = _numbered(page, text, number)
        turned = _turned(text, page_rotation(page))
    images = list(seen.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST))
    links, acts, comments = _annotations(page, places)
    return PageFacts(
        width=round(wide * MM, 1),
        height=round(high * MM, 1),
        numbered=numbered,
        letters=max(0, len("".join(words.split())) - stamped),
        drawn=bool(images) or _drawn(seen, stamp),
        turned=turned,
        finest=max((_dots(image) for image in images), default=0),
        fonts=_fonts(page.obj.get("/Resources"), fonts, 0),
        links=tuple(links),
        acts=tuple(acts),
        comments=comments,
        text=words[:MOST_TEXT],
    )


def _stamp(page: pypdfium2.PdfPage) -> Any:  # noqa: ANN401 - PDFium's own handle
    """Give the last form on the page, where our stamp is; nothing if none is there, or it holds a page."""
    count = raw.FPDFPage_CountObjects(page)
    form = raw.FPDFPage_GetObject(page, count - 1) if count > 0 else None
    if not form or raw.FPDFPageObj_GetType(form) != raw.FPDF_PAGEOBJ_FORM:
        return None
    return None if raw.FPDF_PAGEOBJ_FORM in map(raw.FPDFPageObj_GetType, _in_form(form)) else form


def _in_form(form: Any) -> Iterator[Any]:  # noqa: ANN401 - PDFium's own handle
    return (raw.FPDFFormObj_GetObject(form, place) for place in range(raw.FPDFFormObj_CountObjects(form)))


def _letters(stamp: Any, text: pypdfium2.PdfTextPage) -> int:  # noqa: ANN401 - PDFium's own handle
    """Count the letters of the stamp: it is no text of the page."""
    total = 0
    for part in _in_form(stamp) if stamp else ():
        if raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(part, text, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(part, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            total += len("".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split()))
    return total


def _numbered(page: pikepdf.Page, text: pypdfium2.PdfTextPage, number: int) -> bool:
    """Whether the page's number stands at one of its edges, above or below as it is seen."""
    box = visible(page)
    if page_rotation(page) in {0, 180}:
        deep = _deep(box.height)
        strips = [
            (box.left, box.bottom, box.right, box.bottom + deep),
            (box.left, box.top - deep, box.right, box.top),
        ]
    else:
        deep = _deep(box.width)
        strips = [
            (box.left, box.bottom, box.left + deep, box.top),
            (box.right - deep, box.bottom, box.right, box.top),
        ]
    wanted = str(number)
    for strip in strips:
        found = "".join(char if char.isdigit() else " " for char in text.get_text_bounded(*strip))
        if wanted in found.split() or wanted[::-1] in found.split():
            return True
    return False


def _deep(extent: float) -> float:
    return min(max(extent * STRIP, LEAST), extent / 2)


def _turned(text: pypdfium2.PdfTextPage, rotation: int) -> int:
    """Say by how many degrees most of the words are turned, as the page is seen: 0, 90, 180 or 270."""
    counts: dict[int, int] = {}
    for place in range(min(text.count_chars(), SAMPLE)):
        angle = raw.FPDFText_GetCharAngle(text, place)
        if angle >= 0:
            quarter = round((-math.degrees(angle) + rotation) / 90) % 4 * 90
            counts[quarter] = counts.get(quarter, 0) + 1
    most = max(counts, key=lambda turn: counts[turn], default=0)
    return most if counts.get(most, 0) > sum(counts.values()) * 0.6 else 0


def _drawn(page: pypdfium2.PdfPage, stamp: Any) -> bool:  # noqa: ANN401 - PDFium's own handle
    """Whether anything is drawn besides the stamp, which has a ground of its own."""
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    ours = sum(raw.FPDFPageObj_GetType(one) in kinds for one in _in_form(stamp)) if stamp else 0
    return any(place >= ours for place, _ in enumerate(page.get_objects(filter=kinds, max_depth=DEEPEST)))


def _dots(image: pypdfium2.PdfImage) -> int:
    left, bottom, right, top = image.get_bounds()
    area = (right - left) * (top - bottom)
    wide, high = image.get_px_size()
    return round(math.sqrt(wide * high / area) * 72) if area > 1 else 0


def _annotations(page: pikepdf.Page, places: Destinations) -> tuple[list[int], list[str], int]:
    links: list[int] = []
    acts = ["AA"] if "/AA" in page.obj else []
    comments = 0
    for one in page.obj.get("/Annots", ()):
        if not isinstance(one, Dictionary):
            continue
        kind = str(one.get("/Subtype"))
        comments += kind in _COMMENTS
        action = one.get("/A")
        doing = str(action.get("/S")) if isinstance(action, Dictionary) else ""
        if doing and doing not in _HARMLESS:
            acts.append(doing.removeprefix("/"))
        if kind == "/Link" and doing in {"", "/GoTo"}:
            target = action.get("/D") if isinstance(action, Dictionary) and doing else one.get("/Dest")
            spot = places.find(target) if target is not None else None
            links.append(spot.page + 1 if spot else 0)
    return links, acts, comments


def _font_name(font: pikepdf.Dictionary) -> str:
    """Give the font's name; foreign files write it in any encoding, which must not break the reading."""
    named = font.get("/BaseFont")
    return bytes(named).decode(errors="replace").removeprefix("/") if isinstance(named, Name) else "?"


def _fonts(
    resources: pikepdf.Object | None, known: dict[tuple[int, int], tuple[str, ...]], depth: int
) -> tuple[str, ...]:
    """Name the fonts that are not embedded, in a page's resources and those of its forms."""
    if not isinstance(resources, Dictionary) or depth > DEEPEST:
        return ()
    key = resources.objgen
    if key != (0, 0) and key in known:
        return known[key]
    if key != (0, 0):
        known[key] = ()
    found: list[str] = []
    own = resources.get("/Font")
    for _, font in own.items() if isinstance(own, Dictionary) else ():
        if isinstance(font, Dictionary) and not _embedded(font):
            found.append(_font_name(font))
    forms = resources.get("/XObject")
    for name, form in forms.items() if isinstance(forms, Dictionary) else ():
        if name != "/XbdStamp" and isinstance(form, pikepdf.Stream):
            found += _fonts(form.get("/Resources"), known, depth + 1)
    result = tuple(dict.fromkeys(found))
    if key != (0, 0):
        known[key] = result
    return result


def _embedded(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True
    below = font.get("/DescendantFonts")
    if isinstance(below, Array) and len(below):
        font = below[0]
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
