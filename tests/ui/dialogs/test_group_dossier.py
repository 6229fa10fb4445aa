"""Asking in the window for one dossier over several cases, and what is said when it is built."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from tests.factories.signatures import NAME, PASS, flipped, holds, key, maker
from tests.ui.dialogs.asking import above, beside, desk_of, is_open, press, put
from tests.ui.driving import unnamed, untranslated
from xborder_desk.domain.constellation import CaseAgainst
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers.making import SELF_MADE
from xborder_desk.ui.dialogs.group_dossier import Does, GroupSheet, Wanted
from xborder_desk.ui.dialogs.signing import SigningSheet
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.signatures import Maker
    from tests.ui.driving import Driver

__all__ = ["key", "maker"]

CASES = [
    CaseAgainst(number, title, "S-0001", "new", "", "", None, "", dt.date(2026, 1, 1))
    for number, title in (("2026-0001", "Bed & breakfast"), ("2026-0002", "Fan"))
]


def sheet_of(driver: Driver, kept: list[Wanted], signed: list[Wanted] | None = None) -> GroupSheet:
    profiles = desk_of(driver).law.profiles()

    def sign(wanted: Wanted, sheet: GroupSheet) -> None:
        assert is_open(sheet)
        (kept if signed is None else signed).append(wanted)

    does = Does(kept.append, kept.append, sign)
    made = GroupSheet(driver.page.around, driver.page, "Shop", CASES, profiles, does)
    made.open()
    driver.settle()
    return made


def sellers(driver: Driver) -> SellersPage:
    driver.window.go("sellers")
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    seller = next(one for one in desk_of(driver).sellers.search("") if one.cases)
    page.go_to(seller.number)
    driver.settle()
    return page


def asked_of(driver: Driver, page: SellersPage, out: Path) -> GroupSheet:
    """Ask for the dossier of the seller that is shown, into a folder."""
    page.seller.dossier_wanted.emit()
    driver.settle()
    (sheet,) = [one for one in page.findChildren(GroupSheet) if one.isVisible()]
    sheet.target.setText(str(out))
    return sheet


def signing_of(driver: Driver, sheet: GroupSheet) -> SigningSheet:
    """Press the verb that asks with what to sign."""
    sheet.sign.click()
    driver.settle()
    (asked,) = [one for one in sheet.findChildren(SigningSheet) if one.isVisible()]
    return asked


def told(page: SellersPage) -> str:
    """What the strips of a page say."""
    return "\n".join(f"{one.text.text()}\n{one.second.text()}" for one in page.findChildren(Strip))


def test_all_cases_are_in_until_somebody_takes_one_out(desk_open: Driver, tmp_path: Path) -> None:
    kept: list[Wanted] = []
    sheet = sheet_of(desk_open, kept)
    assert sheet.boxes["2026-0001"].text() == "2026-0001 · Bed && breakfast"
    sheet.target.setText(str(tmp_path))
    press(desk_open, sheet)
    both = ("2026-0001", "2026-0002")
    said: dict[str, Any] = {"profile": "de", "language": "en", "variant": "court", "target": tmp_path}
    assert kept == [Wanted(both, every=True, pseudonymous=False, **said)]
    sheet = sheet_of(desk_open, kept)
    sheet.boxes["2026-0001"].setChecked(False)
    sheet.hidden.setChecked(True)
    put(sheet.form, profile="ew", language="ar", variant="other-party")
    press(desk_open, sheet)
    assert (kept[1].cases, kept[1].every, kept[1].pseudonymous) == (("2026-0002",), False, True)
    assert (kept[1].profile, kept[1].language, kept[1].variant) == ("ew", "ar", "other-party")
    assert not is_open(sheet)


def test_without_a_case_nothing_is_built_and_the_question_stays(desk_open: Driver) -> None:
    kept: list[Wanted] = []
    sheet = sheet_of(desk_open, kept)
    for box in sheet.boxes.values():
        box.setChecked(False)
    for verb in (sheet.verb, sheet.sign, sheet.order):
        verb.click()
        desk_open.settle()
        assert kept == []
        assert is_open(sheet)
        assert "Name a case or a seller." in above(sheet)
    sheet.reject()


def test_what_is_to_be_signed_waits_with_all_its_choices(desk_open: Driver, tmp_path: Path) -> None:
    kept: list[Wanted] = []
    signed: list[Wanted] = []
    sheet = sheet_of(desk_open, kept, signed)
    sheet.boxes["2026-0002"].setChecked(False)
    sheet.hidden.setChecked(True)
    put(sheet.form, profile="cn", language="zh-Hans")
    sheet.target.setText(str(tmp_path))
    sheet.sign.click()
    desk_open.settle()
    assert kept == []
    said: dict[str, Any] = {"profile": "cn", "language": "zh-Hans", "variant": "court", "target": tmp_path}
    assert signed == [Wanted(("2026-0001",), every=False, pseudonymous=True, **said)]
    assert is_open(sheet)
    press(desk_open, sheet)
    assert kept == signed, "the same can be built unsigned from here"


def test_every_word_is_translated_and_every_control_has_a_name(desk_open: Driver) -> None:
    sheet = sheet_of(desk_open, [])
    desk_open.speak("qps")
    assert unnamed(sheet) == []
    assert untranslated(sheet, ["2026-", "Shop", str(documents()), "English"]) == []
    sheet.reject()


def test_the_sellers_page_builds_it_and_says_where_it_lies(desk_open: Driver, tmp_path: Path) -> None:
    page = sellers(desk_open)
    sheet = asked_of(desk_open, page, tmp_path / "out")
    assert list(sheet.boxes) == [desk_open.case]
    sheet.hidden.setChecked(True)
    press(desk_open, sheet)
    (folder,) = [one for one in (tmp_path / "out").iterdir() if one.is_dir()]
    assert folder.name.endswith("-pseudonymous")
    assert verify_package(folder).ok
    assert "The dossier is built: edition 1" in told(page)
    assert "is left out" in told(page)
    assert "Signature" not in told(page), "nobody signed it"
    assert b"Brandt" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not [one for one in page.findChildren(QDialog) if one.isVisible()]


def test_of_chosen_cases_the_dossier_bears_their_numbers(desk_open: Driver, tmp_path: Path) -> None:
    page = sellers(desk_open)
    wanted = Wanted(
        (desk_open.case,),
        every=False,
        pseudonymous=False,
        profile="generic",
        language="en",
        variant="court",
        target=tmp_path / "out",
    )
    page.build_dossier(wanted)
    desk_open.settle()
    (folder,) = [one for one in (tmp_path / "out").iterdir() if one.is_dir()]
    assert folder.name == f"{desk_open.case}-generic-en-1"


def test_signed_from_the_sellers_page_it_holds_and_says_who_signed(
    desk_open: Driver, key: str, maker: Maker, tmp_path: Path
) -> None:
    page = sellers(desk_open)
    sheet = asked_of(desk_open, page, tmp_path / "out")
    asked = signing_of(desk_open, sheet)
    put(asked.form, sign=key, passphrase=PASS)
    press(desk_open, asked)
    assert not is_open(sheet)
    assert "The dossier is built: edition 1" in told(page)
    assert f"Signature: {NAME}" in told(page).translate({0x2068: None, 0x2069: None})
    assert SELF_MADE in told(page)
    (file,) = (tmp_path / "out").glob("*.pdf")
    assert holds(file, maker)
    assert not holds(flipped(file, file), maker)
    page.around.memory.remove("signing")


def test_who_thinks_better_of_signing_finds_every_choice_as_it_was(
    desk_open: Driver, key: str, tmp_path: Path
) -> None:
    page = sellers(desk_open)
    sheet = asked_of(desk_open, page, tmp_path / "out")
    sheet.hidden.setChecked(True)
    put(sheet.form, profile="ew", variant="other-party")
    asked = signing_of(desk_open, sheet)
    put(asked.form, sign=key, passphrase="not this one")
    press(desk_open, asked)
    assert set(beside(asked.form)) == {"sign"}
    asked.reject()
    desk_open.settle()
    assert is_open(sheet)
    assert sheet.hidden.isChecked()
    assert {name: sheet.form.values()[name] for name in ("profile", "variant")} == {
        "profile": "ew",
        "variant": "other-party",
    }
    assert not (tmp_path / "out").exists()
    sheet.reject()
    page.around.memory.remove("signing")
