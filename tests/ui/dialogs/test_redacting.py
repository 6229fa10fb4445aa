"""Marking what nobody shall read: by words, by page, by mouse; Enter marks and never makes the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.dialogs.asking import above, desk_of, is_open, key, opened, press
from tests.ui.driving import unnamed
from xborder_desk.domain.choices import RedactionReason
from xborder_desk.ui.dialogs.redacting import RedactSheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver


@pytest.fixture
def sheet(reading: Driver) -> RedactSheet:
    """The six pages of E-03, ready to be drawn on."""
    made = RedactSheet(
        reading.window.around,
        reading.window,
        desk_of(reading),
        (reading.case, "E-03"),
        lambda _made: None,
    )
    opened(reading, made)
    assert made._preview is not None
    return made


def count(driver: Driver) -> int:
    return len(desk_of(driver).evidence.list(driver.case))


def find(driver: Driver, sheet: RedactSheet, words: str) -> None:
    sheet.words.setFocus()
    sheet.words.setText(words)
    QTest.keyClick(sheet.words, Qt.Key.Key_Return)
    driver.settle()


def where(sheet: RedactSheet) -> str:
    return sheet._where.text()


def test_without_a_mark_there_is_nothing_to_make(reading: Driver, sheet: RedactSheet) -> None:
    before = count(reading)
    assert not sheet.verb.isEnabled()
    assert not sheet.undo.isEnabled()
    press(reading, sheet)
    assert is_open(sheet)
    assert count(reading) == before


def test_enter_marks_the_words_on_every_page(reading: Driver, sheet: RedactSheet) -> None:
    find(reading, sheet, "Bicycle")
    assert sorted(box.page for box in sheet.boxes) == [1, 2, 3, 4, 5, 6]
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in sheet.boxes)
    assert "6 places were marked." in above(sheet)
    assert sheet.verb.isEnabled()


def test_enter_for_more_words_makes_no_copy_yet(reading: Driver, sheet: RedactSheet) -> None:
    before = count(reading)
    find(reading, sheet, "page1")
    assert len(sheet.boxes) == 1
    find(reading, sheet, "page2")
    assert is_open(sheet)
    assert sorted(box.page for box in sheet.boxes) == [1, 2]
    assert count(reading) == before


def test_the_copy_has_no_word_of_what_was_marked(reading: Driver, sheet: RedactSheet) -> None:
    find(reading, sheet, "Bicycle")
    press(reading, sheet)
    assert not is_open(sheet)
    made = desk_of(reading).evidence.list(reading.case)[-1]
    assert made.derived_from == "E-03"
    texts = " ".join(desk_of(reading).evidence.show(made.number, reading.case).page_texts)
    assert "Bicycle" not in texts
    assert (
        b"Bicycle" not in desk_of(reading).evidence.path_for_reading(made.number, reading.case).read_bytes()
    )


def test_words_that_stand_nowhere_are_said(reading: Driver, sheet: RedactSheet) -> None:
    find(reading, sheet, "unicycle")
    assert sheet.boxes == []
    assert "stand nowhere" in above(sheet)
    find(reading, sheet, "   ")
    assert sheet.boxes == []


def test_a_whole_page_and_taking_back(reading: Driver, sheet: RedactSheet) -> None:
    sheet.forth.click()
    reading.settle()
    sheet._mark((0.0, 0.0, 1.0, 1.0))
    assert [(box.page, box.right, box.bottom) for box in sheet.boxes] == [(2, 1.0, 1.0)]
    assert "Page 2 of 6" in where(sheet)
    assert "1" in where(sheet).split("·")[-1]
    sheet.undo.click()
    assert sheet.boxes == []
    assert not sheet.undo.isEnabled()
    assert not sheet.verb.isEnabled()


def test_pages_end_at_their_ends(reading: Driver, sheet: RedactSheet) -> None:
    assert not sheet.back.isEnabled()
    for _page in range(9):
        sheet._turn(1)
    reading.settle()
    assert "Page 6 of 6" in where(sheet)
    assert not sheet.forth.isEnabled()
    for _page in range(9):
        sheet._turn(-1)
    reading.settle()
    assert "Page 1 of 6" in where(sheet)
    assert not sheet.back.isEnabled()


def test_each_mark_has_the_reason_that_was_chosen_then(reading: Driver, sheet: RedactSheet) -> None:
    sheet.form.put({"reason": RedactionReason.SPECIAL_CATEGORY.value})
    find(reading, sheet, "page1")
    sheet.form.put({"reason": RedactionReason.PERSONAL_DATA.value})
    find(reading, sheet, "page2")
    assert [box.reason for box in sheet.boxes] == [
        RedactionReason.SPECIAL_CATEGORY,
        RedactionReason.PERSONAL_DATA,
    ]


def test_a_box_drawn_over_the_edge_ends_at_the_edge(reading: Driver, sheet: RedactSheet) -> None:
    del reading
    place = sheet.marking.place()
    start = place.center()
    QTest.mousePress(sheet.marking, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(sheet.marking, Qt.MouseButton.LeftButton, pos=place.bottomRight() + QPoint(40, 40))
    (box,) = sheet.boxes
    assert (box.right, box.bottom) == (1.0, 1.0)
    assert 0.4 < box.left < 0.6


def test_a_click_and_another_button_draw_nothing(sheet: RedactSheet) -> None:
    middle = sheet.marking.place().center()
    QTest.mouseClick(sheet.marking, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mousePress(sheet.marking, Qt.MouseButton.RightButton, pos=middle)
    QTest.mouseRelease(sheet.marking, Qt.MouseButton.RightButton, pos=middle + QPoint(50, 50))
    assert sheet.boxes == []


def test_esc_makes_nothing(reading: Driver, sheet: RedactSheet) -> None:
    before = count(reading)
    find(reading, sheet, "Bicycle")
    key(sheet, Qt.Key.Key_Escape)
    reading.settle()
    assert not is_open(sheet)
    assert count(reading) == before


def test_everything_has_a_name_in_a_mirrored_language(reading: Driver, sheet: RedactSheet) -> None:
    assert unnamed(sheet) == []
    reading.speak("qps-rtl")
    assert unnamed(sheet) == []
    assert sheet.marking.accessibleName().strip()
    assert "Page 1 of 6" not in where(sheet)
    find(reading, sheet, "page3")
    assert [box.page for box in sheet.boxes] == [3]


@pytest.mark.parametrize("number", ["E-05", "E-06", "E-01"])
def test_an_item_without_pages_says_what_to_do(reading: Driver, number: str) -> None:
    made = RedactSheet(
        reading.window.around, reading.window, desk_of(reading), (reading.case, number), lambda _made: None
    )
    opened(reading, made)
    assert above(made).strip()
    assert not made.verb.isEnabled()
    find(reading, made, "never")
    assert not made.verb.isEnabled() or made.boxes
    made.reject()


def test_an_item_that_is_gone_is_said(reading: Driver) -> None:
    made = RedactSheet(
        reading.window.around, reading.window, desk_of(reading), (reading.case, "E-99"), lambda _made: None
    )
    opened(reading, made)
    assert "E-99" in above(made)
    made._mark((0.0, 0.0, 1.0, 1.0))
    assert made.boxes == []
