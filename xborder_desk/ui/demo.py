"""The main job of the program without a display: sample office, German dossier, Chinese screen, pictures."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.services import Desk, Doors
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.ui.shell import Shell
    from xborder_desk.ui.window import Window

_PATIENCE: Final = 120.0
_SOON_MS: Final = 1000
_LOOKS: Final = (("en", "light"), ("en", "dark"), ("de", "light"), ("zh-Hant", "light"), ("zh-Hant", "dark"))


def run_demo(doors: Doors, arguments: list[str]) -> int:
    """Do the main job into a folder and say what was left there; gives the exit status."""
    parser = argparse.ArgumentParser(prog="xborder-desk --demo", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder everything is left in")
    parser.add_argument(
        "--screenshots", type=Path, help="leave the pictures of every language and look there"
    )
    given = parser.parse_args(arguments)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out: Path = given.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    try:
        return Demo(doors, out).run(given.screenshots)
    except KnownError as error:
        sys.stderr.write(f"{doors.language('en').error(error)}\n")
        return 1


class Demo:
    """Drives the real window, as a person would, without anybody looking."""

    def __init__(self, doors: Doors, out: Path) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the platform is chosen

        from xborder_desk.ui.shell import Shell  # noqa: PLC0415 - as above

        existing = QApplication.instance()
        self._app = existing if isinstance(existing, QApplication) else QApplication(["xborder-desk"])
        self._out = out
        self._doors = doors
        self._shell: Shell = Shell(self._app, doors, "zh-Hant")
        self._fault: Exception | None = None

    def run(self, screenshots: Path | None) -> int:
        """Do everything; gives the exit status."""
        from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - as above

        from xborder_desk.ui.errors import qt_message  # noqa: PLC0415 - as above

        qInstallMessageHandler(qt_message)
        shell = self._shell
        window = shell.new_window()
        window.resize(1440, 900)
        started = time.monotonic()
        if (self._out / "office").exists():
            shell.open_office(self._out / "office")
        else:
            shell.make_office(self._out / "office", sample=True)
        self._settle()
        if shell.desk is None:
            sentence = shell.welcome.said if shell.welcome is not None else ""
            sys.stderr.write(f"{sentence}\n")
            shell.close()
            return 1
        _say(f"office    {self._out / 'office'}")
        number = _case_with_most(shell.desk)
        export = self._dossier(shell.desk, number)
        for what, place in (("dossier", export.bundle), ("package", export.package), ("zip", export.zip)):
            _say(f"{what:<9} {place}")
        looks = _LOOKS if screenshots is not None else (("zh-Hant", "light"),)
        folder = (screenshots or self._out / "screenshots").absolute()
        self._pictures(number, folder, looks)
        window.allow_close()
        window.close()
        shell.close()
        _say(f"done      {time.monotonic() - started:.0f} s")
        return 0

    def _dossier(self, desk: Desk, number: str) -> DossierExport:
        job = self._shell.runner.job(
            lambda ctx: desk.dossiers.export(number, "de", "de", self._out / "dossier", ctx),
            "{case}",
            case=number,
        )
        found: list[DossierExport] = []
        job.done.connect(found.append)
        job.failed.connect(self._keep_fault)
        self._settle()
        if self._fault is not None:
            raise self._fault
        return found[0]

    def _keep_fault(self, error: Exception) -> None:
        self._fault = error

    def _pictures(self, number: str, folder: Path, looks: tuple[tuple[str, str], ...]) -> None:
        shell, window = self._shell, self._shell.windows[0]
        folder.mkdir(parents=True, exist_ok=True)
        for tag, theme in looks:
            shell.screen.switch(tag)
            shell.theme.apply(theme, 100, shell.screen.language.tag)
            for page in sorted(shell.pages, key=lambda one: one.place == "case"):
                if page.place == "case":
                    window.open_case(number, page.id)
                else:
                    window.go(page.id)
                self._grab(window, folder / f"{page.id}-{tag}-{theme}.png")

    def _grab(self, widget: QWidget, file: Path) -> None:
        self._settle()
        widget.grab().save(str(file))
        _say(f"picture   {file}")

    def _settle(self) -> None:
        """Let the window work until nothing is running any more."""
        end = time.monotonic() + _PATIENCE
        quiet = 0
        while time.monotonic() < end and quiet < 5:  # noqa: PLR2004 - looks without work
            self._app.processEvents()
            busy = self._shell.runner.running or any(waits(one) for one in self._shell.windows)
            quiet = 0 if busy else quiet + 1
            time.sleep(0.01)


def waits(window: Window) -> bool:
    """Tell whether the page in view is about to work by itself, as one does that works out a dossier."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - Qt is told of the missing screen before it is there

    view = window.view()
    timers = view.findChildren(QTimer) if view is not None else []
    return any(one.isActive() and one.isSingleShot() and one.interval() <= _SOON_MS for one in timers)


def _case_with_most(desk: Desk) -> str:
    """Give the case with most evidence and attempts: it has most to show."""
    rows = desk.cases.all()
    return max(rows, key=lambda case: (min(case.evidence, 20) + 3 * case.attempts, case.number)).number


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
