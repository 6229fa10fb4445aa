"""Bodies every case may meet, from ``resources/bodies``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.limits import a_rule
from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.bodies import BODY_KINDS, BodySource, Guarantee, KnownBody
from xborder_desk.domain.fact_table import FACTS, FactKind
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table
    from xborder_desk.domain.periods import Period

_DAYS: Final = {FactKind.EVENT, FactKind.DAY}
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_PAGE: Final = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?")
_HOST: Final = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}")


def read_bodies(resources: Path) -> Shelf[KnownBody]:
    """Read every body there is."""
    return read_shelf(resources / "bodies", _body)


def _body(table: Table) -> KnownBody:
    source = table.table("source")
    checked_on = source.day("checked_on")
    if checked_on is None:
        source.refuse("checked_on", N_("is missing"))
    found = KnownBody(
        id=table.text("id"),
        kind=table.one_of("kind", tuple(BODY_KINDS)),
        name=table.text("name"),
        country=_shaped(table, "country", _COUNTRY),
        website=_shaped(table, "website", _PAGE),
        source=BodySource(source.text("text"), checked_on, source.one_of("status", STATUSES)),
        entity=table.text("entity", ""),
        seat=table.text("seat", ""),
        representative=table.text("representative", ""),
        complaint=_shaped(table, "complaint", _PAGE, optional=True),
        scope=table.text("scope", ""),
        note=table.text("note", ""),
        hosts=table.texts("hosts", ()),
        also=table.texts("also", ()),
        guarantee=_guarantee(table.table("guarantee")) if table.has("guarantee") else None,
    )
    source.finish()
    if any(not _HOST.fullmatch(host) for host in found.hosts):
        table.refuse("hosts", N_("has the wrong kind of value"))
    return found


def _guarantee(table: Table) -> Guarantee:
    checked_on = table.day("checked_on")
    assert checked_on is not None  # noqa: S101 - a day that is not optional is there
    start = table.texts("from")
    for fact in start:
        if fact not in FACTS or FACTS[fact].kind not in _DAYS:
            table.refuse("from", N_("names no day that is known of cases: {fact}"), fact=fact)
    found = Guarantee(
        name=table.text("name"),
        start=start,
        source=BodySource(table.text("text"), checked_on, table.one_of("status", STATUSES)),
        claim=_period(table, "claim"),
        wait=_period(table, "wait"),
        answer=_period(table, "answer"),
    )
    table.finish()
    return found


def _period(table: Table, key: str) -> Period | None:
    written = table.text(key, "")
    return a_rule(table, key, f"calendar-days:{written}")[1] if written else None


def guarantees(bodies: Iterable[KnownBody]) -> dict[str, Guarantee]:
    """Give the buyer guarantees by every name a platform goes by, folded."""
    return {
        fold(name): one.guarantee
        for one in bodies
        if one.guarantee is not None
        for name in (one.id, one.name, *one.also, *one.hosts)
    }


def _shaped(table: Table, key: str, shape: re.Pattern[str], *, optional: bool = False) -> str:
    value = table.text(key, "" if optional else None)
    if value and not shape.fullmatch(value):
        table.refuse(key, N_("has the wrong kind of value"))
    return value
