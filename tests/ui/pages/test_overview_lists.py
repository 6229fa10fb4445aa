"""The lists of the overview: parties, facts, tasks and notes, written, refused and undone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.ui.listing import press
from tests.ui.pages.overview_page import button, edit, elsewhere, overview, strips, view, words
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier, NewParty
from xborder_desk.ui.dialogs.fact import FactSheet
from xborder_desk.ui.dialogs.party import IdentifierSheet, PartySheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.overview import OverviewPage


@pytest.fixture
def page(shared: Driver) -> OverviewPage:
    """The overview of a case of its own."""
    return overview(shared)


def test_what_is_being_typed_stays_while_another_window_writes_a_note(
    shared: Driver, page: OverviewPage
) -> None:
    edit(shared, page, product="Half a pro")
    page.desk.cases.note(page.case, "Written elsewhere")
    elsewhere(shared, page)
    assert page.purchase.editing
    assert page.purchase.form.values()["product"] == "Half a pro"
    assert "Written elsewhere" in words(page.notes)
    page.purchase.stop()


def test_a_note_and_a_task_half_written_stay_too(shared: Driver, page: OverviewPage) -> None:
    page.notes.line.setText("Half a no")
    page.steps.form.put({"task": "Half a ta"})
    page.desk.facts.add(page.case, NewFact("It stands still.", "2026-01-02", ()))
    elsewhere(shared, page)
    assert page.notes.line.text() == "Half a no"
    assert page.steps.form.values()["task"] == "Half a ta"
    assert "It stands still." in words(page.facts)


def test_a_party_is_added_changed_and_warned_of(shared: Driver, page: OverviewPage) -> None:
    button(page, "Add party…").click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, PartySheet)
    sheet.form.put({"role": "platform", "name": "BazaarHub", "country": "US"})
    sheet.accept_it()
    shared.settle()
    assert [party.name for party in view(page).parties][-1] == "BazaarHub"
    assert "BazaarHub" in words(page.parties)


def test_a_party_without_a_name_is_refused_beside_its_field(shared: Driver, page: OverviewPage) -> None:
    before = len(view(page).parties)
    button(page, "Add party…").click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, PartySheet)
    sheet.form.put({"name": "   "})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    assert sheet.form.editor("name").accessibleDescription()
    sheet.reject()
    shared.settle()
    assert len(view(page).parties) == before


def test_a_name_known_on_the_other_side_is_said(shared: Driver, page: OverviewPage) -> None:
    _number, conflicts = page.desk.parties.add(page.case, NewParty("seller", "Annika Brandt", "DE"))
    assert conflicts
    page._met(list(conflicts))
    shared.settle()
    (strip,) = strips(page)
    assert "conflict of interest" in strip.text.text()
    assert shared.case in strip.second.text()


def test_an_address_is_added_with_its_origin_and_a_wrong_one_said(shared: Driver, page: OverviewPage) -> None:
    button(page.parties, "Add an address of Jo Roe").click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, IdentifierSheet)
    sheet.form.put({"kind": "email", "raw": "", "origin": "consumer"})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible(), "no address is none"
    sheet.form.put({"raw": "jo@roe.example"})
    sheet.accept_it()
    shared.settle()
    assert "jo@roe.example" in words(page.parties)


def test_a_fact_is_written_with_its_day_and_proof_and_refused_without_words(
    shared: Driver, page: OverviewPage
) -> None:
    button(page.facts, "Add fact…").click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, FactSheet)
    sheet.form.put({"text": " "})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    sheet.form.put({"text": "The hands fell off."})
    sheet.accept_it()
    shared.settle()
    (fact,) = view(page).facts
    assert (fact.number, fact.text) == ("F-01", "The hands fell off.")
    assert "no proof yet" in words(page.facts)


def test_a_fact_changed_elsewhere_while_it_is_edited_is_asked_about(
    shared: Driver, page: OverviewPage
) -> None:
    page.desk.facts.add(page.case, NewFact("It stands.", "2026-01-02", ()))
    elsewhere(shared, page)
    button(page.facts, "Edit F-01").click()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, FactSheet)
    page.desk.facts.change(page.case, "F-01", NewFact("Theirs.", "2026-01-02", ()))
    sheet.form.put({"text": "Mine."})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    assert view(page).facts[0].text == "Theirs."
    (verb,) = [one for one in sheet.findChildren(QPushButton) if one.text() == "Keep mine"]
    verb.click()
    shared.settle()
    assert view(page).facts[0].text == "Mine."


def test_tasks_stand_by_their_days_and_those_without_one_last(shared: Driver, page: OverviewPage) -> None:
    today = dt.datetime.now(page.desk.zone).date()
    page.desk.cases.plan(page.case, "Some time")
    page.desk.cases.plan(page.case, "Later", (today + dt.timedelta(days=9)).isoformat())
    page.desk.cases.plan(page.case, "Too late", (today - dt.timedelta(days=2)).isoformat())
    elsewhere(shared, page)
    said = words(page.steps)
    assert said.index("Too late") < said.index("Later") < said.index("Some time")
    assert "2 days over" in said
    assert "9 days left" in said


def test_a_task_done_elsewhere_goes_and_its_press_here_is_no_fault(
    shared: Driver, page: OverviewPage
) -> None:
    uid = page.desk.cases.plan(page.case, "Call", "")
    elsewhere(shared, page)
    verb = button(page.steps, "Done: Call")
    page.desk.cases.finish(page.case, uid)
    verb.click()
    shared.settle()
    assert "Call" not in words(page.steps)
    assert view(page).tasks[0].done_at is not None


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_a_task_or_note_of_blanks_is_none(shared: Driver, page: OverviewPage, typed: str) -> None:
    page.notes.line.setText(typed)
    page.notes.line.returnPressed.emit()
    page.steps.form.put({"task": typed})
    page.steps._add()
    shared.settle()
    assert (view(page).notes, view(page).tasks) == ((), ())


def test_what_was_written_makes_room_for_the_next(shared: Driver, page: OverviewPage) -> None:
    page.notes.line.setText("Call after five")
    page.notes.line.returnPressed.emit()
    page.steps.form.put({"task": "Ask", "due": "+3"})
    page.steps._add()
    shared.settle()
    assert page.notes.line.text() == ""
    assert page.steps.form.values() == {"task": "", "due": ""}
    assert [note.text for note in view(page).notes] == ["Call after five"]
    assert [one.place for one in page.desk.drafts.mine() if one.place.startswith(page.case)] == []


def test_a_party_changed_while_its_card_is_in_view_is_said_anew(shared: Driver, page: OverviewPage) -> None:
    page.desk.parties.add_identifier(page.case, "P-02", NewIdentifier("phone", "+41 44 1", "imprint"))
    elsewhere(shared, page)
    line = page.parties.findChild(QLineEdit)
    assert line is None, "cards are read, and edited in a sheet of their own"
    button(page.parties, "Remove +41 44 1").click()
    shared.settle()
    assert "+41 44 1" not in words(page.parties)
    press(shared, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "+41 44 1" in words(page.parties)
