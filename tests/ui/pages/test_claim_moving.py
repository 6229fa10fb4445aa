"""The claim while it moves: sums come and go, are undone in any order, stay chosen, are refused."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.listing import press
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.services.claims import NewHead
from xborder_desk.ui.pages.claim import ClaimPage
from xborder_desk.ui.pages.claim.sheet import SumSheet
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


@pytest.fixture
def page(shared: Driver) -> ClaimPage:
    """The claim of a case with a price and nothing else."""
    number = shared.new_case("Bag without a handle")
    assert shared.shell.desk is not None
    shared.shell.desk.cases.set(number, {"amount": "100.00", "currency": "EUR", "paid_on": "2026-01-02"})
    shared.window.open_case(number, "claim")
    shared.settle()
    found = shared.page
    assert isinstance(found, ClaimPage)
    return found


def add(driver: Driver, page: ClaimPage, amount: str, **more: str) -> None:
    """Add a sum as the sheet does."""
    page._ask()
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, SumSheet)
    sheet.form.fill({"kind": "mail", "amount": amount, "currency": "EUR", **more})
    sheet.accept_it()
    driver.settle()


def shown(page: ClaimPage) -> list[str]:
    return [str(one.line.head.amount) for one in page.sums.rows]


def kept(page: ClaimPage) -> list[str]:
    return [str(one.amount) for one in page.desk.claims.heads(page.case)]


def take_out(driver: Driver, page: ClaimPage, amount: str) -> None:
    page.table.pick(shown(page).index(amount))
    page._out.click()
    driver.settle()


def undo(driver: Driver, page: ClaimPage) -> None:
    press(driver, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def redo(driver: Driver, page: ClaimPage) -> None:
    press(driver, page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


def strip(page: ClaimPage) -> str:
    return " ".join(one.text.text() for one in page.findChildren(Strip) if one.isVisibleTo(page))


def test_a_case_without_an_amount_claims_nothing_and_says_how_to(shared: Driver) -> None:
    shared.window.open_case(shared.new_case(), "claim")
    shared.settle()
    page = shared.page
    assert isinstance(page, ClaimPage)
    assert page.sums.size() == page.periods.size() == 0
    assert page._places.currentIndex() == 1
    add(shared, page, "12.40")
    assert shown(page) == ["12.40"]
    assert page._places.currentIndex() == 0


def test_the_price_is_no_sum_that_can_be_taken_out(shared: Driver, page: ClaimPage) -> None:
    page.table.pick(0)
    assert not page._out.isEnabled()
    page.remove()
    shared.settle()
    assert shown(page) == ["100.00"]
    assert shared.window.undo.latest is None


def test_a_sum_taken_out_comes_back_where_it_stood(shared: Driver, page: ClaimPage) -> None:
    for amount in ("1.00", "2.00", "3.00"):
        add(shared, page, amount)
    take_out(shared, page, "2.00")
    assert shown(page) == ["100.00", "1.00", "3.00"]
    undo(shared, page)
    assert shown(page) == ["100.00", "1.00", "2.00", "3.00"]


def test_adding_and_taking_out_are_undone_without_touching_other_sums(
    shared: Driver, page: ClaimPage
) -> None:
    add(shared, page, "1.00")
    add(shared, page, "2.00")
    take_out(shared, page, "1.00")
    undo(shared, page)
    undo(shared, page)
    assert shown(page) == ["100.00", "1.00"], "what was added last goes, not what was put back"
    undo(shared, page)
    assert shown(page) == ["100.00"]
    for wanted in (["1.00"], ["1.00", "2.00"], ["2.00"]):
        redo(shared, page)
        assert shown(page) == ["100.00", *wanted]


@pytest.mark.parametrize("order", list(itertools.permutations(["1.00", "2.00", "3.00"]))[1::2])
def test_sums_taken_out_in_any_order_all_come_back_in_theirs(
    shared: Driver, page: ClaimPage, order: tuple[str, ...]
) -> None:
    for amount in ("1.00", "2.00", "3.00"):
        page.desk.claims.add_head(page.case, NewHead("mail", amount, "EUR"))
    page.reload()
    shared.settle()
    for amount in order:
        take_out(shared, page, amount)
    assert shown(page) == ["100.00"]
    for _step in order:
        undo(shared, page)
    assert shown(page) == ["100.00", "1.00", "2.00", "3.00"]


def test_everything_said_of_a_sum_comes_back_with_it(shared: Driver, page: ClaimPage) -> None:
    said = {
        "kind": "customs",
        "on": "2026-02-03",
        "note": "import",
        "billed": "14.10",
        "billed_currency": "USD",
    }
    add(shared, page, "13.00", **said)
    before = page.desk.claims.heads(page.case)
    take_out(shared, page, "13.00")
    undo(shared, page)
    assert page.desk.claims.heads(page.case) == before
    assert before[-1].billed == Decimal("14.10")


def test_the_chosen_sum_stays_chosen_when_the_claim_is_computed_anew(shared: Driver, page: ClaimPage) -> None:
    for amount in ("1.00", "2.00"):
        add(shared, page, amount)
    page.table.pick(2)
    page.desk.cases.set(page.case, {"title": "Bag, renamed"})
    shared.window.around.changes.tell(f"case:{page.case}")
    shared.settle()
    assert page.table.current_row() == 2
    assert page._out.isEnabled()
    page._out.click()
    shared.settle()
    assert shown(page) == ["100.00", "1.00"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("amount", "a lot"),
        ("amount", ""),
        ("amount", "-5"),
        ("currency", "Euros"),
        ("on", "some day"),
    ],
)
def test_what_cannot_be_a_sum_is_said_beside_its_field_and_nothing_is_kept(
    shared: Driver, page: ClaimPage, field: str, typed: str
) -> None:
    page._ask()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, SumSheet)
    sheet.form.fill({"kind": "mail", "amount": "5", "currency": "EUR", field: typed})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    assert sheet.form.editor(field).accessibleDescription(), sheet.form.values()
    sheet.reject()
    shared.settle()
    assert kept(page) == ["100.00"]


def test_a_proof_that_is_not_there_is_refused_in_a_sentence(shared: Driver, page: ClaimPage) -> None:
    page._ask()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, SumSheet)
    sheet.form.fill({"kind": "mail", "amount": "5", "currency": "EUR", "proof": "E-77"})
    sheet.accept_it()
    shared.settle()
    assert sheet.isVisible()
    said = " ".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisibleTo(sheet))
    assert "E-77" in said
    sheet.reject()
    assert kept(page) == ["100.00"]


@pytest.mark.parametrize(
    ("typed", "on"), [("2026-03-08", dt.date(2026, 3, 8)), ("8/3/2026", dt.date(2026, 3, 8))]
)
def test_a_day_is_taken_as_people_write_it(shared: Driver, page: ClaimPage, typed: str, on: dt.date) -> None:
    page.on.setText(typed)
    page.on.returnPressed.emit()
    shared.settle()
    assert page._claim is not None
    assert page._claim.on == on
    assert page.on.text() == shared.shell.screen.language.date(on)


def test_what_is_no_day_is_said_and_the_day_before_holds(shared: Driver, page: ClaimPage) -> None:
    assert page._claim is not None
    before = page._claim.on
    page.on.setText("31/2/2026")
    page.on.returnPressed.emit()
    shared.settle()
    assert "31/2/2026" in strip(page)
    assert page._claim.on == before
    page.on.setText("2026-03-08")
    page.on.returnPressed.emit()
    shared.settle()
    assert strip(page) == ""


def test_a_day_chosen_holds_when_the_case_changes(shared: Driver, page: ClaimPage) -> None:
    page.on.setText("2026-03-08")
    page.on.returnPressed.emit()
    shared.settle()
    add(shared, page, "1.00")
    assert page._claim is not None
    assert page._claim.on == dt.date(2026, 3, 8)


def test_sums_of_two_currencies_are_added_apart(shared: Driver, page: ClaimPage) -> None:
    add(shared, page, "90", currency="CNY", kind="customs")
    assert page._claim is not None
    assert {code for code, _amount in page._claim.totals} == {"EUR", "CNY"}
    said = " ".join(one.text() for one in page.totals.findChildren(QLabel))
    assert "CN¥90.00" in said


def test_what_was_paid_back_makes_the_claim_less(shared: Driver, page: ClaimPage) -> None:
    add(shared, page, "40", kind="received")
    assert page._claim is not None
    assert dict(page._claim.totals)["EUR"] < Decimal(100)


def test_a_file_that_holds_no_rates_changes_none(shared: Driver, page: ClaimPage, tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_bytes(b"\x00\x01 not a list")
    page.import_rates([tmp_path / "rates.csv"])
    shared.settle()
    assert "rates.csv" in strip(page)
    page.import_rates([])
    shared.settle()
    assert shown(page) == ["100.00"]


def test_the_claim_is_said_in_the_language_of_the_screen(shared: Driver, page: ClaimPage) -> None:
    add(shared, page, "1.00")
    shared.speak("qps")
    assert OPENING in page.sums.index(0, 0).data()
    assert all(OPENING in one.text() for one in page.totals.findChildren(QLabel) if one.text() == "Claimed")
    shared.speak("en")
    assert OPENING not in page.sums.index(0, 0).data()
