"""What the window remembers between starts: where it stood, and nothing that a damaged file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def test_a_window_opens_as_large_as_it_was_closed(drive: Driver) -> None:
    drive.window.resize(700, 500)
    drive.settle()
    drive.window.close()
    again = drive.shell.new_window()
    drive.settle()
    assert (again.width(), again.height()) == (700, 500)


@pytest.mark.parametrize("kept", ["words", 7, QByteArray(b""), QByteArray(b"\x00\xff" * 30), ["a", "list"]])
def test_a_place_that_is_none_is_forgotten(drive: Driver, kept: object) -> None:
    drive.shell.memory.setValue("window/geometry", kept)
    again = drive.shell.new_window()
    drive.settle()
    assert again.isVisible()
    assert again.width() >= 640
    assert again.height() >= 420


def test_a_file_of_any_bytes_does_not_keep_the_window_from_opening(drive: Driver, office: Path) -> None:
    drive.open(office)
    for page in ("cases", "today", "evidence"):
        drive.go(page)
    drive.window.close()
    memory = drive.shell.memory
    memory.sync()
    odd = ["", "0", 5, QByteArray(b"\xff\x00"), ["x", "y"], "{", "null"]
    for number, name in enumerate(memory.allKeys()):
        memory.setValue(name, odd[number % len(odd)])
    drive.window = drive.shell.new_window()
    drive.settle()
    for page in ("cases", "today", "evidence"):
        drive.go(page)
    assert drive.window.isVisible()
