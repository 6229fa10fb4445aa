"""A page is shown whole, with its edge, whatever room there is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPalette

from xborder_desk.ui.pages.dossier.leaves import Leaf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHEET = QSize(595, 842)


@pytest.fixture
def leaf(qtbot: QtBot) -> Leaf:
    made = Leaf()
    qtbot.addWidget(made)
    colours = made.palette()
    colours.setColor(QPalette.ColorRole.Mid, QColor("red"))
    colours.setColor(QPalette.ColorRole.Window, QColor("white"))
    made.setPalette(colours)
    return made


@pytest.mark.parametrize("size", [QSize(240, 700), QSize(800, 400), QSize(300, 380)])
def test_all_four_edges_of_a_page_are_seen(leaf: Leaf, size: QSize) -> None:
    page = QImage(SHEET, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    leaf.resize(size)
    leaf.show_image(page)
    leaf.show()
    seen = leaf.grab().toImage()
    ratio = seen.devicePixelRatio()
    wide, high = round(seen.width() / ratio), round(seen.height() / ratio)

    def red(x: int, y: int) -> bool:
        colour = seen.pixelColor(round(x * ratio), round(y * ratio))
        return colour.red() > 200 > colour.green()

    across = [x for x in range(wide) if red(x, high // 2)]
    down = [y for y in range(high) if red(wide // 2, y)]
    assert len(across) == len(down) == 2
    shown = QSize(across[1] - across[0], down[1] - down[0])
    assert shown.width() / shown.height() == pytest.approx(SHEET.width() / SHEET.height(), abs=0.02)
    assert wide - shown.width() < 24 or high - shown.height() < 24, "it takes the room there is"


def test_words_in_its_place_stand_away_from_the_edge_and_the_page_takes_their_room(leaf: Leaf) -> None:
    leaf.resize(400, 400)
    leaf.show_words("Working out the pages…")
    around_words = leaf.margin()
    leaf.show_image(QImage(SHEET, QImage.Format.Format_RGB32))
    assert leaf.margin() < around_words
    leaf.show_image(QImage())
    assert leaf.text() == "Working out the pages…"
    assert leaf.margin() == around_words
