"""Parties and facts as rows to be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Case, Fact, Party

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


def find(uow: UnitOfWork, case: Case, number: str) -> Party:
    """Give a party of a case by its number (P-01).

    Raises:
        NotFoundError: the case has no such party.

    """
    query = select(Party).where(Party.case_id == case.id, Party.no == _running(number, "P", case))
    found = uow.session.scalar(query.where(Party.removed_at.is_(None)))
    if found is None:
        raise NotFoundError(
            N_("There is no party {number} in the case {case}."), number=number, case=case.number
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


def find_fact(uow: UnitOfWork, case: Case, number: str) -> Fact:
    """Give a fact of a case by its number (F-01), with its proofs.

    Raises:
        NotFoundError: the case has no such fact.

    """
    query = select(Fact).options(selectinload(Fact.proofs))
    query = query.where(Fact.case_id == case.id, Fact.no == _running(number, "F", case))
    found = uow.session.scalar(query.where(Fact.removed_at.is_(None)))
    if found is None:
        raise NotFoundError(
            N_("There is no fact {number} in the case {case}."), number=number, case=case.number
        )
    return found


def _running(number: str, letter: str, case: Case) -> int:
    match = re.fullmatch(rf"(?:(\d{{4}}-\d+)/)?{letter}-(\d{{1,9}})", number.strip(), re.IGNORECASE)
    return int(match[2]) if match and match[1] in {None, case.number} else 0
