"""What was half typed: offered at the next start, gone on with where it stood, or thrown away."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from xborder_desk.i18n.language import Language
from xborder_desk.services.drafts import KeptDraft
from xborder_desk.ui.dialogs.drafts import DraftsSheet, beginning, where
from xborder_desk.ui.dialogs.fact import FactSheet
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.dialogs.party import PartySheet
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.dialogs.sheet import Sheet


def draft(place: str, **values: str) -> KeptDraft:
    return KeptDraft(place, values, 0, dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))


def strip_in(driver: Driver) -> Strip | None:
    place = driver.window._strip_place
    strips = [one for one in place.findChildren(Strip) if one.isVisibleTo(place)]
    return strips[-1] if strips and place.isVisibleTo(driver.window) else None


def press_in(strip: Strip, words: str) -> None:
    next(one for one in strip.findChildren(QPushButton) if one.text() == words).click()


def begin(driver: Driver, office: Path, *drafts: KeptDraft, aside: bool = False) -> None:
    """Leave drafts in an office as a program that was killed would, and start."""
    desk = driver.ways.open(office)
    for one in drafts:
        desk.drafts.keep(one.place, one.values, aside=aside)
    desk.close()
    driver.open(office)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("2026-0001/overview/purchase", "2026-0001 · Purchase"),
        ("2026-0001/overview/fact:F-02", "2026-0001 · A fact"),
        ("2026-0001/contacts/entry", "2026-0001 · A contact attempt"),
        ("office/new-case", "A new case"),
        ("2026-0001/overview/unheard-of", "2026-0001 · Something half typed"),
    ],
)
def test_a_place_in_words(place: str, words: str) -> None:
    assert where(draft(place), Language("en")) == words


def test_the_longest_field_tells_most() -> None:
    assert beginning(draft("x", a="ab", b="It never\ncame")) == "It never came"
    assert beginning(draft("x", a="word " * 40)).endswith(" …")
    assert beginning(draft("x")) == ""


def test_nothing_half_typed_is_nothing_said(drive: Driver, office: Path) -> None:
    begin(drive, office)
    assert strip_in(drive) is None


def test_what_was_laid_aside_is_not_offered_at_the_start(drive: Driver, office: Path) -> None:
    begin(drive, office, draft("2026-0001/overview/purchase", product="x"), aside=True)
    assert strip_in(drive) is None


def test_a_card_that_was_half_edited_opens_again(drive: Driver, office: Path) -> None:
    begin(
        drive, office, draft(f"{drive.case}/overview/purchase", product="Folding bicyc", platform="BazaarHub")
    )
    strip = strip_in(drive)
    assert strip is not None
    assert drive.case in strip.text.text()
    press_in(strip, "Go on")
    drive.settle()
    page = drive.page
    assert isinstance(page, OverviewPage)
    assert page.purchase.editing
    assert page.purchase.form.typed()["product"] == "Folding bicyc"
    page.purchase.form.accepted.emit()
    drive.settle()
    assert page.desk.cases.show(drive.case).values["product"] == "Folding bicyc"
    assert page.desk.drafts.mine() == []


def test_a_new_case_that_was_half_typed_opens_again(drive: Driver, office: Path) -> None:
    begin(drive, office, draft("office/new-case", title="Watch", paid_on="+14", story="Half a st"))
    strip = strip_in(drive)
    assert strip is not None
    press_in(strip, "Go on")
    drive.settle()
    sheet = drive.dialog()
    assert isinstance(sheet, NewCaseSheet)
    typed = sheet.form.typed()
    assert (typed["title"], typed["paid_on"], typed["story"]) == ("Watch", "+14", "Half a st")


def test_a_half_typed_note_and_task_are_back_in_their_lines(drive: Driver, office: Path) -> None:
    begin(
        drive,
        office,
        draft(f"{drive.case}/overview/note", text="Call aft"),
        draft(f"{drive.case}/overview/task", task="Write to", due="+3"),
    )
    page = drive.go("overview")
    assert isinstance(page, OverviewPage)
    assert page.notes.line.text() == "Call aft"
    assert page.steps.form.typed() == {"task": "Write to", "due": "+3"}
    page.notes.line.returnPressed.emit()
    page.steps.form.accepted.emit()
    drive.settle()
    assert page.desk.drafts.mine() == []
    assert {note.text for note in page.desk.cases.show(drive.case).notes} >= {"Call aft"}


def test_several_are_listed_to_go_on_with_or_throw_away(drive: Driver, office: Path) -> None:
    begin(
        drive,
        office,
        draft(f"{drive.case}/overview/fact:new", text="He promised"),
        draft("office/new-case", title="Watch"),
    )
    strip = strip_in(drive)
    assert strip is not None
    assert strip.text.text().startswith("2 ")
    press_in(strip, "Show them")
    drive.settle()
    sheet = drive.dialog()
    assert isinstance(sheet, DraftsSheet)
    named = {one.accessibleName(): one for one in sheet.findChildren(QPushButton)}
    named["Throw away: A new case"].click()
    drive.settle()
    assert not named["Go on: A new case"].isEnabled()
    named[f"Go on: {drive.case} · A fact"].click()
    drive.settle()
    fact = drive.dialog()
    assert isinstance(fact, FactSheet)
    assert fact.form.typed()["text"] == "He promised"
    desk = drive.shell.desk
    assert desk is not None
    assert [one.place for one in desk.drafts.mine()] == [f"{drive.case}/overview/fact:new"]


def open_fact(driver: Driver) -> FactSheet:
    page = driver.go("overview")
    assert isinstance(page, OverviewPage)
    page._edit_fact(None)
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, FactSheet)
    return sheet


def story(sheet: Sheet) -> QPlainTextEdit:
    editor = sheet.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    return editor


def test_esc_in_a_dialog_loses_nothing(desk_open: Driver) -> None:
    sheet = open_fact(desk_open)
    QTest.keyClicks(story(sheet), "He said so")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    desk_open.settle()
    again = open_fact(desk_open)
    assert again.form.typed()["text"] == "He said so"
    (strip,) = [one for one in again.findChildren(Strip) if one.isVisibleTo(again)]
    press_in(strip, "Begin anew")
    desk_open.settle()
    assert again.form.typed()["text"] == ""
    assert again.autosave is not None
    again.reject()
    desk_open.settle()
    assert open_fact(desk_open).form.typed()["text"] == ""


def test_what_a_dialog_kept_for_good_is_no_draft(desk_open: Driver) -> None:
    sheet = open_fact(desk_open)
    QTest.keyClicks(story(sheet), "He said so")
    assert sheet.autosave is not None
    sheet.autosave.keep()
    desk_open.settle()
    desk = desk_open.shell.desk
    assert desk is not None
    assert len(desk.drafts.mine()) == 1
    sheet.accept_it()
    desk_open.settle()
    assert desk.drafts.mine() == []
    assert "He said so" in {fact.text for fact in desk.cases.show(desk_open.case).facts}


def test_a_draft_on_an_older_version_meets_both_values(desk_open: Driver) -> None:
    page = desk_open.go("overview")
    assert isinstance(page, OverviewPage)
    page.purchase.start()
    editor = page.purchase.form.editor("platform")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "MineHub")
    page.purchase.stop()
    desk_open.settle()
    page.desk.cases.set(page.case, {"platform": "TheirsHub"})
    page.reload()
    desk_open.settle()
    page.purchase.start()
    desk_open.settle()
    assert page.purchase.form.typed()["platform"] == "MineHub"
    page.purchase.form.accepted.emit()
    desk_open.settle()
    (strip,) = [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]
    assert "TheirsHub" in strip.second.text()
    press_in(strip, "Keep theirs")
    desk_open.settle()
    assert page.desk.cases.show(page.case).values["platform"] == "TheirsHub"
    assert page.desk.drafts.mine() == []


def test_two_people_at_one_party_see_both_values_in_the_dialog(desk_open: Driver) -> None:
    page = desk_open.go("overview")
    assert isinstance(page, OverviewPage)
    assert page.view is not None
    page._edit_party(page.view.parties[1])
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, PartySheet)
    latin = sheet.form.editor("name_latin")
    assert isinstance(latin, QLineEdit)
    latin.setText("Lan Yu Mine")
    page.desk.parties.change(page.case, "P-02", {"name_latin": "Lan Yu Theirs"})
    sheet.accept_it()
    desk_open.settle()
    (strip,) = [one for one in sheet.findChildren(Strip) if one.isVisibleTo(sheet)]
    assert "Lan Yu Mine" in strip.second.text()
    assert "Lan Yu Theirs" in strip.second.text()
    press_in(strip, "Keep mine")
    desk_open.settle()
    seller = next(one for one in page.desk.cases.show(page.case).parties if one.number == "P-02")
    assert seller.name_latin == "Lan Yu Mine"


def test_a_half_typed_attempt_is_back_in_its_fields(drive: Driver, office: Path) -> None:
    begin(drive, office, draft(f"{drive.case}/contacts/entry", note="She said she would", address="+86 755"))
    strip = strip_in(drive)
    assert strip is not None
    assert "A contact attempt" in strip.text.text()
    press_in(strip, "Go on")
    drive.settle()
    page = drive.page
    assert isinstance(page, ContactsPage)
    assert page.entry.lines["note"].text() == "She said she would"
    page.entry.channel.choose("phone")
    page.entry.lines["address"].setText("+86 755 5550 0142")
    page.entry.keep()
    drive.settle()
    assert page.desk.drafts.mine() == []
    assert {one.note for one in page.desk.contacts.list(drive.case)} >= {"She said she would"}


def test_an_attempt_is_kept_while_it_is_typed(desk_open: Driver) -> None:
    page = desk_open.go("contacts")
    assert isinstance(page, ContactsPage)
    QTest.keyClicks(page.entry.lines["note"], "She said")
    page._draft.keep()
    desk_open.settle()
    (kept,) = page.desk.drafts.mine()
    assert kept.place == f"{desk_open.case}/contacts/entry"
    assert kept.values["note"] == "She said"
