"""A page that shows its case as of a day somebody can choose."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSizePolicy

from xborder_desk.i18n import N_
from xborder_desk.ui import typed
from xborder_desk.ui.page import PageWidget

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


class AsOfPage(PageWidget):
    """Keeps the day that was asked for, and gives the field ``on`` for the page to place."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._day = ""  # ISO text; empty is today
        self.on = QLineEdit()
        # As wide as a line asks for: that grows with the text, and a day is whole in any language.
        self.on.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(self.on.setAccessibleName, N_("As of"))
        self.on.returnPressed.connect(self._recompute)

    def show_day(self, day: dt.date) -> None:
        """Show which day it is, unless somebody is typing another; an empty field is not one."""
        untouched = not self.on.text() and not self.on.isModified()
        if untouched or not self.on.hasFocus():
            self.on.setText(self.language.date(day))

    def _recompute(self) -> None:
        today = dt.datetime.now().astimezone().date()
        day = typed.day(self.on.text(), self.language, today)
        try:
            dt.date.fromisoformat(day or today.isoformat())  # an empty field is today
        except ValueError:
            told = N_("“{given}” is no day of the calendar. Write it like 2026-11-23.")
            self.strip("danger", lambda: self.language.text(told, given=day))
            return
        self.clear_strips()
        self._day = day
        self.on.clearFocus()
        self.reload()
