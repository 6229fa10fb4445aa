"""Who else has met the seller of a case: there only when somebody has, turned down with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QPushButton

from tests.factories.known_sellers import FOUR, ONE, THREE, TWO, known_desk
from tests.ui.driving import Driver
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.texts import Text
from xborder_desk.ui.widgets.who_else import BESIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.widgets.who_else import WhoElse


@pytest.fixture(scope="module")
def driver(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The window over an office in which one seller of a case may be another."""
    folder = tmp_path_factory.mktemp("who-else")
    known_desk(folder / "office").close()
    found = Driver(qapp, Ways(find_places(), SettingsFile(folder / "settings")), cast("QtBot", None))
    found.open(folder / "office")
    yield found
    found.close()


@pytest.fixture
def banner(driver: Driver) -> Iterator[WhoElse]:
    """The banner of the first case; decisions are undone after a test."""
    driver.window.open_case(driver.case, "overview")
    driver.settle()
    page = driver.page
    assert isinstance(page, OverviewPage)
    page.reload()
    driver.settle()
    yield page.who_else
    sellers = page.desk.sellers
    for decision in sellers.decisions():
        if decision.undone_at is None and decision.number != "D-0001":
            sellers.undo(decision.number)


def words(banner: WhoElse) -> str:
    return "\n".join(text.text() for text in banner.findChildren(Text) if text.isVisibleTo(banner))


def test_it_says_who_and_why(banner: WhoElse) -> None:
    assert not banner.isHidden()
    assert [one.seller for one in banner.found] == [THREE]
    assert "Lampix Outlet" in words(banner)
    assert "+8675588886666" in words(banner)


def test_without_a_reason_nothing_is_decided(banner: WhoElse, driver: Driver) -> None:
    banner.reason.clear()
    banner.decide(THREE, "unsure")
    driver.settle()
    assert not banner.wrong.isHidden()
    assert len(banner.found) == 1


@pytest.mark.parametrize("verdict", ["unsure", "same"])
def test_with_a_reason_it_is_gone(banner: WhoElse, driver: Driver, verdict: str) -> None:
    banner.reason.setText("another town")
    banner.decide(THREE, verdict)
    driver.settle()
    assert banner.found == []
    assert banner.isHidden()
    assert banner.reason.text() == ""


def test_buttons_say_of_whom_they_speak(banner: WhoElse) -> None:
    named = [button.accessibleName() for button in banner.findChildren(QPushButton)]
    assert any("Lampix Outlet" in name for name in named)


def test_a_case_whose_seller_nobody_met_has_no_banner(driver: Driver) -> None:
    from xborder_desk.domain.cases import NewCase  # noqa: PLC0415 - a case of this test alone

    desk = driver.shell.desk
    assert desk is not None
    case = desk.cases.create(NewCase("Clock", "Erika", "DE", "Fenuqua Vorstat", "CN", {}))
    driver.window.open_case(case, "overview")
    driver.settle()
    page = driver.page
    assert isinstance(page, OverviewPage)
    assert page.who_else.found == []
    assert page.who_else.isHidden()
    assert desk.sellers.show(ONE).cases


def test_to_look_at_both_lays_them_beside_each_other(banner: WhoElse, driver: Driver) -> None:
    [both] = [one for one in banner.findChildren(QPushButton) if one.text() == "Look at both"]
    assert both.accessibleName() == "Look at both Lampix Outlet"
    both.click()
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    assert page._views.currentWidget() is page.cluster
    assert page.cluster.title.text().startswith("深圳市蓝光")
    assert page.cluster.other == THREE
    shown = "\n".join(text.text() for text in page.cluster.compare.findChildren(Text) if not text.isHidden())
    assert "Lampix Outlet" in shown
    assert "深圳市蓝光" in shown


def test_the_one_that_was_asked_for_is_beside_not_the_likeliest(driver: Driver) -> None:
    driver.window.go("sellers", f"{ONE}{BESIDE}{TWO}")
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    assert page.cluster.other == TWO
    page.go_to(FOUR)
    driver.settle()
    assert page._views.currentWidget() is not page.cluster
    assert page.seller.isVisible()
    page.show_picture()
    driver.settle()
    assert page.cluster.other != TWO, "what was asked for once is not asked for again"


def test_a_suggestion_that_was_decided_meanwhile_still_leads_to_the_seller(
    banner: WhoElse, driver: Driver
) -> None:
    desk = driver.shell.desk
    assert desk is not None
    assert desk.sellers.suggested_for(driver.case, THREE) == ONE
    desk.sellers.put_aside(driver.case, THREE, "another town")
    assert desk.sellers.suggested_for(driver.case, THREE) == ""
    banner._go(THREE)
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    row = page.model.row(page.table.current_row())
    assert row is not None
    assert row.number == THREE
