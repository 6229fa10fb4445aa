"""Where links and bookmarks of a PDF lead: names looked up, kinds checked, written afresh."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Name

from xborder_desk.documents.marks import BREAKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.documents.boxes import Matrix
    from xborder_desk.jobs.frames import Plain

SCHEME: Final = "xbd:"
"""Links in composed pages begin with this; binding turns them into jumps."""
LINKS: Final = "/XbdLinks"
"""On a page that is to be bound: its links, under a name that means nothing to those who merge.

They would copy each of them apart, so that the structure tree names links that are on no page.
"""
VIEWS: Final = {"XYZ": 3, "Fit": 0, "FitH": 1, "FitV": 1, "FitR": 4, "FitB": 0, "FitBH": 1, "FitBV": 1}
"""How a page may be opened, and how many numbers that takes."""
_ACROSS: Final = {"XYZ": "xy-", "FitH": "y", "FitV": "x", "FitR": "xyxy", "FitBH": "y", "FitBV": "x"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: its page (from 0), the kind of view and its numbers."""

    page: int
    view: tuple[Plain, ...] = ("Fit",)


@dataclass(frozen=True)
class Destinations:
    """The places a document knows: its pages by their objects, and its named destinations."""

    pages: Mapping[tuple[int, int], int]
    names: Mapping[bytes, Any] = field(default_factory=dict)

    def find(self, target: Any) -> Spot | None:  # noqa: ANN401 - a PDF value, however broken
        """Find the place a destination names, directly or by its name; nothing where there is none."""
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self.names.get(_name(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, Array) or not len(target):
            return None
        first: Any = target[0]
        if isinstance(first, int):
            return Spot(first, _view(target)) if first in self.pages.values() else None
        page = self.pages.get(getattr(first, "objgen", (0, 0)))
        return None if page is None else Spot(page, _view(target))

    def beside(self, page: pikepdf.Object, way: str) -> Spot | None:
        """Find where a button leads that turns the leaves: on, back, to the first page or the last."""
        here, last = self.pages.get(page.objgen, -1), max(self.pages.values(), default=-1)
        ways = {"/NextPage": here + 1, "/PrevPage": here - 1, "/FirstPage": 0, "/LastPage": last}
        found = ways.get(way, -1)
        return Spot(found) if here >= 0 and 0 <= found <= last else None


def destinations_of(pdf: pikepdf.Pdf) -> Destinations:
    """Read the places a document knows, as far as they are well-formed."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[bytes, Any] = {}
    with contextlib.suppress(*BREAKS):
        old = pdf.Root.get("/Dests")
        if isinstance(old, pikepdf.Dictionary):
            found.update({_name(key): value for key, value in old.items()})
        names = pdf.Root.get("/Names")
        if isinstance(names, pikepdf.Dictionary) and "/Dests" in names:
            found.update({_name(key): value for key, value in pikepdf.NameTree(names.Dests).items()})
    return Destinations(pages, found)


def put_aside(pdf: pikepdf.Pdf) -> None:
    """Put the links of every page aside, so that merging takes them along as they are."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj[LINKS] = page.obj.Annots
            del page.obj["/Annots"]


def put_back(page: pikepdf.Object) -> None:
    """Put back what was put aside of a page's links."""
    if LINKS in page:
        page["/Annots"] = page[LINKS]
        del page[LINKS]


def written(page: pikepdf.Object, view: Sequence[Plain], moved: Matrix | None = None) -> Array:
    """Write a place as PDF does; ``moved`` is how what the page shows was moved."""
    kind = str(view[0])
    numbers: list[Any] = list(view[1:])
    if moved is not None:
        numbers = _moved(kind, numbers, moved)
    return Array(
        [page, Name(f"/{kind}"), *(None if one is None else round(float(one), 3) for one in numbers)]
    )


def _moved(kind: str, numbers: list[Any], matrix: Matrix) -> list[Any]:
    found = []
    for axis, value in zip(_ACROSS.get(kind, ""), numbers, strict=False):
        if value is None or axis == "-":
            found.append(value)
        else:
            number = float(value)
            found.append(matrix.point(number, 0)[0] if axis == "x" else matrix.point(0, number)[1])
    return found


def _view(target: Array) -> tuple[Plain, ...]:
    kind = str(target[1]).removeprefix("/") if len(target) > 1 and isinstance(target[1], Name) else "Fit"
    if kind not in VIEWS:
        return ("Fit",)
    numbers: list[Plain] = []
    for place in range(VIEWS[kind]):
        value = target[place + 2] if len(target) > place + 2 else None
        try:
            numbers.append(None if value is None else round(float(value), 3))
        except (TypeError, ValueError):
            numbers.append(None)
    if kind == "FitR" and None in numbers:
        return ("Fit",)
    return (kind, *numbers)


def _name(key: object) -> bytes:
    """Give a destination's name as bytes, however it is written."""
    if isinstance(key, bytes):
        return key
    return bytes(key) if isinstance(key, pikepdf.String) else str(key).removeprefix("/").encode()
