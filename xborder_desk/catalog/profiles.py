"""Dossier profiles, from ``resources/profiles``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.choices import ProcedureSide
from xborder_desk.domain.dossier import ANNEXES, INDEX_COLUMNS, Profile
from xborder_desk.domain.profiles import ProfileEntry
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import places

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table
    from xborder_desk.domain.dossier import Corner, Numbering
    from xborder_desk.domain.taxonomy import Status

PAPERS: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_CORNERS: Final = ("bottom-right", "bottom-left", "top-right", "top-left")


def read_profiles(resources: Path) -> Shelf[ProfileEntry]:
    """Read every dossier profile there is."""
    return read_shelf(resources / "profiles", _entry)


def _entry(table: Table) -> ProfileEntry:
    source = table.table("source")
    entry = ProfileEntry(
        id=table.text("id"),
        title=table.text("title"),
        note=table.text("note", ""),
        country=table.text("country", ""),
        status=cast("Status", source.one_of("status", STATUSES)),
        checked_on=source.day("checked_on"),
        sides={side: _profile(table, side) for side in ProcedureSide},
        sources=source.texts("read", ()),
    )
    source.finish()
    return entry


def _profile(table: Table, side: ProcedureSide) -> Profile:
    look = table.table(side.value)
    labels = look.words("labels")
    for language, pattern in labels.items():
        if places(pattern) != {"n"}:
            look.refuse(f"labels.{language}", N_("must have the place {place} once"), place="{n}")
    width, height = PAPERS[table.one_of("paper", tuple(PAPERS), "A4")]
    profile = Profile(
        id=table.text("id"),
        name=table.text("title"),
        country=table.text("country", ""),
        label=labels,
        list_title=table.words("titles"),
        numbering=cast("Numbering", look.one_of("numbering", ("number", "letter"), "number")),
        page_width=width,
        page_height=height,
        stamp_corner=cast("Corner", table.one_of("stamp_corner", _CORNERS, "bottom-right")),
        slip_sheets=table.flag("slip_sheets", default=True),
        finest=int(table.number("finest_dpi", 300)),
        most_bytes=int(table.number("most_megabytes", 0) * 1_000_000),
        described=table.flag("descriptions", default=False),
        proving=table.flag("proving", default=False),
        annexes=_known(table, "annexes", ANNEXES, ()),
        columns=_known(table, "index_columns", INDEX_COLUMNS, INDEX_COLUMNS),
        submitted=table.flag("submission_line", default=False),
    )
    look.finish()
    return profile


def _known(table: Table, key: str, known: tuple[str, ...], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Read names of which each must be known."""
    given = table.texts(key, otherwise)
    unknown = [name for name in given if name not in known]
    if unknown:
        table.refuse(key, N_("does not know {column}"), column=unknown[0])
    return given
