"""A caseworker's way through the window with the keyboard: from the complaint to the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.dialogs.fact import FactSheet
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.dossier import DossierPage
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def press(target: QWidget, key: Qt.Key, *with_: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in with_:
        modifiers |= one
    QTest.keyClick(target, key, modifiers)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# Without a screen Qt cannot raise a window nor grab the keyboard, and says so.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_complaint_to_the_dossier(drive: Driver, tmp_path: Path) -> None:
    drive.ways.create(tmp_path / "office", JobContext()).close()
    drive.open(tmp_path / "office")
    space = open_a_case(drive)
    take_evidence_in(drive, space, tmp_path / "papers")
    log_an_attempt(drive, space)
    write_a_fact(drive, space)
    build_the_dossier(drive, space, tmp_path / "out")


def open_a_case(drive: Driver) -> Workspace:
    """The title has the caret, Tab goes on, Enter opens; what is wrong is said beside its field."""
    drive.window.actions_by_name["new_case"].trigger()
    drive.settle()
    sheet = drive.dialog()
    assert isinstance(sheet, NewCaseSheet)
    for number, words in enumerate(("Bicycle never came", "Annika Brandt", "Atlantis", "LANYU Ride")):
        if number:
            press(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), words)
    sheet.accept_it()
    drive.settle()
    assert sheet.isVisible()
    wrong = sheet.form._fields["consumer_country"].wrong
    assert wrong.isVisible()
    assert "Atlantis" in wrong.text()
    assert sheet.form.values()["title"] == "Bicycle never came"
    for name, country in (("consumer_country", "Germany"), ("seller_country", "China")):
        options = sheet.form.editor(name)
        assert isinstance(options, Options)
        options.setEditText(country)
    line = sheet.form.editor("ordered_on")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "-30")
    press(line, Qt.Key.Key_Return)
    drive.settle()
    space = drive.window.view()
    assert isinstance(space, Workspace)
    return space


def take_evidence_in(drive: Driver, space: Workspace, papers: Path) -> None:
    """A folder with a text and an empty file: both are kept."""
    papers.mkdir()
    (papers / "chat.txt").write_text("We will send it tomorrow.", encoding="utf-8")
    (papers / "empty.pdf").write_bytes(b"")
    space.show_page("evidence")
    evidence = space.current()
    assert isinstance(evidence, EvidencePage)
    evidence.add_paths([papers])
    drive.settle()
    assert [item.number for item in evidence.model.rows] == ["E-01", "E-02"]


def log_an_attempt(drive: Driver, space: Workspace) -> None:
    """One key to the register, the address, Enter."""
    drive.window.activateWindow()  # as a window manager does when a dialog closes
    drive.window.actions_by_name["log"].trigger()
    drive.settle()
    contacts = space.current()
    assert isinstance(contacts, ContactsPage)
    assert focused() is contacts.entry.address
    QTest.keyClicks(focused(), "service@lanyu.example")
    contacts.entry.result.choose("bounced")
    press(contacts.entry.address, Qt.Key.Key_Return)
    drive.settle()
    assert [line.attempt.number for line in contacts.model.rows] == ["A-01"]
    assert contacts.model.rows[0].attempt.result == "bounced"
    assert contacts.entry.address.text() == ""


def write_a_fact(drive: Driver, space: Workspace) -> None:
    """A fact with its month and its proof."""
    space.show_page("overview")
    drive.settle()
    overview = space.current()
    assert isinstance(overview, OverviewPage)
    overview.facts.add.click()
    drive.settle()
    sheet = drive.dialog()
    assert isinstance(sheet, FactSheet)
    QTest.keyClicks(focused(), "The seller promised to send it.")
    for words in ("2026-09", "E-01"):
        press(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), words)
    press(focused(), Qt.Key.Key_Return)
    drive.settle()
    assert overview.view is not None
    assert [(fact.number, fact.precision) for fact in overview.view.facts] == [("F-01", "month")]


def build_the_dossier(drive: Driver, space: Workspace, out: Path) -> None:
    """The German dossier, while the screen turns Chinese."""
    space.show_page("dossier")
    drive.settle()
    dossier = space.current()
    assert isinstance(dossier, DossierPage)
    dossier.target.setText(str(out))
    dossier.profile.choose("de")
    dossier.tag.choose("de")
    press(dossier.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # E-01 behind E-02
    drive.settle()
    assert [one.number for one in dossier.model.rows] == ["E-02", "E-01"]
    dossier.build()
    drive.shell.screen.switch("zh-Hant")
    drive.settle()
    made = sorted(file.name for file in out.iterdir())
    name = f"{space.number}-de-de-1"
    assert made == [name, f"{name}.pdf", f"{name}.zip"]
    assert dossier.editions.size() == 1
    assert drive.ways.verify_package(out / f"{name}.zip").ok


def test_what_was_changed_is_undone_and_done_again(desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    overview = desk_open.go("overview")
    assert isinstance(overview, OverviewPage)
    overview.purchase.edit.click()
    product = overview.purchase.form.editor("product")
    assert isinstance(product, QLineEdit)
    product.setText("Folding bicycle, grey")
    press(product, Qt.Key.Key_Return)
    desk_open.settle()
    assert desk.cases.show(desk_open.case).values["product"] == "Folding bicycle, grey"
    desk_open.window.actions_by_name["undo"].trigger()
    desk_open.settle()
    assert desk.cases.show(desk_open.case).values["product"] == ""
    desk_open.window.actions_by_name["redo"].trigger()
    desk_open.settle()
    assert desk.cases.show(desk_open.case).values["product"] == "Folding bicycle, grey"


def test_two_people_change_the_same_field_and_both_values_are_shown(desk_open: Driver) -> None:
    desk = desk_open.shell.desk
    assert desk is not None
    overview = desk_open.go("overview")
    assert isinstance(overview, OverviewPage)
    overview.purchase.edit.click()
    desk.cases.set(desk_open.case, {"order_number": "THEIRS-1"})
    line = overview.purchase.form.editor("order_number")
    assert isinstance(line, QLineEdit)
    line.setText("MINE-1")
    press(line, Qt.Key.Key_Return)
    desk_open.settle()
    said = " ".join(strip.text() for strip in overview.findChildren(QLabel))
    assert "MINE-1" in said
    assert "THEIRS-1" in said
    assert desk.cases.show(desk_open.case).values["order_number"] == "THEIRS-1"


def test_a_case_goes_to_the_bin_and_back(desk_open: Driver) -> None:
    from xborder_desk.ui.pages.cases import CasesPage  # noqa: PLC0415 - pages come after the window

    desk = desk_open.shell.desk
    assert desk is not None
    page = desk_open.go("cases")
    assert isinstance(page, CasesPage)
    page.table.pick(0)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Delete)
    desk_open.settle()
    assert len(page.model.ids) == 1
    desk_open.window.actions_by_name["undo"].trigger()
    desk_open.settle()
    assert len(page.model.ids) == 2
    page.finder.setText("watch")
    page.reload()
    desk_open.settle()
    assert [row.title for row in desk.cases.rows(page.model.ids)] == ["Watch without papers"]
    press(page.table, Qt.Key.Key_Return)
    desk_open.settle()
    assert isinstance(desk_open.window.view(), Workspace)
