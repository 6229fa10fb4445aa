"""Sellers as people see them: in lists, and whole with everything known and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.folding import fold
from xborder_desk.domain.sellers import DecisionView, MarkView, SellerView, StorefrontView
from xborder_desk.storage.queries import seller_views, sellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.sellers import SellerRow
    from xborder_desk.storage.models import Decision, Seller
    from xborder_desk.storage.uow import UnitOfWork


def listed(uow: UnitOfWork, text: str, limit: int) -> list[SellerRow]:
    """Give the rows of the list."""
    return seller_views.rows(uow, limit=limit, text=fold(text))


def rows_of(uow: UnitOfWork, ids: Sequence[int]) -> list[SellerRow]:
    """Give the rows of some sellers, in the order of the list."""
    return seller_views.rows(uow, ids) if ids else []


def whole(uow: UnitOfWork, seller: Seller) -> SellerView:
    """Give everything of one seller."""
    return _views(uow, [seller.id])[0]


def every(uow: UnitOfWork, ids: Sequence[int] | None) -> list[SellerView]:
    """Give everything of some sellers, or of all."""
    found = ids if ids is not None else [sellers.id_in(row.number, "S") for row in seller_views.rows(uow)]
    return _views(uow, found)


def decision(row: Decision) -> DecisionView:
    """Give a decision as people see it."""
    return DecisionView(
        number=sellers.decision_number(row.id),
        first=sellers.number_of(row.a_id),
        second=sellers.number_of(row.b_id),
        verdict=row.verdict,
        reason=row.reason,
        by=row.decided_by,
        at=row.decided_at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )


def decisions(uow: UnitOfWork) -> list[DecisionView]:
    """Give every decision in order."""
    return [decision(row) for row in sellers.all_decisions(uow)]


def _views(uow: UnitOfWork, ids: Sequence[int]) -> list[SellerView]:
    rows = {sellers.id_in(row.number, "S"): row for row in seller_views.rows(uow, ids)}
    names, shops, marks = (
        seller_views.names(uow, ids),
        seller_views.shops(uow, ids),
        seller_views.marks(uow, ids),
    )
    related, met = seller_views.relations(uow, ids), sellers.cases_of(uow, ids)
    latin = seller_views.latin_names(uow, ids)
    decided = [decision(row) for row in sellers.active_decisions(uow, ids)]
    return [
        SellerView(
            row=rows[one],
            name_latin=latin.get(one, ""),
            names=tuple(names.get(one, ())),
            storefronts=tuple(StorefrontView(*shop) for shop in shops.get(one, ())),
            marks=tuple(MarkView(*mark) for mark in marks.get(one, ())),
            relations=tuple(related.get(one, ())),
            cases=met.get(one, ()),
            decisions=tuple(d for d in decided if sellers.number_of(one) in {d.first, d.second}),
        )
        for one in ids
        if one in rows
    ]
