"""Keeping the register of sellers in step with the cases: every seller of a case is one of the office."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import AUDIT
from xborder_desk.storage.models import Seller, Setting
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.models import Party
    from xborder_desk.storage.uow import Database, UnitOfWork

_KEY: Final = "sellers.in_step_with_cases"
# Machines that share an office may tell slightly different times.
_SLACK: Final = dt.timedelta(minutes=5)


def catch_up(database: Database, matcher: Matcher) -> int:
    """Take up the sellers of cases changed since the last time; gives how many sellers were touched."""
    with database.read() as uow:
        last = _last(uow)
        if not sellers.unlinked_parties(uow, last):
            return 0
    with database.write() as uow:
        parties = sellers.unlinked_parties(uow, _last(uow))
        for party in parties:
            if party.seller_id is None:
                _take_up(uow, party)
        uow.flush()
        ids = sorted({party.seller_id for party in parties if party.seller_id is not None})
        refresh_keys(uow, matcher, ids)
        _note(uow)
        uow.commit()
        return len(ids)


def refresh_keys(uow: UnitOfWork, matcher: Matcher, ids: list[int]) -> None:
    """Work out the keys of sellers anew and keep them."""
    found = sellers.profiles(uow, ids)
    sellers.replace_keys(uow, {seller: matcher.keys(profile) for seller, profile in found.items()})


def _take_up(uow: UnitOfWork, party: Party) -> None:
    seller = Seller(
        uid=uuid.uuid4().hex,
        kind=party.kind if party.kind in {"natural", "legal"} else "",
        name=party.name,
        name_latin=party.name_latin,
        name_key=fold(f"{party.name} {party.name_latin}"),
        country=party.country,
    )
    uow.session.add(seller)
    uow.flush()
    party.seller_id = seller.id
    uow.record(AUDIT, "office", "seller_met", seller.uid, name=party.name, party=party.uid)


def _last(uow: UnitOfWork) -> dt.datetime | None:
    row = uow.session.get(Setting, _KEY)
    return dt.datetime.fromisoformat(str(row.value["at"])) - _SLACK if row else None


def _note(uow: UnitOfWork) -> None:
    row = uow.session.get(Setting, _KEY)
    value = {"at": uow.now.isoformat()}
    if row is None:
        uow.session.add(Setting(key=_KEY, value=value))
    else:
        row.value = value
