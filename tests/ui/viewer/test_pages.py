"""The view of pages asks for what is in sight, draws marks where they belong, and goes by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xborder_desk.domain.previews import Hit, Sheet
from xborder_desk.ui.viewer.geometry import GAP
from xborder_desk.ui.viewer.pages import PagesView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.theme import Theme

A4 = Sheet(595, 842)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PagesView:
    """A view of twenty pages."""
    made = PagesView(theme)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.show_sheets([A4] * 20)
    return made


def plain(width: int, height: int, colour: str = "#ffffff") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(colour))
    return image


def fill(view: PagesView) -> list[int]:
    """Give every page that is asked for; says which."""
    drawn = []
    while wanted := view.missing():
        page, width, turn = wanted[0]
        view.put_image(page, turn, plain(width, width))
        drawn.append(page)
    return drawn


def test_only_what_is_in_sight_and_its_neighbours_are_asked_for(view: PagesView) -> None:
    assert fill(view) == [0, 1]
    view.go_to(10)
    assert fill(view)[0] == 10
    assert view.page == 10
    assert not [page for page in fill(view) if page > 13]


def test_another_zoom_asks_for_finer_pages(view: PagesView) -> None:
    fill(view)
    view.set_zoom(3.0)
    page, width, _turn = view.missing()[0]
    assert (page, width) == (0, round(595 * 96 / 72 * 3))
    view.put_image(0, 0, plain(width // 2, width // 2))
    assert view.missing()[0][0] == 0
    coarse = plain(width // 2, width // 2)
    coarse.setText("whole", "yes")
    view.put_image(0, 0, coarse)
    assert all(one[0] != 0 for one in view.missing())


def test_zooming_keeps_what_is_in_the_middle(view: PagesView) -> None:
    view.go_to(9)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 100)
    before = view.page
    view.set_zoom(2.0)
    assert view.page == before
    view.set_zoom("page")
    assert abs(view.page - before) <= 1


def test_old_pictures_are_let_go(view: PagesView) -> None:
    for page in range(20):
        view.put_image(page, 0, plain(3000, 3000))
    kept = sum(image.sizeInBytes() for image in view._images.values())
    assert kept <= 96 << 20
    assert (19, 0) in view._images


@pytest.mark.parametrize(
    ("key", "page"),
    [(Qt.Key.Key_End, 19), (Qt.Key.Key_Right, 1), (Qt.Key.Key_PageDown, 0)],
)
def test_keys_go_through_the_pages(view: PagesView, key: Qt.Key, page: int) -> None:
    QTest.keyClick(view, key)
    assert view.page >= page
    moved = view.verticalScrollBar().value()
    assert moved > 0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.verticalScrollBar().value() == 0


def test_keys_zoom_and_turn(view: PagesView) -> None:
    before = view.scale
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale > before
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.scale == pytest.approx(before, rel=0.2)
    turns = []
    for _number in range(4):
        QTest.keyClick(view, Qt.Key.Key_R)
        turns.append(view.turn)
    assert turns == [90, 180, 270, 0]


def test_turning_stays_on_the_page(view: PagesView) -> None:
    view.go_to(7)
    view.rotate()
    assert view.page == 7
    assert view.missing()[0] == (7, view.missing()[0][1], 90)


def test_the_wheel_scrolls_and_zooms_with_ctrl(view: PagesView) -> None:
    before = view.scale
    _wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.scale > before
    _wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
    _wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


def _wheel(view: PagesView, delta: int, with_: Qt.KeyboardModifier) -> None:
    spot = QPointF(100, 100)
    event = QWheelEvent(
        spot,
        view.viewport().mapToGlobal(spot),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        with_,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - not inverted; the binding takes it by place alone
    )
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("turns", range(4))
def test_a_mark_is_drawn_where_the_words_stand(view: PagesView, turns: int) -> None:
    hit = Hit(2, ((0.25, 0.25, 0.5, 0.1),))
    for _number in range(turns):
        view.rotate()
    view.show_hits([hit], 0)
    fill(view)
    seen = view.viewport().grab().toImage()
    place = view._rect(2)
    x, y = {0: (0.5, 0.3), 1: (0.7, 0.5), 2: (0.5, 0.7), 3: (0.3, 0.5)}[turns]
    ratio = seen.devicePixelRatio()
    inside = seen.pixelColor(
        round((place.x() + x * place.width()) * ratio), round((place.y() + y * place.height()) * ratio)
    )
    assert inside.name() == "#ffd84d"


def test_a_place_that_is_found_comes_into_sight(view: PagesView) -> None:
    view.show_hits([Hit(15, ((0.1, 0.9, 0.2, 0.02),)), Hit(3)], 0)
    assert view.page in {15, 16}
    view.show_hits([Hit(15), Hit(3)], 1)
    assert view.page == 3
    view.show_hits([Hit(99)], 0)  # a page that is not there moves nothing
    assert view.page == 3


def test_a_page_that_cannot_be_drawn_says_why_and_is_not_asked_for_again(view: PagesView) -> None:
    view.put_fault(0, "The PDF is damaged.")
    assert all(one[0] != 0 for one in view.missing())
    before = view.viewport().grab().toImage()
    view.put_fault(0, "")
    assert view.viewport().grab().toImage() != before


def test_reading_is_told_from_0_to_1(view: PagesView) -> None:
    told: list[float] = []
    view.scrolled.connect(told.append)
    view.scroll_to(0.5)
    assert told[-1] == pytest.approx(0.5, abs=0.01)
    view.scroll_to(1.0)
    assert told[-1] == 1.0
    assert view.page == 19


def test_pages_stay_left_to_right_and_the_focus_is_seen(view: PagesView, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert view.layoutDirection() == Qt.LayoutDirection.LeftToRight
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_nothing_to_show_asks_for_nothing(view: PagesView) -> None:
    view.show_sheets([])
    assert view.missing() == []
    assert view.page == -1
    view.go_to(3)
    view.rotate()
    view.viewport().grab()


def test_a_wide_page_can_be_moved_sideways(view: PagesView) -> None:
    view.set_zoom(3.0)
    bar = view.horizontalScrollBar()
    before = bar.value()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert bar.value() > before
    view.show_hits([Hit(0, ((0.9, 0.5, 0.05, 0.02),))], 0)
    place = view._rect(0)
    assert 0 <= place.x() + 0.9 * place.width() <= view.viewport().width() + GAP
