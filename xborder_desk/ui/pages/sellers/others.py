"""Who else a seller may be: each suggestion with its reasons as sentences, and the two verdicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.choices import AddressSource, label_of
from xborder_desk.domain.sellers import DIFFERENT, SAME
from xborder_desk.i18n import N_
from xborder_desk.ui.states import day_of
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Frame, Pill, joined
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from xborder_desk.domain.sellers import Candidate, DecisionView, Reason
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

# What speaks for it, against it, and what counts nothing, in this order.
_GROUPS: Final[tuple[tuple[str, Callable[[float], bool]], ...]] = (
    (N_("Speaks for it"), lambda weight: weight > 0),
    (N_("Speaks against it"), lambda weight: weight < 0),
    (N_("Counts nothing"), lambda weight: weight == 0),
)
VERDICTS: Final = {SAME: N_("Same seller"), DIFFERENT: N_("Different sellers")}


class Others(Card):
    """``decided``: other seller, verdict, reason; ``undone``: number of a decision; ``opened``: a seller."""

    decided = Signal(str, str, str)
    undone = Signal(str)
    opened = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Who else may it be?"))
        self._around = around
        self._about = ""
        self._none = Text("second", wrap=True)
        self.say(self._none.setText, N_("Nobody in this office is known to be the same."))
        self._label = Text("label")
        self.say(self._label.setText, N_("Your reason (kept in the register)"))
        self.reason = QLineEdit()
        self._label.setBuddy(self.reason)
        self.say(self.reason.setAccessibleName, N_("Your reason (kept in the register)"))
        self.say(self.reason.setPlaceholderText, N_("for instance: the bank named the account holder"))
        self._list: QVBoxLayout = column(gap=10)
        self._head = Text("head")
        self.say(self._head.setText, N_("Decided"))
        self._decisions: QVBoxLayout = column(gap=8)
        self._note = Text("second", wrap=True)
        self.say(self._note.setText, N_("Nothing is merged without you; every decision can be undone."))
        for part in (self._none, self._label, self.reason):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.body.addWidget(self._head)
        self.body.addLayout(self._decisions)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_others(self, number: str, found: Sequence[Candidate], decided: Sequence[DecisionView]) -> None:
        """Show who may be the seller ``number``, and what was decided about it."""
        if number != self._about:
            self.reason.clear()  # it was about another seller
        self._about = number
        clear(self._list)
        clear(self._decisions)
        self._none.setVisible(not found)
        self._label.setVisible(bool(found))
        self.reason.setVisible(bool(found))
        self._head.setVisible(bool(decided))
        for one in found:
            self._list.addWidget(self._suggestion(one))
        for decision in decided:
            self._decisions.addWidget(self._decision(number, decision))

    def _suggestion(self, one: Candidate) -> Frame:
        language, theme = self.language, self._around.theme
        frame = Frame("inset")
        name = Text("strong", wrap=True)
        name.setText(language.isolate(one.name))
        pill = Pill(theme)
        score = language.number(round(one.score.score, 2))
        pill.show_state("info", "link", language.text(N_("Suggested {score}"), score=score))
        head = row(name, pill)
        head.setStretch(0, 1)
        where = Text("second", wrap=True)
        country = language.country(one.country) if one.country else ""
        where.setText(joined(language, one.seller, country, *one.cases))
        body = column(head, where, gap=4, margins=12)
        for words, belongs in _GROUPS:
            reasons = [reason for reason in one.score.reasons if belongs(round(reason.weight, 1))]
            if reasons:
                title = Text("head")
                title.setText(language.text(words))
                body.addWidget(title)
            for reason in reasons:
                body.addLayout(_line(reason, language))
        verbs = [
            push(self, theme, words, partial(self._decide, one.seller, verdict), look="row")
            for verdict, words in VERDICTS.items()
        ]
        show = push(self, theme, N_("Show"), partial(self._open, one.seller), look="row")
        for button in (*verbs, show):
            button.setAccessibleName(f"{button.text()} {one.name}")
        body.addWidget(Flow(*verbs, show))
        frame.setLayout(body)
        return frame

    def _decision(self, number: str, one: DecisionView) -> Frame:
        language = self.language
        frame = Frame("inset")
        other = one.second if one.first == number else one.first
        told = Text("strong", wrap=True)
        told.setText(joined(language, language.text(VERDICTS.get(one.verdict, one.verdict)), other))
        why = Text("second", wrap=True)
        why.setText(joined(language, one.reason, one.by, language.date(day_of(one.at))))
        undo = push(
            self, self._around.theme, N_("Undo"), partial(self._undo, one.number), look="row",
            icon="arrow-counter-clockwise",
        )  # fmt: skip
        undo.setAccessibleName(f"{undo.text()} {one.number}")
        show = push(self, self._around.theme, N_("Show"), partial(self._open, other), look="row")
        show.setAccessibleName(f"{show.text()} {other}")
        frame.setLayout(column(told, why, Flow(undo, show), gap=4, margins=12))
        return frame

    def _decide(self, other: str, verdict: str, *_checked: bool) -> None:
        self.decided.emit(other, verdict, self.reason.text())

    def _undo(self, number: str, *_checked: bool) -> None:
        self.undone.emit(number)

    def _open(self, other: str, *_checked: bool) -> None:
        self.opened.emit(other)


def sentence(reason: Reason, language: Language) -> str:
    """Say a reason; the kind of identifier in it has a name of its own in each language."""
    fields = dict(reason.fields)
    if "kind" in fields:
        fields["kind"] = language.text(str(fields["kind"]))
    if reason.kind == "country_differs":
        fields = {name: language.country(str(code)) for name, code in fields.items()}
    return language.text(reason.text, **fields)


def origin(reason: Reason, language: Language) -> str:
    """Say where the values of a reason were read: cases and items as they are, kinds of places by name."""
    parts = (label_of(AddressSource, part) for part in reason.origin.split(" / "))
    return " / ".join(language.text(part) for part in parts if part)


def _line(reason: Reason, language: Language) -> QVBoxLayout:
    words, weight = Text(wrap=True, select=True), Text("second")
    words.setText(sentence(reason, language))
    sign = "+" if reason.weight > 0 else ""
    weight.setText(f"{sign}{language.number(round(reason.weight, 1))}")
    line = row(words, weight)
    line.setStretch(0, 1)
    return column(line, gap=0)
