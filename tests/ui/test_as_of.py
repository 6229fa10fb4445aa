"""The day a page looks at: typed as people write it, refused in a sentence, never overwritten while typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from xborder_desk.ui.as_of import AsOfPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from tests.ui.driving import Driver

PAGES = ("routes", "claim")


def dated(driver: Driver, name: str) -> AsOfPage:
    page = driver.go(name)
    assert isinstance(page, AsOfPage)
    driver.settle()
    return page


def told(page: AsOfPage) -> str:
    return " ".join(strip.text.text() for strip in page.findChildren(Strip) if strip.isVisible())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_today(desk_open: Driver, name: str) -> None:
    page = dated(desk_open, name)
    today = dt.datetime.now().astimezone().date()
    assert page.on.text() == page.language.date(today)
    assert page.on.accessibleName() == "As of"


@pytest.mark.parametrize("name", PAGES)
def test_a_day_that_is_none_is_refused_and_the_page_stays(desk_open: Driver, name: str) -> None:
    page = dated(desk_open, name)
    page.on.setText("2026-02-30")
    page.on.returnPressed.emit()
    desk_open.settle()
    assert "2026-02-30" in told(page)
    page.on.setText("2026-02-28")
    page.on.returnPressed.emit()
    desk_open.settle()
    assert not told(page)
    assert page.on.text() == page.language.date(dt.date(2026, 2, 28))


@pytest.mark.parametrize("name", PAGES)
def test_a_reload_does_not_take_away_what_is_being_typed(desk_open: Driver, name: str) -> None:
    page = dated(desk_open, name)
    page.on.setFocus()
    page.on.clear()
    QTest.keyClicks(page.on, "2027-0")
    page.show_day(dt.date(2026, 1, 1))
    assert page.on.text() == "2027-0"
    page.on.clearFocus()
    page.show_day(dt.date(2026, 1, 1))
    assert page.on.text() == page.language.date(dt.date(2026, 1, 1))


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "pl", "ar"])
def test_the_longest_day_is_whole_in_large_text(desk_open: Driver, tag: str) -> None:
    page = dated(desk_open, "routes")
    theme = page.around.theme
    before = theme.percent
    try:
        desk_open.shell.screen.switch(tag)
        theme.apply(percent=200, tag=tag)
        desk_open.settle()
        page.show_day(dt.date(2026, 12, 28))
        needed = page.on.fontMetrics().horizontalAdvance(page.on.text())
        assert page.on.width() > needed + 8, (page.on.text(), page.on.width(), needed)
    finally:
        theme.apply(percent=before, tag="en")
        desk_open.shell.screen.switch("en")


@pytest.mark.parametrize("name", PAGES)
def test_a_caret_in_the_empty_field_does_not_keep_the_day_out(desk_open: Driver, name: str) -> None:
    page = dated(desk_open, name)
    page.on.setText("")
    page.on.setFocus()
    page.show_day(dt.date(2026, 1, 1))
    assert page.on.text() == page.language.date(dt.date(2026, 1, 1))
    page.on.selectAll()
    QTest.keyClick(page.on, Qt.Key.Key_Backspace)
    page.show_day(dt.date(2026, 1, 1))
    assert page.on.text() == ""
