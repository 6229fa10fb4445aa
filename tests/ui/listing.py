"""Driving the list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from xborder_desk.domain.cases import NewCase
from xborder_desk.ui.pages.cases import CasesPage

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver


def cases(driver: Driver) -> CasesPage:
    """The list, in view."""
    page = driver.go("cases")
    assert isinstance(page, CasesPage)
    return page


def numbers(page: CasesPage) -> list[str]:
    """The numbers of the cases listed, heads of groups left out."""
    rows = [page.model.row(n) for n in range(page.model.rowCount())]
    return [row.number for row in rows if row is not None]


def find(driver: Driver, page: CasesPage, words: str) -> list[str]:
    """Type words to find, and give what the list then shows."""
    page.finder.setText(words)
    page._ask()
    driver.settle()
    return numbers(page)


def add_cases(driver: Driver, count: int) -> list[str]:
    """Open more cases, behind the window's back."""
    desk = driver.shell.desk
    assert desk is not None
    return [
        desk.cases.create(NewCase(f"Case {n}", f"Consumer {n}", "DE", f"Seller {n}", "CN"))
        for n in range(count)
    ]


def press(driver: Driver, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key with the focus on a widget of the window in front, and let it work."""
    driver.window.activateWindow()
    widget.setFocus()
    driver.qtbot.waitUntil(widget.hasFocus, timeout=3000)
    if held is None:
        QTest.keyClick(widget, key)
    else:
        QTest.keyClick(widget, key, held)
    driver.settle()
