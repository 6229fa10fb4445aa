"""What routes and deadlines are kept as."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xborder_desk.domain.deadlines import GONE, RUNNING
from xborder_desk.domain.sentences import Sentence
from xborder_desk.storage.models import Case
from xborder_desk.storage.queries import deadlines, routes
from xborder_desk.storage.queries.deadlines import Wanted
from xborder_desk.storage.queries.routes import Snapshot

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

DAY = dt.date(2026, 11, 23)


def a_case(uow: UnitOfWork) -> int:
    case = Case(uid="c1", number="2026-0001", year=2026, seq=1, title="T", status="new")
    case.created_at = case.updated_at = uow.now
    uow.session.add(case)
    uow.flush()
    return case.id


def wanted(clock: str, due: dt.date) -> Wanted:
    said = Sentence("Opens on {day}.", {"day": due})
    return Wanted(
        title="Way",
        route="adr",
        clock=clock,
        rule="calendar-days:P1D",
        fact="paid_on",
        since=DAY,
        due_on=due,
        alternatives=((due, said),),
        steps=(said,),
        source="S",
        status="sourced",
        state=RUNNING,
    )


def test_deadlines_keep_their_id_and_count_their_changes(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        deadlines.sync(uow, {(case, "c1"): [wanted("a", DAY), wanted("b", DAY)]})
        uow.commit()
        deadlines.sync(uow, {(case, "c1"): [wanted("a", DAY), wanted("b", DAY + dt.timedelta(days=1))]})
        uow.commit()
        first, second = deadlines.rows(uow, case)
    assert (first.clock, first.changes) == ("a", 0)
    assert (second.clock, second.changes) == ("b", 1)
    assert first.calendar_uid == deadlines.calendar_uid("c1", "adr", "a")
    assert first.steps == (Sentence("Opens on {day}.", {"day": DAY}),)
    assert first.alternatives[0][0] == DAY


def test_what_falls_away_is_gone_and_can_come_back(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        deadlines.sync(uow, {(case, "c1"): [wanted("a", DAY)]})
        deadlines.sync(uow, {(case, "c1"): []})
        uow.flush()
        assert deadlines.rows(uow, case) == []
        assert [row.state for row in deadlines.rows(uow, case, (GONE,))] == [GONE]
        deadlines.sync(uow, {(case, "c1"): [wanted("a", DAY)]})
        uow.flush()
        assert len(deadlines.rows(uow)) == 1


def test_boards_are_kept_and_replaced(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        first = Snapshot("f1", DAY, None, {"adr": ["open", None, None]}, {})
        routes.keep(uow, {case: first}, [])
        uow.commit()
        second = Snapshot("f2", DAY, DAY, {"adr": ["closed", None, None]}, {"adr": ["open", None, None]})
        routes.keep(uow, {case: second}, [case])
        uow.commit()
        [found] = routes.inputs(uow, [case])
    assert found.snapshot == second
    assert found.facts.values == {}
