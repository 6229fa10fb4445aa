"""A table of rows: what cells say, how they are read aloud, and that the language is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui.models.table import ICON, PILL, SECOND, STRUCK, Column, TableModel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.modeltest import ModelTester

    from xborder_desk.ui.language import ScreenLanguage

COLUMNS: tuple[Column[str], ...] = (
    Column("a", "Word", lambda row, _l: row, second=lambda row, _l: f"second of {row}"),
    Column(
        "b",
        "State",
        lambda _row, language: language.text("State"),
        pill=lambda _row: "ok",
        icon=lambda _row: "check",
        struck=lambda row: row == "gone",
        end=True,
    ),
)


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    tester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped


def test_it_is_a_good_model(screen: ScreenLanguage, qtmodeltester: ModelTester) -> None:
    model = TableModel(screen, COLUMNS)
    check(qtmodeltester, model)
    model.show(["one", "two"])
    check(qtmodeltester, model)


def test_cells_serve_what_is_drawn_and_what_is_read_aloud(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show(["one", "gone"])
    first, state = model.index(0, 0), model.index(1, 1)
    assert first.data() == "one"
    assert first.data(SECOND) == "second of one"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "one, second of one"
    assert (state.data(PILL), state.data(ICON), state.data(STRUCK)) == ("ok", "check", True)
    assert first.data(Qt.ItemDataRole.CheckStateRole) is None
    assert model.row(5) is None
    assert model.rows == ["one", "gone"]


def test_an_empty_cell_is_still_read_aloud(screen: ScreenLanguage) -> None:
    model: TableModel[str] = TableModel(screen, (Column("a", "Word", lambda _row, _l: ""),))
    model.show(["x"])
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "—"


def test_heads_and_cells_follow_the_language(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show(["one"])
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Word"
    assert model.index(0, 1).data() == "State"
    screen.use(pseudo_language())
    assert OPENING in model.headerData(0, Qt.Orientation.Horizontal)
    assert OPENING in model.index(0, 1).data()
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
