"""Starting the window: it shows first, the office and its pages come behind it from another thread."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from xborder_desk.i18n import N_
from xborder_desk.ui.collecting import Collecting
from xborder_desk.ui.errors import Faults
from xborder_desk.ui.frame import Changes
from xborder_desk.ui.language import ScreenLanguage
from xborder_desk.ui.lasting import keep_constants_alive
from xborder_desk.ui.resuming import HalfTyped
from xborder_desk.ui.runner import Runner
from xborder_desk.ui.single import Single, call
from xborder_desk.ui.theme import Theme
from xborder_desk.ui.welcome import Welcome
from xborder_desk.ui.widgets.handed import forget_left
from xborder_desk.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.errors import KnownError
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk, Doors
    from xborder_desk.ui.page import Page

_BEAT_MS: Final = 30_000
_OPENING: Final = N_("Opening the office")


class Shell(QObject):
    """Builds what the windows share, and takes a person into an office."""

    def __init__(self, app: QApplication, doors: Doors, language: str = "") -> None:
        keep_constants_alive()
        super().__init__()
        self._app, self._doors = app, doors
        chosen = doors.settings()
        own = doors.own_folder()
        self._garbage = Collecting(self)
        self.runner = Runner(self)
        self.screen = ScreenLanguage(doors.language, language, self, toolkit=doors.toolkit)
        self.theme = Theme(app, doors.resources(), self.screen)
        self.changes = Changes(self)
        self.faults = Faults(own / "reports", self)
        self.memory = QSettings(str(own / "window.ini"), QSettings.Format.IniFormat)
        self.desk: Desk | None = None
        self.pages: list[Page] = []
        self.windows: list[Window] = []
        self._fonts_lost = self.theme.load_fonts()
        size = chosen.text_size
        self.theme.apply(
            chosen.theme or "system", int(size) if size.isdigit() else 100, self.screen.language.tag
        )
        self.screen.use(self.screen.language)
        self.screen.changed.connect(self._redress)
        self.screen.changed.connect(self._tell_language)
        self.runner.unexpected.connect(self.faults.note)
        self.faults.kept.connect(self._tell_report)
        self.single = Single(self)
        self.single.called.connect(self._come_up)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._send_beat)
        self.welcome: Welcome | None = None

    def new_window(self) -> Window:
        """Open a window; it shows the office if one is open."""
        parts = (self.runner, self.screen, self.theme, self.changes, self.faults)
        window = Window(self._doors, parts, self.memory)
        self.windows.append(window)
        window.another.connect(self.new_window)
        window.office_wanted.connect(self.show_offices)
        window.closed.connect(self._closed)
        window.show()
        if self.desk is not None:
            window.enter(self.desk, self.pages)
        return window

    def start(self, location: Path | None) -> None:
        """Open the office that was named, or the last one, or ask."""
        last = self._doors.settings().office
        if location is None and not last:
            self.show_welcome()
            return
        self.open_office(location or Path(last))

    def open_office(self, location: Path) -> None:
        """Open an office apart, and enter it."""
        self._enter_by(lambda _ctx: self._doors.open(location), _OPENING)

    def make_office(self, location: Path, sample: bool) -> None:  # noqa: FBT001 - a signal's value
        """Make an office, or open the sample office that is there already."""
        title = N_("Making the sample office") if sample else N_("Making the office")

        def work(ctx: JobContext) -> Desk:
            if sample and location.exists():
                return self._doors.open(location)
            location.parent.mkdir(parents=True, exist_ok=True)
            return self._doors.create(location, ctx, sample=sample)

        self._enter_by(work, title)

    def restore_office(self, backup: Path, location: Path) -> None:
        """Bring an office back from a backup and open it."""

        def work(ctx: JobContext) -> Desk:
            self._doors.restore(backup, location, ctx)
            return self._doors.open(location)

        self._enter_by(work, N_("Restoring the office"))

    def show_welcome(self) -> Welcome:
        """Ask for language and office."""
        window = self.windows[0]
        if self.welcome is None:
            self.welcome = Welcome(window.around)
            self.welcome.language_chosen.connect(self.choose_language)
            self.welcome.look_chosen.connect(self.choose_look)
            self.welcome.open_office.connect(self.open_office)
            self.welcome.make_office.connect(self.make_office)
            self.welcome.restore_office.connect(self.restore_office)
            job = self.runner.job(lambda _ctx: self._doors.languages(), quiet=True)
            job.done.connect(self.welcome.show_languages)
        window.put(self.welcome)
        self._tell_fonts()
        self._tell_language()
        return self.welcome

    def show_offices(self) -> Welcome:
        """Ask for another office while one is open; there is a way back to it."""
        window = self.windows[0]
        if self.welcome is not None:
            window.stack.removeWidget(self.welcome)
            self.welcome.deleteLater()
            self.welcome = None
        welcome = self.show_welcome()
        welcome.show_way_back(partial(window.go, "settings"))
        if len(self.windows) > 1:
            window.come_up()  # it may have been asked for in another one
        return welcome

    def choose_language(self, tag: str) -> None:
        """Speak another language and remember it."""
        self.screen.switch(tag)
        self._doors.choose(language=tag)

    def choose_look(self, theme: str, percent: int) -> None:
        """Look otherwise and remember it; empty or 0 leaves what is."""
        self.theme.apply(theme, percent, self.screen.language.tag)
        self._doors.choose(theme=self.theme.name, text_size=str(self.theme.percent))

    def close(self) -> None:
        """End every job and let go of the office."""
        self._beat.stop()
        self.single.close()
        self.runner.close()
        self.memory.sync()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self._garbage.close()

    def _enter_by(self, open_it: Callable[[JobContext], Desk], title: str) -> None:
        def work(ctx: JobContext) -> tuple[Desk, list[Page]]:
            # The use-cases and the pages are imported here, behind the window that already stands.
            desk = open_it(ctx)
            from xborder_desk.ui import pages  # noqa: PLC0415 - see above

            return desk, pages.find()

        job = self.runner.job(work, title)
        if self.welcome is not None:
            self.welcome.show_job(job)
        job.done.connect(self._enter)
        job.failed.connect(self._refused)
        job.cancelled.connect(self.show_welcome)

    def _enter(self, found: tuple[Desk, list[Page]]) -> None:
        before, (self.desk, self.pages) = self.desk, found
        self._doors.choose(office=str(self.desk.location))
        self._beat.start()
        self.single.listen(self.desk.location)
        for window in self.windows:
            window.enter(self.desk, self.pages)
        for window in self.windows[:1]:
            HalfTyped(window, self.desk).offer()
        self._tell_fonts()
        self._tell_language()
        if before is not None:
            before.close()
        else:
            self.runner.job(lambda _ctx: forget_left(), quiet=True)

    def _refused(self, error: Exception) -> None:
        known: KnownError = self.faults.sentence(error)
        self.show_welcome().show_fault(lambda: self.screen.language.error(known))

    def _come_up(self) -> None:
        if self.windows:
            self.windows[0].come_up()

    def _tell_language(self) -> None:
        """Say why English is shown, where a catalogue could not be read."""
        for problem in self.screen.language.problems:
            for window in self.windows[:1]:
                window.tell(problem.text, "warn", None, **problem.fields)

    def _tell_fonts(self) -> None:
        """Name the first font that is missing or damaged: its letters may be boxes on this screen."""
        for file in self._fonts_lost[:1]:
            damaged = file.is_file()
            text = (
                N_("The font file {file} is damaged. Install the program again.")
                if damaged
                else N_("The font file {file} is missing. Install the program again.")
            )
            for window in self.windows[:1]:
                window.tell_lasting(text, "warn", file=str(file))

    def _redress(self) -> None:
        self.theme.apply(tag=self.screen.language.tag)

    def _send_beat(self) -> None:
        if self.desk is not None:
            desk = self.desk
            self.runner.job(lambda _ctx: desk.beat(), quiet=True)

    def _tell_report(self, file: Any) -> None:  # noqa: ANN401 - a path through a signal
        text = N_("Something happened that was not foreseen. A report was kept in {file}.")
        for window in self.windows[:1]:
            show = partial(self._show_report, window, Path(str(file)))
            window.tell(text, "danger", (N_("Show the report"), show), file=str(file))

    @staticmethod
    def _show_report(window: Window, file: Path) -> None:
        from xborder_desk.ui.dialogs.report import ReportSheet  # noqa: PLC0415 - only when something went wrong

        ReportSheet(window.around, window, file).open()

    def _closed(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
        window.deleteLater()


def run_window(doors: Doors, location: Path | None, language: str) -> int:
    """Show the window and stay until it is closed; gives the exit status."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Xborder Desk")
    app.setDesktopFileName("xborder-desk")
    office = location or (Path(last) if (last := doors.settings().office) else None)
    if office is not None and call(office):
        return 0
    shell = Shell(app, doors, language)
    shell.faults.install()
    shell.new_window()
    QTimer.singleShot(0, shell, lambda: shell.start(location))
    try:
        return app.exec()
    finally:
        shell.close()
