"""Titles, states and verbs of lists have the room their words need, in any language and text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gallery.checks import cut_cells
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.cells import PAD
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.widths import needed_widths

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

COLUMNS: tuple[Column[str], ...] = (
    Column("title", "Evidence", lambda one, _l: f"a long name that may be cut: {one}", chars=6),
    Column("state", "State", lambda one, _l: one, pill=lambda _one: "ok", icon=lambda _one: "check", chars=6),
    Column("verb", "", lambda one, _l: one, verb=True, chars=4),
    Column("hidden", "Hidden", lambda one, _l: one, pill=lambda _one: "ok", chars=4, hidden=True),
)


@pytest.fixture
def table(theme: Theme, screen: ScreenLanguage, qtbot: QtBot) -> Table:
    """A list whose columns begin too narrow."""
    model = TableModel(screen, COLUMNS)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    model.show(["short", "aufgenommen und geprüft"])
    made.model_kept = model  # type: ignore[attr-defined]  # a view does not own its model
    return made


def test_states_and_verbs_are_whole(table: Table) -> None:
    assert cut_cells(table) == []
    widths = needed_widths(table, COLUMNS)
    assert set(widths) == {0, 1, 2}
    header = table.horizontalHeader()
    assert all(header.sectionSize(number) >= width for number, width in widths.items())


def test_a_narrow_state_is_seen_by_the_check(table: Table) -> None:
    table.horizontalHeader().resizeSection(1, 60)
    assert any("state" in one for one in cut_cells(table))


def test_days_and_numbers_are_whole_where_other_words_may_be_cut(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    columns: tuple[Column[str], ...] = (
        Column("day", "D", lambda _one, _l: "28. September 2026", whole=True, chars=3),
        Column("sum", "S", lambda _one, _l: "1.249.000,00 NT$", end=True, chars=3),
        Column("title", "T", lambda _one, _l: "a long name that may be cut", chars=3),
        Column("lit", "L", lambda _one, _l: "2026-0001", whole=True, icon=lambda _one: "flag", chars=3),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    model.show(["one"])
    metrics, header = made.fontMetrics(), made.horizontalHeader()
    for number, words in ((0, "28. September 2026"), (1, "1.249.000,00 NT$")):
        assert header.sectionSize(number) > metrics.horizontalAdvance(words) + 2 * PAD
    assert header.sectionSize(2) < metrics.horizontalAdvance("a long name that may be cut")
    assert header.sectionSize(3) > metrics.horizontalAdvance("2026-0001") + 2 * PAD + 20


def test_longer_words_get_more_room_and_shorter_ones_take_none_away(table: Table) -> None:
    header = table.horizontalHeader()
    model = table.model()
    assert isinstance(model, TableModel)
    model.show(["aufgenommen und geprüft und noch einmal angesehen"])
    wide = header.sectionSize(1)
    assert cut_cells(table) == []
    model.show(["x"])
    assert header.sectionSize(1) == wide


def test_rows_grow_with_the_text(table: Table, theme: Theme, qtbot: QtBot) -> None:
    before = table.horizontalHeader().sectionSize(1)
    theme.apply("light", 200)
    qtbot.wait(20)
    assert table.horizontalHeader().sectionSize(1) > before
    assert cut_cells(table) == []
    theme.apply("light", 100)


def test_words_give_way_before_a_list_reaches_over_its_edge(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    columns: tuple[Column[str], ...] = (
        Column("title", "T", lambda _one, _l: "Folding bicycle never delivered", stretch=True),
        Column("seller", "S", lambda _one, _l: "Shenzhen Lanyu Technology Co., Ltd.", chars=30),
        Column("state", "State", lambda _one, _l: "taken in", pill=lambda _one: "ok", chars=17),
        Column("amount", "A", lambda _one, _l: "1.249,00 €", end=True, chars=11),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(2000, 300)
    made.show()
    model.show(["one"])
    header = made.horizontalHeader()
    wide = [header.sectionSize(number) for number in range(4)]
    short = wide[1] * 3 // 10
    made.resize(sum(wide[1:]) + 22 * made.fontMetrics().averageCharWidth() - short, 300)
    qtbot.wait(20)
    now = [header.sectionSize(number) for number in range(4)]
    assert now[1] < wide[1]
    assert (now[2], now[3]) == (wide[2], wide[3])
    assert sum(now) <= made.viewport().width() + 1
    made.resize(2000, 300)
    qtbot.wait(20)
    assert header.sectionSize(1) == wide[1]
    header.resizeSection(1, wide[1] + 40)
    made.resize(600, 300)
    qtbot.wait(20)
    assert header.sectionSize(1) == wide[1] + 40


def test_room_that_another_language_needed_is_given_back(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    said = {"words": "auprès du prestataire de services de paiement"}
    columns: tuple[Column[str], ...] = (
        Column("title", "T", lambda _one, _l: "Folding bicycle never delivered", stretch=True),
        Column("state", "State", lambda _one, _l: said["words"], pill=lambda _one: "ok", chars=5),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    model.show(["one"])
    qtbot.wait(20)
    long = made.horizontalHeader().sectionSize(1)
    said["words"] = "paid"
    model.show(["one"])
    qtbot.wait(20)
    assert made.horizontalHeader().sectionSize(1) < long
    assert cut_cells(made) == []
