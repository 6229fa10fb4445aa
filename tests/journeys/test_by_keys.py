"""Every page and dialog by Tab alone, and as a screen reader hears it: named, reachable, in order."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMainWindow, QTableView, QWidget

from tests.journeys.walking import jumps, name_of, nameless, place, reachable, told, walk
from tests.ui.driving import CASE_PAGES, OFFICE_PAGES, Driver
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.widgets.cards import Pill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAGES = (*OFFICE_PAGES, "sellers", *CASE_PAGES, "letters", "claim")
DIALOGS = ("new_case", "go_to", "help", "shortcuts")


def show(drive: Driver, name: str) -> None:
    pages = {page.id: page for page in drive.shell.pages}
    if pages[name].place == "case":
        drive.window.open_case(drive.case, name)
    else:
        drive.window.go(name)
    drive.window.activateWindow()
    drive.settle()


@pytest.fixture(scope="module")
def desk_open(qapp: QApplication, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The window in a filled office, one for all of these: they change nothing."""
    folder = tmp_path_factory.mktemp("keys")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    made = Driver(qapp, ways, cast("QtBot", None))
    made.open(Path(shutil.copytree(filled, folder / "office")))
    yield made
    made.close()


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, desk_open: Driver) -> str:
    """The name of a page that is in view."""
    show(desk_open, request.param)
    return str(request.param)


# These first: to dress and to speak otherwise takes longer the more pages there are.
@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_focus_is_seen(desk_open: Driver, theme: str) -> None:
    """Each control looks otherwise while it has the focus."""
    desk_open.shell.theme.apply(theme, 100)
    for name in ("cases", "evidence"):
        show(desk_open, name)
        hidden = []
        for one in walk(desk_open.window):
            one.setFocus()
            QApplication.processEvents()
            with_focus = one.grab().toImage()
            one.clearFocus()
            QApplication.processEvents()
            if one.grab().toImage() == with_focus:
                hidden.append(told(one))
        assert hidden == [], name
    desk_open.shell.theme.apply("light", 100)


def test_the_other_direction_is_read_the_other_way(desk_open: Driver) -> None:
    desk_open.speak("qps-rtl")
    try:
        for name in ("cases", "evidence"):
            show(desk_open, name)
            assert jumps(walk(desk_open.window), rtl=True) == [], name
    finally:
        desk_open.speak("en")


def test_tab_goes_everywhere_and_back(desk_open: Driver, page: str) -> None:
    seen = walk(desk_open.window)
    missed = {told(one) for one in reachable(desk_open.window) - set(seen)}
    assert missed == set(), page
    assert [told(one) for one in seen if not name_of(one)] == [], page
    assert [told(one) for one in seen if place(one).isEmpty()] == [], page
    assert jumps(seen) == [], page
    again = walk(desk_open.window, back=True)
    assert set(again) == set(seen)
    assert [told(one) for one in again] == [told(one) for one in [seen[0], *reversed(seen[1:])]]


def test_everything_is_named_for_a_screen_reader(desk_open: Driver, page: str) -> None:
    assert nameless(desk_open.window) == [], page


class Flashes(QObject):
    """Notes every widget that is shown as a window of its own without being meant to be one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and not isinstance(watched, QMainWindow | QDialog)
            and watched.isWindow()
            and watched.windowType() == Qt.WindowType.Window
        ):
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_and_takes_the_focus(desk_open: Driver) -> None:
    """A part that is shown before it has its place is a window for a moment, and the keyboard is gone."""
    flashes = Flashes()
    desk_open.app.installEventFilter(flashes)
    try:
        for name in PAGES:
            show(desk_open, name)
            assert flashes.seen == [], name
    finally:
        desk_open.app.removeEventFilter(flashes)


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_hold_the_focus_and_let_it_go(desk_open: Driver, name: str) -> None:
    show(desk_open, "overview")
    desk_open.window.actions_by_name[name].trigger()
    desk_open.settle()
    dialog = desk_open.dialog()
    seen = walk(dialog)
    assert {told(one) for one in reachable(dialog) - set(seen)} == set()
    assert [told(one) for one in seen if not name_of(one)] == []
    assert nameless(dialog) == []
    assert jumps(seen) == []
    dialog.reject()
    desk_open.settle()
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()


def test_cells_of_lists_are_read(desk_open: Driver) -> None:
    show(desk_open, "cases")
    table = next(one for one in desk_open.page.findChildren(QTableView) if one.isVisible())
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name)
    shown = [number for number in range(table.model().columnCount()) if not table.isColumnHidden(number)]
    read = [
        str(table.model().index(0, number).data(Qt.ItemDataRole.AccessibleTextRole) or "") for number in shown
    ]
    assert table.model().rowCount() > 0
    assert all(words.strip() for words in read), read
    titles = [str(table.model().headerData(number, Qt.Orientation.Horizontal) or "") for number in shown]
    assert all(title.strip() for title in titles), titles


def test_states_are_words_not_colours_alone(desk_open: Driver) -> None:
    """Every pill in view has a word, and a button with an icon alone has a name."""
    for name in PAGES:
        show(desk_open, name)
        silent = [
            told(one)
            for one in desk_open.window.findChildren(QAbstractButton)
            if one.isVisible() and not one.text().strip() and not name_of(one)
        ]
        assert silent == [], name
        pills = [one for one in desk_open.window.findChildren(Pill) if one.isVisible()]
        assert all(one.word.text().strip() for one in pills), name
