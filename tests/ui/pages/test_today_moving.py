"""The morning while things move: done elsewhere, put into the bin, said in another language, none at all."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.listing import press
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n.language import Language
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.pages.today import TodayPage
from xborder_desk.ui.pages.today.columns import NEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.today import Part


def today(driver: Driver) -> TodayPage:
    page = driver.go("today")
    assert isinstance(page, TodayPage)
    return page


def again(driver: Driver, page: TodayPage) -> None:
    """Show what there is now."""
    page.reload()
    driver.settle()


def in_days(page: TodayPage, days: int) -> str:
    return (dt.datetime.now(page.desk.zone).date() + dt.timedelta(days=days)).isoformat()


def cases_in(part: Part) -> list[str]:
    """Give the case of each line."""
    return [str(getattr(row, "case", "") or getattr(row, "number", "")) for row in part.model.rows]


def line_of(part: Part, case: str) -> int:
    return cases_in(part).index(case)


def words(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def in_view(driver: Driver) -> tuple[str, str]:
    """Give the page in view, and the case it is of."""
    shown = driver.window.page_in_view()
    assert shown is not None
    return shown.id, driver.page.case


@pytest.fixture
def task(shared: Driver) -> str:
    """A case with one task due in two days."""
    number = shared.new_case("Kettle that leaks")
    page = today(shared)
    page.desk.cases.plan(number, "Ask for a picture", in_days(page, 2))
    again(shared, page)
    return number


@pytest.fixture
def bounced(shared: Driver) -> str:
    """A case with an attempt that came back and one that is due again."""
    number = shared.new_case("Lamp that flickers")
    page = today(shared)
    page.desk.contacts.add(number, NewAttempt("email", "lamp@x.example", at="2026-01-20T10:12"))
    page.desk.contacts.add_result("A-01", NewOutcome(result="bounced"), number)
    page.desk.contacts.add(
        number, NewAttempt("phone", "+86 755 1", at="2026-01-21T10:12", reply_by=in_days(page, 1))
    )
    again(shared, page)
    return number


def test_an_office_without_cases_says_what_will_stand_where(drive: Driver, tmp_path: Path) -> None:
    drive.shell.make_office(tmp_path / "fresh", sample=False)
    drive.settle()
    page = today(drive)
    parts = (page.due, page.attempts, page.news, page.latest)
    assert [part.place.currentIndex() for part in parts] == [1, 1, 1, 1]
    assert not any(part.card.count.text() for part in parts), "nothing is counted where nothing is"
    assert not page.due.empty._hint.isVisibleTo(page.due.empty)
    said = words(page)
    assert "No case yet" in said
    assert "0 cases" in said
    make = [one for one in page.latest.empty.findChildren(QPushButton) if one.text() == "New case"]
    make[0].click()
    drive.settle()
    assert isinstance(drive.dialog(), NewCaseSheet)


def test_the_next_day_is_named_no_longer_once_it_is_done(desk_open: Driver) -> None:
    page = today(desk_open)
    for case in page.desk.cases.all():
        page.desk.cases.bin(case.number)
    number = desk_open.new_case()
    uid = page.desk.cases.plan(number, "Far", in_days(page, 50))
    again(desk_open, page)
    assert "The next day is" in page.due.empty._hint.text()
    page.desk.cases.finish(number, uid)
    again(desk_open, page)
    assert not page.due.empty._hint.isVisibleTo(page.due.empty)


def test_a_task_done_in_another_window_goes_and_is_not_done_twice(shared: Driver, task: str) -> None:
    page = today(shared)
    line = line_of(page.due, task)
    (one,) = page.desk.cases.show(task).tasks
    page.desk.cases.finish(task, one.uid)
    done_at = page.desk.cases.show(task).tasks[0].done_at
    page.due.table.pick(line)
    press(shared, page.due.table, Qt.Key.Key_Space)
    assert task not in cases_in(page.due)
    assert page.desk.cases.show(task).tasks[0].done_at == done_at


def test_what_is_put_into_the_bin_is_in_no_list(shared: Driver, task: str, bounced: str) -> None:
    page = today(shared)
    assert task in cases_in(page.due)
    assert bounced in cases_in(page.news)
    assert bounced in cases_in(page.attempts)
    for number in (task, bounced):
        page.desk.cases.bin(number)
    shared.window.around.changes.tell("cases")
    shared.settle()
    for part in (page.due, page.attempts, page.news, page.latest):
        assert not {task, bounced} & set(cases_in(part))


def test_the_chosen_line_stays_the_same_task_when_others_come_before_it(shared: Driver, task: str) -> None:
    page = today(shared)
    page.due.table.pick(line_of(page.due, task))
    before = page.due.model.row(page.due.table.current_row())
    page.desk.cases.plan(shared.case, "Sooner", in_days(page, -3))
    again(shared, page)
    after = page.due.model.row(page.due.table.current_row())
    assert before is not None
    assert after is not None
    assert after.uid == before.uid
    assert page.due.table.current_row() > 0


def test_what_came_back_is_news_until_it_is_opened(shared: Driver, bounced: str) -> None:
    page = today(shared)
    line = line_of(page.news, bounced)
    assert "lamp@x.example" in page.news.model.index(line, 0).data()
    page.news.table.opened.emit(line)
    shared.settle()
    assert in_view(shared) == ("contacts", bounced)
    page = today(shared)
    assert bounced not in cases_in(page.news)


def test_one_press_on_seen_takes_one_line_away_and_undo_brings_it_back(shared: Driver, bounced: str) -> None:
    page = today(shared)
    page.desk.contacts.add_reply("A-02", NewOutcome(note="We answer"), bounced)
    again(shared, page)
    mine = [row.kind for row in page.news.model.rows if row.case == bounced]
    assert sorted(mine) == ["bounce", "reply"]
    page.news.table.acted.emit(line_of(page.news, bounced))
    shared.settle()
    assert len([row for row in page.news.model.rows if row.case == bounced]) == 1
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len([row for row in page.news.model.rows if row.case == bounced]) == 2


@pytest.mark.parametrize("name", ["attempts", "news", "latest"])
def test_l_takes_the_line_of_the_list_one_is_in(shared: Driver, bounced: str, name: str) -> None:
    page = today(shared)
    part: Part = getattr(page, name)
    part.table.pick(line_of(part, bounced))
    press(shared, part.table, Qt.Key.Key_L)
    assert in_view(shared) == ("contacts", bounced)


def test_the_next_step_of_a_search_stays_chosen_when_the_morning_is_shown_anew(desk_open: Driver) -> None:
    page = today(desk_open)
    steps = [n for n, row in enumerate(page.attempts.model.rows) if row.kind == "search"]
    page.attempts.table.pick(steps[0])
    before = page.attempts.model.row(steps[0])
    page.desk.contacts.add(desk_open.case, NewAttempt("phone", "+86 755 1", reply_by=in_days(page, -1)))
    again(desk_open, page)
    after = page.attempts.model.row(page.attempts.table.current_row())
    assert after is not None
    assert before is not None
    assert (after.kind, after.channel, after.address) == ("search", before.channel, before.address)


def test_log_in_the_row_goes_to_the_form_and_enter_to_the_attempt(shared: Driver, bounced: str) -> None:
    page = today(shared)
    page.attempts.table.acted.emit(line_of(page.attempts, bounced))
    shared.settle()
    assert in_view(shared) == ("contacts", bounced)
    page = today(shared)
    page.attempts.table.pick(line_of(page.attempts, bounced))
    press(shared, page.attempts.table, Qt.Key.Key_Return)
    assert in_view(shared) == ("contacts", bounced)


def test_the_case_changed_last_stands_first_and_opens(shared: Driver, task: str) -> None:
    page = today(shared)
    page.desk.cases.set(task, {"title": "Kettle, changed"})
    again(shared, page)
    first = page.latest.model.row(0)
    assert first is not None
    assert first.title == "Kettle, changed"
    page.latest.table.opened.emit(0)
    shared.settle()
    assert in_view(shared)[1] == task


def test_more_than_a_page_holds_is_counted_whole(desk_open: Driver) -> None:
    page = today(desk_open)
    for number in range(45):
        page.desk.cases.plan(desk_open.case, f"Step {number}", in_days(page, 1))
    again(desk_open, page)
    shown, _of, total = page.due.card.count.text().partition(" of ")
    assert int(shown) == page.due.model.size() < int(total)
    assert int(total) >= 46


def test_space_on_a_deadline_opens_its_route_and_marks_nothing(desk_open: Driver) -> None:
    page = today(desk_open)
    page.desk.cases.set(desk_open.case, {"delivery_due": in_days(page, -100), "paid_on": in_days(page, -110)})
    page.desk.routes.refresh(desk_open.shell.runner.job(lambda _ctx: None, quiet=True).context)
    again(desk_open, page)
    limits = [n for n, row in enumerate(page.due.model.rows) if row.kind == "deadline"]
    assert limits, [row.text for row in page.due.model.rows]
    page.due.table.pick(limits[0])
    press(desk_open, page.due.table, Qt.Key.Key_Space)
    assert in_view(desk_open) == ("routes", desk_open.case)
    assert desk_open.window.undo.latest is None


def test_who_has_a_name_is_greeted_by_it(shared: Driver) -> None:
    page = today(shared)
    shared.ways.choose(name="Jana Weiß")
    again(shared, page)
    assert page._greeting.text() == "Good day, Jana Weiß"
    shared.ways.choose(name="")
    again(shared, page)
    assert page._greeting.text() == "Today"


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is that of Taipei."""
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_what_arrived_in_the_evening_in_greenwich_arrived_the_next_day_here() -> None:
    from tests.ui.pages.test_today import news  # noqa: PLC0415 - the maker of lines stands beside its own tests

    day = next(column for column in NEWS if column.id == "day")
    evening = dt.datetime(2026, 3, 8, 20, 30, tzinfo=dt.UTC)
    line = news("reply")
    moved = type(line)(**{**{name: getattr(line, name) for name in line.__slots__}, "at": evening})
    assert "9" in day.text(moved, Language("en"))
    assert "8" not in day.text(moved, Language("en"))
