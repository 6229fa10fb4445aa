"""Undo and redo: one step at a time however fast somebody presses, and nothing of another office."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from xborder_desk.domain.errors import FileError
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.undo import MOST, Step, Undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver


GONE = "“{file}” is gone."


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    del qapp
    made = Runner()
    yield made
    made.close()


class Sheet:
    """A list of letters that grows and shrinks, as a person writes it."""

    def __init__(self, runner: Runner, qtbot: QtBot) -> None:
        self.letters: list[str] = []
        self.steps = Undo(runner)
        self._runner, self._qtbot = runner, qtbot

    def write(self, letter: str) -> None:
        self.letters.append(letter)
        self.steps.push(Step(letter, {}, self.letters.pop, lambda: self.letters.append(letter)))

    def wait(self) -> str:
        self._qtbot.waitUntil(lambda: not self._runner.running)
        return "".join(self.letters)


@pytest.fixture
def sheet(runner: Runner, qtbot: QtBot) -> Sheet:
    return Sheet(runner, qtbot)


def test_two_presses_at_once_take_back_two_steps_the_later_one_first(runner: Runner, qtbot: QtBot) -> None:
    """The step done last takes its time; the one before it must not overtake it."""
    order: list[str] = []
    hold = threading.Event()
    steps = Undo(runner)

    def slow() -> None:
        hold.wait(10)
        order.append("second")

    steps.push(Step("first", {}, lambda: order.append("first"), lambda: None))
    steps.push(Step("second", {}, slow, lambda: None))
    steps.undo()
    steps.undo()
    qtbot.wait(30)
    hold.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["second", "first"]


def test_undo_and_redo_pressed_together_end_where_they_began(sheet: Sheet) -> None:
    sheet.write("a")
    sheet.write("b")
    sheet.steps.undo()
    sheet.steps.redo()
    assert sheet.wait() == "ab"
    assert sheet.steps.latest is not None
    assert sheet.steps.latest.text == "b"


def test_what_is_done_anew_ends_what_could_be_repeated(sheet: Sheet) -> None:
    sheet.write("a")
    sheet.steps.undo()
    assert sheet.wait() == ""
    sheet.write("c")
    sheet.steps.redo()
    assert sheet.wait() == "c"


def test_a_step_that_cannot_be_undone_is_told_and_those_before_it_still_can(
    sheet: Sheet, qtbot: QtBot
) -> None:
    def refuse() -> None:
        raise FileError(GONE, file="a.pdf")

    sheet.write("a")
    sheet.steps.push(Step("b", {}, refuse, lambda: None))
    with qtbot.waitSignal(sheet.steps.failed) as told:
        sheet.steps.undo()
        sheet.steps.undo()
    assert "a.pdf" in str(told.args[0])
    assert sheet.wait() == ""
    sheet.steps.redo()
    assert sheet.wait() == "a"


def test_only_so_many_steps_are_kept_and_the_newest_of_them(sheet: Sheet) -> None:
    for number in range(MOST + 5):
        sheet.steps.push(Step(str(number), {}, lambda: None, lambda: None))
    assert len(sheet.steps._done) == MOST
    assert sheet.steps.latest is not None
    assert sheet.steps.latest.text == str(MOST + 4)


@given(some.lists(some.sampled_from(["write", "undo", "redo"]), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_row_of_presses_ends_as_a_list_of_steps_would(
    runner: Runner, qtbot: QtBot, presses: list[str]
) -> None:
    sheet, done, undone = Sheet(runner, qtbot), "", ""
    for number, press in enumerate(presses):
        if press == "write":
            # Nobody writes while the window still takes something back: they would write behind it.
            sheet.wait()
            letter = chr(97 + number)
            sheet.write(letter)
            done, undone = done + letter, ""
        elif press == "undo":
            sheet.steps.undo()
            done, undone = done[:-1], undone + done[-1:]
        else:
            sheet.steps.redo()
            done, undone = done + undone[-1:], undone[:-1]
    assert sheet.wait() == done


def test_another_office_begins_with_nothing_to_undo(desk_open: Driver) -> None:
    """The steps of the office before would run against one that is closed."""
    case = desk_open.case
    desk = desk_open.shell.desk
    assert desk is not None
    desk_open.window.did("Changed", lambda: desk.cases.bin(case), lambda: None)
    other = desk_open.ways.settings().office + "-two"
    desk_open.shell.make_office(type(desk.location)(other), sample=False)
    desk_open.settle()
    assert desk_open.window.undo.latest is None
    desk_open.window.undo.undo()
    desk_open.settle()
    assert not desk_open.window._strips.count()
