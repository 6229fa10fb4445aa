"""Every language that is installed, by the list: nothing cut, nothing left in English, no two keys alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.gallery import scenes
from tests.gallery.checks import look_at
from tests.gallery.stage import SIZE, Stage
from tests.ui.driving import shown, words_of
from xborder_desk.app import Ways, find_places
from xborder_desk.i18n import languages
from xborder_desk.i18n.catalogues import template
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from tests.gallery.scenes import Scene
    from xborder_desk.i18n.language import Language

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
INSTALLED: Final = languages.available(find_places().translations)[1:]
# The one that runs the other way and one of the longest come page by page every day, all in `make prove`.
WHOLE: Final = ("ar", "pl")
# One page each of the others, every time another kind of page.
SAMPLES: Final = ("contacts", "overview", "dossier", "cases", "routes", "today", "evidence")
_FEW: Final = 3


@pytest.fixture(scope="module")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The window on the sample office."""
    folder = tmp_path_factory.mktemp("installed")
    made = Stage(qapp, Ways(find_places(), SettingsFile(folder / "settings")))
    made.open(folder / "office", sample=True)
    made.size(*SIZE)
    yield made
    made.close()


@pytest.fixture(scope="module")
def english(project_root: Path) -> frozenset[str]:
    """Every text of the program without places, longer than a few letters: none may be seen in English."""
    ids = [message.id for message in template(project_root) if message.id]
    singles = (one for text in ids for one in ((text,) if isinstance(text, str) else text))
    return frozenset(one for one in singles if "{" not in one and len(one) > _FEW and " " in one)


def left_in_english(root: QWidget, english: frozenset[str], language: Language) -> list[str]:
    """Give texts in view that are ours, word for word, where the catalogue has other words for them."""
    return [
        text
        for widget in shown(root)
        for text in words_of(widget)
        if text in english and language.text(text) != text
    ]


def keys_twice(root: QWidget) -> list[str]:
    """Give mnemonics that two buttons or labels of one window share."""
    seen: dict[str, list[str]] = {}
    for widget in shown(root):
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            before, mark, after = widget.text().replace("&&", "").partition("&")
            if mark and after:
                seen.setdefault(after[0].casefold(), []).append(before + after)
    return [f"&{key}: {texts}" for key, texts in seen.items() if len(set(texts)) > 1]


def wrong_in(stage: Stage, found: list[Scene], tag: str, english: frozenset[str]) -> str:
    """Open each scene in a language and give what is wrong as lines."""
    assert found, "no page to look at: the office did not open"
    stage.dress(tag)
    wrong = []
    for scene in found:
        widget = scene.enter(stage)
        wrong += [f"{scene.name}: {one}" for one in look_at(widget)]
        wrong += [
            f"{scene.name}: in English: {one!r}"
            for one in left_in_english(widget, english, stage.shell.screen.language)
        ]
        wrong += [f"{scene.name}: {one}" for one in keys_twice(stage.window)]
        if scene.leave is not None:
            scene.leave(stage)
    return "\n".join(wrong)


@pytest.mark.parametrize("tag", [one for one in INSTALLED if one not in WHOLE])
def test_a_page_in_each_of_the_others(stage: Stage, english: frozenset[str], tag: str) -> None:
    page = SAMPLES[INSTALLED.index(tag) % len(SAMPLES)]
    found = [scene for scene in scenes.pages(stage) if scene.name in {page, "settings"}]
    assert len(found) > 1
    assert wrong_in(stage, found, tag, english) == ""


@pytest.mark.parametrize("tag", [one for one in INSTALLED if one in WHOLE])
def test_every_page_the_other_way_round_and_in_long_words(
    stage: Stage, english: frozenset[str], tag: str
) -> None:
    assert wrong_in(stage, list(scenes.pages(stage)), tag, english) == ""
    assert stage.window.isRightToLeft() == stage.shell.screen.rtl


@pytest.mark.prove
@pytest.mark.parametrize("tag", INSTALLED)
@pytest.mark.parametrize("bare", [False, True])
def test_every_page_in_every_language(stage: Stage, english: frozenset[str], tag: str, *, bare: bool) -> None:
    assert wrong_in(stage, list(scenes.pages(stage, bare=bare)), tag, english) == ""


@pytest.mark.prove
def test_the_same_page_goes_through_all_languages_and_back(stage: Stage, english: frozenset[str]) -> None:
    stage.dress("en")
    window = next(scene for scene in scenes.pages(stage) if scene.name == "overview").enter(stage)
    before = {text for widget in shown(window) for text in words_of(widget)}
    assert len(before) > 60
    for tag in INSTALLED:
        stage.dress(tag)
        assert not left_in_english(stage.page(), english, stage.shell.screen.language), tag
    stage.dress("en")
    assert before ^ {text for widget in shown(window) for text in words_of(widget)} == set()
