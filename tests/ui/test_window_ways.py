"""The window: its keys, its strips, its cases; closing with work going on; two windows; what is in view."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton

from tests.ui.listing import press
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.dialogs.goto import GoToSheet
from xborder_desk.ui.dialogs.help import HelpSheet
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.dialogs.shortcuts import SHORTCUTS, ShortcutsSheet
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.widgets.cards import Strip
    from xborder_desk.ui.window import Window


def shown(driver: Driver) -> str:
    """Give the id of the page in view."""
    page = driver.window.page_in_view()
    assert page is not None
    return page.id


def strips(window: Window) -> list[Strip]:
    found = [window._strips.itemAt(n) for n in range(window._strips.count())]
    return [item.widget() for item in found if item is not None]  # type: ignore[misc] # strips and nothing else


def key(driver: Driver, name: str) -> None:
    """Press the shortcut of an action, as its action hears it."""
    driver.window.actions_by_name[name].trigger()
    driver.settle()


def space(driver: Driver) -> Workspace:
    view = driver.window.view()
    assert isinstance(view, Workspace)
    return view


@pytest.mark.parametrize(
    ("name", "page"), [("today", "today"), ("cases", "cases"), ("settings", "settings"), ("back", "cases")]
)
def test_a_key_goes_to_its_page_and_the_rail_shows_it(shared: Driver, name: str, page: str) -> None:
    shared.window.open_case(shared.case, "timeline")
    shared.settle()
    key(shared, name)
    assert shown(shared) == page
    button = shared.window.rail.button(page)
    assert button is not None
    assert button.isChecked()
    assert not shared.window.rail._compact


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("new_case", NewCaseSheet), ("go_to", GoToSheet), ("help", HelpSheet), ("shortcuts", ShortcutsSheet)],
)
def test_a_key_asks_its_question_and_esc_leaves_everything_as_it_was(
    shared: Driver, name: str, sheet: type
) -> None:
    shared.go("cases")
    key(shared, name)
    question = shared.dialog()
    assert isinstance(question, sheet)
    QTest.keyClick(question, Qt.Key.Key_Escape)
    shared.settle()
    assert not [one for one in shared.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert shown(shared) == "cases"


def test_every_key_is_one_action_and_none_is_given_twice(shared: Driver) -> None:
    assert set(shared.window.actions_by_name) == {name for name, _key, _text in SHORTCUTS}
    keys = [one.shortcut().toString() for one in shared.window.actions_by_name.values()]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_keys_of_a_case_do_nothing_where_no_case_is_open(shared: Driver) -> None:
    shared.go("cases")
    for name in ("next_tab", "previous_tab", "note"):
        key(shared, name)
        assert shown(shared) == "cases"


def test_tabs_are_walked_round_and_each_shows_its_page(shared: Driver) -> None:
    shared.window.open_case(shared.case, "overview")
    shared.settle()
    ids = [page.id for page in space(shared).pages]
    walked = []
    for _step in ids:
        walked.append(shown(shared))
        key(shared, "next_tab")
    assert walked == ids
    assert shown(shared) == ids[0], "after the last comes the first"
    key(shared, "previous_tab")
    assert shown(shared) == ids[-1]


def test_find_goes_to_the_field_of_the_page_and_is_no_fault_where_there_is_none(shared: Driver) -> None:
    page = shared.go("cases")
    shared.window.activateWindow()
    key(shared, "find")
    shared.qtbot.waitUntil(page.finder.hasFocus, timeout=3000)  # type: ignore[attr-defined] # the list of cases
    shared.go("today")
    key(shared, "find")
    assert shown(shared) == "today"


def test_n_writes_a_note_and_l_an_attempt_in_the_case_that_is_open(shared: Driver) -> None:
    number = shared.new_case()
    shared.window.open_case(number, "timeline")
    shared.settle()
    shared.window.activateWindow()
    key(shared, "note")
    page = shared.page
    assert isinstance(page, OverviewPage)
    shared.qtbot.waitUntil(page.notes.line.hasFocus, timeout=3000)
    key(shared, "log")
    assert (shown(shared), shared.page.case) == ("contacts", number)


def test_refresh_shows_what_was_changed_behind_the_window(shared: Driver) -> None:
    number = shared.new_case("Before")
    shared.window.open_case(number, "overview")
    shared.settle()
    page = shared.page
    assert isinstance(page, OverviewPage)
    page.desk.cases.set(number, {"title": "After"})
    key(shared, "refresh")
    assert page.view is not None
    assert page.view.title == "After"


def test_the_head_of_a_case_follows_its_state_and_its_nearest_day(shared: Driver) -> None:
    number = shared.new_case("Head")
    shared.window.open_case(number, "overview")
    shared.settle()
    head, desk = space(shared), shared.shell.desk
    assert desk is not None
    assert not head._due.isVisibleTo(head)
    desk.cases.plan(number, "Ask", "2020-01-01")
    desk.cases.set(number, {"status": "waiting"})
    shared.window.around.changes.tell(f"case:{number}")
    shared.settle()
    assert head._due.isVisibleTo(head)
    assert "over" in head._due.word.text()
    assert head._state.word.text() == "Waiting for the consumer"
    desk.cases.finish(number, desk.cases.show(number).tasks[0].uid)
    shared.window.around.changes.tell(f"case:{number}")
    shared.settle()
    assert not head._due.isVisibleTo(head)


def test_a_case_in_the_bin_takes_no_attempt(shared: Driver) -> None:
    number = shared.new_case("Binned")
    shared.window.open_case(number, "overview")
    shared.settle()
    desk = shared.shell.desk
    assert desk is not None
    desk.cases.bin(number)
    shared.window.around.changes.tell(f"case:{number}")
    shared.settle()
    assert not space(shared)._log.isEnabled()
    desk.cases.take_back(number)
    shared.window.around.changes.tell(f"case:{number}")
    shared.settle()
    assert space(shared)._log.isEnabled()


def test_one_sentence_stands_above_the_page_and_the_next_takes_its_place(shared: Driver) -> None:
    shared.window.tell("Case {number} is open.", "ok", number="1")
    shared.window.tell("Case {number} is open.", "ok", number="2")
    (strip,) = strips(shared.window)
    assert strip.text.text() == "Case 2 is open."
    assert shared.window._strip_place.isVisibleTo(shared.window)
    shared.window._drop_strip(strip)
    assert not shared.window._strip_place.isVisibleTo(shared.window)


def test_a_sentence_that_stays_follows_the_language_with_its_verb(shared: Driver) -> None:
    pressed: list[int] = []
    verb_of = ("Undo", lambda: pressed.append(1))
    strip = shared.window.tell_lasting("Case {number} is open.", "ok", verb_of, number="7")
    shared.speak("qps")
    assert OPENING in strip.text.text()
    assert "7" in strip.text.text()
    (verb,) = strip.findChildren(QPushButton)
    assert OPENING in verb.text()
    verb.click()
    assert pressed == [1]
    shared.speak("en")
    assert strip.text.text() == "Case 7 is open."
    shared.window._clear_strips()


def test_undo_without_anything_done_says_and_does_nothing(shared: Driver) -> None:
    shared.window._clear_strips()
    key(shared, "undo")
    key(shared, "redo")
    assert strips(shared.window) == []


def test_an_undo_that_is_refused_is_said_above_the_page(shared: Driver) -> None:
    desk = shared.shell.desk
    assert desk is not None
    shared.window.did("Changed", lambda: desk.cases.bin("2026-9999"), lambda: None)
    key(shared, "undo")
    (strip,) = strips(shared.window)
    assert strip.property("kind") == "danger"
    assert "2026-9999" in strip.text.text()


def test_a_new_case_is_made_opened_and_told_to_every_list(shared: Driver) -> None:
    shared.go("cases")
    key(shared, "new_case")
    sheet = shared.dialog()
    assert isinstance(sheet, NewCaseSheet)
    sheet.form.put({"title": "From a key", "consumer": "Ann", "seller": "Shop", "seller_country": "CN"})
    sheet.accept_it()
    shared.settle()
    assert isinstance(shared.window.view(), Workspace)
    number = space(shared).number
    desk = shared.shell.desk
    assert desk is not None
    assert desk.cases.show(number).title == "From a key"


def test_each_window_has_its_own_page_and_its_own_undo(shared: Driver) -> None:
    shared.go("cases")
    shared.window.another.emit()
    shared.settle()
    second = shared.shell.windows[1]
    second.go("settings")
    second.did("Changed", lambda: None, lambda: None)
    shared.settle()
    assert shown(shared) == "cases"
    assert shared.window.undo.latest is None
    assert second.undo.latest is not None


def test_what_one_window_changes_the_other_shows(shared: Driver) -> None:
    number = shared.new_case("Seen twice")
    shared.window.open_case(number, "overview")
    shared.window.another.emit()
    shared.settle()
    second = shared.shell.windows[1]
    second.open_case(number, "overview")
    shared.settle()
    here = shared.page
    assert isinstance(here, OverviewPage)
    there = second.view()
    assert isinstance(there, Workspace)
    other = there.current()
    assert isinstance(other, OverviewPage)
    other.notes.line.setText("From the other window")
    other.notes.line.returnPressed.emit()
    shared.settle()
    assert here.view is not None
    assert [note.text for note in here.view.notes] == ["From the other window"]


@pytest.mark.parametrize(("verb", "cancelled"), [("Wait, then close", False), ("Cancel it and close", True)])
def test_closing_waits_for_the_work_or_stops_it(desk_open: Driver, verb: str, *, cancelled: bool) -> None:
    hold = threading.Event()
    ended: list[str] = []

    def work(ctx: JobContext) -> None:
        while not hold.wait(0.01):
            ctx.check()

    job = desk_open.shell.runner.job(work, "{case}", case="slow")
    job.done.connect(lambda _r: ended.append("done"))
    job.cancelled.connect(lambda: ended.append("cancelled"))
    desk_open.window.close()
    box = desk_open.dialog()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one.text() == verb).click()
    assert desk_open.shell.windows or cancelled
    if not cancelled:
        hold.set()
    desk_open.settle()
    assert ended == ["cancelled" if cancelled else "done"]
    assert desk_open.shell.windows == []


def test_keep_working_keeps_the_window_and_the_work(desk_open: Driver) -> None:
    hold = threading.Event()
    job = desk_open.shell.runner.job(lambda _ctx: hold.wait(10), "{case}", case="slow")
    desk_open.window.close()
    box = desk_open.dialog()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one.text() == "Keep working").click()
    desk_open.app.processEvents()
    assert desk_open.window.isVisible()
    assert not job.context.cancelled
    hold.set()
    desk_open.settle()
    assert desk_open.window.isVisible()


def test_going_nowhere_stays_where_one_is(shared: Driver) -> None:
    shared.go("cases")
    shared.window.go("no such page")
    assert shown(shared) == "cases"
    shared.window.open_case(shared.case, "no such tab")
    shared.settle()
    assert space(shared).number == shared.case


def test_esc_and_the_arrow_lead_back_to_the_list(shared: Driver) -> None:
    shared.window.open_case(shared.case, "timeline")
    shared.settle()
    space(shared)._back.click()
    shared.settle()
    assert shown(shared) == "cases"
    shared.window.open_case(shared.case)
    shared.settle()
    press(shared, space(shared).tabs, Qt.Key.Key_Right)
    assert isinstance(shared.window.view(), Workspace)
