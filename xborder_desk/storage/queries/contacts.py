"""The contact register of a case, as attempts with what became of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import aliased

from xborder_desk.domain.address_book import PartyAddress
from xborder_desk.domain.choices import CLOSED_STATUSES
from xborder_desk.domain.contacts import ATTEMPT, REPLY, AttemptView, attempts_from
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.models import (
    Base,
    Case,
    ContactEntry,
    Evidence,
    Identifier,
    Party,
    RegisterLine,
    Seller,
    Staff,
)

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


_RUNNING: Final = re.compile(r"A-(\d{1,9})", re.IGNORECASE)


def attempts(uow: UnitOfWork, case_uid: str) -> list[AttemptView]:
    """Give every attempt of a case in one query, however long the register."""
    return attempts_from(registers.lines(uow.connection, case_uid, CONTACTS))


def made(uow: UnitOfWork, case_id: int) -> int:
    """Give how many attempts a case has."""
    counted = select(func.count()).where(ContactEntry.case_id == case_id, ContactEntry.entry == ATTEMPT)
    return uow.session.scalar(counted) or 0


def next_no(uow: UnitOfWork, case_id: int) -> str:
    """Give the next attempt's number in a case."""
    return number_of(made(uow, case_id) + 1)


def number_of(running: int) -> str:
    """Write an attempt's number in its case."""
    return f"A-{running:02d}"


def find_attempt(uow: UnitOfWork, case_number: str, number: str) -> tuple[Case, ContactEntry]:
    """Give the case and the searchable row of an attempt by its number (A-01, also typed a-1).

    Raises:
        NotFoundError: there is no such attempt.

    """
    written = _RUNNING.fullmatch(number.strip())
    number = number_of(int(written[1])) if written else number
    query = (
        select(Case, ContactEntry)
        .join(ContactEntry, ContactEntry.case_id == Case.id)
        .where(Case.number == case_number, ContactEntry.no == number, ContactEntry.entry == ATTEMPT)
    )
    found = uow.session.execute(query).one_or_none()
    if found is None:
        raise NotFoundError(
            N_("There is no contact attempt {number} in the case {case}."), number=number, case=case_number
        )
    return found[0], found[1]


PARTY_ADDRESSES: Final = (
    select(
        Party.uid,
        Party.no,
        Party.role,
        Party.name,
        Party.name_latin,
        func.coalesce(Identifier.kind, ""),
        func.coalesce(Identifier.raw, ""),
        func.coalesce(Identifier.normal, ""),
        func.coalesce(Identifier.origin, ""),
        func.coalesce(Evidence.no, ""),
        Identifier.seen_on,
    )
    .outerjoin(Identifier, (Identifier.party_id == Party.id) & Identifier.removed_at.is_(None))
    .outerjoin(Evidence, Evidence.id == Identifier.origin_evidence_id)
    .where(Party.removed_at.is_(None))
)
"""Parties that were not taken out, each with each of its identifiers, of every case and in no order yet."""
_OF_ONE_CASE: Final = PARTY_ADDRESSES.where(Party.case_id == bindparam("case_id")).order_by(
    Party.no, Identifier.id
)


def parties_by_address(uow: UnitOfWork, case_id: int) -> list[PartyAddress]:
    """Give the parties of a case with each of their identifiers, in one query."""
    found = uow.connection.execute(_OF_ONE_CASE, {"case_id": case_id})
    return [PartyAddress(uid, f"P-{no:02d}", *rest) for uid, no, *rest in found]


def items_with_bytes(uow: UnitOfWork, case_id: int, sha256: str) -> list[str]:
    """Give the uids of the case's items with these bytes, oldest first."""
    query = (
        select(Evidence.uid)
        .where(Evidence.case_id == case_id, Evidence.sha256 == sha256, Evidence.parent_id.is_(None))
        .order_by(Evidence.id)
    )
    return list(uow.connection.execute(query).scalars())


def item_on_list(uow: UnitOfWork, case_id: int, sha256: str) -> tuple[str, str] | None:
    """Give uid and number of the first item on the case's list with these bytes, if there is one."""
    query = (
        select(Evidence.uid, Evidence.no)
        .where(Evidence.case_id == case_id, Evidence.sha256 == sha256)
        .where(Evidence.parent_id.is_(None), Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
        .limit(1)
    )
    found = uow.connection.execute(query).one_or_none()
    return (found.uid, found.no) if found else None


def set_state(uow: UnitOfWork, case_id: int, normal: str, state: str, attempt_uid: str) -> None:
    """Write on every identifier of the case's parties with this normal form whether it is alive or dead."""
    ours = select(Party.id).where(Party.case_id == case_id)
    table = Base.metadata.tables["identifier"]
    uow.connection.execute(
        update(table)
        .where(table.c.party_id.in_(ours), table.c.normal == normal)
        .values(state=state, state_attempt_uid=attempt_uid, version=table.c.version + 1)
    )


def party_uid(uow: UnitOfWork, case_id: int, number: str) -> str:
    """Give the uid of a party of a case by its number (P-02), empty if there is none."""
    query = select(Party.uid).where(Party.case_id == case_id, Party.no == int(number.removeprefix("P-")))
    return uow.session.scalar(query) or ""


def normals_of(uow: UnitOfWork, attempt_uid: str) -> list[str]:
    """Give the normal form of the address an attempt used."""
    query = select(ContactEntry.address_normal).where(
        ContactEntry.attempt_uid == attempt_uid, ContactEntry.entry == ATTEMPT
    )
    return [found for found in uow.connection.execute(query).scalars() if found]


def country_of(uow: UnitOfWork, case_number: str, role: str) -> str:
    """Give the country of the first party with a role, empty if there is none."""
    query = (
        select(Party.country)
        .join(Case, Case.id == Party.case_id)
        .where(Case.number == case_number.strip(), Party.role == role, Party.removed_at.is_(None))
        .order_by(Party.no)
    )
    return uow.session.scalars(query).first() or ""


ANSWER: Final = "answer"
NEXT: Final = "next"
"""What a reminder is about: an answer that did not come, or a step that was planned with an attempt."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something due in the contact register: case, attempt (A-01), where it went, and the day.

    ``kind`` is ``answer`` (the day set for an answer is over) or ``next`` (the step planned with it, in
    ``text``, is due).
    """

    case: str
    case_title: str
    attempt: str
    channel: str
    address: str
    due: dt.date
    kind: str = ANSWER
    text: str = ""


def reminders(uow: UnitOfWork, until: dt.date) -> list[Reminder]:
    """Give what was due by a day in the registers of open cases, the oldest first, in two queries.

    An answer is due until it came. A next step is due until another attempt to the same party was logged.
    """
    return sorted([*_answers(uow, until), *_next_steps(uow, until)], key=lambda one: (one.due, one.case))


_OPEN_CASES: Final = (
    Case.binned_at.is_(None),
    Case.status.not_in([status.value for status in CLOSED_STATUSES]),
)
_SHOWN: Final = (
    Case.number,
    Case.title,
    ContactEntry.no,
    ContactEntry.channel,
    ContactEntry.address,
)


def _answers(uow: UnitOfWork, until: dt.date) -> list[Reminder]:
    answer = aliased(ContactEntry)
    answered = select(answer.id).where(answer.attempt_uid == ContactEntry.attempt_uid, answer.entry == REPLY)
    query = (
        select(*_SHOWN, ContactEntry.reply_by)
        .join(Case, Case.id == ContactEntry.case_id)
        .where(ContactEntry.reply_by <= until, *_OPEN_CASES, ~answered.exists())
        .order_by(ContactEntry.reply_by, ContactEntry.id)
    )
    return [
        Reminder(case, title, number, channel, address, due)
        for case, title, number, channel, address, due in uow.connection.execute(query)
        if due is not None
    ]


def _next_steps(uow: UnitOfWork, until: dt.date) -> list[Reminder]:
    later = aliased(ContactEntry)
    followed = select(later.id).where(
        later.case_id == ContactEntry.case_id,
        later.entry == ATTEMPT,
        later.party_uid == ContactEntry.party_uid,
        later.line_seq > ContactEntry.line_seq,
    )
    planned = (
        select(*_SHOWN, RegisterLine.content)
        .join(Case, Case.id == ContactEntry.case_id)
        .join(
            RegisterLine,
            (RegisterLine.register == CONTACTS)
            & (RegisterLine.scope == Case.uid)
            & (RegisterLine.seq == ContactEntry.line_seq),
        )
        .where(ContactEntry.entry == ATTEMPT, *_OPEN_CASES, ~followed.exists())
        .where(RegisterLine.content.like(_WITH_DAY))
        .order_by(ContactEntry.id)
    )
    found = []
    for case, title, number, channel, address, content in uow.connection.execute(planned):
        said = json.loads(content or "{}")
        due = dt.date.fromisoformat(said["next_due"])
        if due <= until:
            step = str(said.get("next_step", ""))
            found.append(Reminder(case, title, number, channel, address, due, NEXT, step))
    return found


_WITH_DAY: Final = '%"next_due":"____-%'
"""How a line that plans a next step with its day is told in its canonical JSON."""


def cases_of_seller(uow: UnitOfWork, seller: str) -> list[tuple[str, str]]:
    """Give the cases against a seller (S-0001, or its uid) with the number of its party in each.

    Raises:
        NotFoundError: the office has no such seller.

    """
    written = seller.strip()
    match = re.fullmatch(r"S-?(\d{1,12})", written, re.IGNORECASE)
    found = uow.session.scalar(
        select(Seller.id).where(Seller.id == int(match[1]) if match else Seller.uid == written)
    )
    if found is None:
        raise NotFoundError(N_("There is no seller {number} in this office."), number=written or "–")
    query = (
        select(Case.number, func.min(Party.no))
        .join(Party, Party.case_id == Case.id)
        .where(Party.seller_id == found, Party.removed_at.is_(None), Case.binned_at.is_(None))
        .group_by(Case.id, Case.number, Case.year, Case.seq)
        .order_by(Case.year, Case.seq)
    )
    return [(number, f"P-{no:02d}") for number, no in uow.connection.execute(query)]


def function_of(uow: UnitOfWork, name: str) -> str:
    """Give what somebody of the office is there, empty if nobody wrote it down."""
    return uow.session.scalar(select(Staff.function).where(Staff.name == name)) or ""


def representatives(uow: UnitOfWork, case_id: int, number: str) -> list[str]:
    """Give the names of those who represent a party (P-02) of a case."""
    other = aliased(Party)
    running = int(number.removeprefix("P-") or 0)
    query = (
        select(Party.name)
        .join(other, other.id == Party.represents_id)
        .where(Party.case_id == case_id, Party.removed_at.is_(None), other.no == running)
        .order_by(Party.no)
    )
    return list(uow.connection.execute(query).scalars())


@dataclass(frozen=True)
class MailPlaces:
    """Open cases by the Message-IDs of their mails and by the other side's mail addresses (normal form)."""

    by_id: dict[str, str]
    by_address: dict[str, set[str]]


def places_of_mail(uow: UnitOfWork) -> MailPlaces:
    """Give where mails may belong, in two queries."""
    is_open = Case.binned_at.is_(None) & Case.status.not_in([one.value for one in CLOSED_STATUSES])
    ids = (
        select(ContactEntry.message_id, Case.number)
        .join(Case, Case.id == ContactEntry.case_id)
        .where(ContactEntry.message_id != "", is_open)
    )
    addresses = (
        select(Identifier.normal, Case.number)
        .join(Party, Party.id == Identifier.party_id)
        .join(Case, Case.id == Party.case_id)
        .where(
            Identifier.kind == "email",
            Identifier.removed_at.is_(None),
            Party.removed_at.is_(None),
            Party.role.not_in(["consumer", "representative", "witness"]),
            is_open,
        )
    )
    by_address: dict[str, set[str]] = {}
    for normal, number in uow.connection.execute(addresses):
        by_address.setdefault(normal, set()).add(number)
    return MailPlaces({row[0]: row[1] for row in uow.connection.execute(ids)}, by_address)
