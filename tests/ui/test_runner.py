"""Jobs run beside the window, tell how far they are, stop when asked, and never hold the window up."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from xborder_desk.domain.errors import FileError
from xborder_desk.ui.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from xborder_desk.jobs.context import JobContext, Progress


GONE = "“{file}” is gone."


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    del qapp
    made = Runner()
    yield made
    made.close()


def test_a_result_comes_back_in_the_window_s_thread(runner: Runner, qtbot: QtBot) -> None:
    seen: list[tuple[object, bool]] = []
    job = runner.job(lambda _ctx: threading.current_thread() is threading.main_thread())
    job.done.connect(
        lambda result: seen.append((result, threading.current_thread() is threading.main_thread()))
    )
    qtbot.waitUntil(lambda: not runner.running)
    assert seen == [(False, True)]


def test_a_known_fault_is_given_back_and_is_no_report(runner: Runner, qtbot: QtBot) -> None:
    def work(_ctx: JobContext) -> None:
        raise FileError(GONE, file="a.pdf")

    failed: list[Exception] = []
    unexpected: list[Exception] = []
    runner.unexpected.connect(unexpected.append)
    runner.job(work).failed.connect(failed.append)
    qtbot.waitUntil(lambda: not runner.running)
    assert [str(one) for one in failed] == ["“a.pdf” is gone."]
    assert unexpected == []


def test_a_fault_nobody_expected_is_told_to_the_edge_too(runner: Runner, qtbot: QtBot) -> None:
    unexpected: list[Exception] = []
    runner.unexpected.connect(unexpected.append)
    runner.job(lambda _ctx: 1 // 0)
    qtbot.waitUntil(lambda: not runner.running)
    assert [type(one) for one in unexpected] == [ZeroDivisionError]


def test_cancel_stops_at_the_next_step(runner: Runner, qtbot: QtBot) -> None:
    steps: list[int] = []

    def work(ctx: JobContext) -> None:
        for step in range(10_000):
            ctx.progress(step, 10_000)
            steps.append(step)
            time.sleep(0.001)

    ended: list[str] = []
    job = runner.job(work)
    job.cancelled.connect(lambda: ended.append("cancelled"))
    job.done.connect(lambda _result: ended.append("done"))
    qtbot.waitUntil(lambda: len(steps) > 5)
    job.cancel()
    qtbot.waitUntil(lambda: not runner.running)
    assert ended == ["cancelled"]
    assert len(steps) < 10_000


def test_many_reports_are_few_signals_and_the_last_one_is_seen(runner: Runner, qtbot: QtBot) -> None:
    def work(ctx: JobContext) -> None:
        for step in range(20_000):
            ctx.progress(step + 1, 20_000)

    seen: list[Progress] = []
    job = runner.job(work)
    job.progress.connect(seen.append)
    qtbot.waitUntil(lambda: not runner.running)
    assert len(seen) < 5_000
    assert job.latest.done == 20_000


def test_quick_work_does_not_wait_behind_long_work(runner: Runner, qtbot: QtBot) -> None:
    hold = threading.Event()
    for _number in range(4):
        runner.job(lambda _ctx: hold.wait(20), "long")
    seen: list[object] = []
    runner.job(lambda _ctx: "quick", quiet=True).done.connect(seen.append)
    qtbot.waitUntil(lambda: seen == ["quick"])
    assert len(runner.visible) == 4
    hold.set()


def test_a_slow_job_leaves_the_event_loop_free(runner: Runner, qtbot: QtBot) -> None:
    """A disk that takes its time: the window is never held longer than 100 ms."""
    gaps: list[float] = []
    last = time.monotonic()

    def tick() -> None:
        nonlocal last
        now = time.monotonic()
        gaps.append(now - last)
        last = now

    def work(ctx: JobContext) -> None:
        for step in range(100):
            ctx.progress(step, 100)
            time.sleep(0.02)

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    runner.job(work)
    qtbot.waitUntil(lambda: not runner.running, timeout=20_000)
    timer.stop()
    assert len(gaps) > 100
    assert sorted(gaps)[-2] < 0.1


def test_after_closing_nothing_starts(runner: Runner) -> None:
    runner.close()
    started: list[int] = []
    runner.job(lambda _ctx: started.append(1))
    assert runner.running == []
    assert started == []
