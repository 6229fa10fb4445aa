"""The overview's verbs: everything that is taken out comes back, mandates, printing, drops, both values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.ui.listing import press
from xborder_desk.domain.errors import ConflictError
from xborder_desk.i18n.language import Language
from xborder_desk.ui.conflicts import both_values
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.pages.overview.mandates import MandateSheet
from xborder_desk.ui.pages.overview.paper import paper_of
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.forms import heard

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.driving import Driver
    from xborder_desk.domain.cases import CaseView

EN = Language("en")


@pytest.fixture
def page(desk_open: Driver) -> OverviewPage:
    """The overview of the full case."""
    found = desk_open.go("overview")
    assert isinstance(found, OverviewPage)
    return found


def view(page: OverviewPage) -> CaseView:
    return page.desk.cases.show(page.case)


def press_named(root: QWidget, name: str) -> None:
    """Press the button that is read aloud so."""
    (button,) = [one for one in root.findChildren(QPushButton) if one.accessibleName() == name]
    button.click()


def words(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel))


def test_a_fact_taken_out_comes_back_with_ctrl_z(desk_open: Driver, page: OverviewPage) -> None:
    press_named(page.facts, "Remove F-01")
    desk_open.settle()
    assert view(page).facts == ()
    press(desk_open, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [fact.number for fact in view(page).facts] == ["F-01"]
    press(desk_open, page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert view(page).facts == ()


def test_a_party_taken_out_comes_back(desk_open: Driver, page: OverviewPage) -> None:
    press_named(page.parties, "Take BazaarHub out of the case")
    desk_open.settle()
    assert [party.number for party in view(page).parties] == ["P-01", "P-02"]
    assert "BazaarHub" not in words(page.parties)
    desk_open.window.undo.undo()
    desk_open.settle()
    assert [party.number for party in view(page).parties] == ["P-01", "P-02", "P-03"]


def test_an_address_taken_away_comes_back(desk_open: Driver, page: OverviewPage) -> None:
    press_named(page.parties, "Remove service@lanyu.example")
    desk_open.settle()
    assert "service@lanyu.example" not in words(page.parties)
    desk_open.window.undo.undo()
    desk_open.settle()
    assert "service@lanyu.example" in words(page.parties)


def test_a_task_is_done_and_opened_again(desk_open: Driver, page: OverviewPage) -> None:
    press_named(page.steps, "Done: File the claim")
    desk_open.settle()
    assert "File the claim" not in words(page.steps)
    assert view(page).tasks[0].done_at is not None
    desk_open.window.undo.undo()
    desk_open.settle()
    assert "File the claim" in words(page.steps)


def test_a_note_removed_comes_back(desk_open: Driver, page: OverviewPage) -> None:
    (note,) = view(page).notes
    press_named(page.notes, f"Remove the note of {note.by}")
    desk_open.settle()
    assert view(page).notes == ()
    desk_open.window.undo.undo()
    desk_open.settle()
    assert [one.text for one in view(page).notes] == ["Call after five."]


def test_a_mandate_is_written_down_withdrawn_and_holds_again(desk_open: Driver, page: OverviewPage) -> None:
    assert "No mandate" in words(page.mandates)
    page._add_mandate()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, MandateSheet)
    sheet.form.put({"scope": "the bicycle", "proof": "E-01", "given_on": "-2"})
    sheet.accept_it()
    desk_open.settle()
    (mandate,) = view(page).mandates
    today = dt.datetime.now(page.desk.zone).date()
    assert (mandate.kind, mandate.scope, mandate.evidence) == ("mandate", "the bicycle", "E-01")
    assert mandate.given_on == today - dt.timedelta(days=2)
    assert "Annika Brandt" in words(page.mandates)
    (verb,) = [one for one in page.mandates.findChildren(QPushButton) if one.text() == "Withdraw"]
    verb.click()
    desk_open.settle()
    assert view(page).mandates[0].withdrawn_on == today
    assert "withdrawn on" in words(page.mandates)
    desk_open.window.undo.undo()
    desk_open.settle()
    assert view(page).mandates[0].withdrawn_on is None


def test_a_mandate_without_a_day_is_refused_beside_its_field(desk_open: Driver, page: OverviewPage) -> None:
    page._add_mandate()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, MandateSheet)
    sheet.form.put({"given_on": ""})
    sheet.accept_it()
    desk_open.settle()
    assert sheet.isVisible()
    assert sheet.form.editor("given_on").accessibleDescription()
    sheet.reject()


def test_files_dropped_on_any_card_become_evidence(
    desk_open: Driver, page: OverviewPage, tmp_path: Path
) -> None:
    (tmp_path / "more.txt").write_text("Another message", encoding="utf-8")
    page._take_in([tmp_path / "more.txt"])
    desk_open.settle()
    assert [row.number for row in page.desk.evidence.list(page.case)] == ["E-01", "E-02", "E-03"]
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert strip.text.text() == "1 file taken in."
    strip.findChildren(QPushButton)[0].click()
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "evidence"


def test_a_day_and_an_amount_say_how_they_are_understood(desk_open: Driver, page: OverviewPage) -> None:
    page.purchase.start()
    desk_open.settle()
    form = page.purchase.form
    paid, amount = form.editor("paid_on"), form.editor("amount")
    assert isinstance(paid, QLineEdit)
    assert isinstance(amount, QLineEdit)
    paid.clear()
    QTest.keyClicks(paid, "next Monday")
    amount.clear()
    QTest.keyClicks(amount, "1,300.5")
    said = words(form)
    assert "Monday, " in said
    assert "= 1,300.5" in said
    desk_open.speak("de")
    assert "Montag, " in words(form)
    desk_open.speak("en")
    QTest.keyClicks(paid, " or so")
    assert "Monday, " not in words(form)


@pytest.mark.parametrize(
    ("kind", "text", "words_"), [("line", "+14", ""), ("options", "x", ""), ("amount", "12", "= 12")]
)
def test_only_days_and_amounts_are_said_again(kind: str, text: str, words_: str) -> None:
    assert heard(kind, text, EN) == words_  # type: ignore[arg-type] # the kinds of a form


def test_the_paper_of_a_case_holds_everything_but_the_notes(page: OverviewPage) -> None:
    printed = paper_of(view(page), EN)
    said = "\n".join(f"{head}\n{text}" for head, text in printed.parts)
    assert printed.title.startswith(page.case)
    for piece in (
        "Annika Brandt",
        "深圳市蓝屿科技有限公司",
        "€1,249.00",
        "BH-7781",
        "File the claim",
        "E-01",
    ):
        assert piece in said
    assert "Call after five" not in said


def test_ctrl_p_shows_how_the_case_is_printed(desk_open: Driver, page: OverviewPage) -> None:
    page.print_case()
    desk_open.settle()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintPreviewDialog)]
    assert dialog.isVisible()
    dialog.close()


def test_n_goes_to_the_note_and_a_task_to_its_line(desk_open: Driver, page: OverviewPage) -> None:
    desk_open.window.activateWindow()
    page.go_to("note")
    desk_open.settle()
    assert page.notes.line.hasFocus()
    page.go_to("task:anything")
    desk_open.settle()
    assert page.steps.form.editor("task").hasFocus()


def test_both_values_are_said_field_by_field() -> None:
    error = ConflictError(
        "x",
        theirs={"amount": Decimal("1.50"), "problems": ["T02.1", "T04"], "story": None},
        mine={"amount": "2.00", "problems": "T02.1", "story": "He said"},
    )
    said = both_values(error, EN).split("\n")
    assert said[0] == "Amount: yours “2.00”, there “1.50”"
    assert said[1] == "Problem: yours “T02.1”, there “T02.1, T04”"
    assert said[2] == "What happened: yours “He said”, there “nothing”"
    odd = ConflictError("x", theirs={}, mine={"odd": ""})
    assert both_values(odd, EN) == "odd: yours “nothing”, there “nothing”"


def test_a_case_in_the_bin_is_read_only(desk_open: Driver, page: OverviewPage) -> None:
    page.desk.cases.bin(page.case)
    page.reload()
    desk_open.settle()
    assert not page.purchase.edit.isEnabled()
