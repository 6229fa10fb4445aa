"""An item in a window of its own: its neighbours, words to find, and Esc back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.driving import unnamed
from tests.ui.viewer.conftest import filled_to_look_at, looking
from tests.ui.viewer.test_viewer import calm
from xborder_desk.ui.dialogs.looking import BesideSheet, LookSheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver

__all__ = ["filled_to_look_at", "looking"]
NUMBERS = ("E-03", "E-04", "E-05")


def test_the_list_is_gone_through_and_ends(looking: Driver) -> None:
    desk = looking.shell.desk
    assert desk is not None
    sheet = LookSheet(looking.window.around, looking.window, desk, looking.case, NUMBERS, "E-04")
    sheet.open()
    calm(looking)
    seen = []
    for by in (0, 1, 1, -1, -1, -1):
        sheet.viewer.stepped.emit(by)
        calm(looking)
        assert sheet.viewer.preview is not None
        seen.append(sheet.viewer.preview.number)
    assert seen == ["E-04", "E-05", "E-05", "E-04", "E-03", "E-03"]
    assert sheet._name.text().startswith("E-03")
    assert unnamed(sheet) == []
    sheet.reject()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_space_on_the_list_opens_it_and_esc_closes_it(looking: Driver) -> None:
    page = looking.go("evidence")
    page.go_to("E-05")
    calm(looking)
    looking.window.activateWindow()
    calm(looking)
    page.table.setFocus()  # type: ignore[attr-defined]  # the evidence page's own
    QTest.keyClick(page.table, Qt.Key.Key_Space)  # type: ignore[attr-defined]  # as above
    calm(looking)
    sheet = looking.dialog()
    assert isinstance(sheet, LookSheet)
    assert "never came" in sheet.viewer.words.toPlainText()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_original_stands_beside_its_translation(looking: Driver) -> None:
    desk = looking.shell.desk
    assert desk is not None
    sheet = BesideSheet(looking.window.around, looking.window, desk, looking.case, ("E-03", "E-04"))
    sheet.open()
    calm(looking)
    assert sheet.beside.first.preview is not None
    assert sheet.beside.second.preview is not None
    assert unnamed(sheet) == []
    sheet.reject()


def test_the_keys_of_the_viewer_work_at_once(looking: Driver) -> None:
    desk = looking.shell.desk
    assert desk is not None
    sheet = LookSheet(looking.window.around, looking.window, desk, looking.case, NUMBERS, "E-03")
    sheet.open()
    calm(looking)
    assert sheet.focusWidget() is sheet.viewer.pages
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_R)
    assert sheet.viewer.pages.turn == 90
    sheet.viewer.stepped.emit(2)
    calm(looking)
    assert sheet.focusWidget() is sheet.viewer.words
    sheet.viewer.finder.take_focus()
    sheet.viewer.stepped.emit(-1)
    calm(looking)
    assert sheet.focusWidget() is sheet.viewer.finder.field
    sheet.reject()
