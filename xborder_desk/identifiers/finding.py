"""Every identifier that stands in a text, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.identifiers import accounts, companies, mails, parcels, payments, phones, shops, webs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.identifiers.shapes import Found


def find(text: str, *, country: str = "") -> list[Found]:
    """Find phones, e-mails, web addresses, shops, accounts, company numbers, handles, orders and parcels.

    ``country`` is whose habits phone numbers without a country follow. Where two readings overlap, the
    more certain one stays; the order is that of the text.
    """
    readings: tuple[Iterable[Found], ...] = (
        payments.find(text),
        shops.find(text),
        mails.find(text),
        accounts.find(text),
        companies.find(text),
        parcels.find(text),
        webs.find(text),
        phones.find(text, country),
    )
    kept: list[Found] = []
    for found in (one for reading in readings for one in reading):
        if all(found.end <= other.start or found.start >= other.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda one: one.start)
