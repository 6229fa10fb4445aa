"""Parties and facts as rows to be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Case, Fact, Identifier, Mandate, Party

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


def find(uow: UnitOfWork, case: Case, number: str, *, removed: bool = False) -> Party:
    """Give a party of a case by its number (P-01); ``removed`` gives one that was taken out too.

    Raises:
        NotFoundError: the case has no such party.

    """
    query = select(Party).where(Party.case_id == case.id, Party.no == _running(number, "P", case))
    found = uow.session.scalar(query if removed else query.where(Party.removed_at.is_(None)))
    if found is None:
        raise NotFoundError(
            N_("There is no party {number} in the case {case}."), number=number.strip(), case=case.number
        )
    return found


def linked_sellers(uow: UnitOfWork, case_id: int) -> list[int]:
    """Give the sellers of the office that the seller parties of a case are linked to."""
    query = select(Party.seller_id).where(
        Party.case_id == case_id,
        Party.role == "seller",
        Party.removed_at.is_(None),
        Party.seller_id.is_not(None),
    )
    return [one for one in uow.session.scalars(query.order_by(Party.no)) if one is not None]


def find_fact(uow: UnitOfWork, case: Case, number: str, *, removed: bool = False) -> Fact:
    """Give a fact of a case by its number (F-01), with its proofs; ``removed`` as for parties.

    Raises:
        NotFoundError: the case has no such fact.

    """
    query = select(Fact).options(selectinload(Fact.proofs))
    query = query.where(Fact.case_id == case.id, Fact.no == _running(number, "F", case))
    found = uow.session.scalar(query if removed else query.where(Fact.removed_at.is_(None)))
    if found is None:
        raise NotFoundError(
            N_("There is no fact {number} in the case {case}."), number=number.strip(), case=case.number
        )
    return found


def find_identifier(uow: UnitOfWork, case: Case, uid: str) -> Identifier:
    """Give an address or number of a party of a case, also one that was taken away.

    Raises:
        NotFoundError: the case has no such identifier.

    """
    query = select(Identifier).join(Party, Party.id == Identifier.party_id)
    found = uow.session.scalar(query.where(Party.case_id == case.id, Identifier.uid == uid))
    if found is None:
        raise NotFoundError(N_("The case {case} has no such address any more."), case=case.number)
    return found


def find_mandate(uow: UnitOfWork, case: Case, uid: str) -> Mandate:
    """Give a mandate or consent of a case.

    Raises:
        NotFoundError: the case has no such mandate.

    """
    found = uow.session.scalar(select(Mandate).where(Mandate.case_id == case.id, Mandate.uid == uid))
    if found is None:
        raise NotFoundError(N_("The case {case} has no such mandate any more."), case=case.number)
    return found


def _running(number: str, letter: str, case: Case) -> int:
    match = re.fullmatch(rf"(?:(\d{{4}}-\d+)/)?{letter}-(\d{{1,9}})", number.strip(), re.IGNORECASE)
    return int(match[2]) if match and match[1] in {None, case.number} else 0
