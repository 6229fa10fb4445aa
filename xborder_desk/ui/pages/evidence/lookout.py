"""Looking into the watched folder now and then while the page is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.items import Added
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.page import PageWidget

EVERY_MS: Final = 20_000


class Lookout(QObject):
    """Takes in what is new in the folder that is watched for the page's case; ``then`` is told of it."""

    def __init__(self, page: PageWidget, then: Callable[[list[Added]], object]) -> None:
        super().__init__(page)
        self._page, self._then = page, then
        self._looking = False
        self._told = False
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Look once, unless the page is out of sight or the last look is still going on."""
        if self._looking or not self._page.isVisible():
            return
        self._looking = True
        job = self._page.around.runner.job(self._work, quiet=True)
        job.done.connect(self._found)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)

    def _work(self, ctx: JobContext) -> list[Added]:
        watching = self._page.desk.watching
        return watching.look(ctx) if watching.watched().case == self._page.case else []

    def _found(self, added: list[Added]) -> None:
        self._ended()
        self._told = False
        if added and shiboken6.isValid(self):
            self._then(added)
            self._page.around.changes.tell("cases", f"case:{self._page.case}")

    def _failed(self, error: Exception) -> None:
        """Say once that the folder is gone, not every twenty seconds."""
        self._ended()
        if not self._told and shiboken6.isValid(self):
            self._told = True
            self._page.show_fault(error)

    def _ended(self) -> None:
        self._looking = False
