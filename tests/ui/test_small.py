"""The small parts: clocks, undo, states in words, constants that last, the language of the screen."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from xborder_desk.i18n.language import Language
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.ui import clocks, lasting, states, undo
from xborder_desk.ui.frame import Changes
from xborder_desk.ui.language import ScreenLanguage, Spoken
from xborder_desk.ui.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WINTER = dt.datetime(2026, 1, 15, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("country", "minutes"), [("DE", 60), ("CN", 480), ("IN", 330), ("", None), ("US", None), ("??", None)]
)
def test_the_clock_of_a_country(country: str, minutes: int | None) -> None:
    assert clocks.offset_in(country, WINTER) == minutes
    there = clocks.clock_in(country, WINTER)
    assert (there is None) == (minutes is None)
    assert there is None or there == WINTER


@pytest.mark.parametrize(
    ("left", "kind", "words"),
    [
        (-2, "danger", "2 days over"),
        (0, "danger", "Today"),
        (1, "danger", "1 day left"),
        (9, "warn", "9 days left"),
        (40, "neutral", "40 days left"),
    ],
)
def test_days_left_are_said_in_words(left: int, kind: str, words: str) -> None:
    assert states.due_words(left, Language("en")) == (kind, words)


def test_every_state_has_its_look() -> None:
    assert states.status_look("closed") == ("neutral", "x-circle")
    assert states.status_look("unreachable")[0] == "danger"
    assert states.item_look("read") == ("ok", "check")
    assert states.item_look("something new")[0] == "danger"


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    del qapp
    made = Runner()
    yield made
    made.close()


def test_steps_are_undone_and_done_again_by_use_cases(runner: Runner, qtbot: QtBot) -> None:
    value = ["b"]
    steps = undo.Undo(runner)
    steps.push(undo.Step("changed", {}, lambda: value.__setitem__(0, "a"), lambda: value.__setitem__(0, "b")))
    assert steps.latest is not None
    with qtbot.waitSignal(steps.moved):
        steps.undo()
    assert value == ["a"]
    with qtbot.waitSignal(steps.moved):
        steps.redo()
    assert value == ["b"]
    steps.redo()
    with qtbot.waitSignal(steps.moved):
        steps.undo()
    assert value == ["a"]


def test_an_undo_that_fails_says_so(runner: Runner, qtbot: QtBot) -> None:
    steps = undo.Undo(runner)
    steps.push(undo.Step("changed", {}, lambda: 1 // 0, lambda: None))
    with qtbot.waitSignal(steps.failed):
        steps.undo()


def test_constants_outlive_a_day_of_calls(qapp: QApplication) -> None:
    """Ten thousand calls without a result; without the cure the interpreter stops on Python 3.11."""
    del qapp
    lasting.keep_constants_alive()
    before = sys.getrefcount(None)
    lasting.keep_constants_alive()
    label = QLabel()
    for _number in range(10_000):
        label.setText("x")
    assert sys.getrefcount(None) > 1 << 24
    assert abs(sys.getrefcount(None) - before) < 1 << 24


def test_changes_are_told_by_topic(qapp: QApplication) -> None:
    del qapp
    changes = Changes()
    heard: list[tuple[str, object]] = []
    changes.changed.connect(lambda topic, ids: heard.append((topic, ids)))
    changes.tell("cases", "case:2026-0001", ids=[2**40])
    assert heard == [("cases", (2**40,)), ("case:2026-0001", (2**40,))]


def test_what_was_said_follows_the_language(screen: ScreenLanguage, qtbot: QtBot) -> None:
    speaker, label = Spoken(screen), QLabel()
    qtbot.addWidget(speaker)
    qtbot.addWidget(label)
    speaker.say(label.setText, "Good {time}", time="day")
    assert label.text() == "Good day"
    screen.use(pseudo_language("rtl"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.isRightToLeft()
    assert OPENING in label.text()
    assert "day" in label.text()
    speaker.say(label.setText, "Other")
    speaker.retranslate()
    screen.switch("en")
    assert label.text() == "Other"
    assert not app.isRightToLeft()


def test_qt_s_own_words_are_translated_too(screen: ScreenLanguage) -> None:
    app = QApplication.instance()
    assert app is not None
    screen.switch("de")
    assert app.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    screen.switch("zh-Hant")
    assert app.translate("QPlatformTheme", "Cancel") == "取消"
    screen.switch("en")
    assert app.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", "E-02, E-05"), ("de", "E-02, E-05"), ("ar", "E-02، E-05"), ("zh-Hant", "E-02、E-05")],
)
def test_numbers_stand_behind_each_other_with_the_comma_of_the_language(tag: str, said: str) -> None:
    assert states.listed(Language(tag), ("E-02", "E-05")) == said
    assert states.listed(Language(tag), ()) == ""
    assert states.listed(Language(tag), iter(["A-01"])) == "A-01"
