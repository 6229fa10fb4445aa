"""The filters, the view and the bin of the list of cases: kept, let go, remembered, and said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.listing import cases, numbers, press
from xborder_desk.domain.case_list import CaseQuestion
from xborder_desk.ui.pages.cases import CasesPage
from xborder_desk.ui.pages.cases.columns import COLUMNS
from xborder_desk.ui.pages.cases.filters import KeepSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.driving import Driver


@pytest.fixture
def page(shared: Driver) -> Iterator[CasesPage]:
    """The list over every case there is, not in groups, in its own order."""
    found = cases(shared)
    yield found
    for one in found.desk.cases.filters.kept():
        found.desk.cases.filters.drop(one.name)
    found.finder.clear()
    found.table.filters.fill({})
    found.head.group.setCurrentIndex(0)
    found.table.order_by("")
    found.bar.choose("all")
    found.table.clearSelection()
    shared.settle()


def group_by(driver: Driver, page: CasesPage, name: str) -> None:
    page.head.group.setCurrentIndex(page.head.group.findData(name))
    driver.settle()


def choose(page: CasesPage, *chosen: str) -> None:
    """Choose cases by their numbers."""
    lines = {row.number: page.model.key(n) for n in range(page.model.size()) if (row := page.model.row(n))}
    page.table.choose_keys([lines[number] for number in chosen])


def in_bin(page: CasesPage, number: str) -> bool:
    return page.desk.cases.show(number).binned_at is not None


def test_a_filter_let_go_in_another_window_gives_way_to_all_cases(shared: Driver, page: CasesPage) -> None:
    filters = page.desk.cases.filters
    filters.keep("Bicycles", CaseQuestion(text="bicycle"))
    page._kept("Bicycles")
    shared.settle()
    assert numbers(page) == [shared.case]
    filters.drop("Bicycles")
    page._count()
    shared.settle()
    shared.qtbot.waitUntil(lambda: not page._counting.isActive(), timeout=3000)
    shared.settle()
    assert page.bar.current == "all"
    assert "kept:Bicycles" not in page.bar.names
    assert len(numbers(page)) == len(page.desk.cases.all()) > 1


def test_a_filter_kept_in_another_window_comes_with_its_count(shared: Driver, page: CasesPage) -> None:
    filters = page.desk.cases.filters
    filters.keep("Of Annika", CaseQuestion(text="annika"))
    page.reload()
    shared.settle()
    shared.qtbot.waitUntil(lambda: "kept:Of Annika" in page.bar.names, timeout=3000)
    shared.qtbot.waitUntil(lambda: page.bar._chips["kept:Of Annika"].text() == "Of Annika  1", timeout=3000)
    filters.drop("Of Annika")


def test_a_filter_just_kept_stays_when_counts_from_before_arrive(shared: Driver, page: CasesPage) -> None:
    filters = page.desk.cases.filters
    stale = (page._round, tuple(filters.kept()), [0] * len(page.bar.names))
    filters.keep("Fresh", CaseQuestion(text="bicycle"))
    page._kept("Fresh")
    page._show_counts(stale)
    assert page.bar.current == "kept:Fresh"
    shared.settle()
    assert numbers(page) == [shared.case]


def test_a_filter_let_go_comes_back_with_ctrl_z(shared: Driver, page: CasesPage) -> None:
    filters = page.desk.cases.filters
    filters.keep("Watches", CaseQuestion(text="watch"))
    page._kept("Watches")
    shared.settle()
    assert page.bar._drop.isVisibleTo(page.bar)
    page.bar._drop.click()
    shared.settle()
    assert filters.kept() == []
    assert not page.bar._drop.isVisibleTo(page.bar)
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in filters.kept()] == ["Watches"]
    assert [one.question.text for one in filters.kept()] == ["watch"]
    filters.drop("Watches")


def test_what_is_kept_is_what_the_list_shows(shared: Driver, page: CasesPage) -> None:
    section = next(n for n, column in enumerate(COLUMNS) if column.id == "consumer")
    page.table.filters.fill({section: "annika"})
    page._ask()
    group_by(shared, page, "country")
    page.bar._save.click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, KeepSheet)
    sheet.form.put({"name": "  Abroad  "})
    sheet.accept_it()
    shared.settle()
    (kept,) = page.desk.cases.filters.kept()
    assert kept.name == "Abroad"
    assert (dict(kept.question.where), kept.question.group) == ({"consumer": "annika"}, "country")
    assert page.bar.current == "kept:Abroad"
    assert numbers(page) == [shared.case]
    page.desk.cases.filters.drop("Abroad")


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "null",
        "[]",
        "{",
        '"text"',
        '{"order": 5}',
        '{"group": "no such group"}',
        '{"where": [1]}',
        "\u0000",
    ],
)
def test_a_view_remembered_badly_keeps_nobody_out(page: CasesPage, kept: str) -> None:
    page.around.memory.setValue("cases/view", kept)
    again = CasesPage(page.around, page.desk)
    try:
        assert again.head.group.value() == ""
        assert again.table.order == ("", False)
    finally:
        again.deleteLater()
        page.around.memory.remove("cases/view")


def test_order_and_groups_are_remembered_together(shared: Driver, page: CasesPage) -> None:
    group_by(shared, page, "seller")
    page.table.order_by("title", descending=True)
    shared.settle()
    assert json.loads(page.around.memory.value("cases/view"))["group"] == "seller"
    again = CasesPage(page.around, page.desk)
    assert (again.head.group.value(), again.table.order) == ("seller", ("title", True))
    again.deleteLater()


def test_del_asks_nothing_and_ctrl_z_takes_it_back(shared: Driver, page: CasesPage) -> None:
    number = shared.new_case("To be binned")
    page.reload()
    shared.settle()
    choose(page, number)
    press(shared, page.table, Qt.Key.Key_Delete)
    assert in_bin(page, number)
    assert number not in numbers(page)
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not in_bin(page, number)
    assert number in numbers(page)
    press(shared, page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert in_bin(page, number)


def test_del_on_the_head_of_a_group_does_nothing(shared: Driver, page: CasesPage) -> None:
    before = len(page.desk.cases.all())
    group_by(shared, page, "status")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.table.choose_keys([page.model.key(0)])
    page._to_bin()
    shared.settle()
    assert len(page.desk.cases.all()) == before
    assert shared.window.undo.latest is None


def test_many_in_the_bin_are_said_by_five_and_how_many(shared: Driver, page: CasesPage) -> None:
    made = [shared.new_case(f"Many {n}") for n in range(7)]
    page.reload()
    shared.settle()
    choose(page, *made)
    page._to_bin()
    shared.settle()
    step = shared.window.undo.latest
    assert step is not None
    said = shared.shell.screen.language.text(step.text, **step.fields)
    assert "… (7)" in said
    assert sum(number in said for number in made) == 5
    assert all(in_bin(page, number) for number in made)


def test_a_case_taken_out_of_the_bin_elsewhere_is_no_fault_here(shared: Driver, page: CasesPage) -> None:
    number = shared.new_case("There and back")
    page.desk.cases.bin(number)
    page.bar.choose("bin")
    shared.settle()
    assert number in numbers(page)
    page.desk.cases.take_back(number)
    choose(page, number)
    page._to_bin()
    shared.settle()
    assert not in_bin(page, number)
    assert number not in numbers(page)


def test_an_empty_bin_offers_no_verbs_for_many(shared: Driver, page: CasesPage) -> None:
    page.desk.cases.many.take_back([row.number for row in page.desk.cases.all(binned=True)])
    page.bar.choose("bin")
    shared.settle()
    assert numbers(page) == []
    assert page._places.currentIndex() == 1
    assert not page._side.isVisibleTo(page)
    assert page.head.count.text() == "0 cases"
