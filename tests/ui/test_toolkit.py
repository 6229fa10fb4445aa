"""Qt's own menus and dialogs speak the language of the screen, also where Qt brings no texts of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit

from xborder_desk.app import Ways, find_places
from xborder_desk.i18n import languages
from xborder_desk.i18n.catalogues import check, update
from xborder_desk.i18n.language import Language
from xborder_desk.settings import SettingsFile
from xborder_desk.ui import toolkit
from xborder_desk.ui.language import ScreenLanguage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

TRANSLATIONS = find_places().translations
INSTALLED = languages.available(TRANSLATIONS)[1:]
OURS = languages.available(TRANSLATIONS, languages.TOOLKIT)[1:]
QT_NAMES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}


@pytest.fixture
def screen(qapp: QApplication, tmp_path: Path) -> Iterator[ScreenLanguage]:
    """The language of the screen, in English again behind every test."""
    ways = Ways(find_places(), SettingsFile(tmp_path / "settings"))
    made = ScreenLanguage(ways.language, "en", qapp, toolkit=ways.toolkit)
    yield made
    made.switch("en")


def menu_of(widget: QLineEdit | QPlainTextEdit) -> list[str]:
    menu = widget.createStandardContextMenu()
    said = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    return said


@pytest.mark.parametrize("tag", INSTALLED)
def test_context_menus_speak_every_language(screen: ScreenLanguage, tag: str) -> None:
    english = {menu for widget in (QLineEdit(), QPlainTextEdit()) for menu in menu_of(widget)}
    screen.switch(tag)
    for widget in (QLineEdit(), QPlainTextEdit()):
        said = menu_of(widget)
        assert len(said) >= 7
        assert not english & set(said)
    assert "&" in menu_of(QLineEdit())[0]


@pytest.mark.parametrize("tag", INSTALLED)
def test_questions_and_choosing_a_file_speak_every_language(screen: ScreenLanguage, tag: str) -> None:
    screen.switch(tag)
    asked = QMessageBox()
    buttons = QMessageBox.StandardButton
    asked.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    shown = {one.text() for one in asked.buttons()}
    assert not shown & {"Save", "&Save", "Discard", "Don't Save", "Cancel", "&Cancel"}
    chosen = QFileDialog()
    chosen.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = {chosen.labelText(one) for one in QFileDialog.DialogLabel}
    assert not labels & {"&Look in:", "Directory:", "File &name:", "Files of &type:", "&Open", "Cancel"}


@pytest.mark.parametrize("tag", INSTALLED)
def test_qt_and_we_together_have_every_text(tag: str) -> None:
    brought = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    brought.load(f"qtbase_{QT_NAMES.get(tag, tag)}", folder)
    ours = languages.load(tag, TRANSLATIONS, languages.TOOLKIT) if tag in OURS else Language("en")
    assert ours.problems == ()
    told = toolkit.OwnTexts(ours)
    named_alike = {
        "OK",
        "Esc",
        "Ctrl",
        "Alt",
        "Shift",
        "Home",
        "End",
        "Enter",
        "Backspace",
        "Ins",
        "Del",
        "PgUp",
    }
    lacking = [
        text
        for context, text in toolkit.TEXTS
        if not brought.translate(context, text)
        and text not in {*named_alike, "PgUp"}
        and ours.ctext(context, text) == text
        and not (tag == "ro" and text == "Color")
        and not (tag in {"it", "pl"} and text in {"File", "Folder"})
    ]
    assert lacking == []
    assert not told.isEmpty()


def test_each_text_of_ours_is_answered_and_others_stay_english(screen: ScreenLanguage) -> None:
    screen.switch("pt")
    for context, text in toolkit.TEXTS:
        said = QCoreApplication.translate(context, text)
        assert said.strip(), text
        assert said.count("%1") == text.count("%1")
        assert said.count("&") == text.count("&")
    assert QCoreApplication.translate("QLineEdit", "&Undo") == "&Anular"
    assert QCoreApplication.translate("QSomethingNew", "A text of tomorrow") == "A text of tomorrow"
    screen.switch("de")
    assert QCoreApplication.translate("QLineEdit", "&Undo") == "&Rückgängig"
    screen.switch("en")
    assert QCoreApplication.translate("QLineEdit", "&Undo") == "&Undo"


def test_ours_is_asked_only_where_there_is_one(tmp_path: Path) -> None:
    ways = Ways(find_places(), SettingsFile(tmp_path / "settings"))
    assert ways.toolkit("en") is None
    assert ways.toolkit("xx") is None
    given = ways.toolkit("pt")
    assert isinstance(given, Language)
    assert given.ctext("QPlatformTheme", "Cancel") == "Cancelar"


def test_a_language_is_begun_for_the_toolkit_alone(tmp_path: Path) -> None:
    (tmp_path / "xborder_desk" / "ui").mkdir(parents=True)
    (tmp_path / "xborder_desk" / "ui" / "toolkit.py").write_text(
        'TEXTS = (qt_text("QLineEdit", "&Undo"), qt_text("QScrollBar", "Top"))\n', encoding="utf-8"
    )
    assert update(tmp_path, ["ro"], languages.TOOLKIT) == ["ro"]
    folder = tmp_path / "translations" / "ro" / "LC_MESSAGES"
    assert [file.name for file in folder.iterdir()] == ["xborder_toolkit.po"]
    assert 'msgid "&Undo"' in (folder / "xborder_toolkit.po").read_text(encoding="utf-8")
    assert check(tmp_path) == []  # what Qt brings need not be there
    assert update(tmp_path) == ["ro"]
    assert 'msgid "&Undo' not in (folder / "xborder_toolkit.po").read_text(encoding="utf-8")
    assert languages.available(tmp_path / "translations") == ["en"]
