"""Binding the bundle: composed pages and exhibits in one file, stamped, linked, bookmarked; in a child.

The plan is a JSON object:
``composed`` (a PDF), ``stamps`` (PDFs, one behind the other), ``target``;
``pieces``: [{file, first, last, foreign,
exhibit, title, picture}] in order;
``jumps``: target -> page of the bundle (from 1), for the links of composed pages;
``bookmarks``: [{title, page, depth, view, closed}]; ``headed``: for each exhibit, how many chief headings
stand before its end; ``spots``: where the stamp stands, for each page; ``direction``; ``archival``: the file
of the colours, where the bundle may call itself archival; ``title``, ``author``, ``language``, ``made_at``
(ISO, UTC); ``number``: what the file is called by machines, 32 hexadecimal figures; without them, one of its
bytes.
"""

from __future__ import annotations

import bisect
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from xborder_desk.documents.archival import declare, settle
from xborder_desk.documents.destinations import SCHEME, put_back, written
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.grafting import Grafting
from xborder_desk.documents.imprints import take_over
from xborder_desk.documents.inks import Inks
from xborder_desk.documents.metadata import describe
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.documents.boxes import Matrix
    from xborder_desk.documents.imprints import Imprint
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

UNPLANNED: Final = N_("The bundle has not the pages that were planned.")
_EVERY: Final = 50
_SWIFT: Final = 1
_AS_EVER: Final = -1
"""How hard new streams are packed: what takes up room is packed already, and stays as it is."""
_STATIC: Final = b"31415926535897932384626433832795"
_NUMBER: Final = re.compile("[0-9a-f]{32}")
_TAIL: Final = 40


def bind(plan: dict[str, Any], ctx: JobContext | None = None) -> dict[str, Plain]:
    """Bind the bundle as planned; gives its number of ``pages``, and whether it calls itself ``archival``.

    Raises:
        BuildError: the pieces do not make a PDF.

    """
    of_page = [piece for piece in plan["pieces"] for _ in range(piece["first"], piece["last"] + 1)]
    with _merged(plan) as pdf:
        if len(pdf.pages) != len(of_page):
            raise BuildError(UNPLANNED)
        pages = [page.obj for page in pdf.pages]
        moved = _stamp_all(pdf, pages, of_page, plan, ctx)
        _front(pdf, plan)
        _bookmarks(pdf, pages, plan["bookmarks"], moved)
        describe(pdf, plan)
        archival = bool(plan.get("archival"))
        if archival:
            settle(pdf)
            declare(pdf, plan["archival"])
        _write(pdf, plan, archival=archival)
    return {"pages": len(of_page), "archival": archival}


def _write(pdf: pikepdf.Pdf, plan: dict[str, Any], *, archival: bool) -> None:
    """Write the bundle, with the number of its edition where the plan has one."""
    given = number if _NUMBER.fullmatch(number := str(plan.get("number", ""))) else ""
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]
    # Streams of objects are packed by others: their ends cannot be settled.
    modes = pikepdf.ObjectStreamMode
    pikepdf.settings.set_flate_compression_level(_SWIFT)
    try:
        pdf.save(
            plan["target"],
            # To number it by its own bytes, all of them must be hashed while they are written.
            deterministic_id=not given,
            static_id=bool(given),
            object_stream_mode=modes.disable if archival else modes.generate,
            compress_streams=not archival,  # as settled, else
            linearize=False,
        )
    finally:
        pikepdf.settings.set_flate_compression_level(_AS_EVER)
    if given:
        _number(plan["target"], given)


def _number(target: str, given: str) -> None:
    """Put the number given (32 figures, hexadecimal) in place of the one that all files are written with."""
    with Path(target).open("r+b") as file:
        file.seek(-_TAIL, os.SEEK_END)
        start = int(file.read().rpartition(b"startxref")[2].split()[0])
        file.seek(start)
        head = file.read()
        file.seek(start)
        file.write(head.replace(_STATIC, given.encode()))


def _stamp_all(
    pdf: pikepdf.Pdf,
    pages: Sequence[pikepdf.Object],
    of_page: list[dict[str, Any]],
    plan: dict[str, Any],
    ctx: JobContext | None,
) -> dict[int, Matrix]:
    """Stamp every page, aim its links, grow the structure tree; gives how the pages were moved that were."""
    inks = Inks(pdf, Grafting.of(pdf), Enclosing(pdf))
    spots = plan["spots"]
    moved: dict[int, Matrix] = {}
    linked: list[int] = []
    before: dict[str, Any] | None = None
    words = _words(pdf, plan)
    imprints = _imprints(pdf, plan["stamps"])
    for place, page in enumerate(pages):
        imprint = next(imprints, None)
        if imprint is None:
            raise BuildError(UNPLANNED)
        piece = of_page[place]
        put_back(page)
        if piece["foreign"]:
            if piece is not before:
                inks.tags.exhibit(piece["exhibit"], page, piece["title"])
            matrix = inks.foreign(page, imprint, spots[place], piece)
            if matrix is not None:
                moved[place] = matrix
            if "/Annots" in page:
                linked.append(place)
        else:
            inks.tags.follow(page)
            inks.own(page, imprint, spots[place])
            _jumps(page, pages, plan["jumps"], words)
        before = piece
        if ctx is not None and place % _EVERY == 0:
            ctx.progress(place, len(of_page), N_("Stamping pages"))
    if next(imprints, None) is not None:
        raise BuildError(UNPLANNED)
    _inner_links(pages, linked, moved)
    inks.tags.finish(plan["headed"])
    return moved


def _imprints(pdf: pikepdf.Pdf, files: list[str]) -> Iterator[Imprint]:
    """Take the stamps over file by file: none stays open longer than it is needed."""
    for file in files:
        with pikepdf.open(file) as stamps:
            yield from take_over(pdf, stamps)


def _merged(plan: dict[str, Any]) -> pikepdf.Pdf:
    """Merge the pieces; what is in them is read only when it is written, so that memory stays small."""
    pieces = [{"file": p["file"], "range": f"{p['first']}-{p['last']}"} for p in plan["pieces"]]
    job = {
        "inputFile": plan["composed"],
        "outputFile": plan["target"],
        "pages": pieces,
        # No file holds pages that are not wanted: looking for what they alone use would find nothing.
        "removeUnreferencedResources": "no",
    }
    try:
        made: pikepdf.Pdf = pikepdf.Job(job).create_pdf()  # type: ignore[no-untyped-call]  # not annotated there
        return made  # noqa: TRY300 - its type is named here
    except (pikepdf.PdfError, pikepdf.JobUsageError, RuntimeError, OSError) as error:
        raise BuildError(N_("The bundle could not be bound: {detail}"), detail=str(error)) from error


def _words(pdf: pikepdf.Pdf, plan: dict[str, Any]) -> dict[int, pikepdf.Object]:
    """Say in words where the jumps lead, by their pages: as our last bookmark there or before does."""
    found: dict[int, pikepdf.Object] = {}
    marks = [mark for mark in plan["bookmarks"] if "view" not in mark]  # those of exhibits have one
    marks.sort(key=lambda mark: int(mark["page"]))
    starts = [mark["page"] for mark in marks]
    for page in sorted({*plan["jumps"].values()}):
        place = bisect.bisect_right(starts, page)
        if place:
            found[page] = pdf.make_indirect(String(marks[place - 1]["title"]))
    return found


def _jumps(
    page: pikepdf.Object,
    pages: Sequence[pikepdf.Object],
    jumps: dict[str, int],
    words: dict[int, pikepdf.Object],
) -> None:
    """Let the links of our own pages lead to pages of the bundle, and say where to."""
    for annotation in page.get("/Annots", ()):
        action = annotation.get("/A")
        address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
        if not address.startswith(SCHEME):
            continue
        number = jumps[address.removeprefix(SCHEME)]
        del annotation["/A"]
        annotation.Dest = Array([pages[number - 1], Name.XYZ, None, None, None])
        if number in words:
            annotation["/Contents"] = words[number]


def _inner_links(pages: Sequence[pikepdf.Object], linked: list[int], moved: dict[int, Matrix]) -> None:
    """Keep links inside an exhibit where their page is in the bundle, and aim them at where it is now."""
    places = {page.objgen: place for place, page in enumerate(pages)} if linked else {}
    for page in (pages[place] for place in linked):
        kept = []
        for annotation in page.Annots:
            target = annotation.get("/Dest")
            if target is None:
                kept.append(annotation)
            elif len(target) and (there := places.get(getattr(target[0], "objgen", (0, 0)))) is not None:
                if there in moved:
                    view: list[Any] = [str(target[1]).removeprefix("/"), *list(target)[2:]]
                    annotation.Dest = written(target[0], view, moved[there])
                kept.append(annotation)
        if kept:
            page.Annots = Array(kept)
        else:
            del page["/Annots"]


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


def _bookmarks(
    pdf: pikepdf.Pdf,
    pages: Sequence[pikepdf.Object],
    bookmarks: list[dict[str, Any]],
    moved: dict[int, Matrix],
) -> None:
    """Write the bookmarks; those without a page only head what hangs below them."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        stack: list[OutlineItem] = []
        for bookmark in bookmarks:
            item = OutlineItem(bookmark["title"], _aim(pages, bookmark, moved))
            item.is_closed = bool(bookmark["closed"])
            depth = int(bookmark["depth"])
            del stack[depth:]
            (stack[-1].children if stack else outline.root).append(item)
            stack.append(item)


def _aim(pages: Sequence[pikepdf.Object], bookmark: dict[str, Any], moved: dict[int, Matrix]) -> Array | None:
    page = bookmark["page"]
    if page is None:
        return None
    view = bookmark.get("view") or ["XYZ", None, None, None]
    return written(pages[page - 1], view, moved.get(page - 1))
