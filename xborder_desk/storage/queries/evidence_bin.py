"""Items that were taken off the list of a case, and what keeps an item on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from xborder_desk.domain.contacts import attempts_from
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.post import post_lines
from xborder_desk.domain.registers import CONTACTS, OFFICE_SCOPE, POST
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.models import Base, Evidence, Fact, FactProof, Identifier, Mandate, Party

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork

_HEADS: Final = "claim_heads"
"""Where a case keeps the sums somebody added to its claim."""


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


def holds(uow: UnitOfWork, case: Case, item: Evidence) -> list[Message]:
    """Say what else an item or a part of it proves: mandates, addresses, sums, lines of the post book."""
    family = _family(uow, item.id)
    numbers = set(uow.connection.execute(select(Evidence.no).where(Evidence.id.in_(family))).scalars())
    mandates = (
        select(Party.no)
        .join(Mandate, Mandate.party_id == Party.id)
        .where(Mandate.case_id == case.id, Mandate.evidence_id.in_(family))
        .distinct()
        .order_by(Party.no)
    )
    found = [
        Message(N_("a mandate of {party}"), {"party": f"P-{number:02d}"})
        for number in uow.connection.execute(mandates).scalars()
    ]
    found += [Message(N_("an address of {party}"), {"party": party}) for party in _shown_by(uow, family)]
    heads = case.further.get(_HEADS, [])
    found += [
        Message(N_("sum {place} of the claim"), {"place": place})
        for place, head in enumerate(heads, 1)
        if head.get("proof") in numbers
    ]
    book = post_lines(registers.lines(uow.connection, OFFICE_SCOPE, POST))
    return found + [
        Message(N_("line {line} of the post book"), {"line": line.name})
        for line in book
        if line.case == case.number and numbers & set(line.proofs)
    ]


def _shown_by(uow: UnitOfWork, family: list[int]) -> list[str]:
    """Give whose addresses and numbers were read in items: parties of the case, and sellers of the office."""
    read_in = (Identifier.origin_evidence_id.in_(family), Identifier.removed_at.is_(None))
    ours = select(Party.no).join(Identifier, Identifier.party_id == Party.id)
    ours = ours.where(*read_in, Party.removed_at.is_(None)).distinct().order_by(Party.no)
    sellers = select(Identifier.seller_id).where(*read_in, Identifier.seller_id.is_not(None))
    sellers = sellers.where(Identifier.party_id.is_(None)).distinct().order_by(Identifier.seller_id)
    return [
        *(f"P-{number:02d}" for number in uow.connection.execute(ours).scalars()),
        *(f"S-{number:04d}" for number in uow.connection.execute(sellers).scalars()),
    ]


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
