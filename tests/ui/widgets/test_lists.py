"""The long list and the table below it: order, choice by key, columns, groups, a row of fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from xborder_desk.i18n.language import Language
from xborder_desk.ui.models.grouped import GroupedModel
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.copying import as_html, as_text
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.lists import LongTable
from xborder_desk.ui.widgets.tables import Table, _runs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


@dataclass(frozen=True)
class Row:
    """A row with an id, a name and a figure that may be unknown."""

    id: int
    name: str
    figure: int | None = None


COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "Id", lambda row, _l: str(row.id), sort=lambda row: row.id),
    Column("name", "Name", lambda row, _l: row.name, stretch=True),
    Column(
        "figure", "Figure", lambda row, _l: str(row.figure or ""), sort=lambda row: row.figure, hidden=True
    ),
    Column("verb", "", lambda row, _l: "Do" if row.id % 2 else "", verb=True),
)
ROWS = [Row(1, "zebra", 3), Row(2, "Äpfel"), Row(3, "apple", 10), Row(4, "", 2)]


@pytest.fixture
def table(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> Table:
    """A table of four rows, many of which can be chosen."""
    model = TableModel(screen, COLUMNS)
    made = Table(theme, model, many=True)
    model.setParent(made)
    made.keep_chosen()
    made.let_order()
    qtbot.addWidget(made)
    model.show(ROWS)
    made.resize(600, 300)
    made.show()
    return made


def shown(table: Table) -> list[int]:
    rows = [table._rows.row(number) for number in range(table._rows.size())]
    return [row.id for row in rows if row is not None]


@pytest.fixture
def long(screen: ScreenLanguage, theme: Theme, qtbot: QtBot, tmp_path: Path) -> LongTable:
    """A long list of six rows in two groups, with a row of fields."""
    known = {number: Row(number, f"row {number}") for number in range(1, 7)}

    def fetch(ids: Sequence[int]) -> list[Row]:
        return [known[one] for one in ids if one in known]

    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, fetch)
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = LongTable(theme, model, memory, "long")
    model.setParent(made)
    made.filters.put_field(1, QLineEdit())
    made.filters.put_field(0, Options(screen, lambda _l: [("", "—"), ("1", "one")]))
    qtbot.addWidget(made)
    model.show_found([1, 2, 3, 4, 5, 6], (("a", 2), ("b", 4)))
    made.resize(700, 400)
    made.show()
    return made


def test_titles_order_rising_falling_and_back(table: Table) -> None:
    told: list[tuple[str, bool]] = []
    table.ordered.connect(lambda column, falling: told.append((column, falling)))
    table._order_by_section(1)
    assert shown(table) == [2, 3, 1, 4] or shown(table) == [3, 2, 1, 4], (
        "as the language orders; unknown last"
    )
    table._order_by_section(1)
    assert shown(table)[-1] == 4
    assert shown(table)[0] == 1
    table._order_by_section(1)
    assert shown(table) == [1, 2, 3, 4]
    assert told == [("name", False), ("name", True), ("", False)]


def test_figures_are_ordered_as_figures(table: Table) -> None:
    table.order_by("figure")
    assert shown(table) == [4, 1, 3, 2]
    table.order_by("figure", descending=True)
    assert shown(table) == [3, 1, 4, 2]
    assert table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_an_order_stays_when_the_list_is_filled_anew(table: Table) -> None:
    table.order_by("figure")
    model = table._rows
    assert isinstance(model, TableModel)
    model.show([*ROWS, Row(5, "five", 1)])
    assert shown(table)[0] == 5
    model.retranslate()
    assert shown(table)[0] == 5


def test_chosen_rows_stay_chosen_by_what_they_are(table: Table) -> None:
    table.choose_keys([1, 3], current=3)
    assert table.chosen_rows() == [0, 2]
    assert table.current_row() == 2
    table.order_by("id", descending=True)
    assert sorted(map(str, table.chosen_keys())) == ["1", "3"]
    assert table.chosen_rows() == [1, 3]
    model = table._rows
    assert isinstance(model, TableModel)
    model.show([replace(row, name=row.name.upper()) for row in ROWS if row.id != 3])
    assert table.chosen_keys() == [1], "what is gone is chosen no more"


def test_the_button_of_a_row_acts_and_opens_nothing(table: Table, qtbot: QtBot) -> None:
    acted: list[int] = []
    opened: list[int] = []
    table.acted.connect(acted.append)
    table.opened.connect(opened.append)
    for number in (0, 1):
        place = table.visualRect(table._rows.index(number, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert acted[0] == 0
    assert 1 not in acted, "a row without a verb has no button"
    assert opened == []
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=1000)


def test_what_is_copied_is_what_is_shown_in_its_order(table: Table) -> None:
    table.horizontalHeader().moveSection(1, 0)
    table.choose_keys([1, 2])
    table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Name\tId\nzebra\t1\nÄpfel\t2"
    assert "<th>Name</th><th>Id</th>" in mime.html()
    assert "Do" not in mime.text(), "buttons are not copied"


def test_nothing_chosen_leaves_the_clipboard_alone(table: Table) -> None:
    QGuiApplication.clipboard().setText("kept")
    table.clearSelection()
    table.copy()
    assert QGuiApplication.clipboard().text() == "kept"


def test_the_menu_of_columns_has_neither_the_first_nor_buttons(table: Table) -> None:
    menu = table.columns_menu()
    assert [action.text() for action in menu.actions()] == ["Name", "Figure"]
    menu.actions()[1].trigger()
    assert not table.isColumnHidden(2)
    menu.actions()[1].trigger()
    assert table.isColumnHidden(2)


@given(st.sets(st.integers(0, 40)))
def test_runs_cover_exactly_their_numbers(numbers: set[int]) -> None:
    runs = list(_runs(sorted(numbers)))
    assert {one for first, last in runs for one in range(first, last + 1)} == numbers
    assert all(runs[n][1] + 1 < runs[n + 1][0] for n in range(len(runs) - 1))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 171", "'+49 171"),
        ("@sum", "'@sum"),
        ("-5", "-5"),
        ("-1.249,00", "-1.249,00"),
        ("two\nlines\tand tab", "two lines and tab"),
        ("plain", "plain"),
    ],
)
def test_a_sheet_computes_nothing_of_what_is_copied(cell: str, text: str) -> None:
    assert as_text(["Head"], [[cell]]) == text


def test_cells_are_text_in_html_too() -> None:
    made = as_html(["<b>"], [["a & <script>", "x\ny"]])
    assert "&lt;b&gt;" in made
    assert "a &amp; &lt;script&gt;" in made
    assert "x<br>y" in made
    assert as_text(["A", "B"], [["1", "2"], ["3", "4"]]) == "A\tB\n1\t2\n3\t4"


def test_keys_fold_and_open_the_group_of_the_line(long: LongTable) -> None:
    model = long._grouped
    long.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(long, Qt.Key.Key_Left)
    assert model.size() == 6
    QTest.keyClick(long, Qt.Key.Key_Left)
    assert model.size() == 6, "folded twice is folded"
    QTest.keyClick(long, Qt.Key.Key_Right)
    assert model.size() == 8
    QTest.keyClick(long, Qt.Key.Key_Return)
    assert model.size() == 6
    assert long.current_row() == 0


def test_in_a_mirrored_window_right_folds(long: LongTable) -> None:
    long.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    long.setCurrentIndex(long._grouped.index(0, 0))
    QTest.keyClick(long, Qt.Key.Key_Right)
    assert long._grouped.size() == 6
    QTest.keyClick(long, Qt.Key.Key_Left)
    assert long._grouped.size() == 8


def test_a_press_on_a_head_folds_and_chooses_nothing(long: LongTable) -> None:
    place = long.visualRect(long._grouped.index(3, 1)).center()
    QTest.mouseClick(long.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert long._grouped.size() == 4
    assert long.chosen_rows() == []


def test_everything_chosen_is_every_row_and_no_head(long: LongTable) -> None:
    long.selectAll()
    assert sorted(map(str, long.chosen_keys())) == ["1", "2", "3", "4", "5", "6"]


def test_enter_on_a_row_opens_it_and_not_its_group(long: LongTable) -> None:
    opened: list[int] = []
    long.opened.connect(opened.append)
    long.setCurrentIndex(long._grouped.index(1, 0))
    QTest.keyClick(long, Qt.Key.Key_Return)
    assert opened == [1]
    assert long._grouped.size() == 8


def test_a_list_in_groups_is_drawn(long: LongTable) -> None:
    long.setCurrentIndex(long._grouped.index(0, 0))
    long.setFocus()
    assert not long.grab().isNull()
    long.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not long.grab().isNull()


def test_the_row_of_fields_opens_below_the_titles(long: LongTable) -> None:
    before = long.filters.sizeHint().height()
    field = long.filters._fields[1]
    assert not field.isVisible()
    long.filters.show_fields(shown=True)
    assert long.filters.open
    assert long.filters.sizeHint().height() > before
    assert field.isVisible()
    assert field.y() >= before - 4
    assert field.width() <= long.columnWidth(1)
    long.setColumnWidth(1, 250)
    assert abs(field.width() - 250) < 12
    long.setColumnHidden(1, True)  # noqa: FBT003 - Qt's own
    assert not field.isVisible()
    long.filters.show_fields(shown=False)
    assert long.filters.sizeHint().height() == before


def test_typing_into_the_fields_is_told_once_it_pauses(long: LongTable, qtbot: QtBot) -> None:
    long.filters.show_fields(shown=True)
    field = long.filters._fields[1]
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(long.filters.narrowed, timeout=2000):
        QTest.keyClicks(field, "row 3")
    assert long.filters.typed() == {1: "row 3"}
    with qtbot.assertNotEmitted(long.filters.narrowed, wait=200):
        long.filters.fill({0: "1"})
    assert long.filters.typed() == {0: "1"}
    long.filters.fill({})
    assert long.filters.typed() == {}


def test_fields_move_with_their_titles(long: LongTable) -> None:
    long.filters.show_fields(shown=True)
    name, first = long.filters._fields[1], long.filters._fields[0]
    assert first.x() < name.x()
    long.filters.moveSection(1, 0)
    assert name.x() < first.x()


def test_columns_are_remembered_by_the_list(
    long: LongTable, screen: ScreenLanguage, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    long.setColumnWidth(0, 133)
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert long._memory is not None
    long._memory.sync()
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, lambda _ids: [])
    again = LongTable(theme, model, memory, "long")
    model.setParent(again)
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 133


def test_the_language_orders_names(screen: ScreenLanguage, table: Table) -> None:
    screen.use(Language("de"))
    table.order_by("name")
    assert shown(table)[:2] in ([2, 3], [3, 2])
    assert shown(table)[-1] == 4
