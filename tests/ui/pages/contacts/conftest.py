"""One window for all tests of a file, and a fresh case on its contacts for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.driving import Driver
from xborder_desk.app import Ways, find_places
from xborder_desk.domain.cases import NewCase
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.lasting import keep_constants_alive
from xborder_desk.ui.pages.contacts import ContactsPage

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIL = "service@lanyu.example"
PHONE = "+86 755 5550 0142"
PLACE = "Room 1907\n88 Kexing Rd, Shenzhen"
OURS = "annika@brandt.example"


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """A window in an office of its own."""
    keep_constants_alive()
    folder = tmp_path_factory.mktemp("contacts")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    ways.create(folder / "office", JobContext()).close()
    driver = Driver(qapp, ways, None)  # type: ignore[arg-type]  # it waits by itself
    driver.open(folder / "office")
    yield driver
    driver.close()


@pytest.fixture
def page(shared: Driver) -> Iterator[ContactsPage]:
    """The contacts of a new case whose seller has a mail address, a number and a place."""
    desk = shared.shell.desk
    assert desk is not None
    case = desk.cases.create(NewCase("E-bike never came", "Annika Brandt", "DE", "蓝屿", "CN"))
    desk.parties.add_identifier(case, "P-01", NewIdentifier("email", OURS, "consumer"))
    known = (("email", MAIL, "imprint"), ("phone", PHONE, "invoice"), ("address", PLACE, "invoice"))
    for kind, raw, origin in known:
        desk.parties.add_identifier(case, "P-02", NewIdentifier(kind, raw, origin))
    shared.window.open_case(case, "contacts")
    shared.settle()
    found = shared.page
    assert isinstance(found, ContactsPage)
    yield found
    for one in shared.app.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.close()
    if shared.shell.screen.language.tag != "en":
        shared.speak("en")
    shared.window.go("cases")
    shared.settle()
    for space in shared.window._cases.values():
        shared.window.stack.removeWidget(space)
        space.deleteLater()
    shared.window._cases.clear()
    # Without an event loop nobody takes away what asked to be deleted later.
    shared.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
