"""Binding the bundle: composed pages and exhibits in one file, stamped, linked, bookmarked; in a child.

The plan is a JSON object:
``composed``, ``stamps`` (PDF files), ``target``; ``pieces``: [{file, first, last, foreign,
exhibit, title, picture}] in order;
``jumps``: target -> page of the bundle (from 1), for the links of composed pages;
``bookmarks``: [{title, page, depth, view, closed}]; ``headed``: for each exhibit, how many chief headings
stand before its end; ``spots``: where the stamp stands, for each page; ``direction``; ``archival``: the file
of the colours, where the bundle may call itself archival; ``title``, ``author``, ``language``, ``made_at``
(ISO, UTC).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from xborder_desk.documents.archival import declare, settle
from xborder_desk.documents.destinations import written
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.grafting import Grafting
from xborder_desk.documents.inks import Inks
from xborder_desk.documents.metadata import describe
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.documents.boxes import Matrix
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

UNPLANNED: Final = N_("The bundle has not the pages that were planned.")
SCHEME: Final = "xbd:"
"""Links in composed pages begin with this; binding turns them into jumps."""
_EVERY: Final = 50


def headings(composed: str) -> dict[str, Plain]:
    """Tell on which page of the composed file each heading stands (from 1), and how many pages it has."""
    with pikepdf.open(composed) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        found: list[Plain] = []
        item = pdf.Root.Outlines.First if "/Outlines" in pdf.Root else None
        while item is not None:
            found.append(places[item.Dest[0].objgen])
            item = item.get("/Next")
        return {"pages": len(pdf.pages), "headings": found}


def bind(plan: dict[str, Any], ctx: JobContext | None = None) -> dict[str, Plain]:
    """Bind the bundle as planned; gives its number of ``pages``, and whether it calls itself ``archival``.

    Raises:
        BuildError: the pieces do not make a PDF.

    """
    merged = Path(f"{plan['target']}.merged")
    _merge(plan, merged)
    of_page = [piece for piece in plan["pieces"] for _ in range(piece["first"], piece["last"] + 1)]
    stream = pikepdf.AccessMode.stream  # the whole file mapped into memory would count against the limit
    with pikepdf.open(merged, access_mode=stream) as pdf, pikepdf.open(plan["stamps"]) as stamps:
        if not len(pdf.pages) == len(stamps.pages) == len(of_page):
            raise BuildError(UNPLANNED)
        moved = _stamp_all(pdf, stamps, of_page, plan, ctx)
        _front(pdf, plan)
        _bookmarks(pdf, plan["bookmarks"], moved)
        describe(pdf, plan)
        archival = bool(plan.get("archival")) and settle(pdf)
        if archival:
            declare(pdf, plan["archival"])
        # Streams of objects are packed by others: their ends cannot be settled.
        modes = pikepdf.ObjectStreamMode
        objects = modes.disable if archival else modes.generate
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]
        pdf.save(
            plan["target"],
            deterministic_id=True,
            object_stream_mode=objects,
            compress_streams=True,
            linearize=False,
        )
    merged.unlink()
    return {"pages": len(of_page), "archival": archival}


def _stamp_all(
    pdf: pikepdf.Pdf,
    stamps: pikepdf.Pdf,
    of_page: list[dict[str, Any]],
    plan: dict[str, Any],
    ctx: JobContext | None,
) -> dict[int, Matrix]:
    """Stamp every page, aim its links, grow the structure tree; gives how the pages were moved that were."""
    pages = [page.obj for page in pdf.pages]
    forms = _stamps(pdf, stamps)
    inks = Inks(pdf, Grafting.of(pdf), Enclosing(pdf))
    moved: dict[int, Matrix] = {}
    before: dict[str, Any] | None = None
    for place, page in enumerate(pdf.pages):
        piece = of_page[place]
        if piece["foreign"]:
            if piece is not before:
                inks.tags.exhibit(piece["exhibit"], page, piece["title"])
            matrix = inks.foreign(page, forms[place], plan["spots"][place], piece)
            if matrix is not None:
                moved[place] = matrix
        else:
            inks.own(page, forms[place], plan["spots"][place])
            _jumps(page, pages, plan["jumps"])
        before = piece
        if ctx is not None and place % _EVERY == 0:
            ctx.progress(place, len(of_page), N_("Stamping pages"))
    _inner_links(pdf, of_page, moved)
    inks.tags.finish(plan["headed"])
    return moved


def _merge(plan: dict[str, Any], merged: Path) -> None:
    pieces = [{"file": p["file"], "range": f"{p['first']}-{p['last']}"} for p in plan["pieces"]]
    job = {
        "inputFile": plan["composed"],
        "outputFile": str(merged),
        "pages": pieces,
        # Only read once more by ourselves: written as quickly as can be.
        "staticId": "",
        "objectStreams": "disable",
        "streamData": "preserve",
    }
    try:
        pikepdf.Job(job).run()
    except (pikepdf.PdfError, pikepdf.JobUsageError, RuntimeError, OSError) as error:
        raise BuildError(N_("The bundle could not be bound: {detail}"), detail=str(error)) from error


def _stamps(pdf: pikepdf.Pdf, stamps: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Take every stamp over as a form; equal fonts are taken over once."""
    return [
        pdf.copy_foreign(stamps.make_indirect(page.as_form_xobject(handle_transformations=False)))
        for page in stamps.pages
    ]


def _jumps(page: pikepdf.Page, pages: Sequence[pikepdf.Object], jumps: dict[str, int]) -> None:
    """Let the links of our own pages lead to pages of the bundle."""
    for annotation in page.obj.get("/Annots", ()):
        action = annotation.get("/A")
        address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
        if not address.startswith(SCHEME):
            continue
        target = pages[jumps[address.removeprefix(SCHEME)] - 1]
        del annotation["/A"]
        annotation.Dest = Array([target, Name.XYZ, None, None, None])


def _inner_links(pdf: pikepdf.Pdf, of_page: list[dict[str, Any]], moved: dict[int, Matrix]) -> None:
    """Keep links inside an exhibit where their page is in the bundle, and aim them at where it is now."""
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    for place, page in enumerate(pdf.pages):
        if not of_page[place]["foreign"] or "/Annots" not in page.obj:
            continue
        kept = []
        for annotation in page.obj.Annots:
            target = annotation.get("/Dest")
            if target is None:
                kept.append(annotation)
            elif len(target) and (there := places.get(getattr(target[0], "objgen", (0, 0)))) is not None:
                if there in moved:
                    view: list[Any] = [str(target[1]).removeprefix("/"), *list(target)[2:]]
                    annotation.Dest = written(target[0], view, moved[there])
                kept.append(annotation)
        if kept:
            page.obj.Annots = Array(kept)
        else:
            del page.obj["/Annots"]


def _front(pdf: pikepdf.Pdf, plan: dict[str, Any]) -> None:
    """Number pages from the first on, open at full size, say the language."""
    root = pdf.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 1])
    root.Lang = pikepdf.String(plan["language"])
    root.PageMode = Name.UseOutlines
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if plan["direction"] == "rtl":
        root.ViewerPreferences.Direction = Name.R2L
    for key in ("/AA", "/AcroForm", "/Names", "/OCProperties"):
        if key in root:
            del root[key]


def _bookmarks(pdf: pikepdf.Pdf, bookmarks: list[dict[str, Any]], moved: dict[int, Matrix]) -> None:
    """Write the bookmarks; those without a page only head what hangs below them."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        stack: list[OutlineItem] = []
        for bookmark in bookmarks:
            item = OutlineItem(bookmark["title"], _aim(pdf, bookmark, moved))
            item.is_closed = bool(bookmark["closed"])
            depth = int(bookmark["depth"])
            del stack[depth:]
            (stack[-1].children if stack else outline.root).append(item)
            stack.append(item)


def _aim(pdf: pikepdf.Pdf, bookmark: dict[str, Any], moved: dict[int, Matrix]) -> Array | None:
    page = bookmark["page"]
    if page is None:
        return None
    view = bookmark.get("view") or ["XYZ", None, None, None]
    return written(pdf.pages[page - 1].obj, view, moved.get(page - 1))
