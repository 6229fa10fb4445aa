"""Looking a foreign PDF over before it is bound: is it whole, and does it hold anything that acts?

Runs in a child process. What acts (scripts, launches, forms that send) is taken out; what is drawn stays
as it was: form fields and comments become part of their page.
"""

from __future__ import annotations

import contextlib
import logging
import re
from typing import Any, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Name

from xborder_desk.documents.boxes import Box, placed, visible
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.marks import BREAKS, fill_in, lay_down, lying_on, notes
from xborder_desk.documents.pictures import NO_PAGES, draw_pages
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

log: Final = logging.getLogger(__name__)
BUSY: Final = "/XbdBusy"
"""Our key on a page that has words where its stamp goes."""

USUAL_STAMP: Final = (130.0, 14.0)
SAFE_ADDRESS: Final = re.compile(r"(?i)(https?://|mailto:)[\x21-\x7e]{1,2000}\Z")
LOOK_SCALE: Final = 0.2
LOCKED: Final = N_("The PDF is locked with a password.")


def clean_pdf(
    source: str, target: str, pages: tuple[int, int] | None, corner: str = "bottom-right"
) -> tuple[int, list[Message]]:
    """Check a PDF, take out what acts, and write the asked pages to ``target``.

    ``corner`` is where the stamp will stand: pages with words there are marked, so that none is covered.
    Gives the number of pages written and remarks for the slip sheet. A PDF that can be drawn but not safely
    taken apart is given as pictures of its pages.

    Raises:
        CannotShowError: it is damaged, locked, empty or draws nothing of its own; says why.

    """
    try:
        with pikepdf.open(source) as pdf:
            remarks = _look(pdf, source, corner)
            if _hides(pdf):
                return draw_pages(source, target, pages, N_("layers that are switched off"))
            _keep(pdf, pages)
            remarks += _disarm(pdf)
            pdf.save(target, deterministic_id=True, encryption=False, fix_metadata_version=False)
            return len(pdf.pages), remarks
    except pikepdf.PasswordError as error:
        raise CannotShowError(LOCKED) from error
    except pikepdf.DataDecodingError as error:
        raise _damaged(str(error)) from error
    except BREAKS as error:
        _draw(source, None, thorough=True)
        log.info("shown as pictures: %s", error)
        return draw_pages(source, target, pages, N_("a faulty structure"))


def _look(pdf: pikepdf.Pdf, source: str, corner: str) -> list[Message]:
    """See that every page is there and can be read and drawn; half a PDF opens without complaint."""
    if not len(pdf.pages):
        raise CannotShowError(N_("The PDF has no pages."))
    if "/NeedsRendering" in pdf.Root and "/AcroForm" in pdf.Root and "/XFA" in pdf.Root.AcroForm:
        raise CannotShowError(N_("The PDF is a form that only its own program can show."))
    for page in pdf.pages:
        _read(page)
    corners = [_stamped(page, corner) for page in pdf.pages]
    for place in _draw(source, corners, thorough=bool(pdf.get_warnings())):
        pdf.pages[place].obj[BUSY] = True
    remarks = []
    if pdf.is_encrypted:
        remarks.append(Message(N_("The PDF carries its author's restrictions on printing or copying.")))
    if pdf.get_warnings():
        remarks.append(Message(N_("The PDF's structure was faulty and has been repaired for showing.")))
    return remarks


def _read(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    if contents is None:
        return
    streams = list(contents) if isinstance(contents, Array) else [contents]
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            stream.read_bytes()


def _stamped(page: pikepdf.Page, corner: str) -> Box:
    """Say where on a page a stamp of the usual size will stand."""
    rotation = page.rotation if page.rotation in {90, 180, 270} else 0
    return placed(visible(page), rotation, USUAL_STAMP, corner).covers(*USUAL_STAMP)


def _draw(source: str, corners: list[Box] | None, *, thorough: bool) -> list[int]:
    """Open every page with another reader; gives the pages with words where the stamp goes."""
    busy = []
    try:
        seen = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotShowError(LOCKED) from error
        raise _damaged(str(error)) from error
    with contextlib.closing(seen):
        if corners is not None and len(seen) != len(corners):
            raise _damaged(str(len(seen)))
        for place in range(len(seen)):
            try:
                page = seen[place]
                if thorough:
                    page.render(scale=LOOK_SCALE).close()
                if corners is not None and _has_words(page, corners[place]):
                    busy.append(place)
                page.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
                raise _damaged(str(error)) from error

    return busy


def _has_words(page: pypdfium2.PdfPage, box: Box) -> bool:
    with contextlib.closing(page.get_textpage()) as text:
        return bool(text.get_text_bounded(box.left, box.bottom, box.right, box.top).strip())


def _keep(pdf: pikepdf.Pdf, pages: tuple[int, int] | None) -> None:
    if pages is None:
        return
    first, last = pages
    if not 1 <= first <= last <= len(pdf.pages):
        raise CannotShowError(NO_PAGES, first=first, last=last)
    del pdf.pages[last:]
    del pdf.pages[: first - 1]


def _disarm(pdf: pikepdf.Pdf) -> list[Message]:
    """Turn fields and comments into drawings, then keep of all annotations only harmless links."""
    destinations = _named(pdf)
    remarks = [*fill_in(pdf), *notes(pdf)]
    for page in pdf.pages:
        lay_down(pdf, page)
        for key in ("/AA", "/PieceInfo", "/PresSteps", "/Thumb", "/B"):
            if key in page.obj:
                del page.obj[key]
    for page in pdf.pages:
        _links(page, destinations)
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Dests", "/URI", "/Outlines", "/OCProperties"):
        if key in pdf.Root:
            del pdf.Root[key]
    return remarks


def _links(page: pikepdf.Page, destinations: dict[bytes, Any]) -> None:
    if "/Annots" not in page.obj:
        return
    links = [found for found in lying_on(page) if found.get("/Subtype") == Name.Link]
    kept = [link for link in (_link(found, destinations) for found in links) if link is not None]
    if kept:
        page.obj.Annots = Array(kept)
    else:
        del page.obj["/Annots"]


def _link(annotation: pikepdf.Dictionary, destinations: dict[bytes, Any]) -> pikepdf.Dictionary | None:
    """Make a fresh link out of a foreign one: its place and its harmless target, nothing else."""
    fresh = pikepdf.Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=annotation.Rect, Border=Array([0, 0, 0]), F=4
    )
    action = annotation.get("/A")
    destination = annotation.get("/Dest")
    if isinstance(action, pikepdf.Dictionary):
        kind = action.get("/S")
        if kind == Name.URI and SAFE_ADDRESS.match(str(action.get("/URI", ""))):
            fresh.A = pikepdf.Dictionary(S=Name.URI, URI=action.URI)
            return fresh
        if kind == Name.GoTo:
            destination = action.get("/D")
    if isinstance(destination, pikepdf.String | pikepdf.Name):
        destination = destinations.get(_name(destination))
    if isinstance(destination, pikepdf.Dictionary):
        destination = destination.get("/D")
    if isinstance(destination, Array) and len(destination) and isinstance(destination[0], pikepdf.Dictionary):
        fresh.Dest = destination
        return fresh
    return None


def _named(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    """Read the named destinations, which do not survive binding, so that links can name their page."""
    found: dict[bytes, Any] = {}
    with contextlib.suppress(*BREAKS):
        old = pdf.Root.get("/Dests")
        if isinstance(old, pikepdf.Dictionary):
            found.update({_name(key): value for key, value in old.items()})
        names = pdf.Root.get("/Names")
        if isinstance(names, pikepdf.Dictionary) and "/Dests" in names:
            found.update({_name(key): value for key, value in pikepdf.NameTree(names.Dests).items()})
    return found


def _name(key: object) -> bytes:
    """Give a destination's name as bytes, however it is written."""
    if isinstance(key, bytes):
        return key
    return bytes(key) if isinstance(key, pikepdf.String) else str(key).removeprefix("/").encode()


def _hides(pdf: pikepdf.Pdf) -> bool:
    """Whether the document has layers that are switched off: binding forgets which they were."""
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(default, pikepdf.Dictionary):
        return False
    off = default.get("/OFF")
    return default.get("/BaseState") == Name.OFF or (isinstance(off, Array) and bool(len(off)))


def _damaged(detail: str) -> CannotShowError:
    return CannotShowError(N_("The PDF is damaged."), detail=detail[:300])
