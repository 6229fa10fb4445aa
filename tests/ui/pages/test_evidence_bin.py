"""Evidence is taken off the list with Del, put back, and refused where it proves something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.listing import press
from xborder_desk.ui.dialogs.evidence_bin import EvidenceBinSheet
from xborder_desk.ui.pages.evidence import EvidencePage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from tests.ui.driving import Driver


def evidence(driver: Driver) -> EvidencePage:
    page = driver.go("evidence")
    assert isinstance(page, EvidencePage)
    return page


def listed(page: EvidencePage) -> list[str]:
    rows = [page.model.row(number) for number in range(page.model.size())]
    return [row.number for row in rows if row is not None]


def test_del_takes_an_item_off_and_it_is_undone(desk_open: Driver) -> None:
    page = evidence(desk_open)
    assert listed(page) == ["E-01", "E-02"]
    page.table.pick(1)
    press(desk_open, page.table, Qt.Key.Key_Delete)
    assert listed(page) == ["E-01"]
    desk_open.window.undo.undo()
    desk_open.settle()
    assert listed(page) == ["E-01", "E-02"]
    desk_open.window.undo.redo()
    desk_open.settle()
    assert listed(page) == ["E-01"]


def test_what_proves_a_fact_stays_and_says_so(desk_open: Driver) -> None:
    page = evidence(desk_open)
    page.table.pick(0)
    press(desk_open, page.table, Qt.Key.Key_Delete)
    assert listed(page) == ["E-01", "E-02"]
    said = [strip.text.text() for strip in page.findChildren(Strip) if strip.isVisibleTo(page)]
    assert any("F-01" in words for words in said)


def test_what_was_taken_off_is_listed_and_put_back(desk_open: Driver) -> None:
    page = evidence(desk_open)
    page.desk.evidence.bin.take_off(page.case, ["E-02"])
    page.reload()
    desk_open.settle()
    page.binning.show()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, EvidenceBinSheet)
    (back,) = [one for one in sheet.findChildren(QPushButton) if one.accessibleName().endswith("E-02")]
    back.click()
    desk_open.settle()
    assert listed(page) == ["E-01", "E-02"]
    page.binning.show()
    desk_open.settle()
    empty = desk_open.dialog()
    assert not [one for one in empty.findChildren(QPushButton) if one.accessibleName().endswith("E-02")]
