"""The browser itself, where the extra is installed: it stays on the web, asks nobody, and its time ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from xborder_desk.programs import browser

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = pytest.mark.skipif(not browser.installed(), reason="the extra “capture” is not installed")
CODE = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox --disable-gpu"
from PySide6.QtCore import QTimer, QUrl, Signal, QObject
from PySide6.QtWidgets import QApplication
app = QApplication([])
from xborder_desk.capture.loading import Page, Waiting
page = Page()
for address, wanted in (
    ("https://shop.example/", True), ("http://shop.example/", True), ("about:blank", True),
    ("file:///etc/hosts", False), ("chrome://gpu", False), ("qrc:/x", False),
):
    assert page.acceptNavigationRequest(QUrl(address), None, True) is wanted, address
assert page.javaScriptConfirm(None, "sure?") is False
assert page.javaScriptPrompt(None, "name?", "x") == (False, "")
assert Waiting().until(lambda: None, 50) is None
heard = Waiting()
assert heard.until(lambda: heard.hear(7), 50) == (7,)
later = Waiting()
QTimer.singleShot(10, lambda: later.hear("x"))
assert later.until(lambda: None, 5000) == ("x",)
sys.stdout.write("all is well")
sys.stdout.flush()
os._exit(0)
"""


@INSTALLED
def test_it_stays_on_the_web_and_waits_no_longer_than_it_may(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        env={"PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout == "all is well", done.stderr[-2000:]
