"""Rows that come, go and change while Qt's own tester watches the model, and while a view stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui.models.grouped import GroupedModel
from xborder_desk.ui.models.paged import PAGE, PagedModel
from xborder_desk.ui.models.table import GROUP, Column, TableModel
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
IDS = some.lists(some.integers(0, 60), max_size=40, unique=True)


@dataclass(frozen=True)
class Row:
    """A row of the source."""

    id: int
    name: str = ""


@dataclass
class Source:
    """What the rows are fetched from; it changes behind the model."""

    names: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        return [Row(one, self.names.get(one, "")) for one in reversed(ids) if one not in self.gone]


COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "Number", lambda row, _l: str(row.id), sort=lambda row: row.id),
    Column("name", "Name", lambda row, _l: row.name),
    Column("state", "State", lambda _row, language: language.text("State")),
)


def watch(model: QAbstractItemModel) -> None:
    """Have Qt's tester look at every change; what it finds is a warning, and a warning fails a test."""
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


def column_of(model: QAbstractItemModel, column: int = 0) -> list[str | None]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


@given(shown=some.lists(IDS, min_size=1, max_size=5))
@QUICK
def test_a_table_shows_what_was_shown_last(screen: ScreenLanguage, shown: list[list[int]]) -> None:
    model = TableModel(screen, COLUMNS)
    watch(model)
    for ids in shown:
        model.show([Row(one) for one in ids])
        assert column_of(model) == [str(one) for one in ids]
    model.deleteLater()


@given(shown=some.lists(IDS, min_size=1, max_size=5))
@QUICK
def test_a_long_table_shows_what_was_shown_last(screen: ScreenLanguage, shown: list[list[int]]) -> None:
    model: PagedModel[Row] = PagedModel(screen, COLUMNS, Source().rows)
    watch(model)
    for ids in shown:
        model.show_ids(ids)
        assert column_of(model) == [str(one) for one in ids]
        assert [model.place(one) for one in ids] == list(range(len(ids)))
    model.deleteLater()


@given(
    sizes=some.lists(some.integers(1, 4), min_size=1, max_size=6),
    folds=some.lists(some.tuples(some.integers(0, 5), some.booleans()), max_size=12),
)
@QUICK
def test_groups_fold_and_open_in_any_order_and_lose_nobody(
    screen: ScreenLanguage, sizes: list[int], folds: list[tuple[int, bool]]
) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Source().rows)
    watch(model)
    groups = [(f"g{number}", size) for number, size in enumerate(sizes)]
    model.show_found(range(sum(sizes)), groups)
    closed: set[str] = set()
    for number, folded in folds:
        key = f"g{number % len(sizes)}"
        (closed.add if folded else closed.discard)(key)
        model.fold(key, folded=folded)
        heads = [line for line in range(model.size()) if model.heading(line)]
        assert [model.group_at(line) for line in heads] == groups
        rows = sum(size for key, size in groups if key not in closed)
        assert model.size() == len(groups) + rows
        assert model.rows_between(0, model.size() - 1) == rows
    assert list(model.found) == list(range(sum(sizes)))
    model.deleteLater()


@given(ids=IDS, falling=some.booleans(), named=some.dictionaries(some.integers(0, 60), some.text(max_size=3)))
@QUICK
def test_rows_are_in_order_and_those_without_a_word_stand_last(
    screen: ScreenLanguage, ids: list[int], named: dict[int, str], *, falling: bool
) -> None:
    model = TableModel(screen, COLUMNS)
    watch(model)
    model.show([Row(one, named.get(one, "")) for one in ids])
    model.order_by("name", descending=falling)
    names = [row.name for row in model.rows]
    known = [name for name in names if name]
    keys = [screen.language.sort_key(name) for name in known]
    assert names == [*known, *[""] * (len(names) - len(known))]
    assert keys == sorted(keys, reverse=falling)
    assert sorted(row.id for row in model.rows) == sorted(ids)
    model.deleteLater()


def test_an_order_once_chosen_holds_for_what_comes_later(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([Row(2), Row(9)])
    model.order_by("id", descending=True)
    model.show([Row(1), Row(3), Row(2)])
    assert column_of(model) == ["3", "2", "1"]
    model.order_by("")
    assert column_of(model) == ["1", "3", "2"], "the list's own order is the one it was given in"
    model.order_by("no such column")
    assert column_of(model) == ["1", "3", "2"]


def test_rows_that_are_equal_keep_the_order_they_came_in(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([Row(3, "same"), Row(1, "same"), Row(2, "same")])
    model.order_by("name")
    assert column_of(model) == ["3", "1", "2"]


@pytest.mark.parametrize(("tag", "order"), [("de", ["Ä", "B", "Z"]), ("sv", ["B", "Z", "Ä"])])
def test_the_order_is_that_of_the_language(screen: ScreenLanguage, tag: str, order: list[str]) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([Row(1, "Z"), Row(2, "Ä"), Row(3, "B")])
    model.order_by("name")
    screen.use(Language(tag))
    assert column_of(model, 1) == order


def test_nothing_of_the_old_language_is_left_in_cells_titles_and_heads(screen: ScreenLanguage) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Source().rows)
    model.name = lambda key, language: language.text("State") + key
    model.show_found([1, 2], [("a", 2)])
    before = (model.index(0, 0).data(GROUP), model.index(1, 2).data())
    assert OPENING not in "".join(before)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    screen.use(pseudo_language("rtl"))
    head = model.index(0, 0).data(GROUP)
    assert OPENING in head
    assert OPENING in model.index(1, 2).data()
    assert OPENING in model.headerData(2, Qt.Orientation.Horizontal)
    assert told == [3]
    model.fold("a", folded=True)
    assert model.heading(0).startswith("◂"), "a folded group points to where it opens"


def test_an_empty_list_says_its_titles_anew_and_tells_of_no_row(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    changed: list[str] = []
    model.dataChanged.connect(lambda *_places: changed.append("rows"))
    model.headerDataChanged.connect(lambda *_places: changed.append("titles"))
    model.retranslate()
    assert changed == ["titles"]


def test_what_changed_behind_the_list_is_read_anew_and_what_is_gone_is_an_empty_line(
    screen: ScreenLanguage,
) -> None:
    source = Source({1: "one", 2: "two"})
    model: PagedModel[Row] = PagedModel(screen, COLUMNS, source.rows)
    model.show_ids([1, 2])
    assert column_of(model, 1) == ["one", "two"]
    source.names[1], source.gone = "uno", {2}
    assert column_of(model, 1) == ["one", "two"], "what was fetched stays until it is let go"
    model.forget()
    assert column_of(model, 1) == ["uno", None]
    source.gone = set()
    model.forget()
    assert column_of(model, 1) == ["uno", "two"]


def test_lines_outside_the_list_are_nobody(screen: ScreenLanguage) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Source().rows)
    model.show_found([4, 5], [("a", 1), ("b", 1)])
    assert [model.key(line) for line in (-1, 99)] == [None, None]
    assert [model.row(line) for line in (-1, 0, 99)] == [None, None, None]
    assert model.group_at(99) is None
    assert model.heading(99) == ""
    assert model.index(99, 0).data() is None
    assert model.rowCount(model.index(1, 0)) == model.columnCount(model.index(1, 0)) == 0


def test_a_page_is_fetched_whole_and_once_while_it_is_looked_at(screen: ScreenLanguage) -> None:
    asked: list[list[int]] = []

    def rows(ids: Sequence[int]) -> list[Row]:
        asked.append(list(ids))
        return [Row(one) for one in ids]

    model: PagedModel[Row] = PagedModel(screen, COLUMNS, rows)
    model.show_ids(range(PAGE + 3))
    for line in (0, 1, PAGE - 1, PAGE, PAGE + 2, 0):
        model.row(line)
    assert [len(ids) for ids in asked] == [PAGE, 3]


def test_texts_that_were_formatted_do_not_grow_without_end(screen: ScreenLanguage) -> None:
    model = TableModel(screen, COLUMNS)
    model.show([Row(number) for number in range(5000)])
    for line in range(5000):
        assert model.index(line, 0).data() == str(line)
    assert len(model._texts) <= 20_010
    assert model.index(17, 0).data() == "17"


@pytest.mark.parametrize("keep", [True, False])
def test_the_chosen_row_is_found_by_its_id_or_not_at_all(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot, *, keep: bool
) -> None:
    model: PagedModel[Row] = PagedModel(screen, COLUMNS, Source().rows)
    table = Table(theme, model)
    qtbot.addWidget(table)
    if keep:
        table.keep_chosen()
    model.show_ids([1, 2, 3])
    table.pick(1)
    place = QPersistentModelIndex(model.index(1, 0))
    model.show_ids([9, 8, 2])
    assert not place.isValid(), "a place is no identity"
    assert table.chosen_keys() == ([2] if keep else [])
    model.show_ids([9, 8])
    assert table.chosen_keys() == []
    assert table.current_row() == -1


@dataclass(frozen=True)
class WithUid:
    """A row as the use-cases give them."""

    uid: str
    id: int
    number: str


def test_a_row_is_known_by_its_uid_then_its_id_then_itself(screen: ScreenLanguage) -> None:
    columns: tuple[Column[object], ...] = (Column("a", "A", lambda row, _l: str(row)),)
    model = TableModel(screen, columns)
    model.show([WithUid("u1", 7, "P-01"), Row(7, "old"), "words"])
    assert [model.key(line) for line in range(3)] == ["u1", 7, "words"]
    assert model.key(3) is None
    model.show([Row(7, "new"), WithUid("u1", 8, "P-01")])
    assert (model.place(7), model.place("u1"), model.place("words")) == (0, 1, None)
