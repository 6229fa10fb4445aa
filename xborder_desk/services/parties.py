"""Parties of a case: adding, changing and removing them, their addresses, and conflicts of interest."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import AddressSource, MandateKind, PartyRole, parse_choice
from xborder_desk.domain.errors import BadInputError, ConflictError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.identifiers import addresses, codes
from xborder_desk.identifiers.normal import check
from xborder_desk.storage.models import Case, Identifier, Mandate, Party
from xborder_desk.storage.queries import cases, evidence, parties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.cases import Conflict
    from xborder_desk.storage.uow import Database, UnitOfWork

# Whoever helps a consumer must not meet the same name on the other side elsewhere.
_OURS: Final = ("consumer", "representative")
_OTHERS: Final = tuple(
    role.value for role in PartyRole if role.value not in {*_OURS, "witness", "court", "adr_body"}
)

_FIELDS: Final = ("role", "name", "name_latin", "kind", "country", "language")


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """A way to reach or tell a party, as typed, and where it was seen: ``evidence`` E-02, ``page`` from 1."""

    kind: str
    raw: str
    origin: str = ""
    origin_note: str = ""
    evidence: str = ""
    page: int | None = None
    seen_on: str = ""
    # For a postal address: street_address, postal_code, city, country_code …
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party as typed; ``name`` in its own script, ``name_latin`` beside it."""

    role: str
    name: str
    name_latin: str = ""
    kind: str = ""
    country: str = ""
    language: str = ""
    identifiers: tuple[NewIdentifier, ...] = ()


class Parties:
    """What can be done with the parties of a case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, case_number: str, new: NewParty) -> tuple[str, list[Conflict]]:
        """Add a party; gives its number (P-03) and where the office meets that name on the other side.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case.

        """
        party = _read(new)
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party.case_id, party.no = case.id, cases.next_party_no(uow, case.id)
            uow.session.add(party)
            uow.flush()
            for given in new.identifiers:
                _add_identifier(uow, case, party, given)
            cases.touch(case, uow.now)
            cases.refresh_keys(uow, case)
            uow.record(
                AUDIT,
                case.uid,
                "party_added",
                party.uid,
                role=party.role,
                name=party.name,
                country=party.country,
            )
            found = _conflicts(uow, case, party)
            uow.commit()
            return f"P-{party.no:02d}", found

    def change(
        self, case_number: str, party_number: str, given: Mapping[str, str], *, version: int | None = None
    ) -> list[Conflict]:
        """Change name, Latin name, country, language, kind or role; ``version`` is the one a person saw.

        Raises:
            BadInputError: a value cannot be taken.
            ConflictError: somebody changed one of these fields in the meantime.
            NotFoundError: no such case or party.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number)
            typed: dict[str, Any] = {name: given.get(name, getattr(party, name)) for name in _FIELDS}
            read = _read(NewParty(**typed))
            changes = {
                name: [getattr(party, name), getattr(read, name)]
                for name in _FIELDS
                if getattr(party, name) != getattr(read, name)
            }
            if version is not None and version != party.version and changes:
                _refuse_conflict(changes)
            for name in changes:
                setattr(party, name, getattr(read, name))
            party.name_key = fold(party.name)
            if changes:
                cases.touch(case, uow.now)
                cases.refresh_keys(uow, case)
                uow.record(AUDIT, case.uid, "party_changed", party.uid, changes=changes)
            found = _conflicts(uow, case, party)
            uow.commit()
            return found

    def remove(self, case_number: str, party_number: str) -> None:
        """Take a party out of the case; it stays in the register and can be brought back.

        Raises:
            NotFoundError: no such case or party.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number)
            party.removed_at = uow.now
            cases.touch(case, uow.now)
            cases.refresh_keys(uow, case)
            uow.record(AUDIT, case.uid, "party_removed", party.uid, name=party.name)
            uow.commit()

    def enter(
        self, case: str, party: str, kind: str, raw: str, evidence_number: str, page: int | None
    ) -> None:
        """Add an identifier that was found in an item of evidence. See ``add_identifier``."""
        found = NewIdentifier(
            kind, raw, AddressSource.CORRESPONDENCE.value, evidence=evidence_number, page=page
        )
        self.add_identifier(case, party, found)

    def take_back(self, case_number: str, party_number: str) -> None:
        """Bring a party back that was taken out of the case.

        Raises:
            NotFoundError: no such case or party.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number, removed=True)
            if party.removed_at is None:
                return
            party.removed_at = None
            cases.touch(case, uow.now)
            cases.refresh_keys(uow, case)
            uow.record(AUDIT, case.uid, "party_brought_back", party.uid, name=party.name)
            uow.commit()

    def show_identifier(self, case_number: str, uid: str, *, shown: bool) -> None:
        """Take an address or number of a party away, or bring it back; what is in registers stays there.

        Raises:
            NotFoundError: no such case or identifier.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            row = parties.find_identifier(uow, case, uid)
            if (row.removed_at is None) == shown:
                return
            row.removed_at = None if shown else uow.now
            cases.touch(case, uow.now)
            action = "identifier_brought_back" if shown else "identifier_removed"
            uow.record(AUDIT, case.uid, action, row.uid, identifier=row.kind, raw=row.raw)
            uow.commit()

    def add_identifier(self, case_number: str, party_number: str, new: NewIdentifier) -> str:
        """Add an address, number or other identifier with its origin; gives its uid.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case, party or evidence.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number)
            uid = _add_identifier(uow, case, party, new)
            cases.touch(case, uow.now)
            uow.commit()
            return uid

    def give_mandate(
        self,
        case_number: str,
        party_number: str,
        kind: str,
        given_on: str,
        *,
        scope: str = "",
        proof: str = "",
    ) -> str:
        """Write down a mandate or consent of a consumer; gives its uid.

        ``given_on`` is the day from which it holds, ``scope`` what for, ``proof`` the evidence that shows it.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case, party or evidence.

        """
        taken = parse_choice(MandateKind, kind, field="kind").value
        day = words.day(given_on, field="given_on")
        if day is None:
            raise BadInputError(N_("The day of a mandate is needed."), field="given_on")
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            party = parties.find(uow, case, party_number)
            paper = evidence.find_own(uow, proof, case.number) if proof else None
            row = Mandate(uid=uuid.uuid4().hex, case_id=case.id, party_id=party.id, kind=taken, given_on=day)
            row.scope = words.name(scope, field="scope", needed=False)
            row.evidence_id = paper.id if paper else None
            uow.session.add(row)
            cases.touch(case, uow.now)
            said = {
                "kind": taken,
                "given_on": str(day),
                "covers": row.scope,
                "evidence": paper.no if paper else "",
            }
            uow.record(AUDIT, case.uid, "mandate_given", party.uid, **said)
            uow.commit()
            return row.uid

    def withdraw_mandate(self, case_number: str, uid: str, withdrawn_on: str) -> None:
        """Write down from which day a mandate or consent no longer holds; an empty day takes that back.

        Raises:
            BadInputError: the day does not exist, or lies before the one it was given on.
            NotFoundError: no such case or mandate.

        """
        day = words.day(withdrawn_on, field="withdrawn_on")
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            row = parties.find_mandate(uow, case, uid)
            if day is not None and day < row.given_on:
                raise BadInputError(
                    N_("It was given on {given}; it cannot be withdrawn before."),
                    field="withdrawn_on",
                    given=row.given_on.isoformat(),
                )
            if row.withdrawn_on == day:
                return
            row.withdrawn_on = day
            cases.touch(case, uow.now)
            said = {"kind": row.kind, "withdrawn_on": str(day or "")}
            uow.record(AUDIT, case.uid, "mandate_withdrawn", row.uid, **said)
            uow.commit()

    def conflicts(self, case_number: str, party_number: str) -> list[Conflict]:
        """Give where the office already meets this party's name on the other side.

        Raises:
            NotFoundError: no such case or party.

        """
        with self._database.read() as uow:
            case = cases.find(uow, case_number)
            return _conflicts(uow, case, parties.find(uow, case, party_number))


def _read(new: NewParty) -> Party:
    name = words.name(new.name, field="name")
    return Party(
        uid=uuid.uuid4().hex,
        role=parse_choice(PartyRole, new.role, field="role").value,
        kind=words.name(new.kind, field="kind", needed=False),
        name=name,
        name_latin=words.name(new.name_latin, field="name_latin", needed=False),
        name_key=fold(name),
        country=codes.country(new.country, field="country"),
        language=codes.language_tag(new.language, field="language"),
    )


def _refuse_conflict(changes: Mapping[str, list[str]]) -> None:
    """Refuse a change on an older version: both values of each field, theirs first."""
    raise ConflictError(
        N_("Somebody changed {names} in the meantime. Compare both values and choose."),
        theirs={name: both[0] for name, both in changes.items()},
        mine={name: both[1] for name, both in changes.items()},
        names=", ".join(sorted(changes)),
    )


def _add_identifier(uow: UnitOfWork, case: Case, party: Party, new: NewIdentifier) -> str:
    kind = words.name(new.kind, field="kind").lower()
    parts = {name: words.name(value, field=name, needed=False) for name, value in new.parts}
    if parts.get("country_code"):
        parts["country_code"] = codes.country(parts["country_code"], field="country_code")
    raw = words.text(new.raw or "\n".join(addresses.lines(parts)), field=kind, needed=True)
    origin = parse_choice(AddressSource, new.origin, field="origin").value if new.origin else ""
    seen_in = evidence.find_own(uow, new.evidence, case.number, field="evidence") if new.evidence else None
    checked = check(kind, raw, country=party.country)
    row = Identifier(
        uid=uuid.uuid4().hex,
        party_id=party.id,
        kind=kind,
        raw=raw,
        normal=checked.normal,
        valid=checked.valid,
        parts=parts or None,
        origin=origin,
        origin_note=words.name(new.origin_note, field="origin_note", needed=False),
        origin_evidence_id=seen_in.id if seen_in else None,
        origin_place={"page": new.page} if new.page else None,
        seen_on=words.day(new.seen_on, field="seen_on"),
    )
    uow.session.add(row)
    details = {"identifier": kind, "raw": raw, "origin": origin, "evidence": seen_in.no if seen_in else ""}
    uow.record(AUDIT, case.uid, "identifier_added", party.uid, **details)
    return row.uid


def _conflicts(uow: UnitOfWork, case: Case, party: Party) -> list[Conflict]:
    if party.role in _OURS:
        return cases.conflicts(uow, case.id, party.name_key, _OTHERS)
    if party.role in _OTHERS:
        return cases.conflicts(uow, case.id, party.name_key, _OURS)
    return []
