"""Suggested facts: kept once for each value of an item, with what a person decided."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from xborder_desk.domain.choices import PartyRole
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.suggestions import State, Suggestion
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Evidence, Party
from xborder_desk.storage.models import Suggestion as Row
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.storage.uow import UnitOfWork

_ID: Final = re.compile(r"(?P<item>[^#]+)#(?P<number>\d{1,6})")


def offer(uow: UnitOfWork, evidence_id: int, case_id: int, found: Iterable[dict[str, Any]]) -> int:
    """Keep what is new of what was found in an item; gives how many are offered.

    What a person has decided about the same value anywhere in the case holds here too.
    """
    known = {(row.kind, row.normal) for row in uow.session.scalars(_of_item(evidence_id))}
    decided = _decided(uow, case_id)
    offered = 0
    for one in found:
        key = (one["kind"], one["normal"])
        if key in known:
            continue
        known.add(key)
        state, by, at = decided.get(key, (State.OFFERED.value, "", None))
        uow.session.add(
            Row(
                uid=uuid.uuid4().hex,
                evidence_id=evidence_id,
                state=state,
                decided_by=by,
                decided_at=at,
                **one,
            )
        )
        offered += state == State.OFFERED.value
    uow.flush()
    return offered


def of_case(uow: UnitOfWork, case_id: int) -> list[Suggestion]:
    """Give those of a case, item by item, in the order they were found."""
    query = (
        select(Row, Evidence.no)
        .join(Evidence, Evidence.id == Row.evidence_id)
        .where(Evidence.case_id == case_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.position, Evidence.id, Row.id)
    )
    counted: dict[str, int] = {}
    found = []
    for row, no in uow.session.execute(query):
        counted[no] = counted.get(no, 0) + 1
        found.append(_plain(row, no, counted[no]))
    return found


def find(uow: UnitOfWork, named: str, case_number: str = "") -> tuple[Row, Evidence, Suggestion]:
    """Give one by its number (2026-0001/E-01#3) or uid, with its item.

    Raises:
        NotFoundError: there is no such one.

    """
    match = _ID.fullmatch(named.strip())
    if match is not None:
        item = evidence.find(uow, match["item"], case_number)
        rows = list(uow.session.scalars(_of_item(item.id)))
        number = int(match["number"])
        if 1 <= number <= len(rows):
            return rows[number - 1], item, _plain(rows[number - 1], item.no, number)
    else:
        row = uow.session.scalar(select(Row).where(Row.uid == named.strip()))
        if row is not None:
            item = uow.session.get_one(Evidence, row.evidence_id)
            rows = list(uow.session.scalars(_of_item(item.id)))
            return row, item, _plain(row, item.no, rows.index(row) + 1)
    raise NotFoundError(
        N_("There is no suggestion {number}. Give it like 2026-0001/E-01#3."), number=named.strip() or "—"
    )


def consumer_country(uow: UnitOfWork, case_id: int) -> str:
    """Give the country of the case's consumer (ISO 3166-1), empty if it is not known."""
    query = select(Party.country).where(
        Party.case_id == case_id, Party.role == PartyRole.CONSUMER.value, Party.removed_at.is_(None)
    )
    return uow.connection.execute(query.order_by(Party.no).limit(1)).scalar() or ""


def _of_item(evidence_id: int) -> Any:  # noqa: ANN401 - a select of rows
    return select(Row).where(Row.evidence_id == evidence_id).order_by(Row.id)


def _decided(uow: UnitOfWork, case_id: int) -> dict[tuple[str, str], tuple[str, str, Any]]:
    query = (
        select(Row)
        .join(Evidence, Evidence.id == Row.evidence_id)
        .where(Evidence.case_id == case_id, Row.state != State.OFFERED.value)
        .order_by(Row.decided_at, Row.id)
    )
    return {
        (row.kind, row.normal): (row.state, row.decided_by, row.decided_at)
        for row in uow.session.scalars(query)
    }


def _plain(row: Row, no: str, number: int) -> Suggestion:
    place = row.place or {}
    return Suggestion(
        uid=row.uid,
        evidence=no,
        number=number,
        kind=row.kind,
        raw=row.raw,
        normal=row.normal,
        page=row.page,
        start=int(place.get("start", 0)),
        end=int(place.get("end", 0)),
        around=str(place.get("around", "")),
        valid=place.get("valid"),
        state=State(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
