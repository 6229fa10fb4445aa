"""Titles, states and verbs of lists have the room their words need, in any language and text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics

from tests.gallery.checks import cut_cells
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.cells import PAD
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.widths import needed_widths, shared_widths

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


@pytest.mark.parametrize(("chars", "whole"), [(30, True), (6, False)])
def test_a_line_below_a_day_is_whole_as_far_as_its_column_asks(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot, chars: int, *, whole: bool
) -> None:
    below = "UTC+01:00 · there 00:40 +1"
    columns: tuple[Column[str], ...] = (
        Column("when", "When", lambda one, _l: one, second=lambda *_: below, whole=True, chars=chars),
        Column("what", "What", lambda *_: "many words that may be cut " * 3, stretch=True),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model, lines=2)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    model.show(["20 Nov"])
    small = made.font()
    small.setPointSizeF(small.pointSizeF() * 0.9)
    wanted = QFontMetrics(small).horizontalAdvance(below) + 2 * PAD
    assert (needed_widths(made, columns)[0] >= wanted) is whole
    if whole:
        assert made.horizontalHeader().sectionSize(0) >= wanted


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
    least = needed_widths(made, columns)
    short = wide[1] * 3 // 10
    made.resize(wide[1] + least[2] + least[3] + 22 * made.fontMetrics().averageCharWidth() - short, 300)
    qtbot.wait(20)
    now = [header.sectionSize(number) for number in range(4)]
    assert now[1] < wide[1]
    assert now[2:] == pytest.approx([least[2], least[3]], abs=1), "states and sums are whole"
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


SHARED: tuple[Column[str], ...] = (
    Column("label", "Label", lambda one, _l: one, whole=True, chars=12),
    Column("title", "Title", lambda one, _l: one, stretch=True),
    Column("note", "Note", lambda one, _l: one, chars=20),
    Column("pages", "Pages", lambda one, _l: one, end=True, chars=7),
)
NEEDED = {0: 80, 1: 60, 2: 50, 3: 60}
FULL = {0: 140, 2: 220, 3: 90}


def shares(room: int, needed: dict[int, int] | None = None) -> dict[int, int]:
    return shared_widths(SHARED, needed or NEEDED, 1, (220, room), 10)


def test_columns_begin_with_the_letters_they_ask_for() -> None:
    assert shares(2000) == FULL


def test_a_comfortable_title_comes_before_room_that_no_words_fill() -> None:
    found = shares(440 + 400)  # the title is comfortable with 440
    assert found[2] == FULL[2], "what may be cut is not cut for comfort"
    assert NEEDED[0] <= found[0] < FULL[0]
    assert NEEDED[3] <= found[3] < FULL[3]
    assert sum(found.values()) == pytest.approx(400, abs=2)


def test_what_may_be_cut_gives_way_only_where_the_list_reached_over_its_edge() -> None:
    assert shares(220 + 80 + 60 + 220) == {0: 80, 2: 220, 3: 60}
    found = shares(220 + 80 + 60 + 150)
    assert (found[0], found[3]) == (80, 60), "days and sums stay whole"
    assert found[2] == 150
    assert shares(100) == {0: 80, 2: 110, 3: 60}, "half of its room is the least"


@given(room=st.integers(0, 3000), needed=st.lists(st.integers(0, 400), min_size=4, max_size=4))
def test_no_column_has_less_than_its_words_need(room: int, needed: list[int]) -> None:
    least = dict(enumerate(needed))
    found = shares(room, least)
    assert set(found) == {0, 2, 3}
    assert all(width >= least[number] - 1 for number, width in found.items())
    assert all(found[n] <= max(FULL[n], least[n]) for n in found)


def test_rows_further_down_are_measured_when_they_come_into_view(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    columns: tuple[Column[str], ...] = (
        Column("sum", "Sum", lambda one, _l: one, end=True, chars=18),
        Column("what", "What", lambda _one, _l: "words", stretch=True),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(made.fontMetrics().averageCharWidth() * 40, 300)
    made.show()
    long = "1,234,567,890.00 EUR"
    model.show([*(f"{number} EUR" for number in range(100)), *[long] * 100])
    header = made.horizontalHeader()
    before = header.sectionSize(0)
    made.scrollToBottom()
    wanted = made.fontMetrics().horizontalAdvance(long) + 2 * PAD
    assert before < wanted
    qtbot.waitUntil(lambda: header.sectionSize(0) >= wanted, timeout=3000)


def test_a_few_letters_less_come_before_a_list_that_reaches_over_its_edge(
    theme: Theme, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    columns: tuple[Column[str], ...] = (
        Column("what", "What", lambda _one, _l: "Second telephone attempt at another hour", stretch=True),
        Column("day", "Day", lambda _one, _l: "22 Nov 2026", whole=True, chars=12),
        Column("verb", "", lambda _one, _l: "Done", verb=True, chars=8),
    )
    model = TableModel(screen, columns)
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(2000, 300)
    made.show()
    model.show(["one"])
    header, char = made.horizontalHeader(), made.fontMetrics().averageCharWidth()
    needed = needed_widths(made, columns)
    frame = made.width() - made.viewport().width()
    for letters, fits in ((17, True), (11, False)):
        made.resize(needed[1] + needed[2] + letters * char + frame, 300)
        qtbot.wait(20)
        assert (header.length() <= made.viewport().width() + 1) is fits
        assert header.sectionSize(2) >= needed[2] - 1
