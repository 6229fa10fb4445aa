"""Cutting a bundle that is too large for a court into files it takes; the page numbers go on; in a child.

Parts are cut between exhibits, and within one only where it is too large by itself. They keep page numbers,
bookmarks, language and title; the links and the structure of the whole are the whole's alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from xborder_desk.documents.destinations import destinations_of
from xborder_desk.documents.outlines import Bookmark, on_pages, read_outline

if TYPE_CHECKING:
    from xborder_desk.jobs.frames import Plain

_ROOM: Final = 0.02
"""The part of the limit kept free for what a part gets of its own: bookmarks and numbers."""


def split(bundle: str, target: str, starts: list[int], limit: int) -> list[Plain]:
    """Write the parts of a bundle as ``target``-1.pdf and so on; gives [file, first page, last page] of each.

    ``starts`` are the pages (from 1) exhibits begin on; ``limit`` the most bytes of a part. A single page
    that is larger is a part by itself.
    """
    with pikepdf.open(bundle) as pdf:
        count = len(pdf.pages)
        marks = read_outline(pdf, destinations_of(pdf))
        title, language = str(pdf.docinfo.get("/Title", "")), str(pdf.Root.get("/Lang", ""))
    made: list[Plain] = []
    first = 1
    while first <= count:
        last = _reach(bundle, f"{target}-trial", first, count, starts, round(limit * (1 - _ROOM)))
        file = f"{target}-{len(made) + 1}.pdf"
        _cut(bundle, file, first, last)
        _dress(file, first, on_pages(marks, first - 1, last - 1), (title, language))
        made.append([file, first, last])
        first = last + 1
    return made


def _reach(bundle: str, trial: str, first: int, count: int, starts: list[int], limit: int) -> int:
    """Find how far a part that begins on a page may go: to the end of an exhibit, if it can be."""
    ends = sorted({start - 1 for start in starts if start - 1 >= first} | {count})
    found = _longest(bundle, trial, first, ends, limit)
    if found is None:
        pages = list(range(first, ends[0] + 1))
        found = _longest(bundle, trial, first, pages, limit)
    return first if found is None else found


def _longest(bundle: str, trial: str, first: int, ends: list[int], limit: int) -> int | None:
    """Give the last of these ends up to which a part is small enough; sizes grow with the pages."""
    low, high, best = 0, len(ends) - 1, None
    while low <= high:
        middle = (low + high) // 2
        _cut(bundle, trial, first, ends[middle])
        size = Path(trial).stat().st_size
        Path(trial).unlink()
        if size <= limit:
            best, low = ends[middle], middle + 1
        else:
            high = middle - 1
    return best


def _cut(bundle: str, target: str, first: int, last: int) -> None:
    job = {
        "inputFile": bundle,
        "outputFile": target,
        "pages": [{"file": bundle, "range": f"{first}-{last}"}],
        "objectStreams": "generate",
        "deterministicId": "",
    }
    pikepdf.Job(job).run()


def _dress(file: str, first: int, marks: list[Bookmark], words: tuple[str, str]) -> None:
    """Let a part number its pages as they are printed, and show its bookmarks."""
    title, language = words
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 1])
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if language:
            pdf.Root.Lang = pikepdf.String(language)
        pdf.docinfo["/Title"] = pikepdf.String(title)
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        with pdf.open_outline() as outline:
            outline.root.clear()
            stack: list[OutlineItem] = []
            for mark in marks:
                item = OutlineItem(mark.title, mark.spot.page if mark.spot else None)
                del stack[mark.depth :]
                (stack[-1].children if stack else outline.root).append(item)
                stack.append(item)
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
