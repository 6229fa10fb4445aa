"""Deadlines: kept in step with the clocks of routes, listed, and counted for calendars."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from xborder_desk.domain.choices import CLOSED_STATUSES
from xborder_desk.domain.deadlines import GONE, RUNNING, DeadlineRow
from xborder_desk.domain.sentences import from_plain, to_plain
from xborder_desk.storage.models import Base, Case, Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Select

    from xborder_desk.domain.sentences import Told
    from xborder_desk.storage.uow import UnitOfWork


# New rows come by the thousand: written as they are, not through objects.
_NEW: Final = insert(Base.metadata.tables["deadline"])
_CLOSED: Final = Case.status.in_(sorted(status.value for status in CLOSED_STATUSES))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A deadline as a clock of a route gives it."""

    title: str
    route: str
    clock: str
    rule: str
    fact: str
    since: dt.date
    due_on: dt.date
    alternatives: tuple[tuple[dt.date, Told], ...]
    steps: tuple[Told, ...]
    source: str
    status: str
    state: str


def calendar_uid(case_uid: str, route: str, clock: str) -> str:
    """Give the id under which calendars know a deadline, now and after every change."""
    return f"{case_uid}-{route}-{clock}@xborder-desk"


def sync(uow: UnitOfWork, wanted: Mapping[tuple[int, str], Iterable[Wanted]]) -> None:
    """Bring the deadlines of cases (id and uid) in step with their clocks; what fell away stays as gone."""
    ids = [case_id for case_id, _uid in wanted]
    query = select(Deadline).where(Deadline.case_id.in_(ids), Deadline.trigger_kind == "fact")
    known: defaultdict[int, dict[str, Deadline]] = defaultdict(dict)
    for row in uow.session.scalars(query):
        known[row.case_id][row.calendar_uid] = row
    new: list[dict[str, Any]] = []
    for (case_id, case_uid), of_case in wanted.items():
        new.extend(_sync(case_id, case_uid, of_case, known[case_id]))
    if new:
        uow.connection.execute(_NEW, new)


def _sync(
    case_id: int, case_uid: str, wanted: Iterable[Wanted], known: dict[str, Deadline]
) -> Iterator[dict[str, Any]]:
    """Change the rows there are, and give the values of those that are new."""
    for one in wanted:
        key = calendar_uid(case_uid, one.route, one.clock)
        row = known.pop(key, None)
        if row is not None:
            _write(row, one)
            continue
        own = {"uid": uuid.uuid4().hex, "case_id": case_id, "calendar_uid": key, "version": 1}
        yield {**own, "trigger_kind": "fact", "route": one.route, **_values(one)}
    for row in known.values():
        if row.state != GONE:
            row.state = GONE


def _write(row: Deadline, one: Wanted) -> None:
    """Change only what is different, so that the version counts real changes."""
    for name, value in _values(one).items():
        if getattr(row, name, None) != value:
            setattr(row, name, value)


def _values(one: Wanted) -> dict[str, Any]:
    return {
        "title": one.title,
        "rule": one.rule,
        "trigger_uid": f"{one.fact}/{one.clock}",
        "trigger_on": one.since,
        "due_on": one.due_on,
        "alternatives": [{"day": day.isoformat(), "why": to_plain(why)} for day, why in one.alternatives],
        "steps": [to_plain(step) for step in one.steps],
        "source": one.source,
        "source_status": one.status,
        "state": one.state,
    }


def _query() -> Select[Deadline, str, str, str, bool]:
    return (
        select(Deadline, Case.number, Case.title, Case.caseworker, _CLOSED)
        .join(Case, Case.id == Deadline.case_id)
        .order_by(Deadline.due_on, Case.number, Deadline.route, Deadline.id)
    )


def rows(
    uow: UnitOfWork, case_id: int | None = None, states: Sequence[str] = (RUNNING,)
) -> list[DeadlineRow]:
    """Give the deadlines of a case or of all open cases, what runs out first on top.

    Where those that are gone are asked for as well, those of closed cases count as gone: a calendar that
    had them lets them go.
    """
    query = _query().where(Case.binned_at.is_(None), Deadline.state.in_(states))
    if case_id is not None:
        query = query.where(Deadline.case_id == case_id)
    elif GONE not in states:
        query = query.where(~_CLOSED)
    return [
        _row(row, number, title, caseworker, gone=closed and case_id is None)
        for row, number, title, caseworker, closed in uow.session.execute(query)
    ]


def _row(row: Deadline, number: str, title: str, caseworker: str, *, gone: bool) -> DeadlineRow:
    fact, _, clock = row.trigger_uid.partition("/")
    return DeadlineRow(
        uid=row.uid,
        case=number,
        case_title=title,
        caseworker=caseworker,
        title=row.title,
        route=row.route,
        clock=clock,
        rule=row.rule,
        fact=fact,
        since=row.trigger_on,
        due_on=row.due_on,
        alternatives=tuple(
            (dt.date.fromisoformat(one["day"]), from_plain(one["why"])) for one in row.alternatives
        ),
        steps=tuple(from_plain(step) for step in row.steps),
        source=row.source,
        status=row.source_status,
        state=GONE if gone else row.state,
        calendar_uid=row.calendar_uid or f"{row.uid}@xborder-desk",
        changes=max(row.version - 1, 0),
    )
