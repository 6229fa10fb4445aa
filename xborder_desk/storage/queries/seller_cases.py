"""The cases against sellers, as sums and lists need them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from xborder_desk.domain.constellation import CaseAgainst
from xborder_desk.storage.models import Case, Party
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.storage.uow import UnitOfWork


def against(uow: UnitOfWork, ids: Sequence[int]) -> list[CaseAgainst]:
    """Give the cases in which one of these sellers is a party, those in the bin left out, by number."""
    columns = (
        Case.id,
        Case.number,
        Case.title,
        Case.status,
        Case.outcome_route,
        Case.outcome,
        Case.amount,
        Case.currency,
        Case.created_at,
        Case.product,
        Case.problems,
        Case.outcome_on,
    )
    found: dict[int, CaseAgainst] = {}
    for chunk in sellers.chunks(list(ids)):
        query = select(*columns, Party.seller_id).join(Party, Party.case_id == Case.id)
        query = query.where(Party.seller_id.in_(chunk), Party.removed_at.is_(None), Case.binned_at.is_(None))
        for row in uow.connection.execute(query.order_by(Case.year, Case.seq, Party.no)):
            found.setdefault(
                row.id,
                CaseAgainst(
                    case=row.number,
                    title=row.title,
                    seller=sellers.number_of(row.seller_id),
                    status=row.status,
                    route=row.outcome_route,
                    outcome=row.outcome,
                    amount=row.amount,
                    currency=row.currency or "",
                    opened=row.created_at.date(),
                    product=row.product,
                    problems=tuple(str(code) for code in row.problems or ()),
                    outcome_on=row.outcome_on,
                ),
            )
    countries = _countries(uow, list(found))
    told = (replace(one, consumer_country=countries.get(key, "")) for key, one in found.items())
    return sorted(told, key=lambda one: one.case)


def _countries(uow: UnitOfWork, cases: Sequence[int]) -> dict[int, str]:
    """Give the countries of consumers, which say where the harm is; nothing else of them is asked for."""
    found: dict[int, str] = {}
    for chunk in sellers.chunks(list(cases)):
        query = select(Party.case_id, Party.country).where(
            Party.case_id.in_(chunk), Party.role == "consumer", Party.removed_at.is_(None)
        )
        found.update(
            {row.case_id: row.country for row in uow.connection.execute(query.order_by(Party.no.desc()))}
        )
    return found
