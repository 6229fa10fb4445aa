"""After a crash: what was half typed is offered, and its form opened again where it stood."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.drafts import DraftsSheet, where
from xborder_desk.ui.dialogs.new_case import NEW_CASE
from xborder_desk.ui.page import HALF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.services import Desk
    from xborder_desk.services.drafts import KeptDraft
    from xborder_desk.ui.window import Window


class HalfTyped(QObject):
    """Offers in a window what the person at the desk was typing when the program ended."""

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._half: list[KeptDraft] = []

    def offer(self) -> None:
        """Look for drafts apart, and offer those that nobody laid aside."""
        job = self._window.around.runner.job(lambda _ctx: self._desk.drafts.mine(), quiet=True)
        job.done.connect(self._found)

    def go_on(self, draft: KeptDraft) -> None:
        """Open the form that was half typed; it puts itself back."""
        parts = draft.place.split("/", 2)
        if draft.place == NEW_CASE:
            self._window.new_case()
        elif len(parts) == len(("case", "page", "form")) and draft.case:
            self._window.open_case(parts[0], parts[1], f"{HALF}{parts[2]}")
        elif len(parts) == len(("office", "page", "form")):
            self._window.go(parts[1], f"{HALF}{parts[2]}")

    def show_all(self) -> None:
        """List everything that was half typed."""
        DraftsSheet(self._window.around, self._window, self._desk, self._half, self.go_on).open()

    def _found(self, drafts: Sequence[KeptDraft]) -> None:
        self._half = [draft for draft in drafts if not draft.aside]
        if not self._half or not shiboken6.isValid(self):
            return
        if len(self._half) == 1:
            place = where(self._half[0], self._window.around.screen.language)
            told = N_("What you were typing is still here: {where}.")
            verb = N_("Go on"), partial(self.go_on, self._half[0])
            self._window.tell_lasting(told, "warn", verb, where=place)
        else:
            told = N_("{count} things you were typing are still here.")
            self._window.tell_lasting(told, "warn", (N_("Show them"), self.show_all), count=len(self._half))
