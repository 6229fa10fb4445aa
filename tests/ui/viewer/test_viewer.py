"""An item is looked at: pages drawn apart, words found and gone through, neighbours a key away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.domain.previews import PreviewError
from xborder_desk.ui.viewer.viewer import Viewer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver


DAMAGED = "The PDF is damaged."
SLOW = "This page takes too long to draw."


@pytest.fixture
def viewer(looking: Driver) -> Viewer:
    """A viewer of its own over the office."""
    desk = looking.shell.desk
    assert desk is not None
    made = Viewer(looking.window.around, desk)
    looking.qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    return made


def look(looking: Driver, viewer: Viewer, number: str) -> None:
    viewer.show_item(number, looking.case)
    calm(looking)


def calm(looking: Driver) -> None:
    """Wait until nothing is drawn any more; asking waits a moment before it begins."""
    for _round in range(3):
        QTest.qWait(40)
        looking.settle()


def test_pages_are_drawn_and_said(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-03")
    assert viewer.preview is not None
    assert len(viewer.preview.sheets) == 6
    assert viewer.pages.missing() == []
    assert viewer._place.text() == "Page 1 of 6"
    interface = QAccessible.queryAccessibleInterface(viewer.pages)
    assert interface.text(QAccessible.Text.Name).endswith("Page 1 of 6")
    assert "Bicycle page1" in interface.text(QAccessible.Text.Description)
    viewer.go_to_page(4)
    calm(looking)
    assert viewer._place.text() == "Page 5 of 6"
    assert "page5" in viewer.pages.accessibleDescription()


def test_a_mail_is_text_and_a_film_says_why_not(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-05")
    assert viewer.stack.currentWidget() is viewer.words
    assert "The bicycle never came." in viewer.words.toPlainText()
    look(looking, viewer, "E-06")
    assert viewer.stack.currentWidget() is viewer.reason
    assert "not played" in viewer.reason.text() or "cannot be shown" in viewer.reason.text()
    assert not viewer.finder.isVisible()


def test_the_names_of_what_a_mail_says_follow_the_language(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-05")
    assert viewer.words.toPlainText().startswith("From: ")
    looking.shell.screen.switch("de")
    calm(looking)
    assert viewer.words.toPlainText().startswith("Von: ")
    looking.shell.screen.switch("en")
    calm(looking)
    assert viewer.words.toPlainText().startswith("From: ")


def test_an_item_that_is_gone_is_a_sentence(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-99")
    assert viewer.stack.currentWidget() is viewer.reason
    assert "E-99" in viewer.reason.text()


def test_the_last_item_asked_for_is_the_one_that_is_shown(looking: Driver, viewer: Viewer) -> None:
    for number in ("E-03", "E-05", "E-04", "E-05", "E-03"):
        viewer.show_item(number, looking.case)
    calm(looking)
    assert viewer.preview is not None
    assert viewer.preview.number == "E-03"
    assert (0, 0) in viewer.pages._images


def test_words_are_found_on_pages_and_gone_through(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-03")
    QTest.keyClicks(viewer.finder.field, "bicycle")
    QTest.qWait(320)
    calm(looking)
    assert viewer.finder.found.text() == "1 of 6"
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    assert viewer.finder.found.text() == "3 of 6"
    assert viewer.pages._hit == 2
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.finder.found.text() == "2 of 6"
    viewer.finder.step(-1)
    viewer.finder.step(-1)
    assert viewer.finder.found.text() == "6 of 6"
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Escape)
    assert viewer.finder.words() == ""
    QTest.qWait(320)
    calm(looking)
    assert viewer.pages._hits == ()


def test_what_is_not_there_is_said(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-03")
    viewer.finder.field.setText("zebra")
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    calm(looking)
    assert viewer.finder.found.text() == "not found"


def test_words_stay_asked_for_in_the_next_item(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-03")
    viewer.finder.field.setText("never")
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    look(looking, viewer, "E-05")
    assert viewer.finder.found.text() == "1 of 2"
    viewer.finder.step(1)
    assert viewer.finder.found.text() == "2 of 2"


def test_a_fault_while_searching_is_said(
    looking: Driver, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(looking, viewer, "E-03")
    desk = looking.shell.desk
    assert desk is not None

    def fail(*_given: object) -> None:
        raise PreviewError(DAMAGED)

    monkeypatch.setattr(desk.previews, "find", fail)
    viewer.finder.field.setText("x")
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    calm(looking)
    assert viewer.finder.found.text() == DAMAGED


def test_a_page_that_fails_leaves_the_others(
    looking: Driver, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = looking.shell.desk
    assert desk is not None
    real = desk.previews.draw

    def fail_first(preview: object, page: int, *given: object) -> object:
        if page == 0:
            raise PreviewError(SLOW)
        return real(preview, page, *given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(desk.previews, "draw", fail_first)
    look(looking, viewer, "E-03")
    assert viewer.pages._faults == {0: SLOW}
    assert (1, 0) in viewer.pages._images


def test_zoom_buttons_and_keys(looking: Driver, viewer: Viewer) -> None:
    look(looking, viewer, "E-03")
    viewer.set_zoom(1.0)
    assert viewer._scale.text() == "100 %"
    viewer.zoom_by(1)
    assert viewer._scale.text() == "110 %"
    viewer.set_zoom("page")
    assert viewer.pages._layout.places[0].height <= viewer.pages.viewport().height()
    look(looking, viewer, "E-05")
    viewer.zoom_by(1)
    assert viewer.words.scale > 1
    viewer.set_zoom("width")
    assert viewer._scale.text() == "100 %"
    # Pages that are not shown fit themselves to their room: that is not how large the text is.
    viewer.pages.zoomed.emit(8.0)
    assert viewer._scale.text() == "100 %"
    viewer.resize(viewer.width() + 90, viewer.height() + 60)
    looking.settle()
    assert viewer._scale.text() == "100 %"


def test_neighbours_and_a_window_of_its_own_are_asked_for(looking: Driver, viewer: Viewer) -> None:
    del looking
    steps: list[int] = []
    viewer.stepped.connect(steps.append)
    for button in viewer._neighbours:
        button.click()
    assert steps == [-1, 1]


@pytest.mark.parametrize("tag", ["de", "zh-Hant", "qps-rtl"])
def test_every_control_is_named_translated_and_whole(looking: Driver, viewer: Viewer, tag: str) -> None:
    look(looking, viewer, "E-03")
    viewer.finder.field.setText("page")
    QTest.keyClick(viewer.finder.field, Qt.Key.Key_Return)
    calm(looking)
    looking.speak(tag)
    calm(looking)
    assert unnamed(viewer) == []
    assert cut(viewer) == []
    if tag.startswith("qps"):
        assert untranslated(viewer, []) == []


def test_typing_is_never_held_up_while_pages_are_drawn(looking: Driver, viewer: Viewer) -> None:
    """However slow a page is, the window goes on: nothing of it happens in the window's thread."""
    desk = looking.shell.desk
    assert desk is not None
    real = desk.previews.draw

    def slow(*given: object) -> object:
        time.sleep(0.3)
        return real(*given)  # type: ignore[arg-type]  # handed on as it came

    desk.previews.draw = slow  # type: ignore[method-assign,assignment]  # a slow disk
    viewer.show_item("E-03", looking.case)
    longest, end = 0.0, time.monotonic() + 1.5
    while time.monotonic() < end:
        began = time.monotonic()
        QTest.keyClick(viewer.finder.field, Qt.Key.Key_A)
        looking.app.processEvents()
        longest = max(longest, time.monotonic() - began)
        viewer.finder.field.clear()
        time.sleep(0.01)
    assert longest < 0.2
    calm(looking)


def test_the_viewer_in_the_page_follows_the_list(looking: Driver) -> None:
    page = looking.go("evidence")
    calm(looking)
    reader = page.reader  # type: ignore[attr-defined]  # the evidence page's own
    page.go_to("E-03")
    calm(looking)
    assert reader.viewer.preview.number == "E-03"
    QTest.keyClick(reader.viewer.pages, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    reader.viewer.stepped.emit(1)
    calm(looking)
    assert reader.viewer.preview.number == "E-04"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_ctrl_f_in_a_viewer_finds_in_the_item(looking: Driver) -> None:
    page = looking.go("evidence")
    page.go_to("E-03")
    calm(looking)
    looking.window.activateWindow()
    calm(looking)
    reader = page.reader  # type: ignore[attr-defined]  # as above
    reader.viewer.pages.setFocus()
    looking.window.actions_by_name["find"].trigger()
    assert _in_focus(looking) is reader.viewer.finder.field
    page.finder.setFocus()  # type: ignore[attr-defined]  # as above
    looking.window.actions_by_name["find"].trigger()
    assert _in_focus(looking) is page.finder  # type: ignore[attr-defined]  # as above


def _in_focus(looking: Driver) -> QWidget | None:
    return looking.app.focusWidget()
