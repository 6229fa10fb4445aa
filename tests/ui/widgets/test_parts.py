"""Small parts of the window: splitters, lines of controls, chips, empty places, pastes, quiet buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from xborder_desk.domain.words import NAME_LENGTH, TEXT_LENGTH
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form, LongText
from xborder_desk.ui.widgets.layouts import remember_split, side_by_side

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


def test_a_splitter_stands_where_it_was_put(qtbot: QtBot, tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = side_by_side(QWidget(), QWidget(), (600, 300))
    qtbot.addWidget(first)
    first.resize(1000, 300)
    first.show()
    remember_split(memory, "cases", first)
    first.moveSplitter(400, 1)
    assert memory.value("splits/cases") is not None
    second = side_by_side(QWidget(), QWidget(), (600, 300))
    qtbot.addWidget(second)
    second.resize(1000, 300)
    second.show()
    remember_split(memory, "cases", second)
    assert second.sizes() == first.sizes()


def test_a_control_taken_out_of_a_line_leaves_its_room(qtbot: QtBot) -> None:
    one, two, three = QPushButton("one"), QPushButton("two"), QPushButton("three")
    line = Flow(one, two, three)
    qtbot.addWidget(line)
    line.resize(800, 40)
    line.show()
    before = three.x()
    line.take(two)
    assert two.isHidden()
    assert three.x() < before
    line.addWidget(two)
    two.show()
    QApplication.processEvents()
    assert two.x() > three.x()


def test_a_chip_that_is_none_chooses_nothing(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    chips = Chips(screen, theme, (("", "All"), ("mine", "Mine")))
    qtbot.addWidget(chips)
    chips.choose("mine")
    chips.choose("nobody's")
    assert chips.value() == "mine"


def test_an_empty_place_says_a_hint_when_there_is_one(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot
) -> None:
    empty = Empty(screen, theme, "tray", "Nothing", "It comes by itself.")
    qtbot.addWidget(empty)
    assert empty._hint.isHidden()
    empty.hint("The next day is Monday.")
    assert empty._hint.text() == "The next day is Monday."
    assert not empty._hint.isHidden()
    empty.hint("")
    assert empty._hint.isHidden()


@pytest.mark.parametrize("look", ["icon", "bare"])
def test_a_button_without_a_word_is_read_aloud(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot, look: str
) -> None:
    card = Card(screen)
    qtbot.addWidget(card)
    button = push(card, theme, "Remove", icon="trash", look=look)  # type: ignore[arg-type] # one of the looks
    card.body.addWidget(button)
    assert button.text() == ""
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Remove"
    assert button.toolTip() == "Remove"


def test_far_too_long_a_paste_is_refused_beside_its_field(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = Form(screen)
    form.text("story", "What happened")
    qtbot.addWidget(form)
    editor = form.editor("story")
    assert isinstance(editor, LongText)
    mime = QMimeData()
    mime.setText("x" * 50_000_000)
    editor.insertFromMimeData(mime)
    assert editor.toPlainText() == ""
    assert "50" in editor.accessibleDescription()
    mime.setText("y" * TEXT_LENGTH)
    editor.insertFromMimeData(mime)
    assert len(editor.toPlainText()) == TEXT_LENGTH


def test_a_line_says_when_it_takes_no_more(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = Form(screen)
    form.line("title", "Title")
    qtbot.addWidget(form)
    form.show()
    editor = form.editor("title")
    assert isinstance(editor, QLineEdit)
    editor.setText("x" * NAME_LENGTH)
    QTest.keyClicks(editor, "y")
    assert len(editor.text()) == NAME_LENGTH
    assert str(NAME_LENGTH) in editor.accessibleDescription()
    form.fill({"title": "short"})
    assert editor.accessibleDescription() == ""


def test_what_was_typed_is_put_back_exactly(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = Form(screen)
    form.line("amount", "Amount", kind="amount")
    form.line("on", "On", kind="day")
    form.text("story", "What happened")
    form.options("state", "State", lambda _l: [("", "—"), ("new", "New")])
    qtbot.addWidget(form)
    typed = {"amount": "1.249,0", "on": "+14", "story": " two\nlines ", "state": "new"}
    form.put(typed)
    assert form.typed() == typed
    form.put({"amount": "7"})
    assert form.typed() == {**typed, "amount": "7"}
    with qtbot.assertNotEmitted(form.edited):
        form.fill({})
    assert form.typed() == {"amount": "", "on": "", "story": "", "state": ""}
