"""Boards of cases: verdicts, what moved, and only what changed computed again."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_attempt, new_case, new_party
from tests.factories.offices import ACTOR, statements
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services import routes as module
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.storage import registers
from xborder_desk.storage.models import Case

if TYPE_CHECKING:
    from tests.factories.offices import Clock
    from xborder_desk.domain.routes.standing import RouteStanding
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

GIVEN = {
    "platform": "BazaarHub",
    "amount": "249.00",
    "currency": "EUR",
    "ordered_on": "2026-01-05",
    "paid_on": "2026-01-05",
    "delivery_due": "2026-01-26",
    "payment": "card-visa",
    "problem": "T02.1",
}


def open_case(desk: Desk, **more: str) -> str:
    return desk.cases.create(new_case(more={**GIVEN, **more}))


def many_cases(desk: Desk, office: Office, wanted: int) -> str:
    """Open a case and write copies of it until there are so many; gives its number."""
    template = open_case(desk)
    with office.database.write() as uow:
        row = uow.session.query(Case).filter(Case.number == template).one()
        for number in range(2, wanted + 1):
            copy = {
                c.key: getattr(row, c.key) for c in Case.__table__.columns if c.key not in {"id", "version"}
            }
            copy |= {"uid": uuid.uuid4().hex, "number": f"2026-{number:04d}", "seq": number}
            uow.session.add(Case(**copy))
        uow.commit()
    return template


def standing(desk: Desk, number: str, route: str, on: dt.date | None = None) -> RouteStanding:
    return next(one for one in desk.routes.board(number, on).standings if one.id == route)


def test_the_board_answers_every_route(desk: Desk) -> None:
    board = desk.routes.board(open_case(desk), dt.date(2026, 3, 2))
    found = {one.id: one for one in board.standings}
    assert len(found) == 40
    assert found["card-not-received"].due == dt.date(2026, 5, 26)
    assert found["eu-small-claims"].state is RouteState.CLOSED
    assert [court.country for court in board.forum.courts] == ["DE", "CN"]
    assert board.faults == ()
    assert board.moved == ()


def test_today_is_the_office_own_day(desk: Desk, clock: Clock) -> None:
    clock.moment = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    assert desk.routes.board(open_case(desk)).on == dt.date(2026, 3, 3)


def test_further_facts_move_the_board(desk: Desk) -> None:
    number = open_case(desk)
    assert standing(desk, number, "insurer-buyer").missing == ("insured",)
    desk.cases.set(number, {"insured": "yes", "insurance-report-by": "2026-03-10"})
    assert standing(desk, number, "insurer-buyer").due == dt.date(2026, 3, 10)
    desk.cases.set(number, {"insured": "", "insurance_report_by": ""})
    assert standing(desk, number, "insurer-buyer").state is RouteState.UNKNOWN
    assert desk.cases.show(number).values["further"] == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("returned_on=2026-02-01", "2026-02-01"),
        ("injury=No", "no"),
        ("directs_language=yes E-03", "yes E-03"),
        ("card_kind=CREDIT", "credit"),
        ("papers=order, payment", "order,payment"),
        ("item_price=129.9", "129.90"),
        ("seller_branch_country=ie", "IE"),
        ("tracking_number=RR 123 DE", "RR 123 DE"),
    ],
)
def test_further_facts_are_kept_as_they_are_meant(desk: Desk, given: str, kept: str) -> None:
    number = open_case(desk)
    name, _, value = given.partition("=")
    desk.cases.set(number, {name: value})
    assert desk.cases.show(number).values["further"] == {name: kept}


@pytest.mark.parametrize(
    "given", ["returned_on=soon", "injury=perhaps", "card_kind=gold", "papers=novel", "item_price=-1"]
)
def test_further_facts_that_cannot_be_are_refused(desk: Desk, given: str) -> None:
    number = open_case(desk)
    name, _, value = given.partition("=")
    with pytest.raises(BadInputError) as fault:
        desk.cases.set(number, {name: value})
    assert fault.value.field == name


def test_an_attempt_in_writing_is_a_complaint_unless_it_came_back(desk: Desk) -> None:
    number = open_case(desk, platform="")
    desk.parties.add(number, new_party())
    assert standing(desk, number, "seller-complaint").state is RouteState.OPEN
    desk.contacts.add(number, new_attempt(at="2026-02-20T10:00", result="bounced"))
    assert standing(desk, number, "seller-complaint").state is RouteState.OPEN
    desk.contacts.add(number, new_attempt(at="2026-02-25T10:00", result="delivered"))
    found = standing(desk, number, "seller-complaint", dt.date(2026, 3, 2))
    assert (found.state, found.opens) == (RouteState.WAITING, dt.date(2026, 3, 12))


def test_an_address_of_the_seller_is_known(desk: Desk) -> None:
    number = desk.cases.create(new_case(seller_country="FR", more=GIVEN))
    assert "seller_address" in standing(desk, number, "eu-small-claims").missing
    address = NewIdentifier("address", "1 rue de la Paix\n75002 Paris", origin="imprint")
    desk.parties.add(number, new_party(role="seller", name="Vendeur", country="FR", identifiers=(address,)))
    assert standing(desk, number, "eu-small-claims").missing == ()


def test_a_verdict_of_a_person_holds_until_it_is_lifted(desk: Desk, office: Office) -> None:
    number = open_case(desk)
    desk.routes.override(number, "police", "closed", "The consumer does not want it.")
    found = standing(desk, number, "police")
    assert found.state is RouteState.CLOSED
    assert found.override is not None
    assert (found.override.by, found.override.reason) == (ACTOR, "The consumer does not want it.")
    desk.routes.override(number, "police", "open", "Changed their mind.")
    assert standing(desk, number, "police").state is RouteState.OPEN
    desk.routes.lift(number, "police")
    assert standing(desk, number, "police").override is None
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(number).uid, AUDIT)
        actions = [line.values()["action"] for line in lines]
    assert actions[-3:] == ["route_overridden", "route_overridden", "route_override_lifted"]


@pytest.mark.parametrize(
    ("route", "state", "reason", "field"),
    [
        ("moon", "open", "why", "route"),
        ("adr", "ajar", "why", "state"),
        ("adr", "open", " ", "reason"),
    ],
)
def test_a_verdict_needs_a_route_a_state_and_a_reason(
    desk: Desk, route: str, state: str, reason: str, field: str
) -> None:
    number = open_case(desk)
    with pytest.raises(BadInputError) as fault:
        desk.routes.override(number, route, state, reason)
    assert fault.value.field == field


def test_unknown_cases_are_named(desk: Desk) -> None:
    for ask in (desk.routes.board, desk.routes.look, desk.deadlines.list):
        with pytest.raises(NotFoundError):
            ask("2026-0999")


def test_what_moved_since_somebody_looked(desk: Desk) -> None:
    number = open_case(desk)
    desk.routes.look(number)
    assert desk.routes.board(number).moved == ()
    desk.cases.set(number, {"payment": "paypal"})
    moved = {one.route: (one.before[0], one.after[0]) for one in desk.routes.board(number).moved}
    assert moved == {"card-not-received": ("open", "closed"), "paypal": ("closed", "open")}
    desk.routes.look(number)
    assert desk.routes.board(number).moved == ()


def test_only_what_changed_is_computed_again(desk: Desk, clock: Clock) -> None:
    numbers = [open_case(desk) for _ in range(3)]
    assert desk.routes.refresh().computed == 3
    again = desk.routes.refresh()
    assert (again.checked, again.computed) == (3, 0)
    desk.cases.set(numbers[1], {"payment": "paypal"})
    assert desk.routes.refresh().moved == (numbers[1],)
    # The day on which our own date for the card runs out.
    clock.moment = dt.datetime(2026, 4, 27, 9, tzinfo=dt.UTC)
    assert desk.routes.refresh().computed >= 2
    assert desk.routes.refresh().computed == 0


def test_closed_and_binned_cases_rest(desk: Desk) -> None:
    first, second = open_case(desk), open_case(desk)
    desk.cases.set(first, {"status": "closed"})
    desk.cases.bin(second)
    assert desk.routes.refresh().checked == 0


def test_thousands_of_boards_take_a_handful_of_queries(desk: Desk, office: Office) -> None:
    many_cases(desk, office, 602)
    told: list[tuple[int, int]] = []
    done = desk.routes.refresh(JobContext(lambda one: told.append((one.done, one.total))))
    assert done.computed == 602
    assert told == [(0, 602), (500, 602), (602, 602)]
    with statements(office.database.engine) as sent:
        assert desk.routes.refresh().computed == 0
    assert len(sent) < 30


def test_a_refresh_can_be_stopped(desk: Desk) -> None:
    open_case(desk)
    context = JobContext()
    context.cancel()
    with pytest.raises(Cancelled):
        desk.routes.refresh(context)


def test_what_was_computed_before_a_stop_stays_and_is_not_computed_again(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_cases(desk, office, 250)
    context = JobContext()
    monkeypatch.setattr(module, "_WRITTEN_AT_ONCE", 60)
    # Somebody presses cancel while the window is between two transactions for the second time.
    pauses: list[float] = []

    def paused(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            context.cancel()

    monkeypatch.setattr("xborder_desk.services.routes.sleep", paused)
    with pytest.raises(Cancelled):
        desk.routes.refresh(context)
    after = desk.routes.refresh()
    # The third transaction had begun when it was noticed; it was finished, and nothing of it lost.
    assert (after.checked, after.computed) == (250, 250 - 3 * 60)
    assert desk.routes.refresh().computed == 0


def test_a_person_saves_and_looks_while_thousands_are_computed(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One who waits to write is let in between two transactions, not after the last."""
    number = many_cases(desk, office, 400)
    monkeypatch.setattr(module, "_WRITTEN_AT_ONCE", 20)
    steps: list[str] = []

    def refresh() -> None:
        desk.routes.refresh()
        steps.append("refreshed")

    behind = threading.Thread(target=refresh)
    behind.start()
    for title in ("One", "Two", "Three"):
        desk.cases.set(number, {"title": title})
        assert desk.routes.board(number).standings
        steps.append(title)
    behind.join()
    assert steps == ["One", "Two", "Three", "refreshed"]
    assert desk.cases.show(number).title == "Three"


def test_one_who_refreshes_one_case_never_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = open_case(desk)
    pauses: list[float] = []
    monkeypatch.setattr("xborder_desk.services.routes.sleep", pauses.append)
    assert desk.routes.refresh(number=number).computed == 1
    assert desk.routes.refresh().computed == 0
    assert not any(pauses)


def test_signs_of_directed_activity_name_their_evidence(desk: Desk) -> None:
    number = open_case(desk)
    desk.cases.set(number, {"directs_language": "yes E-01", "directs_delivery": "yes", "directs_phone": "no"})
    forum = desk.routes.board(number).forum
    sheet = {one.name: (one.answer, one.evidence) for one in forum.indicators}
    assert forum.directs is True
    assert sheet["directs_language"] == (True, "E-01")
    assert sheet["directs_delivery"] == (True, "")
    assert sheet["directs_phone"] == (False, "")
    assert sheet["directs_domain"] == (None, "")


def test_a_journey_through_forty_days(desk: Desk, clock: Clock) -> None:
    """A Chinese seller on a marketplace, paid by card, nothing delivered; complained; time goes on."""
    clock.moment = dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC)
    number = open_case(desk)
    assert standing(desk, number, "seller-complaint").state is RouteState.OPEN
    desk.contacts.add(number, new_attempt(at="2026-02-01T10:00", result="delivered", purpose="complaint"))
    desk.cases.set(number, {"platform_guarantee_until": "2026-03-27", "seller_directs": "yes"})
    desk.routes.look(number)
    waiting = standing(desk, number, "seller-complaint")
    assert (waiting.state, waiting.opens) == (RouteState.WAITING, dt.date(2026, 2, 16))
    clock.moment += dt.timedelta(days=40)
    board = desk.routes.board(number)
    found = {one.id: one for one in board.standings}
    assert {one.route: one.after[0] for one in board.moved} == {"seller-complaint": "open"}
    assert found["platform-guarantee"].due == dt.date(2026, 3, 27)
    assert found["card-not-received"].due == dt.date(2026, 5, 26)
    assert found["national-small-claims"].state is RouteState.OPEN
    assert found["eu-small-claims"].state is RouteState.CLOSED
    assert [one.id for one in board.standings[:2]] == ["platform-guarantee", "card-not-received"]
