"""The timeline of a case: where each entry leads, what is filtered, ordered, copied, gone and said anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.listing import press
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact
from xborder_desk.ui.pages.timeline import TimelinePage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def timeline(driver: Driver, case: str) -> TimelinePage:
    driver.window.open_case(case, "timeline")
    driver.settle()
    page = driver.page
    assert isinstance(page, TimelinePage)
    return page


def kinds(page: TimelinePage) -> list[str]:
    return [entry.what for entry in page.model.rows]


def line_of(page: TimelinePage, what: str) -> int:
    return kinds(page).index(what)


@pytest.fixture
def case(shared: Driver, tmp_path: Path) -> str:
    """A case with one entry of each kind."""
    desk = shared.shell.desk
    assert desk is not None
    number = shared.new_case("Chair with three legs")
    mail = (
        f"From: shop@x.example\r\nDate: Mon, 12 Jan 2026 10:00:00 +0000\r\nSubject: {number}\r\n\r\nSoon.\r\n"
    )
    (tmp_path / "order.eml").write_bytes(mail.encode())
    desk.evidence.add_files(number, [tmp_path / "order.eml"], JobContext())
    desk.cases.set(number, {"ordered_on": "2026-01-02"})
    desk.cases.plan(number, "Ask again", "2026-02-01")
    desk.facts.add(number, NewFact("The chair fell over.", "2026-01-09", ("E-01",)))
    desk.facts.add(number, NewFact("It was bought in spring.", "2025", ()))
    desk.contacts.add(number, NewAttempt("email", "chair@x.example", at="2026-01-20T10:12"))
    desk.contacts.add_reply("A-01", NewOutcome(at="2026-01-22T09:00", note="We look into it"), number)
    return number


def test_a_case_just_opened_shows_that_and_nothing_else(shared: Driver) -> None:
    page = timeline(shared, shared.new_case())
    assert kinds(page) == ["case"]
    page._chips._buttons["fact"].click()
    assert page._places.currentIndex() == 1, "an empty kind says what will stand there"
    page._chips._buttons[""].click()
    assert page._places.currentIndex() == 0


def test_everything_dated_stands_in_one_order(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    assert set(kinds(page)) == {"case", "key_date", "task", "fact", "evidence", "attempt", "reply"}
    days = [entry.day for entry in page.model.rows]
    assert days == sorted(days)
    spring = next(n for n, entry in enumerate(page.model.rows) if entry.text == "It was bought in spring.")
    assert page.model.index(spring, 0).data() == "2025"


@pytest.mark.parametrize(
    ("what", "tab"),
    [
        ("case", "overview"),
        ("key_date", "overview"),
        ("task", "overview"),
        ("fact", "overview"),
        ("evidence", "evidence"),
        ("attempt", "contacts"),
        ("reply", "contacts"),
    ],
)
def test_enter_goes_where_an_entry_stands(shared: Driver, case: str, what: str, tab: str) -> None:
    page = timeline(shared, case)
    page.table.pick(line_of(page, what))
    press(shared, page.table, Qt.Key.Key_Return)
    shown = shared.window.page_in_view()
    assert shown is not None
    assert (shown.id, shared.page.case) == (tab, case)


@pytest.mark.parametrize(
    ("chip", "left"),
    [
        ("fact", {"fact"}),
        ("evidence", {"evidence"}),
        ("attempt reply", {"attempt", "reply"}),
        ("key_date task deadline", {"key_date", "task"}),
    ],
)
def test_a_chip_leaves_its_kinds_also_when_the_page_is_loaded_anew(
    shared: Driver, case: str, chip: str, left: set[str]
) -> None:
    page = timeline(shared, case)
    page._chips._buttons[chip].click()
    assert set(kinds(page)) == left
    page.reload()
    shared.settle()
    assert set(kinds(page)) == left


def test_a_fact_taken_out_elsewhere_goes_and_the_choice_is_kept(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    chosen = line_of(page, "attempt")
    page.table.pick(chosen)
    page.desk.facts.remove(case, "F-01")
    shared.window.around.changes.tell(f"case:{case}")
    shared.settle()
    assert kinds(page).count("fact") == 1
    assert page.table.current_row() == line_of(page, "attempt") == chosen - 1
    page.desk.facts.bring_back(case, "F-01")
    shared.window.around.changes.tell(f"case:{case}")
    shared.settle()
    assert kinds(page).count("fact") == 2
    assert page.table.current_row() == chosen


def test_another_case_changing_leaves_the_page_alone(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    page.desk.facts.remove(case, "F-01")
    shared.window.around.changes.tell(f"case:{shared.case}")
    shared.settle()
    assert kinds(page).count("fact") == 2


def test_a_press_on_a_title_orders_and_the_third_press_gives_the_days_back(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    own = kinds(page)
    page.table._order_by_section(1)
    names = [page.model.index(line, 1).data() for line in range(page.model.size())]
    assert names == sorted(names)
    page.table._order_by_section(1)
    assert [page.model.index(line, 1).data() for line in range(page.model.size())] != names
    page.table._order_by_section(1)
    assert kinds(page) == own


def test_the_order_holds_when_a_chip_is_pressed(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    page.table.order_by("day", descending=True)
    page._chips._buttons["attempt reply"].click()
    assert kinds(page) == ["reply", "attempt"]


def test_a_line_is_copied_as_it_is_shown(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    page.table.pick(line_of(page, "attempt"))
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = QGuiApplication.clipboard().mimeData().text().split("\t")
    assert len(cells) == 4
    assert (cells[1], cells[3]) == ("Contact attempt", "A-01")


def test_kinds_are_said_anew_and_the_words_of_people_stay(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    shared.speak("qps")
    fact = line_of(page, "fact")
    assert OPENING in page.model.index(fact, 1).data()
    assert OPENING not in page.model.index(line_of(page, "task"), 2).data()
    assert OPENING in page.model.index(line_of(page, "key_date"), 2).data()
    shared.speak("en")
    assert page.model.index(fact, 1).data() == "Fact"


def test_a_case_in_the_bin_still_has_its_days(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    before = kinds(page)
    page.desk.cases.bin(case)
    page.reload()
    shared.settle()
    assert kinds(page) == before
    assert not page._strips.count()


def test_a_day_long_ago_or_far_ahead_is_a_day(shared: Driver, case: str) -> None:
    page = timeline(shared, case)
    page.desk.facts.add(case, NewFact("His mother bought one.", "1990-12-31", ()))
    page.desk.cases.plan(case, "Throw the papers away", "2060-12-31")
    page.reload()
    shared.settle()
    assert page.model.rows[0].day == dt.date(1990, 12, 31)
    assert page.model.rows[-1].day == dt.date(2060, 12, 31)
    assert "1990" in page.model.index(0, 0).data()
