"""The diligent search and the rules of service per country, from their folders in ``resources``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from xborder_desk.catalog.reading import STATUSES, read_shelf, read_table
from xborder_desk.domain.cadence import Cadence
from xborder_desk.domain.choices import Channel, ContactPurpose, PartyRole
from xborder_desk.domain.folding import fold
from xborder_desk.domain.search import DataText, RegisterSource, Row
from xborder_desk.domain.service_rules import Requirement, ServiceRule
from xborder_desk.i18n import N_
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table
    from xborder_desk.domain.search import Status

_ALIASES = {"UK": "GB", "EW": "GB", "EL": "GR"}


@dataclass(frozen=True)
class Searches:
    """Rows in their order, registers, cadences by id, and rules by country."""

    rows: tuple[Row, ...]
    registers: tuple[RegisterSource, ...]
    cadences: Mapping[str, Cadence]
    rules: Shelf[ServiceRule]

    def rule(self, country: str) -> ServiceRule | None:
        """Give the rule of a country by its ISO code; England's is found under EW, UK and GB."""
        wanted = _ALIASES.get(country.upper(), country.upper())
        return next((one for one in self.rules.items.values() if one.country == wanted), None)

    def row(self, wanted: str) -> Row | None:
        """Give a row by its id or number."""
        return next((one for one in self.rows if wanted in {one.id, str(one.number)}), None)


def read_searches(resources: Path) -> Searches:
    """Read the search; without its rows nothing can be judged.

    Raises:
        BrokenDataError: rows, registers or cadences are faulty; a faulty rule is only left out.

    """
    folder = resources / "search"
    registers = [_register(table) for table in read_table(folder / "registers.toml").tables("register")]
    names: dict[str, list[str]] = {}
    for one in registers:
        names.setdefault(one.row, []).extend(fold(name) for name in (one.id, *one.names))
    rows_table = read_table(folder / "rows.toml")
    rows = [_row(table, names) for table in rows_table.tables("row")]
    cadences_table = read_table(folder / "cadence.toml")
    status = cast("Status", cadences_table.table("source").one_of("status", STATUSES))
    cadences = [_cadence(table, status) for table in cadences_table.tables("cadence")]
    rules = read_shelf(resources / "service_rules", _rule)
    return Searches(
        tuple(sorted(rows, key=lambda row: row.number)),
        tuple(registers),
        {one.id: one for one in cadences},
        rules,
    )


def _register(table: Table) -> RegisterSource:
    found = RegisterSource(
        table.text("id"),
        table.text("row"),
        table.texts("names"),
        table.texts("countries", ()),
        table.text("url", ""),
    )
    table.finish()
    return found


def _row(table: Table, names: Mapping[str, list[str]]) -> Row:
    key = table.text("id")
    channels = table.texts("channels", ())
    roles = table.texts("roles", ())
    for name, given, known in (("channels", channels, set(Channel)), ("roles", roles, set(PartyRole))):
        if not set(given) <= {str(one) for one in known}:
            table.refuse(name, N_("has the wrong kind of value"))
    found = Row(
        id=key,
        number=int(table.number("number")),
        text=DataText(table.text("text"), context_of("search", "rows", key)),
        why=DataText(table.text("why"), context_of("search", "rows", key, "why")),
        channels=channels,
        every=table.text("every", ""),
        purpose=table.one_of("purpose", ("", *ContactPurpose), ""),
        roles=roles,
        origins=table.texts("origins", ()),
        registers=tuple(names.get(key, ())) if table.flag("registers", default=False) else (),
    )
    table.finish()
    return found


def _cadence(table: Table, status: Status) -> Cadence:
    key = table.text("id")
    found = Cadence(
        id=key,
        text=DataText(table.text("text"), context_of("search", "cadence", key)),
        channels=int(table.number("channels")),
        attempts=int(table.number("attempts")),
        span_days=int(table.number("span_days")),
        last_before_filing_days=int(table.number("last_before_filing_days")),
        different_weekdays=table.flag("different_weekdays", default=True),
        different_hours=table.flag("different_hours", default=True),
        status=status,
    )
    table.finish()
    return found


def _rule(table: Table) -> ServiceRule:
    key = table.text("id")
    source = table.table("source")
    rule = ServiceRule(
        id=key,
        country=table.text("country"),
        title=DataText(table.text("title"), context_of("service_rules", key, "title")),
        summary=DataText(table.text("summary"), context_of("service_rules", key, "summary")),
        note=DataText(table.text("note"), context_of("service_rules", key, "note"))
        if table.has("note")
        else None,
        cadence=table.text("cadence"),
        status=cast("Status", source.one_of("status", STATUSES)),
        checked_on=source.day("checked_on"),
        sources=source.texts("read"),
        requirements=tuple(_requirement(key, one) for one in table.tables("requirement")),
    )
    source.finish()
    return rule


def _requirement(rule: str, table: Table) -> Requirement:
    row = table.text("id")
    why = (
        DataText(table.text("why"), context_of("service_rules", rule, row, "why"))
        if table.has("why")
        else None
    )
    found = Requirement(row, why, table.text("ref"))
    table.finish()
    return found
