"""One window over evidence to look at, for all questions of a module about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import window_of_a_copy
from tests.ui.viewer.conftest import filled_to_look_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.ui.driving import Driver

__all__ = ["filled_to_look_at"]


@pytest.fixture(scope="module")
def one_reading_room(
    filled_to_look_at: Path,
    tmp_path_factory: pytest.TempPathFactory,
    qapp: QApplication,
    request: pytest.FixtureRequest,
) -> Iterator[Driver]:
    """One window over papers, a mail and a sound (E-03 to E-06)."""
    with window_of_a_copy(
        filled_to_look_at, tmp_path_factory.mktemp("reading-room"), qapp, request
    ) as driver:
        yield driver


@pytest.fixture
def reading(one_reading_room: Driver) -> Iterator[Driver]:
    """The window of the module; afterwards no question is open and it speaks English."""
    yield one_reading_room
    one_reading_room.tidy()
