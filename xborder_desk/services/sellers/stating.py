"""What a seller's own page states about it: each entry kept with where it stood and on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import AddressSource
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.sellers import PAGE_FIELDS
from xborder_desk.i18n import N_
from xborder_desk.services.sellers import taking
from xborder_desk.services.sellers.catching_up import refresh_keys
from xborder_desk.services.sellers.taking import NewMark
from xborder_desk.storage.models import SellerName
from xborder_desk.storage.queries import evidence, seller_views, sellers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.models import Seller
    from xborder_desk.storage.uow import Database, UnitOfWork

_NAMES: Final = ("trader", "trader_latin")
_MARKS: Final = {
    "address": "address",
    "return_address": "return_address",
    "email": "email",
    "phone": "phone",
    "website": "website",
    "registration": "registration",
    "vat": "vat",
    "iban": "iban",
    "responsible": "ref",
}


def stated(database: Database, matcher: Matcher, number: str, values: Mapping[str, str]) -> int:
    """Keep what a page states; see ``Sellers.stated``.

    Raises:
        BadInputError: nothing is stated, a value cannot be taken, or the day is missing.
        NotFoundError: no such seller, or no such evidence.

    """
    unknown = sorted(set(values) - set(PAGE_FIELDS))
    if unknown:
        raise BadInputError(
            N_("“{given}” is no field of a seller's page. There are: {possible}."),
            field=unknown[0],
            given=unknown[0],
            possible=", ".join(PAGE_FIELDS),
        )
    read_on = words.day(values.get("read_on", ""), field="read_on")
    if read_on is None:
        raise BadInputError(N_("Say on which day the page was read."), field="read_on")
    page = words.name(values.get("page", ""), field="page", needed=False)
    with database.write() as uow:
        seller = sellers.find(uow, number)
        item = _evidence(uow, values.get("evidence", ""))
        kept = _names(uow, seller, values, read_on)
        known = {(mark[0], mark[2]) for mark in seller_views.marks(uow, [seller.id]).get(seller.id, ())}
        for field, kind in _MARKS.items():
            raw = values.get(field, "").strip()
            if not raw:
                continue
            new = NewMark(kind, raw, AddressSource.PLATFORM.value, page)
            row = taking.take_mark(new, seller.country)
            if (row.kind, row.normal) in known:
                continue
            row.seller_id, row.seen_on, row.origin_evidence_id = seller.id, read_on, item
            uow.session.add(row)
            kept += 1
        if not any(values.get(field, "").strip() for field in (*_NAMES, *_MARKS)):
            raise BadInputError(N_("Write down at least one thing the page states."), field="trader")
        uow.flush()
        refresh_keys(uow, matcher, [seller.id])
        told = {field: text.strip() for field, text in values.items() if text.strip()}
        uow.record(AUDIT, OFFICE_SCOPE, "seller_page_stated", seller.uid, **told)
        uow.commit()
        return kept


def _names(uow: UnitOfWork, seller: Seller, values: Mapping[str, str], read_on: dt.date) -> int:
    """Keep the trader's names, with the days between which they were seen."""
    kept = 0
    held = sellers.names_of(uow, seller.id)
    for field in _NAMES:
        name = words.name(values.get(field, ""), field=field, needed=False)
        if not name or name in {seller.name, seller.name_latin}:
            continue
        row = held.get(name)
        if row is None:
            uow.session.add(
                SellerName(seller_id=seller.id, name=name, script="", first_seen=read_on, last_seen=read_on)
            )
            kept += 1
        else:
            row.first_seen = min(row.first_seen or read_on, read_on)
            row.last_seen = max(row.last_seen or read_on, read_on)
    return kept


def _evidence(uow: UnitOfWork, given: str) -> int | None:
    return evidence.find(uow, given.strip()).id if given.strip() else None
