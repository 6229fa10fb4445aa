"""Hundreds of pictures come in while somebody types: how long the window cannot answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtTest import QTest

from tests.benchmarks.test_long_lists import ALLOWED, Beat, drive, until
from tests.factories.cases import open_case
from tests.factories.offices import blank_folder
from xborder_desk.ui.pages.evidence import EvidencePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.driving import Driver

__all__ = ["drive"]

PICTURES = 300
WORDS = "photo of the lamp "


def photographs(folder: Path, count: int) -> list[Path]:
    """Make pictures as a telephone sends them: no two alike, none quick to unpack."""
    folder.mkdir()
    noise = Image.effect_noise((1600, 1200), 80).convert("RGB")
    files = []
    for number in range(count):
        file = folder / f"photo-{number:03}.jpg"
        noise.rotate(number, expand=False).save(file, quality=60)
        files.append(file)
    return files


def typing(page: EvidencePage, going: Callable[[], bool]) -> tuple[float, int]:
    """Type while it goes on; give the longest hold of the loop in seconds, and how many keys were typed."""
    beat, keys = Beat(), 0
    beat.start()
    while going():
        page.finder.setFocus()
        QTest.keyClicks(page.finder, WORDS[keys % len(WORDS)])
        keys += 1
        if keys % len(WORDS) == 0:
            page.finder.clear()
        QTest.qWait(40)
    page.finder.clear()
    return beat.stop(), keys


@pytest.mark.bench
def test_thumbnails_that_arrive_do_not_hold_up_typing(
    drive: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive.open(blank_folder(tmp_path / "office"))
    desk = drive.shell.desk
    assert desk is not None
    open_case(desk)
    page = drive.go("evidence")
    assert isinstance(page, EvidencePage)
    page._switch()
    noise, _ = typing(page, iter([True] * 60 + [False]).__next__)
    files = photographs(tmp_path / "photos", PICTURES)
    page.add_paths(files)
    held, keys = typing(page, lambda: bool(drive.shell.runner.running))
    until(drive.app, lambda: page.model.size() == PICTURES)
    assert all(desk.evidence.thumbnail(item.sha256) for item in page.model.rows)

    bar, looked = page.grid.verticalScrollBar(), 0
    beat = Beat()
    beat.start()
    while looked < bar.maximum():
        looked += page.grid.viewport().height()
        bar.setValue(looked)
        QTest.keyClicks(page.finder, " ")
        QTest.qWait(20)
    scrolled = beat.stop()
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\n{PICTURES} pictures taken in while {keys} keys were typed: the event loop was held "
            f"{held * 1000:.0f} ms at most, {scrolled * 1000:.0f} ms while they were scrolled through; "
            f"with nothing else to do {noise * 1000:.0f} ms"
        )
    assert held <= noise + ALLOWED
    assert scrolled <= noise + ALLOWED
