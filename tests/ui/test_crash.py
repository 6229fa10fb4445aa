"""The power fails in the middle of a word: after the restart the half-typed text is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.typist import WORDS
from xborder_desk.jobs.context import JobContext
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver


def type_and_kill(root: Path, office: Path, settings: Path, case: str, letters: int) -> int:
    """Let somebody type, and end the program without a warning; gives how many letters were typed."""
    command = [sys.executable, "-m", "tests.ui.typist", str(office), str(settings), case]
    child = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        typed = 0
        for line in child.stdout:
            typed = int(line)
            if typed >= letters:
                break
        os.kill(child.pid, signal.SIGKILL)
    finally:
        child.kill()
        child.wait(20)
        if child.stdout is not None:
            child.stdout.close()
    return typed


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_what_was_being_typed_when_the_program_was_killed_is_offered(
    drive: Driver, office: Path, tmp_path: Path, project_root: Path
) -> None:
    typed = type_and_kill(project_root, office, tmp_path / "other-settings", drive.case, 130)
    assert typed >= 130, "the typist did not come to type"
    began = time.monotonic()
    drive.open(office)
    place = drive.window._strip_place
    (strip,) = [one for one in place.findChildren(Strip) if one.isVisibleTo(place)]
    assert drive.case in strip.text.text()
    next(one for one in strip.findChildren(QPushButton) if one.text() == "Go on").click()
    drive.settle()
    page = drive.page
    assert isinstance(page, OverviewPage)
    kept = page.purchase.form.typed()["product"]
    whole = WORDS * 9
    assert kept == whole[: len(kept)], "not a letter is wrong"
    # What is typed without any pause is kept every two seconds: at 25 ms a letter that is 80 letters.
    assert len(kept) >= typed - 110
    desk = drive.shell.desk
    assert desk is not None
    assert desk.evidence.verify(None, JobContext()).findings == ()
    assert time.monotonic() - began < 60
