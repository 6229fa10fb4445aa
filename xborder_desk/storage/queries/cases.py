"""Cases as rows to change, as a list, and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased

from xborder_desk.domain.cases import (
    CaseRow,
    CaseView,
    Conflict,
    FactView,
    IdentifierView,
    MandateView,
    NoteView,
    PartyView,
    ProofView,
    TaskView,
)
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.models import (
    Case,
    ContactEntry,
    Deadline,
    Evidence,
    Fact,
    FactProof,
    Identifier,
    Mandate,
    Note,
    Party,
    Task,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select

    from xborder_desk.storage.uow import UnitOfWork

_NOT_VALUES: Final = frozenset(
    {"id", "uid", "number", "year", "seq", "title_key", "search_key", "version", "created_at", "updated_at"}
    | {"binned_at", "title", "status", "caseworker"}
)
_AT_ONCE: Final = 500
VALUE_FIELDS: Final = tuple(sorted(set(Case.__table__.columns.keys()) - _NOT_VALUES))
_CASE = select(Case.__table__).where(Case.number == bindparam("number"))
_PARTIES = (
    select(Party.__table__)
    .where(Party.case_id == bindparam("case_id"), Party.removed_at.is_(None))
    .order_by(Party.no)
)
_IDENTIFIERS = (
    select(
        Identifier.party_id,
        Identifier.uid,
        Identifier.kind,
        Identifier.raw,
        Identifier.normal,
        Identifier.origin,
        Identifier.origin_note,
        Evidence.no.label("origin_evidence"),
        Identifier.origin_place,
        Identifier.seen_on,
        Identifier.parts,
    )
    .join(Party, Party.id == Identifier.party_id)
    .outerjoin(Evidence, Evidence.id == Identifier.origin_evidence_id)
    .where(Party.case_id == bindparam("case_id"), Identifier.removed_at.is_(None))
    .order_by(Identifier.id)
)
_FACTS = (
    select(Fact.id, Fact.uid, Fact.no, Fact.text, Fact.on, Fact.precision, Fact.version)
    .where(Fact.case_id == bindparam("case_id"), Fact.removed_at.is_(None))
    .order_by(Fact.on.is_(None), Fact.on, Fact.no)
)
_PROOFS = (
    select(FactProof.fact_id, Evidence.no, FactProof.page)
    .join(Fact, Fact.id == FactProof.fact_id)
    .join(Evidence, Evidence.id == FactProof.evidence_id)
    .where(Fact.case_id == bindparam("case_id"))
    .order_by(FactProof.id)
)
_NOTES = (
    select(Note.uid, Note.text, Note.by, Note.at)
    .where(Note.case_id == bindparam("case_id"), Note.removed_at.is_(None))
    .order_by(Note.at.desc(), Note.id.desc())
)
_MANDATES = (
    select(
        Mandate.uid,
        Party.no.label("party_no"),
        Mandate.kind,
        Mandate.scope,
        Mandate.given_on,
        Mandate.withdrawn_on,
        func.coalesce(Evidence.no, "").label("evidence"),
    )
    .join(Party, Party.id == Mandate.party_id)
    .outerjoin(Evidence, Evidence.id == Mandate.evidence_id)
    .where(Mandate.case_id == bindparam("case_id"))
    .order_by(Mandate.given_on, Mandate.id)
)
_TASKS = (
    select(Task.uid, Task.text, Task.due_on, Task.done_at)
    .where(Task.case_id == bindparam("case_id"))
    .order_by(Task.done_at.is_not(None), Task.due_on.is_(None), Task.due_on, Task.id)
)


def find(uow: UnitOfWork, number: str) -> Case:
    """Give the row of a case, to be changed.

    Raises:
        NotFoundError: the office has no such case.

    """
    row = uow.session.scalar(select(Case).where(Case.number == number.strip()))
    if row is None:
        raise NotFoundError(N_("There is no case {number} in this office."), number=number.strip())
    return row


def next_number(uow: UnitOfWork, year: int) -> tuple[str, int]:
    """Give the next case number of a year, and its running part; the open write transaction guards it."""
    last = uow.session.scalar(select(func.max(Case.seq)).where(Case.year == year)) or 0
    return f"{year}-{last + 1:04d}", last + 1


def next_party_no(uow: UnitOfWork, case_id: int) -> int:
    """Give the next party's running number in a case."""
    return (uow.session.scalar(select(func.max(Party.no)).where(Party.case_id == case_id)) or 0) + 1


def next_fact_no(uow: UnitOfWork, case_id: int) -> int:
    """Give the next fact's running number in a case."""
    return (uow.session.scalar(select(func.max(Fact.no)).where(Fact.case_id == case_id)) or 0) + 1


def count(uow: UnitOfWork) -> int:
    """Give how many cases the office has, those in the bin too."""
    return uow.session.scalar(select(func.count()).select_from(Case)) or 0


def _party_name(role: str) -> ColumnElement[str]:
    party = aliased(Party)
    first = (
        select(party.name)
        .where(party.case_id == Case.id, party.role == role, party.removed_at.is_(None))
        .order_by(party.no)
        .limit(1)
    )
    return func.coalesce(first.correlate(Case).scalar_subquery(), "")


def _party_country(role: str) -> ColumnElement[str]:
    party = aliased(Party)
    first = (
        select(party.country)
        .where(party.case_id == Case.id, party.role == role, party.removed_at.is_(None))
        .order_by(party.no)
        .limit(1)
    )
    return func.coalesce(first.correlate(Case).scalar_subquery(), "")


def _sooner(deadline: ColumnElement[Any], task: ColumnElement[Any]) -> ColumnElement[Any]:
    # The databases do not agree on the least of a value and nothing.
    return func.coalesce(sql_case((deadline < task, deadline), else_=task), deadline, task).label("next_due")


def _row_query() -> Select[*tuple[object, ...]]:
    evidence = select(func.count()).where(Evidence.case_id == Case.id, Evidence.removed_at.is_(None))
    attempts = select(func.count()).where(ContactEntry.case_id == Case.id, ContactEntry.entry == "attempt")
    deadline = select(func.min(Deadline.due_on)).where(
        Deadline.case_id == Case.id, Deadline.state == "running"
    )
    task = select(func.min(Task.due_on)).where(Task.case_id == Case.id, Task.done_at.is_(None))
    return select(
        Case.id,
        Case.number,
        Case.title,
        Case.status,
        Case.caseworker,
        Case.updated_at,
        Case.amount,
        Case.currency,
        _party_name("consumer").label("consumer"),
        _party_name("seller").label("seller"),
        _party_country("seller").label("seller_country"),
        evidence.correlate(Case).scalar_subquery().label("evidence"),
        attempts.correlate(Case).scalar_subquery().label("attempts"),
        _sooner(deadline.correlate(Case).scalar_subquery(), task.correlate(Case).scalar_subquery()),
    )


_ROWS = _row_query()
_IDS = select(Case.id).order_by(Case.year.desc(), Case.seq.desc())


def ids(uow: UnitOfWork, text: str = "", *, binned: bool = False, status: str = "") -> list[int]:
    """Give the ids of all cases that hold every word of ``text``, newest first."""
    query = _IDS.where(Case.binned_at.is_not(None) if binned else Case.binned_at.is_(None))
    if status:
        query = query.where(Case.status == status)
    for word in fold(text).split():
        query = query.where(Case.search_key.contains(word, autoescape=True))
    return list(uow.session.scalars(query))


def rows(uow: UnitOfWork, wanted: Sequence[int]) -> list[CaseRow]:
    """Give the list rows of these cases, in the order of their ids as given."""
    found = uow.connection.execute(_ROWS.where(Case.id.in_(wanted))).mappings()
    by_id = {row["id"]: CaseRow(**dict(row)) for row in found}
    return [by_id[one] for one in wanted if one in by_id]


def view(uow: UnitOfWork, number: str) -> CaseView:
    """Give the whole case in eight queries, however large it is.

    Raises:
        NotFoundError: the office has no such case.

    """
    connection = uow.connection
    found = connection.execute(_CASE, {"number": number.strip()}).mappings().one_or_none()
    if found is None:
        raise NotFoundError(N_("There is no case {number} in this office."), number=number.strip())
    key = {"case_id": found["id"]}
    return CaseView(
        id=found["id"],
        uid=found["uid"],
        number=found["number"],
        title=found["title"],
        status=found["status"],
        caseworker=found["caseworker"],
        created_at=found["created_at"],
        updated_at=found["updated_at"],
        binned_at=found["binned_at"],
        version=found["version"],
        values={name: found[name] for name in VALUE_FIELDS},
        parties=_parties(uow, key),
        facts=_facts(uow, key),
        notes=tuple(NoteView(*row) for row in connection.execute(_NOTES, key)),
        tasks=tuple(TaskView(*row) for row in connection.execute(_TASKS, key)),
        mandates=tuple(MandateView(**dict(row)) for row in connection.execute(_MANDATES, key).mappings()),
    )


def _parties(uow: UnitOfWork, key: Mapping[str, int]) -> tuple[PartyView, ...]:
    identifiers: dict[int, list[IdentifierView]] = {}
    for row in uow.connection.execute(_IDENTIFIERS, key).mappings():
        values = {name: value for name, value in row.items() if name not in {"party_id", "origin_place"}}
        values["origin_evidence"] = values["origin_evidence"] or ""
        place = row["origin_place"]
        made = IdentifierView(**values, origin_page=place.get("page") if place else None)
        identifiers.setdefault(row["party_id"], []).append(made)
    return tuple(
        PartyView(
            uid=row.uid,
            number=f"P-{row.no:02d}",
            role=row.role,
            kind=row.kind,
            name=row.name,
            name_latin=row.name_latin,
            country=row.country,
            language=row.language,
            identifiers=tuple(identifiers.get(row.id, ())),
            version=row.version,
        )
        for row in uow.connection.execute(_PARTIES, key)
    )


def _facts(uow: UnitOfWork, key: Mapping[str, int]) -> tuple[FactView, ...]:
    proofs: dict[int, list[ProofView]] = {}
    for fact, evidence, page in uow.connection.execute(_PROOFS, key):
        proofs.setdefault(fact, []).append(ProofView(evidence, page))
    return tuple(
        FactView(
            uid=row.uid,
            number=f"F-{row.no:02d}",
            text=row.text,
            on=row.on_date,
            precision=row.precision,
            proofs=tuple(proofs.get(row.id, ())),
            version=row.version,
        )
        for row in uow.connection.execute(_FACTS, key)
    )


def refresh_keys(uow: UnitOfWork, case: Case) -> None:
    """Write what the list is filtered and sorted by, from the case and its parties as they are now."""
    uow.flush()
    names = uow.session.execute(
        select(Party.name, Party.name_latin).where(Party.case_id == case.id, Party.removed_at.is_(None))
    )
    words: Iterable[str] = [case.number, case.title, case.platform, case.order_number, case.product]
    case.title_key = fold(case.title)
    case.search_key = fold(" ".join([*words, *(name for pair in names for name in pair)]))


def conflicts(uow: UnitOfWork, case_id: int, key: str, opposite: Sequence[str]) -> list[Conflict]:
    """Give where else a folded name stands on the other side of a case of this office."""
    query = (
        select(Party.name, Party.role, Case.number, Case.title)
        .join(Case, Case.id == Party.case_id)
        .where(
            Party.name_key == key,
            Party.case_id != case_id,
            Party.removed_at.is_(None),
            Party.role.in_(opposite),
        )
        .order_by(Case.number)
        .limit(20)
    )
    return [
        Conflict(name=name, role=role, case=number, case_title=title, known_as=name)
        for name, role, number, title in uow.connection.execute(query)
    ]


def touch(case: Case, now: dt.datetime) -> None:
    """Mark a case as changed now; its version counts with it."""
    case.updated_at = now


def find_many(uow: UnitOfWork, numbers: Sequence[str]) -> list[Case]:
    """Give the rows of many cases, to be changed, in the order named, each once.

    Raises:
        NotFoundError: the office has not all of them.

    """
    wanted = list(dict.fromkeys(number.strip() for number in numbers))
    known: dict[str, Case] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(Case).where(Case.number.in_(wanted[start : start + _AT_ONCE]))
        known |= {row.number: row for row in uow.session.scalars(query)}
    for number in wanted:
        if number not in known:
            raise NotFoundError(N_("There is no case {number} in this office."), number=number)
    return [known[number] for number in wanted]


def numbers(uow: UnitOfWork, ids: Sequence[int]) -> list[str]:
    """Give the numbers of cases by their ids, in that order; those that are gone are left out."""
    known: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(Case.id, Case.number).where(Case.id.in_(ids[start : start + _AT_ONCE]))
        known |= {row.id: row.number for row in uow.connection.execute(query)}
    return [known[one] for one in ids if one in known]


def move(uow: UnitOfWork, case: Case, *, binned: bool) -> bool:
    """Put a case into the bin or take it out; false if it is there already."""
    if (case.binned_at is not None) == binned:
        return False
    case.binned_at = uow.now if binned else None
    touch(case, uow.now)
    uow.record(AUDIT, case.uid, "case_binned" if binned else "case_taken_back", case.uid)
    return True


def changed_since(uow: UnitOfWork, case: Case, version: int) -> set[str]:
    """Give the names of the fields that were changed after the case had this version."""
    changed: set[str] = set()
    for line in registers.lines_about(uow.connection, case.uid, AUDIT):
        content = line.values()
        made, changes = content.get("version"), content.get("changes")
        if isinstance(made, int) and made > version and isinstance(changes, dict):
            changed |= changes.keys()
    return changed


def find_note(uow: UnitOfWork, case: Case, uid: str) -> Note:
    """Give a note of a case, also one that was taken away, to be changed.

    Raises:
        NotFoundError: the case has no such note.

    """
    row = uow.session.scalar(select(Note).where(Note.case_id == case.id, Note.uid == uid))
    if row is None:
        raise NotFoundError(N_("The case {case} has no such note any more."), case=case.number)
    return row


def find_task(uow: UnitOfWork, case: Case, uid: str) -> Task:
    """Give a task of a case, to be changed.

    Raises:
        NotFoundError: the case has no such task.

    """
    row = uow.session.scalar(select(Task).where(Task.case_id == case.id, Task.uid == uid))
    if row is None:
        raise NotFoundError(N_("The case {case} has no such task any more."), case=case.number)
    return row
