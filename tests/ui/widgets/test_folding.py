"""Panes, fields, titles and tools that stand below each other where there is no room beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QWidget,
)

from tests.ui.driving import cut
from xborder_desk.ui.pages.routes import RoutesPage
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.columns import Columns
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import column, holding, remember_split, side_by_side
from xborder_desk.ui.widgets.texts import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme
    from xborder_desk.ui.widgets.folding import Folding

OFFICE_AND_CASE = ("today", "cases", "settings", "deadlines", "overview", "evidence", "routes", "claim")


@pytest.fixture
def panes(qtbot: QtBot) -> Iterator[Callable[..., Folding]]:
    """Give what makes two panes in a window so wide; the windows live as long as the test."""
    kept: list[QWidget] = []

    def make(width: int, first: QWidget | None = None, second: QWidget | None = None) -> Folding:
        split = side_by_side(first or QTableView(), second or QTableView(), (600, 200))
        window = holding(column(split))
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(width, 500)
        window.show()
        QApplication.processEvents()
        return split

    yield make
    kept.clear()


def letters(widget: QWidget, count: int) -> int:
    return count * widget.fontMetrics().averageCharWidth()


def test_panes_share_a_wide_line_as_was_asked(panes: Callable[..., Folding]) -> None:
    split = panes(1200)
    first, second = split.sizes()
    assert split.orientation() is Qt.Orientation.Horizontal
    assert first > 2 * second


def test_panes_fold_where_there_is_no_room_and_come_back_as_they_were(
    panes: Callable[..., Folding],
) -> None:
    split = panes(1200)
    split.moveSplitter(500, 1)
    before = split.sizes()
    split.window().resize(letters(split, 60), 500)
    QApplication.processEvents()
    assert split.folded
    high = 18 * split.fontMetrics().lineSpacing()
    assert all(pane.minimumHeight() == high for place in range(2) if (pane := split.widget(place)))
    assert split.minimumSizeHint().height() >= 2 * high, "the page scrolls, no pane is pressed flat"
    split.window().resize(1200, 500)
    QApplication.processEvents()
    assert split.orientation() is Qt.Orientation.Horizontal
    assert split.sizes() == pytest.approx(before, abs=4)


LONG = "\n".join(f"line {number} of a letter" for number in range(60))


def test_words_below_a_list_are_as_high_as_they_are(panes: Callable[..., Folding]) -> None:
    words = QLabel("a few words")
    split = panes(300, None, holding(column(words)))
    lists, said = (split.widget(place) for place in range(2))
    assert lists is not None
    assert said is not None
    assert lists.minimumHeight() == 18 * split.fontMetrics().lineSpacing()
    assert said.minimumHeight() <= 3 * split.fontMetrics().lineSpacing(), "no empty page below them"
    words.setText(LONG)
    QApplication.processEvents()
    assert said.minimumHeight() >= words.sizeHint().height(), "a letter scrolls with the page, not in itself"
    assert isinstance(said, QScrollArea)
    assert said.verticalScrollBar().maximum() == 0
    assert split.sizeHint().height() == pytest.approx(
        lists.minimumHeight() + said.minimumHeight() + split.handleWidth(), abs=2
    )
    words.setText("a few words")
    QApplication.processEvents()
    assert said.minimumHeight() <= 3 * split.fontMetrics().lineSpacing()


def test_words_beside_a_list_do_not_reach_below_it(panes: Callable[..., Folding]) -> None:
    split = panes(1200, None, holding(column(QLabel(LONG))))
    assert [pane.minimumHeight() for place in range(2) if (pane := split.widget(place))] == [0, 0]
    split.window().resize(300, 500)
    QApplication.processEvents()
    split.window().resize(1200, 500)
    QApplication.processEvents()
    assert [pane.minimumHeight() for place in range(2) if (pane := split.widget(place))] == [0, 0]


def test_panes_that_unfold_out_of_sight_stand_on_the_side_of_the_language(
    panes: Callable[..., Folding],
) -> None:
    split = panes(300)
    window, rtl = split.window(), Qt.LayoutDirection.RightToLeft
    for direction in (rtl, Qt.LayoutDirection.LeftToRight, rtl):
        window.resize(300, 500)
        QApplication.processEvents()
        assert split.orientation() is Qt.Orientation.Vertical
        window.hide()
        window.resize(1200, 500)
        window.setLayoutDirection(direction)
        window.show()
        QApplication.processEvents()
        assert split.orientation() is Qt.Orientation.Horizontal
        first, second = (pane.x() for place in range(2) if (pane := split.widget(place)))
        assert (first > second) is (direction is rtl)


def test_a_picture_has_room_like_a_list(panes: Callable[..., Folding]) -> None:
    picture = QLabel()
    picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    split = panes(300, None, holding(column(picture)))
    below = split.widget(1)
    assert below is not None
    assert below.minimumHeight() == 18 * split.fontMetrics().lineSpacing()


def test_panes_that_were_folded_first_share_the_line_afterwards(panes: Callable[..., Folding]) -> None:
    split = panes(300)
    assert split.folded
    split.window().resize(1200, 500)
    QApplication.processEvents()
    first, second = split.sizes()
    assert first > 2 * second


def test_a_folded_pane_is_not_what_is_remembered(panes: Callable[..., Folding], tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    split = panes(1200)
    remember_split(memory, "cases", split)
    split.moveSplitter(400, 1)
    kept = memory.value("splits/cases")
    assert kept is not None
    split.window().resize(300, 700)
    QApplication.processEvents()
    split.moveSplitter(200, 1)
    assert memory.value("splits/cases") == kept
    again = panes(1200)
    remember_split(memory, "cases", again)
    assert again.orientation() is Qt.Orientation.Horizontal
    assert again.sizes()[0] == pytest.approx(400, abs=12)


def test_a_title_is_one_line_until_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    del theme
    title = Line("heading")
    qtbot.addWidget(title)
    title.setText("This seller may be known here already")
    whole, least = title.sizeHint(), title.minimumSizeHint()
    assert whole.height() <= title.fontMetrics().lineSpacing() + 4
    assert least.width() < whole.width() / 3
    title.resize(whole.width() // 2, 10)
    assert title.heightForWidth(whole.width() // 2) >= 2 * title.fontMetrics().height()


@pytest.mark.parametrize("text", ["", "单行标题", "Donaudampfschifffahrtsgesellschaft"])
def test_a_title_never_needs_more_than_its_longest_word(qtbot: QtBot, text: str) -> None:
    title = Line()
    qtbot.addWidget(title)
    title.setText(text)
    assert title.minimumSizeHint().width() == title.sizeHint().width()
    assert not title.alignment() & Qt.AlignmentFlag.AlignTop


def test_the_tools_of_a_card_go_below_each_other_not_out_of_it(
    qtbot: QtBot, screen: ScreenLanguage, theme: Theme
) -> None:
    del theme
    card = Card(screen, "Register of contact attempts")
    for words in ("All parties", "Seller", "Import mails…"):
        card.tools.addWidget(QPushButton(words))
    qtbot.addWidget(card)
    card.resize(900, 200)
    card.show()
    QApplication.processEvents()
    first, *_rest, last = card.tools.findChildren(QPushButton)
    assert first.y() == last.y()
    assert card.tools.geometry().right() >= card.width() - 30, "they stand at the end"
    card.resize(card.minimumSizeHint().width(), 400)
    QApplication.processEvents()
    assert first.y() < last.y()
    assert cut(card) == []


def test_a_part_of_a_line_that_can_fold_is_not_cut(qtbot: QtBot) -> None:
    inner = Flow(*[QPushButton(words) for words in ("First of them", "Second of them", "Third of them")])
    line = Flow(inner, QPushButton("End"))
    qtbot.addWidget(line)
    line.resize(200, 10)
    line.show()
    QApplication.processEvents()
    assert inner.width() <= 200
    assert inner.height() == inner.heightForWidth(inner.width())
    assert line.heightForWidth(200) > inner.height()
    assert line.minimumSizeHint().width() < inner.sizeHint().width()


def test_fields_stand_beside_each_other_and_below(qtbot: QtBot, screen: ScreenLanguage, theme: Theme) -> None:
    del theme
    form = Form(screen, 3)
    for name in ("one", "two", "three", "four"):
        form.line(name, "Which letter")
    form.line("wide", "Title", wide=True)
    qtbot.addWidget(form)
    form.resize(1100, 300)
    form.show()
    QApplication.processEvents()
    tops = {name: form.editor(name).mapTo(form, form.editor(name).rect().topLeft()) for name in form.typed()}
    assert tops["one"].y() == tops["two"].y() == tops["three"].y() < tops["four"].y() < tops["wide"].y()
    form.put({"two": "kept", "wide": "too"})
    form.resize(letters(form, 30), 600)
    QApplication.processEvents()
    places = [form.editor(name).mapTo(form, form.editor(name).rect().topLeft()) for name in form.typed()]
    assert [one.y() for one in places] == sorted({one.y() for one in places}), "each below the one before"
    assert len({one.x() for one in places}) == 1
    assert form.typed() == {"one": "", "two": "kept", "three": "", "four": "", "wide": "too"}
    form.resize(1100, 300)
    QApplication.processEvents()
    assert form.editor("one").mapTo(form, form.rect().topLeft()).y() == tops["one"].y()


def test_even_parts_are_as_high_as_the_highest_beside_them(qtbot: QtBot) -> None:
    columns = Columns(100, even=True)
    parts = [QLabel("\n".join("line" for _line in range(count))) for count in (1, 4, 2, 1)]
    columns.show_parts(parts)
    qtbot.addWidget(columns)
    columns.resize(330, 10)
    columns.show()
    QApplication.processEvents()
    assert parts[0].height() == parts[1].height() == parts[2].height()
    assert parts[3].height() < parts[0].height()
    assert parts[3].y() > parts[1].y()


def test_with_twice_the_text_on_a_small_screen_no_page_needs_scrolling_sideways(shared: Driver) -> None:
    shared.speak("de")
    shared.shell.theme.apply("light", 200, "de")
    shared.window.resize(1024, 700)
    try:
        sideways = {}
        for name in OFFICE_AND_CASE:
            page = shared.go(name)
            area = page.findChild(QScrollArea)
            assert isinstance(area, QScrollArea)
            if area.horizontalScrollBar().maximum():
                sideways[name] = area.horizontalScrollBar().maximum()
        assert sideways == {}
        assert shared.window.rail.compact, "the words of the rail stand under their icons"
    finally:
        shared.shell.theme.apply("light", 100, "en")
        shared.window.resize(1440, 900)
        shared.settle()
    shared.go("cases")
    assert not shared.window.rail.compact


def test_routes_stand_below_each_other_on_a_small_screen(shared: Driver) -> None:
    page = shared.go("routes")
    assert isinstance(page, RoutesPage)
    assert len({side.y() for side in page._sides}) == 1
    shared.shell.theme.apply("light", 150, "en")
    shared.window.resize(760, 700)
    shared.settle()
    assert len({side.x() for side in page._sides}) == 1
    shared.shell.theme.apply("light", 100, "en")
    shared.window.resize(1440, 900)
    shared.settle()
    assert len({side.y() for side in page._sides}) == 1


def test_a_card_without_tools_keeps_no_room_for_them(
    qtbot: QtBot, screen: ScreenLanguage, theme: Theme
) -> None:
    del theme
    bare, full = Card(screen), Card(screen)
    for card in (bare, full):
        card.body.addWidget(QLabel("inside"))
        qtbot.addWidget(card)
    assert bare.tools.isHidden()
    full.tools.addWidget(QPushButton("Edit"))
    assert not full.tools.isHidden()
    assert not full.tools.isWindow(), "it never was a window of its own"
    assert bare.sizeHint().height() < full.sizeHint().height()
