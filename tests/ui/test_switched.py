"""A window that was switched looks like one that was opened in the language: letters, sides, widths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QTextLayout
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from xborder_desk.ui.page import PageWidget
from xborder_desk.ui.pages.cases import CasesPage
from xborder_desk.ui.theme import letters
from xborder_desk.ui.widgets.forms import Options, of_countries

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.rail import Rail
    from xborder_desk.ui.theme import Theme

# Readers of both know these characters; their shapes, and where the comma stands, are not the same.
HAN: Final = "骨直、"
FAMILY: Final = {"zh-Hant": "Xborder Sans TC", "zh-Hans": "Xborder Sans SC", "en": "Xborder Sans SC"}


def drawn_with(font: QFont, text: str) -> set[str]:
    """Give the families whose glyphs a text is drawn with."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("tags", [("en", "zh-Hant", "zh-Hans"), ("zh-Hant", "en", "zh-Hant")])
def test_han_characters_take_the_shapes_of_each_language_in_turn(
    theme: Theme, tags: tuple[str, ...], qapp: QApplication
) -> None:
    for tag in tags:
        theme.apply(tag=tag)
        assert drawn_with(qapp.font(), HAN) == {FAMILY[tag]}, tag
    theme.apply(tag="en")


@pytest.mark.parametrize("points", [9.0, 10.0, 17.0])
def test_what_was_loaded_for_one_order_is_not_taken_for_the_other(theme: Theme, points: float) -> None:
    del theme
    for tag in ("en", "zh-Hant", "ar", "zh-Hant", "zh-Hans"):
        font = letters(tag, points)
        assert drawn_with(font, HAN) == {FAMILY.get(tag, "Xborder Sans SC")}
        font.setBold(True)
        assert drawn_with(font, HAN) == {FAMILY.get(tag, "Xborder Sans SC")}
        assert drawn_with(font, "Cases") == {"Xborder Sans"}
        assert drawn_with(font, "القضايا") == {"Xborder Sans Arabic"}


def test_a_label_is_painted_with_other_shapes_once_the_language_is_another(
    theme: Theme, qtbot: QtBot
) -> None:
    label = QLabel(HAN)
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    simplified = picture(label)
    theme.apply(tag="zh-Hant")
    traditional = picture(label)
    theme.apply(tag="zh-Hans")
    assert picture(label) == simplified != traditional
    theme.apply(tag="en")


def edges(rail: Rail, line: QColor) -> tuple[bool, bool]:
    """Tell whether the line of the rail stands at its left, and at its right."""
    seen = picture(rail)
    middle = seen.height() // 2
    left, right = (seen.pixelColor(x, middle) == line for x in (0, seen.width() - 1))
    return left, right


def test_the_line_of_the_rail_stands_between_rail_and_page(drive: Driver, office: Path) -> None:
    drive.open(office)
    line = QColor(drive.shell.theme.tokens.line)
    for tag, wanted in (("en", (False, True)), ("ar", (True, False)), ("fr", (False, True))):
        drive.speak(tag)
        assert edges(drive.window.rail, line) == wanted, tag


def dark_half(box: QComboBox) -> str:
    """Give the half in which the arrow of an empty list is drawn."""
    seen = picture(box)
    ground = seen.pixelColor(seen.width() // 2, seen.height() // 2)
    rows = range(seen.height() // 3, 2 * seen.height() // 3)
    marked = [
        x
        for x in range(6, seen.width() - 6)
        if any(seen.pixelColor(x, y).lightness() < ground.lightness() - 60 for y in rows)
    ]
    assert marked
    return "left" if max(marked) < seen.width() // 2 else "right"


def test_the_arrow_of_a_list_stands_at_its_end(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> None:
    del theme
    box = Options(screen, lambda _language: [("", "")])
    qtbot.addWidget(box)
    box.resize(200, 34)
    box.show()
    for tag, half in (("en", "right"), ("ar", "left"), ("de", "right")):
        screen.switch(tag)
        assert dark_half(box) == half, tag


def widths(page: CasesPage) -> list[int]:
    header = page.table.horizontalHeader()
    return [header.sectionSize(number) for number in range(header.count())]


def beside(drive: Driver, name: str) -> PageWidget:
    """Give a page in another window, that was opened in the language of now."""
    window = drive.shell.new_window()
    window.resize(drive.window.size())
    drive.settle()
    window.go(name)
    drive.settle()
    page = window.view()
    assert isinstance(page, PageWidget)
    return page


@pytest.mark.parametrize("tag", ["ar", "zh-Hant", "de"])
def test_a_switched_list_has_the_columns_of_one_that_was_opened_so(shared: Driver, tag: str) -> None:
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    english = widths(page)
    shared.speak(tag)
    fresh = beside(shared, "cases")
    assert isinstance(fresh, CasesPage)
    assert fresh.size() == page.size()
    assert widths(page) == widths(fresh)
    rows = [one.table.verticalHeader().defaultSectionSize() for one in (page, fresh)]
    assert rows[0] == rows[1]
    shared.speak("en")
    assert widths(page) == english


@pytest.mark.parametrize("hidden", [False, True], ids=["seen", "not seen"])
@pytest.mark.parametrize("name", ["settings", "deadlines", "today"])
def test_a_switched_page_is_the_picture_of_one_that_was_opened_so(
    shared: Driver, name: str, *, hidden: bool
) -> None:
    page = shared.go(name)
    for tag in ("ar", "zh-Hant", "en"):
        shared.go("cases" if hidden else name)
        shared.speak(tag)
        shared.go(name)
        fresh = beside(shared, name)
        for one in (page, fresh):
            focused = one.window().focusWidget()
            if focused is not None:
                focused.clearFocus()
        shared.settle()
        assert picture(page) == picture(fresh), tag


def test_words_of_a_list_are_measured_once_for_a_change(
    shared: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    measured: list[str] = []
    measure = page.table._measure

    def counted() -> None:
        measured.append(page.language.tag)
        measure()

    monkeypatch.setattr(page.table, "_measure", counted)
    shared.shell.screen.switch("ar")
    assert measured == ["ar"]
    shared.shell.screen.switch("zh-Hant")
    assert measured == ["ar", "zh-Hant"]


def test_a_list_that_was_not_seen_is_measured_when_it_is(shared: Driver) -> None:
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    shared.speak("de")
    german = widths(page)
    shared.speak("en")
    shared.go("today")
    shared.speak("de")
    shared.go("cases")
    assert widths(page) == german


def test_countries_are_in_the_order_of_the_language_whoever_asks(
    screen: ScreenLanguage, theme: Theme, qtbot: QtBot
) -> None:
    del theme
    codes = ("DE", "AT", "ES", "CZ", "CN")
    boxes = [Options(screen, of_countries(codes)), Options(screen, of_countries(codes, empty=False))]
    for box in boxes:
        qtbot.addWidget(box)
        box.choose("ES")
    for tag in ("de", "es", "ar", "en"):
        screen.switch(tag)
        language = screen.language
        wanted = sorted(map(language.country, codes), key=language.sort_key)
        for box, first in zip(boxes, ([""], []), strict=True):
            assert [box.itemText(number) for number in range(box.count())] == [*first, *wanted]
            assert box.value() == "ES"


def test_a_mirrored_window_is_mirrored_to_the_last_part(shared: Driver) -> None:
    for name in ("overview", "contacts", "cases"):
        shared.go(name)
    shared.speak("ar")
    for name in ("cases", "contacts", "overview"):
        page = shared.go(name)
        sides = {
            type(one).__name__
            for one in page.findChildren(QWidget)
            if one.layoutDirection() is not Qt.LayoutDirection.RightToLeft
            and not one.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection)
        }
        assert sides == set(), name
