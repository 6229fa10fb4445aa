"""Counting a limit while somebody types: half typed, hostile, in other languages, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.dialogs.asking import beside, desk_of, is_open, key, opened, put
from xborder_desk.domain.time_limits import RULES
from xborder_desk.ui.dialogs.limit import LimitSheet

if TYPE_CHECKING:
    from tests.ui.driving import Driver


@pytest.fixture
def sheet(shared: Driver) -> LimitSheet:
    """The question, with the usual rule and fourteen days."""
    return opened(shared, LimitSheet(shared.window.around, shared.window))


def says(sheet: LimitSheet) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in sheet.inside.findChildren(QLabel) if one.isVisibleTo(sheet))


def count(sheet: LimitSheet, **typed: str) -> str:
    put(sheet.form, **typed)
    sheet.count()
    return says(sheet)


def test_it_counts_with_every_key(sheet: LimitSheet) -> None:
    start = sheet.form.editor("start")
    assert sheet.focusWidget() is start
    told = []
    for letter in "2026-03-20":
        QTest.keyClicks(start, letter)
        told.append("3 April 2026" in says(sheet))
        assert sheet.focusWidget() is start
    assert told == [False] * 9 + [True]
    QTest.keyClick(start, Qt.Key.Key_Backspace)
    assert "3 April 2026" not in says(sheet)


def test_other_rules_and_periods_count_at_once(sheet: LimitSheet) -> None:
    first = count(sheet, start="2026-03-20", period="P14D")
    for rule in RULES:
        assert "1. " in count(sheet, rule=rule) or beside(sheet.form)
    assert count(sheet, rule="eu-1182-71", period="P14D") == first


def test_what_is_counted_follows_the_language(shared: Driver, sheet: LimitSheet) -> None:
    count(sheet, start="2026-03-20", period="P14D", country="DE")
    assert "April 2026" in says(sheet)
    shared.speak("de")
    german = says(sheet)
    assert "7. April 2026" in german
    assert "The day of the event" not in german
    shared.speak("zh-Hant")
    assert "2026年4月7日" in says(sheet)


def test_what_is_wrong_follows_the_language(shared: Driver, sheet: LimitSheet) -> None:
    count(sheet, start="2026-02-30")
    english = beside(sheet.form)["start"]
    shared.speak("de")
    assert beside(sheet.form)["start"] != english
    assert "2026-02-30" in beside(sheet.form)["start"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start": "last Friday"}, "start"),
        ({"start": "2026-03-20T25:00", "period": "PT5H"}, "start"),
        ({"start": "\u202e2026"}, "start"),
        ({"start": "2026-03-20", "period": "14"}, "period"),
        ({"start": "2026-03-20", "period": "P1.5D"}, "period"),
        ({"start": "2026-03-20", "period": f"P{'9' * 300}D"}, "period"),
        ({"start": "2026-03-20", "period": "P9999Y"}, "period"),
        ({"start": "2026-03-20", "period": "PT"}, "period"),
        ({"start": "2026-03-20", "country": "Narnia"}, "country"),
        ({"start": "2026-03-20", "country": "DE-ZZ"}, "country"),
        ({"start": "2026-03-20", "country": "\x00"}, "country"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence_and_no_day(
    sheet: LimitSheet, typed: dict[str, str], field: str
) -> None:
    told = count(sheet, **{"period": "P14D", "country": "", **typed})
    assert list(beside(sheet.form)) == [field]
    assert "1. " not in told
    count(sheet, start="2026-03-20", period="P14D", country="")
    assert beside(sheet.form) == {}


@pytest.mark.parametrize(
    "typed", [{"start": ""}, {"period": ""}, {"start": "  "}, {"start": "", "period": ""}]
)
def test_half_a_question_is_no_fault(sheet: LimitSheet, typed: dict[str, str]) -> None:
    told = count(sheet, **{"start": "2026-03-20", **typed})
    assert "1. " not in told
    assert beside(sheet.form) == {}


def test_nothing_is_kept(shared: Driver, sheet: LimitSheet) -> None:
    before = desk_of(shared).cases.show(shared.case)
    count(sheet, start="2026-03-20")
    QTest.keyClick(sheet.form.editor("start"), Qt.Key.Key_Return)
    assert is_open(sheet)
    key(sheet, Qt.Key.Key_Escape)
    shared.settle()
    assert not is_open(sheet)
    assert desk_of(shared).cases.show(shared.case) == before
    shared.speak("de")  # a question that is gone counts no more
