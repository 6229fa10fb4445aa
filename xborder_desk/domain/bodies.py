"""Platforms, carriers, payment firms, insurers, authorities and dispute bodies that every case may meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

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


# What can be said of a body, in the order a form asks for it. Texts of several lines have one thing on each.
BODY_FIELDS: Final = {
    "name": N_("Name"),
    "country": N_("Country"),
    "entity": N_("Legal entity"),
    "seat": N_("Seat"),
    "representative": N_("Representative in the Union"),
    "website": N_("Website"),
    "contact": N_("Contact point"),
    "complaint": N_("Where to complain"),
    "scope": N_("What it is there for"),
    "hosts": N_("Its own domains"),
    "also": N_("Other names"),
    "policies": N_("Policy documents, each with the day it was read and the stored copy"),
    "certified": N_("Certified dispute bodies it names"),
    "answers": N_("Response times seen"),
    "note": N_("Note"),
}
# What policies of insurers say, which differs from contract to contract.
POLICY_FIELDS: Final = {
    "policy_clause": N_("Clause that covers the loss"),
    "report_within": N_("Report within"),
    "report_channel": N_("How to report"),
    "papers": N_("Papers it asks for"),
    "item_age": N_("Oldest item covered"),
    "excess": N_("Excess"),
    "survey": N_("Survey appointment"),
    "decision_within": N_("Decides within"),
    "subrogation": N_("Takes over the claim when it pays"),
}
INSURER: Final = "insurer"


def fields_of(kind: str) -> dict[str, str]:
    """Give the fields of a kind of body with their names."""
    return {**BODY_FIELDS, **(POLICY_FIELDS if kind == INSURER else {})}


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body as the office sees it: what is shipped, with what the office itself said over it.

    ``changed`` names the fields of the office's own layer; ``own`` is a body the office added itself.
    """

    id: str
    kind: str
    values: Mapping[str, str]
    source: str
    checked_on: dt.date | None
    status: str
    changed: tuple[str, ...] = ()
    own: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return self.values.get("name", self.id)
