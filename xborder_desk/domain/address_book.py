"""The address book of a party: every address recorded or used, where seen, alive or dead and by what."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.reach import Place, proofs_of
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.reach import Proof

IDENTIFIER_LABELS: Final = {
    "address": N_("Postal address"),
    "email": N_("E-mail address"),
    "phone": N_("Telephone"),
    "fax": N_("Fax number"),
    "website": N_("Website"),
    "messenger": N_("Messenger name"),
    "storefront": N_("Shop on a platform"),
    "iban": N_("IBAN"),
    "vat": N_("VAT number"),
    "registration": N_("Company register number"),
    "other": N_("Other sign"),
}
"""The kinds of identifier that a person chooses from."""


def label_of_kind(kind: str) -> str:
    """Give the untranslated name of a kind of identifier, also of one that was read and not chosen."""
    return IDENTIFIER_LABELS.get(kind) or KIND_NAMES.get(kind) or IDENTIFIER_LABELS["other"]


@dataclass(frozen=True, slots=True)
class PartyAddress:
    """One identifier of a party of a case, or a party without any (``kind`` empty)."""

    party_uid: str
    number: str
    role: str
    name: str
    name_latin: str
    kind: str
    raw: str
    normal: str
    origin: str
    evidence: str
    seen_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Ways:
    """How addresses are compared: ``normal`` form and ``kind``, each by channel and address."""

    normal: Callable[[str, str], str]
    kind: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One address of a party: as written and in normal form, where and when it was seen, alive or dead.

    ``state`` is alive, dead or empty, shown by the attempt ``by`` at ``at`` (UTC); ``attempts`` used it.
    ``origin`` is empty for an address nobody recorded but somebody used.
    """

    party: str
    kind: str
    raw: str
    normal: str
    origin: str
    evidence: str
    seen_on: dt.date | None
    state: str = ""
    by: str = ""
    at: dt.datetime | None = None
    attempts: tuple[str, ...] = ()


def attempts_to(attempts: Sequence[AttemptView], party: str, seller: str) -> list[AttemptView]:
    """Give the attempts to reach a party; one that names nobody was meant for the seller."""
    return [one for one in attempts if one.party == party or (not one.party and party == seller)]


def book_of(
    parties: Sequence[PartyAddress], attempts: Sequence[AttemptView], party: str, seller: str, ways: Ways
) -> list[BookEntry]:
    """Give every address of a party that is recorded or was used."""
    made = attempts_to(attempts, party, seller)
    proofs: dict[str, Proof] = {}
    for proof in proofs_of(made, ways.normal):
        if proof.state or proof.normal not in proofs:
            proofs[proof.normal] = proof
    used: dict[str, list[AttemptView]] = {}
    for attempt in made:
        for address in attempt.every_address:
            used.setdefault(ways.normal(attempt.channel, address), []).append(attempt)
    entries = [
        _entry(one, proofs.get(one.normal), used.get(one.normal, ()))
        for one in parties
        if one.number == party and one.kind
    ]
    known = {entry.normal for entry in entries}
    for normal, through in used.items():
        first = through[0]
        if normal in known or first.channel in {"register_lookup", "third_party"}:
            continue
        raw = next(one for one in first.every_address if ways.normal(first.channel, one) == normal)
        kind = ways.kind(first.channel, raw)
        blank = _Found(party, kind, raw, normal, first.address_source, first.address_evidence)
        entries.append(_entry(blank, proofs.get(normal), through))
    return entries


@dataclass(frozen=True, slots=True)
class _Found:
    number: str
    kind: str
    raw: str
    normal: str
    origin: str
    evidence: str
    seen_on: dt.date | None = None


def _entry(found: PartyAddress | _Found, proof: Proof | None, used: Sequence[AttemptView]) -> BookEntry:
    return BookEntry(
        party=found.number,
        kind=found.kind,
        raw=found.raw,
        normal=found.normal,
        origin=found.origin,
        evidence=found.evidence,
        seen_on=found.seen_on,
        state=proof.state if proof else "",
        by=proof.attempt if proof and proof.state else "",
        at=proof.at if proof and proof.state else None,
        attempts=tuple(one.number for one in used),
    )


def seller_of(parties: Sequence[PartyAddress]) -> str:
    """Give the number of the case's first seller, empty if it has none."""
    return next((one.number for one in parties if one.role == "seller"), "")


def places_of(book: Sequence[BookEntry]) -> list[Place]:
    """Give the addresses of a book as places where somebody can be reached."""
    return [Place(one.kind, one.raw, one.normal) for one in book]
