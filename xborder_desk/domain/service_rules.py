"""What a court asks for before it serves a party whose address is unknown, and what a case lacks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import Choice
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.search import BoardRow, DataText, RowState
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.search import Status
    from xborder_desk.i18n.language import Sayable

UNCHECKED: Final = "unchecked"


class RuleStatus(Choice):
    """How far a rule of ours was checked."""

    UNCHECKED = "unchecked", N_("unchecked")
    SOURCED = "sourced", N_("sourced")
    CONFIRMED = "confirmed", N_("confirmed")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of the search that a court asks for; ``ref`` is the key of the source."""

    row: str
    why: DataText | None
    ref: str


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """The rule of one country, its sources, and how far it was checked."""

    id: str
    country: str
    title: DataText
    summary: DataText
    note: DataText | None
    cadence: str
    status: Status
    checked_on: dt.date | None
    sources: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a court asks for: ``source`` its key, ``status`` how far that was checked."""

    key: str
    item: Sayable
    why: Sayable
    source: str
    status: str
    told: Sayable | None = None
    proofs: tuple[str, ...] = ()
    attempts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a case is for a court: never ready while the rule itself is unchecked."""

    country: str
    rule: ServiceRule | None
    done: tuple[Item, ...]
    missing: tuple[Item, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing and the rule was checked."""
        return self.rule is not None and self.rule.status != UNCHECKED and not self.missing


@dataclass(frozen=True)
class Found:
    """What a case has: its board, the demands of the cadence, its live addresses, and the words on gaps."""

    board: Sequence[BoardRow]
    spread: Sequence[tuple[str, bool, Message]]
    cadence_status: str
    living: Sequence[str]
    unreachable: bool
    omissions: str


def readiness(country: str, rule: ServiceRule | None, found: Found) -> Readiness:
    """Compare a case with what the rule of a country asks for."""
    if rule is None:
        item = Message(N_("The rule of this country"))
        none = Message(N_("No rule is recorded for {country}; ask a lawyer there."), {"country": country})
        return Readiness(country, None, (), (Item("rule", item, none, "", UNCHECKED),))
    items = [*_required(rule, found), *_spread(found), *_general(found)]
    done = tuple(item for ok, item in items if ok)
    missing = [item for ok, item in items if not ok]
    if rule.status == UNCHECKED:
        why = N_("What this country asks for is not checked yet; nothing here can be called sufficient.")
        missing.append(Item("rule", rule.title, Message(why), _keys(rule), UNCHECKED))
    return Readiness(country, rule, done, tuple(missing))


def _required(rule: ServiceRule, found: Found) -> Iterator[tuple[bool, Item]]:
    rows = {one.row.id: one for one in found.board}
    for wanted in rule.requirements:
        row = rows.get(wanted.row)
        if row is None:
            continue
        status = UNCHECKED if wanted.ref == "K" else rule.status
        item = Item(
            wanted.row,
            row.row.text,
            wanted.why or row.row.why,
            wanted.ref,
            status,
            row.told,
            row.proofs,
            row.attempts,
        )
        yield row.state is not RowState.OPEN, item


def _spread(found: Found) -> Iterator[tuple[bool, Item]]:
    for key, ok, told in found.spread:
        why = Message(N_("Attempts at one time and by one way alone convince nobody."))
        yield ok, Item(f"cadence-{key}", told, why, "P", found.cadence_status)


def _general(found: Found) -> Iterator[tuple[bool, Item]]:
    alive = Message(
        N_("No address is known at which the party can be reached (known: {addresses})."),
        {"addresses": ", ".join(found.living) or "–"},
    )
    why = Message(
        N_("Where an address abroad is known, the party must be served there; notice is not allowed.")
    )
    yield not found.living, Item("no-living-address", alive, why, "S-07", "sourced")
    tried = Message(N_("Every known address was tried and failed."))
    shown = Message(N_("The register must show it; it is derived from its lines."))
    yield found.unreachable, Item("unreachable", tried, shown, "S-12", "sourced")
    gaps = [one for one in found.board if one.state is RowState.OPEN]
    text = Message(N_("A person's words on what was not done and why."))
    open_rows = Message(N_("Rows still open: {count}."), {"count": len(gaps)})
    yield not gaps or bool(found.omissions), Item("omissions", text, open_rows, "S-12", "sourced")


def _keys(rule: ServiceRule) -> str:
    return ", ".join(dict.fromkeys(one.partition(":")[0] for one in rule.sources))
