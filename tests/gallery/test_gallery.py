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

    from tests.gallery.scenes import Scene

# What stands on these pages is written in the language of its reader, a court or a trader.
FOREIGN = ("letters", "letters-bare", "forms", "forms-bare")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample office is made."""
    return tmp_path_factory.mktemp("gallery") / "office"


@pytest.fixture(scope="module")
def stage(qapp: QApplication, office: Path) -> Iterator[Stage]:
    """The window on the sample office."""
    made = Stage(qapp, Ways(find_places(), SettingsFile(office.parent / "settings")))
    made.open(office, sample=True)
    yield made
    made.close()


def wrong_in(stage: Stage, shown: Iterable[Scene], data: Data | None = None) -> str:
    """Give what is wrong with scenes as lines."""
    wrong = []
    for scene in shown:
        widget = scene.enter(stage)
        known = None if scene.name in FOREIGN else data
        wrong += [f"{scene.name}: {one}" for one in look_at(widget, known)]
        if scene.leave is not None:
            scene.leave(stage)
    return "\n".join(wrong)


def test_pages_and_dialogs_in_a_longer_mirrored_language(stage: Stage) -> None:
    found = scenes.ways_by_key(stage)
    assert {"NewCaseSheet", "ShortcutsSheet", "GoToSheet"} <= {way.dialog for way in found}
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
        stage.dress("de")  # as the next ones want it: to dress every page anew takes long


RTL = {"ar", "he", "fa", "ur"}


@pytest.mark.parametrize(
    "tag", [one for one in languages.available(find_places().translations) if one in RTL] or ["de"]
)
def test_pages_in_a_language_of_the_other_direction(stage: Stage, tag: str) -> None:
    stage.dress(tag)
    assert stage.window.isRightToLeft() == stage.shell.screen.rtl == (tag in RTL)
    assert wrong_in(stage, [*scenes.pages(stage), *scenes.busy(stage)]) == ""


def test_a_fault_is_a_sentence_in_its_page(stage: Stage) -> None:
    stage.dress("de")
    shown = [
        scene
        for scene in scenes.faults(stage)
        if scene.name in {"cases-fault", "window-undo", "window-report"}
    ]
    assert len(shown) == 3
    assert wrong_in(stage, shown) == ""


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


@pytest.mark.prove
def test_whatever_is_pressed_nothing_unforeseen_happens(qapp: QApplication, tmp_path: Path) -> None:
    """Every button of every page is pressed; what opens is looked at in the longer, mirrored language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
        made = Stage(qapp, Ways(find_places(), SettingsFile(tmp_path / "settings")))
        unexpected: list[Exception] = []
        made.shell.runner.unexpected.connect(unexpected.append)
        try:
            made.open(tmp_path / "office", sample=True)
            found = scenes.ways_to_dialogs(made)
            assert unexpected == []
            assert len(found) >= 10
            made.dress(PSEUDO[1])
            assert wrong_in(made, scenes.dialogs(made, found), Data(tmp_path / "office")) == ""
        finally:
            made.close()
