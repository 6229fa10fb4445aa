"""The address book of a party and whether the party can be reached, both derived from the register."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.contacts import REPLY, RESULT
from xborder_desk.domain.reach import ALIVE, Place, proofs_of, standing, state_of
from xborder_desk.services.contacts.lines import KIND_OF, normal_address
from xborder_desk.storage.queries import contacts, evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.reach import Proof, Standing
    from xborder_desk.storage.queries.contacts import PartyAddress
    from xborder_desk.storage.uow import UnitOfWork


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
    parties: Sequence[PartyAddress], attempts: Sequence[AttemptView], party: str, seller: str
) -> list[BookEntry]:
    """Give every address of a party that is recorded or was used."""
    made = attempts_to(attempts, party, seller)
    proofs: dict[str, Proof] = {}
    for proof in proofs_of(made, normal_address):
        if proof.state or proof.normal not in proofs:
            proofs[proof.normal] = proof
    used: dict[str, list[AttemptView]] = {}
    for attempt in made:
        for address in attempt.every_address:
            used.setdefault(normal_address(attempt.channel, address), []).append(attempt)
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
        raw = next(one for one in first.every_address if normal_address(first.channel, one) == normal)
        kind = KIND_OF.get(first.channel, first.channel)
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


def standing_of(uow: UnitOfWork, case_number: str, party: str = "") -> tuple[str, list[BookEntry], Standing]:
    """Give party, address book and standing in three queries; without ``party`` of the seller.

    Raises:
        NotFoundError: no such case.

    """
    case_id, case_uid = evidence.case_key(uow, case_number)
    parties = contacts.parties_by_address(uow, case_id)
    attempts = contacts.attempts(uow, case_uid)
    seller = seller_of(parties)
    whom = (party or seller).rpartition("/")[2].upper()
    book = book_of(parties, attempts, whom, seller)
    reached = standing(places_of(book), attempts_to(attempts, whom, seller), normal_address, uow.now)
    return whom, book, reached


def write_states(uow: UnitOfWork, case_id: int, attempt_uid: str, action: str, said: dict[str, Any]) -> None:
    """Note beside an identifier what a new line shows of it, so that lists need not read the register."""
    if action == RESULT and said.get("recipient"):
        state = state_of(str(said["result"]), dead=said.get("address_dead"))
        normals = [normal_address("email", str(said["recipient"]))]
    elif action in {RESULT, REPLY}:
        state = ALIVE if action == REPLY else state_of(str(said["result"]), dead=None)
        normals = contacts.normals_of(uow, attempt_uid)
    else:
        return
    if state:
        for normal in normals:
            contacts.set_state(uow, case_id, normal, state, attempt_uid)
