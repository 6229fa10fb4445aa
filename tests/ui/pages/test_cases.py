"""The list of cases: found by any word, put into the bin and taken out again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xborder_desk.domain.cases import CaseRow
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.cases import COLUMNS, CasesPage

if TYPE_CHECKING:
    from tests.ui.driving import Driver

ROW = CaseRow(
    id=1,
    number="2026-0001",
    title="Bicycle",
    status="waiting",
    caseworker="Jana",
    updated_at=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC),
    amount=Decimal("1249.00"),
    currency="EUR",
    consumer="Annika",
    seller="Lan Yu",
    seller_country="CN",
    evidence=3,
    attempts=2,
    next_due=dt.date(2026, 3, 8),
)


def cells(row: CaseRow) -> dict[str, str]:
    return {column.id: column.text(row, Language("en")) for column in COLUMNS}


def cases(driver: Driver) -> CasesPage:
    page = driver.go("cases")
    assert isinstance(page, CasesPage)
    return page


def numbers(page: CasesPage) -> list[str]:
    rows = [page.model.row(n) for n in range(page.model.rowCount())]
    return [row.number for row in rows if row is not None]


def find(driver: Driver, page: CasesPage, words: str) -> list[str]:
    page.finder.setText(words)
    page.reload()
    driver.settle()
    return numbers(page)


def test_a_row_in_words() -> None:
    said = cells(ROW)
    assert said["amount"] == "€1,249.00"
    assert said["country"] == "China"
    assert "2026" in said["due"]
    assert (said["evidence"], said["attempts"]) == ("3", "2")


def test_what_is_not_known_is_an_empty_cell() -> None:
    said = cells(replace(ROW, amount=None, currency=None, seller_country="", next_due=None))
    assert (said["amount"], said["country"], said["due"]) == ("", "", "")
    assert cells(replace(ROW, currency=None))["amount"] == ""


def test_cases_are_found_by_any_word(desk_open: Driver) -> None:
    page = cases(desk_open)
    both = numbers(page)
    assert len(both) == 2
    assert find(desk_open, page, "bicycle") == [desk_open.case]
    assert find(desk_open, page, "bh-7781 annika") == [desk_open.case]
    assert find(desk_open, page, "蓝屿") == [desk_open.case]
    assert find(desk_open, page, "bicycle uhrenhaus") == []
    assert page._places.currentIndex() == 1
    assert not page._glance.isVisibleTo(page)
    assert find(desk_open, page, "") == both


def test_the_chosen_case_stays_chosen_when_the_list_changes(desk_open: Driver) -> None:
    page = cases(desk_open)
    row = numbers(page).index(desk_open.case)
    page.table.pick(row)
    desk_open.settle()
    assert page._glance.title.text() == desk_open.case
    find(desk_open, page, "bicycle")
    find(desk_open, page, "")
    assert page.table.current_row() == row
    assert page._glance.title.text() == desk_open.case


def test_into_the_bin_and_out_again(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.pick(numbers(page).index(desk_open.case))
    page._to_bin()
    desk_open.settle()
    assert desk_open.case not in numbers(page)
    page._bin.click()
    desk_open.settle()
    assert numbers(page) == [desk_open.case]
    page.table.pick(0)
    page._to_bin()
    desk_open.settle()
    assert numbers(page) == []
    assert page.desk.cases.show(desk_open.case).binned_at is None


def test_the_bin_is_undone(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.table.pick(numbers(page).index(desk_open.case))
    page._to_bin()
    desk_open.settle()
    desk_open.window.undo.undo()
    desk_open.settle()
    assert page.desk.cases.show(desk_open.case).binned_at is None


def test_one_state_alone(desk_open: Driver) -> None:
    page = cases(desk_open)
    page.desk.cases.set(desk_open.case, {"status": "waiting"})
    page._status.choose("waiting")
    page.reload()
    desk_open.settle()
    assert numbers(page) == [desk_open.case]
