"""The window stands before anything heavy is loaded; offices are opened, refused and left."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from tests.journeys.walking import walk
from tests.ui.driving import cut, unnamed, untranslated
from xborder_desk.app import Places, Ways
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.shell import Shell
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext

FIRST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.shell import Shell
app = QApplication([])
shell = Shell(app, Ways(find_places(), SettingsFile(Path(sys.argv[1]))), "en")
window = shell.new_window()
app.processEvents()
assert window.isVisible()
heavy = ["sqlalchemy", "alembic", "reportlab", "pikepdf", "typst", "babel.dates", "PIL", "pypdfium2"]
print([name for name in heavy if name in sys.modules])
shell.close()
"""


def test_nothing_heavy_is_loaded_before_the_first_window(tmp_path: Path, project_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(tmp_path)],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_without_an_office_one_is_asked_for(drive: Driver) -> None:
    drive.shell.start(None)
    drive.settle()
    welcome = drive.shell.welcome
    assert welcome is not None
    assert drive.window.view() is welcome
    drive.speak("qps-rtl")
    names = [drive.ways.language(one.tag).language_name(one.tag) for one in drive.ways.languages()]
    own = [name[:1].upper() + name[1:] for name in names]
    assert not untranslated(welcome, own)
    assert not cut(welcome)
    assert not unnamed(welcome)


def test_a_folder_without_an_office_is_refused_in_a_sentence(drive: Driver, tmp_path: Path) -> None:
    drive.shell.start(tmp_path / "nowhere")
    drive.settle()
    assert drive.shell.desk is None
    assert drive.shell.welcome is not None
    assert drive.shell.welcome.said
    assert "Traceback" not in drive.shell.welcome.said


def test_the_office_opened_last_is_opened_again(desk_open: Driver, office: Path) -> None:
    assert desk_open.ways.settings().office == str(office)
    assert desk_open.window.page_in_view() is not None


def test_a_new_office_is_made_and_entered(drive: Driver, tmp_path: Path) -> None:
    drive.shell.make_office(tmp_path / "fresh", sample=False)
    drive.settle()
    assert drive.shell.desk is not None
    assert drive.shell.desk.location == tmp_path / "fresh"


def test_the_language_is_switched_while_a_case_is_open(desk_open: Driver) -> None:
    desk_open.go("evidence")
    before = desk_open.window.rail.findChildren(type(desk_open.window.rail._buttons["cases"]))
    desk_open.shell.choose_language("zh-Hant")
    desk_open.settle()
    assert desk_open.ways.settings().language == "zh-Hant"
    assert isinstance(desk_open.window.view(), Workspace)
    assert before
    desk_open.speak("qps-rtl")
    assert desk_open.app.isRightToLeft()
    desk_open.speak("en")
    assert not desk_open.app.isRightToLeft()


def test_two_windows_show_one_office(desk_open: Driver) -> None:
    desk_open.window.another.emit()
    desk_open.settle()
    assert len(desk_open.shell.windows) == 2
    second = desk_open.shell.windows[1]
    assert second.desk is desk_open.window.desk
    second.close()
    assert desk_open.shell.windows == [desk_open.window]


def test_closing_with_a_job_asks_first(desk_open: Driver) -> None:
    def work(ctx: JobContext) -> None:
        while True:
            ctx.progress(1, 2)

    desk_open.shell.runner.job(work, "{case}", case="slow")
    desk_open.window.close()
    assert desk_open.window.isVisible()
    box = desk_open.dialog()
    assert isinstance(box, QMessageBox)
    stop = next(one for one in box.buttons() if "Cancel it" in one.text())
    stop.click()
    desk_open.settle()
    assert desk_open.shell.windows == []


def test_a_new_office_may_have_a_folder_that_is_not_there_yet(drive: Driver, tmp_path: Path) -> None:
    drive.shell.start(None)
    drive.settle()
    welcome = drive.shell.welcome
    assert welcome is not None
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "note.txt").write_text("mine", encoding="utf-8")
    asked: list[Path] = []
    welcome.make_office.disconnect()
    welcome.make_office.connect(lambda folder, _sample: asked.append(folder))
    for folder in ("new", "papers"):
        welcome._create_in(tmp_path / folder)
    assert asked == [tmp_path / "new", tmp_path / "papers" / "Xborder Office"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_first_question_is_first_by_tab(drive: Driver) -> None:
    drive.shell.start(None)
    drive.settle()
    welcome = drive.shell.welcome
    assert welcome is not None
    drive.window.activateWindow()
    drive.settle()
    tiles = welcome._languages.buttons()
    tiles[0].setFocus()
    assert walk(drive.window)[:3] == [tiles[0], welcome.sample, welcome.make_own]
    # Of tiles of which one is chosen Tab reaches that one; from each it goes on to the second question.
    for tile in tiles:
        tile.setFocus()
        QTest.keyClick(tile, Qt.Key.Key_Tab)
        assert drive.window.focusWidget() is welcome.sample, tile.text()
    # Arrows go from tile to tile.
    tiles[0].setFocus()
    QTest.keyClick(tiles[0], Qt.Key.Key_Down)
    drive.settle()
    assert drive.window.focusWidget() in tiles[1:]


def test_a_catalogue_that_cannot_be_read_is_named_and_the_program_goes_on(
    drive: Driver, office: Path, project_root: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "translations"
    for folder, content in (("de", b"\xde\x12\x04\x95 and then nothing"), ("fr", b"\xff\xfe\x00 no text")):
        (broken / folder / "LC_MESSAGES").mkdir(parents=True)
        end = "mo" if folder == "de" else "po"
        (broken / folder / "LC_MESSAGES" / f"xborder_desk.{end}").write_bytes(content)
    ways = Ways(Places(project_root / "resources", broken), SettingsFile(tmp_path / "own"))
    ways.choose(language="de")
    shell = Shell(drive.app, ways)
    window = shell.new_window()
    try:
        shell.open_office(office)
        drive.qtbot.waitUntil(lambda: shell.desk is not None and window.view() is not None, timeout=20_000)
        assert shell.screen.language.tag == "en"
        said = [strip.text.text() for strip in window.findChildren(Strip)]
        assert any("“de”" in one and "cannot be read" in one for one in said), said
        shell.choose_language("fr")
        said = [strip.text.text() for strip in window.findChildren(Strip) if strip.isVisibleTo(window)]
        assert any("“fr”" in one for one in said), said
        shell.choose_language("en")
        assert shell.screen.language.problems == ()
        assert ways.settings().language == "en"
    finally:
        window.allow_close()
        window.close()
        shell.close()


def pressed(place: QWidget, words: str) -> None:
    """Press the button that says this."""
    (found,) = [one for one in place.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    found.click()


def test_from_the_settings_there_is_a_way_to_other_offices_and_back(desk_open: Driver) -> None:
    settings = desk_open.go("settings")
    pressed(settings, "Another office…")
    desk_open.settle()
    welcome = desk_open.shell.welcome
    assert welcome is not None
    assert desk_open.window.view() is welcome
    assert not desk_open.window.rail.isVisible()
    pressed(welcome, "Back")
    desk_open.settle()
    assert desk_open.window.view() is settings
    assert desk_open.window.rail.isVisible()
    assert desk_open.shell.desk is settings.desk
    pressed(settings, "Another office…")
    assert desk_open.shell.welcome is not welcome  # asked anew, in the language of now
    desk_open.window.open_case(desk_open.case)
    assert desk_open.window.rail.isVisible()


def test_another_office_is_made_entered_and_remembered(desk_open: Driver, tmp_path: Path) -> None:
    before = desk_open.shell.desk
    desk_open.window.leave_office()
    desk_open.settle()
    own = tmp_path / "own"
    welcome = desk_open.shell.welcome
    assert welcome is not None
    welcome.make_office.emit(own, False)  # noqa: FBT003 - a signal's value
    desk_open.settle()
    desk = desk_open.shell.desk
    assert desk is not None
    assert desk is not before
    assert (desk.location, desk.cases.all()) == (own, [])
    assert desk_open.ways.settings().office == str(own)
    assert desk_open.window.status.place.text() == str(own)
    assert desk_open.window.rail.isVisible()
    assert not [one for one in desk_open.window.findChildren(Strip) if one.property("kind") == "danger"]


def test_an_office_is_not_left_while_something_is_written_into_it(
    desk_open: Driver,
) -> None:
    gate = threading.Event()
    job = desk_open.shell.runner.job(lambda _ctx: gate.wait(20), "Working")
    desk_open.window.leave_office()
    assert desk_open.shell.welcome is None or desk_open.window.view() is not desk_open.shell.welcome
    strips = " ".join(one.text.text() for one in desk_open.window.findChildren(Strip))
    assert "Work is still going on" in strips
    gate.set()
    desk_open.settle()
    assert job is not None
