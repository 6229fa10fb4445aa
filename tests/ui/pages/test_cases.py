"""The list of cases: found by any word, put into the bin and taken out again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QScrollArea

from tests.ui.listing import add_cases, cases, find, numbers, press
from xborder_desk.domain.cases import CaseRow
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.cases.columns import COLUMNS, GROUPS, group_name

if TYPE_CHECKING:
    from tests.ui.driving import Driver

ROW = CaseRow(
    id=1,
    number="2026-0001",
    title="Bicycle",
    status="waiting",
    caseworker="Jana",
    updated_at=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC),
    amount=Decimal("1249.00"),
    currency="EUR",
    consumer="Annika",
    seller="Lan Yu",
    seller_country="CN",
    evidence=3,
    attempts=2,
    next_due=dt.date(2026, 3, 8),
)
EN = Language("en")


def cells(row: CaseRow) -> dict[str, str]:
    return {column.id: column.text(row, EN) for column in COLUMNS}


def test_a_row_in_words() -> None:
    said = cells(ROW)
    assert said["amount"] == "€1,249.00"
    assert said["country"] == "China"
    assert "2026" in said["due"]
    assert (said["evidence"], said["attempts"]) == ("3", "2")


def test_what_is_not_known_is_an_empty_cell() -> None:
    said = cells(replace(ROW, amount=None, currency=None, seller_country="", next_due=None))
    assert (said["amount"], said["country"], said["due"]) == ("", "", "")
    assert cells(replace(ROW, currency=None))["amount"] == ""


@pytest.mark.parametrize(
    ("by", "key", "words"),
    [
        ("status", "waiting", "Waiting for the consumer"),
        ("due", "over", "Over"),
        ("due", "none", "Nothing is due"),
        ("country", "CN", "China"),
        ("country", "", "Not given"),
        ("seller", "Lan Yu", "Lan Yu"),
        ("caseworker", "", "Not given"),
    ],
)
def test_groups_have_words(by: str, key: str, words: str) -> None:
    assert by in dict(GROUPS)
    assert group_name(by, key, EN) == words


def test_cases_are_found_by_any_word(desk_open: Driver) -> None:
    page = cases(desk_open)
    both = numbers(page)
    assert len(both) == 2
    assert find(desk_open, page, "bicycle") == [desk_open.case]
    assert find(desk_open, page, "bh-7781 annika") == [desk_open.case]
    assert find(desk_open, page, "蓝屿") == [desk_open.case]
    assert find(desk_open, page, "bicycle uhrenhaus") == []
    assert page._places.currentIndex() == 1
    assert not page._side.isVisibleTo(page)
    assert find(desk_open, page, "") == both


def test_the_chosen_case_stays_chosen_when_the_list_changes(desk_open: Driver) -> None:
    page = cases(desk_open)
    row = numbers(page).index(desk_open.case)
    page.table.pick(row)
    desk_open.settle()
    assert page._glance.title.text() == desk_open.case
    find(desk_open, page, "bicycle")
    find(desk_open, page, "")
    assert page.table.current_row() == row
    assert page._glance.title.text() == desk_open.case


def test_many_chosen_cases_stay_chosen_by_their_ids(desk_open: Driver) -> None:
    add_cases(desk_open, 5)
    page = cases(desk_open)
    ids = list(page.model.found)
    page.table.choose_keys([ids[1], ids[2], ids[5]], current=ids[5])
    assert page.table.chosen_rows() == [1, 2, 5]
    page.table.order_by("number")
    desk_open.settle()
    assert sorted(page.table.chosen_keys()) == sorted([ids[1], ids[2], ids[5]])  # type: ignore[type-var] # ids
    assert page.table.chosen_rows() == [1, 4, 5]
    add_cases(desk_open, 1)
    page.reload()
    desk_open.settle()
    assert page.table.chosen_rows() == [1, 4, 5]
    assert page.together.title.text() == "3 cases chosen"
    assert page._side.currentIndex() == 1


def test_into_the_bin_and_out_again(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.pick(numbers(page).index(desk_open.case))
    press(desk_open, page.table, Qt.Key.Key_Delete)
    assert desk_open.case not in numbers(page)
    page.bar.choose("bin")
    desk_open.settle()
    assert numbers(page) == [desk_open.case]
    page.table.pick(0)
    press(desk_open, page.table, Qt.Key.Key_Delete)
    assert numbers(page) == []
    assert page.desk.cases.show(desk_open.case).binned_at is None


def test_the_bin_is_undone_and_done_again(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.selectAll()
    page._to_bin()
    desk_open.settle()
    assert numbers(page) == []
    desk_open.window.undo.undo()
    desk_open.settle()
    assert len(numbers(page)) == 2
    desk_open.window.undo.redo()
    desk_open.settle()
    assert numbers(page) == []


def test_a_press_on_a_title_orders_the_list_and_is_remembered(desk_open: Driver) -> None:
    add_cases(desk_open, 3)
    page = cases(desk_open)
    newest = numbers(page)
    page.table._order_by_section(0)
    desk_open.settle()
    assert numbers(page) == newest[::-1]
    assert page.table.horizontalHeader().sortIndicatorSection() == 0
    page.table._order_by_section(0)
    desk_open.settle()
    assert page.table.order == ("number", True)
    page.table._order_by_section(0)
    desk_open.settle()
    assert page.table.order == ("", False)
    assert numbers(page) == newest
    page.table._order_by_section(1)
    desk_open.settle()
    titles = [row.title for n in range(page.model.size()) if (row := page.model.row(n))]
    assert titles == sorted(titles, key=str.casefold)
    again = type(page)(page.around, page.desk)
    assert again.table.order == ("title", False)
    again.deleteLater()


def test_groups_are_shown_folded_and_opened_by_keyboard(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.desk.cases.set(desk_open.case, {"status": "waiting"})
    page.head.group.setCurrentIndex(page.head.group.findData("status"))
    desk_open.settle()
    model = page.model
    heads = [n for n in range(model.size()) if model.heading(n)]
    assert [model.group_at(n) for n in heads] == [("new", 1), ("waiting", 1)]
    assert "Waiting for the consumer" in model.heading(heads[1])
    assert heads == [0, 2]
    page.table.setFocus()
    page.table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert model.size() == 3
    assert model.heading(0).startswith("▸")
    assert page.table.current_row() == 0
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert model.size() == 4
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert model.size() == 3
    page.reload()
    desk_open.settle()
    assert model.size() == 3, "folded groups stay folded"
    page.head.group.setCurrentIndex(0)
    desk_open.settle()
    assert not model.grouped
    assert model.size() == 2


def test_a_press_on_the_head_of_a_group_folds_it(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.head.group.setCurrentIndex(page.head.group.findData("caseworker"))
    desk_open.settle()
    assert page.model.size() == 3
    place = page.table.visualRect(page.model.index(0, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.size() == 1
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.size() == 3
    page.table.selectAll()
    assert page.table.chosen_rows() == [1, 2], "the head of a group is no case"
    assert page.together.title.text() == "2 cases chosen"


def test_the_row_of_fields_narrows_each_column(desk_open: Driver) -> None:
    page = cases(desk_open)
    both = numbers(page)
    assert page.table.filters.typed() == {}
    both_held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(desk_open, page.finder, Qt.Key.Key_F, both_held)
    assert page.table.filters.open
    fields = page.table.filters._fields
    sections = {column.id: n for n, column in enumerate(COLUMNS)}
    amount = fields[sections["amount"]]
    QTest.keyClicks(amount, "> 1,000")
    desk_open.qtbot.waitUntil(lambda: page.question.where != (), timeout=3000)
    desk_open.settle()
    assert page.question.where == (("amount", ">1000"),)
    assert numbers(page) == [desk_open.case]
    page.table.filters.fill({sections["consumer"]: "hassan", sections["country"]: "CH"})
    page._ask()
    desk_open.settle()
    assert dict(page.question.where) == {"consumer": "hassan", "country": "CH"}
    page.table.filters.fill({sections["consumer"]: "فاطمه"})
    page._ask()
    desk_open.settle()
    assert len(numbers(page)) == 1
    assert page.table.filters.typed() == {sections["consumer"]: "فاطمه"}
    page.bar.choose("all")
    desk_open.settle()
    assert numbers(page) == both
    page._toggle_fields()
    assert not page.table.filters.open


def test_a_condition_that_is_none_is_said_on_the_page(desk_open: Driver) -> None:
    page = cases(desk_open)
    section = next(n for n, column in enumerate(COLUMNS) if column.id == "due")
    page.table.filters.fill({section: "whenever"})
    page._ask()
    desk_open.settle()
    strip = page._strips.itemAt(0)
    assert strip is not None
    widget = strip.widget()
    assert widget is not None
    assert "whenever" in widget.accessibleName()


def test_chosen_lines_go_to_the_clipboard_as_text_and_as_a_table(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert lines[0].split("\t")[:3] == ["Number", "Title", "Consumer"]
    assert len(lines) == 3
    assert mime.html().count("<tr>") == 3
    assert "深圳市蓝屿科技有限公司" in mime.html()


def test_columns_are_chosen_from_a_menu_and_remembered(desk_open: Driver) -> None:
    page = cases(desk_open)
    menu = page.table.columns_menu()
    assert isinstance(menu, QMenu)
    country = next(action for action in menu.actions() if action.text() == "Seller’s country")
    assert not country.isChecked()
    country.trigger()
    assert not page.table.isColumnHidden(4)
    again = type(page)(page.around, page.desk)
    assert not again.table.isColumnHidden(4)
    again.deleteLater()


def test_enter_opens_the_case(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.pick(numbers(page).index(desk_open.case))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.place == "case"


def test_what_stands_beside_never_reaches_sideways_after_large_text(desk_open: Driver) -> None:
    page = cases(desk_open)
    desk_open.window.resize(1280, 800)
    desk_open.settle()
    before = page._side.minimumSizeHint().width()
    theme = page.around.theme
    try:
        theme.apply("light", 200)
        desk_open.settle()
        assert page._side.minimumSizeHint().width() > before
    finally:
        theme.apply("light", 100)
        desk_open.settle()
    assert page._side.minimumSizeHint().width() <= before
    area = next(one for one in page.findChildren(QScrollArea) if one.widget() is page._side)
    assert area.horizontalScrollBar().maximum() == 0
