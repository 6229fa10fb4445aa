"""Where everything stands in the bundle: pages of sections and exhibits, jumps, bookmarks. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.annexes import annex_references
from xborder_desk.documents.characters import plain_line
from xborder_desk.documents.sheets import section_title
from xborder_desk.documents.writer import Place, sections_of, target
from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.references import Reference, references
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xborder_desk.documents.writer import Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit

UNPLANNED: Final = N_("The bundle has not the pages that were planned.")


@dataclass(frozen=True, slots=True)
class OwnPages:
    """One exhibit's own pages: a PDF of ``count`` pages, or the reason in words why there are none.

    ``spots`` are the pages (from 0) whose stamp must stand elsewhere than in its corner; ``outline`` the
    bookmarks the file has itself: depth, words, and [page from 0, view] or None; ``unfit`` says why it cannot
    be part of an archival file; ``even`` names contents that close all they open.
    """

    file: Path | None = None
    count: int = 0
    remarks: tuple[str, ...] = ()
    problem: str = ""
    spots: Mapping[int, str] = field(default_factory=dict)
    outline: tuple[Any, ...] = ()
    unfit: str = ""
    even: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Which pages of a composed file (``ranges``) and of the bundle (``places``) belong to what.

    ``composed`` is the first composed file; ``files`` says what stands in a further one.
    """

    composed: Path
    own: Mapping[str, OwnPages]
    ranges: dict[str, Place] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Give the number of pages of the bundle."""
        return pages_in(self.places)


def pages_in(places: Mapping[str, Place]) -> int:
    """Count the pages of a bundle in which everything has its place."""
    return max((place.last for place in places.values()), default=0)


def sheeted(content: DossierContent, own: Mapping[str, OwnPages]) -> frozenset[str]:
    """Name the exhibits that have a sheet before them: all, or those without pages of their own."""
    every = content.profile.slip_sheets
    return frozenset(e.key for e in content.exhibits if every or not own[e.key].count)


def lay_out(
    content: DossierContent,
    own: Mapping[str, OwnPages],
    composed: Sequence[tuple[Path, list[int], int]],
) -> Layout:
    """Place sections and exhibits, from where their headings stand in the composed files.

    ``composed`` gives each file in order, the pages its headings stand on, and its number of pages.

    Raises:
        BuildError: there are not as many headings as sections and exhibits.

    """
    with_sheet = sheeted(content, own)
    sections = sections_of(content)
    names = [*sections, *(exhibit.key for exhibit in content.exhibits)]
    headed = [name for name in names if name in sections or name in with_sheet]
    spans = [
        (file, Place(start, end))
        for file, starts, pages in composed
        for start, end in zip(starts, [*(one - 1 for one in starts[1:]), pages], strict=True)
    ]
    if len(spans) != len(headed):
        raise BuildError(UNPLANNED)
    found = {name: place for name, (_, place) in zip(headed, spans, strict=True)}
    layout = Layout(composed[0][0], own)
    layout.files.update({name: file for name, (file, _) in zip(headed, spans, strict=True)})
    page = 1
    for name in names:
        count = own[name].count if name in own else 0
        if name in found:
            layout.ranges[name] = found[name]
            count += found[name].last - found[name].first + 1
        layout.places[name] = Place(page, page + count - 1)
        page += count
    return layout


def owners(places: Mapping[str, Place], writer: Writer) -> list[str]:
    """Name the exhibit of each page of the bundle, or "" where it belongs to none."""
    return [
        name if name in writer.labels else ""
        for name, place in places.items()
        for _ in range(place.first, place.last + 1)
    ]


def spots(layout: Layout, corner: str) -> list[str]:
    """Say where the stamp of each page of the bundle stands."""
    found = [corner] * layout.total
    for name, made in layout.own.items():
        start = layout.places[name].last - made.count
        for place, spot in made.spots.items():
            found[start + place] = spot
    return found


def pieces(content: DossierContent, writer: Writer, layout: Layout) -> Iterator[dict[str, Any]]:
    """Give the parts of files the bundle is made of, in order."""
    exhibits = {exhibit.key: (place, exhibit) for place, exhibit in enumerate(content.exhibits)}
    for name in layout.places:
        place = layout.ranges.get(name)
        if place is not None:
            file = str(layout.files[name])
            yield {"file": file, "first": place.first, "last": place.last, "foreign": False}
        made = layout.own.get(name)
        if made is not None and made.count:
            number, exhibit = exhibits[name]
            words = writer.say("exhibit_title", label=writer.labels[name], title=exhibit.title)
            about = {
                "exhibit": number,
                "title": plain_line(words),
                "picture": exhibit.media_type.startswith("image/"),
            }
            yield {"file": str(made.file), "first": 1, "last": made.count, "foreign": True, **about}


def headed(content: DossierContent, own: Mapping[str, OwnPages]) -> list[int]:
    """Say for each exhibit how many chief headings stand before its end: the sections', and the sheets'."""
    with_sheet = sheeted(content, own)
    found = []
    count = len(sections_of(content))
    for exhibit in content.exhibits:
        count += exhibit.key in with_sheet
        found.append(count)
    return found


def jumps(content: DossierContent, layout: Layout) -> dict[str, int]:
    """Say where each link of the composed pages leads."""
    found = {f"section/{name}/0": layout.places[name].first for name in sections_of(content)}
    exhibits = {exhibit.key: exhibit for exhibit in content.exhibits}
    for key in exhibits:
        found[target(key)] = layout.places[key].first
    for reference in all_references(content):
        exhibit = exhibits.get(reference.key)
        if exhibit is not None:
            page = page_of(reference, exhibit, layout)
            found[target(reference.key, reference.page)] = page or layout.places[reference.key].first
    return found


def page_of(reference: Reference, exhibit: Exhibit, layout: Layout) -> int | None:
    """Find the bundle's page for a page of an exhibit, or nothing where that page is not in the bundle."""
    place, own = layout.places[reference.key], layout.own[reference.key]
    if reference.page is None:
        return place.first
    offset = reference.page - (exhibit.pages[0] if exhibit.pages else 1)
    composed = layout.ranges.get(reference.key, Place(0, 0))
    count = own.count or composed.last - composed.first  # a text begins on the page after its sheet
    return place.last - count + 1 + offset if 0 <= offset < count else None


def bookmarks(content: DossierContent, writer: Writer, layout: Layout) -> list[dict[str, Any]]:
    """Give the bookmarks: title with page number, page, depth."""

    def mark(name: str, words: str, depth: int) -> dict[str, Any]:
        page = layout.places[name].first
        words = plain_line(writer.say("bookmark", title=words, page=page))
        return {"title": words, "page": page, "depth": depth, "closed": False}

    marks = [mark(name, section_title(name, writer), 0) for name in sections_of(content)]
    depths: dict[str, int] = {}
    before = ""
    for exhibit in content.exhibits:
        if exhibit.section and exhibit.section != before:
            marks.append(mark(exhibit.key, exhibit.section, 0))
        before = exhibit.section
        depths[exhibit.key] = depths[exhibit.part_of] + 1 if exhibit.part_of in depths else int(bool(before))
        words = writer.say("exhibit_title", label=writer.labels[exhibit.key], title=exhibit.title)
        marks.append(mark(exhibit.key, words, depths[exhibit.key]))
        marks += _taken_over(layout, exhibit, depths[exhibit.key] + 1)
    return marks


def _taken_over(layout: Layout, exhibit: Exhibit, depth: int) -> Iterator[dict[str, Any]]:
    """Give the bookmarks an exhibit has itself, as they are, below its own."""
    own = layout.own[exhibit.key]
    start = layout.places[exhibit.key].last - own.count + 1
    for deep, words, spot in own.outline:
        page, view = (start + spot[0], spot[1]) if spot else (None, None)
        yield {"title": words, "page": page, "depth": depth + deep, "view": view, "closed": True}


def all_references(content: DossierContent) -> Iterator[Reference]:
    """Give every reference of the dossier, in texts and as proofs."""
    yield from references(content.wish)
    for purchase in content.purchases:
        yield from purchase.proofs
    for party in content.parties:
        for identifier in party.identifiers:
            yield from identifier.proofs
    for fact in content.facts:
        yield from references(fact.text)
        yield from fact.proofs
    for entry in content.chronology:
        yield from references(entry.text)
        yield from entry.proofs
    for contact in content.contacts:
        yield from contact.proofs
        for result in contact.results:
            yield from references(result.text)
            yield from result.proofs
    for annex in content.annexes:
        yield from annex_references(annex)


def dangling(content: DossierContent, layout: Layout) -> Iterator[Reference]:
    """Give the references that lead nowhere: to an exhibit or a page that is not in the bundle."""
    exhibits = {exhibit.key: exhibit for exhibit in content.exhibits}
    for reference in sorted(set(all_references(content)), key=lambda found: (found.key, found.page or 0)):
        exhibit = exhibits.get(reference.key)
        if exhibit is None or page_of(reference, exhibit, layout) is None:
            yield reference
