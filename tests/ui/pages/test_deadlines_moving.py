"""Deadlines of all cases while cases come and go: what is chosen stays, what is closed leaves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.listing import press
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.dialogs.limit import LimitSheet
from xborder_desk.ui.pages.deadlines import DeadlinesPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.driving import Driver


def paid(driver: Driver, days: int) -> str:
    """Open a case that was paid by card so many days ago and never delivered; gives its number."""
    desk = driver.shell.desk
    assert desk is not None
    number = driver.new_case(f"Paid {days} days ago")
    today = dt.datetime.now(desk.zone).date()
    values = {
        "payment_method": "card-visa",
        "amount": "50",
        "currency": "EUR",
        "paid_on": str(today - dt.timedelta(days=days)),
        "delivery_due": str(today - dt.timedelta(days=days - 10)),
    }
    desk.cases.set(number, values)
    return number


@pytest.fixture
def page(shared: Driver) -> Iterator[DeadlinesPage]:
    """The deadlines of two cases; in their own order."""
    for days in (60, 80):
        paid(shared, days)
    shared.go("deadlines")
    shared.window.around.changes.tell("cases")
    shared.settle()
    found = shared.page
    assert isinstance(found, DeadlinesPage)
    yield found
    found.table.order_by("")
    found.clear_strips()
    assert shared.shell.desk is not None
    for row in shared.shell.desk.cases.all():
        if row.title.startswith("Paid"):
            shared.shell.desk.cases.bin(row.number)


def again(driver: Driver) -> None:
    driver.window.around.changes.tell("cases")
    driver.settle()


def cases_in(page: DeadlinesPage) -> set[str]:
    return {line.case for line in page.model.rows}


def strip(page: DeadlinesPage) -> tuple[str, str]:
    found = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    return (found[0].property("kind"), found[0].text.text()) if found else ("", "")


def test_an_office_without_deadlines_says_when_there_will_be_some(drive: Driver, tmp_path: Path) -> None:
    drive.shell.make_office(tmp_path / "fresh", sample=False)
    drive.settle()
    page = drive.go("deadlines")
    assert isinstance(page, DeadlinesPage)
    assert page._places.currentIndex() == 1
    assert page._count.text() == "0 deadlines"


def test_a_case_put_into_the_bin_leaves_and_comes_back(shared: Driver, page: DeadlinesPage) -> None:
    number = page.model.rows[0].case
    page.desk.cases.bin(number)
    again(shared)
    assert number not in cases_in(page)
    page.desk.cases.take_back(number)
    again(shared)
    assert number in cases_in(page)


def test_the_chosen_deadline_stays_chosen_when_an_earlier_one_comes(
    shared: Driver, page: DeadlinesPage
) -> None:
    page.table.pick(page.model.size() - 1)
    chosen = page.model.row(page.table.current_row())
    assert chosen is not None
    paid(shared, 115)
    again(shared)
    after = page.model.row(page.table.current_row())
    assert after is not None
    assert after.uid == chosen.uid


def test_an_order_chosen_by_a_title_holds_when_the_list_is_filled_anew(
    shared: Driver, page: DeadlinesPage
) -> None:
    page.table.order_by("day", descending=True)
    again(shared)
    days = [line.due_on for line in page.model.rows]
    assert days == sorted(days, reverse=True)


def test_enter_opens_the_routes_of_that_case(shared: Driver, page: DeadlinesPage) -> None:
    line = page.model.rows[0]
    page.table.pick(0)
    press(shared, page.table, Qt.Key.Key_Return)
    shown = shared.window.page_in_view()
    assert shown is not None
    assert (shown.id, shared.page.case) == ("routes", line.case)


def test_the_calendar_holds_each_deadline_once_however_often_it_is_written(
    shared: Driver, page: DeadlinesPage, tmp_path: Path
) -> None:
    file = tmp_path / "limits.ics"
    written = []
    for _time in range(2):
        page.export(file)
        shared.settle()
        lines = file.read_text(encoding="utf-8").splitlines()
        written.append(sorted(line for line in lines if line.startswith("UID:")))
    assert written[0] == written[1]
    assert len(set(written[0])) == len(written[0]) >= page.model.size()
    assert strip(page)[0] == "ok"
    assert "limits.ics" in strip(page)[1]


def test_a_calendar_that_cannot_be_written_is_told_and_leaves_nothing(
    shared: Driver, page: DeadlinesPage, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    page.export(tmp_path / "file" / "limits.ics")
    shared.settle()
    kind, text = strip(page)
    assert kind == "danger"
    assert "Errno" not in text
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_ctrl_p_shows_the_list_on_paper_in_its_order(
    shared: Driver, page: DeadlinesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[list[str]] = []
    with monkeypatch.context() as patch:
        patch.setattr(
            "xborder_desk.ui.pages.deadlines.preview",
            lambda _page, _language, paper: printed.append([line[-2] for line in paper.cells]),
        )
        page.print_list()
    assert printed == [[line.case for line in page.model.rows]]
    press(shared, page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintPreviewDialog)]
    dialog.close()


def test_any_time_limit_is_counted_without_touching_a_case(shared: Driver, page: DeadlinesPage) -> None:
    before = [line.uid for line in page.model.rows]
    (count,) = [one for one in page.findChildren(QPushButton) if one.text() == "Count a time limit…"]
    count.click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, LimitSheet)
    sheet.reject()
    shared.settle()
    assert [line.uid for line in page.model.rows] == before


def test_what_runs_out_and_whether_it_was_checked_follow_the_language(
    shared: Driver, page: DeadlinesPage
) -> None:
    shared.speak("qps")
    assert OPENING in page.model.index(0, 0).data()
    assert OPENING in page.model.index(0, 4).data()
    assert OPENING in page._count.text()
    shared.speak("en")
    assert OPENING not in page.model.index(0, 0).data()
