"""Letters, the claim, sellers and the statement in the window: they open everywhere and do what they say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.claims import NewHead
from xborder_desk.services.sellers.taking import NewMark, NewSeller
from xborder_desk.ui.pages.claim import ClaimPage
from xborder_desk.ui.pages.claim.sheet import SumSheet
from xborder_desk.ui.pages.contacts import ContactsPage
from xborder_desk.ui.pages.contacts.statement import StatementSheet
from xborder_desk.ui.pages.letters import LettersPage
from xborder_desk.ui.pages.letters.sheet import SenderSheet, SentSheet
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

# What is data: names and numbers, and what stands in letters and laws.
DATA = ["深圳", "Lanyu", "S-000", "China", "2026", "€", "BGB", "GVG", "Regulation", "Euro", "E-0", "lanyu"]


def letters(driver: Driver) -> LettersPage:
    page = driver.go("letters")
    assert isinstance(page, LettersPage)
    return page


def claim(driver: Driver) -> ClaimPage:
    page = driver.go("claim")
    assert isinstance(page, ClaimPage)
    return page


def sellers(driver: Driver) -> SellersPage:
    """Show the sellers: the one of the case, and one with the same address."""
    assert driver.shell.desk is not None
    driver.shell.desk.sellers.all()
    mark = NewMark("email", "Service@lanyu.example", "imprint")
    driver.shell.desk.sellers.add(NewSeller("Lanyu Technology Co., Ltd.", country="CN", marks=(mark,)))
    driver.window.go("sellers")
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    return page


@pytest.mark.parametrize("tag", ["en", "de", "zh-Hant", "qps", "qps-rtl"])
def test_they_open_in_every_language_and_cut_nothing(desk_open: Driver, tag: str) -> None:
    desk_open.speak(tag)
    for page in (letters(desk_open), claim(desk_open), sellers(desk_open)):
        assert not cut(page)
        assert not unnamed(page)
    if tag.startswith("qps"):
        assert not untranslated(sellers(desk_open), DATA)
        assert not untranslated(claim(desk_open), DATA)
        assert not untranslated(letters(desk_open).choosing, DATA)


def test_they_have_room_at_twice_the_text_size(desk_open: Driver) -> None:
    desk_open.window.resize(1024, 700)
    desk_open.shell.theme.apply("dark", 200)
    found = [one for page in (letters(desk_open), claim(desk_open), sellers(desk_open)) for one in cut(page)]
    desk_open.shell.theme.apply("light", 100)
    assert not found


def test_without_anything_they_say_what_to_do(drive: Driver, tmp_path: Path) -> None:
    desk = drive.ways.create(tmp_path / "bare", JobContext())
    desk.close()
    drive.open(tmp_path / "bare")
    drive.speak("qps")
    drive.window.go("sellers")
    drive.settle()
    assert isinstance(drive.page, SellersPage)
    assert drive.page.model.rowCount() == 0
    assert not untranslated(drive.page, [])
    assert not unnamed(drive.page)


def test_an_empty_case_has_no_claim_but_letters(desk_open: Driver) -> None:
    number = desk_open.case.replace("0001", "0002")
    for name in ("letters", "claim"):
        desk_open.window.open_case(number, name)
        desk_open.settle()
        assert not cut(desk_open.page), name
    page = desk_open.page
    assert isinstance(page, ClaimPage)
    assert page.sums.rowCount() == 0


def test_a_letter_is_read_filled_saved_and_marked_as_sent(desk_open: Driver, tmp_path: Path) -> None:
    page = letters(desk_open)
    page.choosing.tag.choose("zh-Hans")
    page.choosing.beside.choose("de")
    page.preview()
    desk_open.settle()
    before = set(page.missing.fields)
    assert "product" in before
    page.missing.fields["product"].setText("折叠自行车")
    page.missing.fields["product"].returnPressed.emit()
    desk_open.settle()
    page.save(tmp_path / "letter.txt")
    desk_open.settle()
    assert "折叠自行车" in (tmp_path / "letter.txt").read_text(encoding="utf-8")
    (kept,) = page.model.rows
    assert (kept.row.language, kept.row.beside, kept.sent) == ("zh-Hans", "de", False)
    page.mark()
    sheet = desk_open.dialog()
    assert isinstance(sheet, SentSheet)
    sheet.form.fill(
        {"file": str(tmp_path / "letter.txt"), "channel": "email", "address": "service@lanyu.example"}
    )
    sheet.accept_it()
    desk_open.settle()
    (kept,) = page.model.rows
    assert kept.sent
    attempts = page.desk.contacts.list(desk_open.case)
    assert kept.row.attempt in {one.number for one in attempts}


def test_a_wrong_ending_is_said_and_nothing_is_kept(desk_open: Driver, tmp_path: Path) -> None:
    page = letters(desk_open)
    page.save(tmp_path / "letter.odt")
    desk_open.settle()
    assert page.model.rowCount() == 0
    assert not list(tmp_path.glob("letter*"))
    page.choosing.fill({**page.choosing.values(), "by": "someday"})
    page.preview()
    desk_open.settle()
    assert page.choosing.editor("by").accessibleDescription()


def test_the_sender_stands_on_the_letter(desk_open: Driver) -> None:
    page = letters(desk_open)
    assert "office_name" in page.missing.fields
    values = page.desk.letters.sender()
    SenderSheet(page.around, page, page.desk.letters.set_sender, lambda _done: page.reload(), values).open()
    sheet = desk_open.dialog()
    assert isinstance(sheet, SenderSheet)
    sheet.form.fill({"name": "Consumer Help", "address": "Marktplatz 1\n79098 Freiburg", "country": "DE"})
    sheet.accept_it()
    desk_open.settle()
    assert "office_name" not in page.missing.fields


def test_a_sum_is_added_taken_out_and_both_are_undone(desk_open: Driver) -> None:
    page = claim(desk_open)
    assert [one.place for one in page.sums.rows] == [0]
    SumSheet(
        page.around,
        page,
        lambda new: page.desk.claims.add_head(desk_open.case, new),
        page.note_added,
        "EUR",
    ).open()
    sheet = desk_open.dialog()
    assert isinstance(sheet, SumSheet)
    sheet.form.fill({"kind": "mail", "amount": "12.40", "currency": "EUR"})
    sheet.accept_it()
    desk_open.settle()
    assert [one.place for one in page.sums.rows] == [0, 1]
    page.table.pick(1)
    page.remove()
    desk_open.settle()
    assert [one.place for one in page.sums.rows] == [0]
    desk_open.window.undo.undo()
    desk_open.settle()
    assert len(page.desk.claims.heads(desk_open.case)) == 2


def test_interest_and_totals_follow_the_day(desk_open: Driver) -> None:
    page = claim(desk_open)
    year = dt.datetime.now(dt.UTC).year
    page.desk.claims.add_head(desk_open.case, NewHead("customs", "90", "CNY"))
    page.desk.cases.set(desk_open.case, {"paid_on": f"{year}-01-02"})
    page.on.setText("2026-13-01")
    page.on.returnPressed.emit()
    page.on.setText(f"{year + 1}-02-01")
    page.on.returnPressed.emit()
    desk_open.settle()
    found = page.gather()[0]
    assert found.on == dt.date(year + 1, 2, 1)
    assert {code for code, _amount in found.totals} == {"EUR", "CNY"}


def test_rates_that_are_none_are_told(desk_open: Driver, tmp_path: Path) -> None:
    page = claim(desk_open)
    (tmp_path / "rates.csv").write_text("no rates\n", encoding="utf-8")
    page.import_rates([tmp_path / "rates.csv"])
    desk_open.settle()
    said = [strip.text.text() for strip in page.findChildren(Strip)]
    assert any("rates.csv" in one for one in said), said


def test_a_seller_is_found_however_its_identifier_is_written(desk_open: Driver) -> None:
    page = sellers(desk_open)
    page.search.setText("SERVICE@LANYU.EXAMPLE")
    page.reload()
    desk_open.settle()
    assert {row.number for row in page.model.rows} >= {"S-0001", "S-0003"}
    page.search.setText("nobody at all")
    page.reload()
    desk_open.settle()
    assert page.model.rowCount() == 0


def test_a_decision_is_kept_with_its_reason_and_undone(desk_open: Driver) -> None:
    page = sellers(desk_open)
    service = page.desk.sellers
    page.decide("S-0003", "same", "")
    desk_open.settle()
    assert not service.decisions()
    page.decide("S-0003", "same", "The bank named the account holder.")
    desk_open.settle()
    (kept,) = service.decisions()
    assert (kept.verdict, kept.undone_at) == ("same", None)
    page.undo(kept.number)
    desk_open.settle()
    assert service.decisions()[0].undone_at is not None


def test_a_list_of_sellers_goes_out_and_comes_in(desk_open: Driver, tmp_path: Path) -> None:
    page = sellers(desk_open)
    page.export(tmp_path / "sellers.csv")
    desk_open.settle()
    assert "Lanyu Technology" in (tmp_path / "sellers.csv").read_text(encoding="utf-8")
    (tmp_path / "more.csv").write_text("name,country\nRideNova 24,PL\n", encoding="utf-8")
    page.import_list([tmp_path / "more.csv"])
    desk_open.settle()
    assert "RideNova 24" in {row.name for row in page.model.rows}


def test_the_statement_is_made_from_the_contacts(desk_open: Driver, tmp_path: Path) -> None:
    page = desk_open.go("contacts")
    assert isinstance(page, ContactsPage)
    StatementSheet(page.around, page, desk_open.case, ("en", "de"), page.make_statement).open()
    sheet = desk_open.dialog()
    assert isinstance(sheet, StatementSheet)
    assert not unnamed(sheet)
    sheet.form.fill({"language": "en", "beside": "de"})
    sheet.save(tmp_path / "statement.docx")
    desk_open.settle()
    assert (tmp_path / "statement.docx").read_bytes().startswith(b"PK")
