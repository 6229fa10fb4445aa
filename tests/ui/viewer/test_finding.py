"""The line for words to find waits for typing to pause, counts, and goes round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from xborder_desk.ui.viewer.finding import FindBar

if TYPE_CHECKING:
    from tests.ui.driving import Driver


@pytest.fixture
def bar(drive: Driver) -> FindBar:
    """A line."""
    made = FindBar(drive.window.around)
    drive.qtbot.addWidget(made)
    made.show()
    return made


def test_typing_is_asked_once_it_pauses(bar: FindBar) -> None:
    asked: list[str] = []
    bar.asked.connect(asked.append)
    QTest.keyClicks(bar.field, "lamp")
    assert asked == []
    QTest.qWait(350)
    assert asked == ["lamp"]


def test_enter_does_not_wait(bar: FindBar) -> None:
    asked: list[str] = []
    bar.asked.connect(asked.append)
    QTest.keyClicks(bar.field, "lamp")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.qWait(350)
    assert asked == ["lamp"]


def test_places_are_counted_and_gone_round(bar: FindBar) -> None:
    gone: list[int] = []
    bar.stepped.connect(gone.append)
    bar.field.setText("x")
    bar.show_found(3)
    for by in (1, 1, 1, -1):
        bar.step(by)
    assert gone == [0, 1, 2, 0, 2]
    assert bar.found.text() == "3 of 3"
    bar.show_found(0)
    bar.step(1)
    assert gone == [0, 1, 2, 0, 2]
    assert bar.found.text() == "not found"
    assert not bar._after.isVisible()


def test_an_empty_line_says_nothing(bar: FindBar) -> None:
    bar.show_found(0)
    assert bar.found.text() == ""
    bar.show_fault("It cannot be searched.")
    assert bar.found.isVisible()


def test_words_are_asked_again_of_another_item(bar: FindBar) -> None:
    asked: list[str] = []
    bar.asked.connect(asked.append)
    bar.begin()
    assert asked == []
    bar.field.setText("x")
    bar.begin()
    assert asked == ["x"]


def test_esc_empties_the_line(bar: FindBar) -> None:
    bar.field.setText("x")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.words() == ""
