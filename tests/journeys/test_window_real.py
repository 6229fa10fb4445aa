"""The real program on a virtual screen, driven by real keys: start, a new case, and it is in the office."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.app import Ways, find_places
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey
_PATIENCE: Final = 40.0


class Screen:
    """A virtual screen with the program on it."""

    def __init__(self, number: int, root: Path, settings: Path) -> None:
        self._root = root
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XBORDER_DESK_CONFIG": str(settings),
        }
        self._server = subprocess.Popen(
            ["Xvfb", f":{number}", "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, office: Path) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "main.py", "--office", str(office), "--language", "en"],
            cwd=self._root,
            env=self.environment,
        )

    def tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout.strip()

    def window(self, name: str) -> str:
        """Wait for a window of ours, give it the focus, and give its number."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = self.tool("search", "--onlyvisible", "--name", name).splitlines()
            if found:
                self.tool("windowfocus", "--sync", found[-1])
                return found[-1]
            time.sleep(0.2)
        pytest.fail(f"no window “{name}” came")

    def close(self) -> int | None:
        status = None
        if self._program is not None:
            self._program.terminate()
            status = self._program.wait(20)
        self._server.terminate()
        self._server.wait()
        return status


@pytest.fixture
def screen(project_root: Path, tmp_path: Path) -> Iterator[Screen]:
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    made = Screen(90 + os.getpid() % 400, project_root, tmp_path / "settings")
    try:
        yield made
    finally:
        made.close()


def cases(office: Path, environment: dict[str, str], root: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "main.py", "--office", str(office), "case", "list", "--json"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["cases"]
    assert isinstance(found, list)
    return found


def test_a_case_is_opened_with_keys_alone(screen: Screen, tmp_path: Path, project_root: Path) -> None:
    office = tmp_path / "office"
    Ways(find_places(), SettingsFile(tmp_path / "settings")).create(office, JobContext()).close()
    screen.start(office)
    screen.window("^Xborder Desk$")
    time.sleep(3)
    screen.tool("key", "ctrl+n")
    screen.window("^New case$")
    for number, words in enumerate(("Real keys", "Annika Brandt", "Germany", "Uhrenhaus", "China")):
        if number:
            screen.tool("key", "Tab")
        screen.tool("type", "--delay", "20", words)
    screen.tool("key", "Return")  # takes the country that is offered
    time.sleep(0.5)
    screen.tool("key", "Return")  # opens the case
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and not cases(office, screen.environment, project_root):
        time.sleep(1)
    found = cases(office, screen.environment, project_root)
    assert [case["title"] for case in found] == ["Real keys"]
