"""The morning: what runs out first, whom to try again, what arrived, and what is done from there."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout

from tests.ui.listing import press
from xborder_desk.domain.cases import CaseRow
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.morning import AttemptLine, DueLine, NewsLine
from xborder_desk.i18n.language import Language
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.ui.models.table import VERB
from xborder_desk.ui.pages.cases.columns import COLUMNS as CASES
from xborder_desk.ui.pages.today import TodayPage
from xborder_desk.ui.pages.today.columns import ATTEMPTS, DUE, LATEST, NEWS
from xborder_desk.ui.states import day_in_list

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext

EN = Language("en")
DAY = dt.date(2026, 3, 8)
ATTEMPT = AttemptLine("answer", "2026-0001", "T", "A-01", "phone", "+86 755 1", DAY, 2)


def due(kind: str = "task", left: int = 0, **more: str) -> DueLine:
    return DueLine(kind, "u", "2026-0001", "A – B", "File", DAY, left, **more)  # type: ignore[arg-type] # fields by name


def news(kind: str, result: str = "", note: str = "") -> NewsLine:
    at = dt.datetime(2026, 3, 8, 7, tzinfo=dt.UTC)
    return NewsLine(
        1, kind, "2026-0001", "Bicycle", "A-01", "email", "shop@x.example", result, note, at, "Jana"
    )


def today(driver: Driver) -> TodayPage:
    page = driver.go("today")
    assert isinstance(page, TodayPage)
    return page


def reply(driver: Driver, page: TodayPage, note: str = "We will look") -> None:
    page.desk.contacts.add_reply("A-01", NewOutcome(note=note), driver.case)
    page.reload()
    driver.settle()


def test_a_day_near_is_red_and_one_far_is_not() -> None:
    left = next(column for column in DUE if column.id == "left")
    assert left.pill is not None
    kinds = [left.pill(due(left=days)) for days in (-1, 3, 4, 14, 15)]
    assert kinds == ["danger", "danger", "warn", "warn", "neutral"]


def test_a_deadline_says_its_day_its_reason_and_that_it_is_unchecked() -> None:
    what = next(column for column in DUE if column.id == "what")
    assert what.second is not None
    line = due("deadline", route="adr", why=Message("60 days after delivery", {}), status="unchecked")  # type: ignore[arg-type] # fields by name
    said = what.second(line, EN)
    assert "60 days after delivery" in said
    assert "8 Mar 2026" in said or "Mar 8, 2026" in said
    assert said.endswith("unchecked")
    assert "unchecked" not in what.second(due("deadline", status="verified"), EN)


@pytest.mark.parametrize("tag", ["en", "de", "ar", "pl", "zh-Hant"])
def test_days_are_written_alike_in_every_list_with_their_year(tag: str) -> None:
    language = Language(tag)
    alike = day_in_list(DAY, language)
    assert alike == language.date(DAY)
    assert str(DAY.year) in unicodedata.normalize("NFKC", alike) or tag == "ar"
    assert next(one for one in NEWS if one.id == "day").text(news("reply"), language) == alike
    said = [one.second(due(), language) for one in DUE if one.second is not None]
    assert any(alike in words for words in said)
    said = [one.second(ATTEMPT, language) for one in ATTEMPTS if one.second is not None]
    assert any(alike in words for words in said)
    names = {one.name for one in fields(CaseRow)}
    known: dict[str, Any] = dict.fromkeys(names, "")
    at = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
    case = CaseRow(**{**known, "next_due": DAY, "updated_at": at})
    shown = [one.text(case, language) for one in (*CASES, *LATEST) if one.id in {"due", "updated", "changed"}]
    assert shown == [alike] * 3
    assert not day_in_list(None, language)


@pytest.mark.parametrize(("kind", "verb"), [("task", "Done"), ("deadline", "Show")])
def test_each_line_has_one_verb(kind: str, verb: str) -> None:
    column = next(column for column in DUE if column.verb)
    assert column.text(due(kind), EN) == verb


@pytest.mark.parametrize(
    ("kind", "words"), [("answer", "Answer is due"), ("next", "Next step"), ("search", "Try again")]
)
def test_an_attempt_says_what_is_due_and_why(kind: str, words: str) -> None:
    told = Message("Attempt {n} of {wanted} by this way.", {"n": 2, "wanted": 3})
    line = AttemptLine(kind, "2026-0001", "T", "A-01", "phone", "+86 755 1", DAY, 2, told=told)
    title, until = (column for column in ATTEMPTS if not column.verb)
    assert title.text(line, EN).startswith(words)
    assert "+86 755 1" in title.text(line, EN)
    assert title.second is not None
    assert "Attempt 2 of 3 by this way." in title.second(line, EN)
    assert until.text(line, EN) == "2 days left"


def test_news_say_what_arrived_and_the_first_line_of_it() -> None:
    what = NEWS[0]
    assert what.second is not None
    assert what.text(news("reply"), EN) == "Reply in case 2026-0001"
    assert what.text(news("bounce", "bounced"), EN).endswith(": shop@x.example")
    assert "second" not in what.second(news("reply", note="first\nsecond"), EN)
    assert "Bicycle" in what.second(news("reply"), EN)


def test_what_is_due_is_listed_and_leads_to_its_case(desk_open: Driver) -> None:
    page = today(desk_open)
    tasks = [line for line in page.due.model.rows if line.kind == "task"]
    assert [(line.case, line.text, line.left) for line in tasks] == [(desk_open.case, "File the claim", 0)]
    answers = [line for line in page.attempts.model.rows if line.kind == "answer"]
    assert [(line.attempt, line.left) for line in answers] == [("A-01", 0)]
    assert page.latest.model.size() == 2
    page.attempts.table.opened.emit(page.attempts.model.rows.index(answers[0]))
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "contacts"


def test_what_is_done_answered_or_far_away_is_not_there(desk_open: Driver) -> None:
    page = today(desk_open)
    far = (dt.datetime.now(page.desk.zone).date() + dt.timedelta(days=31)).isoformat()
    page.desk.cases.plan(desk_open.case, "In a month", far)
    page.desk.cases.set(desk_open.case, {"status": "closed"})
    page.reload()
    desk_open.settle()
    assert page.due.model.size() == page.attempts.model.size() == 0
    assert page.due.place.currentIndex() == 1


def test_the_next_day_is_named_where_nothing_runs_out(desk_open: Driver) -> None:
    page = today(desk_open)
    day = dt.datetime.now(page.desk.zone).date() + dt.timedelta(days=50)
    for case in (desk_open.case,):
        page.desk.cases.bin(case)
    other = page.desk.cases.all()[0].number
    page.desk.cases.plan(other, "Far", day.isoformat())
    page.reload()
    desk_open.settle()
    assert page.due.model.size() == 0
    assert str(day.year) in page.due.empty._hint.text()
    assert page.due.empty._hint.isVisibleTo(page.due.empty)


def test_space_finishes_a_task_and_it_is_undone(desk_open: Driver) -> None:
    page = today(desk_open)
    line = next(n for n, one in enumerate(page.due.model.rows) if one.kind == "task")
    page.due.table.pick(line)
    press(desk_open, page.due.table, Qt.Key.Key_Space)
    assert [one.text for one in page.due.model.rows if one.kind == "task"] == []
    assert page.desk.cases.show(desk_open.case).tasks[0].done_at is not None
    desk_open.window.undo.undo()
    desk_open.settle()
    assert [one.text for one in page.due.model.rows if one.kind == "task"] == ["File the claim"]


def test_a_press_on_done_finishes_a_task(desk_open: Driver) -> None:
    page = today(desk_open)
    line = next(n for n, one in enumerate(page.due.model.rows) if one.kind == "task")
    verb = next(n for n, column in enumerate(DUE) if column.verb)
    index = page.due.model.index(line, verb)
    assert index.data(VERB) is True
    place = page.due.table.visualRect(index).center()
    QTest.mouseClick(page.due.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk_open.settle()
    assert page.desk.cases.show(desk_open.case).tasks[0].done_at is not None


def test_enter_on_a_task_opens_the_overview(desk_open: Driver) -> None:
    page = today(desk_open)
    page.due.table.pick(next(n for n, one in enumerate(page.due.model.rows) if one.kind == "task"))
    press(desk_open, page.due.table, Qt.Key.Key_Return)
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "overview"


def test_l_logs_an_attempt_in_the_case_of_the_line(desk_open: Driver) -> None:
    page = today(desk_open)
    page.due.table.pick(0)
    press(desk_open, page.due.table, Qt.Key.Key_L)
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "contacts"


def test_replies_are_news_until_seen_one_by_one_or_all(desk_open: Driver) -> None:
    page = today(desk_open)
    assert page.news.model.size() == 0
    reply(desk_open, page)
    reply(desk_open, page, "And again")
    assert [line.note for line in page.news.model.rows] == ["And again", "We will look"]
    page.news.table.pick(0)
    press(desk_open, page.news.table, Qt.Key.Key_Space)
    assert [line.note for line in page.news.model.rows] == ["We will look"]
    desk_open.window.undo.undo()
    desk_open.settle()
    assert page.news.model.size() == 2
    page._see_all()
    desk_open.settle()
    assert page.news.model.size() == 0
    assert page.news.place.currentIndex() == 1
    desk_open.window.undo.undo()
    desk_open.settle()
    assert page.news.model.size() == 2
    page.news.table.opened.emit(1)
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "contacts"
    assert [line.note for line in page.desk.today.show().news] == ["And again"]


def test_my_cases_alone_is_remembered(desk_open: Driver) -> None:
    page = today(desk_open)
    page.desk.cases.set(desk_open.case, {"caseworker": "Somebody else"})
    page._whose._buttons["mine"].click()
    desk_open.settle()
    assert [line for line in page.due.model.rows if line.case == desk_open.case] == []
    again = TodayPage(page.around, page.desk)
    assert again._mine
    again.deleteLater()
    page._whose._buttons[""].click()
    desk_open.settle()
    assert [line.case for line in page.due.model.rows if line.kind == "task"] == [desk_open.case]


def test_jobs_are_shown_with_cancel_as_long_as_they_run(desk_open: Driver) -> None:
    page = today(desk_open)
    stopped: list[bool] = []

    def work(ctx: JobContext) -> None:
        ctx.progress(1, 4, "Step")
        while not stopped:
            ctx.check()

    assert page.jobs.lines == []
    job = desk_open.shell.runner.job(work, "Copying")
    desk_open.qtbot.waitUntil(lambda: page.jobs.lines[0].figure.text() == "1 of 4", timeout=5000)
    assert "1 job" in page.jobs.count.text()
    job.cancelled.connect(lambda: stopped.append(True))
    page.jobs.lines[0].stop.click()
    desk_open.settle()
    assert stopped == [True]
    assert page.jobs.lines == []
    assert page.jobs._none.isVisibleTo(page.jobs)


def test_deadlines_are_brought_up_to_date_behind_the_page(desk_open: Driver) -> None:
    page = today(desk_open)
    page.desk.cases.set(desk_open.case, {"delivery_due": "2026-01-10"})
    page._refreshed = ""
    titles: list[str] = []
    desk_open.shell.runner.started.connect(lambda job: titles.append(job.title))
    page.reload()
    desk_open.settle()
    assert "Bringing deadlines up to date" in titles
    titles.clear()
    page.reload()
    desk_open.settle()
    assert "Bringing deadlines up to date" not in titles, "once a day is enough"


def test_a_narrow_window_lays_both_sides_below_each_other(desk_open: Driver) -> None:
    page = today(desk_open)
    desk_open.window.resize(800, 700)
    desk_open.settle()
    assert page._sides.direction() == QBoxLayout.Direction.TopToBottom
    desk_open.window.resize(1440, 900)
    desk_open.settle()
    assert page._sides.direction() == QBoxLayout.Direction.LeftToRight
