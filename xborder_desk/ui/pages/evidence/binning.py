"""Taking chosen evidence off the list of a case, and putting it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.evidence_bin import EvidenceBinSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.page import PageWidget


class Binning(QObject):
    """Del on the ``views`` takes what ``chosen`` names off the list; all of it can be undone."""

    def __init__(
        self, page: PageWidget, views: Sequence[QWidget], chosen: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(page)
        self._page, self._chosen = page, chosen
        for view in views:
            key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), view)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(self.take_off)

    def take_off(self) -> None:
        """Take the chosen items off the list."""
        numbers = list(self._chosen())
        if numbers:
            self._do("take_off", "put_back", numbers, N_("Taken off the list: {items}"))

    def show(self) -> None:
        """Show what was taken off."""
        page = self._page
        EvidenceBinSheet(page.around, page, page.desk, page.case, self._put_back).open()

    def _put_back(self, number: str) -> None:
        self._do("put_back", "take_off", [number], N_("Back on the list: {items}"))

    def _do(self, verb: str, opposite: str, numbers: list[str], told: str) -> None:
        page, bin_ = self._page, self._page.desk.evidence.bin
        work = partial(getattr(bin_, verb), page.case, numbers)
        back = partial(getattr(bin_, opposite), page.case, numbers)

        def done(_result: object) -> None:
            page.around.guide.did(told, back, work, items=numbers)

        page.do(lambda _ctx: work(), done, topics=("cases", f"case:{page.case}"))
