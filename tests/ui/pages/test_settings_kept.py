"""What is chosen on the settings page stays chosen; backups and checks are done, stopped and refused."""

from __future__ import annotations

import shutil
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.pages.settings import SettingsPage
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.forms import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.driving import Driver


@pytest.fixture
def page(shared: Driver) -> Iterator[SettingsPage]:
    """The page, and the light look of 100 % afterwards."""
    found = shared.go("settings")
    assert isinstance(found, SettingsPage)
    yield found
    shared.shell.theme.apply("light", 100)
    shared.ways.choose(theme="light", text_size="100", name="")


def choose(driver: Driver, page: SettingsPage, name: str, value: str) -> None:
    editor = page.form.editor(name)
    assert isinstance(editor, Options)
    editor.choose(value)
    driver.settle()


def strips(page: SettingsPage) -> list[Strip]:
    return [one for one in page.findChildren(Strip) if one.isVisibleTo(page)]


def press(page: SettingsPage, words: str) -> None:
    (button,) = [one for one in page.findChildren(QPushButton) if one.text() == words]
    button.click()


def spoil(driver: Driver) -> bytes:
    """Change a byte of a file that was taken in; gives what it held."""
    desk = driver.shell.desk
    assert desk is not None
    (file,) = [
        one
        for one in desk.location.rglob("*")
        if one.is_file() and one.read_bytes() == b"We will send it tomorrow.\n"
    ]
    held = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(held.replace(b"tomorrow", b"TOMORROW"))
    return held


def mend(driver: Driver, held: bytes) -> None:
    desk = driver.shell.desk
    assert desk is not None
    for file in desk.location.rglob("*"):
        if file.is_file() and file.read_bytes() == held.replace(b"tomorrow", b"TOMORROW"):
            file.write_bytes(held)
            file.chmod(0o400)


@pytest.mark.parametrize("look", ["dark", "contrast", "light", "system"])
def test_a_look_is_kept_for_the_next_start(shared: Driver, page: SettingsPage, look: str) -> None:
    choose(shared, page, "theme", "dark" if look == "light" else "light")
    choose(shared, page, "theme", look)
    assert shared.ways.settings().theme == look
    assert shared.shell.theme.name == look
    page.reload()
    shared.settle()
    assert page.form.values()["theme"] == look


def test_a_size_of_letters_is_kept_and_makes_them_larger(shared: Driver, page: SettingsPage) -> None:
    before = page.font().pointSizeF()
    choose(shared, page, "text_size", "150")
    assert shared.ways.settings().text_size == "150"
    assert shared.app.font().pointSizeF() == pytest.approx(1.5 * before)


def test_a_name_is_kept_letter_by_letter_and_the_cursor_stays(shared: Driver, page: SettingsPage) -> None:
    line = page.form.editor("name")
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, "Jana Weiss")
    line.setCursorPosition(4)
    QTest.keyClicks(line, " M.")
    shared.settle()
    assert line.text() == "Jana M. Weiss"
    assert line.cursorPosition() == 7
    assert shared.ways.settings().name == "Jana M. Weiss"


def test_what_is_only_shown_is_not_written(shared: Driver, page: SettingsPage) -> None:
    shared.ways.choose(name="Before")
    written: list[dict[str, str]] = []
    choose_it = type(page.around.doors).choose

    def watched(_doors: object, **chosen: str) -> None:
        written.append(chosen)
        choose_it(page.around.doors, **chosen)

    patch = pytest.MonkeyPatch()
    patch.setattr(type(page.around.doors), "choose", watched)
    page.reload()
    shared.settle()
    shared.speak("de")
    shared.speak("en")
    patch.undo()
    assert written == []
    assert page.form.values()["name"] == "Before"


def test_the_counts_are_those_of_the_office_and_follow_it(shared: Driver, page: SettingsPage) -> None:
    desk = page.desk
    before = desk.offices.summary()["cases"]
    shared.new_case()
    page.reload()
    shared.settle()
    assert page._counts.text().startswith(f"{before + 1} cases · 2 items of evidence")
    assert str(desk.zone) in page._counts.text()
    assert str(desk.location) in [one.text() for one in page.findChildren(QLabel)]


def test_every_language_says_its_own_name_and_that_of_here(page: SettingsPage) -> None:
    editor = page.form.editor("language")
    assert isinstance(editor, Options)
    words = {editor.itemData(n): editor.itemText(n) for n in range(editor.count())}
    assert words["en"] == "English"
    assert words["de"] == "Deutsch · German"
    assert len(words) == len(page.around.doors.languages())


def test_a_backup_that_cannot_be_written_is_refused_in_a_sentence(
    shared: Driver, page: SettingsPage, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    page.backup_to(tmp_path / "file" / "office.zip")
    shared.settle()
    (strip,) = strips(page)
    assert strip.property("kind") == "danger"
    assert strip.text.text()
    assert "Errno" not in strip.text.text()
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_backup_stopped_leaves_no_half_file(shared: Driver, page: SettingsPage, tmp_path: Path) -> None:
    # The job waits behind others, as behind a long search: it is stopped before it is done.
    hold = threading.Event()
    waiting = [shared.shell.runner.job(lambda _ctx: hold.wait(10), "{case}", case="x") for _n in range(2)]
    page.backup_to(tmp_path / "office.zip")
    for job in shared.shell.runner.visible:
        if job not in waiting:
            job.cancel()
    hold.set()
    shared.settle()
    assert not list(tmp_path.iterdir())
    assert not [one for one in strips(page) if one.property("kind") == "ok"]


def test_a_backup_says_how_much_it_holds_and_can_be_gone_on_with(
    shared: Driver, page: SettingsPage, tmp_path: Path
) -> None:
    page.backup_to(tmp_path / "office.zip")
    shared.settle()
    (strip,) = strips(page)
    assert str(tmp_path / "office.zip") in strip.text.text()
    assert "items of evidence" in strip.second.text()
    with zipfile.ZipFile(tmp_path / "office.zip") as packed:
        assert packed.testzip() is None
    shared.ways.restore(tmp_path / "office.zip", tmp_path / "back", JobContext())
    again = shared.ways.open(tmp_path / "back")
    try:
        assert again.cases.show(shared.case).title == "Folding bicycle never delivered"
    finally:
        again.close()
    shared.settle()


def test_a_check_finds_what_was_changed_and_later_that_it_is_whole_again(
    shared: Driver, page: SettingsPage
) -> None:
    held = spoil(shared)
    press(page, "Check now")
    shared.settle()
    assert page._table.isVisibleTo(page)
    assert "finding" in page._verdict.text()
    found = [page.findings.index(line, 0).data() for line in range(page.findings.size())]
    assert any(found)
    mend(shared, held)
    press(page, "Check now")
    shared.settle()
    assert not page._table.isVisibleTo(page)
    assert "Every byte is as it was taken in" in page._verdict.text()


def test_what_a_check_found_is_said_in_the_language_of_the_screen(shared: Driver, page: SettingsPage) -> None:
    held = spoil(shared)
    press(page, "Check now")
    shared.settle()
    mend(shared, held)
    shared.speak("qps")
    assert OPENING in page._verdict.text()
    assert OPENING in page.findings.index(0, 1).data()
    shared.speak("en")
    assert OPENING not in page._verdict.text()


def test_a_check_of_an_office_that_lost_a_file_names_it(shared: Driver, page: SettingsPage) -> None:
    desk = page.desk
    files = [one for one in desk.location.rglob("*") if one.is_file()]
    (lost,) = [one for one in files if one.read_bytes().startswith(b"We will")]
    away = lost.with_suffix(".away")
    shutil.move(lost, away)
    press(page, "Check now")
    shared.settle()
    shutil.move(away, lost)
    said = [
        str(page.findings.index(n, column).data()) for n in range(page.findings.size()) for column in (0, 1)
    ]
    assert any("E-01" in one for one in said), said
