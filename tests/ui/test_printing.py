"""Printing: every text as it is, pages with their number, mirrored where the language is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget

from xborder_desk.i18n.language import Language
from xborder_desk.ui.printing import Printed, document, paint, preview

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

EN = Language("en")
TABLE = Printed("Cases", ("Number", "Title"), [("2026-0001", "<b>Bike</b> & co"), ("2026-0002", "台灣")])


def pdf(file: Path) -> QPdfWriter:
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return writer


def test_texts_are_printed_as_they_are(qapp: QApplication) -> None:
    del qapp
    words = document(TABLE, EN).toPlainText()
    assert "<b>Bike</b> & co" in words
    assert "台灣" in words
    assert words.startswith("Cases")
    parts = Printed("2026-0001", parts=[("Facts", "one\ntwo <i>"), ("Empty", "")])
    assert "one" in document(parts, EN).toPlainText()
    assert "<i>" in document(parts, EN).toPlainText()


@pytest.mark.parametrize(("tag", "direction"), [("en", "LeftToRight"), ("ar", "RightToLeft")])
def test_paper_runs_as_the_language_does(qapp: QApplication, tag: str, direction: str) -> None:
    del qapp
    made = document(TABLE, Language(tag))
    assert made.defaultTextOption().textDirection() == getattr(Qt.LayoutDirection, direction)


def test_a_long_list_takes_as_many_pages_as_it_needs(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    many = Printed("Cases", ("Number", "Title"), [(str(number), "Bicycle " * 8) for number in range(200)])
    file = tmp_path / "list.pdf"
    pages = paint(many, EN, pdf(file))
    assert pages > 3
    assert file.read_bytes().count(b"/Type /Page\n") == pages or file.stat().st_size > 10_000
    assert paint(TABLE, EN, pdf(tmp_path / "short.pdf")) == 1


@pytest.mark.parametrize(("columns", "wide"), [(3, False), (6, False), (7, True)])
def test_many_columns_turn_the_paper(qapp: QApplication, tmp_path: Path, columns: int, *, wide: bool) -> None:
    del qapp
    writer = pdf(tmp_path / "x.pdf")
    paint(Printed("T", tuple("abcdefghij"[:columns]), [tuple("abcdefghij"[:columns])]), EN, writer)
    landscape = QPageLayout.Orientation.Landscape
    assert (writer.pageLayout().orientation() == landscape) is wide


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_place_that_cannot_be_written_prints_nothing(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    assert paint(TABLE, EN, pdf(tmp_path / "nowhere" / "x.pdf")) == 0


def test_the_preview_shows_the_pages(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview(parent, EN, TABLE)
    assert isinstance(dialog, QWidget)
    qtbot.waitUntil(dialog.isVisible, timeout=3000)
    assert dialog.windowTitle() == "Print preview"
    dialog.close()
