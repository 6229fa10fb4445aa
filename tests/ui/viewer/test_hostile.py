"""Looking at what nobody expected: pages without a size, thousands of them, words of any kind."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest

from xborder_desk.domain.previews import Hit, Passage, Sheet
from xborder_desk.ui.viewer.geometry import GAP, LEAST, MOST, lay_out, next_step, turned_box
from xborder_desk.ui.viewer.pages import PagesView
from xborder_desk.ui.viewer.words import MOST_HITS, WordsView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

ONCE: Final = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
HOSTILE: Final = (
    "<b>bold</b> <img src='file:///etc/passwd'>",
    "\x00\x07\x1b[31m",
    "\u202eevil\u202c",
    "a\u2028b\u2029c",
    "👩‍👩‍👧‍👦 🇩🇪",
    "لم تصل الدراجة",
    "x" * 100_000,
)


def sheets(*sizes: tuple[float, float]) -> list[Sheet]:
    return [Sheet(*size) for size in sizes]


@pytest.mark.parametrize("zoom", ["width", "page", 1.0, 0.0, -3.0, 1e9])
@pytest.mark.parametrize("size", [(0.0, 0.0), (0.0, 800.0), (600.0, 0.0), (14_400.0, 1.0)])
@pytest.mark.parametrize("room", [(0, 0), (1, 1), (900, 700)])
def test_pages_without_a_size_have_a_place(
    zoom: str | float, size: tuple[float, float], room: tuple[int, int]
) -> None:
    layout = lay_out(sheets(size, (595.0, 842.0)), 90, zoom, room)  # type: ignore[arg-type]  # one of the zooms
    assert len(layout.places) == 2
    assert LEAST <= layout.scale <= MOST
    assert all(place.width >= 1 and place.height >= 1 for place in layout.places)
    assert layout.places[1].top >= layout.places[0].top + layout.places[0].height + GAP


@given(st.floats(0.01, 20), st.sampled_from([-1, 1]))
def test_a_step_of_the_zoom_is_a_step(scale: float, by: int) -> None:
    step = next_step(scale, by)
    assert LEAST <= step <= MOST
    if LEAST < scale < MOST:
        assert step > scale if by > 0 else step < scale


@given(st.tuples(*[st.floats(0, 1)] * 4), st.sampled_from([0, 90, 180, 270]))
def test_a_mark_turned_all_the_way_round_is_where_it_was(
    box: tuple[float, float, float, float], turn: int
) -> None:
    turned = box
    for _time in range({0: 1, 180: 2}.get(turn, 4)):
        turned = turned_box(turned, turn)
    assert turned == pytest.approx(box)


@pytest.fixture
def pages(theme: Theme, qtbot: QtBot) -> PagesView:
    """Where pages are looked at."""
    made = PagesView(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_ten_thousand_pages_are_placed_and_gone_through_at_once(pages: PagesView) -> None:
    began = time.perf_counter()
    pages.show_sheets(sheets((595.0, 842.0)) * 10_000)
    for page in (9_999, 5_000, 0):
        pages.go_to(page)
        assert pages.page == page
        assert 1 <= len(pages.missing()) <= 6
    pages.rotate()
    pages.set_zoom("page")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("page", [-1, 3, 10**9])
def test_a_page_that_is_not_there_is_not_gone_to(pages: PagesView, page: int) -> None:
    pages.show_sheets(sheets((595.0, 842.0)) * 3)
    pages.go_to(1)
    pages.go_to(page)
    assert pages.page == 1


def test_marks_on_pages_that_are_not_there_harm_nobody(pages: PagesView) -> None:
    pages.show_sheets(sheets((595.0, 842.0)))
    hits = [Hit(7, ((0.1, 0.1, 0.2, 0.2),)), Hit(0, ()), Hit(0, ((-1.0, 5.0, 9.0, 9.0),))]
    for chosen in (-1, 0, 1, 2, 3, 99):
        pages.show_hits(hits, chosen)
        assert not pages.grab().isNull()


def test_a_picture_of_another_turn_is_not_shown(pages: PagesView) -> None:
    pages.show_sheets(sheets((400.0, 400.0)))
    picture = QImage(600, 600, QImage.Format.Format_RGB888)
    picture.fill(QColor("#ff0000"))
    pages.put_image(0, 90, picture)
    middle = pages.viewport().grab().toImage()
    assert middle.pixelColor(middle.width() // 2, middle.height() // 2) != QColor("#ff0000")
    pages.rotate()
    middle = pages.viewport().grab().toImage()
    assert middle.pixelColor(middle.width() // 2, middle.height() // 2) == QColor("#ff0000")


def test_a_late_picture_of_nothing_harms_nobody(pages: PagesView) -> None:
    pages.put_image(3, 0, QImage(10, 10, QImage.Format.Format_RGB888))
    pages.put_fault(9, "No.")
    pages.show_sheets([])
    assert pages.missing() == []
    assert not pages.grab().isNull()


@pytest.mark.parametrize("sentence", HOSTILE[:6])
def test_why_not_is_written_on_the_page(pages: PagesView, sentence: str) -> None:
    pages.show_sheets(sheets((400.0, 400.0)))
    before = pages.viewport().grab().toImage()
    pages.put_fault(0, f"It cannot be drawn: {sentence}")
    assert pages.viewport().grab().toImage() != before


@pytest.fixture
def words(theme: Theme, qtbot: QtBot) -> WordsView:
    """Where texts are read."""
    made = WordsView(theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is(words: WordsView, screen: ScreenLanguage, text: str) -> None:
    words.show_passages([Passage(text), Passage("the end")], screen.language)
    plain = words.toPlainText()
    assert plain.endswith("the end")
    if text.isprintable():
        assert text in plain
    assert words.document().toHtml().count("<img") == 0


@given(text=st.text(max_size=60), wanted=st.text(max_size=5))
@ONCE
def test_finding_ends_and_counts_what_is_there(
    words: WordsView, screen: ScreenLanguage, text: str, wanted: str
) -> None:
    words.show_passages([Passage(text)], screen.language)
    count = words.find_all(wanted)
    assert 0 <= count <= MOST_HITS
    if wanted and wanted.isalnum() and wanted.isascii() and text.isascii() and text.isprintable():
        assert count == text.casefold().count(wanted.casefold())
    for number in (-1, 0, count, count + 7):
        words.choose(number)


def test_a_chosen_place_comes_into_view_and_the_caret_is_there(
    words: WordsView, screen: ScreenLanguage
) -> None:
    words.show_passages([Passage("\n".join(f"line {number}" for number in range(400)))], screen.language)
    assert words.find_all("line 39") == 11
    words.choose(10)
    assert words.textCursor().block().text() == "line 399"
    assert words.viewport().rect().contains(words.cursorRect().center())
    words.choose(0)
    assert words.textCursor().block().text() == "line 39"


def test_a_text_cannot_be_changed_and_can_be_copied_by_keys(words: WordsView, screen: ScreenLanguage) -> None:
    words.show_passages([Passage("It never came.")], screen.language)
    words.setFocus()
    QTest.keyClicks(words, "xyz")
    QTest.keyClick(words, Qt.Key.Key_Delete)
    QTest.keyClick(words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert words.toPlainText() == "It never came."
    QTest.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert words.textCursor().selectedText() == "It never came."


def test_zooming_stays_within_reason_and_keeps_the_place(words: WordsView, screen: ScreenLanguage) -> None:
    words.show_passages([Passage("word " * 3000)], screen.language)
    for _step in range(60):
        words.zoom_by(1)
    assert words.scale == 4.0
    for _step in range(120):
        words.zoom_by(-1)
    assert words.scale == 0.5
    words.set_scale(1.0)
    words.moveCursor(QTextCursor.MoveOperation.End)
    words.scroll_to(2.0)
    bar = words.verticalScrollBar()
    assert bar.value() == bar.maximum()
    words.scroll_to(-1.0)
    assert bar.value() == 0
