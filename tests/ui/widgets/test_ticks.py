"""Tick boxes: their words run over several lines, none is cut off, and a click anywhere on them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xborder_desk.ui.widgets.ticks import Tick

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS: Final = "Verbergen, wer die Verbraucherinnen und Verbraucher sind: Verbraucher A, Verbraucher B …"


class Column(QWidget):
    """A column with a tick box at its top, shown."""

    def __init__(
        self,
        qtbot: QtBot,
        words: str,
        width: int,
        turned: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        super().__init__()
        self.tick = Tick(words)
        self.setLayoutDirection(turned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tick)
        layout.addStretch(1)
        qtbot.addWidget(self)
        self.resize(width, 400)
        self.show()
        qtbot.waitExposed(self)


def inked(tick: Tick) -> QRect:
    """Where something is drawn on a tick box, as a rectangle."""
    image = tick.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(image.width() // 2, 0)
    spots = [
        QPoint(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != ground
    ]
    left, right = min(spot.x() for spot in spots), max(spot.x() for spot in spots)
    return QRect(
        QPoint(left, min(spot.y() for spot in spots)), QPoint(right, max(spot.y() for spot in spots))
    )


@pytest.mark.parametrize("turned", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_is_the_higher_the_narrower_it_is(qtbot: QtBot, turned: Qt.LayoutDirection) -> None:
    columns = Column(qtbot, WORDS, 1200, turned), Column(qtbot, WORDS, 220, turned)
    wide, narrow = (one.tick for one in columns)
    assert narrow.width() <= 220
    assert narrow.height() >= 3 * wide.height() // 2
    assert narrow.heightForWidth(220) > narrow.heightForWidth(400) >= narrow.heightForWidth(1200)
    assert wide.height() <= narrow.sizeHint().height()


@pytest.mark.parametrize("turned", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_all_words_are_drawn_within_it(qtbot: QtBot, turned: Qt.LayoutDirection) -> None:
    columns = Column(qtbot, WORDS, 220, turned), Column(qtbot, "a", 220, turned)
    tick, short = (one.tick for one in columns)
    drawn, least = inked(tick), inked(short)
    assert drawn.height() > 2 * least.height()  # several lines
    assert tick.rect().contains(drawn.adjusted(1, 1, -1, -1))
    box = least.left() < 110  # where the box itself is
    assert box is (turned == Qt.LayoutDirection.LeftToRight)


def test_a_click_on_any_line_ticks_it_and_a_key_too(qtbot: QtBot) -> None:
    column = Column(qtbot, WORDS, 220)
    tick = column.tick
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(60, tick.height() - 8))
    assert tick.isChecked()
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()


def test_its_words_are_read_aloud_whole(qtbot: QtBot) -> None:
    column = Column(qtbot, WORDS, 220)
    tick = column.tick
    reader = QAccessible.queryAccessibleInterface(tick)
    assert reader.text(QAccessible.Text.Name) == WORDS
    assert reader.role() == QAccessible.Role.CheckBox
