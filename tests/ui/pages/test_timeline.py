"""Everything dated in a case, in one order, each as exactly as it is known."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from xborder_desk.domain.cases import TimelineEntry
from xborder_desk.i18n.language import Language
from xborder_desk.services.facts import NewFact
from xborder_desk.ui.pages.timeline import COLUMNS, KINDS, TimelinePage

if TYPE_CHECKING:
    from tests.ui.driving import Driver

EN = Language("en")


def cells(what: str, text: str = "Words", precision: str = "day") -> dict[str, str]:
    entry = TimelineEntry(dt.date(2026, 3, 8), None, what, text, "F-01", precision)
    return {column.id: column.text(entry, EN) for column in COLUMNS}


@pytest.mark.parametrize(("precision", "said"), [("year", "2026"), ("month", "March 2026")])
def test_a_day_is_as_exact_as_it_is_known(precision: str, said: str) -> None:
    assert cells("fact", precision=precision)["day"] == said
    assert "8" in cells("fact")["day"]


def test_fields_of_the_case_are_named_and_words_of_people_are_not_touched() -> None:
    assert cells("key_date", "ordered_on")["what"] not in {"", "ordered_on"}
    assert cells("key_date", "no such date")["what"] == "no such date"
    assert cells("case", "Title")["what"] == "Case opened in this office"
    assert cells("fact", "Case")["what"] == "Case"


def test_a_kind_that_is_not_known_is_an_entry() -> None:
    assert cells("something new")["kind"] == "Entry"
    assert len({label for label, _icon, _page in KINDS.values()}) == len(KINDS)


def test_entries_stand_in_order_and_lead_to_their_place(desk_open: Driver) -> None:
    page = desk_open.go("timeline")
    assert isinstance(page, TimelinePage)
    days = [entry.day for entry in page.model.rows]
    assert days == sorted(days)
    assert {entry.what for entry in page.model.rows} >= {"case", "key_date", "fact", "task", "attempt"}
    page._chips.choose("attempt reply")
    page._filter()
    assert {entry.what for entry in page.model.rows} == {"attempt"}
    page.table.opened.emit(0)
    desk_open.settle()
    shown = desk_open.window.page_in_view()
    assert shown is not None
    assert shown.id == "contacts"


def test_a_reference_in_a_fact_is_shown_as_label_and_page(desk_open: Driver) -> None:
    page = desk_open.go("timeline")
    assert isinstance(page, TimelinePage)
    desk, case = page.desk, desk_open.case
    desk.facts.add(case, NewFact("See {{ref:E-02:1}} and {{ref:E-01}}.", "2026-01-02"))

    def said() -> list[str]:
        page.reload()
        desk_open.settle()
        return [entry.text for entry in page.model.rows if entry.what == "fact"]

    assert "See Exhibit 2, p. 1 and Exhibit 1." in said()
    desk.dossiers.set_recipe(case, {"order": ["E-02"]})
    assert "See Exhibit 1, p. 1 and Exhibit 2." in said()
    desk.dossiers.set_recipe(case, {"excluded": ["E-02"]})
    assert "See [E-02], p. 1 and Exhibit 1." in said()
    desk.dossiers.set_recipe(case, {})
    desk_open.speak("de")
    assert not any("Exhibit" in text or "{{" in text for text in said())


def test_the_overview_names_the_evidence_of_a_reference(desk_open: Driver) -> None:
    page = desk_open.go("overview")
    case = desk_open.case
    page.desk.facts.add(case, NewFact("Written in {{ref:E-01:1}}.", "2026-01-03"))
    page.reload()
    desk_open.settle()
    assert "Written in E-01, p. 1." in [label.text() for label in page.findChildren(QLabel)]
