"""The row of fields above a list: below its titles, in step with columns that move, hide and mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.headers import FilterHeader

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage

COLUMNS: tuple[Column[str], ...] = tuple(
    Column(name, name.title(), lambda one, _l: one) for name in ("number", "state", "amount", "free")
)


class Listing(QTableView):
    """A list with such a head."""

    def __init__(self, screen: ScreenLanguage) -> None:
        super().__init__()
        self.head = FilterHeader()
        self.setHorizontalHeader(self.head)
        self.rows = TableModel(screen, COLUMNS)
        self.rows.show([f"row {number}" for number in range(50)])
        self.setModel(self.rows)
        self.number, self.amount = QLineEdit(), QLineEdit()
        words = [("", "—"), ("new", "New"), ("closed", "Closed without any result that could be told")]
        self.status = Options(screen, lambda _l: words, wide=True)
        for section, field in ((0, self.number), (1, self.status), (2, self.amount)):
            self.head.put_field(section, field)
        self.horizontalScrollBar().valueChanged.connect(self.head.follow)


@pytest.fixture
def listing(screen: ScreenLanguage, qtbot: QtBot) -> Listing:
    """The list, its fields in view."""
    made = Listing(screen)
    qtbot.addWidget(made)
    made.resize(460, 300)
    made.show()
    made.head.show_fields(shown=True)
    QApplication.processEvents()
    return made


def under(listing: Listing, section: int, field: QLineEdit | Options) -> bool:
    """Whether a field stands below its title, inside its column."""
    left = listing.head.sectionViewportPosition(section)
    place = field.geometry()
    return left <= place.left() and place.right() <= left + listing.head.sectionSize(section)


def test_each_field_stands_below_its_title(listing: Listing) -> None:
    for section, field in ((0, listing.number), (1, listing.status), (2, listing.amount)):
        assert field.isVisible()
        assert under(listing, section, field)
        assert field.geometry().bottom() < listing.head.height()
    first_row = listing.viewport().mapTo(listing, QPoint(0, 0)).y()
    lowest = listing.number.mapTo(listing, listing.number.rect().bottomLeft()).y()
    assert lowest < first_row


def test_fields_follow_columns_that_are_moved_widened_and_scrolled(listing: Listing) -> None:
    listing.head.moveSection(0, 2)
    listing.head.resizeSection(1, 240)
    listing.horizontalScrollBar().setValue(60)
    QApplication.processEvents()
    for section, field in ((0, listing.number), (1, listing.status), (2, listing.amount)):
        assert under(listing, section, field)


def test_the_field_of_a_hidden_column_is_hidden_and_narrows_on(listing: Listing) -> None:
    listing.amount.setText("> 5")
    listing.setColumnHidden(2, True)  # noqa: FBT003 - Qt's own
    QApplication.processEvents()
    assert not listing.amount.isVisible()
    assert listing.head.typed() == {2: "> 5"}
    listing.setColumnHidden(2, False)  # noqa: FBT003 - Qt's own
    QApplication.processEvents()
    assert listing.amount.isVisible()


def test_a_mirrored_list_has_its_fields_mirrored(listing: Listing) -> None:
    before = listing.number.x()
    listing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert listing.number.x() > before
    assert under(listing, 0, listing.number)


def test_typing_is_told_once_it_pauses(listing: Listing, qtbot: QtBot) -> None:
    told: list[int] = []
    listing.head.narrowed.connect(lambda: told.append(1))
    for letter in "2026":
        QTest.keyClicks(listing.number, letter)
    qtbot.waitUntil(lambda: bool(told), timeout=2000)
    qtbot.wait(200)
    assert len(told) == 1
    assert listing.head.typed() == {0: "2026"}


def test_choosing_is_told_too(listing: Listing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listing.head.narrowed, timeout=2000):
        listing.status.setFocus()
        QTest.keyClick(listing.status, Qt.Key.Key_Down)
    assert listing.head.typed() == {1: "new"}


def test_values_that_are_put_in_are_not_told(listing: Listing, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(listing.head.narrowed, wait=250):
        listing.head.fill({0: "2026", 1: "closed", 9: "nobody's"})
    assert listing.head.typed() == {0: "2026", 1: "closed"}
    listing.head.fill({})
    assert listing.head.typed() == {}


def test_spaces_narrow_nothing(listing: Listing) -> None:
    listing.head.fill({0: "   ", 2: "\t"})
    assert listing.head.typed() == {}


def test_hidden_fields_take_no_room_and_stay_filled(listing: Listing) -> None:
    tall = listing.head.sizeHint().height()
    listing.head.fill({0: "2026"})
    listing.head.show_fields(shown=False)
    assert not listing.head.open
    assert listing.head.sizeHint().height() < tall
    assert not listing.number.isVisible()
    assert listing.head.typed() == {0: "2026"}
