"""Binding the bundle: composed pages and exhibits in one file, stamped, linked, bookmarked; in a child.

The plan is a JSON object:
``composed``, ``stamps`` (PDF files), ``target``; ``pieces``: [{file, first, last, foreign}] in order;
``jumps``: target -> page of the bundle (from 1), for the links of composed pages;
``bookmarks``: [{title, page, depth}]; ``spots``: where the stamp stands, for each page;
``direction``; ``title``, ``author``, ``language``, ``made_at`` (ISO, UTC).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from xborder_desk.documents.boxes import SHRUNK, Matrix, grown, placed, shrunk, visible
from xborder_desk.documents.forms import Enclosing
from xborder_desk.documents.marks import KEY as MARKS
from xborder_desk.documents.metadata import describe
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def bind(plan: dict[str, Any], ctx: JobContext | None = None) -> int:
    """Bind the bundle as planned; gives its number of pages.

    Raises:
        BuildError: the pieces do not make a PDF.

    """
    merged = Path(f"{plan['target']}.merged")
    _merge(plan, merged)
    foreign = [piece["foreign"] for piece in plan["pieces"] for _ in range(piece["first"], piece["last"] + 1)]
    stream = pikepdf.AccessMode.stream  # the whole file mapped into memory would count against the limit
    with pikepdf.open(merged, access_mode=stream) as pdf, pikepdf.open(plan["stamps"]) as stamps:
        if not len(pdf.pages) == len(stamps.pages) == len(foreign):
            raise BuildError(UNPLANNED)
        pages = [page.obj for page in pdf.pages]
        forms = _stamps(pdf, stamps)
        enclosing = Enclosing(pdf)
        for place, page in enumerate(pdf.pages):
            _stamp(pdf, page, forms[place], plan["spots"][place], enclosing if foreign[place] else None)
            if foreign[place]:
                _inner_links(page, pages)
            else:
                _jumps(page, pages, plan["jumps"])
            if ctx is not None and place % _EVERY == 0:
                ctx.progress(place, len(foreign), N_("Stamping pages"))
        _front(pdf, plan)
        _bookmarks(pdf, plan["bookmarks"])
        describe(pdf, plan)
        pdf.save(
            plan["target"],
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            linearize=False,
        )
    merged.unlink()
    return len(foreign)


def _merge(plan: dict[str, Any], merged: Path) -> None:
    pieces = [{"file": p["file"], "range": f"{p['first']}-{p['last']}"} for p in plan["pieces"]]
    job = {
        "inputFile": plan["composed"],
        "outputFile": str(merged),
        "pages": pieces,
        "deterministicId": "",
        "objectStreams": "generate",
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


def _stamp(
    pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object, spot: str, enclosing: Enclosing | None
) -> None:
    box, rotation = visible(page), page_rotation(page)
    size = (float(form.BBox[2]), float(form.BBox[3]))
    sheet = grown(box, rotation, size, spot) if enclosing is not None else box
    matrix = placed(sheet, rotation, size, spot)
    stamp = f"q {matrix.text()} cm /XbdStamp Do Q".encode()
    resources = Dictionary()
    if enclosing is not None:
        old = enclosing.enclose(page, box)
        resources.XObject = Dictionary(XbdStamp=form)
        if old is not None:
            resources.XObject.XbdPage = old
        content = (b"q /XbdPage Do Q " if old is not None else b"") + _marks(page, resources.XObject)
        if spot.endswith(SHRUNK):
            smaller = shrunk(box, rotation, size, spot)
            content = f"q {smaller.text()} cm ".encode() + content + b"Q "
            _move_links(page, smaller)
        page.obj.Contents = pdf.make_stream(content + stamp)
        if "/Group" in page.obj:
            del page.obj["/Group"]
    else:
        resources = _shallow(page.obj.get("/Resources"))
        objects = _shallow(resources.get("/XObject"))
        objects.XbdStamp = form
        resources.XObject = objects
        page.contents_add(b"q ", prepend=True)
        page.contents_add(b" Q " + stamp)
    page.obj.Resources = resources
    page.obj.MediaBox = Array([sheet.left, sheet.bottom, sheet.right, sheet.top])
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    page.obj.Rotate = rotation


def _move_links(page: pikepdf.Page, matrix: Matrix) -> None:
    for annotation in page.obj.get("/Annots", ()):
        values = [float(value) for value in annotation.Rect]
        corners = [matrix.point(*values[:2]), matrix.point(*values[2:])]
        annotation.Rect = Array([round(value, 3) for corner in corners for value in corner])


def _marks(page: pikepdf.Page, forms: pikepdf.Object) -> bytes:
    """Draw what lay on top of a foreign page."""
    drawn = []
    for place, mark in enumerate(page.obj.get(MARKS, ())):
        forms[f"/XbdMark{place}"] = mark.Form
        matrix = Matrix(*(float(value) for value in mark.Matrix))
        drawn.append(f"q {matrix.text()} cm /XbdMark{place} Do Q ")
    if MARKS in page.obj:
        del page.obj[MARKS]
    return "".join(drawn).encode()


def page_rotation(page: pikepdf.Page) -> int:
    """Give a page's turn in degrees clockwise: 0, 90, 180 or 270; it may be inherited."""
    return page.rotation if page.rotation in {0, 90, 180, 270} else 0


def _shallow(dictionary: pikepdf.Object | None) -> pikepdf.Dictionary:
    return Dictionary(dict(dictionary.items())) if isinstance(dictionary, Dictionary) else Dictionary()


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


def _inner_links(page: pikepdf.Page, pages: Sequence[pikepdf.Object]) -> None:
    """Keep links inside an exhibit only where their page is in the bundle."""
    if "/Annots" not in page.obj:
        return
    known = {obj.objgen for obj in pages}
    kept = []
    for annotation in page.obj.Annots:
        destination = annotation.get("/Dest")
        if destination is None or (len(destination) and getattr(destination[0], "objgen", None) in known):
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
    for key in ("/AA", "/AcroForm", "/Names", "/StructTreeRoot", "/MarkInfo", "/OCProperties"):
        if key in root:
            del root[key]


def _bookmarks(pdf: pikepdf.Pdf, bookmarks: list[dict[str, Any]]) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()
        stack: list[OutlineItem] = []
        for bookmark in bookmarks:
            item = OutlineItem(bookmark["title"], bookmark["page"] - 1, "XYZ")
            depth = int(bookmark["depth"])
            del stack[depth:]
            (stack[-1].children if stack else outline.root).append(item)
            stack.append(item)
