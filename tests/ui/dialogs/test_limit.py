"""Counting a time limit in the window: as one types, with every step, faults beside their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.ui.dialogs.limit import LimitSheet
from xborder_desk.ui.pages.deadlines import DeadlinesPage

if TYPE_CHECKING:
    from tests.ui.driving import Driver


def sheet(driver: Driver) -> LimitSheet:
    page = driver.go("deadlines")
    assert isinstance(page, DeadlinesPage)
    page.ask_limit()
    found = driver.dialog()
    assert isinstance(found, LimitSheet)
    return found


def says(found: LimitSheet) -> str:
    return "\n".join(one.text() for one in found.inside.findChildren(QLabel) if one.isVisibleTo(found))


def count(found: LimitSheet, **values: str) -> str:
    found.form.fill({"rule": "eu-1182-71", "period": "P14D", **values})
    found.count()
    QApplication.processEvents()
    return says(found)


def test_a_limit_is_counted_with_its_steps(desk_open: Driver) -> None:
    found = sheet(desk_open)
    told = count(found, start="2026-03-20", country="DE")
    assert "7 April 2026" in told
    assert "1. The day of the event" in told
    assert "Regulation" in told
    assert "29 April 2026" in count(found, start="2026-03-20", period="P40D", rule="calendar-days")


def test_a_day_may_be_typed_as_people_do(desk_open: Driver) -> None:
    found = sheet(desk_open)
    assert "2026" in count(found, start="20/3/2026")
    desk_open.speak("de")
    assert "3. April 2026" in count(found, start="20.3.2026", country="it")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start": "2026-03-20", "period": "soon"}, "period"),
        ({"start": "2026-02-30"}, "start"),
        ({"start": "2026-03-20", "country": "DE-XX"}, "country"),
        ({"start": "2026-03-20", "period": "P1DT2H"}, "period"),
    ],
)
def test_what_cannot_be_counted_is_said_beside_its_field(
    desk_open: Driver, values: dict[str, str], field: str
) -> None:
    found = sheet(desk_open)
    count(found, **values)
    assert found.form.editor(field).accessibleDescription()
    others = {"start", "period", "country"} - {field}
    assert not any(found.form.editor(name).accessibleDescription() for name in others)
    told = count(found, start="2026-03-20")
    assert "3 April 2026" in told
    assert not found.form.editor(field).accessibleDescription()


def test_hours_end_at_a_moment(desk_open: Driver) -> None:
    told = count(sheet(desk_open), start="2025-04-03T14:18:30+00:00", period="PT2H")
    assert "16:59" in told or "4:59" in told


@pytest.mark.parametrize("tag", ["de", "qps-rtl"])
def test_the_sheet_is_whole_in_every_language(desk_open: Driver, tag: str) -> None:
    found = sheet(desk_open)
    desk_open.speak(tag)
    count(found, start="2026-03-20", country="DE")
    desk_open.settle()
    assert cut(found) == []
    assert unnamed(found) == []
    if tag.startswith("qps"):
        assert untranslated(found.form, ["2026"]) == []
