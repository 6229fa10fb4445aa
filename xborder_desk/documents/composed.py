"""Setting one file of a dossier's own pages, ready to be bound behind another; runs in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary

from xborder_desk.documents.composing import compose
from xborder_desk.documents.destinations import put_aside, put_back
from xborder_desk.documents.grafting import Grafting, numbers_of
from xborder_desk.documents.slimming import Shared, renamed, slim, slim_links
from xborder_desk.documents.tags import TREE

if TYPE_CHECKING:
    from xborder_desk.jobs.frames import Plain

TEMPLATE: Final = "dossier.typ"
_NUMBERS: Final = ("/StructParents", "/StructParent")
_OF_THE_WHOLE: Final = ("/StructTreeRoot", "/Outlines", "/Metadata")


def set_part(
    resources: str,
    data: dict[str, Any],
    made_at: str,
    target: str,
    further: bool,  # noqa: FBT001 - it comes over a line
) -> dict[str, Plain]:
    """Set the pages of ``data`` into ``target``; gives its number of ``pages``, and where ``headings`` are.

    A ``further`` file follows another one: its structure is hung on its first page, for the binder.

    Raises:
        BuildError: the pages could not be set.

    """
    compose(resources, TEMPLATE, data, made_at, target)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        seen = _headings(pdf)
        _slim(pdf)
        if further:
            _hang(pdf)
        pdf.save(target, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return seen


def headings(composed: str) -> dict[str, Plain]:
    """Tell on which page of the composed file each heading stands (from 1), and how many pages it has."""
    with pikepdf.open(composed) as pdf:
        return _headings(pdf)


def gather(files: list[str], target: str) -> None:
    """Put the composed files of a very long dossier into one: binding then holds them in memory only once.

    Their structure takes up most of that memory; it was made slim when they were set.
    """
    pages = [{"file": file, "range": "1-z"} for file in files]
    job = {"inputFile": files[0], "outputFile": target, "pages": pages, "removeUnreferencedResources": "no"}
    with pikepdf.Job(job).create_pdf() as pdf:  # type: ignore[no-untyped-call]  # not annotated there
        tags = Grafting.of(pdf)
        for page in pdf.pages:
            put_back(page.obj)
            tags.follow(page.obj)
            if TREE in page.obj:
                del page.obj[TREE]
        tags.finish(())
        pdf.save(target, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _headings(pdf: pikepdf.Pdf) -> dict[str, Plain]:
    places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found: list[Plain] = []
    item = pdf.Root.Outlines.First if "/Outlines" in pdf.Root else None
    while item is not None:
        found.append(places[item.Dest[0].objgen])
        item = item.get("/Next")
    return {"pages": len(pdf.pages), "headings": found}


def _slim(pdf: pikepdf.Pdf) -> None:
    """Take out of links and structure what says nothing: binding has less to take along, and to hold."""
    shared = Shared(pdf)
    for page in pdf.pages:
        slim_links(page.obj, shared)
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    documents = list(root.K) if isinstance(root.K, Array) else [root.K]
    gone = slim((element for document in documents for element in document.K), shared)
    numbers = [renamed(value, gone) for value in numbers_of(root.ParentTree)]
    root.ParentTree = Dictionary(Nums=Array(numbers))


def _hang(pdf: pikepdf.Pdf) -> None:
    """Hang the structure on the first page. It is our own: there is nothing in it to be afraid of."""
    root = pdf.Root.StructTreeRoot
    numbers = list(numbers_of(root.ParentTree))
    holders = [
        one
        for page in pdf.pages
        for one in (page.obj, *page.obj.get("/Annots", ()))
        if any(key in one for key in _NUMBERS)
    ]
    kids = list(root.K) if isinstance(root.K, Array) else [root.K]
    for kid in kids:
        del kid["/P"]  # else the whole old tree would go along
    tree = Dictionary(
        Kids=Array(kids),
        Keys=Array(numbers[::2]),
        Values=Array(numbers[1::2]),
        Holders=Array(holders),
    )
    for ours, theirs in (("/Roles", "/RoleMap"), ("/Classes", "/ClassMap")):
        if theirs in root:
            tree[ours] = root[theirs]
    pdf.pages[0].obj[TREE] = pdf.make_indirect(tree)
    put_aside(pdf)
    for key in _OF_THE_WHOLE:
        if key in pdf.Root:
            del pdf.Root[key]
