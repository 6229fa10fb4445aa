"""What every question has in common: Enter, Escape, Alt and a letter, faults, conflicts, closing early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.dialogs.asking import above, beside, deleted, is_open, key, opened, press, verb_in_strip
from xborder_desk.domain.errors import BadInputError, ConflictError, KnownError
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.driving import Driver

BAD = "{name} is empty. Enter it."


class Asking(Sheet):
    """Asks for two words; ``work`` is what is done with them."""

    def __init__(self, driver: Driver, verb: str = "Save") -> None:
        super().__init__(driver.window.around, driver.window, "Change fact", verb)
        self.form = Form(driver.shell.screen)
        self.form.line("name", "Name")
        self.form.line("title", "Title")
        self.form.accepted.connect(self.accept_it)
        self.body.addWidget(self.form)
        self.work: Callable[[], object] = lambda: "done"
        self.results: list[object] = []

    def accept_it(self) -> None:
        """Do it."""
        self.run(lambda _ctx: self.work(), self.results.append, self.form)


def refuse(error: Exception) -> Callable[[], object]:
    def work() -> object:
        raise error

    return work


@pytest.fixture
def sheet(shared: Driver) -> Asking:
    """A question."""
    return opened(shared, Asking(shared))


def test_the_caret_is_in_the_first_field(sheet: Asking) -> None:
    assert sheet.focusWidget() is sheet.form.editor("name")


@pytest.mark.parametrize("percent", [100, 200])
def test_a_question_is_as_large_as_its_text_and_never_larger_than_the_screen(
    shared: Driver, percent: int
) -> None:
    theme = shared.shell.theme
    theme.apply("light", percent, "en")
    small, large = Asking(shared), Asking(shared)
    small.resize(300, 200)
    large.resize(9000, 9000)
    try:
        for one in (small, large):
            one.show()
        room, least = small.screen().availableSize(), small.minimumSizeHint()
        assert small.width() == max(3 * percent, least.width())
        assert small.height() == max(2 * percent, least.height())
        assert large.height() < room.height(), "with its title its verb is still on the screen"
        assert large.width() < room.width()
        small.resize(small.width(), least.height() + 60)
        small.hide()
        small.show()
        assert small.height() == least.height() + 60, "what a person made of it stays"
    finally:
        for one in (small, large):
            one.reject()
        theme.apply("light", 100, "en")
        shared.settle()


def test_a_hidden_or_disabled_field_is_not_the_first(shared: Driver) -> None:
    sheet = Asking(shared)
    sheet.form.editor("name").setEnabled(False)
    opened(shared, sheet)
    assert sheet.focusWidget() is sheet.form.editor("title")


def test_where_a_question_put_the_caret_itself_it_stays(shared: Driver) -> None:
    sheet = Asking(shared)
    sheet.form.editor("title").setFocus()
    opened(shared, sheet)
    assert sheet.focusWidget() is sheet.form.editor("title")


def test_enter_is_the_verb_wherever_one_is(shared: Driver) -> None:
    for name in ("name", "title"):
        sheet = opened(shared, Asking(shared))
        results = sheet.results
        sheet.form.editor(name).setFocus()
        key(sheet, Qt.Key.Key_Return)
        shared.settle()
        assert results == ["done"]


def test_while_it_works_nothing_is_begun_again(shared: Driver, sheet: Asking) -> None:
    begun: list[int] = []
    sheet.work = lambda: begun.append(1)
    sheet.verb.click()
    sheet.verb.click()
    sheet.accept_it()
    QTest.keyClick(sheet.form.editor("name"), Qt.Key.Key_Return)
    assert not sheet.verb.isEnabled()
    shared.settle()
    assert begun == [1]


def test_after_a_refusal_it_can_be_tried_again(shared: Driver, sheet: Asking) -> None:
    sheet.work = refuse(BadInputError(BAD, field="name", name="name"))
    results = sheet.results
    press(shared, sheet)
    assert list(beside(sheet.form)) == ["name"]
    assert sheet.verb.isEnabled()
    press(shared, sheet)
    assert list(beside(sheet.form)) == ["name"]
    sheet.work = lambda: "better"
    press(shared, sheet)
    assert results == ["better"]
    assert not is_open(sheet)


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (KnownError("There is no room left."), "There is no room left."),
        (BadInputError(BAD, field="hat_size", name="Hat size"), "Hat size is empty."),
        (BadInputError("Odd."), "Odd."),
        (ConflictError("Somebody was quicker.", theirs={}, mine={}), "Somebody was quicker."),
    ],
)
def test_what_belongs_to_no_field_is_said_above(
    shared: Driver, sheet: Asking, error: Exception, part: str
) -> None:
    sheet.work = refuse(error)
    press(shared, sheet)
    assert part in above(sheet)
    assert beside(sheet.form) == {}
    assert is_open(sheet)
    press(shared, sheet)
    assert above(sheet).count(part) == 1


def test_what_nobody_foresaw_is_a_sentence_and_a_report(shared: Driver, sheet: Asking) -> None:
    sheet.work = refuse(ZeroDivisionError("caf\udce9 of case 2026-0001"))
    press(shared, sheet)
    assert "not foreseen" in above(sheet)
    assert "ZeroDivision" not in above(sheet)
    assert sheet.verb.isEnabled()
    reports = sorted((shared.ways.own_folder() / "reports").glob("report-*.txt"))
    assert reports
    assert "ZeroDivisionError" in reports[-1].read_text(encoding="utf-8")


def test_what_is_said_above_goes_when_something_else_is_said(shared: Driver, sheet: Asking) -> None:
    sheet.work = refuse(KnownError("First."))
    press(shared, sheet)
    sheet.work = refuse(KnownError("Second."))
    press(shared, sheet)
    assert "First." not in above(sheet)
    assert "Second." in above(sheet)


def test_a_conflict_offers_both_ways(shared: Driver, sheet: Asking) -> None:
    sheet.form.put({"name": "mine", "title": "kept"})
    sheet.work = refuse(
        ConflictError(
            "Somebody changed {names}.", theirs={"name": "theirs"}, mine={"name": "mine"}, names="it"
        )
    )
    press(shared, sheet)
    assert "“mine”" in above(sheet)
    assert "“theirs”" in above(sheet)
    verb_in_strip(sheet, "Keep theirs").click()
    assert sheet.form.typed() == {"name": "theirs", "title": "kept"}
    assert sheet.over
    assert above(sheet) == ""


def test_what_was_said_follows_the_language(shared: Driver, sheet: Asking) -> None:
    sheet.work = refuse(BadInputError(BAD, field="name", name="name"))
    press(shared, sheet)
    english = beside(sheet.form)["name"]
    shared.speak("de")
    assert beside(sheet.form)["name"] != english
    assert sheet.form.editor("name").accessibleDescription() == beside(sheet.form)["name"]
    sheet.work = refuse(ConflictError("It changed.", theirs={"name": "a"}, mine={"name": "b"}))
    press(shared, sheet)
    assert "dort" in above(sheet)
    shared.speak("en")
    assert "yours “b”, there “a”" in above(sheet)


def test_keeping_mine_goes_on_at_once(shared: Driver, sheet: Asking) -> None:
    results = sheet.results
    sheet.work = refuse(ConflictError("It changed.", theirs={"name": "a"}, mine={"name": "b"}))
    press(shared, sheet)
    sheet.work = lambda: "over"
    verb_in_strip(sheet, "Keep mine").click()
    shared.settle()
    assert results == ["over"]
    assert not is_open(sheet)


@pytest.mark.parametrize("fails", [False, True])
def test_closing_before_the_answer_harms_nobody(shared: Driver, sheet: Asking, fails: bool) -> None:  # noqa: FBT001 - a parameter of the test
    sheet.work = refuse(KnownError("Too late.")) if fails else lambda: "late"
    results = sheet.results
    sheet.verb.click()
    deleted(sheet)
    shared.settle()
    assert not shiboken6.isValid(sheet)
    assert results == ([] if fails else ["late"])  # it was done, and whoever waits for it is told


def test_esc_and_the_cross_and_cancel_do_nothing(shared: Driver) -> None:
    for close in (
        lambda one: QTest.keyClick(one, Qt.Key.Key_Escape),
        lambda one: one.close(),
        lambda one: one.cancel.click(),
    ):
        sheet = opened(shared, Asking(shared))
        results = sheet.results
        close(sheet)
        shared.settle()
        assert not is_open(sheet)
        assert results == []


def test_a_question_without_a_verb_is_only_closed(shared: Driver) -> None:
    sheet = opened(shared, Asking(shared, ""))
    assert not sheet.verb.isVisible()
    assert sheet.cancel.text() == "Close"
    sheet.form.editor("name").setFocus()
    key(sheet, Qt.Key.Key_Escape)
    assert not is_open(sheet)


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "ar"])
def test_alt_shows_letters_and_presses(shared: Driver, tag: str) -> None:
    shared.speak(tag)
    sheet = opened(shared, Asking(shared))
    results = sheet.results
    handle = sheet.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    tips = sheet.keytips.shown
    assert len(set(map(id, tips.values()))) == len(tips) >= 4
    to_title = next(letter for letter, one in tips.items() if one is sheet.form.editor("title"))
    QTest.keyClick(handle, getattr(Qt.Key, f"Key_{to_title}"), Qt.KeyboardModifier.AltModifier)
    assert sheet.focusWidget() is sheet.form.editor("title")
    assert sheet.keytips.shown == {}
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    save = next(letter for letter, one in sheet.keytips.shown.items() if one is sheet.verb)
    QTest.keyClick(handle, getattr(Qt.Key, f"Key_{save}"), Qt.KeyboardModifier.AltModifier)
    shared.settle()
    assert results == ["done"]


def test_letters_go_away_when_alt_is_let_go(sheet: Asking) -> None:
    handle = sheet.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    assert sheet.keytips.shown
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert sheet.keytips.shown == {}


def test_two_sheets_do_not_share_what_they_say(shared: Driver) -> None:
    first, second = Asking(shared), Asking(shared)
    first.show_strip("danger", "First only.")
    assert above(second) == ""
    for one in (first, second):
        one.reject()
