"""The list of cases while others change it: folded, filtered, put into the bin, ordered, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.listing import cases, find, numbers, press
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.pages.cases.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.cases import CasesPage


@pytest.fixture
def page(shared: Driver) -> Iterator[CasesPage]:
    """The list over every case there is, not in groups, in its own order."""
    found = cases(shared)
    yield found
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


def heads(page: CasesPage) -> list[int]:
    return [line for line in range(page.model.size()) if page.model.heading(line)]


def choose(page: CasesPage, *chosen: str) -> None:
    """Choose cases by their numbers."""
    lines = {row.number: page.model.key(n) for n in range(page.model.size()) if (row := page.model.row(n))}
    page.table.choose_keys([lines[number] for number in chosen])


def test_a_list_whose_groups_are_all_folded_is_shown_anew(shared: Driver, page: CasesPage) -> None:
    group_by(shared, page, "status")
    page.table.clearSelection()
    page.table.setCurrentIndex(page.model.index(-1, -1))
    for line in reversed(heads(page)):
        group = page.model.group_at(line)
        assert group is not None
        page.model.fold(group[0], folded=True)
    page.reload()
    shared.settle()
    assert heads(page) == list(range(page.model.size()))
    assert page.head.count.text().startswith(str(len(page.model.found)))
    for line in reversed(heads(page)):
        group = page.model.group_at(line)
        assert group is not None
        page.model.fold(group[0], folded=False)


def test_a_case_renamed_in_another_window_is_read_anew(shared: Driver, page: CasesPage) -> None:
    number = shared.new_case("Old name")
    page.reload()
    shared.settle()
    page.desk.cases.set(number, {"title": "New name"})
    shared.window.around.changes.tell("cases")
    shared.settle()
    row = page.model.row(numbers(page).index(number))
    assert row is not None
    assert row.title == "New name"


def test_the_glance_follows_the_choice_and_its_own_button_opens(shared: Driver, page: CasesPage) -> None:
    number = shared.new_case("Glance at me")
    page.reload()
    shared.settle()
    page.table.pick(numbers(page).index(number))
    shared.settle()
    said = "\n".join(label.text() for label in page._glance.findChildren(QLabel))
    assert "Glance at me" in said
    assert "Nobody has written yet what happened." in said
    assert "Nothing is due · 0 facts" in said
    page._glance._go.click()
    shared.settle()
    assert shared.page.case == number


def test_walking_fast_ends_at_the_case_walked_to(shared: Driver, page: CasesPage) -> None:
    """Each step asks for its case apart; whichever answers last, the one that is chosen is shown."""
    for _number in range(4):
        shared.new_case()
    page.reload()
    shared.settle()
    for line in (0, 1, 2, 3):
        page.table.pick(line)
    shared.settle()
    row = page.model.row(3)
    assert row is not None
    assert page._glance.title.text() == row.number


def test_what_is_found_nowhere_says_so_and_offers_a_new_case(shared: Driver, page: CasesPage) -> None:
    assert find(shared, page, "no such words anywhere") == []
    empty = page._places.widget(1)
    assert empty is not None
    (make,) = [one for one in empty.findChildren(QPushButton) if one.text() == "New case"]
    make.click()
    shared.settle()
    assert isinstance(shared.dialog(), NewCaseSheet)


def test_words_with_signs_of_a_search_language_are_only_words(shared: Driver, page: CasesPage) -> None:
    shared.new_case('100 % "cotton" (OR) *NEAR* shirt_')
    for typed in (
        '"',
        "%",
        "(",
        "*",
        "_",
        "'",
        "OR",
        "NEAR(",
        "100 %",
        '"cotton"',
        "\\",
        "-",
        "; DROP TABLE cases",
    ):
        found = find(shared, page, typed)
        assert not page._strips.count(), typed
        assert isinstance(found, list)
    assert len(find(shared, page, "cotton shirt")) == 1


def test_only_columns_in_view_are_copied_in_their_order(shared: Driver, page: CasesPage) -> None:
    country = next(n for n, column in enumerate(COLUMNS) if column.id == "country")
    page.table.setColumnHidden(country, False)  # noqa: FBT003 - Qt's own
    page.table.horizontalHeader().moveSection(page.table.horizontalHeader().visualIndex(country), 0)
    choose(page, shared.case)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().split("\t")[:2] == ["China", shared.case], "a single line comes without the titles"
    assert mime.html().index("Seller’s country") < mime.html().index("Number")
    page.table.horizontalHeader().moveSection(0, country)
    page.table.setColumnHidden(country, True)  # noqa: FBT003 - Qt's own


@pytest.mark.parametrize("many", [False, True])
def test_what_is_printed_is_the_whole_list_or_what_is_chosen(
    shared: Driver, page: CasesPage, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    made = [shared.new_case(f"Paper {n}") for n in range(3)]
    page.reload()
    shared.settle()
    group_by(shared, page, "status")
    choose(page, *(made[:2] if many else made[:1]))
    printed: list[list[str]] = []
    monkeypatch.setattr(
        "xborder_desk.ui.pages.cases.preview",
        lambda _page, _language, paper: printed.append([line[0] for line in paper.cells]),
    )
    page.print_list()
    assert sorted(printed[0]) == sorted(made[:2] if many else numbers(page))


def test_ctrl_p_shows_the_paper_first(shared: Driver, page: CasesPage) -> None:
    press(shared, page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintPreviewDialog)]
    assert dialog.isVisible()
    dialog.close()


def test_typing_asks_once_for_the_whole_word(shared: Driver, page: CasesPage) -> None:
    asked: list[str] = []
    gather = page.gather

    def watched() -> object:
        asked.append(page.question.text)
        return gather()

    page.gather = watched  # type: ignore[method-assign,assignment] # the real one is called
    page.finder.setFocus()
    QTest.keyClicks(page.finder, "bicycle")
    shared.qtbot.waitUntil(lambda: page.question.text == "bicycle", timeout=3000)
    shared.settle()
    del page.gather
    assert asked == ["bicycle"]
    assert numbers(page) == [shared.case]
