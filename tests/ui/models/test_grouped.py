"""A long list in groups: heads are lines of their own, folded or open; ids stay what rows are told by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from xborder_desk.i18n.language import Language
from xborder_desk.ui.models.grouped import GroupedModel
from xborder_desk.ui.models.table import GROUP, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.modeltest import ModelTester

    from xborder_desk.ui.language import ScreenLanguage


@dataclass(frozen=True)
class Row:
    """A row with an id."""

    id: int
    name: str


COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "Id", lambda row, _l: str(row.id)),
    Column("name", "Name", lambda row, _l: row.name),
)


class Fetched:
    """Gives rows by id, and keeps which were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        assert all(one > 0 for one in ids), "the head of a group is no id"
        self.asked += ids
        return [Row(one, f"name {one}") for one in ids]


class Plain(Fetched):
    """As ``Fetched``, where heads of groups may be among the ids of a page."""

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        return super().__call__([one for one in ids if one > 0])


@pytest.fixture
def model(screen: ScreenLanguage) -> GroupedModel[Row]:
    """Five rows in three groups, the last of them empty of a name."""
    made: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Plain())
    made.show_found([5, 4, 3, 2, 1], (("new", 2), ("waiting", 2), ("", 1)))
    return made


def lines(model: GroupedModel[Row]) -> list[str]:
    shown = []
    for number in range(model.size()):
        row = model.row(number)
        shown.append(model.heading(number) if row is None else str(row.id))
    return shown


def check(tester: ModelTester, model: Any) -> None:
    tester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped


@pytest.mark.parametrize("state", ["open", "folded", "empty"])
def test_it_is_a_good_model(screen: ScreenLanguage, qtmodeltester: ModelTester, state: str) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Plain())
    if state != "empty":
        model.show_found([3, 2, 1], (("a", 1), ("b", 2)))
        model.fold("b", folded=state == "folded")
    check(qtmodeltester, model)


def test_heads_stand_before_their_rows_with_their_count(model: GroupedModel[Row]) -> None:
    assert [line for line in lines(model) if line.isdecimal()] == ["5", "4", "3", "2", "1"]
    heads = [number for number in range(model.size()) if model.group_at(number)]
    assert heads == [0, 3, 6]
    assert [model.group_at(number) for number in heads] == [("new", 2), ("waiting", 2), ("", 1)]
    assert "(2)" in model.heading(0)
    assert model.heading(1) == ""
    assert list(model.found) == [5, 4, 3, 2, 1]


def test_a_folded_group_keeps_its_head_alone(model: GroupedModel[Row]) -> None:
    model.fold("new", folded=True)
    model.fold("new", folded=True)
    assert model.size() == 6
    assert model.heading(0).startswith("▸")
    assert model.key(1) is not None
    assert model.row(2) == Row(3, "name 3")
    assert list(model.found) == [5, 4, 3, 2, 1], "what is folded was found all the same"
    model.fold("new", folded=False)
    assert model.size() == 8
    assert model.heading(0).startswith("▾")


def test_folded_groups_stay_folded_when_the_list_is_filled_anew(model: GroupedModel[Row]) -> None:
    model.fold("waiting", folded=True)
    model.show_found([9, 8], (("waiting", 1), ("closed", 1)))
    assert [line for line in lines(model) if line.isdecimal()] == ["8"]
    model.show_found([9, 8])
    assert lines(model) == ["9", "8"]
    assert not model.grouped


def test_a_row_is_found_by_its_id_in_whatever_group(model: GroupedModel[Row]) -> None:
    assert model.place(5) == 1
    assert model.place(1) == 7
    model.fold("new", folded=True)
    assert model.place(5) is None
    assert model.place(3) == 2


@pytest.mark.parametrize(("first", "last", "rows"), [(0, 7, 5), (0, 0, 0), (1, 2, 2), (2, 4, 2), (6, 7, 1)])
def test_only_rows_are_counted_between_two_lines(
    model: GroupedModel[Row], first: int, last: int, rows: int
) -> None:
    assert model.rows_between(first, last) == rows


def test_a_head_is_read_aloud_and_no_cell_is_fetched_for_it(screen: ScreenLanguage) -> None:
    fetched = Plain()
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, fetched)
    model.name = lambda key, _language: f"Group {key}"
    model.show_found([1], (("a", 1),))
    index = model.index(0, 0)
    assert "Group a" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Group a" in str(index.data(GROUP))
    assert index.data() is None
    assert model.index(1, 0).data(GROUP) == ""
    assert model.index(1, 1).data() == "name 1"


def test_without_groups_nothing_is_a_head(screen: ScreenLanguage) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Fetched())
    model.show_found([3, 2, 1])
    assert [model.index(number, 0).data(GROUP) for number in range(3)] == ["", "", ""]
    assert model.rows_between(0, 2) == 3
    assert model.group_at(99) is None


def test_groups_are_named_in_the_language_of_the_screen(screen: ScreenLanguage) -> None:
    model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Plain())
    model.name = lambda key, language: language.text(key)
    model.show_found([1], (("Closed", 1),))
    assert "Closed" in model.heading(0)
    screen.use(Language("ar"))
    model.fold("Closed", folded=True)
    assert model.heading(0).startswith("◂"), "what is folded points into the line"


GROUPS = st.lists(st.tuples(st.text(max_size=3), st.integers(0, 4)), max_size=6, unique_by=lambda one: one[0])


def test_every_id_stands_in_its_group_whatever_is_folded(screen: ScreenLanguage) -> None:
    @given(groups=GROUPS, folds=st.sets(st.integers(0, 5)))
    def check_one(groups: list[tuple[str, int]], folds: set[int]) -> None:
        ids = list(range(1, sum(count for _key, count in groups) + 1))
        model: GroupedModel[Row] = GroupedModel(screen, COLUMNS, Plain())
        model.show_found(ids, groups)
        folded = {key for number, (key, _count) in enumerate(groups) if number in folds}
        for key in folded:
            model.fold(key, folded=True)
        expected: list[int] = []
        start = 0
        for number, (key, count) in enumerate(groups):
            expected.append(-number - 1)
            expected += [] if key in folded else ids[start : start + count]
            start += count
        assert [model.key(number) for number in range(model.size())] == (expected if groups else ids)
        model.deleteLater()

    check_one()
