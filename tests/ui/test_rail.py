"""The rail and the status bar: where one can go, and what is running."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from xborder_desk.i18n import N_
from xborder_desk.i18n.pseudo import OPENING, pseudo_language
from xborder_desk.jobs.context import Progress
from xborder_desk.ui import pages
from xborder_desk.ui.rail import Rail
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.status import JobLine, Status
from xborder_desk.ui.welcome import Welcome
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme


@pytest.fixture
def rail(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> Rail:
    made = Rail(screen, theme)
    qtbot.addWidget(made)
    made.fill([page for page in pages.find() if page.place != "case"])
    return made


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    del qtbot
    made = Runner()
    yield made
    made.close()


def test_pressing_tells_the_page(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        rail._buttons["cases"].click()
    assert told.args == ["cases"]
    rail.show_chosen("today")
    assert [name for name, one in rail._buttons.items() if one.isChecked()] == ["today"]
    rail.show_chosen("no such page")
    assert rail._buttons["today"].isChecked()


def test_a_low_rail_scrolls_and_presses_no_word_together(rail: Rail, qtbot: QtBot) -> None:
    rail.set_compact(compact=True)
    rail.resize(rail.sizeHint().width(), 200)
    rail.show()
    qtbot.waitExposed(rail)
    for button in rail._buttons.values():
        assert button.height() >= button.sizeHint().height()
    last = list(rail._buttons)[-1]
    rail.show_chosen(last)
    button = rail._buttons[last]
    top = button.mapTo(rail, button.rect().topLeft()).y()
    assert 0 <= top <= rail.height() - button.height()
    assert rail.sizeHint().width() >= button.width()


def test_a_narrow_rail_keeps_every_word(rail: Rail) -> None:
    wide = rail.sizeHint().width()
    words = {name: button.text().strip() for name, button in rail._buttons.items()}
    rail.set_compact(compact=True)
    assert rail.sizeHint().width() < wide
    assert {name: button.text() for name, button in rail._buttons.items()} == words
    rail.set_compact(compact=False)
    assert rail.sizeHint().width() == wide


def test_the_rail_follows_the_language(rail: Rail, screen: ScreenLanguage) -> None:
    screen.use(pseudo_language())
    rail.retranslate()
    rail.retranslate()
    assert all(button.text().count(OPENING) == 1 for button in rail._buttons.values())


def test_another_office_has_its_buttons_once_and_each_press_goes_once(rail: Rail, qtbot: QtBot) -> None:
    before = len(rail._group.buttons())
    rail.fill([page for page in pages.find() if page.place != "case"])
    assert len(rail._group.buttons()) == before
    pressed: list[str] = []
    rail.chosen.connect(pressed.append)
    rail._buttons["cases"].click()
    qtbot.wait(1)
    assert pressed == ["cases"]
    assert rail._above.count() + rail._below.count() == before


def test_a_job_is_shown_as_long_as_it_runs(
    screen: ScreenLanguage, theme: Theme, runner: Runner, qtbot: QtBot
) -> None:
    bar = Status(screen, theme, runner)
    qtbot.addWidget(bar)

    def work(ctx: JobContext) -> None:
        while True:
            ctx.progress(1, 4)

    job = runner.job(work, N_("{case}"), case="2026-0001")
    runner.job(lambda _ctx: None, quiet=True)
    (line,) = bar.lines
    assert isinstance(line, JobLine)
    qtbot.waitUntil(lambda: line.bar.value() == 1)
    assert line.figure.text() == "1 of 4"
    assert (line.bar.value(), line.bar.maximum()) == (1, 4)
    assert "2026-0001" in line.stop.accessibleName()
    with qtbot.waitSignal(runner.ended):
        line.stop.click()
    qtbot.waitUntil(lambda: bar.lines == [])
    assert job.context.cancelled


def test_progress_without_an_end_has_no_figure(
    screen: ScreenLanguage, theme: Theme, runner: Runner, qtbot: QtBot
) -> None:
    job = runner.job(lambda _ctx: None, N_("Reading"))
    line = JobLine(screen, theme, job)
    qtbot.addWidget(line)
    line._show(Progress(7, 0))
    assert line.figure.text() == ""
    assert line.bar.maximum() == 0
    qtbot.waitUntil(lambda: not runner.running)


def test_the_welcome_offers_what_there_is(drive: Driver) -> None:
    drive.shell.start(None)
    drive.settle()
    assert isinstance(drive.shell.welcome, Welcome)
    said = [button.text() for button in drive.shell.welcome.findChildren(QPushButton) if button.text()]
    assert len(said) >= 2


def test_a_sentence_that_comes_and_goes_moves_nothing_under_the_mouse(desk_open: Driver) -> None:
    desk_open.go("overview")
    view = desk_open.window.view()
    assert isinstance(view, Workspace)
    before = view.tabs.mapTo(desk_open.window, view.tabs.rect().topLeft())
    desk_open.window.tell("Case {number} is open.", "ok", number=desk_open.case)
    desk_open.settle()
    place = desk_open.window._strip_place
    assert place.isVisible()
    assert view.tabs.mapTo(desk_open.window, view.tabs.rect().topLeft()) == before
    assert place.mapTo(desk_open.window, place.rect().topLeft()).y() > before.y() + view.tabs.height()


@pytest.fixture
def beside(screen: ScreenLanguage, theme: Theme, qtbot: QtBot) -> Iterator[Rail]:
    """The rail beside a page, in a low window with large text."""
    made, window = Rail(screen, theme), QWidget()
    qtbot.addWidget(window)
    made.fill([page for page in pages.find() if page.place != "case"])
    made.set_compact(compact=True)
    window.setLayout(row(made, QLabel("page"), gap=0))
    theme.apply("light", 200)
    window.resize(1024, 500)
    window.show()
    qtbot.waitExposed(window)
    yield made
    theme.apply("light", 100)


def test_the_rail_follows_the_words_of_another_language(
    beside: Rail, screen: ScreenLanguage, qtbot: QtBot
) -> None:
    plain = screen.language
    screen.use(pseudo_language())
    qtbot.waitUntil(lambda: beside.width() == beside.sizeHint().width())
    long = beside.width()
    screen.use(plain)
    qtbot.waitUntil(lambda: beside.width() == beside.sizeHint().width())
    assert beside.width() < long


def test_the_bar_of_a_low_rail_takes_no_room_from_its_words(beside: Rail, qtbot: QtBot) -> None:
    window = beside.window()
    qtbot.waitUntil(lambda: beside.width() == beside.sizeHint().width())
    low = beside.width()
    window.resize(1024, 1200)
    qtbot.waitUntil(lambda: not beside._area.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: beside.width() == beside.sizeHint().width() < low)
    window.resize(1024, 400)
    qtbot.waitUntil(lambda: beside.width() == low)
    inside = beside._area.viewport()
    assert all(button.sizeHint().width() <= inside.width() for button in beside._buttons.values())
