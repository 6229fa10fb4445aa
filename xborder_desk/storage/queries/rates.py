"""Reference rates of the European Central Bank, as an office has imported them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, func, insert, select

from xborder_desk.domain.claim import EURO, ReferenceRate
from xborder_desk.storage.models import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from xborder_desk.storage.uow import UnitOfWork

SOURCE: Final = "ECB euro foreign exchange reference rates"
# Rates are published on every day the payment system works; it never rests longer than this.
STALE: Final = dt.timedelta(days=7)
_AT_ONCE: Final = 5000


def replace_all(uow: UnitOfWork, rates: Iterable[tuple[str, dt.date, Decimal]]) -> int:
    """Write rates, in place of those of the same currency in the same span of days; gives how many."""
    rows: list[dict[str, Any]] = []
    spans: dict[str, tuple[dt.date, dt.date]] = {}
    for code, on, rate in rates:
        rows.append({"currency": code, "on": on, "rate": rate, "source": SOURCE})
        first, last = spans.get(code, (on, on))
        spans[code] = (min(first, on), max(last, on))
    for code, (first, last) in spans.items():
        uow.session.execute(delete(Rate).where(Rate.currency == code, Rate.on.between(first, last)))
    for start in range(0, len(rows), _AT_ONCE):
        uow.session.execute(insert(Rate), rows[start : start + _AT_ONCE])
    return len(rows)


def find(uow: UnitOfWork, currency: str, on: dt.date) -> ReferenceRate | None:
    """Give the rate of a day, or the last published before it within a week; None if there is none.

    A rate that was suspended years ago is none.
    """
    latest = (
        select(Rate.on, Rate.rate)
        .where(and_(Rate.currency == currency, Rate.on <= on, Rate.on >= on - STALE))
        .order_by(Rate.on.desc())
        .limit(1)
    )
    row = uow.session.execute(latest).one_or_none()
    return None if row is None else ReferenceRate(currency, row[1], row[0])


def newest(uow: UnitOfWork) -> dt.date | None:
    """Give the last day for which there is any rate."""
    return uow.session.scalar(select(func.max(Rate.on)))


class OfficeRates:
    """The rates of the open office, asked through an open unit of work."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def find(self, currency: str, on: dt.date) -> ReferenceRate | None:
        """Give the rate of a day, or the last published shortly before it."""
        return find(self._uow, currency, on)

    def per_euro(self, currency: str, on: dt.date) -> Decimal | None:
        """Give how many units of a currency one euro was on a day, or shortly before."""
        if currency == EURO:
            return None
        found = self.find(currency, on)
        return found.rate if found else None
