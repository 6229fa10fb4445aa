"""Setting the composed pages of a dossier, in pieces of bounded size, until page numbers are true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.placing import Layout, OwnPages, lay_out, owners, pages_in, sheeted
from xborder_desk.documents.sheets import dossier_data, stamp_data
from xborder_desk.documents.writer import Place, moment_text, sections_of
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_
from xborder_desk.pipelines.building import BUILDING_LIMITS, Job, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.jobs.apart import Limits

ONCE: Final = replace(BUILDING_LIMITS, jobs=1)
SHEETS_AT_ONCE: Final = 500
ROWS_AT_ONCE: Final = 500
STAMPS_AT_ONCE: Final = 4000
LONG: Final = 5000
"""Pages of a dossier from which on each step has a child process of its own, so that memory is given back."""
MOST_PASSES: Final = 6
FIRST: Final = "composed.pdf"
GATHERED: Final = "gathered.pdf"
_SHOWN: Final = {
    "cover": (),
    "contents": ("contents",),
    "parties": ("parties",),
    "facts": ("wish", "purchases", "claims", "facts"),
    "chronology": ("chronology",),
    "contacts": ("contacts",),
    "exhibits": ("exhibits", "heads"),
    "annexes": ("annexes",),
}
"""The sections before the exhibits, and what of the data each shows."""
_ROWS: Final = {"contents": 26, "exhibits": 13, "annex-hashes": 23}
"""How many exhibits there are about on a page of a list."""
_NUMBERED: Final = frozenset({"contents", "exhibits"})
"""Page numbers of the bundle stand in these alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One composed file: what is set in it, and whether page numbers of the bundle stand in it."""

    file: Path
    data: dict[str, Any]
    numbered: bool


def compose(job: Job, own: Mapping[str, OwnPages]) -> tuple[Layout, list[list[str]]]:
    """Set the composed pages until the page numbers printed in them are true; gives the stamps as words too.

    Raises:
        BuildError: the pages could not be set.
        Cancelled: the person asked for it to stop.

    """
    problems = {key: made.problem for key, made in own.items() if made.problem}
    with_sheet = sheeted(job.content, own)
    places = _guessed(job.content, own)
    done: dict[Path, tuple[Path, list[int], int]] = {}
    for _ in range(MOST_PASSES):
        job.ctx.progress(0, 0, N_("Setting pages"))
        parts = list(parts_of(dossier_data(job.content, job.writer, places, problems, with_sheet), job.work))
        # What was set before stays in a child's memory: of many files, each has a child of its own.
        limits = BUILDING_LIMITS if len(parts) <= 2 else ONCE  # noqa: PLR2004 - the front, and the sheets
        wanted = [part for part in parts if part.numbered or part.file not in done]
        with side_by_side() as pool:
            making = [pool.submit(_set_part, job, part, limits) for part in wanted]
            # Where things stand as they are set here, that is what stamps must say: they need not wait.
            stamping = pool.submit(_set_stamps, job, places) if pages_in(places) <= LONG else None
            done.update((part.file, made.result()) for part, made in zip(wanted, making, strict=True))
            stamps = stamping.result() if stamping else []
        files = [done[part.file] for part in parts]
        many = len(files) > 2  # noqa: PLR2004 - as above
        layout = lay_out(job.content, own, [_as_one(files, job.work / GATHERED)] if many else files)
        if layout.places == places:
            if many:
                gather, names = "xborder_desk.documents.composed:gather", [str(file) for file, _, _ in files]
                job.apart(gather, names, str(job.work / GATHERED), limits=ONCE)
            return layout, stamps or _set_stamps(job, places)
        places = layout.places
    raise BuildError(N_("The page numbers of the contents do not come to rest."))


def _as_one(files: list[tuple[Path, list[int], int]], one: Path) -> tuple[Path, list[int], int]:
    """Tell of files put into one what is told of each: where headings stand, and how many pages there are."""
    headings: list[int] = []
    pages = 0
    for _, places, count in files:
        headings += [pages + place for place in places]
        pages += count
    return one, headings, pages


def _set_stamps(job: Job, places: Mapping[str, Place]) -> list[list[str]]:
    """Set what is stamped on each page, some thousands at a time; gives it as words too."""
    data = stamp_data(job.content, job.writer, owners(places, job.writer))
    stamps = cast("list[list[str]]", data["stamps"])
    made_at, resources = moment_text(job.content.edition.made_at), str(job.press.resources.resolve())
    files = stamp_files(job, len(stamps))
    for start, file in zip(range(0, len(stamps), STAMPS_AT_ONCE), files, strict=True):
        some = {**data, "stamps": stamps[start : start + STAMPS_AT_ONCE]}
        work = "xborder_desk.documents.composing:compose"
        limits = ONCE if len(stamps) > LONG else BUILDING_LIMITS
        job.apart(work, resources, "stamps.typ", some, made_at, str(file), limits=limits)
    return stamps


def stamp_files(job: Job, pages: int) -> list[Path]:
    """Name the files of stamps: one that holds all of a very long dossier would take up the memory."""
    count = -(-pages // STAMPS_AT_ONCE)
    return [job.work / f"stamps-{number}.pdf" for number in range(1, count + 1)]


def parts_of(data: dict[str, Any], work: Path) -> Iterator[Part]:
    """Cut what is to be set into files: thousands of rows or sheets in one would take up the memory."""
    fronts = _fronts(data)
    yield Part(work / FIRST, next(fronts), numbered=True)
    for number, front in enumerate(fronts, 2):
        yield Part(work / f"front-{number}.pdf", front, numbered=not _NUMBERED.isdisjoint(front["sections"]))
    for start in range(0, len(data["slips"]), SHEETS_AT_ONCE):
        some = {"slips": data["slips"][start : start + SHEETS_AT_ONCE]}
        yield Part(work / f"sheets-{start // SHEETS_AT_ONCE + 1}.pdf", _only(data, (), some), numbered=False)


def _fronts(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the pages before the exhibits: as one, or where the lists are long, list by list in pieces."""
    if max(len(data["contents"]), len(data["exhibits"]), _rows(data["annexes"])) <= ROWS_AT_ONCE:
        yield {**data, "slips": ()}
        return
    first, *others = _cut(data["contents"])
    yield {**_only(data, ("cover", "contents"), {"contents": first}), "further": False}
    for rows in others:
        yield _only(data, ("contents",), {"contents": rows}, continued=True)
    yield _only(data, ("parties", "facts", "chronology", "contacts"))
    lists = list(_cut(data["exhibits"]))
    for number, rows in enumerate(lists):
        heads = data["heads"] if number == len(lists) - 1 else ()
        yield _only(data, ("exhibits",), {"exhibits": rows, "heads": heads}, continued=bool(number))
    for annex in data["annexes"]:
        for number, blocks in enumerate(_annex_pieces(annex)):
            some = [{**annex, "blocks": blocks}]
            yield _only(data, ("annexes",), {"annexes": some}, continued=bool(number))


def _only(
    data: dict[str, Any],
    sections: tuple[str, ...],
    some: Mapping[str, Any] | None = None,
    *,
    continued: bool = False,
) -> dict[str, Any]:
    """Leave of the data what some sections show; ``some`` instead of all of it."""
    left_out: dict[str, Any] = {key: () for name in _SHOWN if name not in sections for key in _SHOWN[name]}
    about = {"slips": (), "sections": sections, "further": True, "continued": continued}
    return {**data, **left_out, **about, **(some or {})}


def _cut(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, max(len(rows), 1), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


def _rows(annexes: list[dict[str, Any]]) -> int:
    return sum(len(block.get("rows") or ()) for annex in annexes for block in annex["blocks"])


def _annex_pieces(annex: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Cut an annex within its long tables; what is between them stays together."""
    piece: list[dict[str, Any]] = []
    for block in annex["blocks"]:
        if len(block.get("rows") or ()) <= ROWS_AT_ONCE:
            piece.append(block)
            continue
        for rows in _cut(block["rows"]):
            yield [*piece, {**block, "rows": rows}]
            piece = []
    if piece or not annex["blocks"]:
        yield piece


def _set_part(job: Job, part: Part, limits: Limits) -> tuple[Path, list[int], int]:
    """Set one composed file; gives where its headings stand and its number of pages."""
    made_at, resources = moment_text(job.content.edition.made_at), str(job.press.resources.resolve())
    work, further = "xborder_desk.documents.composed:set_part", part.file.name != FIRST
    seen = job.apart(work, resources, part.data, made_at, str(part.file), further, limits=limits)
    return part.file, seen["headings"], seen["pages"]


def _guessed(content: DossierContent, own: Mapping[str, OwnPages]) -> dict[str, Place]:
    """Guess where everything stands: numbers about as long as the true ones take up as much room.

    A guess that is right, as it often is where titles are short, spares setting them once more.
    """
    places: dict[str, Place] = {}
    page = 1
    counts = {name: max(1, -(-len(content.exhibits) // rows)) for name, rows in _ROWS.items()}
    for name in (*sections_of(content), *(exhibit.key for exhibit in content.exhibits)):
        count = own[name].count + 1 if name in own else counts.get(name, 1)
        places[name] = Place(page, page + count - 1)
        page += count
    return places
