"""A report of something unforeseen is read in the window and saved where the person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.driving import cut, unnamed
from xborder_desk.ui.dialogs.report import ReportSheet
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sheet(drive: Driver, tmp_path: Path) -> ReportSheet:
    """A report that is shown."""
    file = tmp_path / "report-1.txt"
    file.write_text("Xborder Desk 0.1.0\n\nTraceback …\nKeyError: 'purchase'\n", encoding="utf-8")
    made = ReportSheet(drive.window.around, drive.window, file)
    made.open()
    drive.settle()
    return made


def test_it_can_be_read(sheet: ReportSheet) -> None:
    assert "KeyError: 'purchase'" in sheet.text.toPlainText()
    assert sheet.text.isReadOnly()
    assert cut(sheet) == []
    assert unnamed(sheet) == []


def test_it_can_be_saved(sheet: ReportSheet, tmp_path: Path) -> None:
    sheet.save(tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").read_bytes() == (tmp_path / "report-1.txt").read_bytes()
    assert sheet.isVisible()


def test_a_place_that_cannot_be_written_to_is_said(sheet: ReportSheet, tmp_path: Path) -> None:
    sheet.save(tmp_path / "no" / "such" / "folder.txt")
    assert sheet.isVisible()
    (strip,) = sheet.findChildren(Strip)
    assert "folder.txt" in strip.text.text()


def test_a_report_that_is_gone_is_said(drive: Driver, tmp_path: Path) -> None:
    made = ReportSheet(drive.window.around, drive.window, tmp_path / "gone.txt")
    assert "not there" in made.text.toPlainText()
    assert not made.verb.isEnabled()
    made.reject()


def test_an_unforeseen_fault_offers_its_report(drive: Driver) -> None:
    file = drive.shell.faults.note(ValueError("nobody thought of this"))
    assert file is not None
    drive.settle()
    strip = next(one for one in drive.window.findChildren(Strip) if str(file) in one.text.text())
    (button,) = strip.findChildren(QPushButton)
    button.click()
    drive.settle()
    shown = drive.dialog()
    assert isinstance(shown, ReportSheet)
    assert "nobody thought of this" in shown.text.toPlainText()
    shown.reject()
