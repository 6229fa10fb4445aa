"""Rows as they stand in the database, put there without any use-case: for tests of queries."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final, TypeVar

from xborder_desk.domain.contacts import ATTEMPT
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.storage.models import (
    Base,
    Case,
    ContactEntry,
    Deadline,
    Evidence,
    Fact,
    Identifier,
    Party,
    Seller,
    Task,
)

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.storage.uow import UnitOfWork

SHA: Final = "a" * 64
Row = TypeVar("Row", bound=Base)


def uid() -> str:
    """Give an id nobody else has."""
    return uuid.uuid4().hex


def _added(uow: UnitOfWork, row: Row) -> Row:
    uow.session.add(row)
    uow.flush()
    return row


def a_case(uow: UnitOfWork, seq: int = 1, title: str = "Lamp", **more: Any) -> Case:
    """Add a case of 2026 with a running number."""
    values: dict[str, Any] = {
        "uid": f"c{seq}",
        "number": f"2026-{seq:04d}",
        "year": 2026,
        "seq": seq,
        "title": title,
        "title_key": fold(title),
        "search_key": fold(f"2026-{seq:04d} {title}"),
        "status": "new",
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    return _added(uow, Case(**{**values, **more}))


def a_party(
    uow: UnitOfWork, case: Case, no: int, role: str = "seller", name: str = "Shop", **more: Any
) -> Party:
    """Add a party with a number in its case."""
    values = {"uid": f"{case.uid}-p{no}", "case_id": case.id, "no": no, "role": role, "name": name}
    return _added(uow, Party(**{**values, "name_key": fold(name), **more}))


def an_item(uow: UnitOfWork, case: Case, running: int, /, **more: Any) -> Evidence:
    """Add an item of evidence with a number in its case."""
    values: dict[str, Any] = {
        "uid": f"{case.uid}-e{running}",
        "case_id": case.id,
        "no": f"E-{running:02d}",
        "position": running,
        "sha256": SHA,
        "size": 1,
        "filename": "a.txt",
        "acquired_at": uow.now,
    }
    return _added(uow, Evidence(**{**values, **more}))


def a_fact(uow: UnitOfWork, case: Case, no: int, **more: Any) -> Fact:
    """Add a fact with a number in its case."""
    return _added(uow, Fact(**{"uid": uid(), "case_id": case.id, "no": no, "text": f"Fact {no}", **more}))


def a_task(uow: UnitOfWork, case: Case, text: str, due_on: dt.date | None, **more: Any) -> Task:
    """Add a thing to do."""
    return _added(uow, Task(uid=uid(), case_id=case.id, text=text, due_on=due_on, **more))


def a_deadline(uow: UnitOfWork, case: Case, title: str, due_on: dt.date, **more: Any) -> Deadline:
    """Add a deadline."""
    values: dict[str, Any] = {"uid": uid(), "case_id": case.id, "title": title, "rule": "calendar-days:P1D"}
    return _added(uow, Deadline(**{**values, "due_on": due_on, **more}))


def a_seller(uow: UnitOfWork, name: str, **more: Any) -> Seller:
    """Add a seller of the office."""
    return _added(
        uow, Seller(**{"uid": uid(), "name": name, "name_key": fold(name), "country": "CN", **more})
    )


def an_identifier(uow: UnitOfWork, kind: str, raw: str, **more: Any) -> Identifier:
    """Add a way to reach or tell somebody; the owner is named by its key."""
    return _added(uow, Identifier(**{"uid": uid(), "kind": kind, "raw": raw, "normal": raw.lower(), **more}))


def an_entry(uow: UnitOfWork, case: Case, attempt: str, entry: str = ATTEMPT, **more: Any) -> ContactEntry:
    """Write a line of the contact register and the row that is searched; ``line`` goes into the line only."""
    said = {name: more[name] for name in ("channel", "address", "result") if name in more}
    line = uow.record(CONTACTS, case.uid, entry, attempt, **said, **more.pop("line", {}))
    values = {"uid": uid(), "case_id": case.id, "line_seq": line.seq, "entry": entry, "attempt_uid": attempt}
    return _added(uow, ContactEntry(**{**values, **more}))
