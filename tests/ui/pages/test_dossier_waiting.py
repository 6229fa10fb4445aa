"""While the pages of a dossier are worked out, the page says so, calmly, where they will be."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from xborder_desk.domain.errors import DiskFullError
from xborder_desk.i18n import N_
from xborder_desk.ui.pages import dossier
from xborder_desk.ui.pages.dossier import LONG, WORKING, DossierPage
from xborder_desk.ui.pages.dossier.checks import NOT_YET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.driving import Driver

FULL = N_("There is no room to write “{file}”.")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, shared: Driver) -> Iterator[threading.Event]:
    """Have the pages worked out only once this is set."""
    desk = shared.shell.desk
    assert desk is not None
    kind = type(desk.dossiers)
    event, real = threading.Event(), kind.draft

    def draft(self: Any, *given: Any, **named: Any) -> Any:
        while not event.wait(0.01):
            given[3].check()
        return real(self, *given, **named)

    monkeypatch.setattr(kind, "draft", draft)
    yield event
    event.set()
    shared.settle()


def opened(driver: Driver) -> DossierPage:
    """Open the dossier of the full case anew, without waiting for its pages."""
    driver.window.enter(*_office(driver))
    driver.window.open_case(driver.case, "dossier")
    view: Any = driver.window.view()
    page = view.current()
    assert isinstance(page, DossierPage)
    begin(driver, page)
    return page


def begin(driver: Driver, page: DossierPage) -> None:
    """Wait until the pages are being worked out, or are not without being asked for."""
    for _round in range(400):
        driver.app.processEvents()
        if page._drafting is not None or page.leaves.start.isVisibleTo(page):
            break
        QTest.qWait(10)


def _office(driver: Driver) -> tuple[Any, Any]:
    assert driver.shell.desk is not None
    return driver.shell.desk, driver.shell.pages


def test_what_goes_on_is_said_where_the_page_will_be(shared: Driver, gate: threading.Event) -> None:
    page = opened(shared)
    assert page.leaves.leaf.text() == WORKING
    assert page.checks.note.text() == WORKING
    assert page.leaves.about.text() == ""
    assert not page.leaves.back.isEnabled()
    assert not page.leaves.on.isEnabled()
    assert page.leaves.leaf.wordWrap(), "at 200 % text it needs two lines"
    gate.set()
    shared.settle()
    QTest.qWait(120)
    shared.settle()
    assert page.draft is not None
    assert page.leaves.leaf.text() == ""
    assert not page.leaves.leaf.pixmap().isNull()
    assert page.checks.note.text() != WORKING


def test_it_is_said_in_the_language_chosen_meanwhile(shared: Driver, gate: threading.Event) -> None:
    page = opened(shared)
    shared.shell.screen.switch("de")
    shared.app.processEvents()
    german = page.language.text(WORKING)
    assert page.leaves.leaf.text() == page.checks.note.text() == german != WORKING
    gate.set()


def test_a_long_dossier_waits_until_somebody_asks(
    shared: Driver, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier, "MOST_PAGES", 0)
    page = opened(shared)
    assert page.leaves.leaf.text() == LONG
    assert page.checks.note.text() == NOT_YET
    assert page.leaves.start.isVisibleTo(page)
    gate.set()
    page.leaves.start.click()
    shared.settle()
    assert page.draft is not None
    assert not page.leaves.start.isVisibleTo(page)


def test_what_went_wrong_is_said_there_and_can_be_tried_again(
    shared: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = shared.shell.desk
    assert desk is not None

    def full(*_given: Any, **_named: Any) -> None:
        raise DiskFullError(FULL, file="draft.pdf")

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.dossiers), "draft", full)
        page = opened(shared)
        shared.settle()
        QTest.qWait(400)
        shared.settle()
    assert page.leaves.leaf.text() == "There is no room to write “draft.pdf”."
    assert page.checks.note.text() == NOT_YET
    page.leaves.retranslate()
    assert page.leaves.leaf.text() == "There is no room to write “draft.pdf”."
    page.leaves.start.click()
    shared.settle()
    assert page.draft is not None


def test_a_page_that_is_there_is_not_taken_away_while_it_is_worked_out_anew(
    shared: Driver, gate: threading.Event
) -> None:
    gate.set()
    page = opened(shared)
    shared.settle()
    QTest.qWait(500)
    shared.settle()
    assert page.draft is not None
    gate.clear()
    page.reload()
    begin(shared, page)
    assert page._drafting is not None
    assert page.leaves.leaf.text() == ""
    assert not page.leaves.leaf.pixmap().isNull()
    gate.set()
