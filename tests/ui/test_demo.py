"""The main job without a display leaves the dossier, the package and pictures, and says so."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from xborder_desk.ui.demo import run_demo, waits

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from xborder_desk.app import Ways


def test_the_main_job_without_a_display(
    ways: Ways, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    del qapp
    assert run_demo(ways, [str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[:4]] == ["office", "dossier", "package", "zip"]
    pictures = sorted((tmp_path / "out" / "screenshots").glob("*-zh-Hant-light.png"))
    assert len(pictures) >= 8
    assert all(picture.stat().st_size > 20_000 for picture in pictures)
    package = next((tmp_path / "out" / "dossier").glob("*.zip"))
    assert ways.verify_package(package).ok


@pytest.mark.parametrize(
    ("interval", "once", "begun", "waited"),
    [
        (300, True, True, True),
        (300, True, False, False),
        (300, False, True, False),
        (9000, True, True, False),
    ],
)
def test_a_page_that_works_in_a_moment_is_waited_for(
    qtbot: QtBot, interval: int, *, once: bool, begun: bool, waited: bool
) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    timer = QTimer(view)
    timer.setInterval(interval)
    timer.setSingleShot(once)
    if begun:
        timer.start()
    window: Any = SimpleNamespace(view=lambda: view)
    assert waits(window) is waited
    timer.stop()
    assert not waits(window)


def test_a_window_without_a_page_waits_for_nothing() -> None:
    window: Any = SimpleNamespace(view=lambda: None)
    assert not waits(window)
