"""Statutory default interest by state, from ``resources/interest``: every rate with its source and status."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.interest import DayCount, InterestRate, Start, StatutoryInterest
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table

# A rate that stands in the law itself, without a first day: older than any case.
_ALWAYS: Final = dt.date(1900, 1, 1)


def read_interest(resources: Path) -> Shelf[StatutoryInterest]:
    """Read the interest of every state there is."""
    return read_shelf(resources / "interest", _interest)


def _interest(table: Table) -> StatutoryInterest:
    found = StatutoryInterest(
        country=table.text("country"),
        title=table.text("title"),
        basis=table.text("basis"),
        day_count=DayCount(table.one_of("day_count", tuple(DayCount))),
        start=Start(table.one_of("start", tuple(Start))),
        status=table.one_of("status", STATUSES),
        checked_on=_day(table, "checked_on"),
        rates=tuple(_rate(one) for one in table.tables("rates", optional=True)),
        note=table.text("note", ""),
    )
    if table.text("id").upper() != found.country:
        table.refuse("country", N_("must be the name of the file"))
    for before, after in zip(found.rates, found.rates[1:], strict=False):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            table.refuse("rates", N_("must follow each other without overlapping"))
    return found


def _rate(table: Table) -> InterestRate:
    rate = InterestRate(
        percent=_percent(table),
        valid_from=table.day("valid_from", optional=True) or _ALWAYS,
        valid_to=table.day("valid_to", optional=True),
        source=table.text("source"),
        status=table.one_of("status", STATUSES),
        checked_on=_day(table, "checked_on"),
    )
    if rate.valid_to is not None and rate.valid_to < rate.valid_from:
        table.refuse("valid_to", N_("lies before valid_from"))
    table.finish()
    return rate


def _percent(table: Table) -> Decimal:
    try:
        value = Decimal(table.text("percent"))
    except InvalidOperation:
        table.refuse("percent", N_("is no number"))
    if not value.is_finite() or value < 0:
        table.refuse("percent", N_("is no number"))
    return value


def _day(table: Table, key: str) -> dt.date:
    day = table.day(key)
    assert day is not None  # noqa: S101 - a day that is not optional is there
    return day
