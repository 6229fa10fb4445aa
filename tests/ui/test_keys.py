"""Alt shows a letter at every control; a second start of an office raises the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from xborder_desk.ui.keytips import LETTERS, assign, press
from xborder_desk.ui.single import Single, call

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver


def test_every_control_has_a_letter_of_its_own(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    buttons = [QPushButton(words, holder) for words in ("Save", "Search", "Öffnen", "保存", "保存", "SSS")]
    given = assign(buttons)
    assert list(given.values()) != []
    assert {id(one) for one in given.values()} == {id(one) for one in buttons}
    assert given["S"] is buttons[0]
    assert given["E"] is buttons[1]
    assert given["O"] is buttons[2]


def test_more_controls_than_letters_is_no_fault(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    assert len(assign([QPushButton("x", holder) for _number in range(60)])) == len(LETTERS)


def test_pressing_goes_to_a_field(qtbot: QtBot) -> None:
    field = QLineEdit("words")
    qtbot.addWidget(field)
    press(field)
    assert field.selectedText() == "words"


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "qps-rtl"])
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_alt_and_a_letter_press_it(desk_open: Driver, tag: str) -> None:
    desk_open.speak(tag)
    desk_open.go("cases")
    window = desk_open.window
    window.activateWindow()
    desk_open.settle()
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Alt)
    tips = window.keytips.shown
    assert len(tips) >= 6
    settings = next(letter for letter, one in tips.items() if one.property("page") == "settings")
    QTest.keyClick(window.windowHandle(), getattr(Qt.Key, f"Key_{settings}"), Qt.KeyboardModifier.AltModifier)
    desk_open.settle()
    assert window.keytips.shown == {}
    page = window.page_in_view()
    assert page is not None
    assert page.id == "settings"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_letters_go_when_alt_is_let_go(desk_open: Driver) -> None:
    QTest.keyPress(desk_open.window.windowHandle(), Qt.Key.Key_Alt)
    assert desk_open.window.keytips.shown
    QTest.keyRelease(desk_open.window.windowHandle(), Qt.Key.Key_Alt)
    assert not desk_open.window.keytips.shown


def test_a_second_start_raises_the_first(qapp: object, qtbot: QtBot, tmp_path: Path) -> None:
    del qapp
    assert not call(tmp_path)
    first, second = Single(), Single()
    assert first.listen(tmp_path)
    with qtbot.waitSignal(first.called):
        assert call(tmp_path)
    with qtbot.waitSignal(first.called):
        assert not second.listen(tmp_path)
    assert second.listen(tmp_path / "other")
    first.close()
    assert second.listen(tmp_path)
    second.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_office_comes_up_when_called(desk_open: Driver, office: Path) -> None:
    desk_open.window.showMinimized()
    assert call(office)
    desk_open.qtbot.waitUntil(lambda: not desk_open.window.isMinimized())
