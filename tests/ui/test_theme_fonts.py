"""A font that is missing or damaged is named in the window, which opens all the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from xborder_desk.app import Places, Ways
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.shell import Shell
from xborder_desk.ui.theme import Theme
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.driving import Driver


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda font: font.unlink(), "is missing"),
        (lambda font: font.write_bytes(font.read_bytes()[:3000]), "is damaged"),
        (lambda font: font.write_bytes(b""), "is damaged"),
    ],
)
def test_a_font_that_is_missing_is_named_and_the_program_goes_on(
    break_it: Callable[[Path], object],
    told: str,
    drive: Driver,
    office: Path,
    project_root: Path,
    tmp_path: Path,
) -> None:
    resources = tmp_path / "resources"
    resources.mkdir()
    for entry in (project_root / "resources").iterdir():
        if entry.name != "fonts":
            (resources / entry.name).symlink_to(entry)
    shutil.copytree(project_root / "resources" / "fonts", resources / "fonts")
    font = resources / "fonts" / "XborderSansThai-Regular.ttf"
    break_it(font)
    ways = Ways(Places(resources, project_root / "translations"), SettingsFile(tmp_path / "own"))
    shell = Shell(drive.app, ways)
    window = shell.new_window()
    try:
        shell.open_office(office)
        drive.qtbot.waitUntil(lambda: shell.desk is not None and window.view() is not None, timeout=20_000)
        said = [strip.text.text() for strip in window.findChildren(Strip) if strip.isVisibleTo(window)]
        assert any(font.name in one and told in one for one in said), said
    finally:
        window.allow_close()
        window.close()
        shell.close()


def test_whole_fonts_are_not_spoken_of(drive: Driver) -> None:
    assert drive.shell.theme.load_fonts() == ()


@pytest.mark.parametrize("content", ["", "font = 3", "[[font]]\nfamily = 1", "no toml at all ["])
def test_without_a_readable_list_the_fonts_that_are_there_are_taken(
    content: str, drive: Driver, project_root: Path, tmp_path: Path
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copyfile(
        project_root / "resources" / "fonts" / "XborderSansThai-Regular.ttf",
        fonts / "XborderSansThai-Regular.ttf",
    )
    (fonts / "fonts.toml").write_text(content, encoding="utf-8")
    assert Theme(drive.app, tmp_path, drive.shell.screen).load_fonts() == ()
    (fonts / "XborderSansOther-Regular.ttf").write_bytes(b"no font")
    lost = Theme(drive.app, tmp_path, drive.shell.screen).load_fonts()
    assert [file.name for file in lost] == ["XborderSansOther-Regular.ttf"]


def test_who_opens_the_program_for_the_first_time_is_told_too(
    drive: Driver, project_root: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(b"half a catalogue")
    ways = Ways(
        Places(project_root / "resources", tmp_path / "translations"), SettingsFile(tmp_path / "first")
    )
    ways.choose(language="de")
    shell = Shell(drive.app, ways)
    window = shell.new_window()
    try:
        shell.start(None)
        said = [strip.text.text() for strip in window.findChildren(Strip) if strip.isVisibleTo(window)]
        assert any("de/LC_MESSAGES/xborder_desk.mo" in one for one in said), said
    finally:
        window.allow_close()
        window.close()
        shell.close()
