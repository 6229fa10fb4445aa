"""Asking the questions of the window in tests: opening a sheet, typing into it, and reading what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.journeys.walking import walk
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.forms import Options

if TYPE_CHECKING:
    from typing import TypeVar

    from tests.ui.driving import Driver
    from xborder_desk.services import Desk
    from xborder_desk.ui.dialogs.sheet import Sheet
    from xborder_desk.ui.widgets.forms import Form

    Asked = TypeVar("Asked", bound=Sheet)


def desk_of(driver: Driver) -> Desk:
    """The use-cases of the office that is open."""
    assert driver.shell.desk is not None
    return driver.shell.desk


def opened(driver: Driver, sheet: Asked) -> Asked:
    """Open a sheet and let it begin; drafts of earlier tests are let go."""
    sheet.open()
    driver.settle()
    if sheet.autosave is not None:
        sheet.autosave.begin_anew()
        sheet._clear_strips()
        driver.settle()
    return sheet


def put(form: Form, **typed: str) -> None:
    """Type into fields, as a person does: what stood there before is replaced."""
    for name, text in typed.items():
        editor = form.editor(name)
        if isinstance(editor, Options):
            editor.choose(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.setPlainText(text)


def press(driver: Driver, sheet: Sheet) -> None:
    """Press the verb, and wait for what comes of it."""
    sheet.verb.click()
    driver.settle()


def is_open(sheet: Sheet) -> bool:
    """Whether a sheet still asks."""
    return shiboken6.isValid(sheet) and sheet.isVisible()


def beside(form: Form) -> dict[str, str]:
    """What is said beside the fields, by their names."""
    return {name: field.wrong.text() for name, field in form._fields.items() if field.wrong.isVisibleTo(form)}


def above(sheet: Sheet) -> str:
    """What is said above the form."""
    return " ".join(
        f"{strip.text.text()} {strip.second.text()}"
        for strip in sheet.findChildren(Strip)
        if strip.isVisibleTo(sheet)
    )


def verb_in_strip(sheet: Sheet, words: str) -> QPushButton:
    """A button of what is said above the form."""
    strips = [one for one in sheet.findChildren(Strip) if one.isVisibleTo(sheet)]
    return next(one for strip in strips for one in strip.findChildren(QPushButton) if one.text() == words)


def key(sheet: Sheet, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the caret is."""
    QTest.keyClick(sheet.focusWidget(), which, held)


def tab_order(sheet: Sheet, form: Form) -> list[str]:
    """The fields in the order in which Tab reaches them, from the first and once around.

    By keys, as a person does: ``nextInFocusChain`` would not do here, because PySide takes the widget a
    widget gives for its child. At the end of the chain that is the sheet, which then belongs to one of its
    own labels and is garbage while it is open.
    """
    names: dict[QWidget, str] = {form.editor(name): name for name in form.values()}
    next(iter(names)).setFocus()
    return [names[one] for one in walk(sheet) if one in names]


def deleted(sheet: Sheet) -> None:
    """Let what was closed be deleted."""
    if shiboken6.isValid(sheet):
        sheet.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def text_in(form: Form, name: str) -> str:
    """What stands in a field."""
    editor = form.editor(name)
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else form.typed()[name]
