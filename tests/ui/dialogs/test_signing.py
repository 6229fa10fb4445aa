"""Asking in the window with what a dossier is signed: tried at once, told beside its field, kept nowhere."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.signatures import NAME, PASS, flipped, holds, key, maker
from tests.ui.dialogs.asking import above, beside, desk_of, is_open, opened, press, put
from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.domain.dossier import Group
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers import Signer, Signing
from xborder_desk.services.dossiers.making import SELF_MADE
from xborder_desk.ui.dialogs.group_dossier import Asked, address_of
from xborder_desk.ui.dialogs.signing import SigningSheet
from xborder_desk.ui.pages.dossier import DossierPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.factories.signatures import Maker
    from tests.ui.driving import Driver

__all__ = ["key", "maker"]

Given = list[tuple[Signing, Signer]]


@pytest.fixture
def page(desk_open: Driver) -> Iterator[DossierPage]:
    shown = desk_open.go("dossier")
    assert isinstance(shown, DossierPage)
    yield shown
    shown.around.memory.remove("signing")


def sheet_of(driver: Driver, page: DossierPage, given: Given | None = None) -> SigningSheet:
    kept = [] if given is None else given

    def build(signing: Signing, signer: Signer) -> None:
        kept.append((signing, signer))

    return opened(driver, SigningSheet(page.around, page, page.desk, build))


def secret(sheet: SigningSheet) -> QLineEdit:
    editor = sheet.form.editor("passphrase")
    assert isinstance(editor, QLineEdit)
    return editor


def remembered(page: DossierPage) -> dict[str, str]:
    memory = page.around.memory
    found = {name: str(memory.value(name)) for name in memory.allKeys() if name.startswith("signing/")}
    return {**found, "signing/visible": found["signing/visible"].lower()} if found else {}


def test_what_can_be_used_is_given_on_and_all_but_the_passphrase_remembered(
    page: DossierPage, desk_open: Driver, key: str
) -> None:
    given: Given = []
    sheet = sheet_of(desk_open, page, given)
    put(sheet.form, sign=f'"{key}"', passphrase=PASS)
    sheet.visible.setChecked(True)
    press(desk_open, sheet)
    assert not is_open(sheet)
    ((signing, signer),) = given
    assert signing == Signing(key, PASS, "", None, visible=True)
    assert (signer.name, signer.self_made) == (NAME, True)
    assert remembered(page) == {
        "signing/key": key,
        "signing/service": "",
        "signing/trust": "",
        "signing/visible": "true",
    }
    again = sheet_of(desk_open, page)
    assert again.form.values()["sign"] == key
    assert again.visible.isChecked()
    assert secret(again).text() == ""
    assert again.focusWidget() is secret(again), "the rest is there: only the passphrase is to be typed"
    again.reject()


def test_a_wrong_passphrase_is_one_sentence_and_the_other_words_stay(
    page: DossierPage, desk_open: Driver, key: str
) -> None:
    given: Given = []
    sheet = sheet_of(desk_open, page, given)
    put(sheet.form, sign=key, passphrase="not this one", trust="")
    press(desk_open, sheet)
    assert is_open(sheet)
    (said,) = beside(sheet.form).values()
    assert "key.p12" in said
    assert "not this one" not in said
    assert (sheet.form.values()["sign"], secret(sheet).text()) == (key, "not this one")
    assert remembered(page) == {}
    put(sheet.form, passphrase=PASS)
    press(desk_open, sheet)
    assert [signing.passphrase for signing, _signer in given] == [PASS]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sign": ""}, "sign"),
        ({"sign": "pkcs11:token=Card;object=Key"}, "sign"),
        ({"service": "tsa.example"}, "service"),
        ({"service": "http://127.0.0.1:9/tsr"}, "service"),
        ({"trust": "roots that are not there.pem"}, "trust"),
    ],
)
def test_each_fault_stands_beside_its_own_field(
    page: DossierPage, desk_open: Driver, key: str, typed: dict[str, str], field: str
) -> None:
    given: Given = []
    sheet = sheet_of(desk_open, page, given)
    put(sheet.form, **{"sign": key, "passphrase": PASS, **typed})
    press(desk_open, sheet)
    assert given == []
    assert set(beside(sheet.form)) == {field}
    assert above(sheet) == ""
    sheet.reject()


def test_the_passphrase_is_hidden_and_kept_nowhere(
    page: DossierPage, desk_open: Driver, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    sheet = sheet_of(desk_open, page, [])
    line = secret(sheet)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert sheet.autosave is None
    with caplog.at_level(logging.DEBUG):
        put(sheet.form, sign=key, passphrase="half typed and let go")
        sheet.reject()
        desk_open.settle()
        sheet = sheet_of(desk_open, page, [])
        assert secret(sheet).text() == ""
        put(sheet.form, sign=key, passphrase=PASS)
        press(desk_open, sheet)
    assert PASS not in caplog.text
    assert list(desk_of(desk_open).drafts.mine()) == []
    told = "\n".join(f"{name} {page.around.memory.value(name)}" for name in page.around.memory.allKeys())
    assert PASS not in told
    settings = asdict(page.around.doors.settings())
    assert PASS not in str(settings)


def test_the_service_of_the_office_is_proposed_until_somebody_says_another(
    page: DossierPage, desk_open: Driver
) -> None:
    stamping = desk_of(desk_open).stamping
    stamping.set_up("https://tsa.example/tsr")
    try:
        sheet = sheet_of(desk_open, page)
        assert sheet.form.values()["service"] == "https://tsa.example/tsr"
        sheet.reject()
        page.around.memory.setValue("signing/service", "")
        sheet = sheet_of(desk_open, page)
        assert sheet.form.values()["service"] == ""
        sheet.reject()
    finally:
        stamping.set_up("")


@pytest.mark.parametrize("tag", ["qps", "qps-rtl"])
def test_nothing_is_cut_unnamed_or_untranslated(page: DossierPage, desk_open: Driver, tag: str) -> None:
    desk_open.speak(tag)
    sheet = sheet_of(desk_open, page)
    assert cut(sheet) == []
    assert unnamed(sheet) == []
    assert untranslated(sheet, []) == []
    sheet.reject()
    desk_open.speak("en")


def signed(driver: Driver, page: DossierPage, key: str) -> str:
    """Sign and build on a page by its verb; gives what is said of it."""
    page.head.sign.setFocus()
    page.head.sign.click()
    driver.settle()
    sheet = driver.dialog()
    assert isinstance(sheet, SigningSheet)
    put(sheet.form, sign=key, passphrase=PASS)
    press(driver, sheet)
    (strip,) = page.findChildren(Strip)
    return f"{strip.text.text()}\n{strip.second.text()}"


def test_a_signed_dossier_holds_says_who_signed_and_is_called_what_it_is(
    page: DossierPage, desk_open: Driver, key: str, maker: Maker, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    page.target.setText(str(out))
    said = signed(desk_open, page, key)
    assert NAME in said
    assert SELF_MADE in said
    (file,) = out.glob("*.pdf")
    assert holds(file, maker)
    seen = verify_package(file).signature
    assert seen is not None
    assert (seen.intact, seen.self_made) == (True, True)
    assert not holds(flipped(file, file), maker)


def test_the_dossier_over_several_cases_is_signed_and_cut_from_the_same_page(
    page: DossierPage, desk_open: Driver, key: str, maker: Maker, tmp_path: Path
) -> None:
    desk = desk_of(desk_open)
    numbers = []
    for name in ("Lamp", "Fan"):
        number = desk.cases.create(new_case(title=name, consumer="Zoë Adler"))
        add_evidence(desk, number, write_files(tmp_path / name, order=f"Order of a {name}."))
        numbers.append(number)
    desk_open.window.go("dossier", address_of(Asked(Group("", tuple(numbers)))))
    desk_open.settle()
    whole = desk_open.page
    assert isinstance(whole, DossierPage)
    assert whole is not page
    out = tmp_path / "out"
    whole.target.setText(str(out))
    assert NAME in signed(desk_open, whole, key)
    (file,) = out.glob("*.pdf")
    assert holds(file, maker)


def test_a_size_that_is_none_is_said_beside_it_and_nothing_is_asked_or_built(
    page: DossierPage, desk_open: Driver, tmp_path: Path
) -> None:
    page.target.setText(str(tmp_path / "out"))
    put(page.making.form, split="sixty")
    page.sign()
    page.build()
    desk_open.settle()
    assert [one for one in desk_open.app.topLevelWidgets() if isinstance(one, SigningSheet)] == []
    assert "sixty" in beside(page.making.form)["split"]
    assert not (tmp_path / "out").exists()
    put(page.making.form, split="0.2")
    page.build()
    desk_open.settle()
    assert beside(page.making.form) == {}
    assert list((tmp_path / "out").glob("*.pdf"))


def test_after_a_build_by_keys_the_keyboard_is_on_what_came_of_it(
    page: DossierPage, desk_open: Driver, tmp_path: Path
) -> None:
    page.target.setText(str(tmp_path / "out"))
    page.head.go.setFocus()
    QTest.keyClick(page.head.go, Qt.Key.Key_Return)
    assert desk_open.window.focusWidget() is page.head.go, "not on what stands next to it, while it is built"
    desk_open.settle()
    focus = desk_open.window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Open file"


def test_who_works_elsewhere_while_it_is_built_stays_there(
    page: DossierPage, desk_open: Driver, tmp_path: Path
) -> None:
    page.target.setText(str(tmp_path / "out"))
    page.table.setFocus()
    page.build()
    desk_open.settle()
    assert desk_open.window.focusWidget() is page.table


def test_enter_pressed_twice_is_one_build(page: DossierPage, desk_open: Driver, tmp_path: Path) -> None:
    page.target.setText(str(tmp_path / "out"))
    page.head.go.click()
    page.head.go.click()
    desk_open.settle()
    assert [one.number for one in page.editions.rows] == [1]
    page.head.go.click()
    desk_open.settle()
    assert page._building is False
