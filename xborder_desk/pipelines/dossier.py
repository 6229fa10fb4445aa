"""From what a dossier shows to its bundle: ordered steps over files, writing only below ``work``."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

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
    lay_out,
    owners,
    pieces,
    sheeted,
    spots,
)
from xborder_desk.documents.sheets import dossier_data, stamp_data, stamp_size, title
from xborder_desk.documents.writer import Place, Writer, moment_text, writer_for
from xborder_desk.domain.dossier import BoundExhibit, BundleResult, Mail
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.pipelines.placing import see_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.documents.words import Words
    from xborder_desk.domain.dossier import DossierContent, Exhibit
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.prepared import Prepared

log: Final = logging.getLogger(__name__)
MIB: Final = 1 << 20
EXHIBIT_LIMITS: Final = Limits(memory=3072 * MIB, seconds=300.0, cpu_seconds=300.0, file_size=4096 * MIB)
BUILDING_LIMITS: Final = Limits(memory=16384 * MIB, seconds=3600.0, cpu_seconds=3600.0, file_size=16384 * MIB)
AT_ONCE: Final = 2
"""Pieces of work done side by side, each in a child process."""
ONCE: Final = replace(BUILDING_LIMITS, jobs=1)
SHEETS_AT_ONCE: Final = 800
_FRONT: Final = (
    *("contents", "parties", "facts", "chronology", "contacts", "exhibits", "purchases", "claims"),
    "annexes",
)
STAMPS_AT_ONCE: Final = 4000
FEW: Final = 200
"""So few pages are read back faster by one than by two."""
MOST_PASSES: Final = 6
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


@dataclass(frozen=True)
class Press:
    """What building needs besides the content: the document's language, child processes, ``resources/``.

    ``prepared`` keeps exhibit pages from one build to the next.
    """

    language: Words
    apart: Apart
    resources: Path
    prepared: Prepared | None = None


@dataclass(frozen=True)
class _Job:
    """One build: what every step is given."""

    content: DossierContent
    writer: Writer
    store: EvidenceStore
    work: Path
    ctx: JobContext
    press: Press

    def apart(self, work: str, *arguments: Any, limits: Limits = BUILDING_LIMITS) -> Any:  # noqa: ANN401 - JSON values
        """Have a step done in a child process; a fault there is a fault of the build."""
        try:
            return self.press.apart.run(work, *arguments, ctx=self.ctx, limits=limits)
        except ApartFailed as failed:
            if failed.text:
                raise BuildError(failed.text, **failed.fields) from failed
            see_room(failed, self.work.parent)
            detail = f"{failed.kind} {failed.detail}"
            raise BuildError(N_("The bundle could not be built: {detail}"), detail=detail) from failed


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
    job = _Job(content, writer_for(content, press.language), store, work.resolve(), ctx, press)
    own = _prepare(job)
    job = replace(job, content=_remarked(content, own))
    layout = _compose(job, own)
    stamps = _set_stamps(job, layout)
    bundle, archival = _bind(job, layout)
    index = _finish(job, layout, bundle, stamps)
    return BundleResult(
        path=bundle,
        pages=layout.total,
        exhibits=tuple(_bound(exhibit, job, layout) for exhibit in content.exhibits),
        warnings=tuple(_warnings(job, layout)),
        archival=archival,
        index=index,
    )


def _prepare(job: _Job) -> dict[str, OwnPages]:
    """Make the pages of every exhibit, each apart: one bad file costs only its own pages."""
    exhibits = job.content.exhibits
    with side_by_side() as pool:
        making = [pool.submit(_made, job, exhibit, number) for number, exhibit in enumerate(exhibits, 1)]
        found: dict[str, OwnPages] = {}
        for done, (exhibit, made) in enumerate(zip(exhibits, making, strict=True)):
            job.ctx.progress(done, len(exhibits), N_("Preparing {exhibit}"), exhibit=exhibit.evidence_id)
            found[exhibit.key] = made.result()
    return found


def _made(job: _Job, exhibit: Exhibit, number: int) -> OwnPages:
    problem = _hindrance(exhibit, job)
    if problem or exhibit.mail is not None or not shown_as_pages(exhibit.media_type):
        return OwnPages(problem=problem)
    return _own_pages(exhibit, job, job.work / f"exhibit-{number}.pdf")


@contextmanager
def side_by_side() -> Iterator[ThreadPoolExecutor]:
    """Give what does a few pieces of work at the same time; when one fails, those not begun are dropped."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="dossier")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _hindrance(exhibit: Exhibit, job: _Job) -> str:
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


def _own_pages(exhibit: Exhibit, job: _Job, file: Path) -> OwnPages:
    wanted: dict[str, Any] = {
        "source": str(job.store.path(exhibit.sha256).resolve()),
        "target": str(file),
        "sha256": exhibit.sha256,
        "media_type": exhibit.media_type,
        "pages": list(exhibit.pages) if exhibit.pages else None,
        "corner": job.content.profile.stamp_corner,
        "stamp": list(stamp_size(job.writer.labels[exhibit.key])),
        "width": job.content.profile.page_width,
        "height": job.content.profile.page_height,
    }
    say, prepared = job.press.language.text, job.press.prepared
    before = prepared.find(wanted) if prepared else None
    if before is not None:
        file, made = before
    else:
        try:
            work = "xborder_desk.documents.exhibits:make_pages"
            made = cast(
                "dict[str, Any]", job.press.apart.run(work, wanted, ctx=job.ctx, limits=EXHIBIT_LIMITS)
            )
        except ApartFailed as failed:
            see_room(failed, job.work.parent)
            log.info("%s cannot be shown: %s %s", exhibit.evidence_id, failed, failed.trace)
            return OwnPages(problem=say({"timeout": TOO_LONG, "memory": TOO_LARGE}.get(failed.kind, DAMAGED)))
        if prepared and not made["problem"]:
            prepared.keep(wanted, file, made)
    if made["problem"]:
        return OwnPages(problem=say(made["problem"], **made["fields"]))
    remarks = tuple(_remark(job, text, fields) for text, fields in made["remarks"])
    places = {int(place): str(spot) for place, spot in made["spots"].items()}
    return OwnPages(
        file, int(made["count"]), remarks, spots=places, outline=tuple(made["outline"]), unfit=made["unfit"]
    )


def _remark(job: _Job, text: str, fields: dict[str, Any]) -> str:
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


def _compose(job: _Job, own: dict[str, OwnPages]) -> Layout:
    """Set the composed pages until the page numbers printed in them are true."""
    problems = {key: made.problem for key, made in own.items() if made.problem}
    with_sheet = sheeted(job.content, own)
    places: dict[str, Place] = {}
    for _ in range(MOST_PASSES):
        job.ctx.progress(0, 0, N_("Setting pages"))
        data = dossier_data(job.content, job.writer, places, problems, with_sheet)
        layout = lay_out(job.content, own, [_part(job, part, file) for part, file in _parts(data, job.work)])
        if layout.places == places:
            return layout
        places = layout.places
    raise BuildError(N_("The page numbers of the contents do not come to rest."))


def _parts(data: dict[str, Any], work: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Cut what is to be set into files: thousands of sheets in one would take up the memory."""
    slips = data["slips"]
    yield {**data, "slips": slips[:SHEETS_AT_ONCE]}, work / "composed.pdf"
    further = {**data, **dict.fromkeys(_FRONT, ())}
    for start in range(SHEETS_AT_ONCE, len(slips), SHEETS_AT_ONCE):
        part = {**further, "front": False, "slips": slips[start : start + SHEETS_AT_ONCE]}
        yield part, work / f"composed-{start // SHEETS_AT_ONCE + 1}.pdf"


def _part(job: _Job, data: dict[str, Any], file: Path) -> tuple[Path, list[int], int]:
    """Set one composed file; gives where its headings stand and its number of pages."""
    many = len(data["slips"]) >= SHEETS_AT_ONCE or "front" in data
    # What was set before stays in a child's memory: of many sheets, each file has a child of its own.
    _set(job, "dossier.typ", data, file, ONCE if many else BUILDING_LIMITS)
    if "front" in data:
        job.apart("xborder_desk.documents.binding:hang", str(file))
    seen = job.apart("xborder_desk.documents.binding:headings", str(file))
    return file, seen["headings"], seen["pages"]


def _set(
    job: _Job, template: str, data: dict[str, Any], file: Path, limits: Limits = BUILDING_LIMITS
) -> None:
    made_at = moment_text(job.content.edition.made_at)
    work = "xborder_desk.documents.composing:compose"
    resources = str(job.press.resources.resolve())
    job.apart(work, resources, template, data, made_at, str(file), limits=limits)


def _set_stamps(job: _Job, layout: Layout) -> list[list[str]]:
    """Set what is stamped on each page, some thousands at a time; gives it as words too."""
    data = stamp_data(job.content, job.writer, owners(layout, job.writer))
    stamps = cast("list[list[str]]", data["stamps"])
    for start, file in zip(range(0, len(stamps), STAMPS_AT_ONCE), _stamp_files(job, layout), strict=True):
        _set(job, "stamps.typ", {**data, "stamps": stamps[start : start + STAMPS_AT_ONCE]}, file)
    return stamps


def _stamp_files(job: _Job, layout: Layout) -> list[Path]:
    """Name the files of stamps: one that holds all of a very long dossier would take up the memory."""
    count = -(-layout.total // STAMPS_AT_ONCE)
    return [job.work / f"stamps-{number}.pdf" for number in range(1, count + 1)]


def _bind(job: _Job, layout: Layout) -> tuple[Path, bool]:
    bundle = job.work / "bundle.pdf"
    plan: dict[str, Any] = {
        "composed": str(layout.composed),
        "stamps": [str(file) for file in _stamp_files(job, layout)],
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
    }
    made = job.apart("xborder_desk.documents.binding:bind", plan)
    return bundle, bool(made["archival"])


def _finish(job: _Job, layout: Layout, bundle: Path, stamps: list[list[str]]) -> Path:
    """Read every stamp back while the list of exhibits is written as a Word file; gives the list.

    Raises:
        BuildError: a page does not carry its number and label: such a bundle is none.

    """
    places = spots(layout, job.content.profile.stamp_corner)
    half = layout.total // 2 if layout.total > FEW else 0
    parts = [[0, half], [half, layout.total]] if half else [[0, layout.total]]
    read = "xborder_desk.documents.checking:misread"
    file = job.work / "index.docx"
    paper = index_paper(job.content, job.writer, layout.places)
    with side_by_side() as pool:
        reading = [pool.submit(job.apart, read, str(bundle), stamps, places, part) for part in parts]
        writing = pool.submit(job.apart, "xborder_desk.documents.index:write_index", paper, str(file))
        wrong = [page for one in reading for page in one.result()]
        writing.result()
    if wrong:
        bundle.unlink()
        page = int(wrong[0])
        raise BuildError(N_("The number of page {page} cannot be read back from the bundle."), page=page)
    return file


def _archival(layout: Layout) -> bool:
    """Whether every part of the bundle is fit for an archival file."""
    return not any(own.unfit for own in layout.own.values())


def _bound(exhibit: Exhibit, job: _Job, layout: Layout) -> BoundExhibit:
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


def _warnings(job: _Job, layout: Layout) -> Iterator[str]:
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
