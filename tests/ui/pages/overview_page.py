"""The overview of a case as tests come to it, and what they read off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver
    from xborder_desk.domain.cases import CaseView


def overview(driver: Driver) -> OverviewPage:
    """Open the overview of a case of its own."""
    number = driver.new_case("Clock that stands still")
    driver.window.open_case(number, "overview")
    driver.settle()
    found = driver.page
    assert isinstance(found, OverviewPage)
    return found


def view(page: OverviewPage) -> CaseView:
    """Give the case as it is kept."""
    return page.desk.cases.show(page.case)


def elsewhere(driver: Driver, page: OverviewPage) -> None:
    """Let every page know that the case has changed."""
    driver.window.around.changes.tell(f"case:{page.case}", "cases")
    driver.settle()


def words(root: QWidget) -> str:
    """Give all that is said in a part of the page."""
    return "\n".join(label.text() for label in root.findChildren(QLabel))


def strips(page: OverviewPage) -> list[Strip]:
    """Give the strips that are shown."""
    return [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]


def button(root: QWidget, name: str) -> QPushButton:
    """Give the one button of that name."""
    (found,) = [one for one in root.findChildren(QPushButton) if name in {one.text(), one.accessibleName()}]
    return found


def edit(driver: Driver, page: OverviewPage, **values: str) -> None:
    """Edit the purchase, without saving yet."""
    page.purchase.start()
    driver.settle()
    page.purchase.form.put(values)
