"""Platforms, carriers, payment firms, insurers, authorities and dispute bodies that every case may meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.periods import Period

BODY_KINDS: Final = {
    "platform": N_("Platform"),
    "carrier": N_("Carrier"),
    "bank": N_("Bank"),
    "payment_service": N_("Payment service"),
    "insurer": N_("Insurer"),
    "authority": N_("Authority"),
    "adr_body": N_("Dispute resolution body"),
    "certified_body": N_("Certified body for disputes with platforms"),
    "ecc": N_("European Consumer Centre"),
}


@dataclass(frozen=True, slots=True)
class BodySource:
    """Where what is said of a body comes from; ``status`` is unchecked, sourced or confirmed."""

    text: str
    checked_on: dt.date
    status: str


# What a platform's terms can say of a period: how long one may claim, must wait before, waits for an answer.
TERMS: Final = ("claim", "wait", "answer")


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A platform's promise to buyers: its name, its periods, and the facts they are counted from.

    ``start`` is tried in its order: the first day that is known counts.
    """

    name: str
    start: tuple[str, ...]
    source: BodySource
    claim: Period | None = None
    wait: Period | None = None
    answer: Period | None = None

    def period(self, term: str) -> Period | None:
        """Give the period the terms have for something, None where they say nothing."""
        return {"claim": self.claim, "wait": self.wait, "answer": self.answer}[term]


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body as shipped: ``entity`` is the legal person, ``representative`` the one in the Union.

    ``hosts`` are the domains it uses itself, ``also`` its other names, ``scope`` what it is there for.
    """

    id: str
    kind: str
    name: str
    country: str
    website: str
    source: BodySource
    entity: str = ""
    seat: str = ""
    representative: str = ""
    complaint: str = ""
    scope: str = ""
    note: str = ""
    hosts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    guarantee: Guarantee | None = None
