"""The list of cases: ids of all that answer a question, in its order and groups, and how many."""

from __future__ import annotations

import datetime as dt
from array import array
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import aliased

from xborder_desk.domain.case_list import (
    CODES,
    DAYS,
    DUE_GROUPS,
    NUMBERS,
    WORDS,
    Found,
    Span,
    read_days,
    read_numbers,
)
from xborder_desk.domain.choices import CaseStatus
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Case, ContactEntry, Deadline, Evidence, Party, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, Select

    from xborder_desk.domain.case_list import CaseQuestion
    from xborder_desk.storage.uow import UnitOfWork

_WEEK: Final = dt.timedelta(days=7)
_MONTH: Final = dt.timedelta(days=30)
_DAY: Final = dt.timedelta(days=1)
# The states in the order in which a case goes through them.
_STATUS_ORDER: Final = sql_case(
    {status.value: number for number, status in enumerate(CaseStatus)},
    value=Case.status,
    else_=len(CaseStatus),
)


def found(uow: UnitOfWork, question: CaseQuestion, today: dt.date, zone: dt.tzinfo) -> Found:
    """Give the ids that answer a question; in one query, and one more where it is grouped.

    Raises:
        BadInputError: a condition that is none.

    """
    group = _group(question.group, today) if question.group else None
    query = _asked(select(Case.id).select_from(Case), question, today, zone)
    ordered = _order(question)
    if group is None:
        return Found(_vector(uow, query.order_by(*ordered)))
    key, rank = group
    ids = _vector(uow, query.order_by(rank, key, *ordered))
    # Keys come from a query of their own: PostgreSQL takes two parameters for two different expressions.
    named = select(key.label("key"), rank.label("rank")).select_from(Case)
    keys = _asked(named, question, today, zone).subquery()
    counted = select(keys.c.key, func.count()).group_by(keys.c.rank, keys.c.key)
    rows = uow.connection.execute(counted.order_by(keys.c.rank, keys.c.key))
    return Found(ids, tuple((str(name or ""), number) for name, number in rows))


def _vector(uow: UnitOfWork, query: Select[Any]) -> Sequence[int]:
    """Give the ids of an ordered query.

    SQLite hands rows over one by one, and Python takes a lock for each: with 200,000 of them and a window at
    work beside it that takes several times as long. So it gives all ids as one text, in their order, which
    ``group_concat`` keeps for a subquery that is ordered.
    """
    if uow.connection.dialect.name != "sqlite":
        return array("q", uow.connection.execute(query).scalars())
    inner = query.subquery()
    joined = uow.connection.execute(select(func.group_concat(inner.c.id))).scalar_one()
    return array("q", map(int, str(joined).split(",")) if joined else ())


def count(uow: UnitOfWork, question: CaseQuestion, today: dt.date, zone: dt.tzinfo) -> int:
    """Give how many cases answer a question.

    Raises:
        BadInputError: a condition that is none.

    """
    query = _asked(select(func.count()).select_from(Case), question, today, zone)
    return int(uow.connection.execute(query).scalar_one())


def _asked(query: Select[Any], question: CaseQuestion, today: dt.date, zone: dt.tzinfo) -> Select[Any]:
    if _asks_for_due(question):
        query = query.outerjoin(_TASKS, _TASKS.c.case_id == Case.id)
        query = query.outerjoin(_DEADLINES, _DEADLINES.c.case_id == Case.id)
    query = query.where(Case.binned_at.is_not(None) if question.binned else Case.binned_at.is_(None))
    for word in fold(question.text).split():
        query = query.where(Case.search_key.contains(word, autoescape=True))
    for column, typed in question.where:
        if typed.strip():
            query = query.where(_condition(column, typed, today, zone))
    return query


def _condition(column: str, typed: str, today: dt.date, zone: dt.tzinfo) -> ColumnElement[bool]:
    if column in DAYS:
        return _within_days(column, read_days(typed, today, field=column), zone)
    if column in NUMBERS:
        return _within(_number(column), read_numbers(typed, field=column))
    if column in {"consumer", "seller"}:
        return _party_holds(column, typed)
    if column in CODES:
        wanted = [one.strip() for one in typed.split(",") if one.strip()]
        return (Case.status if column == "status" else _party_country()).in_(wanted)
    return _holds(column, typed.strip())


def _holds(column: str, typed: str) -> ColumnElement[bool]:
    if column == "number":
        return Case.number.contains(typed, autoescape=True)
    if column == "title":
        return and_(*(Case.title_key.contains(word, autoescape=True) for word in fold(typed).split()))
    if column not in WORDS:
        raise BadInputError(N_("The list has no column “{given}”."), field="column", given=column)
    value = getattr(Case, column)
    # A name behind a sign of equality is meant as a whole.
    whole: ColumnElement[bool] = value == typed[1:].strip()
    if typed.startswith("="):
        return whole
    # SQLite knows the cases of plain Latin letters only, so the forms a name is written in are looked for.
    written = {typed, typed.lower(), typed.upper(), typed.title()}
    forms = [value.contains(form, autoescape=True) for form in sorted(written)]
    return or_(func.lower(value).contains(typed.lower(), autoescape=True), *forms)


def _party_holds(role: str, typed: str) -> ColumnElement[bool]:
    party = aliased(Party)
    words = [party.name_key.contains(word, autoescape=True) for word in fold(typed).split()]
    named = select(party.id).where(
        party.case_id == Case.id, party.role == role, party.removed_at.is_(None), *words
    )
    return named.correlate(Case).exists()


def _within(value: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    if span.none:
        return value.is_(None)
    bounds: list[ColumnElement[bool]] = []
    if span.low is not None:
        bounds.append(value >= span.low)
    if span.high is not None:
        bounds.append(value <= span.high)
    return and_(literal(True), *bounds)  # noqa: FBT003 - a value of the database


def _within_days(column: str, span: Span, zone: dt.tzinfo) -> ColumnElement[bool]:
    if column == "due":
        return _within(_next_due(), span)
    low = None if span.low is None else dt.datetime.combine(span.low, dt.time(), tzinfo=zone)
    high = None if span.high is None else dt.datetime.combine(span.high + _DAY, dt.time(), tzinfo=zone)
    bounds: list[ColumnElement[bool]] = [literal(True)]  # noqa: FBT003 - as above
    if low is not None:
        bounds.append(Case.updated_at >= low)
    if high is not None:
        bounds.append(Case.updated_at < high)
    return and_(*bounds)


def _number(column: str) -> ColumnElement[Any]:
    if column == "amount":
        return Case.amount.expression
    if column == "evidence":
        counted = select(func.count()).where(Evidence.case_id == Case.id, Evidence.removed_at.is_(None))
    else:
        counted = select(func.count()).where(ContactEntry.case_id == Case.id, ContactEntry.entry == "attempt")
    return counted.correlate(Case).scalar_subquery()


def _party(role: str, name: str) -> ColumnElement[str]:
    party = aliased(Party)
    first = (
        select(getattr(party, name))
        .where(party.case_id == Case.id, party.role == role, party.removed_at.is_(None))
        .order_by(party.no)
        .limit(1)
    )
    return func.coalesce(first.correlate(Case).scalar_subquery(), "")


def _party_country() -> ColumnElement[str]:
    return _party("seller", "country")


# The first day of each case, gathered once for all cases: asked case by case it would take seconds.
_TASKS: Final = (
    select(Task.case_id, func.min(Task.due_on).label("day"))
    .where(Task.done_at.is_(None))
    .group_by(Task.case_id)
    .subquery("first_task")
)
_DEADLINES: Final = (
    select(Deadline.case_id, func.min(Deadline.due_on).label("day"))
    .where(Deadline.state == "running")
    .group_by(Deadline.case_id)
    .subquery("first_deadline")
)


def _next_due() -> ColumnElement[Any]:
    task, deadline = _TASKS.c.day, _DEADLINES.c.day
    # The databases do not agree on the least of a value and nothing.
    return func.coalesce(sql_case((deadline < task, deadline), else_=task), deadline, task)


def _asks_for_due(question: CaseQuestion) -> bool:
    columns = {column for column, typed in question.where if typed.strip()}
    return "due" in {question.order, question.group, *columns}


def _order(question: CaseQuestion) -> list[ColumnElement[Any]]:
    newest: list[ColumnElement[Any]] = [Case.year.desc(), Case.seq.desc()]
    if not question.order:
        return newest
    if question.order == "number":
        return newest if question.descending else [Case.year.asc(), Case.seq.asc()]
    value = _sorted_by(question.order)
    missing = or_(value.is_(None), value == "") if question.order in _MAY_BE_EMPTY else value.is_(None)
    # What is not known stands at the end, whichever way the list runs.
    unknown = [missing] if question.order in {*_MAY_BE_EMPTY, "due", "amount"} else []
    return [*unknown, value.desc() if question.descending else value.asc(), *newest]


def names(uow: UnitOfWork, column: str) -> dict[int, str]:
    """Give what stands in a column of names as it was written, for every case that has it, by id."""
    value: dict[str, Callable[[], ColumnElement[Any]]] = {
        "title": lambda: Case.title.expression,
        "consumer": lambda: _party("consumer", "name"),
        "seller": lambda: _party("seller", "name"),
        "caseworker": lambda: Case.caseworker.expression,
        "platform": lambda: Case.platform.expression,
    }
    return {row[0]: row[1] or "" for row in uow.connection.execute(select(Case.id, value[column]()))}


_MAY_BE_EMPTY: Final = frozenset({"consumer", "seller", "country", "caseworker", "platform"})


def _sorted_by(column: str) -> ColumnElement[Any]:
    own: dict[str, Callable[[], ColumnElement[Any]]] = {
        "title": lambda: Case.title_key.expression,
        "consumer": lambda: _party("consumer", "name_key"),
        "seller": lambda: _party("seller", "name_key"),
        "country": _party_country,
        "status": lambda: _STATUS_ORDER,
        "due": _next_due,
        "updated": lambda: Case.updated_at.expression,
        "caseworker": lambda: func.lower(Case.caseworker),
        "platform": lambda: func.lower(Case.platform),
    }
    return own[column]() if column in own else _number(column)


def _group(by: str, today: dt.date) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Give the key of a group, and what the groups are ordered by."""
    if by == "status":
        return Case.status.expression, _STATUS_ORDER
    key: ColumnElement[Any]
    if by == "due":
        due = _next_due()
        key = sql_case(
            (due.is_(None), DUE_GROUPS[4]),
            (due < today, DUE_GROUPS[0]),
            (due <= today + _WEEK, DUE_GROUPS[1]),
            (due <= today + _MONTH, DUE_GROUPS[2]),
            else_=DUE_GROUPS[3],
        )
        rank = sql_case({name: number for number, name in enumerate(DUE_GROUPS)}, value=key, else_=9)
        return key, rank
    if by == "country":
        key = _party_country()
    elif by == "seller":
        key = _party("seller", "name")
    else:
        key = getattr(Case, by).expression
    return key, sql_case((key == "", 1), else_=0)
