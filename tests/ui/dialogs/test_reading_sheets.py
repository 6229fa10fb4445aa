"""Sheets one reads: the keys, the help, drafts that were left, evidence that was taken off the list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.dialogs.asking import desk_of, is_open, key, opened
from tests.ui.driving import unnamed
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.drafts import KeptDraft
from xborder_desk.ui import guide
from xborder_desk.ui.dialogs import drafts
from xborder_desk.ui.dialogs.drafts import DraftsSheet
from xborder_desk.ui.dialogs.evidence_bin import EvidenceBinSheet
from xborder_desk.ui.dialogs.help import HelpSheet
from xborder_desk.ui.dialogs.shortcuts import ELSEWHERE, SHORTCUTS, ShortcutsSheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

AT = dt.datetime(2026, 3, 8, 23, 30, tzinfo=dt.UTC)


def said(sheet: DraftsSheet | EvidenceBinSheet | ShortcutsSheet) -> list[str]:
    return [label.text() for label in sheet.inside.findChildren(QLabel) if label.isVisibleTo(sheet)]


def button(sheet: DraftsSheet | EvidenceBinSheet, name: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.accessibleName().startswith(name))


def test_no_two_things_have_one_key() -> None:
    keys = [QKeySequence(text).toString() for _name, text, _words in SHORTCUTS]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_key_is_told(shared: Driver) -> None:
    sheet = opened(shared, ShortcutsSheet(shared.window.around, shared.window))
    told = said(sheet)
    for text in (*(one[1] for one in SHORTCUTS), *(one[0] for one in ELSEWHERE)):
        assert QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText) in told
    shared.speak("de")
    turned = said(sheet)
    assert "Rückgängig" in turned
    assert len(turned) == len(told)
    key_press = Qt.Key.Key_Escape
    QTest.keyClick(sheet, key_press)
    assert not is_open(sheet)


@pytest.fixture
def helping(shared: Driver) -> HelpSheet:
    """The help about the page of evidence."""
    shared.go("evidence")
    page = shared.window.page_in_view()
    assert page is not None
    return opened(shared, HelpSheet(shared.window.around, shared.window, page))


def test_help_opens_on_its_page_and_arrows_go_on(helping: HelpSheet) -> None:
    number = [one.id for one in helping.guide.sections].index("evidence")
    assert helping.titles.currentRow() == number
    title = helping.guide.sections[number].title
    assert helping.words.toPlainText().startswith(title)
    assert helping.focusWidget() is helping.titles
    QTest.keyClick(helping.titles, Qt.Key.Key_Down)
    assert helping.words.toPlainText().startswith(helping.guide.sections[number + 1].title)


def test_help_stays_in_its_section_when_the_language_turns(shared: Driver, helping: HelpSheet) -> None:
    helping.titles.setCurrentRow(3)
    section = helping.guide.sections[3].id
    english = helping.words.toPlainText()
    for tag in ("de", "zh-Hant"):
        shared.speak(tag)
        assert helping.guide.sections[helping.titles.currentRow()].id == section
        assert helping.words.toPlainText() != english
        assert unnamed(helping) == []


def test_no_section_of_the_guide_has_its_name_cut(shared: Driver, helping: HelpSheet) -> None:
    for tag in ("fr", "es", "de"):
        shared.speak(tag)
        assert helping.titles.minimumWidth() > helping.titles.sizeHintForColumn(0)


def test_help_names_the_keys_of_this_keyboard(shared: Driver, helping: HelpSheet) -> None:
    del shared
    told = []
    for row in range(helping.titles.count()):
        helping.titles.setCurrentRow(row)
        told.append(helping.words.toPlainText())
    assert any("Ctrl+K" in text for text in told)
    assert not any("**" in text for text in told)


def test_help_loads_nothing_and_follows_no_link(helping: HelpSheet) -> None:
    before = helping.words.toPlainText()
    helping.words.setMarkdown("![picture](file:///etc/hostname) [away](https://shop.example/)")
    assert helping.words.loadResource(2, QUrl("file:///etc/hostname")) is None
    helping.words.anchorClicked.emit(QUrl("https://shop.example/"))
    assert helping.words.toPlainText() != before
    assert helping.words.source().isEmpty()


def test_a_guide_that_lacks_a_section_shows_it_in_english(shared: Driver) -> None:
    resources = shared.ways.resources()
    whole = guide.read(resources, "en")
    assert whole is not None
    for tag in ("de", "de-AT", "zh-Hant", "xx", ""):
        found = guide.load(resources, tag)
        assert [one.id for one in found.sections] == [one.id for one in whole.sections]
        assert all(one.title and one.text for one in found.sections)
        assert found.about("no such page") is found.sections[0]


def draft(place: str, **values: str) -> KeptDraft:
    return KeptDraft(place, values, 0, AT, aside=False)


@pytest.mark.parametrize(
    ("place", "case", "what"),
    [
        ("office/new-case", "", "A new case"),
        ("2026-0001/overview/fact:new", "2026-0001", "A fact"),
        ("2026-0001/overview/party:P-02", "2026-0001", "A party"),
        ("2026-0001/overview/nobody-knows", "2026-0001", "Something half typed"),
    ],
)
def test_where_somebody_was_typing(shared: Driver, place: str, case: str, what: str) -> None:
    words = drafts.where(draft(place, text="x"), shared.shell.screen.language)
    assert words == " · ".join(part for part in (case, what) if part)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"on": "8.3.", "text": "It never\ncame."}, "It never came."),
        ({"text": "x" * 61}, f"{'x' * 60} …"),
        ({"text": "x" * 60}, "x" * 60),
        ({"text": ""}, ""),
        ({}, ""),
    ],
)
def test_the_first_words_tell_what_it_was(values: dict[str, str], shown: str) -> None:
    assert drafts.beginning(draft("office/new-case", **values)) == shown


def test_a_draft_is_gone_on_with_or_thrown_away(shared: Driver) -> None:
    desk = desk_of(shared)
    taken: list[KeptDraft] = []
    for place in ("2026-0001/overview/fact:new", "2026-0001/overview/note"):
        desk.drafts.keep(place, {"text": f"half of {place}"})
    kept = sorted(desk.drafts.mine(), key=lambda one: one.place)
    sheet = DraftsSheet(shared.window.around, shared.window, desk, kept, taken.append)
    opened(shared, sheet)
    assert any("half of 2026-0001/overview/note" in text for text in said(sheet))
    assert unnamed(sheet) == []
    shared.speak("de")
    assert not any(one.accessibleName().startswith("Throw away") for one in sheet.findChildren(QPushButton))
    assert not any(text.endswith("A fact") for text in said(sheet))
    shared.speak("en")
    away = button(sheet, "Throw away: 2026-0001 · A note")
    away.click()
    shared.settle()
    assert desk.drafts.find("2026-0001/overview/note") is None
    assert not away.isEnabled()
    button(sheet, "Go on: 2026-0001 · A fact").click()
    shared.settle()
    assert [one.place for one in taken] == ["2026-0001/overview/fact:new"]
    assert not is_open(sheet)
    desk.drafts.drop("2026-0001/overview/fact:new")


def test_esc_leaves_every_draft(shared: Driver) -> None:
    desk = desk_of(shared)
    desk.drafts.keep("2026-0001/overview/note", {"text": "<b>half</b> a note"})
    sheet = DraftsSheet(shared.window.around, shared.window, desk, list(desk.drafts.mine()), print)
    opened(shared, sheet)
    assert "<b>half</b> a note" in said(sheet)
    key(sheet, Qt.Key.Key_Escape)
    shared.settle()
    assert desk.drafts.find("2026-0001/overview/note") is not None
    desk.drafts.drop("2026-0001/overview/note")


def bin_of(driver: Driver, back: list[str]) -> EvidenceBinSheet:
    sheet = EvidenceBinSheet(driver.window.around, driver.window, desk_of(driver), driver.case, back.append)
    return opened(driver, sheet)


def test_an_empty_bin_says_so(shared: Driver) -> None:
    sheet = bin_of(shared, [])
    assert any("Nothing was taken off" in text for text in said(sheet))
    shared.speak("de")
    assert not any("Nothing was taken off" in text for text in said(sheet))


def test_what_was_taken_off_can_be_put_back(shared: Driver, tmp_path: Path) -> None:
    desk, back = desk_of(shared), list[str]()
    (tmp_path / "<i>note.txt").write_text("By mistake.", encoding="utf-8")
    desk.evidence.add_files(shared.case, list(tmp_path.iterdir()), JobContext())
    desk.evidence.bin.take_off(shared.case, ["E-02", "E-03"])
    sheet = bin_of(shared, back)
    assert any("empty.pdf" in text for text in said(sheet))
    assert any("<i>note" in text for text in said(sheet))
    assert unnamed(sheet) == []
    shared.speak("de")
    assert any(one.accessibleName() == f"{one.text()}: E-02" for one in sheet.findChildren(QPushButton))
    shared.speak("en")
    button(sheet, "Put back: E-02").click()
    assert back == ["E-02"]
    assert not is_open(sheet)
    desk.evidence.bin.put_back(shared.case, ["E-02", "E-03"])


def test_a_bin_closed_before_its_answer_harms_nobody(shared: Driver) -> None:
    sheet = EvidenceBinSheet(shared.window.around, shared.window, desk_of(shared), shared.case, print)
    sheet.open()
    sheet.reject()
    shared.settle()
    assert not is_open(sheet)
