"""Every page and dialog, also empty and faulty, in a longer and mirrored language: nothing cut or unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices

from tests.gallery import scenes
from tests.gallery.checks import Data, look_at
from tests.gallery.stage import PSEUDO, SIZE, SMALL, Stage
from xborder_desk.app import Ways, find_places
from xborder_desk.i18n import languages
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.gallery.scenes import Scene, Way

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
UNEXPECTED: list[Exception] = []


@pytest.fixture(scope="module")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The window on the sample office; nothing is opened outside it."""
    folder = tmp_path_factory.mktemp("gallery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
        made = Stage(qapp, Ways(find_places(), SettingsFile(folder / "settings")))
        made.shell.runner.unexpected.connect(UNEXPECTED.append)
        made.open(folder / "office", sample=True)
        yield made
        made.close()


@pytest.fixture(scope="module")
def found(stage: Stage) -> list[Way]:
    """Every dialog, by pressing everything there is to press."""
    return scenes.ways_to_dialogs(stage)


def wrong_in(stage: Stage, shown: Iterable[Scene], data: Data | None = None) -> str:
    """Give what is wrong with scenes as lines."""
    wrong = []
    for scene in shown:
        widget = scene.enter(stage)
        wrong += [f"{scene.name}: {one}" for one in look_at(widget, data)]
        if scene.leave is not None:
            scene.leave(stage)
    return "\n".join(wrong)


def test_whatever_is_pressed_nothing_unforeseen_happens(found: list[Way]) -> None:
    assert UNEXPECTED == []
    assert {"NewCaseSheet", "ShortcutsSheet", "HelpSheet", "GoToSheet", "LookSheet"} <= {
        way.dialog for way in found
    }


def test_pages_in_a_longer_mirrored_language(stage: Stage, found: list[Way]) -> None:
    stage.dress(PSEUDO[1])
    stage.size(*SIZE)
    data = Data(stage.desk.location)
    assert wrong_in(stage, [*scenes.pages(stage), *scenes.dialogs(stage, found)], data) == ""


def test_twice_the_text_on_a_small_screen(stage: Stage) -> None:
    stage.dress("de", "dark", 200)
    stage.size(*SMALL)
    try:
        assert wrong_in(stage, scenes.pages(stage)) == ""
    finally:
        stage.size(*SIZE)
        stage.dress("en")


@pytest.mark.parametrize("tag", languages.available(find_places().translations))
def test_pages_in_every_language_there_is(stage: Stage, tag: str) -> None:
    stage.dress(tag)
    stage.size(*SIZE)
    rtl = stage.shell.screen.rtl
    assert rtl == (tag in {"ar", "he", "fa", "ur"})
    assert stage.window.isRightToLeft() == rtl
    assert wrong_in(stage, [*scenes.pages(stage), *scenes.busy(stage)]) == ""


def test_a_fault_is_a_sentence_on_every_page(stage: Stage) -> None:
    stage.dress("de")
    assert wrong_in(stage, scenes.faults(stage)) == ""


def test_an_office_and_a_case_with_nothing_in_it(qapp: QApplication, tmp_path: Path) -> None:
    made = Stage(qapp, Ways(find_places(), SettingsFile(tmp_path / "settings")))
    try:
        assert wrong_in(made, scenes.welcome(made)) == ""
        made.ways.create(tmp_path / "bare", JobContext()).close()
        made.open(tmp_path / "bare")
        made.dress(PSEUDO[1])
        assert wrong_in(made, scenes.empty_pages(made), Data(tmp_path / "bare")) == ""
    finally:
        made.close()
