"""Two sellers side by side: what agrees, what differs, what stands on one side alone; and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from xborder_desk.domain.constellation import VERDICT_WORDS
from xborder_desk.domain.sellers import DIFFERENT, KIND_NAMES, SAME, UNSURE
from xborder_desk.i18n import N_
from xborder_desk.ui.pages.sellers.others import origin, sentence
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Frame, Pill, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QPushButton

    from xborder_desk.domain.constellation import Aspect, Verdict
    from xborder_desk.domain.sellers import Reason, Score, SellerRow
    from xborder_desk.ui.frame import Surroundings

_KINDS: Final = {**KIND_NAMES, "name": N_("Name"), "country": N_("Country")}
_LOOKS: Final[dict[Verdict, tuple[str, str]]] = {
    "match": ("ok", "check-circle"),
    "differ": ("danger", "x-circle"),
    "blank": ("neutral", "minus-circle"),
}


class Compare(Card):
    """``decided``: the other seller, verdict, reason; ``parted``: a seller to take out, reason."""

    decided = Signal(str, str, str)
    parted = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Same seller?"))
        self._around = around
        self._pair: tuple[SellerRow, SellerRow] | None = None
        self._state = ""
        self.state = Pill(around.theme)
        self.tools.addWidget(self.state)
        self._none = Text("second", wrap=True)
        self.say(self._none.setText, N_("Pick another seller in the picture to lay both beside each other."))
        self._ours, self._theirs = Text("strong", wrap=True), Text("strong", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._why = column(gap=4)
        self._label = Text("label")
        self.say(self._label.setText, N_("Your reason (kept in the register)"))
        self.reason = QLineEdit()
        self._label.setBuddy(self.reason)
        self.say(self.reason.setAccessibleName, N_("Your reason (kept in the register)"))
        self.say(self.reason.setPlaceholderText, N_("for instance: the bank named the account holder"))
        theme = around.theme
        self.same = push(self, theme, N_("Same seller"), self._say_same, icon="check", look="primary")
        self.other = push(self, theme, N_("Different sellers"), self._say_different, icon="x-circle")
        self.aside = push(self, theme, N_("Put aside"), self._say_unsure, icon="clock")
        self.part = push(self, theme, N_("Split…"), self._part, icon="arrows-horizontal")
        self._note = Text("second", wrap=True)
        self.say(self._note.setText, N_("Nothing is merged without you; every decision can be undone."))
        self._verbs = Flow(self.same, self.other, self.aside, self.part)
        for part in (self._none, row(self._ours, self._theirs), self._grid, self._why):
            if isinstance(part, Text):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        self.body.addStretch(1)
        for widget in (self._label, self.reason, self._verbs, self._note):
            self.body.addWidget(widget)
        self.show_nothing()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The verbs, in their order."""
        return (self.same, self.other, self.aside, self.part)

    def show_nothing(self) -> None:
        """Say that there is nobody to lay beside."""
        self._pair = None
        clear(self._grid)
        clear(self._why)
        self._none.show()
        self.state.hide()
        for widget in (self._ours, self._theirs, self._label, self.reason, self._verbs, self._note):
            widget.hide()

    def show_pair(
        self, ours: SellerRow, theirs: SellerRow, aspects: list[Aspect], score: Score, state: str
    ) -> None:
        """Lay two sellers beside each other; ``state`` is confirmed or suggested."""
        language = self.language
        if self._pair is None or [one.number for one in self._pair] != [ours.number, theirs.number]:
            self.reason.clear()  # it was about another pair
        self._pair, self._state = (ours, theirs), state
        self._none.hide()
        for widget in (self._ours, self._theirs, self._label, self.reason, self._verbs, self._note):
            widget.show()
        for label, one in ((self._ours, ours), (self._theirs, theirs)):
            country = language.country(one.country) if one.country else ""
            label.setText(f"{language.isolate(one.name)}\n{joined(language, one.number, country)}")
        confirmed = state == "confirmed"
        words = N_("Confirmed") if confirmed else N_("Suggested {score}")
        told = language.text(words, score=language.number(round(score.score, 2)))
        self.state.show_state("ok" if confirmed else "info", "check-circle" if confirmed else "link", told)
        self.state.show()
        for button in (self.same, self.other, self.aside):
            button.setVisible(not confirmed)
        self.part.setVisible(confirmed)
        clear(self._grid)
        for at, aspect in enumerate(aspects):
            self._line(at, aspect)
        clear(self._why)
        if score.reasons:
            head = Text("head")
            head.setText(language.text(N_("Why it is suggested")))
            self._why.addWidget(head)
        for reason in score.reasons:
            self._why.addLayout(self._reason(reason))

    def _reason(self, reason: Reason) -> QHBoxLayout:
        words, weight = Text("second", wrap=True, select=True), Text("second")
        told = sentence(reason, self.language)
        words.setText(joined(self.language, told, origin(reason, self.language)))
        sign = "+" if reason.weight > 0 else ""
        weight.setText(f"{sign}{self.language.number(round(reason.weight, 1))}")
        line = row(words, weight)
        line.setStretch(0, 1)
        return line

    def _line(self, at: int, aspect: Aspect) -> None:
        language = self.language
        frame = Frame("inset")
        kind = Text("head")
        kind.setText(language.text(_KINDS.get(aspect.kind, aspect.kind)))
        pill = Pill(self._around.theme)
        pill.show_state(*_LOOKS[aspect.verdict], language.text(VERDICT_WORDS[aspect.verdict]))
        sides = []
        for values in (aspect.ours, aspect.theirs):
            text = Text(wrap=True, select=True)
            told = map(language.country, values) if aspect.kind == "country" else values
            text.setText("\n".join(" ".join(value.split()) for value in told) or "–")
            sides.append(text)
        both = row(*sides, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        frame.setLayout(column(row(kind, None, pill), both, gap=4, margins=10))
        self._grid.addWidget(frame, at, 0, 1, 2)

    def _decide(self, verdict: str) -> None:
        if self._pair is not None:
            self.decided.emit(self._pair[1].number, verdict, self.reason.text())

    def _say_same(self) -> None:
        self._decide(SAME)

    def _say_different(self) -> None:
        self._decide(DIFFERENT)

    def _say_unsure(self) -> None:
        self._decide(UNSURE)

    def _part(self) -> None:
        if self._pair is not None:
            self.parted.emit(self._pair[1].number, self.reason.text())
