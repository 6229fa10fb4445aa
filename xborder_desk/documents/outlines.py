"""Reading the bookmarks of a foreign PDF, so that they can be hung below its exhibit."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name

from xborder_desk.documents.characters import plain_line
from xborder_desk.documents.marks import BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.documents.destinations import Destinations, Spot
    from xborder_desk.jobs.frames import Plain

MOST: Final = 20_000
DEEPEST: Final = 30
LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of a source: how deep it hangs (from 0), its words, and where it leads (or nowhere)."""

    depth: int
    title: str
    spot: Spot | None

    def plain(self) -> list[Plain]:
        """Give it as JSON values."""
        spot: list[Plain] | None = [self.spot.page, list(self.spot.view)] if self.spot else None
        return [self.depth, self.title, spot]


def read_outline(pdf: pikepdf.Pdf, places: Destinations) -> list[Bookmark]:
    """Give the bookmarks of a document in order; whatever is broken or turns in a circle is left out."""
    with contextlib.suppress(*BREAKS):
        outlines = pdf.Root.get("/Outlines")
        if isinstance(outlines, Dictionary):
            return list(_walk(outlines.get("/First"), places))
    return []


def on_pages(bookmarks: Iterable[Bookmark], first: int, last: int) -> list[Bookmark]:
    """Keep the bookmarks that lead to pages ``first`` to ``last`` (from 0), and what they hang below.

    Pages are counted from ``first`` on. What hangs above leads where the first one below it leads, as its
    own page is not shown.
    """
    kept: list[Bookmark] = []
    wanted = 0  # going backwards: what hangs less deep than this is what the last one kept hangs below
    for mark in reversed(list(bookmarks)):
        if mark.spot is not None and first <= mark.spot.page <= last:
            kept.append(replace(mark, spot=replace(mark.spot, page=mark.spot.page - first)))
            wanted = mark.depth
        elif mark.depth < wanted:
            kept.append(replace(mark, spot=kept[-1].spot))
            wanted = mark.depth
    return _unbroken(reversed(kept))


def _unbroken(marks: Iterable[Bookmark]) -> list[Bookmark]:
    """Let no bookmark hang deeper than one below the one before it."""
    found: list[Bookmark] = []
    deepest = 0
    for mark in marks:
        depth = min(mark.depth, deepest)
        found.append(replace(mark, depth=depth))
        deepest = depth + 1
    return found


def _walk(first: pikepdf.Object | None, places: Destinations) -> Iterator[Bookmark]:
    seen: set[tuple[int, int]] = set()
    waiting = [(first, 0)]
    while waiting and len(seen) < MOST:
        item, depth = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield _bookmark(item, depth, places)
        waiting.append((item.get("/Next"), depth))
        if depth < DEEPEST:
            waiting.append((item.get("/First"), depth + 1))


def _bookmark(item: pikepdf.Object, depth: int, places: Destinations) -> Bookmark:
    title = item.get("/Title")
    words = plain_line(str(title))[:LONGEST] if isinstance(title, pikepdf.String) else ""
    target = item.get("/Dest")
    action = item.get("/A")
    if target is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        target = action.get("/D")
    return Bookmark(depth, words or "–", places.find(target) if target is not None else None)
