"""Garbage with widgets in it is collected in the window's thread, or the program would stop."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from xborder_desk.ui.collecting import Collecting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.ui.driving import Driver

STORM = """
import gc, sys, threading
from xborder_desk.ui.lasting import keep_constants_alive
keep_constants_alive()
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from xborder_desk.ui.collecting import Collecting

class Knot(QWidget):
    def __init__(self):
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(5)
        lines = QVBoxLayout(self)
        for _ in range(5):
            lines.addWidget(QLabel("x"))

def work(stop):
    while not stop.is_set():
        [dict(a=[]) for _ in range(2000)]  # what makes Python collect, in whichever thread it is

app = QApplication([])
if sys.argv[1] == "here":
    garbage = Collecting(app)
    garbage._timer.setInterval(5)
stop = threading.Event()
threads = [threading.Thread(target=work, args=(stop,)) for _ in range(3)]
for one in threads:
    one.start()
for _ in range(60):
    for _ in range(20):
        Knot()
    for _ in range(10):
        app.processEvents()
stop.set()
for one in threads:
    one.join()
if sys.argv[1] == "here":
    garbage.close()
print("alive")
"""


class Knot:
    """Something that only the garbage collector lets go."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    """The collector; afterwards Python collects by itself again."""
    del qapp
    made = Collecting()
    yield made
    made.close()
    gc.enable()


def test_no_other_thread_collects_while_a_window_is_there(collecting: Collecting) -> None:
    assert not gc.isenabled()
    knot = weakref.ref(Knot())

    def work() -> None:
        for _round in range(40):
            [{"a": []} for _ in range(1000)]  # far over every threshold

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert knot() is not None
    collecting.close()
    assert knot() is None
    assert gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_what_is_due_is_collected_by_and_by() -> None:
    knot = weakref.ref(Knot())
    kept: list[list[object]] = [[] for _ in range(3000)]
    QTest.qWait(1200)
    assert knot() is None
    assert len(kept) == 3000


def test_only_what_python_would_collect_by_now_is_collected(collecting: Collecting) -> None:
    gc.collect()
    assert collecting.collect() == -1
    kept: list[list[object]] = [[] for _ in range(3000)]
    assert collecting.collect() >= 0
    assert kept


def test_who_had_switched_it_off_finds_it_so_afterwards(qapp: QApplication) -> None:
    del qapp
    gc.disable()
    try:
        made = Collecting()
        made.close()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_window_has_its_own_collector_and_hands_back(drive: Driver, office: Path) -> None:
    assert not gc.isenabled()
    drive.open(office)
    assert not gc.isenabled()
    drive.shell.close()
    assert gc.isenabled()


def test_widgets_that_refer_to_each_other_end_in_peace_while_jobs_run(project_root: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", STORM, "here"],
        cwd=project_root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert found.stdout.strip() == "alive", found.stderr[-2000:]
    assert "another thread" not in found.stderr
