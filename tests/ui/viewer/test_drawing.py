"""Pages are asked for one at a time, the latest wish first, and what nobody waits for is dropped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from xborder_desk.domain.previews import Drawn, Preview, PreviewError, Sheet
from xborder_desk.ui.viewer.drawing import Drawing, _image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.driving import Driver
    from xborder_desk.services import Desk


class Slow:
    """Draws when it is let; a page 13 cannot be drawn."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gate = threading.Event()
        self.gate.set()
        self.previews = self

    def draw(self, _preview: Preview, page: int, width: int, _turn: int, _ctx: object) -> Drawn:
        self.asked.append(page)
        self.gate.wait(5)
        if page == 13:
            raise PreviewError("no")  # noqa: EM101 - any sentence
        return Drawn(width, 1, bytes(width * 3))


def preview(number: str = "E-01") -> Preview:
    return Preview("2026-0001", number, "", "", "", sheets=(Sheet(1, 1),) * 20)


@pytest.fixture
def slow(drive: Driver) -> Iterator[tuple[Driver, Slow, Drawing, list[object]]]:
    """A drawing over something slow, and what it told."""
    source = Slow()
    owner = QObject()
    drawing = Drawing(drive.window.around, cast("Desk", source), owner)
    told: list[object] = []
    drawing.drawn.connect(lambda page, _turn, _image: told.append(page))
    drawing.failed.connect(lambda page, error: told.append((page, str(error))))
    drawing.begin(preview())
    yield drive, source, drawing, told
    source.gate.set()
    drive.settle()
    owner.deleteLater()


def wait(drive: Driver) -> None:
    for _round in range(4):
        QTest.qWait(50)
        drive.settle()


def test_every_page_is_drawn_in_order(slow: tuple[Driver, Slow, Drawing, list[object]]) -> None:
    drive, source, drawing, told = slow
    drawing.ask([(2, 4, 0), (3, 4, 0), (1, 4, 0)])
    wait(drive)
    assert source.asked == told == [2, 3, 1]


def test_the_latest_wish_counts(slow: tuple[Driver, Slow, Drawing, list[object]]) -> None:
    drive, source, drawing, told = slow
    source.gate.clear()
    drawing.ask([(0, 4, 0), (1, 4, 0)])
    QTest.qWait(80)
    drawing.ask([(9, 4, 0)])
    source.gate.set()
    wait(drive)
    assert told == [0, 9]


def test_a_page_that_fails_does_not_stop_the_rest(slow: tuple[Driver, Slow, Drawing, list[object]]) -> None:
    drive, _source, drawing, told = slow
    drawing.ask([(13, 4, 0), (14, 4, 0)])
    wait(drive)
    assert told == [(13, "no"), 14]


def test_pages_of_the_item_before_are_dropped(slow: tuple[Driver, Slow, Drawing, list[object]]) -> None:
    drive, source, drawing, told = slow
    source.gate.clear()
    drawing.ask([(0, 4, 0)])
    QTest.qWait(80)
    drawing.begin(preview("E-02"))
    drawing.ask([(5, 4, 0)])
    source.gate.set()
    wait(drive)
    assert told == [5]


def test_dots_become_a_picture_that_outlives_them() -> None:
    image = _image(Drawn(2, 2, b"\xff\x00\x00" * 2 + b"\x00\x00\xff" * 2), 2)
    assert image.pixelColor(0, 0).name() == "#ff0000"
    assert image.pixelColor(1, 1).name() == "#0000ff"
    assert not image.text("whole")
    assert _image(Drawn(2, 1, bytes(6)), 10).text("whole")
