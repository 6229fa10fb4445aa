"""The real window on an office, brought into one state after another to be looked at."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from xborder_desk.i18n.pseudo import pseudo_language
from xborder_desk.ui.demo import waits
from xborder_desk.ui.page import PageWidget
from xborder_desk.ui.shell import Shell
from xborder_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.app import Ways
    from xborder_desk.services import Desk
    from xborder_desk.ui.window import Window

PATIENCE: Final = 120.0
PSEUDO: Final = ("qps", "qps-rtl")
SIZE: Final = (1440, 900)
SMALL: Final = (1024, 700)


class Stage:
    """One window; every change waits until nothing is running any more."""

    def __init__(self, app: QApplication, ways: Ways) -> None:
        self.app, self.ways = app, ways
        self.shell = Shell(app, ways, "en")
        self.window: Window = self.shell.new_window()
        self.window.resize(*SIZE)
        self.look = ("en", "light", 100)

    @property
    def desk(self) -> Desk:
        """The open office."""
        assert self.shell.desk is not None
        return self.shell.desk

    def open(self, office: Path, *, sample: bool = False) -> None:
        """Work in an office; the sample one is made if it is not there."""
        if sample:
            self.shell.make_office(office, sample=True)
        else:
            self.shell.open_office(office)
        self.settle()

    def dress(self, tag: str, theme: str = "light", percent: int = 100) -> None:
        """Speak a language (``qps`` and ``qps-rtl`` are the pseudo-language) and look otherwise."""
        if (tag, theme, percent) == self.look:
            return
        self.look = (tag, theme, percent)
        if tag in PSEUDO:
            self.shell.screen.use(pseudo_language("rtl" if tag == PSEUDO[1] else "ltr"))
        else:
            self.shell.screen.switch(tag)
        self.shell.theme.apply(theme, percent, self.shell.screen.language.tag)
        self.settle()

    def size(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.window.resize(width, height)
        self.settle()

    def page(self) -> PageWidget:
        """The page in view."""
        view = self.window.view()
        page = view.current() if isinstance(view, Workspace) else view
        assert isinstance(page, PageWidget), page
        return page

    def shows(self, page: PageWidget) -> bool:
        """Tell whether that page is in view; what leads to another office leaves all pages."""
        view = self.window.view()
        return (view.current() if isinstance(view, Workspace) else view) is page

    def dialogs(self) -> list[QDialog]:
        """What is open besides the window."""
        return [one for one in self.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def close_dialogs(self) -> None:
        """Close what is open, without taking anything over."""
        for _round in range(3):
            for dialog in reversed(self.dialogs()):
                if shiboken6.isValid(dialog):
                    dialog.reject()
            popup = self.app.activePopupWidget()
            if popup is not None:
                popup.close()
            self.settle()
            if not self.dialogs():
                return

    def settle(self, patience: float = PATIENCE) -> None:
        """Let the window work until nothing is running; pictures of pages wait a moment before they begin."""
        end = time.monotonic() + patience
        quiet = 0
        while quiet < 8:
            if time.monotonic() > end:
                msg = f"still running: {[job.title for job in self.shell.runner.running]}"
                raise TimeoutError(msg)
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet = 0 if self.shell.runner.running else quiet + 1
            time.sleep(0.006)

    def rest(self) -> None:
        """Let what the page in view does a moment later happen too, like the pages of a dossier."""
        while not self.shell.runner.running and waits(self.window):
            self.app.processEvents()
            time.sleep(0.006)
            if not waits(self.window):
                self.settle()

    def close(self) -> None:
        """Close everything."""
        self.close_dialogs()
        self.shell.screen.switch("en")
        self.shell.theme.apply("light", 100, "en")
        for window in list(self.shell.windows):
            window.allow_close()
            window.close()
        self.shell.close()
        self.shell.deleteLater()
        with contextlib.suppress(RuntimeError):
            self.app.processEvents()


def top(widget: QWidget) -> str:
    """Name a dialog by what it is."""
    return type(widget).__name__
