"""Where parts lie: flows, columns, marks on a page; whatever their sizes, none is cut and none overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from xborder_desk.domain.previews import Drawn
from xborder_desk.ui.widgets.columns import Columns
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import column, holding, remember_split, row, scrolling, side_by_side
from xborder_desk.ui.widgets.marking import Marking
from xborder_desk.ui.widgets.picture import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SIZES: Final = st.lists(st.tuples(st.integers(8, 260), st.integers(8, 60)), min_size=1, max_size=9)
ONCE: Final = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


class Block(QWidget):
    """A part that wants one size."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__()
        self._size = QSize(wide, high)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the size."""
        return self._size

    minimumSizeHint = sizeHint  # noqa: N815 - Qt's name


def apart(places: list[QRect]) -> bool:
    return not any(a.intersects(b) for number, a in enumerate(places) for b in places[:number])


@given(sizes=SIZES, width=st.integers(260, 900), rtl=st.booleans())
@ONCE
def test_a_flow_cuts_nothing(qapp: QApplication, sizes: list[tuple[int, int]], width: int, rtl: bool) -> None:  # noqa: FBT001 - drawn
    del qapp
    blocks = [Block(*size) for size in sizes]
    flow = Flow(*blocks)
    flow.setLayoutDirection(RTL if rtl else LTR)
    flow.resize(width, flow.heightForWidth(width))
    flow._place()
    places = [block.geometry() for block in blocks]
    assert all(flow.rect().contains(place) for place in places)
    assert apart(places)
    assert [(place.width(), place.height()) for place in places] == sizes
    firsts = [place for place in places if place.top() == places[0].top()]
    assert firsts == sorted(firsts, key=lambda one: one.left(), reverse=rtl)
    flow.deleteLater()


@given(sizes=SIZES, width=st.integers(270, 1400), rtl=st.booleans())
@ONCE
def test_columns_cut_nothing(qapp: QApplication, sizes: list[tuple[int, int]], width: int, rtl: bool) -> None:  # noqa: FBT001 - drawn
    del qapp
    blocks = [Block(*size) for size in sizes]
    columns = Columns(200)
    columns.setLayoutDirection(RTL if rtl else LTR)
    columns.show_parts(blocks)
    columns.resize(width, columns.heightForWidth(width))
    columns._place()
    places = [block.geometry() for block in blocks]
    assert all(columns.rect().contains(place) for place in places)
    assert apart(places)
    assert all(place.width() >= size[0] for place, size in zip(places, sizes, strict=True))
    assert 1 <= len({place.left() for place in places}) <= 3
    columns.deleteLater()


def test_a_flow_gives_what_is_left_to_what_grows(qtbot: QtBot) -> None:
    grows = Block(50, 20)
    grows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    flow = Flow(Block(100, 20), grows, Block(100, 20), gap=10)
    qtbot.addWidget(flow)
    flow.resize(500, 20)
    flow.show()
    assert grows.width() == 500 - 200 - 20
    grows.hide()
    QApplication.sendEvent(flow, QEvent(QEvent.Type.LayoutRequest))
    assert flow.sizeHint().width() == 210


def test_a_flow_without_anything_has_no_height(qtbot: QtBot) -> None:
    flow = Flow()
    qtbot.addWidget(flow)
    assert flow.heightForWidth(300) == 0
    assert flow.sizeHint() == QSize(0, 0)


def test_parts_that_were_replaced_are_gone(qtbot: QtBot) -> None:
    columns = Columns(100)
    qtbot.addWidget(columns)
    columns.show_parts([QLabel("old")])
    columns.show_parts([QLabel("new"), QLabel("er")])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [label.text() for label in columns.findChildren(QLabel)] == ["new", "er"]
    columns.show_parts([])
    assert columns.heightForWidth(500) == 0


def drawn(wide: int, high: int) -> Drawn:
    return Drawn(wide, high, b"\xff" * (wide * high * 3))


@pytest.fixture
def marking(qtbot: QtBot) -> Marking:
    """A page twice as high as wide."""
    made = Marking()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show_page(drawn(20, 40))
    made.show()
    return made


corner: Final = st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98))


@given(start=corner, end=corner)
@ONCE
def test_a_mark_lies_where_it_was_drawn(
    marking: Marking, start: tuple[float, float], end: tuple[float, float]
) -> None:
    where = marking.place()
    first, last = (
        QPoint(where.left() + int(x * where.width()), where.top() + int(y * where.height()))
        for x, y in (start, end)
    )
    marks: list[tuple[float, float, float, float]] = []
    connection = marking.marked.connect(marks.append)
    QTest.mousePress(marking, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(marking, last)
    QTest.mouseRelease(marking, Qt.MouseButton.LeftButton, pos=last)
    marking.marked.disconnect(connection)
    drawn_now = QRect(first, last).normalized()
    if drawn_now.width() < 4 or drawn_now.height() < 4:
        assert marks == []
        return
    ((left, top, right, bottom),) = marks
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert abs(left - min(start[0], end[0])) <= 1.5 / where.width()
    assert abs(bottom - max(start[1], end[1])) <= 2.5 / where.height()


def test_a_mark_beside_the_page_is_none(marking: Marking, qtbot: QtBot) -> None:
    left = QPoint(2, 200)
    assert not marking.place().contains(left)
    with qtbot.assertNotEmitted(marking.marked):
        QTest.mousePress(marking, Qt.MouseButton.LeftButton, pos=left)
        QTest.mouseRelease(marking, Qt.MouseButton.LeftButton, pos=left + QPoint(30, 60))


def test_a_page_that_turns_takes_a_half_drawn_mark_away(marking: Marking, qtbot: QtBot) -> None:
    middle = marking.place().center()
    QTest.mousePress(marking, Qt.MouseButton.LeftButton, pos=middle)
    marking.show_page(drawn(40, 20))
    with qtbot.assertNotEmitted(marking.marked):
        QTest.mouseRelease(marking, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 30))
    marking.show_page(None)
    assert marking.place().isEmpty()
    QTest.mouseClick(marking, Qt.MouseButton.LeftButton, pos=middle)
    assert not marking.grab().isNull()


def test_a_mark_is_seen(marking: Marking) -> None:
    bare = marking.grab().toImage()
    marking.show_boxes([(0.25, 0.25, 0.75, 0.75)])
    marked = marking.grab().toImage()
    middle = marking.place().center() * marking.devicePixelRatioF()
    assert bare.pixelColor(middle.x(), middle.y()).lightness() > 240
    assert marked.pixelColor(middle.x(), middle.y()).lightness() < 160


@given(wide=st.integers(1, 4000), high=st.integers(1, 4000), room=st.integers(120, 1600))
@ONCE
def test_a_picture_keeps_its_shape_and_never_grows(
    qapp: QApplication, wide: int, high: int, room: int
) -> None:
    del qapp
    picture = Picture()
    picture._pixmap = QPixmap(wide, high)
    tall = picture.heightForWidth(room)
    used = min(room, 520)
    assert abs(tall - used * high / wide) <= 1
    picture.deleteLater()


@pytest.mark.parametrize("kept", ["words", 7, QByteArray(b"\x00\x01"), QByteArray()])
def test_a_splitter_that_was_remembered_wrongly_stands_all_the_same(
    qtbot: QtBot, tmp_path: Path, kept: object
) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    memory.setValue("splits/cases", kept)
    split = side_by_side(QWidget(), QWidget(), (600, 300))
    qtbot.addWidget(split)
    split.resize(1000, 300)
    split.show()
    remember_split(memory, "cases", split)
    assert all(size >= 280 for size in split.sizes())


def test_a_line_that_does_not_fit_scrolls(qtbot: QtBot) -> None:
    inside = holding(column(*(QLineEdit() for _number in range(40)), gap=4))
    area = scrolling(inside)
    qtbot.addWidget(area)
    area.resize(200, 120)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus  # Tab goes from field to field


def test_room_between_is_where_it_was_asked_for(qtbot: QtBot) -> None:
    first, last = QPushButton("a"), QPushButton("b")
    holder = holding(row(first, None, last, gap=3, margins=5))
    qtbot.addWidget(holder)
    holder.resize(400, 50)
    holder.show()
    assert first.x() == 5
    assert last.geometry().right() == 400 - 5 - 1
    holder.setLayoutDirection(RTL)
    QApplication.processEvents()
    assert last.x() == 5
