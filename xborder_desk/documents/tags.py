"""Keeping a foreign PDF's structure tree: cut down to what is shown, made harmless, hung on its first page.

Binding forgets what belongs to the whole document, but takes along whatever hangs on a page; so the tree is
left under a key of ours there, and the binder grafts it into the bundle's own tree. Runs in a child process.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary

from xborder_desk.documents.marks import BREAKS

if TYPE_CHECKING:
    from collections.abc import Mapping

TREE: Final = "/XbdTags"
"""On the first page of a tagged exhibit: its tree. Keys: Kids, Keys, Values, Holders, Roles, Classes."""
TAGGED: Final = "/XbdTagged"
"""On every page of a tagged exhibit: its content must stay where it is, for the tree names its pieces."""

MOST: Final = 200_000
LARGEST: Final = 4 << 20
_FIGURES: Final = 32
_KEPT: Final = frozenset(
    {"/S", "/P", "/ID", "/Pg", "/K", "/A", "/C", "/R", "/T", "/Lang", "/Alt", "/E", "/ActualText"} | {"/NS"}
)
_STEPS: Final = {
    "q": ("q", 1),
    "Q": ("q", -1),
    "BT": ("BT", 1),
    "ET": ("BT", -1),
    "BDC": ("BDC", 1),
    "BMC": ("BDC", 1),
    "EMC": ("BDC", -1),
}
_OPERATORS: Final = "q Q BT ET BMC BDC EMC"
_TOKENS: Final = re.compile(
    # Each way begins with a letter of its own: so a search leaps from one such letter to the next.
    rb"\([^()]*(?:\([^()]*\)[^()]*)*\)|<[0-9A-Fa-f\s]*>|<<|"  # texts, which may hold pairs; properties
    + b"|".join(rb"%b(?<![^\s\])>]%b)(?![^\s\[(</])" % (one, one) for one in _OPERATORS.encode().split())
    + rb"|BI|%|\(|\)|<"  # what only a parser can go on from
)
_ESCAPED: Final = (rb"\\", rb"\(", rb"\)")
_PARSER: Final = frozenset({b"BI", b"%", b"(", b")", b"<"})


class _TooMuchError(ValueError):
    """The tree is larger than any honest one."""


@dataclass
class _Walk:
    """A walk through a tree: the pages that are shown, the links made afresh, and what was found."""

    pdf: pikepdf.Pdf
    pages: set[tuple[int, int]]
    fresh: Mapping[tuple[int, int], pikepdf.Object]
    seen: set[tuple[int, int]] = field(default_factory=set)
    streams: dict[tuple[int, int], pikepdf.Object] = field(default_factory=dict)
    full: bool = False
    """Whether any element holds anything of a page."""

    def kids(self, value: Any) -> list[Any]:  # noqa: ANN401 - a PDF value, however broken
        """List what an element holds."""
        if value is None:
            return []
        return list(value) if isinstance(value, Array) else [value]

    def element(self, given: pikepdf.Object, page: tuple[int, int] | None, depth: int) -> Any:  # noqa: ANN401 - as above
        """Cut an element down to what is shown; gives nothing where nothing of it is left."""
        if len(self.seen) >= MOST or depth > 200:  # noqa: PLR2004 - deeper than any honest tree
            raise _TooMuchError
        element = given if given.is_indirect else self.pdf.make_indirect(given)
        if element.objgen in self.seen or not isinstance(element.get("/S"), pikepdf.Name):
            return None
        self.seen.add(element.objgen)
        own = element.get("/Pg")
        page = own.objgen if isinstance(own, Dictionary) else page
        if "/Pg" in element and page not in self.pages:
            del element["/Pg"]
        for key in [key for key in element.keys() if key not in _KEPT]:  # noqa: SIM118 - a PDF dictionary
            del element[key]
        had = self.kids(element.get("/K"))
        left = [kid for kid in (self._kid(one, element, page, depth) for one in had) if kid is not None]
        if had and not left:
            self.seen.discard(element.objgen)
            return None
        if had:
            element.K = Array(left) if len(left) > 1 else left[0]  # a list of one takes room for nothing
        return element

    def _kid(self, kid: Any, parent: Any, page: tuple[int, int] | None, depth: int) -> Any:  # noqa: ANN401 - as above
        found = self._found(kid, parent, page, depth)
        if found is not None and not (isinstance(found, Dictionary) and "/S" in found):
            self.full = True
        return found

    def _found(self, kid: Any, parent: Any, page: tuple[int, int] | None, depth: int) -> Any:  # noqa: ANN401 - as above
        if isinstance(kid, int):
            return kid if page in self.pages else None
        if not isinstance(kid, Dictionary):
            return None
        own = kid.get("/Pg")
        there = own.objgen if isinstance(own, Dictionary) else page
        match str(kid.get("/Type", "")):
            case "/MCR":
                stream = kid.get("/Stm")
                if isinstance(stream, pikepdf.Stream):
                    self.streams[stream.objgen] = stream
                return kid if there in self.pages else None
            case "/OBJR":
                return self._object(kid, there)
            case _:
                found = self.element(kid, page, depth + 1)
                if found is not None:
                    found.P = parent
                return found

    def _object(self, kid: Any, page: tuple[int, int] | None) -> Any:  # noqa: ANN401 - as above
        """Aim a reference at the link that was made in place of the foreign one."""
        thing = kid.get("/Obj")
        if page not in self.pages or thing is None:
            return None
        if isinstance(thing, pikepdf.Stream):
            self.streams[thing.objgen] = thing
            return kid
        link = self.fresh.get(getattr(thing, "objgen", (0, 0)))
        if link is None:
            return None
        kid.Obj = link
        return kid


def keep_tags(pdf: pikepdf.Pdf, fresh: Mapping[tuple[int, int], pikepdf.Object]) -> bool:
    """Hang the structure tree on the first page; tells whether there was one that can be kept.

    ``fresh`` are the links made in place of foreign ones, by the objects of those. What belongs to pages that
    are not shown is cut off, so that nothing of them goes along.
    """
    tree = full = None
    with contextlib.suppress(_TooMuchError, RecursionError, *BREAKS):
        root = pdf.Root.get("/StructTreeRoot")
        whole = isinstance(root, Dictionary) and isinstance(root.get("/ParentTree"), Dictionary)
        if root is not None and whole and all(_even(page) for page in pdf.pages):
            tree, full = _tree(pdf, root, fresh)
    if tree is None or not len(tree.Kids) or (full and not len(tree.Keys)):
        for page in pdf.pages:
            _untag(page)
        return False
    pdf.pages[0].obj[TREE] = pdf.make_indirect(tree)
    if not len(tree.Keys):
        return True  # it names nothing on the pages: they are shown as if they had no structure
    for page in pdf.pages:
        page.obj[TAGGED] = True
    return True


def _untag(page: pikepdf.Page) -> None:
    for annotation in page.obj.get("/Annots", ()):
        if "/StructParent" in annotation:
            del annotation["/StructParent"]


def _tree(
    pdf: pikepdf.Pdf, root: pikepdf.Object, fresh: Mapping[tuple[int, int], pikepdf.Object]
) -> tuple[pikepdf.Dictionary, bool]:
    """Cut the tree down to what is shown; tells too whether any of it holds anything of a page."""
    walk = _Walk(pdf, {page.obj.objgen for page in pdf.pages}, fresh)
    kids = [walk.element(kid, None, 0) for kid in walk.kids(root.get("/K")) if isinstance(kid, Dictionary)]
    holders = list(_holders(pdf, walk))
    wanted = {int(holder[key]) for holder, key in holders}
    keys, values = [], []
    for number, value in pikepdf.NumberTree(root.ParentTree).items():
        if number in wanted:
            keys.append(number)
            values.append(_parents(value, walk))
    tree = Dictionary(
        Kids=Array([kid for kid in kids if kid is not None]),
        Keys=Array(keys),
        Values=Array(values),
        Holders=Array([holder for holder, _ in holders]),
    )
    for ours, theirs in (("/Roles", "/RoleMap"), ("/Classes", "/ClassMap")):
        if isinstance(root.get(theirs), Dictionary):
            tree[ours] = root[theirs]
    return tree, walk.full


def _holders(pdf: pikepdf.Pdf, walk: _Walk) -> Iterator[tuple[pikepdf.Object, str]]:
    """Give what names its place in the tree by a number: pages, links, and forms within pages."""
    for page in pdf.pages:
        if isinstance(page.obj.get("/StructParents"), int):
            yield page.obj, "/StructParents"
        for annotation in page.obj.get("/Annots", ()):
            if isinstance(annotation.get("/StructParent"), int):
                yield annotation, "/StructParent"
    for stream in walk.streams.values():
        for key in ("/StructParents", "/StructParent"):
            if isinstance(stream.get(key), int):
                yield stream, key


def _parents(value: Any, walk: _Walk) -> Any:  # noqa: ANN401 - a PDF value
    if isinstance(value, Array):
        return walk.pdf.make_indirect(Array([_known(one, walk) for one in value]))
    return _known(value, walk)


def _known(value: Any, walk: _Walk) -> Any:  # noqa: ANN401 - a PDF value
    return value if getattr(value, "objgen", (0, 0)) in walk.seen else None


def content_of(streams: Iterable[pikepdf.Object]) -> bytes:
    """Give what streams draw one behind the other, as readers join them."""
    return b"\n".join(one.read_bytes() for one in streams)


def fingerprint(content: bytes) -> str:
    """Name a content: the same one is known by it wherever it comes to stand."""
    return sha256(content).hexdigest()[:_FIGURES]


def even_contents(pdf: pikepdf.Pdf) -> list[str]:
    """Name the contents that stay as they are since each closes all it opens, once structure was kept."""
    return [fingerprint(content_of(_streams(page))) for page in pdf.pages if TAGGED in page.obj]


def _streams(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.get("/Contents")
    given: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
    return [one for one in given if isinstance(one, pikepdf.Stream)]


def _even(page: pikepdf.Page) -> bool:
    """Whether a page's content closes all it opens, so that it can stay as it is."""
    streams = _streams(page)
    if not streams:
        return True
    content = content_of(streams)
    if len(content) > LARGEST:
        return False
    if (plainly := plainly_even(content)) is not None:
        return plainly
    depths = {"q": 0, "BT": 0, "BDC": 0}
    with contextlib.suppress(*BREAKS):
        for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
            kind, step = _STEPS[str(instruction.operator)]
            depths[kind] += step
            if depths[kind] < 0:
                return False
        return not any(depths.values())
    return False


def plainly_even(content: bytes) -> bool | None:
    """Tell at a glance whether a content closes all it opens; nothing where that takes a parser.

    What does cannot reach what is drawn behind it within its own ``q`` and ``Q``.
    """
    for pair in _ESCAPED:
        content = content.replace(pair, b"..")
    depths = {"q": 0, "BT": 0, "BDC": 0}
    for token in _TOKENS.findall(content):
        if token[0] in b"(<" and len(token) > 1:
            continue
        if token in _PARSER:
            return None
        kind, step = _STEPS[token.decode()]
        depths[kind] += step
        if depths[kind] < 0:
            return False
    return not any(depths.values())
