"""From a field into the list of what was found, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.layouts import bring, column, holding, scrolling
from xborder_desk.ui.widgets.stepping import IntoList
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

COLUMNS: tuple[Column[str], ...] = (Column("name", "Name", lambda one, _l: one, stretch=True),)


@pytest.fixture
def parts(theme: Theme, screen: ScreenLanguage, qtbot: QtBot) -> Iterator[tuple[QLineEdit, Table]]:
    """A field above an empty list."""
    field = QLineEdit()
    table = Table(theme, TableModel(screen, COLUMNS, theme))
    window = holding(column(field, table))
    IntoList(field, table)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    yield field, table
    window.hide()


def fill(table: Table, *rows: str) -> None:
    model = table.model()
    assert isinstance(model, TableModel)
    model.show(list(rows))


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_down_and_enter_go_to_the_first_line(parts: tuple[QLineEdit, Table], key: Qt.Key) -> None:
    field, table = parts
    fill(table, "one", "two")
    QTest.keyClick(field, key)
    assert table.hasFocus()
    assert table.current_row() == 0


def test_the_line_that_is_chosen_stays_chosen(parts: tuple[QLineEdit, Table]) -> None:
    field, table = parts
    fill(table, "one", "two", "three")
    table.pick(1)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert table.hasFocus()
    assert table.current_row() == 1


def test_where_nothing_was_found_one_goes_on_typing(parts: tuple[QLineEdit, Table]) -> None:
    field, table = parts
    QTest.keyClicks(field, "bike")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(field, key)
    assert field.hasFocus()
    assert field.text() == "bike"
    fill(table, "one")
    table.hide()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.hasFocus(), "a list out of sight takes no focus"


def test_ctrl_f_finds_in_the_list_of_sellers_that_is_in_view(shared: Driver) -> None:
    shared.window.go("sellers")
    shared.settle()
    page = shared.page
    assert isinstance(page, SellersPage)
    for view, field in (("register", page.search), ("bodies", page.bodies.search)):
        page.show_view(view)
        shared.settle()
        shared.window.activateWindow()
        shared.window.actions_by_name["find"].trigger()
        assert shared.window.focusWidget() is field
    page.show_view("register")
    shared.settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_of_a_page(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot, key: Qt.Key
) -> None:
    owner, pressed = Spoken(screen), []
    for look in ("", "chip"):
        button = push(owner, theme, "Log", lambda: pressed.append(True), look=look)
        window = holding(column(button))
        qtbot.addWidget(window)
        window.show()
        button.setFocus()
        pressed.clear()
        QTest.keyClick(button, key)
        assert pressed == [True], look
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert pressed == [True], "a key of the page is none of the button"
        button.setEnabled(False)
        QTest.keyClick(button, key)
        assert pressed == [True]


def test_what_is_written_into_is_seen_also_when_something_comes_above_it(qtbot: QtBot) -> None:
    above, line = QWidget(), QLineEdit()
    above.setFixedHeight(1500)
    area = scrolling(holding(column(above, line)))
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    QApplication.processEvents()

    def seen() -> bool:
        top = line.mapTo(area.viewport(), line.rect().topLeft()).y()
        return 0 <= top <= area.viewport().height() - line.height()

    assert not seen()
    area.activateWindow()
    bring(line)
    assert line.hasFocus()
    assert seen()
    above.setFixedHeight(4000)  # what was loaded meanwhile
    QApplication.processEvents()
    assert seen()
    line.clearFocus()
    above.setFixedHeight(6000)
    QApplication.processEvents()
    assert not seen(), "who went on elsewhere is not pulled back"


def test_n_shows_the_line_it_puts_the_caret_into(shared: Driver) -> None:
    shared.window.resize(1024, 500)
    shared.window.open_case(shared.case, "overview", "note")
    shared.settle()
    shared.qtbot.wait(50)
    page = shared.page
    assert isinstance(page, OverviewPage)
    line = page.notes.line
    place = line.mapTo(shared.window, line.rect().center())
    assert 0 < place.y() < shared.window.height() - 30
    shared.window.resize(1440, 900)
