"""What is said follows the language: widgets, their names, Qt's own texts and the direction of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPushButton

from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui.language import ScreenLanguage, Spoken, qt_locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from xborder_desk.app import Ways


@pytest.fixture
def owner(screen: ScreenLanguage, qtbot: QtBot) -> Spoken:
    """A widget that speaks."""
    made = Spoken(screen)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def whole(qapp: QApplication, ways: Ways) -> Iterator[ScreenLanguage]:
    """The language of the screen with the texts of the toolkit."""
    del qapp
    made = ScreenLanguage(ways.language, "en", toolkit=ways.toolkit)
    yield made
    made.switch("en")


def test_one_widget_may_say_several_things(owner: Spoken, screen: ScreenLanguage) -> None:
    button, line = QPushButton(owner), QLineEdit(owner)
    owner.say(button.setText, "Cases")
    owner.say(button.setToolTip, "Today")
    owner.say(button.setAccessibleName, "Settings")
    owner.say(line.setPlaceholderText, "Name")
    screen.switch("de")
    said = [button.text(), button.toolTip(), button.accessibleName(), line.placeholderText()]
    assert said == ["Fälle", "Heute", "Einstellungen", "Name"]


def test_what_is_said_anew_replaces_what_was_said(owner: Spoken, screen: ScreenLanguage) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "Cases")
    owner.say(label.setText, "Today")
    screen.switch("de")
    assert label.text() == "Heute"


def test_fields_are_filled_in_every_language(owner: Spoken, screen: ScreenLanguage) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "Page {page} of {pages}", page=3, pages=9)
    english = label.text()
    assert english == "Page 3 of 9"
    screen.switch("de")
    assert label.text() != english
    assert "3" in label.text()
    assert "9" in label.text()


def test_a_name_with_braces_in_a_field_stays_what_it_is(owner: Spoken) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "“{file}” cannot be written there.", file="{0}{x}%s.pdf")
    assert "{0}{x}%s.pdf" in label.text()


def test_words_that_are_computed_follow_too(owner: Spoken, screen: ScreenLanguage) -> None:
    label = QLabel(owner)
    owner.say_as(label.setText, lambda: screen.language.tag)
    screen.switch("fr")
    assert label.text() == "fr"


def test_a_widget_that_is_gone_is_forgotten(owner: Spoken, screen: ScreenLanguage) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "Cases")
    shiboken6.delete(label)
    screen.switch("de")
    assert owner._sayings == {}


def test_saying_again_may_be_asked_at_any_time(owner: Spoken) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "Cases")
    for _time in range(3):
        QApplication.sendEvent(owner, QEvent(QEvent.Type.LanguageChange))
    assert label.text() == "Cases"


def test_a_widget_made_later_speaks_the_language_of_now(screen: ScreenLanguage, qtbot: QtBot) -> None:
    screen.switch("de")
    late = Spoken(screen)
    qtbot.addWidget(late)
    label = QLabel(late)
    late.say(label.setText, "Cases")
    assert label.text() == "Fälle"
    screen.switch("en")
    assert label.text() == "Cases"


@pytest.mark.parametrize("tag", ["ar", "en", "de", "zh-Hant", "xx-not-a-language"])
def test_the_direction_is_that_of_the_language(screen: ScreenLanguage, qapp: QApplication, tag: str) -> None:
    screen.switch(tag)
    right = tag == "ar"
    assert screen.rtl is right
    assert (qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft) is right
    screen.switch("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_changed_is_told_before_windows_follow(screen: ScreenLanguage, owner: Spoken) -> None:
    order: list[str] = []

    def title() -> str:
        order.append("said")
        return screen.language.tag

    screen.changed.connect(lambda: order.append("told"))
    owner.say_as(owner.setWindowTitle, title)
    order.clear()
    owner.show()
    screen.switch("de")
    assert order[0] == "told"
    assert "said" in order
    assert owner.windowTitle() == "de"
    owner.hide()


@pytest.mark.parametrize(("tag", "cancel"), [("de", "Abbrechen"), ("fr", "Annuler"), ("es", "Cancelar")])
def test_qts_own_buttons_speak_along(whole: ScreenLanguage, qtbot: QtBot, tag: str, cancel: str) -> None:
    whole.switch(tag)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel


def test_switching_back_and_forth_leaves_no_old_texts(whole: ScreenLanguage, qtbot: QtBot) -> None:
    for tag in ("de", "fr", "de", "en"):
        whole.switch(tag)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"


@pytest.mark.parametrize("tag", ["en", "de", "ar", "zh-Hans", "zh-Hant", "pt"])
def test_qt_writes_days_in_that_language(whole: ScreenLanguage, tag: str) -> None:
    whole.switch(tag)
    assert QLocale().language() == qt_locale(whole.language).language()
    assert QLocale().monthName(3) == qt_locale(whole.language).monthName(3)


def test_english_is_written_as_in_europe(whole: ScreenLanguage) -> None:
    assert qt_locale(whole.language).name() == "en_GB"
    short = qt_locale(whole.language).dateFormat(QLocale.FormatType.ShortFormat)
    assert short.index("d") < short.index("M")


def test_a_disguised_language_is_seen_everywhere(owner: Spoken, screen: ScreenLanguage) -> None:
    label = QLabel(owner)
    owner.say(label.setText, "Page {page} of {pages}", page=3, pages=9)
    screen.use(pseudo_language("rtl"))
    assert OPENING in label.text()
    assert "3" in label.text()
    assert screen.rtl
