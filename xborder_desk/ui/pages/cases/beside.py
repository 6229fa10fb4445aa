"""What stands beside the list: the chosen case at a glance, or what can be done with many at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.choices import CaseStatus, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.states import between, status_look
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill, rule
from xborder_desk.ui.widgets.layouts import column, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

_NARROWEST: Final = 240


class Beside(Card):
    """The chosen case at a glance."""

    def __init__(self, around: Surroundings, desk: Desk) -> None:
        super().__init__(around.screen)
        self._around, self._desk = around, desk
        self._asked = 0
        self._view: CaseView | None = None
        self._state = Pill(around.theme)
        self.title.show()
        self.body.addLayout(row(self._state, None))
        self._name = Text("strong", wrap=True, select=True)
        self._sides, self._story = Text("second", wrap=True), Text(wrap=True)
        self._dates, self._counts = Text("second", wrap=True), Text("second", wrap=True)
        self._go = push(self, around.theme, N_("Open the case"), self._open, look="primary")
        for part in (self._name, self._sides, rule(), self._story, rule(), self._dates, self._counts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(row(None, self._go))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the room its words need, and a least one; a state is never cut."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def show_case(self, number: str) -> None:
        """Show a case by its number."""
        self._asked += 1
        asked = self._asked

        def found(view: CaseView) -> None:
            if shiboken6.isValid(self) and asked == self._asked:
                self._view = view
                self.retranslate()

        job = self._around.runner.job(lambda _ctx: self._desk.cases.show(number), quiet=True)
        job.done.connect(found)

    def retranslate(self) -> None:
        """Say what is known of the case."""
        super().retranslate()
        view = getattr(self, "_view", None)
        if view is None:
            return
        language = self.language
        _ = language.text
        kind, icon = status_look(view.status)
        self.title.setText(view.number)
        self._state.show_state(kind, icon, _(label_of(CaseStatus, view.status)))
        self._name.setText(view.title)
        self._sides.setText(between(view, language))
        story = str(view.values.get("story") or "")
        self._story.setText(story or _("Nobody has written yet what happened."))
        zone = self._desk.zone
        changed = language.datetime(view.updated_at.astimezone(zone), zone)
        self._dates.setText(_("Changed {when}", when=changed))
        due = [task.due_on for task in view.tasks if isinstance(task.due_on, dt.date) and not task.done_at]
        first = _("Next due {day}", day=min(due)) if due else _("Nothing is due")
        facts = language.plural("{n} fact", "{n} facts", len(view.facts))
        self._counts.setText(f"{first} · {facts}")

    def _open(self) -> None:
        if self._view is not None:
            self._around.guide.open_case(self._view.number)


class Side(QStackedWidget):
    """One of them at a time; what is not in view asks for no room, as it may be of another size of text."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need what the one in view needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class Together(Card):
    """What can be done with the chosen cases at once."""

    def __init__(
        self, around: Surroundings, verbs: tuple[tuple[str, str, Callable[[], object]], ...]
    ) -> None:
        super().__init__(around.screen)
        self._count = 0
        self.title.show()
        told = Text("label", wrap=True)
        self.say(
            told.setText, N_("What you do now is done with all of them, in one step that can be undone.")
        )
        self.body.addWidget(told)
        self.buttons = [push(self, around.theme, words, verb, icon=icon) for words, icon, verb in verbs]
        self.body.addLayout(column(*self.buttons))
        self.body.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the room its words need, and a least one."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def show_many(self, count: int) -> None:
        """Say how many are chosen."""
        self._count = count
        self.retranslate()

    def retranslate(self) -> None:
        """Say how many are chosen."""
        super().retranslate()
        if getattr(self, "_count", 0):
            self.title.setText(self.language.plural("{n} case chosen", "{n} cases chosen", self._count))
