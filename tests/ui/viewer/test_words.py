"""Texts are shown as they are, marked where words were found, larger and smaller."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from xborder_desk.domain.previews import Passage
from xborder_desk.ui.viewer import words
from xborder_desk.ui.viewer.words import WordsView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

SAID = (
    Passage("Jürgen <b>j@example.org</b>", "From"),
    Passage("Where is it?", "Subject"),
    Passage("It never came.\nReally never."),
    Passage("Sheet one", "Page {page} of {pages}", (("page", 1), ("pages", 2))),
)


@pytest.fixture
def view(theme: Theme, screen: ScreenLanguage, qtbot: QtBot) -> WordsView:
    """A view of a mail."""
    made = WordsView(theme)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_passages(SAID, screen.language)
    return made


def test_everything_is_shown_and_nothing_is_markup(view: WordsView) -> None:
    text = view.toPlainText()
    assert "From: Jürgen <b>j@example.org</b>\nSubject: Where is it?" in text
    assert "It never came.\nReally never." in text
    assert "Page 1 of 2: Sheet one" in text
    assert view.textCursor().position() == 0
    assert view.isReadOnly()


def test_names_follow_the_language(view: WordsView, screen: ScreenLanguage) -> None:
    screen.switch("de")
    view.show_passages(SAID, screen.language)
    assert "Betreff: Where is it?" in view.toPlainText()


ARABIC = (
    Passage("محمد", "From"),
    Passage("أين الدراجة؟", "Subject"),
    Passage("لم تصل قط.\nحقاً لم تصل (abc)."),
)


@pytest.mark.parametrize(
    ("tag", "said", "right", "named"),
    [
        ("en", SAID, False, "From: Jürgen"),
        ("ar", SAID, False, "\u200eمن: \u2068Jürgen"),
        ("en", ARABIC, True, "\u200fFrom: \u2068محمد"),
        ("ar", ARABIC, True, "من: \u2068محمد"),
        ("en", (Passage("2026"),), False, "2026"),
        ("ar", (Passage("2026"),), True, "2026"),
    ],
)
def test_lines_begin_where_those_of_the_text_do(
    view: WordsView, screen: ScreenLanguage, tag: str, said: tuple[Passage, ...], named: str, *, right: bool
) -> None:
    screen.switch(tag)
    view.show_passages(said, screen.language)
    side = view.document().defaultTextOption().alignment()
    assert bool(side & Qt.AlignmentFlag.AlignRight) is right
    assert view.toPlainText().startswith(named)
    image = view.viewport().grab().toImage()
    ground = image.pixelColor(image.width() // 2, image.height() - 2)
    half = image.width() // 2
    inks = [
        sum(image.pixelColor(x, y) != ground for x in half_of for y in range(image.height()))
        for half_of in (range(half), range(half, image.width()))
    ]
    assert (inks[1] > inks[0]) is right


def test_all_places_are_marked_and_one_is_chosen(view: WordsView) -> None:
    assert view.find_all("NEVER") == 2
    assert len(view.extraSelections()) == 2
    view.choose(1)
    assert view.toPlainText()[view.textCursor().position() - 5 : view.textCursor().position()] == "never"
    grounds = {one.format.background().color().name() for one in view.extraSelections()}
    assert len(grounds) == 2
    assert view.find_all("") == 0
    assert view.extraSelections() == []


def test_other_words_forget_the_places(view: WordsView, screen: ScreenLanguage) -> None:
    view.find_all("never")
    view.show_passages([Passage("Other")], screen.language)
    assert view.extraSelections() == []
    view.choose(0)
    assert view.find_all("never") == 0


def test_plenty_is_enough(view: WordsView, screen: ScreenLanguage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_HITS", 10)
    view.show_passages([Passage("a " * 500)], screen.language)
    assert view.find_all("a") == 10


def test_text_grows_and_shrinks_within_reason(view: WordsView) -> None:
    before = view.font().pointSizeF()
    view.zoom_by(1)
    assert view.font().pointSizeF() > before
    for _number in range(60):
        view.zoom_by(1)
    assert view.scale == 4.0
    view.set_scale(0.01)
    assert view.scale == 0.5
    view.set_scale(1.0)
    assert view.font().pointSizeF() == pytest.approx(before)


def test_tab_leaves_the_text_and_keys_can_select_it(view: WordsView) -> None:
    assert view.tabChangesFocus()
    assert view.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_reading_along(view: WordsView, screen: ScreenLanguage) -> None:
    view.show_passages([Passage("line\n" * 300)], screen.language)
    told: list[float] = []
    view.scrolled.connect(told.append)
    view.scroll_to(1.0)
    assert told[-1] == 1.0
    view.scroll_to(0.5)
    assert told[-1] == pytest.approx(0.5, abs=0.02)


def test_a_text_that_turns_directions_leaves_its_name_and_what_follows_alone(
    view: WordsView, screen: ScreenLanguage
) -> None:
    evil = (
        Passage("a\u202eb@example.org", "From"),
        Passage("\u2067x\u2069\u2069", "Subject"),
        Passage("end\u202e"),
    )
    for tag in ("en", "ar"):
        screen.switch(tag)
        view.show_passages(evil, screen.language)
        for line in view.toPlainText().split("\n"):
            opened = sum(line.count(sign) for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
            assert opened == line.count("\u202c") + line.count("\u2069"), (tag, line)
    screen.switch("en")


def test_moments_and_colons_are_written_as_the_language_does(view: WordsView, screen: ScreenLanguage) -> None:
    at = dt.datetime(2026, 9, 2, 21, 15, 2, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    passage = Passage(at.isoformat(), "Date", moment=at)
    screen.switch("fr")
    view.show_passages([passage], screen.language)
    assert "Date : 2 sept. 2026, 21:15 UTC+02:00" in view.toPlainText()  # Qt gives its space as a plain one
    screen.switch("en")
    view.show_passages([passage], screen.language)
    assert "Date: 2 Sept 2026, 21:15 UTC+02:00" in view.toPlainText()
