"""What else is kept of a seller: the watch list, relations, shops that go and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.services.sellers import taking
from xborder_desk.services.sellers.catching_up import refresh_keys
from xborder_desk.storage.models import Relation
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.services.sellers.taking import NewShop
    from xborder_desk.storage.uow import Database


def watch(database: Database, number: str, reason: str, review_on: str) -> None:
    """Put a seller on the watch list or take it off; see ``Sellers.watch``.

    Raises:
        BadInputError: there is a reason but no day.
        NotFoundError: no such seller.

    """
    why = words.text(reason, field="reason")
    day = words.day(review_on, field="review_on")
    if why and day is None:
        raise BadInputError(
            N_("Say on which day the watch is to be looked at again, for example 2026-12-01."),
            field="review_on",
        )
    with database.write() as uow:
        row = sellers.find(uow, number)
        row.watch_reason, row.review_on = why, day if why else None
        uow.record(
            AUDIT, OFFICE_SCOPE, "seller_watched", row.uid, reason=why, review_on=review_on if why else ""
        )
        uow.commit()


def relate(database: Database, number: str, other: str, kind: str) -> None:
    """Say how one seller stands to another; see ``Sellers.relate``.

    Raises:
        BadInputError: it is one seller, or nothing is said.
        NotFoundError: there is no such seller.

    """
    told = words.name(kind, field="kind")
    with database.write() as uow:
        one, two = sellers.find(uow, number), sellers.find(uow, other)
        if one.id == two.id:
            raise BadInputError(N_("That is one seller. Name two."), field="other")
        uow.session.add(Relation(from_seller_id=one.id, to_seller_id=two.id, kind=told))
        uow.record(AUDIT, OFFICE_SCOPE, "sellers_related", one.uid, other=two.uid, kind=told)
        uow.commit()


def shop_seen(
    database: Database, matcher: Matcher, number: str, shop: NewShop, days: tuple[str, str]
) -> None:
    """Add a shop, or say of a known one when it was seen, removed (first day) or back (second).

    Raises:
        BadInputError: a value cannot be taken.
        NotFoundError: no such seller.

    """
    row, key, name = taking.take_shop(shop)
    removed, back = words.day(days[0], field="removed_on"), words.day(days[1], field="reappeared_on")
    with database.write() as uow:
        seller = sellers.find(uow, number)
        body = sellers.platform_body(uow, key, name).id if key else None
        known = sellers.shop_of(uow, seller.id, body, row.account)
        if known is None:
            row.seller_id, row.body_id = seller.id, body
            uow.session.add(row)
            if key and row.account:
                mark = taking.shop_mark(row, key)
                mark.seller_id = seller.id
                uow.session.add(mark)
        kept = known or row
        kept.last_seen = row.last_seen or kept.last_seen
        kept.removed_on, kept.reappeared_on = removed or kept.removed_on, back or kept.reappeared_on
        uow.flush()
        refresh_keys(uow, matcher, [seller.id])
        told = {"platform": key, "account": kept.account, "removed_on": days[0], "reappeared_on": days[1]}
        uow.record(AUDIT, OFFICE_SCOPE, "storefront_seen", seller.uid, **told)
        uow.commit()
