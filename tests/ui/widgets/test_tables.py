"""Lists of rows: chosen, opened, ordered, copied, their columns remembered; by keys, and however many."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from xborder_desk.i18n.pseudo import pseudo_language
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.tables import Table, _runs

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


@dataclass(frozen=True)
class Thing:
    """A row."""

    uid: str
    name: str
    price: int | None = None


COLUMNS: Final[tuple[Column[Thing], ...]] = (
    Column("name", "Name", lambda one, _l: one.name, stretch=True),
    Column(
        "price",
        "Price",
        lambda one, language: "" if one.price is None else language.number(one.price),
        end=True,
        sort=lambda one: one.price,
    ),
    Column("note", "Note", lambda one, _l: f"note of {one.name}", hidden=True),
    Column("do", "", lambda one, _l: "Open" if one.price else "", verb=True),
)
THINGS: Final = (
    Thing("a", "Zebra", 30),
    Thing("b", "apple", 4),
    Thing("c", "Äpfel", None),
    Thing("d", "=1+1\t<b>", 100),
)


@pytest.fixture
def model(screen: ScreenLanguage) -> TableModel[Thing]:
    """Four things."""
    made = TableModel(screen, COLUMNS)
    made.show(THINGS)
    return made


@pytest.fixture
def table(theme: Theme, model: TableModel[Thing], qtbot: QtBot) -> Table:
    """The list of the four."""
    made = Table(theme, model, many=True)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def names(table: Table) -> list[str]:
    return [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]


def test_the_model_keeps_qts_rules(model: TableModel[Thing], screen: ScreenLanguage) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in ((), THINGS, THINGS[:1], THINGS * 40):
        model.show(rows)
        for column in ("name", "price", "nothing", ""):
            model.order_by(column, descending=bool(rows))
    screen.use(pseudo_language("rtl"))
    model.show(THINGS)
    assert tester.model() is model


def test_ordering_follows_the_language_and_what_is_unknown_is_last(table: Table) -> None:
    table.order_by("name")
    assert names(table) == ["=1+1\t<b>", "Äpfel", "apple", "Zebra"]
    table.order_by("price")
    assert names(table)[-1] == "Äpfel"
    assert names(table)[0] == "apple"
    table.order_by("price", descending=True)
    assert names(table) == ["=1+1\t<b>", "Zebra", "apple", "Äpfel"]
    table.order_by("")
    assert names(table) == [one.name for one in THINGS]


def test_a_title_pressed_three_times_is_as_it_was(table: Table, qtbot: QtBot) -> None:
    table.let_order()
    told = []
    table.ordered.connect(lambda column, falling: told.append((column, falling)))
    for _time in range(3):
        table.horizontalHeader().sectionClicked.emit(1)
    assert told == [("price", False), ("price", True), ("", False)]
    assert names(table) == [one.name for one in THINGS]
    table.horizontalHeader().sectionClicked.emit(0)
    table.horizontalHeader().sectionClicked.emit(1)
    assert table.order == ("price", False)
    qtbot.wait(1)


def test_enter_opens_and_a_verb_acts(table: Table, qtbot: QtBot) -> None:
    table.pick(2)
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Enter)
    assert told.args == [2]
    with qtbot.waitSignal(table.acted) as acted, qtbot.assertNotEmitted(table.opened):
        table.clicked.emit(table.model().index(0, 3))
        table.doubleClicked.emit(table.model().index(0, 3))
    assert acted.args == [0]
    with qtbot.assertNotEmitted(table.acted):
        table.clicked.emit(table.model().index(2, 3))  # it has no verb
        table.clicked.emit(table.model().index(0, 0))


def test_enter_without_a_row_opens_nothing(table: Table, qtbot: QtBot) -> None:
    table.clearSelection()
    table.setCurrentIndex(table.model().index(-1, -1))
    with qtbot.assertNotEmitted(table.opened):
        QTest.keyClick(table, Qt.Key.Key_Return)
    table.pick(99)
    assert table.current_row() == -1


def test_arrows_tell_each_row_once(table: Table) -> None:
    told: list[int] = []
    table.picked.connect(told.append)
    table.pick(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_End):
        QTest.keyClick(table, key)
    assert told[-3:] == [1, 2, 1]


def test_tab_leaves_the_list(table: Table) -> None:
    table.pick(0)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.current_row() == 0


def test_chosen_rows_stay_chosen_when_the_list_is_filled_anew(table: Table, model: TableModel[Thing]) -> None:
    table.keep_chosen()
    table.choose_keys(["a", "d"], "d")
    model.show(tuple(reversed(THINGS)))
    assert table.chosen_keys() == ["d", "a"]
    assert table.current_row() == 0
    model.show(THINGS[:2])
    assert table.chosen_keys() == ["a"]
    model.show(())
    assert table.chosen_keys() == []
    assert table.current_row() == -1


def test_keys_that_are_not_there_choose_nothing(table: Table) -> None:
    table.choose_keys(["zz", "yy"], "xx")
    assert table.chosen_rows() == []


def test_what_is_copied_is_what_is_in_view(table: Table) -> None:
    table.selectAll()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    mime = QApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert lines[0] == "Name\tPrice"  # the hidden column and the verbs stay here
    assert lines[-1] == "'=1+1 <b>\t100"
    assert "&lt;b&gt;" in mime.html()
    assert "note of" not in mime.html()


def test_columns_are_copied_in_the_order_they_stand_in(table: Table) -> None:
    table.horizontalHeader().moveSection(1, 0)
    head, cells = table.table_of([0])
    assert head == ["Price", "Name"]
    assert cells == [["30", "Zebra"]]


def test_nothing_chosen_leaves_the_clipboard_alone(table: Table) -> None:
    QApplication.clipboard().setText("mine")
    table.clearSelection()
    table.copy()
    assert QApplication.clipboard().text() == "mine"


def test_the_menu_shows_and_hides_columns_but_never_the_first(table: Table) -> None:
    menu = table.columns_menu()
    assert [action.text() for action in menu.actions()] == ["Price", "Note"]
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    for action in menu.actions():
        action.trigger()
    assert [table.isColumnHidden(number) for number in range(3)] == [False, True, False]
    assert table.table_of([0])[0] == ["Name", "Note"]
    menu.close()


def remembering(theme: Theme, model: TableModel[Thing], memory: QSettings, qtbot: QtBot) -> Table:
    made = Table(theme, model, memory=memory, key="things")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def test_columns_are_remembered(theme: Theme, model: TableModel[Thing], qtbot: QtBot, tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = remembering(theme, model, memory, qtbot)
    first.columns_menu().actions()[0].trigger()
    first.horizontalHeader().moveSection(2, 1)
    second = remembering(theme, model, memory, qtbot)
    assert second.isColumnHidden(1)
    assert second.horizontalHeader().visualIndex(2) == 1


@pytest.mark.parametrize("kept", [b"", b"\x00\xff" * 40, "words", 7])
def test_a_memory_that_is_no_memory_is_as_good_as_none(
    theme: Theme, model: TableModel[Thing], qtbot: QtBot, tmp_path: Path, kept: object
) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    memory.setValue("columns/things", kept)
    table = remembering(theme, model, memory, qtbot)
    assert [table.isColumnHidden(number) for number in range(4)] == [False, False, True, False]
    assert all(table.columnWidth(number) > 20 for number in (0, 1, 3))


def test_a_column_that_is_new_is_seen(
    theme: Theme, screen: ScreenLanguage, model: TableModel[Thing], qtbot: QtBot, tmp_path: Path
) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    before = remembering(theme, model, memory, qtbot)
    before.horizontalHeader().moveSection(1, 0)
    grown = TableModel(screen, (*COLUMNS, Column("new", "New", lambda one, _l: one.name)))
    grown.show(THINGS)
    after = remembering(theme, grown, memory, qtbot)
    assert not after.isColumnHidden(4)
    assert after.columnWidth(4) > 20
    assert after.table_of([0])[1][0][-1] == "Zebra"


def test_thirty_thousand_rows_are_chosen_and_copied_within_reason(
    table: Table, model: TableModel[Thing], qtbot: QtBot
) -> None:
    model.show([Thing(str(number), f"Thing {number}", number) for number in range(30_000)])
    table.selectAll()
    assert len(table.chosen_rows()) == 30_000
    table.copy()
    assert len(QApplication.clipboard().text().split("\n")) == 5001
    table.pick(29_999)
    qtbot.wait(5)
    assert table.visualRect(model.index(29_999, 0)).intersects(table.viewport().rect())
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().clear()
    table.selectionModel().select(model.index(3, 0), flags.Select | flags.Rows)
    assert table.chosen_rows() == [3]


def test_a_mirrored_list_begins_at_the_right(table: Table, screen: ScreenLanguage) -> None:
    first, second = table.columnViewportPosition(0), table.columnViewportPosition(1)
    assert first < second
    screen.use(pseudo_language("rtl"))
    QApplication.processEvents()
    assert table.columnViewportPosition(0) > table.columnViewportPosition(1)
    assert not table.grab().isNull()


@given(st.sets(st.integers(0, 200), max_size=60))
def test_runs_hold_every_number_once_and_do_not_touch(numbers: set[int]) -> None:
    runs = list(_runs(sorted(numbers)))
    assert [one for first, last in runs for one in range(first, last + 1)] == sorted(numbers)
    assert all(here[1] + 1 < there[0] for here, there in itertools.pairwise(runs))
