"""What is out of sight when the language changes is right when it is seen: words, side and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tests.ui.driving import shown, words_of
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.dialogs.new_case import NewCaseSheet
from xborder_desk.ui.pages.cases import CasesPage
from xborder_desk.ui.theme import letters
from xborder_desk.ui.view import View, hand_on_letters
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

RIGHT: Final = Qt.LayoutDirection.RightToLeft
LEFT: Final = Qt.LayoutDirection.LeftToRight
TRADITIONAL: Final = "Xborder Sans TC"
SIMPLIFIED: Final = "Xborder Sans SC"


class Told(View):
    """A view with a label, that counts how often it says its words."""

    def __init__(self, screen: ScreenLanguage) -> None:
        self.times = 0
        super().__init__(screen)
        self.label = QLabel()
        layout = QVBoxLayout(self)
        layout.addWidget(self.label)
        self.say(self.label.setText, "Cases")
        self.times = 0

    def retranslate(self) -> None:
        """Count."""
        super().retranslate()
        self.times += 1


class Stage:
    """Two views of which one is seen, in a window."""

    def __init__(self, screen: ScreenLanguage, qtbot: QtBot) -> None:
        self.stack = QStackedWidget()
        qtbot.addWidget(self.stack)
        self.front, self.back = Told(screen), Told(screen)
        for view in (self.front, self.back):
            self.stack.addWidget(view)
        self.stack.resize(400, 300)
        self.stack.show()

    def turn(self) -> None:
        """Show the other one."""
        self.stack.setCurrentIndex(1 - self.stack.currentIndex())


@pytest.fixture
def followed(screen: ScreenLanguage, theme: Theme) -> Iterator[ScreenLanguage]:
    """The language, with the letters following it as they do in the program."""

    def follow() -> None:
        theme.apply(tag=screen.language.tag)

    screen.changed.connect(follow)
    yield screen
    screen.switch("en")


@pytest.fixture
def stage(followed: ScreenLanguage, qtbot: QtBot) -> Stage:
    return Stage(followed, qtbot)


def han(widget: QWidget) -> str:
    """Give the family whose Han characters a widget shows."""
    return next(family for family in widget.font().families() if family in {TRADITIONAL, SIMPLIFIED})


def test_what_is_seen_follows_at_once_and_what_is_not_later(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("de")
    assert (stage.front.label.text(), stage.back.label.text()) == ("Fälle", "Cases")
    assert (stage.front.behind, stage.back.behind) == (False, True)
    stage.turn()
    assert stage.back.label.text() == "Fälle"
    assert not stage.back.behind


def test_each_view_says_its_words_once_for_each_change(stage: Stage, followed: ScreenLanguage) -> None:
    for tag in ("de", "fr", "ar"):
        followed.switch(tag)
        QApplication.processEvents()
    assert (stage.front.times, stage.back.times) == (3, 0)
    stage.turn()
    QApplication.processEvents()
    assert (stage.front.times, stage.back.times) == (3, 1)
    stage.turn()
    stage.turn()
    assert (stage.front.times, stage.back.times) == (3, 1), "nothing has changed in between"


def test_the_side_is_that_of_the_last_language(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("ar")
    assert [one.layoutDirection() for one in (stage.front.label, stage.back.label)] == [RIGHT, LEFT]
    stage.turn()
    assert stage.back.label.layoutDirection() is RIGHT
    assert not stage.back.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection)
    followed.switch("en")
    assert [one.layoutDirection() for one in (stage.front.label, stage.back.label)] == [RIGHT, LEFT]
    stage.turn()
    assert stage.front.label.layoutDirection() is LEFT


def test_two_changes_while_it_was_out_of_sight_leave_the_last(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("ar")
    followed.switch("zh-Hant")
    stage.turn()
    said = followed.language.text("Cases")
    assert (stage.back.label.text(), stage.back.label.layoutDirection()) == (said, LEFT)
    assert han(stage.back.label) == TRADITIONAL


def test_there_and_back_again_changes_nothing(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("zh-Hant")
    followed.switch("en")
    stage.turn()
    assert stage.back.label.text() == "Cases"
    assert han(stage.back.label) == han(stage.front.label) == SIMPLIFIED


def test_letters_are_handed_on_to_every_part(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("zh-Hant")
    assert han(stage.front) == han(stage.front.label) == TRADITIONAL
    assert han(stage.back.label) == SIMPLIFIED
    stage.turn()
    assert han(stage.back.label) == TRADITIONAL
    stage.turn()
    followed.switch("zh-Hans")
    stage.turn()
    assert han(stage.back) == han(stage.back.label) == SIMPLIFIED


def test_letters_keep_the_size_and_weight_a_part_has(stage: Stage, followed: ScreenLanguage) -> None:
    stage.back.label.setProperty("role", "heading")
    stage.back.label.style().unpolish(stage.back.label)
    stage.back.label.style().polish(stage.back.label)
    before = stage.back.label.font()
    assert before.bold()
    followed.switch("zh-Hant")
    stage.turn()
    after = stage.back.label.font()
    assert (after.pointSizeF(), after.weight()) == (before.pointSizeF(), before.weight())
    assert han(stage.back.label) == TRADITIONAL


def test_what_is_made_meanwhile_speaks_and_turns_along(stage: Stage, followed: ScreenLanguage) -> None:
    followed.switch("ar")
    late = QLabel()
    layout = stage.back.layout()
    assert layout is not None
    layout.addWidget(late)
    stage.back.say(late.setText, "Today")
    stage.turn()
    assert late.text() == followed.language.text("Today")
    assert late.layoutDirection() is RIGHT
    followed.switch("zh-Hant")
    assert (late.text(), late.layoutDirection()) == (followed.language.text("Today"), LEFT)
    assert han(late) == TRADITIONAL


def test_a_view_made_while_another_language_is_spoken_is_not_behind(
    stage: Stage, followed: ScreenLanguage
) -> None:
    followed.switch("ar")
    late = Told(followed)
    stage.stack.addWidget(late)
    assert not late.behind
    stage.stack.setCurrentWidget(late)
    assert (late.label.text(), late.layoutDirection()) == (followed.language.text("Cases"), RIGHT)
    assert late.times == 0


def test_a_view_inside_another_is_told_once_with_it(followed: ScreenLanguage, qtbot: QtBot) -> None:
    stage = Stage(followed, qtbot)
    inner = QStackedWidget()
    first, second = Told(followed), Told(followed)
    inner.addWidget(first)
    inner.addWidget(second)
    layout = stage.back.layout()
    assert layout is not None
    layout.addWidget(inner)
    followed.switch("ar")
    followed.switch("zh-Hant")
    stage.turn()
    assert (stage.back.times, first.times, second.times) == (1, 1, 0)
    assert (first.behind, second.behind) == (False, True)
    assert han(first.label) == TRADITIONAL
    inner.setCurrentWidget(second)
    assert second.times == 1
    assert second.label.text() == followed.language.text("Cases")


def test_a_view_that_is_gone_is_not_asked(followed: ScreenLanguage, qtbot: QtBot) -> None:
    stage = Stage(followed, qtbot)
    stage.stack.removeWidget(stage.back)
    stage.back.deleteLater()
    QApplication.sendPostedEvents(stage.back, QEvent.Type.DeferredDelete)
    followed.switch("de")
    assert stage.front.label.text() == "Fälle"


def test_panes_change_sides_also_while_they_are_not_seen(stage: Stage, followed: ScreenLanguage) -> None:
    panes = QSplitter()
    parts = [QLabel("first"), QLabel("second")]
    for part in parts:
        panes.addWidget(part)
    layout = stage.back.layout()
    assert layout is not None
    layout.addWidget(panes)
    stage.turn()
    QApplication.processEvents()
    stage.turn()
    assert parts[0].x() < parts[1].x()
    followed.switch("ar")
    stage.turn()
    assert parts[0].x() > parts[1].x()
    followed.switch("en")
    assert parts[0].x() < parts[1].x()


class Counted(QObject):
    """Counts events of one kind that widgets get."""

    def __init__(self, app: QApplication, kind: QEvent.Type) -> None:
        super().__init__()
        self._app, self._kind, self.times = app, kind, 0

    def __enter__(self) -> Self:
        self._app.installEventFilter(self)
        return self

    def __exit__(self, *_wrong: object) -> None:
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count."""
        self.times += event.type() is self._kind and isinstance(watched, QWidget)
        return False


def test_no_part_of_a_page_out_of_sight_is_touched(shared: Driver) -> None:
    shared.go("overview")
    hidden = shared.page
    parts = {one for one in hidden.findChildren(QWidget) if one.window() is shared.window}
    assert len(parts) > 50
    shared.go("cases")
    touched: set[QEvent.Type] = set()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if watched in parts:
                touched.add(event.type())
            return False

    watch = Watch()
    shared.app.installEventFilter(watch)
    try:
        shared.shell.screen.switch("ar")
        shared.shell.screen.switch("zh-Hant")
    finally:
        shared.app.removeEventFilter(watch)
    dear = {QEvent.Type.LanguageChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange}
    assert touched & {*dear, QEvent.Type.StyleChange} == set()


def test_no_widget_is_dressed_anew_for_another_language(shared: Driver) -> None:
    shared.go("cases")
    with Counted(shared.app, QEvent.Type.StyleChange) as dressed:
        for tag in ("de", "ar", "zh-Hant", "en"):
            shared.shell.screen.switch(tag)
    # The line of the rail changes sides twice; a state may take another look.
    assert dressed.times < 40
    with Counted(shared.app, QEvent.Type.StyleChange) as dressed:
        shared.shell.theme.apply("dark", 100)
        shared.shell.theme.apply("light", 100)
    assert dressed.times > 400, "another sheet dresses every widget: the count above can tell"


def test_windows_are_told_of_a_language_once(shared: Driver) -> None:
    shared.go("cases")
    with Counted(shared.app, QEvent.Type.LanguageChange) as first:
        shared.shell.screen.switch("de")
    with Counted(shared.app, QEvent.Type.LanguageChange) as later:
        shared.settle()
    assert first.times > 50
    assert later.times == 0


def test_pages_of_a_case_that_is_not_seen_follow_when_it_is(shared: Driver) -> None:
    shared.go("timeline")
    shared.go("overview")
    space = shared.window.view()
    assert isinstance(space, Workspace)
    shared.go("today")
    shared.speak("qps-rtl")
    behind = [space.behind]
    for name in ("overview", "timeline"):
        page = shared.go(name)
        assert page.layoutDirection() is RIGHT
        assert OPENING in space.tabs.tabText(0)
        said = [text for one in shown(page) for text in words_of(one) if OPENING in text]
        assert said, name
    behind.append(space.behind)
    assert behind == [True, False]
    shared.speak("en")
    assert not [text for one in shown(shared.window) for text in words_of(one) if OPENING in text]
    shared.go("today")
    assert not [text for one in shown(shared.window) for text in words_of(one) if OPENING in text]


def test_a_second_window_follows_with_its_own_page(shared: Driver) -> None:
    shared.go("cases")
    second = shared.shell.new_window()
    shared.settle()
    second.go("settings")
    second.go("today")
    shared.settle()
    shared.speak("ar")
    arabic = shared.shell.screen.language
    for window in (shared.window, second):
        assert window.layoutDirection() is RIGHT
        assert window.actions_by_name["new_case"].text() == arabic.text("New case")
    second.go("settings")
    shared.settle()
    view = second.view()
    assert isinstance(view, View)
    assert (view.layoutDirection(), view.behind) == (RIGHT, False)
    assert arabic.text("Settings") in [text for one in shown(view) for text in words_of(one)]


def test_an_open_question_and_the_page_behind_it_follow(shared: Driver) -> None:
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    shared.window.actions_by_name["new_case"].trigger()
    shared.settle()
    sheet = shared.dialog()
    assert isinstance(sheet, NewCaseSheet)
    typed = {"title": "Half a title", "consumer": "Łukasz", "amount": "1.249,5", "ordered_on": "8.3."}
    sheet.form.put(typed)
    for tag in ("ar", "zh-Hant", "zh-Hans", "en"):
        shared.speak(tag)
        language = shared.shell.screen.language
        side = RIGHT if tag == "ar" else LEFT
        assert {sheet.form.layoutDirection(), page.table.layoutDirection()} == {side}
        assert sheet.windowTitle() == language.text("New case")
        assert {key: sheet.form.typed()[key] for key in typed} == typed
        family = TRADITIONAL if tag == "zh-Hant" else SIMPLIFIED
        assert {han(one) for one in (*sheet.findChildren(QLabel), page.table, shared.window.rail)} == {family}


def test_the_list_of_cases_is_said_anew_and_not_filled_anew(shared: Driver) -> None:
    shared.new_case("A third")
    page = shared.go("cases")
    assert isinstance(page, CasesPage)
    page.table.pick(1)
    shared.settle()
    chosen, filled = page.table.chosen_keys(), []
    page.model.modelReset.connect(lambda: filled.append("filled"))
    shared.speak("de")
    assert (page.table.chosen_keys(), filled) == (chosen, [])
    german = shared.shell.screen.language
    assert page.head.count.text() == german.plural("{n} case", "{n} cases", len(page.model.found))
    assert str(page.model.headerData(0, Qt.Orientation.Horizontal)) == german.text("Number")


def test_letters_go_round_what_is_behind(followed: ScreenLanguage, stage: Stage, qapp: QApplication) -> None:
    before = qapp.font()
    followed.switch("de")
    qapp.setFont(letters("zh-Hant", before.pointSizeF()))
    try:
        hand_on_letters([stage.stack])
        assert (han(stage.front.label), han(stage.back.label)) == (TRADITIONAL, SIMPLIFIED)
    finally:
        qapp.setFont(before)
        hand_on_letters([stage.stack])
