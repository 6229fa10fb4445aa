"""Progress is one rewritten line where somebody watches, and nothing elsewhere."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from xborder_desk.cli.progress import ProgressLine, line_of
from xborder_desk.cli.session import Session
from xborder_desk.cli.width import terminal_width
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import Progress

if TYPE_CHECKING:
    from tests.cli.harness import Shell


def test_nobody_watching_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine(Language("en"))
    line.show(Progress(1, 2, "{file}", {"file": "a.pdf"}))
    line.clear()
    assert capsys.readouterr() == ("", "")


def test_the_line_says_how_far_and_what() -> None:
    progress = Progress(1, 2, "{file}", {"file": "a\x1b[2J\n.pdf"})
    assert line_of(progress, Language("en")) == "1/2 a\\x1b[2J .pdf"
    assert line_of(Progress(0, 0, "Restoring"), Language("en")) == "Restoring"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_gets_one_line_that_is_rewritten_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty  # noqa: PLC0415 - not on every system

    ours, theirs = pty.openpty()
    monkeypatch.setenv("COLUMNS", "30")
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(sys, "stdout", terminal)
        line = ProgressLine(Language("en"))
        line.show(Progress(1, 9, "{file}", {"file": "x" * 99}))
        line.show(Progress(2, 9, "too soon"))
        time.sleep(0.11)
        line.show(Progress(3, 9, "done"))
        line.clear()
        assert terminal_width() == 30
        terminal.flush()
        seen = ""
        while seen.count("\x1b[K") < 3 or not seen.endswith("\x1b[K"):  # a terminal gives it in pieces
            seen += os.read(ours, 4096).decode()
    os.close(ours)
    first, second, third = seen.split("\r\x1b[K")[1:]
    assert len(first) == 29
    assert first.startswith("1/9 xxx")
    assert (second, third) == ("3/9 done", "")
    assert "\n" not in seen


def test_long_work_keeps_saying_that_the_office_is_open(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[str] = []

    class Desk:
        location = shell.settings

        def beat(self) -> None:
            beats.append("here")

        def close(self) -> None:
            beats.append("gone")

    ways: Any = shell.ways
    ways.open = lambda _location: Desk()
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    session = Session(ways, Language("en"), location="somewhere")
    session.desk()
    for moment in (1.0, 31.0, 40.0, 62.0):
        now[0] = moment
        session.context.progress(1, 2)
    session.close()
    assert beats == ["here", "here", "gone"]
