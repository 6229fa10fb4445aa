"""An office with something in it, and the real window over it."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver, fill_office
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.language import ScreenLanguage
from xborder_desk.ui.lasting import keep_constants_alive
from xborder_desk.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator


keep_constants_alive()


@pytest.fixture(scope="session", autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave the clipboard empty: without a screen Qt would empty it when Python is gone already."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def ways(tmp_path: Path) -> Ways:
    """The ways into an office, with settings of their own."""
    return Ways(find_places(), SettingsFile(tmp_path / "settings"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with cases, evidence and attempts; only ever copied."""
    folder = tmp_path_factory.mktemp("offices")
    fill_office(Ways(find_places(), SettingsFile(folder / "settings")), folder / "office")
    return folder / "office"


@pytest.fixture
def office(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled office, to change at will."""
    return Path(shutil.copytree(filled, tmp_path / "office"))


@pytest.fixture
def drive(qtbot: QtBot, ways: Ways) -> Iterator[Driver]:
    """The window, not yet in an office."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    driver = Driver(app, ways, qtbot)
    try:
        yield driver
    finally:
        driver.close()


@pytest.fixture
def desk_open(drive: Driver, office: Path) -> Driver:
    """The window in the filled office."""
    drive.open(office)
    return drive


@pytest.fixture
def screen(qapp: QApplication, ways: Ways) -> Iterator[ScreenLanguage]:
    """The language of the screen, English to begin with."""
    del qapp
    language = ScreenLanguage(ways.language, "en")
    yield language
    language.switch("en")


@pytest.fixture
def theme(qapp: QApplication, ways: Ways, screen: ScreenLanguage) -> Theme:
    """The light theme."""
    made = Theme(qapp, ways.resources(), screen)
    made.load_fonts()
    made.apply("light", 100)
    return made


@contextlib.contextmanager
def window_of_a_copy(
    office: Path, folder: Path, app: QApplication, request: pytest.FixtureRequest
) -> Iterator[Driver]:
    """Open a copy of an office, made in a folder, in a window that is closed at the end."""
    shutil.copytree(office, folder / "office")
    driver = Driver(app, Ways(find_places(), SettingsFile(folder / "settings")), QtBot(request))
    driver.open(folder / "office")
    try:
        yield driver
    finally:
        driver.close()


@pytest.fixture(scope="module")
def one_window(
    filled: Path,
    tmp_path_factory: pytest.TempPathFactory,
    qapp: QApplication,
    request: pytest.FixtureRequest,
) -> Iterator[Driver]:
    """One window in one copy of the filled office for all tests of a module; taken by ``shared``."""
    with window_of_a_copy(filled, tmp_path_factory.mktemp("one-window"), qapp, request) as driver:
        yield driver


@pytest.fixture
def shared(one_window: Driver) -> Iterator[Driver]:
    """The window of the module; afterwards it is alone again, speaks English and has nothing to undo."""
    yield one_window
    one_window.tidy()
