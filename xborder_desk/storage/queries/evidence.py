"""Evidence items: adding their rows quickly, finding, listing and showing them."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.items import CustodyEvent, EvidenceRow
from xborder_desk.domain.registers import AUDIT, CUSTODY, moment_of
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.models import Base, Case, Evidence, EvidenceText
from xborder_desk.storage.sending import send

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from xborder_desk.domain.registers import Line
    from xborder_desk.storage.uow import UnitOfWork

_NUMBER: Final = re.compile(
    r"(?:(?P<case>\d{4}-\d{4,})[/:])?E-(?P<no>\d{1,9}(?:\.\d{1,9}){0,99})", re.IGNORECASE
)
_TABLE = Base.metadata.tables["evidence"]
_FILLED = {
    column.name: bindparam(column.name, type_=column.type) for column in _TABLE.columns if column.name != "id"
}
_INSERT = insert(_TABLE).values(_FILLED).returning(_TABLE.c.id)
_INSERT_TEXT = insert(Base.metadata.tables["evidence_text"])
_whole = aliased(Evidence)
_twin = aliased(Evidence)
_origin = aliased(Evidence)
_DUPLICATE = (
    select(_twin.no)
    .where(_twin.case_id == Evidence.case_id, _twin.sha256 == Evidence.sha256, _twin.id < Evidence.id)
    .order_by(_twin.id)
    .limit(1)
    .correlate(Evidence)
    .scalar_subquery()
)
_ORIGIN = (
    select(_origin.no).where(_origin.id == Evidence.derived_from_id).correlate(Evidence).scalar_subquery()
)
_ROWS = select(
    Evidence.id,
    Evidence.uid,
    Evidence.no.label("number"),
    func.coalesce(_whole.no, "").label("part_of"),
    Evidence.sha256,
    Evidence.size,
    Evidence.filename,
    Evidence.media_type,
    Evidence.kind,
    Evidence.title,
    Evidence.on.label("on"),
    Evidence.language,
    Evidence.pages,
    Evidence.text_chars,
    Evidence.facts,
    Evidence.warnings,
    Evidence.state,
    Evidence.source,
    Evidence.method,
    Evidence.acquired_at,
    Evidence.acquired_by,
    Evidence.descriptions,
    func.coalesce(_DUPLICATE, "").label("duplicate_of"),
    func.coalesce(_ORIGIN, "").label("derived_from"),
    Evidence.derivation,
    Evidence.timestamp,
).outerjoin(_whole, _whole.id == Evidence.parent_id)
_OF_CASE = _ROWS.where(Evidence.case_id == bindparam("case_id"), Evidence.removed_at.is_(None)).order_by(
    Evidence.position, Evidence.id
)
_ONE = _ROWS.where(Evidence.id == bindparam("id"))
_TOGETHER = _ROWS.where(
    Evidence.case_id == bindparam("case_id"), Evidence.position == bindparam("position")
).order_by(Evidence.id)
_PARTS = _ROWS.where(Evidence.parent_id == bindparam("id"), Evidence.removed_at.is_(None)).order_by(
    Evidence.id
)
_PLACE = select(Evidence.case_id, Evidence.position).where(Evidence.id == bindparam("id"))
_LAST = select(func.max(Evidence.position)).where(Evidence.case_id == bindparam("case_id"))
_CASE_KEY = select(Case.id, Case.uid).where(Case.number == bindparam("number"))


def case_key(uow: UnitOfWork, number: str) -> tuple[int, str]:
    """Give a case's id and uid.

    Raises:
        NotFoundError: the office has no such case.

    """
    found = uow.connection.execute(_CASE_KEY, {"number": number.strip()}).one_or_none()
    if found is None:
        raise NotFoundError(N_("There is no case {number} in this office."), number=number.strip())
    return found.id, found.uid


def next_position(uow: UnitOfWork, case_id: int) -> int:
    """Give the next item's running number in a case; the open write transaction guards it."""
    return (send(uow.connection, _LAST, {"case_id": case_id}).scalar() or 0) + 1


def insert_item(uow: UnitOfWork, values: dict[str, Any]) -> tuple[int, str]:
    """Add the row of bytes that are safe in the store; gives its id and uid."""
    uid = uuid.uuid4().hex
    blank: dict[str, Any] = {
        **dict.fromkeys(_FILLED),
        "uid": uid,
        "kind": "",
        "title": "",
        "on_date": "",
        "language": "",
        "text_chars": 0,
        "facts": {},
        "warnings": [],
        "state": "kept",
        "source": "",
        "source_url": "",
        "copy_kind": "",
        "descriptions": {},
        "confidential": False,
        "special_category": False,
        "third_party_data": False,
        "media_type": "application/octet-stream",
        "origin_path": "",
        "version": 1,
    }
    return int(send(uow.connection, _INSERT, {**blank, **values}).scalar_one()), uid


def insert_texts(uow: UnitOfWork, evidence_id: int, pages: Sequence[str]) -> None:
    """Keep the text of an item's pages."""
    rows = [
        {"evidence_id": evidence_id, "origin": "file", "page": number, "text": text, "engine": ""}
        for number, text in enumerate(pages, start=1)
    ]
    if rows:
        uow.connection.execute(_INSERT_TEXT, rows)


def place(uow: UnitOfWork, evidence_id: int) -> Row[*tuple[Any, ...]]:
    """Give the case id and position of an item."""
    return uow.connection.execute(_PLACE, {"id": evidence_id}).one()


def write_reading(uow: UnitOfWork, evidence_id: int, values: dict[str, Any], texts: Sequence[str]) -> None:
    """Write what was read from an item's bytes, and the text of its pages in place of any older one."""
    older = delete(Base.metadata.tables["evidence_text"]).where(
        EvidenceText.evidence_id == evidence_id, EvidenceText.origin == "file"
    )
    uow.connection.execute(older)
    table = Base.metadata.tables["evidence"]
    change = update(table).where(table.c.id == evidence_id)
    uow.connection.execute(change.values(**values, version=table.c.version + 1))
    insert_texts(uow, evidence_id, texts)


def fill_blank(uow: UnitOfWork, evidence_id: int, values: dict[str, str]) -> None:
    """Write what is known of an item into those of its columns that are still empty."""
    table = Base.metadata.tables["evidence"]
    for name, value in values.items():
        column = table.c[name]
        uow.connection.execute(
            update(table).where(table.c.id == evidence_id, column == "").values({name: value})
        )


def rows(uow: UnitOfWork, case_id: int) -> list[EvidenceRow]:
    """Give every item of a case in its order, in one query."""
    found = uow.connection.execute(_OF_CASE, {"case_id": case_id}).mappings()
    return [_row(dict(row)) for row in found]


def with_parts(uow: UnitOfWork, evidence_id: int) -> list[EvidenceRow]:
    """Give an item and everything found in it, however many other items the case has."""
    where = place(uow, evidence_id)
    key = {"case_id": where.case_id, "position": where.position}
    return [_row(dict(row)) for row in uow.connection.execute(_TOGETHER, key).mappings()]


def parts_of(uow: UnitOfWork, evidence_id: int) -> list[EvidenceRow]:
    """Give what was found inside an item, in order, however many items its case has."""
    found = uow.connection.execute(_PARTS, {"id": evidence_id}).mappings()
    return [_row(dict(row)) for row in found]


def row(uow: UnitOfWork, evidence_id: int) -> EvidenceRow:
    """Give one item."""
    return _row(dict(uow.connection.execute(_ONE, {"id": evidence_id}).mappings().one()))


def _row(values: dict[str, Any]) -> EvidenceRow:
    told = tuple(Message(warning["text"], warning["fields"]) for warning in values.pop("warnings"))
    return EvidenceRow(**values, warnings=told)


def find(uow: UnitOfWork, number: str, case: str = "") -> Evidence:
    """Give an item by its number: ``2026-0001/E-01``, or ``E-01`` where the case is known, or its uid.

    Raises:
        NotFoundError: there is no such item.

    """
    written = number.strip()
    query = select(Evidence)
    match = _NUMBER.fullmatch(written)
    if match and (match["case"] or case):
        whole, *parts = (int(one) for one in match["no"].split("."))
        no = ".".join([f"E-{whole:02d}", *map(str, parts)])
        query = query.join(Case, Case.id == Evidence.case_id).where(
            Case.number == (match["case"] or case), Evidence.no == no
        )
    else:
        query = query.where(Evidence.uid == written)
    found = uow.session.scalar(query)
    if found is None:
        raise NotFoundError(
            N_("There is no evidence {number}. Give it like 2026-0001/E-01."), number=written or "—"
        )
    return found


def find_own(uow: UnitOfWork, number: str, case: str, *, field: str = "proof") -> Evidence:
    """Give an item of this case by its number, for what may only name its own. See ``find``.

    Raises:
        BadInputError: the item belongs to another case; its number would stand for a different one here.
        NotFoundError: there is no such item.

    """
    item = find(uow, number, case)
    if case_number(uow, item.case_id)[0] != case.strip():
        raise BadInputError(
            N_("The evidence {number} belongs to another case. Add the file to this case first."),
            field=field,
            number=number.strip(),
        )
    return item


def case_number(uow: UnitOfWork, case_id: int) -> tuple[str, str]:
    """Give the number and uid of a case by its id."""
    found = uow.connection.execute(select(Case.number, Case.uid).where(Case.id == case_id)).one()
    return found.number, found.uid


def page_texts(uow: UnitOfWork, evidence_id: int) -> tuple[str, ...]:
    """Give the text of an item's pages in order: the file's own, where it has none the recognised one."""
    query = select(EvidenceText.page, EvidenceText.origin, EvidenceText.text).where(
        EvidenceText.evidence_id == evidence_id
    )
    return tuple(_in_order(uow.connection.execute(query)))


def texts_of_case(uow: UnitOfWork, case_id: int) -> dict[int, list[str]]:
    """Give the page texts of every item of a case, by the item's id, in one query. See ``page_texts``."""
    query = (
        select(EvidenceText.evidence_id, EvidenceText.page, EvidenceText.origin, EvidenceText.text)
        .join(Evidence, Evidence.id == EvidenceText.evidence_id)
        .where(Evidence.case_id == case_id)
    )
    found: dict[int, list[tuple[int, str, str]]] = {}
    for evidence_id, page, origin, text in uow.connection.execute(query):
        found.setdefault(evidence_id, []).append((page, origin, text))
    return {evidence_id: _in_order(rows) for evidence_id, rows in found.items()}


def _in_order(rows: Iterable[Sequence[Any]]) -> list[str]:
    """Give one text for each page from the first to the last; a page nobody read is empty."""
    chosen: dict[int, str] = {}
    for page, origin, text in rows:
        if page not in chosen or (text.strip() and (origin == "file" or not chosen[page].strip())):
            chosen[page] = text
    return [chosen.get(page, "") for page in range(1, max(chosen, default=0) + 1)]


def custody(uow: UnitOfWork, uid: str) -> tuple[CustodyEvent, ...]:
    """Give the custody lines about an item, oldest first."""
    return tuple(_event(line) for line in registers.lines_about(uow.connection, uid, CUSTODY))


def custody_of_case(uow: UnitOfWork, case_uid: str) -> dict[str, list[CustodyEvent]]:
    """Give the custody lines of every item of a case by the item's uid, in one query."""
    found: dict[str, list[CustodyEvent]] = {}
    for line in registers.lines(uow.connection, case_uid, CUSTODY):
        found.setdefault(line.subject, []).append(_event(line))
    return found


def _event(line: Line) -> CustodyEvent:
    content = line.values()
    details = {k: v for k, v in content.items() if k not in {"at", "actor", "action", "subject"}}
    actor, action = str(content.get("actor", "")), str(content.get("action", ""))
    return CustodyEvent(line.seq, moment_of(line.at), actor, action, details)


def hashes(uow: UnitOfWork, case_id: int | None = None) -> list[tuple[str, str, str, str]]:
    """Give (case number, item number, uid, sha256) of every item, of one case or of all."""
    query = (
        select(Case.number, Evidence.no, Evidence.uid, Evidence.sha256)
        .join(Case, Case.id == Evidence.case_id)
        .order_by(Case.id, Evidence.position, Evidence.id)
    )
    if case_id is not None:
        query = query.where(Evidence.case_id == case_id)
    return [(found[0], found[1], found[2], found[3]) for found in uow.connection.execute(query)]


def count(uow: UnitOfWork) -> int:
    """Give how many items the office has."""
    return uow.session.scalar(select(func.count()).select_from(Evidence)) or 0


def described(uow: UnitOfWork, uid: str) -> frozenset[str]:
    """Give which columns of an item a person has filled in place of what its file says."""
    names: set[str] = set()
    for line in registers.lines_about(uow.connection, uid, AUDIT):
        try:
            said = line.values()
        except ValueError:
            continue  # the check of the chain names such a line
        changes = said.get("changes")
        if said.get("action") == "evidence_described" and isinstance(changes, dict):
            names |= changes.keys()
    return frozenset("on_date" if name == "on" else name for name in names)


def unread(uow: UnitOfWork, case_id: int | None = None) -> list[int]:
    """Give the ids of items that were kept but not read yet."""
    query = select(Evidence.id).where(Evidence.state == "kept", Evidence.removed_at.is_(None))
    if case_id is not None:
        query = query.where(Evidence.case_id == case_id)
    return list(uow.connection.execute(query.order_by(Evidence.id)).scalars())
