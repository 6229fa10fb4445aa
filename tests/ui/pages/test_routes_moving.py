"""The board of routes while the case moves: days, answers, own verdicts, what is explained and refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QScrollArea

from xborder_desk.domain.routes.route import RouteState
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.pages.routes import RoutesPage
from xborder_desk.ui.pages.routes.clocks import ClockPicture, Lane
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

DAYS = some.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))


@pytest.fixture
def page(shared: Driver) -> RoutesPage:
    """The routes of a case that was paid by card and never delivered."""
    number = shared.new_case("Vase in pieces")
    desk = shared.shell.desk
    assert desk is not None
    today = dt.datetime.now(desk.zone).date()
    given_ = {
        "amount": "100.00",
        "currency": "EUR",
        "payment_method": "card-visa",
        "paid_on": str(today - dt.timedelta(days=70)),
        "delivery_due": str(today - dt.timedelta(days=60)),
    }
    desk.cases.set(number, given_)
    shared.window.open_case(number, "routes")
    shared.settle()
    found = shared.page
    assert isinstance(found, RoutesPage)
    return found


def states(page: RoutesPage) -> dict[str, RouteState]:
    assert page._board is not None
    return {one.id: one.state for one in page._board.standings}


def elsewhere(driver: Driver, page: RoutesPage) -> None:
    driver.window.around.changes.tell(f"case:{page.case}")
    driver.settle()


def strips(page: RoutesPage) -> str:
    return " ".join(one.text.text() for one in page.findChildren(Strip) if one.isVisibleTo(page))


def words(page: RoutesPage) -> str:
    return "\n".join(one.text() for one in page.why.findChildren(QLabel) if one.isVisibleTo(page))


def as_of(driver: Driver, page: RoutesPage, day: str) -> None:
    page.on.setText(day)
    page.on.returnPressed.emit()
    driver.settle()


def test_every_route_has_one_card_in_the_column_of_its_state(page: RoutesPage) -> None:
    assert set(page.cards) == set(states(page))
    assert {RouteState.OPEN, RouteState.UNKNOWN} <= set(states(page).values())


def test_a_case_about_which_nothing_is_known_asks_and_claims_nothing(shared: Driver) -> None:
    shared.window.open_case(shared.new_case(), "routes")
    shared.settle()
    page = shared.page
    assert isinstance(page, RoutesPage)
    assert page.cards
    assert strips(page) == ""
    assert not page.picture.isVisibleTo(page), "no clock runs that nobody knows of"


def test_a_later_day_closes_what_runs_out_and_an_earlier_one_opens_it_again(
    shared: Driver, page: RoutesPage
) -> None:
    now = states(page)
    board = page._board
    assert board is not None
    as_of(shared, page, (board.on + dt.timedelta(days=4000)).isoformat())
    later = states(page)
    assert sum(one is RouteState.CLOSED for one in later.values()) > sum(
        one is RouteState.CLOSED for one in now.values()
    )
    as_of(shared, page, board.on.isoformat())
    assert states(page) == now


def test_what_is_no_day_is_said_and_the_board_stays(shared: Driver, page: RoutesPage) -> None:
    before = states(page)
    as_of(shared, page, "the day after")
    assert "the day after" in strips(page)
    assert states(page) == before


def test_the_route_that_is_explained_is_explained_anew(shared: Driver, page: RoutesPage) -> None:
    route = next(name for name, state in states(page).items() if state is RouteState.OPEN)
    page.go_to(route)
    said = words(page)
    assert page.why.route == route
    page.desk.cases.set(page.case, {"title": "Vase, renamed"})
    elsewhere(shared, page)
    assert page.why.route == route
    assert words(page) == said


def test_a_route_that_is_none_explains_nothing(page: RoutesPage) -> None:
    before = page.why.route
    page.go_to("no-such-route")
    assert page.why.route == before


def test_an_own_verdict_moves_the_route_and_is_lifted_again(shared: Driver, page: RoutesPage) -> None:
    route = next(name for name, state in states(page).items() if state is RouteState.OPEN)
    page._judge(route, "closed", "The bank said no on the telephone.")
    shared.settle()
    assert states(page)[route] is RouteState.CLOSED
    page._judge(route, "", "")
    shared.settle()
    assert states(page)[route] is RouteState.OPEN


def test_a_verdict_without_a_reason_is_refused_and_moves_nothing(shared: Driver, page: RoutesPage) -> None:
    route = next(name for name, state in states(page).items() if state is RouteState.OPEN)
    page.go_to(route)
    page._judge(route, "closed", "  ")
    shared.settle()
    assert states(page)[route] is RouteState.OPEN


def test_an_answer_is_kept_in_the_case_and_one_that_is_none_is_refused(
    shared: Driver, page: RoutesPage
) -> None:
    page._answer("delivered_on", "yesterday")
    shared.settle()
    yesterday = dt.datetime.now().astimezone().date() - dt.timedelta(days=1)
    assert page.desk.cases.show(page.case).values["delivered_on"] == yesterday
    page._answer("delivered_on", "no idea")
    shared.settle()
    assert strips(page)
    assert page.desk.cases.show(page.case).values["delivered_on"] == yesterday


def test_what_moved_is_marked_until_it_was_seen(shared: Driver, page: RoutesPage) -> None:
    page._seen()
    shared.settle()
    page.desk.cases.set(page.case, {"payment_method": "sepa-transfer"})
    elsewhere(shared, page)
    board = page._board
    assert board is not None
    assert board.moved
    page._seen()
    shared.settle()
    assert page._board is not None
    assert not page._board.moved


def test_states_and_reasons_follow_the_language(shared: Driver, page: RoutesPage) -> None:
    page.go_to(next(iter(states(page))))
    shared.speak("qps")
    assert OPENING in words(page)
    shared.speak("en")
    assert OPENING not in words(page)


@pytest.fixture
def picture(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> ClockPicture:
    made = ClockPicture(screen, theme)
    qtbot.addWidget(made)
    made.resize(900, 200)
    return made


@given(
    on=DAYS,
    lanes=some.lists(some.tuples(DAYS, some.integers(0, 4000), some.booleans()), min_size=1, max_size=8),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_clock_lies_within_the_picture_and_later_is_never_before(
    picture: ClockPicture, on: dt.date, lanes: list[tuple[dt.date, int, bool]]
) -> None:
    found = tuple(Lane("way", since, since + dt.timedelta(days=long), waits) for since, long, waits in lanes)
    picture.show_lanes(found, on)
    first, last = picture.span()
    assert first <= on < last
    days = sorted({first, on, last, *(lane.since for lane in found), *(lane.due for lane in found)})
    places = [picture.place(day) for day in days]
    assert places == sorted(places)
    assert all(0 <= one <= picture.width() for one in places)


def test_no_clock_takes_no_room_and_is_not_read_aloud(picture: ClockPicture) -> None:
    picture.show_lanes((), dt.date(2026, 3, 8))
    assert picture.isHidden()
    assert picture.accessibleDescription() == ""


def moved_lines(page: RoutesPage, route: str) -> list[str]:
    told = [one.text() for one in page.cards[route].findChildren(QLabel)]
    return [one for one in told if one.startswith("Moved since")]


def test_what_moved_is_told_by_the_day_where_the_state_stayed(shared: Driver, page: RoutesPage) -> None:
    route = "card-not-received"
    page._seen()
    shared.settle()
    first = page.cards[route].standing
    assert first.due is not None
    assert moved_lines(page, route) == []
    later = dt.datetime.now(page.desk.zone).date() - dt.timedelta(days=50)
    page.desk.cases.set(page.case, {"delivery_due": str(later)})
    elsewhere(shared, page)
    after = page.cards[route].standing
    assert (after.state, after.due) != (first.state, first.due)
    was = page.language.date(first.due) if after.state is first.state else "Open"
    assert moved_lines(page, route) == [f"Moved since you last looked: before {was}."]


def test_why_comes_into_view_wherever_it_is_asked(shared: Driver, page: RoutesPage) -> None:
    area = page.cards["police"].parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.cards["police"].asked.emit("police")
    shared.settle()
    top = page.why.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= area.viewport().height() // 2


def test_whether_it_was_sold_through_a_platform_is_answered_where_it_is_asked(
    shared: Driver, page: RoutesPage
) -> None:
    assert states(page)["platform-complaint"] is RouteState.UNKNOWN
    page.ask("platform-complaint")
    shared.settle()
    yes, no = page.why._yes_no
    assert yes.isVisibleTo(page)
    no.click()
    shared.settle()
    assert states(page)["platform-complaint"] is RouteState.CLOSED
