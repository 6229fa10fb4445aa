"""The questions in windows of their own: what they write and refuse, and that nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.ui.dialogs import fact, goto, help, new_case, party, shortcuts  # noqa: A004 - a module's name
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.contacts import sheets
from xborder_desk.ui.pages.overview import OverviewPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.driving import Driver


def write(editor: QWidget, words: str) -> None:
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    else:
        editor.setPlainText(words)


def makers(drive: Driver) -> dict[str, Callable[[], Sheet]]:
    window, desk = drive.window, drive.shell.desk
    assert desk is not None
    view = desk.cases.show(drive.case)
    attempt = desk.contacts.list(drive.case)[0]
    page = window.page_in_view()
    assert page is not None
    around, case = window.around, drive.case
    return {
        "new case": lambda: new_case.NewCaseSheet(around, window, desk, print),
        "new party": lambda: party.PartySheet(around, window, desk, case, None, print),
        "party": lambda: party.PartySheet(around, window, desk, case, view.parties[0], print),
        "identifier": lambda: party.IdentifierSheet(around, window, desk, case, view.parties[1], print),
        "new fact": lambda: fact.FactSheet(around, window, desk, case, None, print),
        "fact": lambda: fact.FactSheet(around, window, desk, case, view.facts[0], print),
        "go to": lambda: goto.GoToSheet(around, window, desk, print),
        "keys": lambda: shortcuts.ShortcutsSheet(around, window),
        "help": lambda: help.HelpSheet(around, window, page),
        "result": lambda: sheets.OutcomeSheet(around, window, print, print, reply=False),
        "reply": lambda: sheets.OutcomeSheet(around, window, print, print, reply=True),
        "correct": lambda: sheets.CorrectSheet(around, window, desk, case, attempt, print),
    }


@pytest.mark.parametrize("tag", ["de", "qps-rtl"])
def test_every_dialog_opens_and_closes_without_loss(desk_open: Driver, tag: str) -> None:
    desk_open.speak(tag)
    for name, make in makers(desk_open).items():
        make().open()
        desk_open.settle()
        sheet = desk_open.dialog()
        assert isinstance(sheet, Sheet)
        assert not cut(sheet), name
        assert not unnamed(sheet), name
        if tag.startswith("qps"):
            allowed = [
                "Annika",
                "Folding",
                "深圳",
                "Ctrl",
                "Alt",
                "PgUp",
                "PgDown",
                "Return",
                "Esc",
                "Del",
                "F1",
                "F3",
                "Space",
                "F5",
            ]
            found = [one for one in untranslated(sheet, allowed) if len(one.split(": ", 1)[1]) > 1]
            assert not found, name
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        desk_open.settle()
        assert not shiboken6.isValid(sheet) or not sheet.isVisible()


def test_a_party_known_on_the_other_side_is_a_warning(desk_open: Driver) -> None:
    overview = desk_open.go("overview")
    assert isinstance(overview, OverviewPage)
    overview._add_party()
    sheet = desk_open.dialog()
    assert isinstance(sheet, party.PartySheet)
    sheet.form.fill({"role": "seller"})
    write(sheet.form.editor("name"), "فاطمة الحسن")
    write(sheet.form.editor("email"), "shop@fatima.example")
    sheet.accept_it()
    desk_open.settle()
    said = " ".join(label.text() for label in overview.findChildren(QLabel))
    assert "conflict of interest" in said
    assert overview.view is not None
    added = overview.view.parties[-1]
    assert [one.raw for one in added.identifiers] == ["shop@fatima.example"]


def test_a_fault_of_a_field_stays_beside_it(desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    kept: list[object] = []
    sheet = fact.FactSheet(desk_open.window.around, desk_open.window, desk, desk_open.case, None, kept.append)
    sheet.open()
    write(sheet.form.editor("text"), "It happened.")
    write(sheet.form.editor("on"), "the 30th of February")
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    assert sheet.form._fields["on"].wrong.isVisible()
    write(sheet.form.editor("on"), "2026")
    sheet.accept_it()
    desk_open.settle()
    assert kept == ["F-02"]


def test_going_to_a_case_by_a_word_of_it(desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    gone: list[str] = []
    sheet = goto.GoToSheet(desk_open.window.around, desk_open.window, desk, gone.append)
    sheet.open()
    desk_open.settle()
    QTest.keyClicks(sheet.line, "uhrenhaus")
    desk_open.qtbot.waitUntil(lambda: sheet.model.size() == 1)
    QTest.keyClick(sheet.line, Qt.Key.Key_Down)
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert gone == [desk_open.case.replace("0001", "0002")]
