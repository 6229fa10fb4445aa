"""A field of one line shows the beginning of its words, and lets whoever types go on where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage

LONG: Final = "Shenzhen Blue Island Technology Company Limited, Room 1907, Lanhai Plaza, 88 Kexing Road"
REASON: Final = Qt.FocusReason


@pytest.fixture
def two(qtbot: QtBot) -> Iterator[tuple[OneLine, OneLine]]:
    """Two narrow fields below each other; the second has the keyboard."""
    around = QWidget()
    below = QVBoxLayout(around)
    fields = OneLine(LONG), OneLine()
    for field in fields:
        below.addWidget(field)
    qtbot.addWidget(around)
    around.resize(160, 90)
    around.show()
    around.activateWindow()
    fields[1].setFocus()
    qtbot.waitUntil(fields[1].hasFocus)
    yield fields  # noqa: PT022 - what holds them lives as long as the test


def beginning_shown(field: OneLine) -> bool:
    """Whether the middle of the field has letters of the first half of the text."""
    field.grab()  # it moves its words when it is drawn
    return field.cursorPositionAt(field.rect().center()) < len(field.text()) // 2


def test_a_filled_field_shows_its_beginning(two: tuple[OneLine, OneLine]) -> None:
    field, _other = two
    assert field.cursorPosition() == 0
    assert beginning_shown(field)
    field.setText("Bazaar Hub and " + LONG)
    assert beginning_shown(field)


def test_a_field_that_is_left_shows_its_beginning_again(two: tuple[OneLine, OneLine]) -> None:
    field, other = two
    field.setFocus()
    field.end(False)  # noqa: FBT003 - Qt's own
    QTest.keyClicks(field, ", Shenzhen")
    assert not beginning_shown(field)
    other.setFocus()
    assert beginning_shown(field)
    assert field.text() == LONG + ", Shenzhen"


def test_whoever_types_is_never_taken_elsewhere(two: tuple[OneLine, OneLine]) -> None:
    _field, typing = two
    QTest.keyClicks(typing, LONG)
    assert typing.cursorPosition() == len(LONG)
    typing.setText(LONG + ", 518057")  # a completion, for one
    QTest.keyClicks(typing, " Shenzhen")
    assert typing.text() == LONG + ", 518057 Shenzhen"


@pytest.mark.parametrize("reason", [REASON.ActiveWindowFocusReason, REASON.PopupFocusReason])
def test_another_window_or_an_offer_leaves_the_caret(
    two: tuple[OneLine, OneLine], reason: Qt.FocusReason
) -> None:
    _field, typing = two
    QTest.keyClicks(typing, LONG)
    QApplication.sendEvent(typing, QFocusEvent(QFocusEvent.Type.FocusOut, reason))
    assert typing.cursorPosition() == len(LONG)
    QApplication.sendEvent(typing, QFocusEvent(QFocusEvent.Type.FocusOut, REASON.TabFocusReason))
    assert typing.cursorPosition() == 0


def test_a_form_that_is_filled_shows_beginnings(screen: ScreenLanguage, qtbot: QtBot) -> None:
    form = Form(screen)
    field = form.line("name", "Name")
    qtbot.addWidget(form)
    form.resize(160, 90)
    form.show()
    form.fill({"name": LONG})
    assert field.cursorPosition() == 0
    assert form.values() == {"name": LONG}
