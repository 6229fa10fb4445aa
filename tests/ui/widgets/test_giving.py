"""Columns give way in their order where a list has no room, and come back; nothing they say is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt

from tests.gallery.checks import cut_cells
from xborder_desk.ui.models.table import SECOND, Column, TableModel
from xborder_desk.ui.pages.cases.columns import COLUMNS as CASES
from xborder_desk.ui.widgets.giving import Given, giving_way
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

COLUMNS: Final[tuple[Column[str], ...]] = (
    Column("number", "Number", lambda one, _l: f"2026-000{one}", whole=True, chars=10),
    Column("title", "Title", lambda one, _l: f"A long story of number {one}", stretch=True, gives=3),
    Column("who", "Who", lambda one, _l: f"Somebody {one}", chars=14),
    Column("whom", "Against", lambda one, _l: f"Trader {one}", chars=14, gives=2, under="who"),
    Column(
        "state",
        "State",
        lambda *_: "With the authority",
        pill=lambda _: "ok",
        icon=lambda _: "check",
        chars=17,
    ),
    Column("until", "Until", lambda *_: "24/11/2026", whole=True, chars=12, gives=4, under="number"),
    Column("sum", "Amount", lambda *_: "1,249.00", end=True, chars=11, gives=1),
    Column("more", "More", lambda *_: "more", hidden=True),
)
ORDER: Final = [6, 3, 1, 5]
WIDTHS: Final = st.lists(st.integers(40, 400), min_size=7, max_size=7)


@given(widths=WIDTHS, room=st.integers(0, 3000), asked=st.sets(st.sampled_from(range(7))))
def test_no_column_leaves_before_its_turn_or_without_need(
    widths: list[int], room: int, asked: set[int]
) -> None:
    least = dict(enumerate(widths))
    found = giving_way(COLUMNS, least, room, asked)
    may = [number for number in ORDER if number not in asked]
    gone = [number for number in may if number in found.away]
    assert set(gone) == found.away
    assert gone == may[: len(gone)]
    left = sum(width for number, width in least.items() if number not in found.away)
    assert left <= room or gone == may
    if gone:
        assert left + least[gone[-1]] > room
    for host, guest in found.below.items():
        assert guest in found.away
        assert host not in found.away
        assert COLUMNS[guest].under == COLUMNS[host].id


@given(widths=WIDTHS, rooms=st.tuples(st.integers(0, 3000), st.integers(0, 3000)))
def test_more_room_never_shows_less(widths: list[int], rooms: tuple[int, int]) -> None:
    least = dict(enumerate(widths))
    narrow, broad = sorted(rooms)
    assert giving_way(COLUMNS, least, broad).away <= giving_way(COLUMNS, least, narrow).away


def test_what_a_person_has_hidden_neither_gives_way_nor_takes_a_guest() -> None:
    least = {0: 100, 3: 100, 4: 100}
    assert giving_way(COLUMNS, least, 200) == Given(frozenset({3}), {})
    assert giving_way(COLUMNS, least, 300) == Given()


def shown(table: Table) -> set[str]:
    return {column.id for n, column in enumerate(COLUMNS) if not table.isColumnHidden(n)}


def reaches_over(table: Table) -> bool:
    header = table.horizontalHeader()
    return header.length() > table.viewport().width() or table.horizontalScrollBar().maximum() > 0


@pytest.fixture
def table(theme: Theme, screen: ScreenLanguage, qtbot: QtBot, tmp_path: Path) -> Table:
    return made_table(theme, screen, qtbot, tmp_path)


def made_table(theme: Theme, screen: ScreenLanguage, qtbot: QtBot, folder: Path) -> Table:
    """A list with a memory, in a window that is wide enough for all."""
    memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    model = TableModel(screen, COLUMNS)
    made = Table(theme, model, memory=memory, key="things", many=True)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(1300, 300)
    made.show()
    model.show(list("123456789"))
    return made


def test_a_narrow_list_reaches_nowhere_and_says_all_that_matters(table: Table) -> None:
    assert shown(table) == {"number", "title", "who", "whom", "state", "until", "sum"}
    high = table.rowHeight(0)
    for width in range(1300, 340, -40):
        table.resize(width, 300)
        assert not reaches_over(table), width
        assert cut_cells(table) == [], width
    assert shown(table) == {"number", "who", "state"}
    assert table.rowHeight(0) > high
    assert table.model().index(4, 2).data(SECOND) == "Trader 5"
    assert table.model().index(4, 0).data(SECOND) == "24/11/2026"
    table.resize(1300, 300)
    assert shown(table) == {"number", "title", "who", "whom", "state", "until", "sum"}
    assert table.rowHeight(0) == high
    assert not table.model().index(4, 2).data(SECOND)


def test_what_stands_below_is_read_aloud_with_its_title(table: Table) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert table.model().index(0, 2).data(spoken) == "Somebody 1"
    table.resize(380, 300)
    assert table.model().index(0, 2).data(spoken) == "Somebody 1, Against Trader 1"
    assert table.model().index(0, 0).data(spoken) == "2026-0001, Until 24/11/2026"


def test_copies_and_paper_have_what_gave_way(table: Table) -> None:
    broad = table.table_of([0])
    table.resize(380, 300)
    assert table.table_of([0]) == broad
    assert "Amount" in broad[0]
    assert "More" not in broad[0]


def test_a_column_asked_for_stays_and_is_remembered(
    table: Table, theme: Theme, screen: ScreenLanguage, qtbot: QtBot, tmp_path: Path
) -> None:
    table.resize(500, 300)
    assert "sum" not in shown(table)
    action = next(one for one in table.columns_menu().actions() if one.text() == "Amount")
    assert not action.isChecked()
    action.trigger()
    assert "sum" in shown(table)
    again = made_table(theme, screen, qtbot, tmp_path)
    again.resize(500, 300)
    assert "sum" in shown(again)
    again.resize(1300, 300)
    # What had only given way when the list was remembered is there on a wider screen.
    assert shown(again) == {"number", "title", "who", "whom", "state", "until", "sum"}
    next(one for one in again.columns_menu().actions() if one.text() == "Amount").trigger()
    assert "sum" not in shown(again)
    again.resize(1200, 300)
    assert "sum" not in shown(again)


def test_a_width_set_by_hand_on_a_narrow_screen_holds(table: Table) -> None:
    table.resize(500, 300)
    table.horizontalHeader().resizeSection(4, 210)
    table.resize(505, 300)
    assert table.horizontalHeader().sectionSize(4) == 210


def test_a_state_is_cut_only_where_all_else_has_given_way(table: Table) -> None:
    assert not table.cut
    table.resize(290, 300)
    assert table.cut == {4}
    assert not reaches_over(table)
    assert cut_cells(table) == []  # the check knows, and finds titles and days whole
    table.resize(700, 300)
    assert not table.cut


def test_the_list_of_cases_keeps_who_and_what_is_next() -> None:
    gives = sorted((column for column in CASES if column.gives), key=lambda column: column.gives)
    assert [column.id for column in gives] == ["amount", "seller", "title", "due"]
    ids = {column.id for column in CASES if not column.gives}
    assert {"number", "consumer", "status"} <= ids
    # A seller and a day are never lost: they stand below what stays.
    assert all(column.under in ids for column in gives if column.id in {"seller", "due"})
