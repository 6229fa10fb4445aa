"""Laying the stamp on a page as the last thing drawn, whatever the page is like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary

from xborder_desk.documents.boxes import SHRUNK, Box, Matrix, grown, placed, shrunk, visible
from xborder_desk.documents.grafting import OURS
from xborder_desk.documents.imprints import STAMP, free_name
from xborder_desk.documents.marks import KEY as MARKS
from xborder_desk.documents.tags import TAGGED

if TYPE_CHECKING:
    from xborder_desk.documents.forms import Enclosing
    from xborder_desk.documents.grafting import Grafting
    from xborder_desk.documents.imprints import Imprint

_BOXES: Final = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the stamp goes on pages of one shape: reckoned once, however many pages are alike.

    ``box`` is what was seen before, ``sheet`` the page with its stamp, ``enclosed`` the box as forms have it;
    ``smaller`` says how what the page shows was moved, if it was.
    """

    box: Box
    rotation: int
    sheet: Box
    stamp: bytes
    smaller: Matrix | None
    media: pikepdf.Object
    enclosed: pikepdf.Array


@dataclass
class Inks:
    """Stamps the pages of one bundle."""

    pdf: pikepdf.Pdf
    tags: Grafting
    enclosing: Enclosing
    places: dict[tuple[object, ...], Place] = field(default_factory=dict)
    drawn: dict[bytes, pikepdf.Object] = field(default_factory=dict)

    def own(self, page: pikepdf.Object, imprint: Imprint, spot: str) -> None:
        """Stamp a page we have composed."""
        keys = set(page.keys())
        place = self._place(page, keys, imprint.size, spot, foreign=False)
        self._around(page, b"q ", b" Q " + place.stamp, {STAMP: imprint.form})
        self._close(page, keys, place)

    def foreign(
        self, page: pikepdf.Object, imprint: Imprint, spot: str, piece: dict[str, Any]
    ) -> Matrix | None:
        """Stamp a page of an exhibit; tells how what it shows was moved, if it was."""
        keys = set(page.keys())
        place = self._place(page, keys, imprint.size, spot, foreign=True)
        begin = f"q {place.smaller.text()} cm ".encode() if place.smaller else b"q "
        forms, marks = _marks(page) if MARKS in keys else ({}, b"")
        forms[STAMP] = imprint.form
        end = marks + b"Q " + place.stamp
        if TAGGED in keys:
            # Its tree names pieces of its content, which must stay the page's own.
            self._around(page, begin + b"q " + _clip(place.box), b" Q " + end, forms)
        else:
            self._enclosed(page, keys, place, forms, (begin, end), piece)
        if place.smaller is not None:
            _move_links(page, place.smaller)
        self._close(page, keys, place)
        return place.smaller

    def _place(
        self, page: pikepdf.Object, keys: set[str], size: tuple[float, float], spot: str, *, foreign: bool
    ) -> Place:
        """Reckon where the stamp of a page goes, or find where it went on a page like it."""
        shape = [page[key].unparse() if key in keys else b"" for key in ("/MediaBox", "/CropBox")]
        turn = page.get("/Rotate", 0)
        known = (*shape, turn if isinstance(turn, int) else None, size, spot, foreign)
        if known not in self.places:
            self.places[known] = self._reckoned(pikepdf.Page(page), size, spot, foreign=foreign)
        return self.places[known]

    def _reckoned(self, page: pikepdf.Page, size: tuple[float, float], spot: str, *, foreign: bool) -> Place:
        box, rotation = visible(page), page_rotation(page)
        sheet = grown(box, rotation, size, spot) if foreign else box
        smaller = shrunk(box, rotation, size, spot) if foreign and spot.endswith(SHRUNK) else None
        media = [sheet.left, sheet.bottom, sheet.right, sheet.top]
        settled = _sound(page) and [float(side) for side in page.mediabox] == media
        return Place(
            box,
            rotation,
            sheet,
            self._stamp(placed(sheet, rotation, size, spot)),
            smaller,
            page.obj["/MediaBox"] if settled else Array(media),
            Array([box.left, box.bottom, box.right, box.top]),
        )

    def _enclosed(
        self,
        page: pikepdf.Object,
        keys: set[str],
        place: Place,
        forms: dict[str, pikepdf.Object],
        around: tuple[bytes, bytes],
        piece: dict[str, Any],
    ) -> None:
        """Make the page's content a form of its own, so that nothing it leaves undone reaches the stamp."""
        begin, end = around
        old = self.enclosing.enclose(page, keys, place.enclosed)
        for key in ("/Group", "/StructParents"):
            if key in keys:
                del page[key]
                keys.discard(key)
        opened = self.tags.page(piece["exhibit"], page, piece["title"], picture=piece["picture"])
        drawn = b""
        if old is not None:
            forms["/XbdPage"] = old
            drawn = b"/XbdPage Do "
        if opened:
            drawn = opened + drawn + b"EMC "
            keys.add("/StructParents")
        page["/Contents"] = self._shared(begin + drawn + end)
        page["/Resources"] = Dictionary({"/XObject": Dictionary(forms)})

    def _shared(self, drawn: bytes) -> pikepdf.Object:
        """Give a stream that draws this; pages that are alike have the same."""
        if drawn not in self.drawn:
            self.drawn[drawn] = self.pdf.make_stream(drawn)
        return self.drawn[drawn]

    def _around(
        self, page: pikepdf.Object, begin: bytes, end: bytes, forms: dict[str, pikepdf.Object]
    ) -> None:
        """Put something before and behind a page's own content; what pages share stays untouched."""
        resources = _shallow(pikepdf.Page(page).get_resources())
        objects = _shallow(resources.get("/XObject"))
        names = set(objects.keys())
        for name, one in forms.items():
            own = free_name(names, name)
            objects[own] = one
            if own != name:
                end = end.replace(f"{name} Do".encode(), f"{own} Do".encode())
        resources.XObject = objects
        page["/Resources"] = resources
        given = page.get("/Contents")
        middle = list(given) if isinstance(given, Array) else [given]
        streams = [one for one in middle if isinstance(one, pikepdf.Stream)]
        page["/Contents"] = Array([self._shared(begin), *streams, self._shared(b"\n" + end)])

    def _stamp(self, matrix: Matrix) -> bytes:
        drawn = f"q {matrix.text()} cm {STAMP} Do Q".encode()
        if self.tags.document is None:
            return drawn
        return b"/Artifact <</Type /Pagination>> BDC " + drawn + b" EMC"

    def _close(self, page: pikepdf.Object, keys: set[str], place: Place) -> None:
        page["/MediaBox"] = place.media  # pages that are alike share it in memory
        for key in _BOXES:
            if key in keys:
                del page[key]
        if self.tags.document is None and "/StructParents" in keys:
            del page["/StructParents"]
        if place.rotation or "/Rotate" in keys:
            page["/Rotate"] = place.rotation
        for key in OURS:
            if key in keys:
                del page[key]


def page_rotation(page: pikepdf.Page) -> int:
    """Give a page's turn in degrees clockwise: 0, 90, 180 or 270; it may be inherited."""
    return page.rotation if page.rotation in {0, 90, 180, 270} else 0


def _clip(box: Box) -> bytes:
    return f"{box.left:.3f} {box.bottom:.3f} {box.width:.3f} {box.height:.3f} re W n ".encode()


def _sound(page: pikepdf.Page) -> bool:
    """Whether a page has a box of its own that can be left as it is."""
    return "/MediaBox" in page.obj and isinstance(page.obj["/MediaBox"], Array)


def _marks(page: pikepdf.Object) -> tuple[dict[str, pikepdf.Object], bytes]:
    """Draw what lay on top of a foreign page."""
    forms: dict[str, pikepdf.Object] = {}
    drawn = []
    for place, mark in enumerate(page.get(MARKS, ())):
        forms[f"/XbdMark{place}"] = mark.Form
        matrix = Matrix(*(float(value) for value in mark.Matrix))
        drawn.append(f"q {matrix.text()} cm /XbdMark{place} Do Q ")
    del page[MARKS]
    return forms, "".join(drawn).encode()


def _move_links(page: pikepdf.Object, matrix: Matrix) -> None:
    for annotation in page.get("/Annots", ()):
        values = [float(value) for value in annotation.Rect]
        corners = [matrix.point(*values[:2]), matrix.point(*values[2:])]
        annotation.Rect = Array([round(value, 3) for corner in corners for value in corner])


def _shallow(dictionary: pikepdf.Object | None) -> pikepdf.Dictionary:
    return Dictionary(dict(dictionary.items())) if isinstance(dictionary, Dictionary) else Dictionary()
