"""Who else has met the seller of a case, at once when it is saved: why, and what is thought of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.sellers import SAME, UNSURE
from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Frame, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.domain.errors import BadInputError
    from xborder_desk.domain.sellers import Candidate
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

BESIDE: Final = "+"
"""Between the numbers of two sellers that are laid beside each other."""
_MOST: Final = 3
_REASONS: Final = 2


class WhoElse(Spoken):
    """A banner that is not there when nobody else has met the seller. ``load`` looks anew."""

    def __init__(self, around: Surroundings, desk: Desk, case: str) -> None:
        super().__init__(around.screen)
        self._around, self._desk, self._case = around, desk, case
        self.found: list[Candidate] = []
        self._card = Card(around.screen, N_("This seller may be known here already"))
        self._list = column(gap=8)
        self.reason = QLineEdit()
        self.say(self.reason.setAccessibleName, N_("Your reason (kept in the register)"))
        self.say(self.reason.setPlaceholderText, N_("Your reason (kept in the register)"))
        self.wrong = Text("wrong", wrap=True)
        self.wrong.hide()
        self._card.body.addLayout(self._list)
        self._card.body.addWidget(self.reason)
        self._card.body.addWidget(self.wrong)
        self.setLayout(column(self._card))
        self.hide()
        around.changes.changed.connect(self._note_change)

    def load(self) -> None:
        """Look anew who else has met the seller."""
        sellers, case = self._desk.sellers, self._case
        job = self._around.runner.job(lambda _ctx: sellers.who_else(case, limit=_MOST), quiet=True)
        job.done.connect(self._show)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        if getattr(self, "found", None):
            self._show(self.found)

    def decide(self, other: str, verdict: str) -> None:
        """Keep what is thought of a suggestion, with the reason that was written."""
        sellers, case, reason = self._desk.sellers, self._case, self.reason.text()

        def work(_ctx: JobContext) -> list[str]:
            return sellers.put_aside(case, other, reason, verdict)

        job = self._around.runner.job(work, quiet=True)
        job.done.connect(partial(self._decided, other, verdict, reason))
        job.failed.connect(self._failed)

    def _decided(self, other: str, verdict: str, reason: str, made: list[str]) -> None:
        if not shiboken6.isValid(self):
            return
        sellers, case, held = self._desk.sellers, self._case, list(made)
        self.reason.clear()
        self.wrong.hide()
        self._around.changes.tell("sellers")

        def undo() -> None:
            for number in held:
                sellers.undo(number)

        def redo() -> None:
            held[:] = sellers.put_aside(case, other, reason, verdict)

        told = N_("Decision {decision} is kept.")
        self._around.guide.did(told, undo, redo, decision=", ".join(made))

    def _failed(self, error: BadInputError) -> None:
        if shiboken6.isValid(self):
            self.wrong.setText(self.language.error(self._around.faults.sentence(error)))
            self.wrong.show()
            self.reason.setFocus()

    def _show(self, found: list[Candidate]) -> None:
        if not shiboken6.isValid(self):
            return
        self.found = found
        self.setVisible(bool(found))
        clear(self._list)
        for one in found:
            self._list.addWidget(self._candidate(one))

    def _candidate(self, one: Candidate) -> Frame:
        language, theme = self.language, self._around.theme
        frame = Frame("inset")
        name = Text("strong", wrap=True)
        country = language.country(one.country) if one.country else ""
        name.setText(joined(language, one.name, one.seller, country, *one.cases))
        body = column(name, gap=4, margins=10)
        for reason in [reason for reason in one.score.reasons if reason.weight > 0][:_REASONS]:
            fields = dict(reason.fields)
            if "kind" in fields:
                fields["kind"] = language.text(str(fields["kind"]))
            why = Text("second", wrap=True)
            why.setText(language.text(reason.text, **fields))
            body.addWidget(why)
        line = Flow(gap=6)
        for words, verdict in ((N_("Same seller"), SAME), (N_("Put aside"), UNSURE)):
            button = push(self, theme, words, partial(self._press, one.seller, verdict), look="row")
            button.setAccessibleName(f"{button.text()} {one.name}")
            line.addWidget(button)
        both = push(self, theme, N_("Look at both"), partial(self._go, one.seller), look="row")
        both.setAccessibleName(f"{both.text()} {one.name}")
        line.addWidget(both)
        body.addWidget(line)
        frame.setLayout(body)
        return frame

    def _press(self, other: str, verdict: str, *_checked: bool) -> None:
        self.decide(other, verdict)

    def _go(self, other: str, *_checked: bool) -> None:
        """Lay the seller of the case and the other one beside each other."""
        sellers, case, guide = self._desk.sellers, self._case, self._around.guide
        job = self._around.runner.job(lambda _ctx: sellers.suggested_for(case, other), quiet=True)
        job.done.connect(lambda ours: guide.go("sellers", f"{ours}{BESIDE}{other}" if ours else other))

    def _note_change(self, topic: str, _ids: object) -> None:
        if topic == "sellers" and self.found:
            self.load()
