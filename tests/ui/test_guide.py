"""The guide: in the language of the screen, about every page, and true about the keys there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl

from xborder_desk.i18n import languages
from xborder_desk.ui import guide, pages
from xborder_desk.ui.dialogs.help import HelpSheet, Reading
from xborder_desk.ui.dialogs.shortcuts import ELSEWHERE, SHORTCUTS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
TAGS = sorted(file.stem.replace("_", "-") for file in (RESOURCES / "guide").glob("*.md"))
# Keys that Qt itself gives to fields and lists.
OF_QT = {"Return", "Space", "Enter", "Shift", "Ctrl"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_every_section_in_one_order(tag: str) -> None:
    own, main = guide.read(RESOURCES, tag), guide.read(RESOURCES, "en")
    assert own is not None
    assert main is not None
    assert [one.id for one in own.sections] == [one.id for one in main.sections]
    assert all(one.title and len(one.text) > 25 for one in own.sections)


def test_every_page_has_its_section() -> None:
    known = {one.id for one in guide.load(RESOURCES, "en").sections}
    assert {page.id for page in pages.find()} <= known


@pytest.mark.parametrize("tag", TAGS)
def test_every_key_it_names_is_a_key_of_the_window(tag: str) -> None:
    own = guide.read(RESOURCES, tag)
    assert own is not None
    keys = {key for _name, key, _text in SHORTCUTS} | {key for key, _text in ELSEWHERE} | OF_QT
    keys |= {"W"}
    named = {key for one in own.sections for key in re.findall(r"\*\*([^*]+)\*\*", one.text)}
    assert named <= keys


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_names_the_same_keys(tag: str) -> None:
    def keys(one: guide.Guide) -> dict[str, list[str]]:
        return {section.id: sorted(re.findall(r"\*\*([^*]+)\*\*", section.text)) for section in one.sections}

    own, main = guide.read(RESOURCES, tag), guide.read(RESOURCES, "en")
    assert own is not None
    assert main is not None
    assert keys(own) == keys(main)


def test_a_language_without_a_guide_gets_english() -> None:
    assert guide.load(RESOURCES, "mt").tag == "en"
    assert guide.load(RESOURCES, "qps").tag == "en"


def test_a_region_gets_its_language() -> None:
    assert guide.load(RESOURCES, "de-AT").tag == "de"
    assert guide.load(RESOURCES, "zh-Hant").tag == "zh-Hant"


def test_a_section_that_is_missing_comes_in_english(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    (folder / "en.md").write_text(
        "# G\n\n## start: Start\n\nOne.\n\n## today: Today\n\nTwo.\n", encoding="utf-8"
    )
    (folder / "fr.md").write_text("# G\n\n## today: Aujourd’hui\n\nDeux.\n", encoding="utf-8")
    found = guide.load(tmp_path, "fr")
    assert [(one.id, one.title, one.text) for one in found.sections] == [
        ("start", "Start", "One."),
        ("today", "Aujourd’hui", "Deux."),
    ]
    assert found.about("today").text == "Deux."
    assert found.about("unheard-of").id == "start"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"no heads at all"])
def test_a_damaged_guide_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "fr.md").write_bytes(content)
    assert guide.read(tmp_path, "fr") is None
    assert guide.load(tmp_path, "fr").sections[0].text == ""


def test_reading_loads_nothing(qtbot: QtBot) -> None:
    words = Reading()
    qtbot.addWidget(words)
    words.setMarkdown("![x](https://elsewhere.example/x.png)")
    assert words.loadResource(2, QUrl("https://elsewhere.example/x.png")) is None


def test_f1_opens_the_section_of_the_page_and_follows_the_language(desk_open: Driver) -> None:
    desk_open.go("cases")
    desk_open.window.actions_by_name["help"].trigger()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, HelpSheet)
    assert sheet.guide.sections[sheet.titles.currentRow()].id == "cases"
    assert "row of fields" in sheet.words.toPlainText()
    desk_open.speak("zh-Hant")
    assert sheet.guide.tag == "zh-Hant"
    assert sheet.guide.sections[sheet.titles.currentRow()].id == "cases"
    assert "回收桶" in sheet.words.toPlainText()
    sheet.titles.setCurrentRow(0)
    assert "範例辦公室" in sheet.words.toPlainText()
    desk_open.speak("de")
    assert "Die erste Stunde" in sheet.words.toPlainText()


def test_every_language_of_the_screen_has_a_guide() -> None:
    tags = languages.available(RESOURCES.parent / "translations")
    assert len(tags) >= 12
    for tag in tags:
        own, main = guide.load(RESOURCES, tag), guide.read(RESOURCES, "en")
        assert own.tag == tag
        assert main is not None
        if tag != "en":
            same = [one.id for one, other in zip(own.sections, main.sections, strict=True) if one == other]
            assert same == [], "said in the language itself"


def test_the_guide_runs_from_right_to_left_where_one_reads_so(desk_open: Driver) -> None:
    desk_open.speak("ar")
    desk_open.go("routes")
    desk_open.window.actions_by_name["help"].trigger()
    desk_open.settle()
    sheet = desk_open.dialog()
    assert isinstance(sheet, HelpSheet)
    assert sheet.guide.tag == "ar"
    assert "السبل" in sheet.titles.item(sheet.titles.currentRow()).text()
    page = sheet.words.document()
    block = page.begin()
    while block.isValid():
        if any("\u0600" <= letter <= "\u06ff" for letter in block.text()):
            assert block.textDirection() is Qt.LayoutDirection.RightToLeft, block.text()
        block = block.next()
    sheet.titles.setCurrentRow([one.id for one in sheet.guide.sections].index("cases"))
    assert "\u2066>= 100\u2069" in sheet.words.toPlainText(), "what is typed keeps its direction"
    assert "\u2066Ctrl+Shift+F\u2069" in sheet.words.toPlainText()
    desk_open.speak("en")
