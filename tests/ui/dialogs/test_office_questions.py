"""Questions about the office: a folder to watch, a page to capture, a service that stamps times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.ui.dialogs.asking import above, beside, desk_of, is_open, key, opened, press, put
from tests.ui.driving import cut, unnamed
from xborder_desk.ui.dialogs.copies import CaptureSheet, StampSheet, WatchSheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.dialogs.sheet import Sheet


def watching(driver: Driver, case: str) -> WatchSheet:
    sheet = WatchSheet(driver.window.around, driver.window, desk_of(driver), case, lambda _done: None)
    return opened(driver, sheet)


@pytest.fixture
def folder(shared: Driver, tmp_path: Path) -> Iterator[Path]:
    """A folder to watch; afterwards none is watched."""
    made = tmp_path / "Scans für heute"
    made.mkdir()
    yield made
    desk_of(shared).watching.watch("", shared.case)


@pytest.fixture
def stamp(shared: Driver) -> StampSheet:
    """Which service stamps."""
    sheet = StampSheet(shared.window.around, shared.window, desk_of(shared), lambda _done: None)
    return opened(shared, sheet)


def watched(driver: Driver) -> tuple[str, str]:
    now = desk_of(driver).watching.watched()
    return now.folder, now.case


def test_a_folder_is_watched_and_shown_again(shared: Driver, folder: Path) -> None:
    sheet = watching(shared, shared.case)
    assert sheet.form.values() == {"folder": ""}
    put(sheet.form, folder=f" {folder} ")
    press(shared, sheet)
    assert watched(shared) == (str(folder), shared.case)
    again = watching(shared, shared.case)
    assert again.form.values() == {"folder": str(folder)}
    put(again.form, folder="")
    press(shared, again)
    assert watched(shared) == ("", "")


@pytest.mark.parametrize("name", ["gone", "a file.txt", "\x00", "x" * 300])
def test_what_is_no_folder_is_refused(shared: Driver, folder: Path, name: str) -> None:
    (folder / "a file.txt").touch()
    sheet = watching(shared, shared.case)
    put(sheet.form, folder=str(folder / name))
    press(shared, sheet)
    assert is_open(sheet)
    assert beside(sheet.form) or above(sheet).strip()
    assert watched(shared) == ("", "")


def test_the_office_itself_is_not_watched(shared: Driver, folder: Path) -> None:
    del folder
    sheet = watching(shared, shared.case)
    put(sheet.form, folder=str(desk_of(shared).location))
    press(shared, sheet)
    assert list(beside(sheet.form)) == ["folder"]
    assert watched(shared) == ("", "")


def test_saving_nothing_leaves_what_another_case_watches(shared: Driver, folder: Path) -> None:
    desk_of(shared).watching.watch(str(folder), shared.case)
    other = shared.new_case("A kettle")
    sheet = watching(shared, other)
    assert sheet.form.values() == {"folder": ""}
    press(shared, sheet)
    assert not is_open(sheet)
    assert watched(shared) == (str(folder), shared.case)


def test_another_case_may_take_the_folder_over(shared: Driver, folder: Path) -> None:
    desk_of(shared).watching.watch(str(folder), shared.case)
    other = shared.new_case("A lamp")
    sheet = watching(shared, other)
    put(sheet.form, folder=str(folder))
    press(shared, sheet)
    assert watched(shared) == (str(folder), other)


def test_a_folder_can_be_chosen(shared: Driver, folder: Path) -> None:
    sheet = watching(shared, shared.case)
    sheet._choose()
    (chooser,) = sheet.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(folder))
    chooser.close()
    assert sheet.form.values() == {"folder": str(folder)}
    assert watched(shared) == ("", "")


def capture(driver: Driver, given: list[str]) -> CaptureSheet:
    return opened(driver, CaptureSheet(driver.window.around, driver.window, given.append))


def test_a_page_of_the_web_is_begun_once(shared: Driver) -> None:
    given: list[str] = []
    sheet = capture(shared, given)
    put(sheet.form, url="  https://shop.example/kettle  ")
    QTest.keyClick(sheet.form.editor("url"), Qt.Key.Key_Return)
    shared.settle()
    assert given == ["https://shop.example/kettle"]
    assert not is_open(sheet)


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\t"])
def test_no_address_is_no_capture(shared: Driver, typed: str) -> None:
    given: list[str] = []
    sheet = capture(shared, given)
    put(sheet.form, url=typed)
    QTest.keyClick(sheet.form.editor("url"), Qt.Key.Key_Return)
    assert list(beside(sheet.form)) == ["url"]
    key(sheet, Qt.Key.Key_Escape)
    assert given == []
    assert not is_open(sheet)


def test_a_service_is_kept_and_can_be_given_up(shared: Driver, stamp: StampSheet) -> None:
    put(stamp.form, service=" https://tsa.example/tsr ")
    press(shared, stamp)
    assert desk_of(shared).stamping.service().url == "https://tsa.example/tsr"
    again = opened(
        shared, StampSheet(shared.window.around, shared.window, desk_of(shared), lambda _done: None)
    )
    assert again.form.values() == {"service": "https://tsa.example/tsr", "authority": ""}
    put(again.form, service="")
    press(shared, again)
    assert desk_of(shared).stamping.service().url == ""


@pytest.mark.parametrize(
    "typed",
    ["tsa.example", "ftp://tsa.example", "https://", "https://a b", "javascript:alert(1)", "\u202ehttps"],
)
def test_what_is_no_service_is_refused(shared: Driver, stamp: StampSheet, typed: str) -> None:
    put(stamp.form, service=typed)
    press(shared, stamp)
    assert list(beside(stamp.form)) == ["service"]
    assert desk_of(shared).stamping.service().url == ""


@pytest.mark.parametrize(
    "content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n", b"\x30\x80"]
)
def test_a_file_without_a_certificate_is_refused(
    shared: Driver, stamp: StampSheet, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "authority.pem"
    file.write_bytes(content)
    before = desk_of(shared).stamping.service()
    put(stamp.form, service="https://tsa.example/tsr", authority=str(file))
    press(shared, stamp)
    if content:
        assert list(beside(stamp.form)) == ["authority"]
        assert desk_of(shared).stamping.service() == before
    else:
        assert desk_of(shared).stamping.service().authorities == before.authorities


@pytest.mark.parametrize("name", ["gone.pem", ""])
def test_a_file_that_cannot_be_read_is_said(
    shared: Driver, stamp: StampSheet, tmp_path: Path, name: str
) -> None:
    put(stamp.form, service="https://tsa.example/tsr", authority=str(tmp_path / name))
    press(shared, stamp)
    assert list(beside(stamp.form)) == ["authority"]
    assert str(tmp_path) in beside(stamp.form)["authority"]


def sheets(driver: Driver) -> list[Sheet]:
    around, window, desk = driver.window.around, driver.window, desk_of(driver)
    return [
        WatchSheet(around, window, desk, driver.case, lambda _done: None),
        CaptureSheet(around, window, lambda _address: None),
        StampSheet(around, window, desk, lambda _done: None),
    ]


@pytest.mark.parametrize("number", range(3))
def test_each_begins_in_its_field_and_is_whole_in_every_direction(shared: Driver, number: int) -> None:
    sheet = opened(shared, sheets(shared)[number])
    form = getattr(sheet, "form")  # noqa: B009 - each has one, and no common type
    assert sheet.focusWidget() is form.editor(next(iter(form.values())))
    for tag in ("de", "ar"):
        shared.speak(tag)
        assert cut(sheet) == []
        assert unnamed(sheet) == []
