"""What routes are computed from, for one case or thousands in a few queries, and how they stood before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import bindparam, delete, insert, select, update

from xborder_desk.domain.case_facts import CaseFacts, from_kept
from xborder_desk.domain.choices import CLOSED_STATUSES, FAILED_RESULTS, Channel, PartyRole
from xborder_desk.domain.contacts import ATTEMPT, RESULT
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.fact_table import OWN
from xborder_desk.domain.jurisdictions import UNCHECKED
from xborder_desk.domain.routes.layers import FIGURE, ROUTE, Layer
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.domain.routes.standing import Override
from xborder_desk.i18n import N_
from xborder_desk.storage.models import (
    Base,
    Case,
    ContactEntry,
    Identifier,
    LawLayer,
    Party,
    RouteBoard,
    RouteOverride,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping, Sequence

    from sqlalchemy import BindParameter
    from sqlalchemy.engine import RowMapping

    from xborder_desk.domain.case_facts import FactValue
    from xborder_desk.storage.uow import UnitOfWork

_ROLES: Final = (PartyRole.CONSUMER.value, PartyRole.SELLER.value, PartyRole.PLATFORM.value)
# By these channels a complaint is in writing; an attempt that did not come back counts as one.
_WRITTEN: Final = frozenset(
    {Channel.EMAIL, Channel.LETTER, Channel.REGISTERED_LETTER, Channel.FAX, Channel.WEB_FORM}
    | {Channel.PLATFORM_MSG}
)
_COLUMNS: Final = tuple(name for name in OWN if name in Case.__table__.columns)
_NEW_BOARD: Final = insert(Base.metadata.tables["route_board"])
# Built once: with ids as a parameter the database's plan and SQLAlchemy's text are used again.
_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_CASES: Final = select(
    *(Case.id, Case.uid, Case.number, Case.title, Case.platform, Case.further),
    *(Case.__table__.columns[name] for name in _COLUMNS),
).where(Case.id.in_(_IDS))
_FIND: Final = select(Case.id).where(Case.number == bindparam("number"))
_PARTIES: Final = (
    select(Party.case_id, Party.role, Party.country, Party.uid)
    .where(Party.case_id.in_(_IDS), Party.role.in_(_ROLES), Party.removed_at.is_(None))
    .order_by(Party.no)
)
_ADDRESSES: Final = (
    select(Party.case_id)
    .join(Identifier, Identifier.party_id == Party.id)
    .where(
        Party.case_id.in_(_IDS),
        Party.role == PartyRole.SELLER.value,
        Party.removed_at.is_(None),
        Identifier.kind == "address",
        Identifier.removed_at.is_(None),
        Identifier.state != "dead",
    )
)
_ENTRIES: Final = (
    select(
        ContactEntry.case_id,
        ContactEntry.entry,
        ContactEntry.attempt_uid,
        ContactEntry.party_uid,
        ContactEntry.channel,
        ContactEntry.result,
        ContactEntry.started_at,
    )
    .where(ContactEntry.case_id.in_(_IDS), ContactEntry.entry.in_([ATTEMPT, RESULT]))
    .order_by(ContactEntry.line_seq)
)
_OVERRIDES: Final = select(
    RouteOverride.case_id,
    RouteOverride.route,
    RouteOverride.state,
    RouteOverride.reason,
    RouteOverride.by,
    RouteOverride.at,
).where(RouteOverride.case_id.in_(_IDS))
_BOARDS: Final = select(
    RouteBoard.case_id,
    RouteBoard.fingerprint,
    RouteBoard.on,
    RouteBoard.again_on,
    RouteBoard.routes,
    RouteBoard.seen,
).where(RouteBoard.case_id.in_(_IDS))
_MARKS: Final = select(RouteBoard.case_id, RouteBoard.fingerprint, RouteBoard.on, RouteBoard.again_on).where(
    RouteBoard.case_id.in_(_IDS)
)
_LAYERS: Final = select(
    LawLayer.kind, LawLayer.ref, LawLayer.value, LawLayer.source, LawLayer.author, LawLayer.at
).order_by(LawLayer.at, LawLayer.id)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How the routes of a case stood: state, opens, due of each; ``seen`` is the same when last looked at."""

    fingerprint: str
    on: dt.date
    again_on: dt.date | None
    routes: Mapping[str, list[str | None]]
    seen: Mapping[str, list[str | None]]


@dataclass(frozen=True, slots=True)
class CaseInput:
    """A case as the planner takes it, with the verdicts of people and how it stood before."""

    id: int
    uid: str
    number: str
    title: str
    facts: CaseFacts
    overrides: Mapping[str, Override] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    further: Mapping[str, str] = field(default_factory=dict)

    def proofs(self) -> dict[str, str]:
        """Give the evidence that stands behind a yes or no, by fact."""
        split = ((name, kept.partition(" ")) for name, kept in self.further.items())
        return {name: proof for name, (answer, _, proof) in split if answer in {"yes", "no"} and proof}


def find(uow: UnitOfWork, number: str) -> int:
    """Give the id of a case, without the whole of its row.

    Raises:
        NotFoundError: the office has no such case.

    """
    found = uow.connection.scalar(_FIND, {"number": number.strip()})
    if found is None:
        raise NotFoundError(N_("There is no case {number} in this office."), number=number.strip())
    return int(found)


def open_ids(uow: UnitOfWork) -> list[int]:
    """Give the ids of the cases that still need work, the bin left out."""
    query = (
        select(Case.id)
        .where(Case.binned_at.is_(None), Case.status.not_in([one.value for one in CLOSED_STATUSES]))
        .order_by(Case.id)
    )
    return list(uow.session.scalars(query))


def inputs(uow: UnitOfWork, ids: Sequence[int], *, marks_only: bool = False) -> list[CaseInput]:
    """Give what the routes of these cases are computed from, in six queries however many there are.

    With ``marks_only`` the snapshots lack how each route stood: enough to tell whether they are fresh.
    """
    found = uow.connection.execute(_CASES, {"ids": list(ids)}).mappings()
    rows = {row["id"]: row for row in found}
    countries, sellers = _parties(uow, ids)
    reachable = _addresses(uow, ids)
    written = _written(uow, ids, sellers)
    overrides = _overrides(uow, ids)
    snapshots = _marks(uow, ids) if marks_only else _snapshots(uow, ids)
    return [
        CaseInput(
            id=one,
            uid=rows[one]["uid"],
            number=rows[one]["number"],
            title=rows[one]["title"],
            facts=_facts(rows[one], countries[one], written.get(one), has_address=one in reachable),
            overrides=overrides[one],
            snapshot=snapshots.get(one),
            further=rows[one]["further"] or {},
        )
        for one in ids
        if one in rows
    ]


def _facts(
    row: RowMapping, countries: Mapping[str, str], written: dt.date | None, *, has_address: bool
) -> CaseFacts:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    values["problems"] = tuple(row["problems"] or ())
    values["complained_on"] = row["complained_on"] or written
    values.update({f"{role}_country": country for role, country in countries.items()})
    if values.get("via_marketplace") is None and (row["platform"] or PartyRole.PLATFORM in countries):
        values["via_marketplace"] = True
    if has_address:
        values["seller_address"] = "known"
    values.update(from_kept(row["further"] or {}))
    return CaseFacts(cast("dict[str, FactValue]", values))


def _parties(
    uow: UnitOfWork, ids: Sequence[int]
) -> tuple[defaultdict[int, dict[str, str]], set[tuple[int, str]]]:
    countries: defaultdict[int, dict[str, str]] = defaultdict(dict)
    sellers: set[tuple[int, str]] = set()
    for case_id, role, country, uid in uow.connection.execute(_PARTIES, {"ids": list(ids)}):
        countries[case_id].setdefault(role, country)
        if role == PartyRole.SELLER:
            sellers.add((case_id, uid))
    return countries, sellers


def _addresses(uow: UnitOfWork, ids: Sequence[int]) -> set[int]:
    return set(uow.connection.scalars(_ADDRESSES, {"ids": list(ids)}))


def _written(uow: UnitOfWork, ids: Sequence[int], sellers: set[tuple[int, str]]) -> dict[int, dt.date]:
    """Give the day of the first attempt in writing to the seller that did not come back."""
    results: dict[str, str] = {}
    attempts: list[tuple[int, str, dt.date]] = []
    for case_id, entry, uid, party, channel, result, at in uow.connection.execute(
        _ENTRIES, {"ids": list(ids)}
    ):
        if result:
            results[uid] = result
        to_seller = not party or (case_id, party) in sellers
        if entry == ATTEMPT and at is not None and channel in _WRITTEN and to_seller:
            attempts.append((case_id, uid, at.date()))
    first: dict[int, dt.date] = {}
    for case_id, uid, day in attempts:
        if results.get(uid) not in FAILED_RESULTS:
            first[case_id] = min(day, first.get(case_id, day))
    return first


def _overrides(uow: UnitOfWork, ids: Sequence[int]) -> defaultdict[int, dict[str, Override]]:
    found: defaultdict[int, dict[str, Override]] = defaultdict(dict)
    for case_id, route, state, reason, by, at in uow.connection.execute(_OVERRIDES, {"ids": list(ids)}):
        found[case_id][route] = Override(RouteState(state), reason, by, at)
    return found


def _snapshots(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, Snapshot]:
    return {row[0]: Snapshot(*row[1:]) for row in uow.connection.execute(_BOARDS, {"ids": list(ids)})}


def _marks(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, Snapshot]:
    found = uow.connection.execute(_MARKS, {"ids": list(ids)})
    return {row[0]: Snapshot(*row[1:], {}, {}) for row in found}


def keep(uow: UnitOfWork, snapshots: Mapping[int, Snapshot], known: Iterable[int]) -> None:
    """Write how the routes of some cases stand; ``known`` are the cases that had a snapshot before."""
    before = set(known)
    new: list[dict[str, Any]] = []
    for case_id, one in snapshots.items():
        values: dict[str, Any] = {
            "fingerprint": one.fingerprint,
            "again_on": one.again_on,
            "routes": dict(one.routes),
            "seen": dict(one.seen),
        }
        if case_id in before:
            changed = update(RouteBoard).where(RouteBoard.case_id == case_id)
            uow.session.execute(changed.values(**values, on=one.on))
        else:
            new.append({"case_id": case_id, "on_date": one.on, **values})
    if new:
        uow.connection.execute(_NEW_BOARD, new)


def set_override(uow: UnitOfWork, case_id: int, route: str, state: str, reason: str) -> None:
    """Write a person's verdict on a route, in place of an earlier one."""
    lift_override(uow, case_id, route)
    uow.session.add(
        RouteOverride(case_id=case_id, route=route, state=state, reason=reason, by=uow.actor, at=uow.now)
    )


def lift_override(uow: UnitOfWork, case_id: int, route: str) -> None:
    """Take a person's verdict on a route away."""
    uow.session.execute(
        delete(RouteOverride).where(RouteOverride.case_id == case_id, RouteOverride.route == route)
    )


def layers(uow: UnitOfWork, kinds: Container[str] = (FIGURE, ROUTE)) -> list[Layer]:
    """Give the office's own corrections of these kinds, oldest first; those that boards rest on."""
    return [
        Layer(kind, ref, value, source, author, at, UNCHECKED)
        for kind, ref, value, source, author, at in uow.connection.execute(_LAYERS)
        if kind in kinds
    ]


def put_layer(uow: UnitOfWork, kind: str, ref: str, value: Mapping[str, object], source: str) -> None:
    """Lay what an office knows better over ours, in place of what it knew before."""
    drop_layer(uow, kind, ref)
    row = LawLayer(kind=kind, ref=ref, value=dict(value), source=source, author=uow.actor, at=uow.now)
    uow.session.add(row)


def drop_layer(uow: UnitOfWork, kind: str, ref: str) -> None:
    """Take what an office laid over ours away; ours holds again."""
    uow.session.execute(delete(LawLayer).where(LawLayer.kind == kind, LawLayer.ref == ref))
