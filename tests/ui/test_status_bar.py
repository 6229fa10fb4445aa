"""The status bar: each piece of work as long as it runs, in words, with a way to stop it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import FileError
from xborder_desk.i18n import N_
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.jobs.context import Cancelled, Progress
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.driving import Driver
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

GONE = N_("“{file}” is gone.")


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    del qapp
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def bar(screen: ScreenLanguage, theme: Theme, runner: Runner, qtbot: QtBot) -> Status:
    made = Status(screen, theme, runner)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Work waits here until the test lets it go on."""
    made = threading.Event()
    yield made
    made.set()


def test_each_job_has_its_line_and_takes_it_away(
    bar: Status, runner: Runner, qtbot: QtBot, gate: threading.Event
) -> None:
    for name in ("one", "two"):
        runner.job(lambda _ctx: gate.wait(10), N_("{case}"), case=name)
    assert [line.words.text() for line in bar.lines] == ["one", "two"]
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)
    assert bar.lines == []


@pytest.mark.parametrize("how", ["done", "failed", "stopped"])
def test_a_line_goes_however_the_work_ends(bar: Status, runner: Runner, qtbot: QtBot, how: str) -> None:
    def work(_ctx: JobContext) -> None:
        if how == "failed":
            raise FileError(GONE, file="a.pdf")
        if how == "stopped":
            raise Cancelled

    runner.job(work, N_("{case}"), case="x")
    qtbot.waitUntil(lambda: not runner.running)
    assert bar.lines == []


def test_quiet_work_and_pictures_to_look_at_are_not_shown(
    bar: Status, runner: Runner, qtbot: QtBot, gate: threading.Event
) -> None:
    runner.job(lambda _ctx: gate.wait(10), quiet=True)
    runner.look(lambda _ctx: gate.wait(10))
    assert bar.lines == []
    assert len(runner.running) == 2
    assert runner.visible == []
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)


def test_what_a_job_does_is_said_anew_with_its_step_and_figure(
    bar: Status, runner: Runner, qtbot: QtBot, screen: ScreenLanguage, gate: threading.Event
) -> None:
    def work(ctx: JobContext) -> None:
        ctx.progress(2, 5, N_("Reading"))
        gate.wait(10)

    runner.job(work, N_("Making the office"))
    (line,) = bar.lines
    qtbot.waitUntil(lambda: line.figure.text() == "2 of 5")
    assert line.words.text() == "Making the office · Reading"
    screen.switch("de")
    line.retranslate()
    assert "Making" not in line.words.text()
    assert line.figure.text() != "2 of 5"
    assert line.stop.accessibleName().endswith(line.bar.accessibleName())
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)


@pytest.mark.parametrize(
    ("progress", "figure", "most"),
    [
        (Progress(0, 0), "", 0),
        (Progress(3, 0), "", 0),
        (Progress(0, 7), "0 of 7", 7),
        (Progress(7, 7), "7 of 7", 7),
        (Progress(1, -1), "", 0),
    ],
)
def test_a_figure_stands_only_where_an_end_is_known(
    bar: Status,
    runner: Runner,
    qtbot: QtBot,
    gate: threading.Event,
    progress: Progress,
    figure: str,
    most: int,
) -> None:
    job = runner.job(lambda _ctx: gate.wait(10), N_("{case}"), case="x")
    (line,) = bar.lines
    job.latest = progress
    job.show_progress()
    assert (line.figure.text(), line.bar.maximum()) == (figure, most)
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)


def test_cancel_stops_one_and_leaves_the_others(
    bar: Status, runner: Runner, qtbot: QtBot, gate: threading.Event
) -> None:
    def work(ctx: JobContext) -> str:
        while not gate.wait(0.005):
            ctx.check()
        return "whole"

    ended: list[object] = []
    for name in ("first", "second"):
        runner.job(work, N_("{case}"), case=name).done.connect(ended.append)
    bar.lines[0].stop.click()
    qtbot.waitUntil(lambda: len(bar.lines) == 1)
    assert bar.lines[0].words.text() == "second"
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)
    assert ended == ["whole"]


def test_work_that_waits_its_turn_can_be_stopped_before_it_begins(
    bar: Status, runner: Runner, qtbot: QtBot, gate: threading.Event
) -> None:
    begun: list[int] = []
    for _number in range(2):
        runner.job(lambda _ctx: gate.wait(10), N_("{case}"), case="long")
    runner.job(lambda _ctx: begun.append(1), N_("{case}"), case="waits")
    bar.lines[-1].stop.click()
    gate.set()
    qtbot.waitUntil(lambda: not runner.running)
    assert begun == []


def test_closing_stops_everything_and_nothing_comes_back(runner: Runner, qtbot: QtBot) -> None:
    def work(ctx: JobContext) -> None:
        while True:
            ctx.check()

    heard: list[object] = []
    runner.job(work, N_("{case}"), case="x").done.connect(heard.append)
    runner.close()
    runner.close()
    qtbot.wait(5)
    assert heard == []


def test_the_place_of_the_office_stands_in_the_bar_and_jobs_on_today(
    desk_open: Driver, gate: threading.Event
) -> None:
    assert desk_open.window.status.place.text().startswith(str(desk_open.ways.settings().office)[:10])
    desk_open.speak("qps")
    desk_open.shell.runner.job(lambda _ctx: gate.wait(10), N_("Making the office"))
    assert OPENING in desk_open.window.status.lines[0].words.text()
    gate.set()
    desk_open.settle()
