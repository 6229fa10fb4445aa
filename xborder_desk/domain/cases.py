"""A case as the other rooms see it: what opens one, its row in a list, and the whole of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from decimal import Decimal

Day = dt.date

# The days of a case, each with the words it is shown by.
DATE_LABELS: Final = {
    "ordered_on": N_("Ordered"),
    "paid_on": N_("Paid"),
    "delivery_due": N_("Delivery promised"),
    "delivered_on": N_("Delivered"),
    "complained_on": N_("Complained to the seller"),
    "withdrawn_on": N_("Withdrawal declared"),
    "terminated_on": N_("Contract terminated"),
    "placed_on_market_on": N_("Product placed on the market"),
    "closed_on": N_("Case closed"),
    "outcome_on": N_("Outcome reached"),
}
DATE_FIELDS: Final = tuple(DATE_LABELS)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a person enters to open a case, as typed; dates ISO, amount with a point, codes or names."""

    title: str
    consumer: str
    consumer_country: str
    seller: str
    seller_country: str
    # Any further field of the case by its name, as typed.
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. Times are UTC."""

    id: int
    number: str
    title: str
    status: str
    caseworker: str
    updated_at: dt.datetime
    amount: Decimal | None
    currency: str | None
    consumer: str
    seller: str
    seller_country: str
    evidence: int
    attempts: int
    next_due: Day | None


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """A way to reach or tell somebody: as found, its normal form, and where it comes from."""

    uid: str
    kind: str
    raw: str
    normal: str
    origin: str
    origin_note: str
    origin_evidence: str
    origin_page: int | None
    seen_on: Day | None
    parts: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party of a case; ``number`` is its number in the case (P-01)."""

    uid: str
    number: str
    role: str
    kind: str
    name: str
    name_latin: str
    country: str
    language: str
    identifiers: tuple[IdentifierView, ...]
    version: int


@dataclass(frozen=True, slots=True)
class ProofView:
    """Evidence, page and place that prove a fact."""

    evidence: str
    page: int | None


@dataclass(frozen=True, slots=True)
class FactView:
    """One statement with its day (``precision`` day, month or year) and what proves it."""

    uid: str
    number: str
    text: str
    on: Day | None
    precision: str
    proofs: tuple[ProofView, ...]
    version: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note for colleagues only."""

    uid: str
    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class TaskView:
    """A thing to do."""

    uid: str
    text: str
    due_on: Day | None
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MandateView:
    """A mandate or a data-protection consent: whose, what for, from when until when, and where it is kept."""

    uid: str
    party_no: int
    kind: str
    scope: str
    given_on: Day
    withdrawn_on: Day | None
    evidence: str

    @property
    def party(self) -> str:
        """The number of the party who gave it (P-01)."""
        return f"P-{self.party_no:02d}"


@dataclass(frozen=True, slots=True)
class CaseView:
    """The whole case for its workspace; ``values`` are its fields by name (dates, money, texts)."""

    id: int
    uid: str
    number: str
    title: str
    status: str
    caseworker: str
    created_at: dt.datetime
    updated_at: dt.datetime
    binned_at: dt.datetime | None
    version: int
    values: dict[str, object]
    parties: tuple[PartyView, ...]
    facts: tuple[FactView, ...]
    notes: tuple[NoteView, ...]
    tasks: tuple[TaskView, ...]
    mandates: tuple[MandateView, ...] = ()

    def of_role(self, role: str) -> PartyView | None:
        """Give the first party with this role."""
        return next((party for party in self.parties if party.role == role), None)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated in a case: ``what`` tells the kind (case, fact, evidence, contact, deadline, task).

    ``day`` sorts it; ``at`` is the moment in UTC where one is known. ``text`` is what somebody wrote, or
    the name of a field of the case to be shown in the reader's language; ``ref`` is its number.
    """

    day: Day
    at: dt.datetime | None
    what: str
    text: str
    ref: str
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The office already knows this name: in which case and with which role, so nobody serves two sides."""

    name: str
    role: str
    case: str
    case_title: str
    known_as: str
