"""Items that were taken off the list of a case, and what keeps an item on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from xborder_desk.domain.contacts import attempts_from
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.storage import registers
from xborder_desk.storage.models import Base, Evidence, Fact, FactProof

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork


def ids(uow: UnitOfWork, case_id: int) -> list[int]:
    """Give the ids of the items taken off a case's list, in their order, without parts."""
    query = select(Evidence.id).where(
        Evidence.case_id == case_id, Evidence.removed_at.is_not(None), Evidence.parent_id.is_(None)
    )
    return list(uow.connection.execute(query.order_by(Evidence.position, Evidence.id)).scalars())


def _family(uow: UnitOfWork, evidence_id: int) -> list[int]:
    """Give an item and its parts, and theirs."""
    family, last = [evidence_id], [evidence_id]
    while last:
        query = select(Evidence.id).where(Evidence.parent_id.in_(last))
        last = list(uow.connection.execute(query).scalars())
        family += last
    return family


def proves(uow: UnitOfWork, case: Case, item: Evidence) -> list[str]:
    """Give the numbers of facts and attempts of the case that an item or a part of it proves."""
    family = _family(uow, item.id)
    facts = (
        select(Fact.no)
        .join(FactProof, FactProof.fact_id == Fact.id)
        .where(FactProof.evidence_id.in_(family), Fact.removed_at.is_(None))
        .distinct()
        .order_by(Fact.no)
    )
    found = [f"F-{number:02d}" for number in uow.connection.execute(facts).scalars()]
    numbers = set(uow.connection.execute(select(Evidence.no).where(Evidence.id.in_(family))).scalars())
    for attempt in attempts_from(registers.lines(uow.connection, case.uid, CONTACTS)):
        named = {*attempt.proofs, attempt.address_evidence}
        for outcome in (*attempt.results, *attempt.replies):
            named |= set(outcome.proofs)
        if named & numbers:
            found.append(attempt.number)
    return found


def mark(uow: UnitOfWork, evidence_id: int, moment: dt.datetime | None) -> bool:
    """Mark an item and its parts as taken off since a moment, or as back; false if it was so already."""
    table = Base.metadata.tables["evidence"]
    was = table.c.removed_at.is_(None) if moment is not None else table.c.removed_at.is_not(None)
    family = _family(uow, evidence_id)
    done = uow.connection.execute(
        update(table)
        .where(table.c.id.in_(family), was)
        .values(removed_at=moment, version=table.c.version + 1)
    )
    return bool(done.rowcount)
