"""Looking a foreign PDF over before it is bound: is it whole, and does it hold anything that acts?

Runs in a child process. What acts (scripts, launches, forms that send) is taken out; what is drawn stays
as it was: form fields and comments become part of their page.
"""

from __future__ import annotations

import contextlib
import logging
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Name

from xborder_desk.documents.archival import hindrance
from xborder_desk.documents.boxes import Box, boxed, visible
from xborder_desk.documents.destinations import Destinations, destinations_of, put_aside, written
from xborder_desk.documents.embedded import lost_pictures
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.filled import open_to_draw
from xborder_desk.documents.layers import Layers, drop_hidden_notes
from xborder_desk.documents.marks import BREAKS, fill_in, lay_down, lying_on, notes
from xborder_desk.documents.mending import keep_inside, mend, straighten
from xborder_desk.documents.outlines import Bookmark, on_pages, read_outline
from xborder_desk.documents.pictures import NO_PAGES, draw_pages
from xborder_desk.documents.spots import free_spot, not_usual
from xborder_desk.documents.tags import even_contents, keep_tags
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

log: Final = logging.getLogger(__name__)
USUAL_STAMP: Final = (130.0, 14.0)
SAFE_ADDRESS: Final = re.compile(r"(?i)(https?://|mailto:)[\x21-\x7e]{1,2000}\Z")
LOOK_SCALE: Final = 0.2
_OURS: Final = "/Xbd"
_OF_THE_WHOLE: Final = (
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/Names",
    "/Dests",
    "/URI",
    "/Outlines",
    "/OCProperties",
    "/StructTreeRoot",
    "/MarkInfo",
    "/AF",
    "/PieceInfo",
    "/Metadata",
    "/Threads",
    "/Collection",
)
"""What belongs to the whole document and does not go along."""

LOCKED: Final = N_("The PDF is locked with a password.")
DAMAGED: Final = N_("The PDF is damaged.")
REPAIRED: Final = Message(N_("The PDF's structure was faulty and has been repaired for showing."))


@dataclass(frozen=True, slots=True)
class Stamp:
    """The stamp to be set later: the corner where it should stand, and about how large it is, in points."""

    corner: str = "bottom-right"
    size: tuple[float, float] = USUAL_STAMP


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a PDF: number of pages, remarks for the slip sheet, stamps that stand elsewhere.

    ``spots`` names the pages (from 0) where the stamp would cover something in its corner; ``unfit`` says why
    no archival file can be made of it; ``even`` names contents that close all they open.
    """

    count: int
    remarks: list[Message]
    spots: dict[int, str]
    outline: list[Bookmark] = field(default_factory=list)
    unfit: str = ""
    even: list[str] = field(default_factory=list)


def clean_pdf(
    source: str,
    target: str,
    pages: tuple[int, int] | None,
    stamp: Stamp | None = None,
    *,
    to_bind: bool = False,
) -> Cleaned:
    """Check a PDF, take out what acts, and write the asked pages to ``target``.

    What is only ``to_bind`` is written as binding reads it quickest, without a number of its own.
    A PDF that can be drawn but not safely taken apart is given as pictures of its pages.

    Raises:
        CannotShowError: it is damaged, locked, empty or draws nothing of its own; says why.

    """
    stamp = stamp or Stamp()
    mended = Path(f"{target}.mended")
    try:
        return _clean(source, target, pages, stamp, to_bind=to_bind)
    except _ClosedError:
        try:
            if not mend(source, str(mended)):
                raise
            cleaned = _clean(str(mended), target, pages, stamp, to_bind=to_bind)
        finally:
            mended.unlink(missing_ok=True)
        return replace(cleaned, remarks=[REPAIRED, *(one for one in cleaned.remarks if one != REPAIRED)])


class _ClosedError(CannotShowError):
    """The other reader cannot so much as open it."""


def _clean(
    source: str, target: str, pages: tuple[int, int] | None, stamp: Stamp, *, to_bind: bool
) -> Cleaned:
    try:
        with pikepdf.open(source) as pdf:
            straighten(pdf)
            _disown(pdf)
            remarks, spots = _look(pdf, source, stamp)
            layers = Layers(pdf)
            if layers.hide():
                return _without_hidden(pdf, source, target, pages, (layers, spots))
            places = destinations_of(pdf)
            outline = read_outline(pdf, places)
            unfit = hindrance(pdf)
            first, last = pages or (1, len(pdf.pages))
            _keep(pdf, pages)
            remarks += lost_pictures(pdf, source, first)
            remarks += _disarm(pdf, places)
            _save(pdf, target, to_bind=to_bind)
            # Some bookmarks lead nowhere and only say something: where all is shown, all of them are kept.
            marks = outline if pages is None else on_pages(outline, first - 1, last - 1)
            return Cleaned(len(pdf.pages), remarks, _shown(spots, pages), marks, unfit, even_contents(pdf))
    except pikepdf.PasswordError as error:
        raise CannotShowError(LOCKED) from error
    except pikepdf.DataDecodingError as error:
        raise _damaged(str(error)) from error
    except BREAKS as error:
        _draw(source, None, stamp, thorough=True)
        log.info("shown as pictures: %s", error)
        return _pictures(source, target, pages, N_("a faulty structure"), {})


def _save(pdf: pikepdf.Pdf, target: str, *, to_bind: bool) -> None:
    modes = pikepdf.ObjectStreamMode
    if to_bind:
        put_aside(pdf)
    pdf.save(
        target,
        deterministic_id=not to_bind,
        static_id=to_bind,
        object_stream_mode=modes.generate if to_bind else modes.preserve,
        encryption=False,
        fix_metadata_version=False,
    )


def _without_hidden(
    pdf: pikepdf.Pdf,
    source: str,
    target: str,
    pages: tuple[int, int] | None,
    found: tuple[Layers, dict[int, str]],
) -> Cleaned:
    """Show a document as it is seen: the one that draws knows layers, but not those of notes."""
    layers, spots = found
    because = N_("layers that are switched off")
    if not drop_hidden_notes(pdf, layers):
        return _pictures(source, target, pages, because, spots)
    seen = Path(f"{target}.seen")
    try:
        pdf.save(seen)
        return _pictures(str(seen), target, pages, because, spots)
    finally:
        seen.unlink(missing_ok=True)


def _pictures(
    source: str, target: str, pages: tuple[int, int] | None, because: str, spots: dict[int, str]
) -> Cleaned:
    count, remarks = draw_pages(source, target, pages, because)
    return Cleaned(count, remarks, _shown(spots, pages))


def _shown(spots: dict[int, str], pages: tuple[int, int] | None) -> dict[int, str]:
    """Count pages from the first one that is shown."""
    first, last = pages or (1, 1 << 30)
    return {place - first + 1: spot for place, spot in spots.items() if first - 1 <= place < last}


def _look(pdf: pikepdf.Pdf, source: str, stamp: Stamp) -> tuple[list[Message], dict[int, str]]:
    """See that every page is there and can be read and drawn; half a PDF opens without complaint."""
    if not len(pdf.pages):
        raise CannotShowError(N_("The PDF has no pages."))
    if "/NeedsRendering" in pdf.Root and "/AcroForm" in pdf.Root and "/XFA" in pdf.Root.AcroForm:
        raise CannotShowError(N_("The PDF is a form that only its own program can show."))
    for page in pdf.pages:
        _read(page)
    sheets = [(page, visible(page), _turn(page)) for page in pdf.pages]
    faulty = bool(pdf.get_warnings())  # asked once: they are forgotten when they have been told
    spots = _draw(source, sheets, stamp, thorough=faulty)
    remarks = []
    if pdf.is_encrypted:
        remarks.append(Message(N_("The PDF carries its author's restrictions on printing or copying.")))
    if faulty:
        remarks.append(REPAIRED)
    return remarks, spots


def _disown(pdf: pikepdf.Pdf) -> None:
    """Take from pages whatever has a name of ours: who knows those names must not tell binding what to do."""
    for page in pdf.pages:
        for key in [one for one in page.obj.keys() if one.startswith(_OURS)]:  # noqa: SIM118 - a PDF object
            del page.obj[key]


def _read(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    if contents is None:
        return
    streams = list(contents) if isinstance(contents, Array) else [contents]
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            stream.read_bytes()


def _turn(page: pikepdf.Page) -> int:
    return page.rotation if page.rotation in {90, 180, 270} else 0


def _draw(
    source: str, sheets: list[tuple[pikepdf.Page, Box, int]] | None, stamp: Stamp, *, thorough: bool
) -> dict[int, str]:
    """Open every page with another reader; gives the pages whose stamp cannot stand in its corner."""
    found: dict[int, str] = {}
    try:
        seen = open_to_draw(source)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotShowError(LOCKED) from error
        raise _ClosedError(DAMAGED, detail=str(error)[:300]) from error
    with contextlib.closing(seen):
        if sheets is not None and len(seen) != len(sheets):
            raise _damaged(str(len(seen)))
        for place in range(len(seen)):
            try:
                page = seen[place]
                if thorough:
                    page.render(scale=LOOK_SCALE).close()
                if sheets is not None:
                    own, box, turn = sheets[place]
                    found[place] = free_spot(page, box, turn, stamp.size, stamp.corner, own)
                page.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
                raise _damaged(str(error)) from error
    return not_usual(found, stamp.corner)


def _keep(pdf: pikepdf.Pdf, pages: tuple[int, int] | None) -> None:
    if pages is None:
        return
    first, last = pages
    if not 1 <= first <= last <= len(pdf.pages):
        raise CannotShowError(NO_PAGES, first=first, last=last)
    del pdf.pages[last:]
    del pdf.pages[: first - 1]
    pdf.remove_unreferenced_resources()  # what only other pages show is not to go along


def _disarm(pdf: pikepdf.Pdf, places: Destinations) -> list[Message]:
    """Turn fields and comments into drawings, then keep of all annotations only harmless links."""
    remarks = [*fill_in(pdf), *notes(pdf)]
    for page in pdf.pages:
        lay_down(pdf, page)
        keep_inside(page)
        for key in ("/AA", "/PieceInfo", "/PresSteps", "/Thumb", "/B", "/AF"):
            if key in page.obj:
                del page.obj[key]
    by_number = {number: page for page, number in places.pages.items()}
    kept = {page.obj.objgen: page.obj for page in pdf.pages}
    targets = {number: kept[page] for number, page in by_number.items() if page in kept}
    fresh: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        fresh.update(_links(pdf, page, places, targets))
    keep_tags(pdf, fresh)
    for key in _OF_THE_WHOLE:
        if key in pdf.Root:
            del pdf.Root[key]
    return remarks


def _links(
    pdf: pikepdf.Pdf, page: pikepdf.Page, places: Destinations, targets: Mapping[int, pikepdf.Object]
) -> dict[tuple[int, int], pikepdf.Object]:
    """Make the links of a page afresh; gives each by the object it was made from."""
    made: dict[tuple[int, int], pikepdf.Object] = {}
    if "/Annots" not in page.obj:
        return made
    kept = []
    for found in lying_on(page):
        link = _link(found, page, places, targets) if found.get("/Subtype") == Name.Link else None
        if link is not None:
            kept.append(pdf.make_indirect(link))
            made[found.objgen] = kept[-1]
    if kept:
        page.obj.Annots = Array(kept)
    else:
        del page.obj["/Annots"]
    made.pop((0, 0), None)
    return made


def _link(
    annotation: pikepdf.Dictionary,
    page: pikepdf.Page,
    places: Destinations,
    targets: Mapping[int, pikepdf.Object],
) -> pikepdf.Dictionary | None:
    """Make a fresh link out of a foreign one: its place and its harmless target, nothing else."""
    place = boxed(annotation.Rect)
    if place is None:
        return None  # binding could not move it along with what the page shows
    sides = Array([place.left, place.bottom, place.right, place.top])
    fresh = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=sides, Border=Array([0, 0, 0]), F=4)
    if isinstance(annotation.get("/StructParent"), int):
        fresh.StructParent = annotation.StructParent
    action = annotation.get("/A")
    destination = annotation.get("/Dest")
    if isinstance(action, pikepdf.Dictionary):
        kind = action.get("/S")
        if kind == Name.URI and SAFE_ADDRESS.match(str(action.get("/URI", ""))):
            fresh.A = pikepdf.Dictionary(S=Name.URI, URI=action.URI)
            return fresh
        if kind == Name.GoTo:
            destination = action.get("/D")
    spot = places.find(destination) if destination is not None else None
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") == Name.Named:
        spot = places.beside(page.obj, str(action.get("/N")))
    if spot is None or spot.page not in targets:
        return None
    fresh.Dest = written(targets[spot.page], spot.view)
    return fresh


def _damaged(detail: str) -> CannotShowError:
    return CannotShowError(DAMAGED, detail=detail[:300])
