"""What nobody expected is kept once, in a file a person can read; known faults are none."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from xborder_desk.domain.errors import FileError, KnownError
from xborder_desk.ui.errors import UNEXPECTED, Faults, machine, qt_message

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def fault() -> Exception:
    try:
        1 // 0  # noqa: B018 - the fault itself
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_report_names_program_and_place_and_is_kept_once(
    tmp_path: Path, qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    del qapp
    faults = Faults(tmp_path / "reports")
    kept: list[Path] = []
    faults.kept.connect(kept.append)
    error = fault()
    with caplog.at_level(logging.CRITICAL):
        file = faults.note(error)
        again = faults.note(error)
    assert file is not None
    assert again == file
    assert kept == [file]
    text = file.read_text(encoding="utf-8")
    assert text.startswith(machine())
    assert "ZeroDivisionError" in text


def test_known_faults_are_no_reports(tmp_path: Path, qapp: object) -> None:
    del qapp
    faults = Faults(tmp_path)
    known = FileError("gone")
    assert faults.note(known) is None
    assert faults.sentence(known) is known
    assert faults.sentence(fault()).text == UNEXPECTED
    assert isinstance(faults.sentence(fault()), KnownError)


def test_a_disk_that_refuses_is_no_second_fault(tmp_path: Path, qapp: object) -> None:
    del qapp
    (tmp_path / "file").write_text("")
    assert Faults(tmp_path / "file").note(fault()) is None


def test_hooks_catch_what_reaches_the_edge(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    faults = Faults(tmp_path / "reports")
    faults.install()
    qInstallMessageHandler(None)
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    assert len(list((tmp_path / "reports").glob("report-*.txt"))) == 2
    assert (tmp_path / "reports" / "crash.log").exists()


def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="qt"):
        qt_message(QtMsgType.QtInfoMsg, QMessageLogContext(), "hello")
        qt_message(
            QtMsgType.QtInfoMsg, QMessageLogContext(), "This plugin does not support propagateSizeHints()"
        )
    assert [record.message for record in caplog.records] == ["hello"]
