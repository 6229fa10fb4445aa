"""Laying the stamp on a page as the last thing drawn, whatever the page is like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary

from xborder_desk.documents.boxes import SHRUNK, Box, Matrix, grown, placed, shrunk, visible
from xborder_desk.documents.grafting import forget
from xborder_desk.documents.marks import KEY as MARKS
from xborder_desk.documents.tags import TAGGED

if TYPE_CHECKING:
    import pikepdf

    from xborder_desk.documents.forms import Enclosing
    from xborder_desk.documents.grafting import Grafting

_BOXES: Final = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


@dataclass
class Inks:
    """Stamps the pages of one bundle."""

    pdf: pikepdf.Pdf
    tags: Grafting
    enclosing: Enclosing

    def own(self, page: pikepdf.Page, form: pikepdf.Object, spot: str) -> None:
        """Stamp a page we have composed."""
        box, rotation = visible(page), page_rotation(page)
        matrix = placed(box, rotation, _size(form), spot)
        self._around(page, b"q ", b" Q " + self._stamp(matrix), {"/XbdStamp": form})
        self._close(page, box, rotation)

    def foreign(
        self, page: pikepdf.Page, form: pikepdf.Object, spot: str, piece: dict[str, Any]
    ) -> Matrix | None:
        """Stamp a page of an exhibit; tells how what it shows was moved, if it was."""
        box, rotation, size = visible(page), page_rotation(page), _size(form)
        sheet = grown(box, rotation, size, spot)
        smaller = shrunk(box, rotation, size, spot) if spot.endswith(SHRUNK) else None
        begin = f"q {smaller.text()} cm ".encode() if smaller else b"q "
        forms, marks = _marks(page)
        forms["/XbdStamp"] = form
        end = marks + b"Q " + self._stamp(placed(sheet, rotation, size, spot))
        if TAGGED in page.obj:
            # Its tree names pieces of its content, which must stay the page's own.
            self._around(page, begin + b"q " + _clip(box), b" Q " + end, forms)
        else:
            self._enclosed(page, box, forms, (begin, end), piece)
        if smaller is not None:
            _move_links(page, smaller)
        self._close(page, sheet, rotation)
        return smaller

    def _enclosed(
        self,
        page: pikepdf.Page,
        box: Box,
        forms: dict[str, pikepdf.Object],
        around: tuple[bytes, bytes],
        piece: dict[str, Any],
    ) -> None:
        """Make the page's content a form of its own, so that nothing it leaves undone reaches the stamp."""
        begin, end = around
        old = self.enclosing.enclose(page, box)
        for key in ("/Group", "/StructParents"):
            if key in page.obj:
                del page.obj[key]
        opened = self.tags.page(piece["exhibit"], page, piece["title"], picture=piece["picture"])
        drawn = b""
        if old is not None:
            forms["/XbdPage"] = old
            drawn = b"/XbdPage Do "
        if opened:
            drawn = opened + drawn + b"EMC "
        page.obj.Contents = self.pdf.make_stream(begin + drawn + end)
        page.obj.Resources = Dictionary(XObject=Dictionary(forms))

    def _around(self, page: pikepdf.Page, begin: bytes, end: bytes, forms: dict[str, pikepdf.Object]) -> None:
        """Put something before and behind a page's own content; what pages share stays untouched."""
        resources = _shallow(page.get_resources())
        objects = _shallow(resources.get("/XObject"))
        for name, one in forms.items():
            objects[name] = one
        resources.XObject = objects
        page.obj.Resources = resources
        page.contents_add(begin, prepend=True)
        page.contents_add(end)

    def _stamp(self, matrix: Matrix) -> bytes:
        drawn = f"q {matrix.text()} cm /XbdStamp Do Q".encode()
        if self.tags.document is None:
            return drawn
        return b"/Artifact <</Type /Pagination>> BDC " + drawn + b" EMC"

    def _close(self, page: pikepdf.Page, sheet: Box, rotation: int) -> None:
        page.obj.MediaBox = Array([sheet.left, sheet.bottom, sheet.right, sheet.top])
        for key in _BOXES:
            if key in page.obj:
                del page.obj[key]
        if self.tags.document is None and "/StructParents" in page.obj:
            del page.obj["/StructParents"]
        page.obj.Rotate = rotation
        forget(page)


def page_rotation(page: pikepdf.Page) -> int:
    """Give a page's turn in degrees clockwise: 0, 90, 180 or 270; it may be inherited."""
    return page.rotation if page.rotation in {0, 90, 180, 270} else 0


def _size(form: pikepdf.Object) -> tuple[float, float]:
    return float(form.BBox[2]), float(form.BBox[3])


def _clip(box: Box) -> bytes:
    return f"{box.left:.3f} {box.bottom:.3f} {box.width:.3f} {box.height:.3f} re W n ".encode()


def _marks(page: pikepdf.Page) -> tuple[dict[str, pikepdf.Object], bytes]:
    """Draw what lay on top of a foreign page."""
    forms: dict[str, pikepdf.Object] = {}
    drawn = []
    for place, mark in enumerate(page.obj.get(MARKS, ())):
        forms[f"/XbdMark{place}"] = mark.Form
        matrix = Matrix(*(float(value) for value in mark.Matrix))
        drawn.append(f"q {matrix.text()} cm /XbdMark{place} Do Q ")
    if MARKS in page.obj:
        del page.obj[MARKS]
    return forms, "".join(drawn).encode()


def _move_links(page: pikepdf.Page, matrix: Matrix) -> None:
    for annotation in page.obj.get("/Annots", ()):
        values = [float(value) for value in annotation.Rect]
        corners = [matrix.point(*values[:2]), matrix.point(*values[2:])]
        annotation.Rect = Array([round(value, 3) for corner in corners for value in corner])


def _shallow(dictionary: pikepdf.Object | None) -> pikepdf.Dictionary:
    return Dictionary(dict(dictionary.items())) if isinstance(dictionary, Dictionary) else Dictionary()
