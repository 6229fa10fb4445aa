"""Making links and structure of our own composed pages slim: what says nothing to a reader is taken out.

The pages are set with remarks on layout, a span in each block, and the same few values with each element and
link; together they take up most of the memory that binding a very long dossier needs. What is read aloud,
and in what order, stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name

from xborder_desk.documents.destinations import SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pikepdf

_BLOCK: Final = Name("/Div")
_SPAN: Final = Name("/Span")
_LAID_OUT: Final = (_BLOCK, _SPAN, Name("/TD"), Name("/TH"), Name("/TR"))
"""Kinds of elements of which nobody needs to know where they are drawn, and in what colours."""
_KEYS: Final = frozenset({"/Type", "/S", "/P", "/Pg", "/K"})
_DRAWN_THROUGH: Final = "/TextDecorationType"
"""That words are struck out is part of what they say."""


class Shared:
    """Values that many objects of a file have alike: each is written, and held in memory, once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._known: dict[bytes, pikepdf.Object] = {}

    def one(self, value: pikepdf.Object) -> pikepdf.Object:
        """Give the one object that stands for all that are like this."""
        said = value.unparse(resolved=True)
        if said not in self._known:
            self._known[said] = self._pdf.make_indirect(value)
        return self._known[said]


def slim_links(page: pikepdf.Object, shared: Shared) -> None:
    """Make the links of a page slim that binding aims: their words are said anew there."""
    for link in page.get("/Annots", ()):
        action = link.get("/A")
        if not isinstance(action, Dictionary) or not str(action.get("/URI", "")).startswith(SCHEME):
            continue
        link.A = Dictionary(S=Name.URI, URI=action.URI)
        if "/Border" in link:
            link.Border = shared.one(link.Border)
        for key in ("/Contents", "/Type"):
            if key in link:
                del link[key]


def slim(elements: Iterable[pikepdf.Object], shared: Shared) -> dict[tuple[int, int], pikepdf.Object]:
    """Make elements and all below them slim; gives what holds the words now, for each that was taken out.

    Remarks on layout go; a span that is all a block holds leaves its words to the block; a list of one is no
    list. What the elements are and the order of their words stays.
    """
    gone: dict[tuple[int, int], pikepdf.Object] = {}
    waiting = list(elements)
    while waiting:
        one = waiting.pop()
        keys = _slim_about(one, shared)
        kids: Any = one["/K"] if "/K" in keys else None
        if isinstance(kids, int):  # most hold one piece of a page
            continue
        several = isinstance(kids, Array)
        if several and len(kids) == 1:
            one["/K"] = kids = _alone(kids)
            several = False
            if _is_element(kids) and _is_plain_block(one, keys) and _is_leaf(kids):
                gone[kids.objgen] = one
                one["/Pg"], one["/K"] = kids["/Pg"], _alone(kids["/K"])
                continue
        waiting += [kid for kid in (kids if several else [kids]) if _is_element(kid)]
    return gone


def _slim_about(element: pikepdf.Object, shared: Shared) -> set[str]:
    """Make slim what is said of an element; gives the keys that are left."""
    keys = set(element.keys())
    if "/Type" in keys:
        del element["/Type"]  # it can be nothing else
        keys.discard("/Type")
    if "/A" in keys:
        if element["/S"] in _LAID_OUT and _forget_layout(element):
            keys.discard("/A")
        elif isinstance(element["/A"], Dictionary):
            element["/A"] = shared.one(element["/A"])
    return keys


def renamed(value: Any, gone: dict[tuple[int, int], pikepdf.Object]) -> Any:  # noqa: ANN401 - a PDF value
    """Name in a place of the tree of numbers what holds the words now; ``gone`` is what slimming gave."""
    if isinstance(value, Array):
        return Array([renamed(one, gone) for one in value])
    return gone.get(getattr(value, "objgen", (0, 0)), value)


def _is_element(value: Any) -> bool:  # noqa: ANN401 - a PDF value
    return isinstance(value, Dictionary) and "/S" in value


def _forget_layout(element: pikepdf.Object) -> bool:
    """Leave remarks on layout out; tells whether none is left."""
    about = element["/A"]
    remarks: list[Any] = list(about) if isinstance(about, Array) else [about]
    kept = [one for one in remarks if not _is_layout(one)]
    if not kept:
        del element["/A"]
    elif len(kept) < len(remarks) or len(kept) == 1:
        element["/A"] = kept[0] if len(kept) == 1 else Array(kept)
    return not kept


def _is_layout(remark: Any) -> bool:  # noqa: ANN401 - a PDF value
    return isinstance(remark, Dictionary) and remark.get("/O") == Name.Layout and _DRAWN_THROUGH not in remark


def _is_plain_block(element: pikepdf.Object, keys: set[str]) -> bool:
    return keys <= _KEYS and element["/S"] == _BLOCK


def _is_leaf(span: pikepdf.Object) -> bool:
    """Whether it is a span that holds pieces of one page, and no other element."""
    keys = set(span.keys())
    if "/Pg" not in keys or span["/S"] != _SPAN:
        return False
    if "/A" in keys and _forget_layout(span):
        keys.discard("/A")
    kids: Any = span["/K"] if "/K" in keys else None
    within = isinstance(kids, int) or (isinstance(kids, Array) and all(isinstance(one, int) for one in kids))
    return within and keys <= _KEYS


def _alone(kids: Any) -> Any:  # noqa: ANN401 - a PDF value
    return kids[0] if isinstance(kids, Array) and len(kids) == 1 else kids
