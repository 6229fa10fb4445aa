"""One window over evidence to look at, for all questions of a module about it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver
from tests.ui.viewer.conftest import filled_to_look_at
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

__all__ = ["filled_to_look_at"]


@pytest.fixture(scope="module")
def one_reading_room(
    filled_to_look_at: Path,
    tmp_path_factory: pytest.TempPathFactory,
    qapp: QApplication,
    request: pytest.FixtureRequest,
) -> Iterator[Driver]:
    """One window over papers, a mail and a sound (E-03 to E-06)."""
    folder = tmp_path_factory.mktemp("reading-room")
    shutil.copytree(filled_to_look_at, folder / "office")
    driver = Driver(qapp, Ways(find_places(), SettingsFile(folder / "settings")), QtBot(request))
    driver.open(folder / "office")
    try:
        yield driver
    finally:
        driver.close()


@pytest.fixture
def reading(one_reading_room: Driver) -> Iterator[Driver]:
    """The window of the module; afterwards no question is open and it speaks English."""
    yield one_reading_room
    one_reading_room.tidy()
