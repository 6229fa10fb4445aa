"""What the morning shows, in a fixed number of queries however many cases there are."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from xborder_desk.domain.address_book import PartyAddress, attempts_to, book_of, seller_of
from xborder_desk.domain.choices import CLOSED_STATUSES, FAILED_RESULTS
from xborder_desk.domain.contacts import ATTEMPT, REPLY, RESULT, attempts_from
from xborder_desk.domain.deadlines import RUNNING
from xborder_desk.domain.morning import BOUNCE, DEADLINE, TASK, DueLine, NewsLine
from xborder_desk.domain.morning import REPLY as ANSWERED
from xborder_desk.domain.registers import CONTACTS, moment_of
from xborder_desk.domain.sentences import from_plain
from xborder_desk.identifiers.ways import WAYS
from xborder_desk.storage import registers
from xborder_desk.storage.models import (
    Case,
    ContactEntry,
    Deadline,
    Identifier,
    Party,
    RegisterLine,
    Task,
)
from xborder_desk.storage.queries.contacts import PARTY_ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement, Select

    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.storage.uow import UnitOfWork

_FAILED: Final = sorted(result.value for result in FAILED_RESULTS)


def _open_cases(worker: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Case.binned_at.is_(None),
        Case.status.not_in(sorted(status.value for status in CLOSED_STATUSES)),
    ]
    return [*conditions, Case.caseworker == worker] if worker else conditions


def _name(role: str) -> ColumnElement[str]:
    party = aliased(Party)
    first = (
        select(party.name)
        .where(party.case_id == Case.id, party.role == role, party.removed_at.is_(None))
        .order_by(party.no)
        .limit(1)
    )
    return func.coalesce(first.correlate(Case).scalar_subquery(), "")


def due(
    uow: UnitOfWork, today: dt.date, until: dt.date, most: int, worker: str = ""
) -> tuple[list[DueLine], int]:
    """Give what runs out until a day, the first on top, at most so many, and how many there are."""
    conditions = _open_cases(worker)
    tasks = (
        select(
            literal(TASK).label("kind"),
            Task.id.label("id"),
            Task.case_id.label("case_id"),
            Task.due_on.label("due_on"),
        )
        .join(Case, Case.id == Task.case_id)
        .where(Task.done_at.is_(None), Task.due_on <= until, *conditions)
    )
    limits = (
        select(
            literal(DEADLINE).label("kind"),
            Deadline.id.label("id"),
            Deadline.case_id.label("case_id"),
            Deadline.due_on.label("due_on"),
        )
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.state == RUNNING, Deadline.due_on <= until, *conditions)
    )
    both = union_all(tasks, limits).subquery()
    total = uow.connection.execute(select(func.count()).select_from(both)).scalar_one()
    query = (
        select(
            both.c.kind,
            Case.number,
            _name("consumer").label("consumer"),
            _name("seller").label("seller"),
            both.c.due_on,
            func.coalesce(Task.uid, Deadline.uid, "").label("uid"),
            func.coalesce(Task.text, Deadline.title, "").label("text"),
            func.coalesce(Deadline.route, "").label("route"),
            Deadline.steps,
            func.coalesce(Deadline.source_status, "").label("status"),
        )
        .select_from(both)
        .join(Case, Case.id == both.c.case_id)
        .outerjoin(Task, (Task.id == both.c.id) & (both.c.kind == TASK))
        .outerjoin(Deadline, (Deadline.id == both.c.id) & (both.c.kind == DEADLINE))
        .order_by(both.c.due_on, Case.number, both.c.kind, both.c.id)
        .limit(most)
    )
    return [_due_line(row, today) for row in uow.connection.execute(query)], int(total)


def _due_line(row: Any, today: dt.date) -> DueLine:  # noqa: ANN401 - a row of the query above
    return DueLine(
        kind=row.kind,
        uid=row.uid,
        case=row.number,
        sides=" – ".join(name for name in (row.consumer, row.seller) if name),
        text=row.text,
        on=row.due_on,
        left=(row.due_on - today).days,
        route=row.route,
        why=from_plain(row.steps[0]) if row.steps else None,
        status=row.status,
    )


def next_due(uow: UnitOfWork, after: dt.date, worker: str = "") -> dt.date | None:
    """Give the first day behind a day on which something runs out."""
    conditions = _open_cases(worker)
    task = select(func.min(Task.due_on)).join(Case, Case.id == Task.case_id)
    task = task.where(Task.done_at.is_(None), Task.due_on > after, *conditions)
    limit = select(func.min(Deadline.due_on)).join(Case, Case.id == Deadline.case_id)
    limit = limit.where(Deadline.state == RUNNING, Deadline.due_on > after, *conditions)
    rows: Iterable[Any] = uow.connection.execute(union_all(task, limit))
    found = [row[0] for row in rows if row[0] is not None]
    return min(found, default=None)


def news(
    uow: UnitOfWork, after: int, seen: Collection[int], most: int, worker: str = ""
) -> tuple[list[NewsLine], int]:
    """Give replies and failures behind an entry of the register, the newest first, and how many."""
    attempt = aliased(ContactEntry)
    begun = aliased(RegisterLine)
    # What was typed in one go with its attempt is no news to anybody; what a server reported is.
    typed_together = (begun.at == RegisterLine.at) & ~RegisterLine.content.contains('"recipient":"')
    failed = (
        (ContactEntry.entry == RESULT)
        & ContactEntry.result.in_(_FAILED)
        & ~func.coalesce(typed_together, literal(False))  # noqa: FBT003 - a value of the database
    )
    wanted = [
        ContactEntry.id > after,
        ContactEntry.id.not_in(list(seen)),
        or_(ContactEntry.entry == REPLY, failed),
        *_open_cases(worker),
    ]
    of_attempt = (attempt.attempt_uid == ContactEntry.attempt_uid) & (attempt.entry == ATTEMPT)
    of_line = (
        (RegisterLine.register == CONTACTS)
        & (RegisterLine.scope == Case.uid)
        & (RegisterLine.seq == ContactEntry.line_seq)
    )
    of_begun = (begun.register == CONTACTS) & (begun.scope == Case.uid) & (begun.seq == attempt.line_seq)
    found = (
        select(
            ContactEntry.id,
            ContactEntry.entry,
            Case.number,
            Case.title,
            func.coalesce(attempt.no, "").label("attempt"),
            func.coalesce(attempt.channel, "").label("channel"),
            func.coalesce(attempt.address, "").label("address"),
            ContactEntry.result,
            RegisterLine.content,
            RegisterLine.at,
        )
        .select_from(ContactEntry)
        .join(Case, Case.id == ContactEntry.case_id)
        .outerjoin(attempt, of_attempt)
        .outerjoin(RegisterLine, of_line)
        .outerjoin(begun, of_begun)
        .where(*wanted)
    )
    total = uow.connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    query = found.order_by(ContactEntry.id.desc()).limit(most)
    newest = [_news_line(row) for row in uow.connection.execute(query)]
    return sorted(newest, key=lambda line: line.at, reverse=True), int(total)


def _news_line(row: Any) -> NewsLine:  # noqa: ANN401 - a row of the query above
    # A line that was lawfully erased has no content any more; that something arrived stays.
    content: dict[str, Any] = json.loads(row.content) if row.content else {}
    return NewsLine(
        id=row.id,
        kind=ANSWERED if row.entry == REPLY else BOUNCE,
        case=row.number,
        case_title=row.title,
        attempt=row.attempt,
        channel=row.channel,
        address=str(content.get("recipient") or row.address),
        result=row.result,
        note=str(content.get("note", "")),
        at=moment_of(content.get("happened_at") or row.at),
        by=str(content.get("actor", "")),
    )


def newest_entry(uow: UnitOfWork) -> int:
    """Give the id of the newest line of the contact registers, 0 if there is none."""
    return int(uow.connection.execute(select(func.max(ContactEntry.id))).scalar() or 0)


def entries_between(uow: UnitOfWork, after: int, until: int) -> list[int]:
    """Give the ids of replies and results behind one entry of the registers, up to another."""
    query = select(ContactEntry.id).where(
        ContactEntry.id > after, ContactEntry.id <= until, ContactEntry.entry.in_([REPLY, RESULT])
    )
    return list(uow.connection.execute(query.order_by(ContactEntry.id)).scalars())


@dataclass(frozen=True, slots=True)
class Searched:
    """A case whose seller is looked for: what is known of it and what was tried."""

    number: str
    title: str
    book: list[BookEntry]
    to_seller: list[AttemptView]


def searched(uow: UnitOfWork, most: int, worker: str = "") -> list[Searched]:
    """Give the open cases with attempts and no reply, the latest tried first; three queries."""
    entry = aliased(ContactEntry)
    last = select(func.max(entry.id)).where(entry.case_id == Case.id, entry.entry == ATTEMPT).correlate(Case)
    replied = select(entry.id).where(entry.case_id == Case.id, entry.entry == REPLY).correlate(Case)
    tried = last.scalar_subquery()
    query = (
        select(Case.id, Case.uid, Case.number, Case.title)
        .where(*_open_cases(worker), tried.is_not(None), ~replied.exists())
        .order_by(tried.desc())
        .limit(most)
    )
    found = list(uow.connection.execute(query))
    lines = registers.lines_of(uow.connection, [row.uid for row in found], CONTACTS)
    addresses = _addresses(uow, [row.id for row in found])
    return [_searched(row, lines.get(row.uid, []), addresses.get(row.id, [])) for row in found]


def _searched(row: Any, lines: Sequence[Any], parties: list[PartyAddress]) -> Searched:  # noqa: ANN401 - as above
    attempts = attempts_from(lines)
    seller = seller_of(parties)
    book = book_of(parties, attempts, seller, seller, WAYS)
    return Searched(row.number, row.title, book, attempts_to(attempts, seller, seller))


def _addresses(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[PartyAddress]]:
    found: dict[int, list[PartyAddress]] = {}
    for uid, no, *rest, case_id in uow.connection.execute(_of_cases(ids)):
        found.setdefault(case_id, []).append(PartyAddress(uid, f"P-{no:02d}", *rest))
    return found


def _of_cases(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        PARTY_ADDRESSES.add_columns(Party.case_id)
        .where(Party.case_id.in_(ids))
        .order_by(Party.case_id, Party.no, Identifier.id)
    )


def latest(uow: UnitOfWork, most: int, worker: str = "") -> list[int]:
    """Give the ids of the open cases that were changed last."""
    query = select(Case.id).where(Case.binned_at.is_(None)).order_by(Case.updated_at.desc(), Case.id.desc())
    if worker:
        query = query.where(Case.caseworker == worker)
    return list(uow.connection.execute(query.limit(most)).scalars())


def how_many(uow: UnitOfWork, worker: str = "") -> int:
    """Give how many cases there are outside the bin."""
    query = select(func.count()).select_from(Case).where(Case.binned_at.is_(None))
    if worker:
        query = query.where(Case.caseworker == worker)
    return int(uow.connection.execute(query).scalar_one())


def numbers_of(uow: UnitOfWork, worker: str) -> set[str]:
    """Give the numbers of the open cases somebody works on."""
    return set(uow.connection.execute(select(Case.number).where(*_open_cases(worker))).scalars())
