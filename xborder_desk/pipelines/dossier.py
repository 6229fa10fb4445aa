"""From what a dossier shows to its bundle: ordered steps over files, writing only below ``work``."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from xborder_desk.documents.characters import plain_line
from xborder_desk.documents.exhibits import shown_as_pages
from xborder_desk.documents.index import index_paper
from xborder_desk.documents.placing import (
    Layout,
    OwnPages,
    bookmarks,
    dangling,
    headed,
    jumps,
    pieces,
    spots,
)
from xborder_desk.documents.sheets import stamp_size, title
from xborder_desk.documents.writer import moment_text, writer_for
from xborder_desk.domain.dossier import BoundExhibit, BundleResult, Mail
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed
from xborder_desk.pipelines.building import BUILDING_LIMITS, Job, Press, side_by_side
from xborder_desk.pipelines.pages import pages_of, wanted_pages
from xborder_desk.pipelines.placing import see_room
from xborder_desk.pipelines.setting import LONG, ONCE, compose, stamp_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import DossierContent, Exhibit
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.context import JobContext

__all__ = ["BUILDING_LIMITS", "Meanwhile", "Press", "build_bundle"]

log: Final = logging.getLogger(__name__)
FEW: Final = 200
"""So few pages are read back faster by one than by two."""
COLOURS: Final = "colour/srgb.icc"

DAMAGED: Final = N_("The file is damaged or cannot be read safely.")
TOO_LONG: Final = N_("The file takes too long to read.")
TOO_LARGE: Final = N_("The file takes too much memory to read.")
NO_VIEW: Final = N_("Files of this kind cannot be shown on paper here.")
EMPTY: Final = N_("The file is empty.")
NO_WORDS: Final = N_("There is nothing in it that could be shown on paper.")
NOT_THERE: Final = N_("The file is not in the store.")
NOT_IN_DOSSIER: Final = N_("{exhibit} is referred to but is not in this dossier.")
NO_SUCH_PAGE: Final = N_("{exhibit} has no page {page} in this dossier, but is referred to.")


class Meanwhile(Protocol):
    """What is done by the way, while others work; what it raises is passed on, and there is no bundle."""

    def planned(self, bundle: BundleResult) -> None:
        """All is known of the bundle; its file and its list are still being made."""

    def bound(self, bundle: BundleResult) -> None:
        """The files are there; if they cannot be read back, they are no bundle."""


def build_bundle(
    content: DossierContent,
    store: EvidenceStore,
    work: Path,
    ctx: JobContext,
    press: Press,
    meanwhile: Meanwhile | None = None,
) -> BundleResult:
    """Build the bundle of a dossier: one PDF, every page numbered, every exhibit labelled.

    An exhibit that cannot be shown gets a sheet that says why; it never stops the dossier.

    Raises:
        BuildError: the bundle could not be built, or a page number could not be read back from it.
        Cancelled: the person asked for it to stop.

    """
    work.mkdir(parents=True, exist_ok=True)
    job = Job(content, writer_for(content, press.language), store, work.resolve(), ctx, press)
    own = _prepare(job)
    job = replace(job, content=_remarked(content, own))
    layout, stamps = compose(job, own)
    index, bundle = job.work / "index.docx", job.work / "bundle.pdf"
    paper = index_paper(job.content, job.writer, layout.places)
    result = BundleResult(
        path=bundle,
        pages=layout.total,
        exhibits=tuple(_bound(exhibit, job, layout) for exhibit in content.exhibits),
        warnings=tuple(_warnings(job, layout)),
        archival=_archival(layout),
        index=index,
    )
    with side_by_side() as pool:
        binding = pool.submit(_bind, job, layout, bundle)
        writing = pool.submit(job.apart, "xborder_desk.documents.index:write_index", paper, str(index))
        if meanwhile is not None:
            meanwhile.planned(result)
        binding.result()
        writing.result()
    with _read_back(job, layout, bundle, stamps):
        if meanwhile is not None:
            meanwhile.bound(result)
    return result


def _prepare(job: Job) -> dict[str, OwnPages]:
    """Make the pages of every exhibit, each apart: one bad file costs only its own pages."""
    exhibits = job.content.exhibits
    with side_by_side() as pool:
        making = [pool.submit(_made, job, exhibit, number) for number, exhibit in enumerate(exhibits, 1)]
        found: dict[str, OwnPages] = {}
        for done, (exhibit, made) in enumerate(zip(exhibits, making, strict=True)):
            job.ctx.progress(done, len(exhibits), N_("Preparing {exhibit}"), exhibit=exhibit.evidence_id)
            found[exhibit.key] = made.result()
    return found


def _made(job: Job, exhibit: Exhibit, number: int) -> OwnPages:
    problem = _hindrance(exhibit, job)
    if problem or exhibit.mail is not None or not shown_as_pages(exhibit.media_type):
        return OwnPages(problem=problem)
    return _own_pages(exhibit, job, job.work / f"exhibit-{number}.pdf")


def _hindrance(exhibit: Exhibit, job: Job) -> str:
    """Say why an exhibit cannot be shown, as far as that is known before its file is opened."""
    say = job.press.language.text
    if exhibit.problem:
        return exhibit.problem
    if exhibit.mail is not None:
        return "" if exhibit.mail != Mail() or (exhibit.text or "").strip() else say(NO_WORDS)
    if not exhibit.size:
        return say(EMPTY)
    if not shown_as_pages(exhibit.media_type):
        if exhibit.text is None:
            return say(NO_VIEW)
        return "" if exhibit.text.strip() else say(NO_WORDS)
    return "" if job.store.has(exhibit.sha256) else say(NOT_THERE)


def _own_pages(exhibit: Exhibit, job: Job, file: Path) -> OwnPages:
    look, say = job.content.profile, job.press.language.text
    source, stamp = job.store.path(exhibit.sha256), stamp_size(job.writer.labels[exhibit.key])
    wanted = wanted_pages(source, exhibit.sha256, exhibit.media_type, look, stamp, exhibit.pages)
    try:
        file, made = pages_of(wanted, file, job.press.apart, job.press.prepared, job.ctx)
    except ApartFailed as failed:
        see_room(failed, job.work.parent)
        log.info("%s cannot be shown: %s %s", exhibit.evidence_id, failed, failed.trace)
        return OwnPages(problem=say({"timeout": TOO_LONG, "memory": TOO_LARGE}.get(failed.kind, DAMAGED)))
    if made["problem"]:
        return OwnPages(problem=say(made["problem"], **made["fields"]))
    remarks = tuple(_remark(job, text, fields) for text, fields in made["remarks"])
    places = {int(place): str(spot) for place, spot in made["spots"].items()}
    return OwnPages(
        file,
        int(made["count"]),
        remarks,
        spots=places,
        outline=tuple(made["outline"]),
        unfit=made["unfit"],
        even=tuple(made["even"]),
    )


def _remark(job: Job, text: str, fields: dict[str, Any]) -> str:
    """Say a remark; a reason named in it is words of ours too."""
    say = job.press.language.text
    return say(text, **{name: say(value) if name == "reason" else value for name, value in fields.items()})


def _remarked(content: DossierContent, own: dict[str, OwnPages]) -> DossierContent:
    """Add to each exhibit what was found when its pages were made."""
    exhibits = tuple(
        replace(exhibit, warnings=(*exhibit.warnings, *own[exhibit.key].remarks))
        for exhibit in content.exhibits
    )
    return replace(content, exhibits=exhibits)


def _bind(job: Job, layout: Layout, bundle: Path) -> None:
    plan: dict[str, Any] = {
        "composed": str(layout.composed),
        "stamps": [str(file) for file in stamp_files(job, layout.total)],
        "target": str(bundle),
        "pieces": list(pieces(job.content, job.writer, layout)),
        "headed": headed(job.content, layout.own),
        "jumps": jumps(job.content, layout),
        "bookmarks": bookmarks(job.content, job.writer, layout),
        "spots": spots(layout, job.content.profile.stamp_corner),
        "archival": str(job.press.resources.resolve() / COLOURS) if _archival(layout) else "",
        "title": plain_line(title(job.content, job.writer)),
        "author": plain_line(job.content.edition.office),
        "language": job.content.language,
        "direction": job.press.language.direction,
        "made_at": moment_text(job.content.edition.made_at),
        "number": job.content.edition.fingerprint[:32],
    }
    limits = ONCE if layout.total > LONG else BUILDING_LIMITS
    job.apart("xborder_desk.documents.binding:bind", plan, limits=limits)


@contextmanager
def _read_back(job: Job, layout: Layout, bundle: Path, stamps: list[list[str]]) -> Iterator[None]:
    """Read every stamp back, while something else is done.

    Raises:
        BuildError: a page does not carry its number and label: such a bundle is none.

    """
    places = spots(layout, job.content.profile.stamp_corner)
    even = [content for own in layout.own.values() for content in own.even]
    half = layout.total // 2 if layout.total > FEW else 0
    parts = [[0, half], [half, layout.total]] if half else [[0, layout.total]]
    read = "xborder_desk.documents.checking:misread"
    with side_by_side() as pool:
        limits = ONCE if layout.total > LONG else BUILDING_LIMITS
        reading = [
            pool.submit(job.apart, read, str(bundle), stamps, places, even, part, limits=limits)
            for part in parts
        ]
        yield
        wrong = [page for one in reading for page in one.result()]
    if wrong:
        bundle.unlink()
        page = int(wrong[0])
        raise BuildError(N_("The number of page {page} cannot be read back from the bundle."), page=page)


def _archival(layout: Layout) -> bool:
    """Whether every part of the bundle is fit for an archival file."""
    return not any(own.unfit for own in layout.own.values())


def _bound(exhibit: Exhibit, job: Job, layout: Layout) -> BoundExhibit:
    place = layout.places[exhibit.key]
    return BoundExhibit(
        label=job.writer.labels[exhibit.key],
        title=exhibit.title,
        evidence_id=exhibit.evidence_id,
        first_page=place.first,
        last_page=place.last,
        sha256=exhibit.sha256,
        problem=layout.own[exhibit.key].problem or None,
        key=exhibit.key,
    )


def _warnings(job: Job, layout: Layout) -> Iterator[str]:
    """Say what a person should look at: exhibits not shown, references that lead nowhere."""
    say, labels = job.press.language.text, job.writer.labels
    for exhibit in job.content.exhibits:
        problem = layout.own[exhibit.key].problem
        if problem:
            yield f"{labels[exhibit.key]}: {problem}"
    for reference in dangling(job.content, layout):
        if reference.key in labels:
            yield say(NO_SUCH_PAGE, exhibit=labels[reference.key], page=reference.page)
        else:
            yield say(NOT_IN_DOSSIER, exhibit=reference.key)
