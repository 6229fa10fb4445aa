"""Growing the bundle's structure tree: the composed pages' own, and below it every exhibit's.

A page of an exhibit that has no structure of its own becomes one paragraph, or one figure if it is a picture,
so that nobody who reads by ear loses it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.documents.tags import TAGGED, TREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENED: Final = (b"/P <</MCID 0>> BDC ", b"/Figure <</MCID 0>> BDC ")
_NUMBERS: Final = (Name.StructParents, Name.StructParent)
OURS: Final = (TREE, TAGGED)
"""Keys of ours on a page, which no bundle keeps."""


@dataclass
class Grafting:
    """The tree of one bundle while it grows; without a tree of composed pages there is none at all."""

    pdf: pikepdf.Pdf
    document: pikepdf.Object | None = None
    numbers: list[Any] = field(default_factory=list)
    next_number: int = 0
    grown: dict[int, list[pikepdf.Object]] = field(default_factory=dict)
    titles: dict[str, pikepdf.Object] = field(default_factory=dict)
    only_piece: pikepdf.Array = field(default_factory=lambda: Array([0]))
    """What a page's one element holds: a list stands in memory once, a bare number once for each page."""

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Grafting:
        """Begin with the tree of the composed pages."""
        root = pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, Dictionary):
            return cls(pdf)
        kids = root.K
        document = kids[0] if isinstance(kids, Array) else kids
        numbers = list(numbers_of(root.ParentTree))
        return cls(pdf, document, numbers, max([*numbers[::2], -1]) + 1)

    def exhibit(self, place: int, first: pikepdf.Object, title: str) -> None:
        """Take over the tree an exhibit brings along on its first page; it is the ``place``-th from 0."""
        tree = first.get(TREE)
        if self.document is None or tree is None:
            return
        self._renumber(tree)
        part = self._element("/Part", title)
        for kid in tree.Kids:
            kid.P = part
        part.K = tree.Kids
        self.grown.setdefault(place, []).append(part)
        self._widen(tree)

    def follow(self, first: pikepdf.Object) -> None:
        """Go on with the tree that a further composed file brings along on its first page."""
        tree = first.get(TREE)
        if self.document is None or tree is None:
            return
        self._renumber(tree)
        kids = [kid for document in tree.Kids for kid in document.K]
        for kid in kids:
            kid.P = self.document
        self.document.K = Array([*self.document.K, *kids])
        self._widen(tree)

    def _renumber(self, tree: pikepdf.Object) -> None:
        """Let the numbers of a tree follow those that are taken."""
        offset = self.next_number
        for holder in tree.Holders:
            for key in _NUMBERS:
                if isinstance(holder.get(key), int):
                    holder[key] = int(holder[key]) + offset
        for number, value in zip(tree.Keys, tree.Values, strict=True):
            self.numbers += [int(number) + offset, value]
            self.next_number = max(self.next_number, int(number) + offset + 1)

    def page(self, place: int, page: pikepdf.Object, title: str, *, picture: bool) -> bytes:
        """Give a page without structure an element of its own; gives what must open its content."""
        if self.document is None:
            return b""
        kind = "/Figure" if picture else "/P"
        element = self._element(kind, title)
        element["/Pg"] = page
        element["/K"] = self.only_piece
        if picture:
            element["/Alt"] = self._words(title)
        page["/StructParents"] = self.next_number
        self.numbers += [self.next_number, Array([element])]
        self.next_number += 1
        self.grown.setdefault(place, []).append(element)
        return _OPENED[picture]

    def finish(self, headed: Iterable[int]) -> None:
        """Hang what was grown behind the heading of its exhibit, and number the whole anew.

        ``headed`` gives, for each exhibit in order, how many chief headings stand before its end.
        """
        if self.document is None:
            return
        ends = dict(enumerate(headed))
        kids: list[Any] = []
        headings = 0
        waiting = sorted(self.grown)
        for kid in self.document.K:
            if isinstance(kid, Dictionary) and kid.get("/S") == Name.H1:
                while waiting and ends.get(waiting[0], 0) <= headings:
                    kids += self.grown[waiting.pop(0)]
                headings += 1
            kids.append(kid)
        for place in waiting:
            kids += self.grown[place]
        self.document.K = Array(kids)
        root = self.pdf.Root.StructTreeRoot
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.numbers)))
        root.ParentTreeNextKey = self.next_number
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, kind: str, title: str) -> pikepdf.Object:
        element = self.pdf.make_indirect(Dictionary(S=Name(kind)))
        element["/P"] = self.document
        if title:
            element["/T"] = self._words(title)
        return element

    def _words(self, title: str) -> pikepdf.Object:
        """Give a title as a text that all pages of its exhibit share."""
        if title not in self.titles:
            self.titles = {title: self.pdf.make_indirect(String(title))}
        return self.titles[title]

    def _widen(self, tree: pikepdf.Object) -> None:
        """Take over what an exhibit calls its own kinds of elements; what is known already stays."""
        root = self.pdf.Root.StructTreeRoot
        for ours, theirs in (("/RoleMap", "/Roles"), ("/ClassMap", "/Classes")):
            if theirs in tree:
                both = {**dict(tree[theirs].items()), **dict(root.get(ours, Dictionary()).items())}
                root[ours] = Dictionary(both)


def numbers_of(tree: pikepdf.Object) -> Iterator[Any]:
    """Give keys and values of a tree of numbers by turns; it is one of our own composed pages."""
    for kid in tree.get("/Kids", ()):
        yield from numbers_of(kid)
    yield from tree.get("/Nums", ())
