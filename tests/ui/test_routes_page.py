"""The board of a case in the window: why a date, an answer, an own verdict, another day; deadlines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from xborder_desk.domain.routes.route import RouteState
from xborder_desk.ui.pages.deadlines import DeadlinesPage
from xborder_desk.ui.pages.routes import RoutesPage
from xborder_desk.ui.pages.routes.cards import LOOKS, RouteCard
from xborder_desk.ui.pages.routes.why import WhyCard

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.page import PageWidget


def board(driver: Driver) -> RoutesPage:
    page = driver.go("routes")
    assert isinstance(page, RoutesPage)
    tell_days(driver, page)
    return page


def tell_days(driver: Driver, page: PageWidget) -> None:
    """Enter when it was paid, and for when delivery was promised."""
    today = dt.datetime.now().astimezone().date()
    ago = {"paid_on": 40, "ordered_on": 40, "delivery_due": 20}
    days = {name: (today - dt.timedelta(days=by)).isoformat() for name, by in ago.items()}
    page.desk.cases.set(driver.case, days)
    page.reload()
    driver.settle()


def state(page: RoutesPage, route: str) -> RouteState:
    return page.cards[route].standing.state


def test_every_route_has_its_card_and_every_state_its_look(desk_open: Driver) -> None:
    page = board(desk_open)
    assert len(page.cards) == 40
    assert set(LOOKS) == set(RouteState)
    assert all(isinstance(card, RouteCard) for card in page.cards.values())
    assert state(page, "card-not-received") is RouteState.OPEN


def test_papers_to_bring_stand_apart_where_their_names_hold_commas(desk_open: Driver) -> None:
    page = board(desk_open)
    told = "\n".join(one.text() for one in page.cards["national-court"].findChildren(QLabel))
    plain = told.translate({0x2068: None, 0x2069: None, 0x200E: None})
    assert "Proof of payment · Complaint to the seller, with proof of sending · Messages" in plain


def test_a_date_is_explained_and_a_fact_is_answered_on_the_spot(desk_open: Driver) -> None:
    page = board(desk_open)
    assert isinstance(page.why, WhyCard)
    assert page.why.isHidden()
    page.cards["insurer-buyer"].asked.emit("insurer-buyer")
    assert page.why.isVisible()
    page.why.answered.emit("insured", "no")
    desk_open.settle()
    assert state(page, "insurer-buyer") is RouteState.CLOSED
    page.why.answered.emit("insured", "yes")
    page.why.answered.emit("insurance_report_by", "+14")
    desk_open.settle()
    due = page.cards["insurer-buyer"].standing.due
    assert due == dt.datetime.now().astimezone().date() + dt.timedelta(days=14)


def test_an_own_verdict_is_kept_and_taken_back(desk_open: Driver) -> None:
    page = board(desk_open)
    page.explain("police")
    page.why.judged.emit("police", "closed", "Not wanted.")
    desk_open.settle()
    kept = page.cards["police"].standing.override
    assert kept is not None
    assert kept.state is RouteState.CLOSED
    page.why.judged.emit("police", "", "")
    desk_open.settle()
    assert page.cards["police"].standing.override is None
    page.why.judged.emit("police", "open", "")
    desk_open.settle()
    assert page.cards["police"].standing.override is None


def test_another_day_moves_the_board(desk_open: Driver) -> None:
    page = board(desk_open)
    page.on.setText("2040-01-01")
    page.on.returnPressed.emit()
    desk_open.settle()
    assert state(page, "card-not-received") is RouteState.CLOSED
    page.on.setText("someday")
    page.on.returnPressed.emit()
    assert state(page, "card-not-received") is RouteState.CLOSED


def test_deadlines_lead_to_the_case_and_into_a_calendar(desk_open: Driver, tmp_path: Path) -> None:
    page = desk_open.go("deadlines")
    assert isinstance(page, DeadlinesPage)
    assert page.model.rowCount() == 0
    tell_days(desk_open, page)
    assert page.model.rowCount() > 0
    page.export(tmp_path / "deadlines.ics")
    desk_open.settle()
    assert (tmp_path / "deadlines.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.table.opened.emit(0)
    desk_open.settle()


def test_a_way_that_was_taken_is_entered_where_it_is_explained(desk_open: Driver) -> None:
    page = board(desk_open)
    page.explain("card-not-received")
    today = dt.datetime.now().astimezone().date()
    page.why.taken.fill({"on": "-3"})
    page.why.taken.accepted.emit()
    desk_open.settle()
    found = page.cards["card-not-received"].standing
    assert found.state is RouteState.WAITING
    assert found.opens == today + dt.timedelta(days=28)
    assert found.filed == "card_decided_on"
    said = [one.text() for one in page.cards["card-not-received"].findChildren(QLabel)]
    assert any(one.startswith("Goes on: ") for one in said)
    page.explain("card-not-received")
    page.why.taken.fill({"on": today.isoformat()})
    page.why.taken.accepted.emit()
    desk_open.settle()
    assert state(page, "card-not-received") is RouteState.CLOSED
