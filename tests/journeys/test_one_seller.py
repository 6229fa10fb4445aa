"""Three people bought from three shops; it may be one seller: a person decides, and undoes it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from tests.ui.driving import Driver
from xborder_desk.app import Ways, find_places
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.lasting import keep_constants_alive
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.pages.sellers import SellersPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from xborder_desk.services.sellers import Sellers

keep_constants_alive()
SHOPS = ("S-0001", "S-0002", "S-0003")


@pytest.fixture(scope="module")
def driver(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The window over the sample office."""
    folder = tmp_path_factory.mktemp("journey")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    ways.create(folder / "office", JobContext(), sample=True).close()
    found = Driver(qapp, ways, cast("QtBot", None))
    found.open(folder / "office")
    yield found
    found.close()


def every_reason_has_its_evidence(sellers: Sellers, cases: set[str]) -> None:
    """The program suggests one seller behind three cases; behind each reason stands where it was read.

    Raises:
        AssertionError: it does not.

    """
    group = next(one for one in sellers.suggestions() if set(one.sellers) == set(SHOPS))
    for link in group.links:
        speaking = [reason for reason in link.score.reasons if reason.weight > 0]
        assert speaking
        for reason in speaking:
            marks = [*sellers.show(link.first).marks, *sellers.show(link.second).marks]
            read = [mark for mark in marks if mark.raw in {reason.ours, reason.theirs}]
            assert read
            assert all(mark.origin_note in cases for mark in read)
        assert any(mark.evidence for mark in sellers.show(link.first).marks)


def test_three_cases_one_seller(driver: Driver, tmp_path: Path) -> None:
    driver.window.go("sellers")
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    sellers = page.desk.sellers

    cases = {sellers.show(number).cases[0] for number in SHOPS}
    assert len(cases) == 3
    every_reason_has_its_evidence(sellers, cases)

    # The case itself says so at once.
    driver.window.open_case(min(cases), "overview")
    driver.settle()
    overview = driver.page
    assert isinstance(overview, OverviewPage)
    assert {one.seller for one in overview.who_else.found} == {"S-0002", "S-0003"}

    # A person looks at both and confirms.
    driver.window.go("sellers")
    page.go_to("S-0001")
    driver.settle()
    page.show_picture()
    driver.settle()
    for other in ("S-0002", "S-0003"):
        page.cluster.picture.pick(other)
        driver.settle()
        page.cluster.compare.reason.setText("One bank account, one phone, one return address")
        page.cluster.compare.same.click()
        driver.settle()
    assert [one.sellers for one in sellers.confirmed()] == [SHOPS]

    # The picture, its table, and the sums of all cases against them.
    states = {line.node.id: line.node.state for line in page.cluster.lines.rows}
    assert {states[number] for number in SHOPS} == {"confirmed"}
    assert {one.case for one in page.cluster.cases.rows} == cases
    against = sellers.looks.against("S-0002")
    assert {total.currency for total in against.totals} == {"EUR", "PLN"}
    page.write_picture(tmp_path / "picture.svg")
    assert "+86 755 5550 0142" in (tmp_path / "picture.svg").read_text(encoding="utf-8")
    page.write_report(tmp_path / "seller.pdf")
    driver.settle()
    assert (tmp_path / "seller.pdf").stat().st_size > 10_000
    lines = sellers.export("ftm", SHOPS).splitlines()
    assert sum(json.loads(line)["schema"] == "UnknownLink" for line in lines) == 2

    # And split again: everything is as before.
    page.cluster.picture.pick("S-0003")
    driver.settle()
    page.cluster.compare.reason.setText("The bank named another account holder")
    page.cluster.compare.part.click()
    driver.settle()
    assert [one.sellers for one in sellers.confirmed()] == [("S-0001", "S-0002")]
    sellers.split("S-0002", "The same")
    assert sellers.confirmed() == []
    assert any(set(one.sellers) == set(SHOPS) for one in sellers.suggestions())
