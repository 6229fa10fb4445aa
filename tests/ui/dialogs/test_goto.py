"""Going to anything: the words in the line decide where one goes, however fast somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.dialogs.asking import desk_of, is_open, opened
from tests.ui.driving import unnamed
from xborder_desk.domain.cases import NewCase
from xborder_desk.ui.dialogs.goto import GoToSheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver


@pytest.fixture(scope="module")
def many(one_window: Driver) -> dict[str, str]:
    """Forty more cases and three that stand out; their numbers by title."""
    desk = desk_of(one_window)
    titles = [
        *(f"Lamp {number:02d}" for number in range(40)),
        "Kettle <b>broken</b>",
        "Straße nach Łódź",
        "حقيبة لم تصل",
    ]
    return {title: desk.cases.create(NewCase(title, "Jo Roe", "AT", "Shop", "CN")) for title in titles}


@pytest.fixture
def gone() -> list[str]:
    """Where somebody went."""
    return []


@pytest.fixture
def sheet(shared: Driver, many: dict[str, str], gone: list[str]) -> GoToSheet:
    """The question, with the newest cases."""
    del many
    return opened(shared, GoToSheet(shared.window.around, shared.window, desk_of(shared), gone.append))


def find(driver: Driver, sheet: GoToSheet, words: str) -> list[str]:
    """Type, wait, and give the titles found."""
    sheet.line.setText(words)
    sheet.line.textEdited.emit(words)
    driver.qtbot.waitUntil(lambda: not sheet._timer.isActive(), timeout=3000)
    driver.settle()
    return [row.title for row in sheet.model.rows]


def test_an_empty_line_shows_cases_but_not_thousands(sheet: GoToSheet) -> None:
    assert sheet.model.size() == 30
    assert sheet.table.current_row() == 0
    assert sheet.focusWidget() is sheet.line


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("kettle", "Kettle <b>broken</b>"),
        ("lamp 07", "Lamp 07"),
        ("strasse lodz", "Straße nach Łódź"),
        ("حقيبة", "حقيبة لم تصل"),
    ],
)
def test_any_word_finds(shared: Driver, sheet: GoToSheet, words: str, title: str) -> None:
    assert title in find(shared, sheet, words)


def test_a_number_goes_there(shared: Driver, sheet: GoToSheet, many: dict[str, str], gone: list[str]) -> None:
    find(shared, sheet, many["Lamp 13"])
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert gone == [many["Lamp 13"]]
    assert not is_open(sheet)


def test_enter_before_the_answer_goes_to_what_was_typed(
    shared: Driver, sheet: GoToSheet, many: dict[str, str], gone: list[str]
) -> None:
    QTest.keyClicks(sheet.line, "kettle")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)  # nothing was asked yet: the list still shows other cases
    shared.settle()
    assert gone == [many["Kettle <b>broken</b>"]]


def test_enter_for_words_that_find_nothing_goes_nowhere(
    shared: Driver, sheet: GoToSheet, gone: list[str]
) -> None:
    QTest.keyClicks(sheet.line, "no such case anywhere")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    shared.settle()
    assert gone == []
    assert is_open(sheet)
    assert sheet.model.size() == 0
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(sheet.line, pressed)
    assert gone == []


def test_words_typed_after_enter_are_asked_first(shared: Driver, sheet: GoToSheet, gone: list[str]) -> None:
    QTest.keyClicks(sheet.line, "lamp")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.line, " 21")
    shared.qtbot.waitUntil(lambda: not sheet._timer.isActive(), timeout=3000)
    shared.settle()
    assert gone == []
    assert sheet.model.rows[0].title == "Lamp 21"


def test_arrows_walk_the_list_from_the_line_and_end_at_its_ends(
    shared: Driver, sheet: GoToSheet, gone: list[str]
) -> None:
    find(shared, sheet, "lamp")
    QTest.keyClick(sheet.line, Qt.Key.Key_Up)
    assert sheet.table.current_row() == 0
    for _step in range(3):
        QTest.keyClick(sheet.line, Qt.Key.Key_Down)
    assert sheet.table.current_row() == 3
    for _step in range(60):
        QTest.keyClick(sheet.line, Qt.Key.Key_Down)
    assert sheet.table.current_row() == sheet.model.size() - 1
    wanted = sheet.model.rows[-1].number
    QTest.keyClick(sheet.line, Qt.Key.Key_Enter)
    assert gone == [wanted]


def test_a_double_click_goes_there(shared: Driver, sheet: GoToSheet, gone: list[str]) -> None:
    find(shared, sheet, "lamp 3")
    wanted = sheet.model.rows[1].number
    sheet.table.doubleClicked.emit(sheet.model.index(1, 0))
    assert gone == [wanted]


@pytest.mark.parametrize(
    "words", ["%", "_", "'; DROP TABLE cases; --", '"', "\\", "*", "(", "ж", "🜁", "\u202e"]
)
def test_hostile_words_find_nothing_and_break_nothing(shared: Driver, sheet: GoToSheet, words: str) -> None:
    assert len(find(shared, sheet, words)) <= 30
    assert "Lamp 07" in find(shared, sheet, "lamp 07")


def test_four_thousand_characters_are_answered(shared: Driver, sheet: GoToSheet) -> None:
    sheet.line.setText("lamp " * 800)
    sheet._ask()
    shared.settle()
    assert is_open(sheet)


def test_esc_goes_nowhere(shared: Driver, sheet: GoToSheet, gone: list[str]) -> None:
    find(shared, sheet, "kettle")
    QTest.keyClick(sheet.line, Qt.Key.Key_Escape)
    shared.settle()
    assert not is_open(sheet)
    assert gone == []


def test_an_answer_after_closing_harms_nobody(shared: Driver, sheet: GoToSheet, gone: list[str]) -> None:
    sheet.line.setText("kettle")
    sheet._ask()
    sheet.reject()
    shared.settle()
    assert gone == []


def test_markup_in_a_title_is_no_markup_and_names_are_spoken(shared: Driver, sheet: GoToSheet) -> None:
    find(shared, sheet, "kettle")
    words = sheet.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "<b>broken</b>" in words
    assert unnamed(sheet) == []
    shared.speak("qps-rtl")
    assert unnamed(sheet) == []
    assert sheet.model.index(0, 0).data().startswith("\u200f")
