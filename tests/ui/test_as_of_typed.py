"""The day a page looks at, typed in any way and beyond all reason; the page goes on whatever it was."""

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


def told(page: AsOfPage) -> str:
    return " ".join(strip.text.text() for strip in page.findChildren(Strip) if strip.isVisible())


def ask(driver: Driver, page: AsOfPage, typed: str) -> None:
    page.on.setFocus()
    page.on.setText(typed)
    QTest.keyClick(page.on, Qt.Key.Key_Return)
    driver.settle()


@pytest.fixture(params=PAGES)
def page(shared: Driver, request: pytest.FixtureRequest) -> AsOfPage:
    """A page that looks at a day, on today."""
    found = shared.go(request.param)
    assert isinstance(found, AsOfPage)
    ask(shared, found, "today")
    assert not told(found)
    return found


def test_an_empty_field_is_today_again(shared: Driver, page: AsOfPage) -> None:
    ask(shared, page, "2026-03-08")
    assert page.on.text() == "8 Mar 2026"
    ask(shared, page, "")
    assert not told(page)
    assert page.on.text() == page.language.date(dt.datetime.now().astimezone().date())


@pytest.mark.parametrize("typed", ["last Friday", "10 to 12 days", "31/2/2026", "\u202e2026", "x" * 4000])
def test_what_is_no_day_is_told_and_the_day_before_stays(shared: Driver, page: AsOfPage, typed: str) -> None:
    ask(shared, page, "2026-03-08")
    ask(shared, page, typed)
    assert told(page)
    page.on.clearFocus()
    page.reload()
    shared.settle()
    assert page.on.text() == "8 Mar 2026"


@pytest.mark.parametrize("typed", ["0001-01-01", "1000-02-29", "1899-12-31", "2199-12-31", "9999-12-31"])
def test_days_beyond_all_cases_are_a_page_or_a_sentence(shared: Driver, page: AsOfPage, typed: str) -> None:
    ask(shared, page, typed)
    assert "not foreseen" not in told(page)
    ask(shared, page, "today")
    assert not told(page)


@pytest.mark.parametrize(("tag", "typed"), [("de", "8.3.2026"), ("ar", "٨/٣/٢٠٢٦")])
def test_a_day_in_the_language_of_the_screen(shared: Driver, tag: str, typed: str) -> None:
    page = shared.go("claim")
    assert isinstance(page, AsOfPage)
    shared.speak(tag)
    ask(shared, page, typed)
    assert not told(page)
    assert page.on.text() == page.language.date(dt.date(2026, 3, 8))
    assert page.on.accessibleName() == page.language.text("As of") != "As of"
