"""The morning: what runs out first, whose answer is due, and what was changed last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.today import DUE, REPLIES, DueLine, ReplyLine, TodayPage

if TYPE_CHECKING:
    from tests.ui.driving import Driver

EN = Language("en")
DAY = dt.date(2026, 3, 8)


def test_a_day_near_is_red_and_one_far_is_not() -> None:
    left = next(column for column in DUE if column.id == "left")
    assert left.pill is not None
    kinds = [left.pill(DueLine("2026-0001", "A – B", "File", DAY, days)) for days in (-1, 3, 4, 14, 15)]
    assert kinds == ["danger", "danger", "warn", "warn", "neutral"]


def test_an_answer_names_its_address_and_day() -> None:
    line = ReplyLine("2026-0001", "A-01", "email", "shop@seller.example", DAY, 0)
    said = {column.id: column.text(line, EN) for column in REPLIES}
    assert "shop@seller.example" in said["address"]
    assert said["by"] == "Today"


def today(driver: Driver) -> TodayPage:
    page = driver.go("today")
    assert isinstance(page, TodayPage)
    return page


def test_what_is_due_is_listed_and_leads_to_its_case(desk_open: Driver) -> None:
    page = today(desk_open)
    assert [(line.case, line.text, line.left) for line in page.due_model.rows] == [
        (desk_open.case, "File the claim", 0)
    ]
    assert [(line.attempt, line.left) for line in page.reply_model.rows] == [("A-01", 0)]
    assert page.latest_model.size() == 2
    page.reply_table.opened.emit(0)
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "contacts"


def test_what_is_done_answered_or_far_away_is_not_there(desk_open: Driver) -> None:
    page = today(desk_open)
    far = (dt.datetime.now(page.desk.zone).date() + dt.timedelta(days=31)).isoformat()
    page.desk.cases.plan(desk_open.case, "In a month", far)
    page.reload()
    desk_open.settle()
    assert [line.text for line in page.due_model.rows] == ["File the claim"]
    page.desk.cases.set(desk_open.case, {"status": "closed"})
    page.reload()
    desk_open.settle()
    assert page.due_model.size() == page.reply_model.size() == 0
    assert page._due_place.currentIndex() == 1
