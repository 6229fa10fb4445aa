"""Sellers as lists and pages show them: rows, names, shops, identifiers with where they came from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from xborder_desk.domain.sellers import SellerRow
from xborder_desk.storage.models import (
    Body,
    Case,
    Evidence,
    Identifier,
    Party,
    Relation,
    Seller,
    SellerName,
    Storefront,
)
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.storage.uow import UnitOfWork


def rows(
    uow: UnitOfWork, ids: Sequence[int] | None = None, *, limit: int = 0, text: str = ""
) -> list[SellerRow]:
    """Give sellers as lists show them, in their order; every word of ``text`` stands in the name."""
    query = select(
        Seller.id,
        Seller.uid,
        Seller.name,
        Seller.country,
        Seller.kind,
        Seller.watch_reason,
        Seller.review_on,
        _count(SellerName.seller_id).label("names"),
        _count(Storefront.seller_id).label("storefronts"),
        (_own() + _met()).label("identifiers"),
        _cases().label("cases"),
    ).order_by(Seller.id)
    if ids is not None:
        query = query.where(Seller.id.in_(list(ids)))
    for word in text.split():
        query = query.where(Seller.name_key.contains(word, autoescape=True))
    if limit:
        query = query.limit(limit)
    return [
        SellerRow(
            sellers.number_of(row.id),
            row.uid,
            row.name,
            row.country,
            row.kind,
            row.names,
            row.storefronts,
            row.identifiers,
            row.cases,
            row.watch_reason,
            row.review_on,
        )
        for row in uow.connection.execute(query)
    ]


def names(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Give the other names of sellers: name, script, first and last seen."""
    columns = (SellerName.seller_id, SellerName.name, SellerName.script, SellerName.first_seen)
    return _grouped(
        uow, select(*columns, SellerName.last_seen).order_by(SellerName.id), SellerName.seller_id, ids
    )


def latin_names(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, str]:
    """Give the Latin names of sellers."""
    found = _grouped(uow, select(Seller.id, Seller.name_latin), Seller.id, ids)
    return {seller: rows[0][0] for seller, rows in found.items()}


def shops(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Give the shops of sellers, in the order of a storefront's fields."""
    query = select(
        Storefront.seller_id,
        func.coalesce(Body.name, ""),
        Storefront.account,
        Storefront.name,
        Storefront.url,
        Storefront.first_seen,
        Storefront.last_seen,
        Storefront.removed_on,
        Storefront.reappeared_on,
    ).outerjoin(Body, Body.id == Storefront.body_id)
    return _grouped(uow, query.order_by(Storefront.id), Storefront.seller_id, ids)


def marks(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Give the identifiers of sellers, those met in cases too, in the order of a mark's fields."""
    columns = (
        Identifier.kind,
        Identifier.raw,
        Identifier.normal,
        Identifier.valid,
        Identifier.origin,
        Identifier.origin_note,
        func.coalesce(Evidence.no, ""),
        Identifier.seen_on,
    )
    own = select(Identifier.seller_id, *columns).outerjoin(
        Evidence, Evidence.id == Identifier.origin_evidence_id
    )
    own = own.where(Identifier.removed_at.is_(None)).order_by(Identifier.id)
    met = select(Party.seller_id, *columns[:5], Case.number, *columns[6:]).join(
        Party, Party.id == Identifier.party_id
    )
    met = met.join(Case, Case.id == Party.case_id)
    met = met.outerjoin(Evidence, Evidence.id == Identifier.origin_evidence_id)
    met = met.where(Identifier.removed_at.is_(None), Party.removed_at.is_(None)).order_by(Identifier.id)
    found = _grouped(uow, own, Identifier.seller_id, ids)
    for seller, rows_met in _grouped(uow, met, Party.seller_id, ids).items():
        found.setdefault(seller, []).extend(rows_met)
    return found


def relations(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Give how sellers stand to others: the kind and the other's number."""
    query = select(Relation.from_seller_id, Relation.kind, Relation.to_seller_id).order_by(Relation.id)
    found = _grouped(uow, query, Relation.from_seller_id, ids)
    return {one: [(kind, sellers.number_of(other)) for kind, other in pairs] for one, pairs in found.items()}


def _grouped(
    uow: UnitOfWork,
    query: Any,  # noqa: ANN401 - a select of any columns, the owner first
    owner: Any,  # noqa: ANN401 - a column
    ids: Sequence[int],
) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for chunk in sellers.chunks(list(ids)):
        for first, *rest in uow.connection.execute(query.where(owner.in_(chunk))):
            found[first].append(tuple(rest))
    return dict(found)


def _met() -> Any:  # noqa: ANN401 - a scalar subquery
    """Count the identifiers that stand in the cases of a seller."""
    query = select(func.count()).select_from(Identifier).join(Party, Party.id == Identifier.party_id)
    query = query.where(Party.seller_id == Seller.id, Party.removed_at.is_(None))
    return query.where(Identifier.removed_at.is_(None)).scalar_subquery()


def _own() -> Any:  # noqa: ANN401 - a scalar subquery
    """Count the identifiers that were entered with a seller."""
    query = select(func.count()).select_from(Identifier)
    return query.where(Identifier.seller_id == Seller.id, Identifier.removed_at.is_(None)).scalar_subquery()


def _cases() -> Any:  # noqa: ANN401 - a scalar subquery
    """Count the cases of a seller, each once, without those in the bin."""
    query = select(func.count(Party.case_id.distinct())).join(Case, Case.id == Party.case_id)
    query = query.where(Case.binned_at.is_(None))
    return query.where(Party.seller_id == Seller.id, Party.removed_at.is_(None)).scalar_subquery()


def _count(column: Any) -> Any:  # noqa: ANN401 - a column of any of the tables
    table = column.class_
    return select(func.count()).select_from(table).where(column == Seller.id).scalar_subquery()
