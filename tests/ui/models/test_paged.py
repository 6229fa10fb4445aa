"""A long table holds ids and few pages, whatever its length."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xborder_desk.ui.models.paged import KEPT, PAGE, PagedModel
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

MANY = 200_000


@dataclass(frozen=True)
class Row:
    id: int


class Source:
    """Gives rows by id, and remembers what it was asked for."""

    def __init__(self, gone: frozenset[int] = frozenset()) -> None:
        self.asked: list[int] = []
        self._gone = gone

    def rows(self, ids: Sequence[int]) -> list[Row]:
        self.asked.append(len(ids))
        return [Row(one) for one in ids if one not in self._gone]


COLUMNS: tuple[Column[Row], ...] = tuple(
    Column(f"c{n}", "Number", lambda row, _l: f"{row.id}", stretch=n == 0) for n in range(9)
)


def model_of(screen: ScreenLanguage, source: Source, ids: Sequence[int]) -> PagedModel[Row]:
    model: PagedModel[Row] = PagedModel(screen, COLUMNS, source.rows)
    model.show_ids(ids)
    return model


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    tester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped


def test_it_is_a_good_model(screen: ScreenLanguage, qtmodeltester: ModelTester) -> None:
    model = model_of(screen, Source(), range(300))
    check(qtmodeltester, model)
    model.show_ids([])
    check(qtmodeltester, model)


def test_only_pages_that_are_looked_at_are_fetched(screen: ScreenLanguage) -> None:
    source = Source()
    model = model_of(screen, source, range(MANY))
    assert model.rowCount() == MANY
    assert source.asked == []
    assert model.index(MANY - 1, 0).data() == str(MANY - 1)
    assert source.asked == [MANY % PAGE or PAGE]
    for page in range(KEPT * 2):
        model.row(page * PAGE)
    assert len(model._pages) == KEPT


def test_a_row_that_is_gone_is_an_empty_line(screen: ScreenLanguage) -> None:
    model = model_of(screen, Source(frozenset({2})), [1, 2, 3])
    assert [model.index(n, 0).data() for n in range(3)] == ["1", None, "3"]


def test_places_of_ids_are_known(screen: ScreenLanguage) -> None:
    model = model_of(screen, Source(), [9, 5, 7])
    assert model.place(5) == 1
    assert model.place(4) is None


def test_forgetting_fetches_anew(screen: ScreenLanguage) -> None:
    source = Source()
    model = model_of(screen, source, [1])
    model.row(0)
    model.row(0)
    assert source.asked == [1]
    model.forget()
    model.row(0)
    assert source.asked == [1, 1]


def test_jumping_in_200_000_rows_costs_about_a_repaint(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot
) -> None:
    model = model_of(screen, Source(), range(MANY))
    table = Table(theme, model)
    qtbot.addWidget(table)
    table.resize(1200, 800)
    table.show()
    table.viewport().repaint()

    def taken(row: int) -> float:
        start = time.perf_counter()
        table.pick(row)
        table.viewport().repaint()
        return time.perf_counter() - start

    near = min(taken(row) for row in (1, 0, 1, 0))
    far = min(taken(row) for row in (MANY - 1, 0, MANY // 2, 77_777, MANY - 1))
    assert far < 5 * near + 0.05
