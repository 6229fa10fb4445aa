"""The deadlines of all cases: the nearest first, ordered otherwise, brought up to date, printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from xborder_desk.ui.pages.deadlines import DeadlinesPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


@pytest.fixture
def page(desk_open: Driver) -> DeadlinesPage:
    """The page over a case with dates."""
    desk = desk_open.shell.desk
    assert desk is not None
    today = dt.datetime.now(desk.zone).date()
    days = {"delivery_due": str(today - dt.timedelta(days=60)), "paid_on": str(today - dt.timedelta(days=70))}
    desk.cases.set(desk_open.case, days)
    found = desk_open.go("deadlines")
    assert isinstance(found, DeadlinesPage)
    return found


def test_what_is_not_fresh_is_computed_behind_the_page(desk_open: Driver, page: DeadlinesPage) -> None:
    assert page.model.size() > 0
    assert page._fresh_on is not None
    assert page._count.text().startswith(str(page.model.size()))
    titles: list[str] = []
    desk_open.shell.runner.started.connect(lambda job: titles.append(job.title))
    page.reload()
    desk_open.settle()
    assert "Bringing deadlines up to date" not in titles


def test_the_nearest_comes_first_and_titles_order_the_list(page: DeadlinesPage) -> None:
    days = [line.due_on for line in page.model.rows]
    assert days == sorted(days)
    page.table.order_by("day", descending=True)
    assert [line.due_on for line in page.model.rows] == sorted(days, reverse=True)
    page.table.order_by("")
    assert [line.due_on for line in page.model.rows] == days


def test_enter_opens_the_routes_of_the_case(desk_open: Driver, page: DeadlinesPage) -> None:
    page.table.opened.emit(0)
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "routes"


def test_the_calendar_file_is_written(desk_open: Driver, page: DeadlinesPage, tmp_path: Path) -> None:
    page.export(tmp_path / "limits.ics")
    desk_open.settle()
    assert (tmp_path / "limits.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") >= page.model.size()
    page.export(tmp_path / "nowhere" / "limits.ics")
    desk_open.settle()
    assert not (tmp_path / "nowhere").exists()


def test_the_list_is_printed_as_it_is_shown(desk_open: Driver, page: DeadlinesPage) -> None:
    page.print_list()
    desk_open.settle()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintPreviewDialog)]
    assert dialog.isVisible()
    dialog.close()
