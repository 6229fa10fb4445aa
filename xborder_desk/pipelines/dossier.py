"""From what a dossier shows to its bundle: ordered steps over files and values, writing only below ``work``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.exhibits import shown_as_pages
from xborder_desk.documents.sheets import dossier_data, section_title, stamp_data, title
from xborder_desk.documents.writer import SECTIONS, Place, moment_text, target, writer_for
from xborder_desk.domain.dossier import BoundExhibit, BundleResult
from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.references import Reference, references
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.documents.words import Words
    from xborder_desk.documents.writer import Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

MIB: Final = 1 << 20
EXHIBIT_LIMITS: Final = Limits(memory=3072 * MIB, seconds=300.0, cpu_seconds=300.0, file_size=4096 * MIB)
BINDING_LIMITS: Final = Limits(
    memory=16384 * MIB, seconds=3600.0, cpu_seconds=3600.0, file_size=16384 * MIB
)
MOST_PASSES: Final = 6

DAMAGED: Final = N_("The file is damaged or cannot be read safely.")
TOO_LONG: Final = N_("The file takes too long to read.")
TOO_LARGE: Final = N_("The file takes too much memory to read.")
NO_VIEW: Final = N_("Files of this kind cannot be shown on paper here.")
NOT_THERE: Final = N_("The file is not in the store.")


@dataclass(frozen=True)
class Press:
    """What building needs besides the content: the document's language, child processes, and ``resources/``."""

    language: Words
    apart: Apart
    resources: Path


@dataclass
class _Pages:
    """One exhibit's own pages: a PDF of ``count`` pages, or the reason there are none."""

    file: Path | None = None
    count: int = 0
    remarks: tuple[str, ...] = ()
    problem: str = ""


@dataclass
class _Layout:
    """Where everything stands: the composed file's ranges and the bundle's pages."""

    composed: Path
    ranges: dict[str, Place] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    total: int = 0


def build_bundle(
    content: DossierContent, store: EvidenceStore, work: Path, ctx: JobContext, press: Press
) -> BundleResult:
    """Build the bundle of a dossier: one PDF, every page numbered, every exhibit labelled.

    An exhibit that cannot be shown gets a sheet that says why; it never stops the dossier.

    Raises:
        BuildError: the bundle could not be built, or a page number could not be read back from it.
        Cancelled: the person asked for it to stop.

    """
    work.mkdir(parents=True, exist_ok=True)
    writer = writer_for(content, press.language)
    pages = _exhibit_pages(content, store, work, ctx, press)
    shown = _remarked(content, pages)
    layout = _compose(shown, writer, pages, work, ctx, press)
    stamps = _stamps(shown, writer, layout, work, ctx, press)
    bundle = _bind(shown, writer, pages, layout, work, ctx, press)
    _read_back(bundle, stamps, shown, ctx, press)
    return BundleResult(
        path=bundle,
        pages=layout.total,
        exhibits=tuple(_bound(exhibit, writer, pages, layout) for exhibit in shown.exhibits),
        warnings=tuple(_warnings(shown, writer, pages, layout, press)),
    )


def _exhibit_pages(
    content: DossierContent, store: EvidenceStore, work: Path, ctx: JobContext, press: Press
) -> dict[str, _Pages]:
    """Make the pages of every exhibit, each apart: one bad file costs only its own pages."""
    found: dict[str, _Pages] = {}
    for done, exhibit in enumerate(content.exhibits):
        ctx.progress(done, len(content.exhibits), N_("Preparing {exhibit}"), exhibit=exhibit.evidence_id)
        found[exhibit.key] = _pages_of(exhibit, content, store, work / f"exhibit-{done + 1}.pdf", ctx, press)
    return found


def _pages_of(  # noqa: PLR0913 - one step, its surroundings, and where the pages go
    exhibit: Exhibit, content: DossierContent, store: EvidenceStore, file: Path, ctx: JobContext, press: Press
) -> _Pages:
    say = press.language.text
    if exhibit.problem:
        return _Pages(problem=exhibit.problem)
    if exhibit.mail is not None or (exhibit.text is not None and not shown_as_pages(exhibit.media_type)):
        return _Pages()
    if not shown_as_pages(exhibit.media_type):
        return _Pages(problem=say(NO_VIEW))
    if not store.has(exhibit.sha256):
        return _Pages(problem=say(NOT_THERE))
    wanted: dict[str, Any] = {
        "source": str(store.path(exhibit.sha256)),
        "target": str(file),
        "media_type": exhibit.media_type,
        "pages": list(exhibit.pages) if exhibit.pages else None,
        "width": content.profile.page_width,
        "height": content.profile.page_height,
    }
    try:
        made = cast(
            "dict[str, Any]",
            press.apart.run(
                "xborder_desk.documents.exhibits:make_pages", wanted, ctx=ctx, limits=EXHIBIT_LIMITS
            ),
        )
    except ApartFailed as failed:
        reason = {"timeout": TOO_LONG, "memory": TOO_LARGE}.get(failed.kind, DAMAGED)
        return _Pages(problem=say(reason))
    if made["problem"]:
        return _Pages(problem=say(made["problem"], **made["fields"]))
    return _Pages(file, int(made["count"]), tuple(_say(press, text, fields) for text, fields in made["remarks"]))


def _say(press: Press, text: str, fields: dict[str, Any]) -> str:
    """Say a remark; a reason named in it is words of ours too."""
    spoken = {name: press.language.text(value) if name == "reason" else value for name, value in fields.items()}
    return press.language.text(text, **spoken)


def _remarked(content: DossierContent, pages: dict[str, _Pages]) -> DossierContent:
    """Add to each exhibit what was found when its pages were made."""
    from dataclasses import replace  # noqa: PLC0415 - used here only

    exhibits = tuple(
        replace(exhibit, warnings=(*exhibit.warnings, *pages[exhibit.key].remarks))
        for exhibit in content.exhibits
    )
    return replace(content, exhibits=exhibits)


def _compose(  # noqa: PLR0913 - one step and its surroundings
    content: DossierContent,
    writer: Writer,
    pages: dict[str, _Pages],
    work: Path,
    ctx: JobContext,
    press: Press,
) -> _Layout:
    """Set the composed pages until the page numbers printed in them are true."""
    problems = {key: made.problem for key, made in pages.items() if made.problem}
    places: dict[str, Place] = {}
    for _ in range(MOST_PASSES):
        ctx.progress(0, 0, N_("Setting pages"))
        data = dossier_data(content, writer, places, problems)
        layout = _measure(content, pages, _set("dossier.typ", data, content, work / "composed.pdf", ctx, press), ctx, press)
        if layout.places == places:
            return layout
        places = layout.places
    raise BuildError(N_("The page numbers of the contents do not come to rest."))


def _set(  # noqa: PLR0913 - one step and its surroundings
    template: str, data: dict[str, Any], content: DossierContent, file: Path, ctx: JobContext, press: Press
) -> Path:
    made_at = moment_text(content.edition.made_at)
    arguments = (str(press.resources), template, data, made_at, str(file))
    _apart("xborder_desk.documents.composing:compose", *arguments, ctx=ctx, press=press)
    return file


def _measure(
    content: DossierContent, pages: dict[str, _Pages], composed: Path, ctx: JobContext, press: Press
) -> _Layout:
    """Find out where sections and exhibits come to stand."""
    seen = _apart("xborder_desk.documents.binding:headings", str(composed), ctx=ctx, press=press)
    names = [*SECTIONS, *(exhibit.key for exhibit in content.exhibits)]
    starts = [int(page) for page in seen["headings"]]
    if len(starts) != len(names):
        raise BuildError(N_("The bundle has not the pages that were planned."))
    layout = _Layout(composed)
    page = 1
    for name, start, following in zip(names, starts, [*starts[1:], int(seen["pages"]) + 1], strict=True):
        own = pages[name].count if name in pages else 0
        layout.ranges[name] = Place(start, following - 1)
        layout.places[name] = Place(page, page + following - start + own - 1)
        page = layout.places[name].last + 1
    layout.total = page - 1
    return layout


def _stamps(  # noqa: PLR0913 - one step and its surroundings
    content: DossierContent, writer: Writer, layout: _Layout, work: Path, ctx: JobContext, press: Press
) -> list[list[str]]:
    """Set what is stamped on each page; gives it as words too."""
    owners = [
        name if name in writer.labels else ""
        for name, place in layout.places.items()
        for _ in range(place.first, place.last + 1)
    ]
    data = stamp_data(content, writer, owners)
    _set("stamps.typ", data, content, work / "stamps.pdf", ctx, press)
    return cast("list[list[str]]", data["stamps"])


def _bind(  # noqa: PLR0913 - one step and its surroundings
    content: DossierContent,
    writer: Writer,
    pages: dict[str, _Pages],
    layout: _Layout,
    work: Path,
    ctx: JobContext,
    press: Press,
) -> Path:
    bundle = work / "bundle.pdf"
    plan: dict[str, Any] = {
        "composed": str(layout.composed),
        "stamps": str(work / "stamps.pdf"),
        "target": str(bundle),
        "pieces": list(_pieces(pages, layout)),
        "jumps": _jumps(content, pages, layout),
        "bookmarks": _bookmarks(content, writer, layout),
        "corner": content.profile.stamp_corner,
        "title": title(content, writer),
        "author": content.edition.office,
        "language": content.language,
        "direction": press.language.direction,
        "made_at": moment_text(content.edition.made_at),
    }
    _apart("xborder_desk.documents.binding:bind", plan, ctx=ctx, press=press)
    return bundle


def _pieces(pages: dict[str, _Pages], layout: _Layout) -> Iterator[dict[str, Any]]:
    for name, place in layout.ranges.items():
        yield {"file": str(layout.composed), "first": place.first, "last": place.last, "foreign": False}
        made = pages.get(name)
        if made is not None and made.count:
            yield {"file": str(made.file), "first": 1, "last": made.count, "foreign": True}


def _jumps(content: DossierContent, pages: dict[str, _Pages], layout: _Layout) -> dict[str, int]:
    """Say where each link of the composed pages leads."""
    jumps = {f"section/{name}/0": layout.places[name].first for name in SECTIONS}
    for exhibit in content.exhibits:
        jumps[target(exhibit.key)] = layout.places[exhibit.key].first
    for reference in _all_references(content):
        if reference.key in layout.places:
            page = _page_of(reference, content, pages, layout)
            jumps[target(reference.key, reference.page)] = page or layout.places[reference.key].first
    return jumps


def _page_of(
    reference: Reference, content: DossierContent, pages: dict[str, _Pages], layout: _Layout
) -> int | None:
    """Find the bundle's page for a page of an exhibit, or nothing where that page is not in the bundle."""
    exhibit = next(e for e in content.exhibits if e.key == reference.key)
    place = layout.places[reference.key]
    if reference.page is None:
        return place.first
    offset = reference.page - (exhibit.pages[0] if exhibit.pages else 1)
    count = pages[reference.key].count
    shown = layout.ranges[reference.key]
    if not count:  # a text: it begins on the page after its sheet
        first = place.first + 1
        return first + offset if 0 <= offset < shown.last - shown.first else None
    return place.last - count + 1 + offset if 0 <= offset < count else None


def _all_references(content: DossierContent) -> Iterator[Reference]:
    yield from references(content.wish)
    for purchase in content.purchases:
        yield from purchase.proofs
    for party in content.parties:
        for identifier in party.identifiers:
            yield from identifier.proofs
    for item in (*content.facts, *content.chronology):
        yield from references(item.text)
        yield from item.proofs
    for contact in content.contacts:
        yield from contact.proofs
        for result in contact.results:
            yield from references(result.text)
            yield from result.proofs


def _bookmarks(content: DossierContent, writer: Writer, layout: _Layout) -> list[dict[str, Any]]:
    def mark(name: str, words: str, depth: int) -> dict[str, Any]:
        page = layout.places[name].first
        return {"title": writer.say("bookmark", title=words, page=page), "page": page, "depth": depth}

    marks = [mark(name, section_title(name, writer), 0) for name in SECTIONS]
    for exhibit in content.exhibits:
        words = writer.say("exhibit_title", label=writer.labels[exhibit.key], title=exhibit.title)
        marks.append(mark(exhibit.key, words, 1 if exhibit.part_of in writer.labels else 0))
    return marks


def _read_back(
    bundle: Path, stamps: list[list[str]], content: DossierContent, ctx: JobContext, press: Press
) -> None:
    wrong = _apart(
        "xborder_desk.documents.checking:misread",
        str(bundle),
        stamps,
        content.profile.stamp_corner,
        ctx=ctx,
        press=press,
    )
    if wrong:
        bundle.unlink()
        page = int(wrong[0])
        raise BuildError(N_("The number of page {page} cannot be read back from the bundle."), page=page)


def _apart(work: str, *arguments: Any, ctx: JobContext, press: Press) -> Any:  # noqa: ANN401 - JSON values
    try:
        return press.apart.run(work, *arguments, ctx=ctx, limits=BINDING_LIMITS)
    except ApartFailed as failed:
        if failed.text:
            raise BuildError(failed.text, **failed.fields) from failed
        raise BuildError(
            N_("The bundle could not be built: {detail}"), detail=f"{failed.kind} {failed.detail}"
        ) from failed


def _bound(exhibit: Exhibit, writer: Writer, pages: dict[str, _Pages], layout: _Layout) -> BoundExhibit:
    place = layout.places[exhibit.key]
    return BoundExhibit(
        label=writer.labels[exhibit.key],
        title=exhibit.title,
        evidence_id=exhibit.evidence_id,
        first_page=place.first,
        last_page=place.last,
        sha256=exhibit.sha256,
        problem=pages[exhibit.key].problem or None,
        key=exhibit.key,
    )


def _warnings(
    content: DossierContent, writer: Writer, pages: dict[str, _Pages], layout: _Layout, press: Press
) -> Iterator[str]:
    """Say what a person should look at: exhibits not shown, references that lead nowhere."""
    say = press.language.text
    for exhibit in content.exhibits:
        if pages[exhibit.key].problem:
            yield f"{writer.labels[exhibit.key]}: {pages[exhibit.key].problem}"
    for reference in sorted(set(_all_references(content)), key=lambda r: (r.key, r.page or 0)):
        if reference.key not in layout.places:
            yield say(N_("{exhibit} is referred to but is not in this dossier."), exhibit=reference.key)
        elif _page_of(reference, content, pages, layout) is None:
            yield say(
                N_("{exhibit} has no page {page} in this dossier, but is referred to."),
                exhibit=writer.labels[reference.key],
                page=reference.page,
            )
