"""Asking in the window for one dossier over several cases, and what is said when it is built."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from tests.ui.dialogs.asking import above, desk_of, is_open, press, put
from tests.ui.driving import unnamed, untranslated
from xborder_desk.domain.constellation import CaseAgainst
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.ui.dialogs.group_dossier import GroupSheet, Wanted
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver

CASES = [
    CaseAgainst(number, title, "S-0001", "new", "", "", None, "", dt.date(2026, 1, 1))
    for number, title in (("2026-0001", "Bed & breakfast"), ("2026-0002", "Fan"))
]


def sheet_of(driver: Driver, kept: list[Wanted]) -> GroupSheet:
    profiles = desk_of(driver).lists.profiles()
    made = GroupSheet(driver.page.around, driver.page, "Shop", CASES, profiles, kept.append, kept.append)
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
    press(desk_open, sheet)
    assert kept == []
    assert is_open(sheet)
    assert "Name a case or a seller." in above(sheet)
    sheet.reject()


def test_every_word_is_translated_and_every_control_has_a_name(desk_open: Driver) -> None:
    sheet = sheet_of(desk_open, [])
    desk_open.speak("qps")
    assert unnamed(sheet) == []
    assert untranslated(sheet, ["2026-", "Shop", str(documents()), "English"]) == []
    sheet.reject()


def test_the_sellers_page_builds_it_and_says_where_it_lies(desk_open: Driver, tmp_path: Path) -> None:
    page = sellers(desk_open)
    page.seller.dossier_wanted.emit()
    desk_open.settle()
    (sheet,) = [one for one in page.findChildren(GroupSheet) if one.isVisible()]
    assert list(sheet.boxes) == [desk_open.case]
    sheet.hidden.setChecked(True)
    sheet.target.setText(str(tmp_path / "out"))
    press(desk_open, sheet)
    (folder,) = [one for one in (tmp_path / "out").iterdir() if one.is_dir()]
    assert folder.name.endswith("-pseudonymous")
    assert verify_package(folder).ok
    told = " ".join(f"{one.text.text()} {one.second.text()}" for one in page.findChildren(Strip))
    assert "The dossier is built: edition 1" in told
    assert "is left out" in told
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
