"""What a person chooses counts at once and stays; backup and check tell what they did."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from xborder_desk.ui.pages.cases import CasesPage
from xborder_desk.ui.pages.settings import SettingsPage
from xborder_desk.ui.widgets.forms import Options

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def settings(driver: Driver) -> SettingsPage:
    page = driver.go("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_looks_are_shown_as_they_are_and_changed_at_once(desk_open: Driver) -> None:
    page = settings(desk_open)
    shown = page.form.values()
    assert (shown["language"], shown["text_size"]) == ("en", str(page.around.theme.percent))
    editor = page.form.editor("theme")
    assert isinstance(editor, Options)
    editor.choose("dark")
    desk_open.settle()
    assert page.around.theme.name == "dark"
    assert desk_open.ways.settings().theme == "dark"
    editor.choose("light")
    assert page.around.theme.name == "light"


def test_another_language_is_spoken_at_once(desk_open: Driver) -> None:
    page = settings(desk_open)
    editor = page.form.editor("language")
    assert isinstance(editor, Options)
    editor.choose("de")
    desk_open.settle()
    assert page.language.tag == "de"
    assert desk_open.ways.settings().language == "de"
    assert page.form.values()["language"] == "de"


def test_a_backup_is_a_whole_file(desk_open: Driver, tmp_path: Path) -> None:
    page = settings(desk_open)
    page.backup_to(tmp_path / "office.zip")
    desk_open.settle()
    with zipfile.ZipFile(tmp_path / "office.zip") as file:
        assert file.testzip() is None
        assert file.namelist()


def test_a_check_says_what_it_found(desk_open: Driver) -> None:
    page = settings(desk_open)
    page._check()
    desk_open.settle()
    assert "as it was taken in: 2 items of evidence" in page._verdict.text()
    assert page._table.isHidden()
    for blob in page.desk.location.rglob("*"):
        if blob.is_file() and blob.read_bytes() == b"We will send it tomorrow.\n":
            blob.chmod(0o600)
            blob.write_bytes(b"We will send it someday!!\n")
    page._check()
    desk_open.settle()
    assert page.findings.size() >= 1
    assert not page._table.isHidden()


def test_digits_are_offered_where_the_language_has_a_choice(desk_open: Driver) -> None:
    page = settings(desk_open)
    editor = page.form.editor("digits")
    assert isinstance(editor, Options)
    assert editor.isHidden()
    desk_open.shell.screen.switch("ar")
    desk_open.settle()
    page = settings(desk_open)
    editor = page.form.editor("digits")
    assert isinstance(editor, Options)
    assert not editor.isHidden()
    shown = [editor.itemText(number) for number in range(editor.count())]
    assert shown[1:] == ["0123456789", "٠١٢٣٤٥٦٧٨٩"]


def test_chosen_digits_count_at_once_everywhere_and_stay(desk_open: Driver) -> None:
    desk_open.shell.choose_language("ar")
    desk_open.settle()
    page = settings(desk_open)
    assert "0" in page.language.number(10)
    editor = page.form.editor("digits")
    assert isinstance(editor, Options)
    editor.choose("arab")
    desk_open.settle()
    assert desk_open.ways.settings().digits == "arab"
    assert page.language.number(10) == "١٠"
    assert desk_open.ways.language().number(10) == "١٠"
    cases = desk_open.go("cases")
    assert isinstance(cases, CasesPage)
    assert "٠" in "".join(
        str(cases.model.index(0, column).data() or "") for column in range(cases.model.columnCount())
    )
    editor.choose("latn")
    desk_open.settle()
    assert settings(desk_open).language.number(10) == "10"
    desk_open.shell.choose_language("de")
    desk_open.settle()
    assert settings(desk_open).form.editor("digits").isHidden()
    assert desk_open.ways.settings().digits == "latn"
