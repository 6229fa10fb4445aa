"""The whole way of a case with real keys and a screen reader's ears: no mouse, no look at the insides."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from xborder_desk.app import Ways, find_places
from xborder_desk.jobs.context import JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.i18n.language import Language

pytestmark = pytest.mark.journey
_PATIENCE: Final = 60.0
_LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_EARS: Final = "/usr/bin/python3"
_MOST_TABS: Final = 90


class Reader:
    """The program on a virtual screen, real keys, and the accessibility bus to hear it by."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._running = root, list[subprocess.Popen[Any]]()
        number = 600 + os.getpid() % 300
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XBORDER_DESK_CONFIG": str(folder / "settings"),
            "HOME": str(folder),
        }
        (folder / "run").mkdir(mode=0o700)
        self._start("Xvfb", f":{number}", "-screen", "0", "1440x960x24", "-nolisten", "tcp")
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1", out=subprocess.PIPE)
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        launcher = next(one for one in _LAUNCHERS if Path(one).exists())
        self._start(launcher, "--launch-immediately")
        time.sleep(0.5)
        self._ears = subprocess.Popen(
            [_EARS, str(root / "tests" / "journeys" / "probe.py")],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def open(self, office: Path) -> None:
        """Start the program and wait until it can be heard."""
        self._start(sys.executable, "main.py", "--office", str(office), "--language", "en")
        self.until(lambda: bool(self.named("push button", "New case")), "the window never spoke")
        self.window("^Xborder Desk$")

    def window(self, name: str) -> None:
        """Give a window the focus, as a window manager does when it opens."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = self._tool("search", "--onlyvisible", "--name", name).splitlines()
            if found:
                self._tool("windowfocus", "--sync", found[-1])
                return
            time.sleep(0.1)
        pytest.fail(f"no window “{name}” came")

    def keys(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self._tool("key", "--clearmodifiers", key)
            time.sleep(0.12)

    def type(self, words: str) -> None:
        """Type words."""
        self._tool("type", "--delay", "12", words)
        time.sleep(0.15)

    def hear(self, word: str) -> Any:
        """Ask the accessibility bus: ``tree`` or ``focused``."""
        assert self._ears.stdin is not None
        assert self._ears.stdout is not None
        self._ears.stdin.write(f"{word}\n")
        self._ears.stdin.flush()
        return json.loads(self._ears.stdout.readline() or "null")

    def tree(self) -> list[dict[str, Any]]:
        """Everything that can be heard now."""
        return self.hear("tree") or []

    def focused(self) -> dict[str, Any]:
        """What has the focus."""
        return self.hear("focused") or {}

    def named(self, role: str, name: str) -> list[dict[str, Any]]:
        """Nodes of a role whose name holds these words."""
        return [one for one in self.tree() if one["role"] == role and name in one["name"] and one["showing"]]

    def says(self, words: str) -> bool:
        """Whether these words can be heard anywhere."""
        return any(words in one["name"] for one in self.tree())

    def tab_to(self, name: str, key: str = "Tab") -> dict[str, Any]:
        """Go by Tab until the control of this name has the focus; hear where one is at each step."""
        heard = []
        for _step in range(_MOST_TABS):
            here = self.focused()
            if any(here.get(words, "").startswith(name) for words in ("name", "description")):
                return here
            heard.append(here.get("name", "?"))
            self.keys(key)
        pytest.fail(f"Tab never came to “{name}”, but to {heard}")

    def until(self, true: Any, sentence: str) -> None:
        """Wait for something."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if true():
                return
            time.sleep(0.25)
        pytest.fail(f"{sentence}; heard: {[one['name'] for one in self.tree() if one['name']][:80]}")

    def close(self) -> None:
        """End everything that was started, the last first."""
        self._ears.kill()
        self._ears.communicate()  # which closes its pipes as well
        for one in reversed(self._running):
            one.terminate()
            try:
                one.wait(15)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()
            if one.stdout is not None:
                one.stdout.close()

    def _start(self, *words: str, out: int = subprocess.DEVNULL) -> subprocess.Popen[Any]:
        started = subprocess.Popen(
            words, cwd=self._root, env=self.environment, stdout=out, stderr=subprocess.DEVNULL
        )
        self._running.append(started)
        return started

    def _tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout.strip()


@pytest.fixture
def reader(project_root: Path, tmp_path: Path) -> Iterator[Reader]:
    missing = [name for name in ("Xvfb", "xdotool", "dbus-daemon") if shutil.which(name) is None]
    missing += [] if any(Path(one).exists() for one in _LAUNCHERS) else ["at-spi2-core"]
    asked = [_EARS, "-c", "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"]
    if not Path(_EARS).exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        missing.append("gir1.2-atspi-2.0 with python3-gi")
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    made = Reader(project_root, tmp_path)
    try:
        yield made
    finally:
        made.close()


def test_from_the_complaint_to_the_dossier_without_a_mouse(reader: Reader, tmp_path: Path) -> None:
    office, out = tmp_path / "office", tmp_path / "dossiers"
    ways = Ways(find_places(), SettingsFile(tmp_path / "settings"))
    ways.create(office, JobContext()).close()
    paper = tmp_path / "chat.txt"
    paper.write_text("We will send it tomorrow.\n", encoding="utf-8")
    reader.open(office)
    open_a_case(reader)
    add_a_party(reader)
    take_evidence_in(reader, paper)
    log_an_attempt(reader)
    write_a_fact(reader)
    build_in_german_under_a_chinese_screen(reader, out, ways.language("zh-Hant"))
    (package,) = out.glob("*.zip")
    assert ways.verify_package(package).ok
    assert "-de-de-" in package.name


def open_a_case(reader: Reader) -> None:
    reader.keys("ctrl+n")
    reader.window("^New case$")
    for number, words in enumerate(("Lamp never came", "Annika Brandt", "Germany", "Uhrenhaus", "China")):
        if number:
            reader.keys("Tab")
        reader.type(words)
    reader.keys("Return")  # takes the country that is offered
    reader.keys("Return")  # opens the case
    reader.window("^Xborder Desk$")
    reader.until(lambda: reader.named("page tab", "Evidence"), "the case did not open")


def add_a_party(reader: Reader) -> None:
    reader.tab_to("Add party")
    reader.keys("space")
    reader.window("^New party$")
    reader.tab_to("Name, in its own script")
    reader.type("Fast Parcels")
    reader.keys("Return")
    reader.window("^Xborder Desk$")
    reader.until(lambda: reader.says("Fast Parcels"), "no party came")


def take_evidence_in(reader: Reader, paper: Path) -> None:
    reader.keys("ctrl+Next", "ctrl+Next")
    reader.until(lambda: reader.named("push button", "Add files"), "no empty page of evidence")
    reader.tab_to("Add files")
    reader.keys("space")
    reader.window("^Files to take in$")
    reader.type(str(paper))
    reader.keys("Return")
    reader.window("^Xborder Desk$")
    reader.until(lambda: reader.says("1 file was taken in"), "nothing was taken in")


def log_an_attempt(reader: Reader) -> None:
    reader.tab_to("Verify")  # a letter typed into a line is a letter
    reader.keys("l")
    reader.until(lambda: "ddress" in reader.focused().get("name", ""), "no line for an address")
    reader.type("service@shop.example")
    reader.keys("Return")
    reader.until(lambda: reader.says("was kept") or reader.says("A-01"), "no attempt was kept")


def write_a_fact(reader: Reader) -> None:
    reader.keys("ctrl+Prior", "ctrl+Prior", "ctrl+Prior")
    reader.until(lambda: reader.named("push button", "Add fact"), "no overview")
    reader.tab_to("Add fact")
    reader.keys("space")
    reader.window("^New fact$")
    reader.type("The seller promised to send it.")
    for words in ("2026-09", "E-01"):
        reader.keys("Tab")
        reader.type(words)
    reader.keys("Return")
    reader.window("^Xborder Desk$")
    reader.until(lambda: reader.says("F-01"), "no fact was kept")


def build_in_german_under_a_chinese_screen(reader: Reader, out: Path, chinese: Language) -> None:
    reader.keys("ctrl+Prior")
    reader.until(lambda: reader.named("push button", "Build dossier"), "no page of the dossier")
    reader.until(lambda: reader.says("1 exhibit"), "the exhibits are not listed")
    reader.tab_to("Language of the dossier")
    reader.type("Ger")
    reader.tab_to("Folder")
    reader.keys("ctrl+a")
    reader.type(str(out))
    reader.keys("ctrl+comma")
    reader.until(lambda: reader.says("Language of the screen"), "no settings")
    reader.tab_to("Language of the screen")

    def speaks_chinese() -> bool:
        reader.keys("End")  # the list of languages comes a moment after its page
        return reader.says("案件")

    reader.until(speaks_chinese, "the window does not speak Chinese")
    reader.keys("ctrl+2")
    reader.until(lambda: reader.named("table", chinese.text("Cases")), "no list of cases")
    reader.tab_to(chinese.text("Cases"))
    reader.keys("Down", "Return")
    reader.until(lambda: reader.named("page tab", chinese.text("Dossier")), "the case did not open")
    reader.tab_to(chinese.text("Build dossier"))
    reader.keys("ctrl+Return")
    reader.until(lambda: bool(list(out.glob("*.zip"))), "no dossier was built")
