"""A person who types and never stops: run in a process of its own, to be killed in the middle of a word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.pages.overview import OverviewPage
from xborder_desk.ui.shell import Shell
from xborder_desk.ui.workspace import Workspace

WORDS = "The seller promised a new parcel and never sent it. "


class Typist:
    """Types letter by letter into the product of the case, and tells how many letters were typed."""

    def __init__(self, shell: Shell, case: str) -> None:
        self._shell, self._case = shell, case
        self._typed = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._type)
        self._timer.start(25)

    def _type(self) -> None:
        line = self._line()
        if line is None:
            return
        QTest.keyClicks(line, WORDS[self._typed % len(WORDS)])
        self._typed += 1
        sys.stdout.write(f"{self._typed}\n")
        sys.stdout.flush()

    def _line(self) -> QLineEdit | None:
        """Find the field, opening the case and its card on the way."""
        window = self._shell.windows[0]
        if self._shell.desk is None or self._shell.runner.running:
            return self._field() if self._typed else None
        if not isinstance(window.view(), Workspace):
            window.open_case(self._case, "overview")
            return None
        page = self._page()
        if page is not None and page.view is not None and not page.purchase.editing:
            page.purchase.start()
            return None
        return self._field()

    def _page(self) -> OverviewPage | None:
        view = self._shell.windows[0].view()
        page = view.current() if isinstance(view, Workspace) else None
        return page if isinstance(page, OverviewPage) else None

    def _field(self) -> QLineEdit | None:
        page = self._page()
        editor = page.purchase.form.editor("product") if page is not None and page.purchase.editing else None
        return editor if isinstance(editor, QLineEdit) else None


def main() -> None:
    """Open the office that is named, and type."""
    office, settings, case = sys.argv[1:]
    app = QApplication(["typist"])
    shell = Shell(app, Ways(find_places(), SettingsFile(Path(settings))), "en")
    shell.new_window()
    QTimer.singleShot(0, shell, lambda: shell.start(Path(office)))
    typist = Typist(shell, case)
    app.exec()
    del typist


if __name__ == "__main__":
    main()
