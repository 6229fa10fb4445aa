"""Many cases at once, and filters of one's own: seen before they are written, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.listing import add_cases, cases, find, numbers
from xborder_desk.domain.case_list import BulkChange, CaseQuestion
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.pages.cases.filters import ALL, BIN, SOON, KeepSheet, questions
from xborder_desk.ui.pages.cases.together import TogetherSheet, summary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.cases import CasesPage

EN = Language("en")


def together(driver: Driver, page: CasesPage) -> TogetherSheet:
    page.table.selectAll()
    page._change_together()
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, TogetherSheet)
    return sheet


def test_what_will_change_is_said_line_by_line() -> None:
    values = (
        ("status", (("new", 5), ("waiting", 2), ("closed", 1), ("settled", 1), ("in_court", 1))),
        ("caseworker", (("", 9), ("Jana", 1))),
    )
    said = summary({"status": "closed", "caseworker": "Ana"}, BulkChange(10, 1, values), EN)
    assert said[0].startswith("State: from New (5), Waiting for the consumer (2), Closed (1), Settled (1), ")
    assert "others (1)" in said[0]
    assert said[0].endswith("to Closed.")
    assert said[1] == "Caseworker: from nothing (9), Jana (1) to Ana."
    assert said[2] == "1 case has it already and stays as it is."


def test_many_are_changed_after_a_look_and_in_one_step_back(desk_open: Driver) -> None:
    more = add_cases(desk_open, 3)
    page = cases(desk_open)
    sheet = together(desk_open, page)
    sheet.form.put({"status": "waiting"})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible(), "the first press only shows what will change"
    assert "New (5)" in sheet.summary.text()
    assert sheet.verb.text() == "Change 5"
    assert page.desk.cases.show(more[0]).status == "new"
    sheet.accept_it()
    desk_open.settle()
    everything = [*more, desk_open.case]
    assert {page.desk.cases.show(number).status for number in everything} == {"waiting"}
    desk_open.window.undo.undo()
    desk_open.settle()
    assert {page.desk.cases.show(number).status for number in everything} == {"new"}
    desk_open.window.undo.redo()
    desk_open.settle()
    assert {page.desk.cases.show(number).status for number in everything} == {"waiting"}


def test_what_is_typed_after_the_look_asks_for_another(desk_open: Driver) -> None:
    page = cases(desk_open)
    sheet = together(desk_open, page)
    sheet.form.put({"status": "waiting"})
    sheet.accept_it()
    desk_open.settle()
    sheet.form.put({"status": "closed"})
    sheet.form.edited.emit()
    assert sheet.summary.isHidden()
    sheet.accept_it()
    desk_open.settle()
    assert "to Closed" in sheet.summary.text()
    assert page.desk.cases.show(desk_open.case).status == "new"


def test_nothing_to_change_is_said_and_nothing_is_written(desk_open: Driver) -> None:
    page = cases(desk_open)
    sheet = together(desk_open, page)
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    sheet.form.put({"status": "new"})
    sheet.accept_it()
    desk_open.settle()
    assert not sheet.verb.isEnabled(), "all of them have it already"


def test_a_value_that_cannot_be_taken_is_said_beside_its_field(desk_open: Driver) -> None:
    page = cases(desk_open)
    sheet = together(desk_open, page)
    sheet.form.put({"caseworker": "a\u202eb"})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.form.editor("caseworker").accessibleDescription()


@pytest.mark.parametrize("person", ["Jana", "Ana Souza"])
def test_the_own_filters_of_the_program(person: str) -> None:
    own = questions(person)
    assert own[ALL] == CaseQuestion()
    assert own[BIN].binned
    assert own["mine"].where == (("caseworker", f"={person}"),)
    assert own[SOON].order == "due"


def test_chips_count_what_they_find(desk_open: Driver) -> None:
    page = cases(desk_open)
    desk_open.qtbot.waitUntil(lambda: page.bar._counts.get(ALL) == 2, timeout=5000)
    chips = {name: chip.text() for name, chip in page.bar._chips.items()}
    assert chips[ALL] == "In work  2"
    assert chips[BIN] == "Bin  0"
    assert chips[SOON].endswith("1")
    page.desk.cases.bin(desk_open.case)
    desk_open.shell.changes.tell("cases")
    desk_open.qtbot.waitUntil(lambda: page.bar._counts.get(BIN) == 1, timeout=5000)
    desk_open.settle()


def test_a_filter_is_kept_used_and_let_go(desk_open: Driver) -> None:
    page = cases(desk_open)
    find(desk_open, page, "bicycle")
    page._keep_filter()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, KeepSheet)
    sheet.form.put({"name": "Bicycles"})
    sheet.accept_it()
    desk_open.settle()
    assert page.bar.current == "kept:Bicycles"
    assert page.finder.text() == ""
    assert numbers(page) == [desk_open.case]
    page.bar.choose(ALL)
    desk_open.settle()
    assert len(numbers(page)) == 2
    page.bar.choose("kept:Bicycles")
    desk_open.settle()
    assert numbers(page) == [desk_open.case]
    (drop,) = [one for one in page.bar.findChildren(QPushButton) if one.text() == "Let this filter go"]
    assert drop.isVisibleTo(page)
    drop.click()
    desk_open.settle()
    assert "kept:Bicycles" not in page.bar.names
    assert page.desk.cases.filters.kept() == []
    desk_open.window.undo.undo()
    desk_open.settle()
    assert [one.name for one in page.desk.cases.filters.kept()] == ["Bicycles"]


def test_a_filter_without_a_name_is_refused(desk_open: Driver) -> None:
    page = cases(desk_open)
    page._keep_filter()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, KeepSheet)
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    assert sheet.form.editor("name").accessibleDescription()


def test_the_chosen_or_the_whole_list_is_printed(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.print_list()
    desk_open.settle()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintPreviewDialog)]
    assert dialog.isVisible()
    dialog.close()


def test_a_second_office_shows_its_own_cases(desk_open: Driver, tmp_path: Path) -> None:
    page = cases(desk_open)
    assert len(numbers(page)) == 2
    desk_open.ways.create(tmp_path / "second", JobContext()).close()
    desk_open.open(tmp_path / "second")
    assert numbers(cases(desk_open)) == []
