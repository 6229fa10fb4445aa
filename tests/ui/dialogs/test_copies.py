"""Questions before something is done with an item: pages, translation, password, and into whose hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.dialogs.asking import above, beside, desk_of, is_open, key, opened, press, put, tab_order
from tests.ui.driving import cut, unnamed
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.dialogs.copies import HandSheet, PagesSheet, PasswordSheet, TranslationSheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.domain.items import CustodyEvent, EvidenceRow

PAPER, MAIL = "E-03", "E-05"


def rows(driver: Driver) -> list[EvidenceRow]:
    return desk_of(driver).evidence.list(driver.case)


def custody(driver: Driver, number: str) -> tuple[CustodyEvent, ...]:
    return desk_of(driver).evidence.show(number, driver.case).custody


def asked(driver: Driver, kind: type[Any], number: str) -> Any:
    row = desk_of(driver).evidence.show(number, driver.case).row
    made = kind(driver.window.around, driver.window, desk_of(driver), (driver.case, row), lambda _done: None)
    return opened(driver, made)


@pytest.fixture
def pages(reading: Driver) -> PagesSheet:
    """Which pages shall be copied of a paper of six."""
    found = asked(reading, PagesSheet, PAPER)
    assert isinstance(found, PagesSheet)
    return found


@pytest.fixture
def translation(reading: Driver) -> TranslationSheet:
    """Whose translation of the paper it is."""
    found = asked(reading, TranslationSheet, PAPER)
    assert isinstance(found, TranslationSheet)
    return found


@pytest.fixture
def hand(reading: Driver) -> HandSheet:
    """Into whose hands the paper went."""
    found = asked(reading, HandSheet, PAPER)
    assert isinstance(found, HandSheet)
    return found


def test_all_pages_are_proposed(pages: PagesSheet) -> None:
    assert pages.form.values() == {"pages": "1", "last": "6"}


def test_the_copy_has_the_pages_that_were_asked_for(reading: Driver, pages: PagesSheet) -> None:
    put(pages.form, pages="2", last="4")
    press(reading, pages)
    assert not is_open(pages)
    made = rows(reading)[-1]
    assert (made.pages, made.derived_from) == (3, PAPER)
    texts = desk_of(reading).evidence.show(made.number, reading.case).page_texts
    assert [text.strip() for text in texts] == ["Bicycle page2", "Bicycle page3", "Bicycle page4"]


@pytest.mark.parametrize(
    ("first", "last", "field", "part"),
    [
        ("", "4", "pages", "no page"),
        ("two", "4", "pages", "two"),
        ("-1", "4", "pages", "-1"),
        ("1.5", "4", "pages", "1.5"),
        ("1", "", "last", "no page"),
        ("1", "²", "last", "²"),
        ("1", "\u202e6", "last", ""),
        ("0", "4", "pages", "0"),
        ("5", "2", "pages", "5-2"),
    ],
)
def test_what_is_no_page_is_said_beside_its_field(
    reading: Driver, pages: PagesSheet, first: str, last: str, field: str, part: str
) -> None:
    before = len(rows(reading))
    put(pages.form, pages=first, last=last)
    press(reading, pages)
    assert is_open(pages)
    assert list(beside(pages.form)) == [field]
    assert part in beside(pages.form)[field]
    assert len(rows(reading)) == before


@pytest.mark.parametrize(("first", "last"), [("7", "9"), ("1", "7"), ("1", "9" * 30)])
def test_pages_the_paper_does_not_have(reading: Driver, pages: PagesSheet, first: str, last: str) -> None:
    before = len(rows(reading))
    put(pages.form, pages=first, last=last)
    press(reading, pages)
    assert is_open(pages)
    assert above(pages).strip() or beside(pages.form)
    assert len(rows(reading)) == before


def test_enter_makes_one_copy_and_esc_none(reading: Driver, pages: PagesSheet) -> None:
    before = len(rows(reading))
    put(pages.form, pages="1", last="1")
    for _time in range(2):
        QTest.keyClick(pages.form.editor("last"), Qt.Key.Key_Return)
    reading.settle()
    assert len(rows(reading)) == before + 1
    again = asked(reading, PagesSheet, PAPER)
    put(again.form, pages="1", last="1")
    again.form.editor("pages").setFocus()
    key(again, Qt.Key.Key_Escape)
    reading.settle()
    assert len(rows(reading)) == before + 1


def test_a_translation_is_taken_in_and_tied_to_its_original(
    reading: Driver, translation: TranslationSheet, tmp_path: Path
) -> None:
    (tmp_path / "übersetzt.txt").write_text("Das Fahrrad kam nie an.\n", encoding="utf-8")
    put(
        translation.form,
        file=f"  {tmp_path / 'übersetzt.txt'} ",
        language="de",
        translator="Mei Lin",
        on="8/3/2026",
        certified="yes",
        pages="1=1-3",
    )
    press(reading, translation)
    assert not is_open(translation)
    made = rows(reading)[-1]
    assert made.derived_from == PAPER
    assert made.derivation is not None
    said = {
        name: made.derivation.get(name) for name in ("language", "translator", "on", "certified", "pairs")
    }
    assert said == {
        "language": "de",
        "translator": "Mei Lin",
        "on": "2026-03-08",
        "certified": True,
        "pairs": [[1, 1, 3]],
    }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"file": ""}, "file"),
        ({"file": "  "}, "file"),
        ({"language": ""}, "language"),
        ({"language": "the German one"}, "language"),
        ({"translator": ""}, "translator"),
        ({"translator": "Mei\u202eLin"}, "translator"),
        ({"on": "30.2.2026"}, "on"),
        ({"on": "last Friday"}, "on"),
        ({"pages": "1-1"}, "pages"),
        ({"pages": "1=5-2"}, "pages"),
        ({"pages": "0=1"}, "pages"),
        ({"pages": "1=" + "9" * 90}, "pages"),
    ],
)
def test_a_translation_that_is_not_said_whole(
    reading: Driver, translation: TranslationSheet, tmp_path: Path, typed: dict[str, str], field: str
) -> None:
    before = len(rows(reading))
    file = tmp_path / "words.txt"
    file.write_text("words", encoding="utf-8")
    put(translation.form, **{"file": str(file), "language": "de", "translator": "Mei Lin", **typed})
    press(reading, translation)
    assert list(beside(translation.form)) == [field]
    assert translation.focusWidget() is translation.form.editor(field)
    assert len(rows(reading)) == before


@pytest.mark.parametrize("name", ["gone.pdf", "", "no/such/folder/a.pdf"])
def test_a_file_that_is_not_there(
    reading: Driver, translation: TranslationSheet, tmp_path: Path, name: str
) -> None:
    before = len(rows(reading))
    put(translation.form, file=str(tmp_path / name), language="de", translator="Mei Lin")
    press(reading, translation)
    assert is_open(translation)
    assert above(translation).strip() or beside(translation.form)
    assert len(rows(reading)) == before


def test_a_path_longer_than_any_name_is_taken_whole(translation: TranslationSheet, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-very-deep-folder-of-scans"] * 24) / "translation.pdf"
    assert len(str(deep)) > 600
    translation.form.put({"file": str(deep)})
    assert translation.form.values()["file"] == str(deep)


def locked(folder: Path) -> Path:
    file = folder / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.save(file, encryption=pikepdf.Encryption(owner="o", user="1234"))
    return file


def test_a_locked_file_is_opened_with_its_password_only(reading: Driver, tmp_path: Path) -> None:
    desk_of(reading).evidence.add_files(reading.case, [locked(tmp_path)], JobContext())
    number = rows(reading)[-1].number
    sheet = asked(reading, PasswordSheet, number)
    line = sheet.form.editor("password")
    assert isinstance(line, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    for wrong in ("", "0000", "\x00", "ｐａｓｓ" * 100):
        put(sheet.form, password=wrong)
        press(reading, sheet)
        assert is_open(sheet), wrong
        assert beside(sheet.form) or above(sheet).strip(), wrong
    put(sheet.form, password="1234")
    press(reading, sheet)
    assert not is_open(sheet)
    assert rows(reading)[-1].pages == 1
    kept = str([one.details for one in custody(reading, number)])
    assert "1234" not in kept.replace(rows(reading)[-1].sha256, "")


def test_the_password_is_no_draft(reading: Driver) -> None:
    sheet = asked(reading, PasswordSheet, PAPER)
    assert sheet.autosave is None
    put(sheet.form, password="secret")
    sheet.form.editor("password").setFocus()
    key(sheet, Qt.Key.Key_Escape)
    reading.settle()
    assert "secret" not in str([one.values for one in desk_of(reading).drafts.mine()])


@pytest.mark.parametrize("action", ["hand_over", "return", "view", "copy"])
def test_into_whose_hands_is_written_down(reading: Driver, hand: HandSheet, action: str) -> None:
    put(hand.form, action=action, **{"from": "Jo Roe", "to": "Dr. Wen Li", "reason": "for the hearing"})
    press(reading, hand)
    assert not is_open(hand)
    latest = custody(reading, PAPER)[-1]
    assert latest.action == action
    assert {name: latest.details.get(name) for name in ("from", "to", "reason")} == {
        "from": "Jo Roe",
        "to": "Dr. Wen Li",
        "reason": "for the hearing",
    }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"action": "hand_over", "to": ""}, "to"),
        ({"action": "return", "to": "  "}, "to"),
        ({"action": "hand_over", "to": "Li\x00"}, "to"),
        ({"action": "view", "from": "\u2067Li"}, "from"),
        ({"action": "copy", "reason": "a\u202eb"}, "reason"),
    ],
)
def test_the_register_takes_no_half_line(
    reading: Driver, hand: HandSheet, typed: dict[str, str], field: str
) -> None:
    before = custody(reading, PAPER)
    put(hand.form, **typed)
    press(reading, hand)
    assert list(beside(hand.form)) == [field]
    assert custody(reading, PAPER) == before


def test_enter_twice_is_one_line_of_the_register(reading: Driver, hand: HandSheet) -> None:
    before = len(custody(reading, PAPER))
    put(hand.form, action="view", **{"from": "Jo Roe"})
    for _time in range(3):
        QTest.keyClick(hand.form.editor("reason"), Qt.Key.Key_Return)
    reading.settle()
    assert len(custody(reading, PAPER)) == before + 1


@pytest.mark.parametrize("kind", [PagesSheet, TranslationSheet, PasswordSheet, HandSheet])
def test_the_language_turns_while_it_asks(reading: Driver, kind: type[Any]) -> None:
    sheet = asked(reading, kind, MAIL)
    english = sheet.windowTitle()
    names = list(sheet.form.values())
    assert tab_order(sheet, sheet.form) == names
    put(sheet.form, **{names[-1]: "7"})
    reading.speak("ar")
    assert sheet.windowTitle() != english
    assert sheet.form.values()[names[-1]] == "7"
    assert unnamed(sheet) == []
    assert cut(sheet) == []
