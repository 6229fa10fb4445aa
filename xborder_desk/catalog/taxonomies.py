"""Classifications of complaints, from ``resources/taxonomy``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.taxonomy import Entry, Taxonomy
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table
    from xborder_desk.domain.taxonomy import Status


def read_taxonomies(resources: Path) -> Shelf[Taxonomy]:
    """Read every classification there is."""
    return read_shelf(resources / "taxonomy", _taxonomy)


def _taxonomy(table: Table) -> Taxonomy:
    source = table.table("source")
    codes: set[str] = set()
    taxonomy = Taxonomy(
        id=table.text("id"),
        title=table.text("title"),
        note=table.text("note", ""),
        instrument=source.text("instrument"),
        status=cast("Status", source.one_of("status", STATUSES)),
        checked_on=source.day("checked_on"),
        expired_on=source.day("expired_on", optional=True),
        types=_entries(table, "types", codes),
        sectors=_entries(table, "sectors", codes),
        selling=_entries(table, "selling", codes),
        advertising=_entries(table, "advertising", codes),
        payment=_entries(table, "payment", codes),
    )
    source.day("adopted_on", optional=True)
    source.text("celex", "")
    source.texts("read", ())
    source.finish()
    return taxonomy


def _entries(table: Table, key: str, codes: set[str]) -> tuple[Entry, ...]:
    return tuple(_entry(entry, codes) for entry in table.tables(key, optional=key == "details"))


def _entry(table: Table, codes: set[str]) -> Entry:
    code = table.text("code")
    if code in codes:
        table.refuse("code", N_("{code} is given twice"), code=code)
    codes.add(code)
    entry = Entry(
        code=code,
        label=table.text("label"),
        official_code=table.text("official_code", ""),
        local=table.flag("local", default=False),
        details=_entries(table, "details", codes),
    )
    table.finish()
    return entry
