"""Why a route stands as it does: the steps to its date, sources and badges, an answer, an own verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.domain.case_facts import FACTS
from xborder_desk.domain.fact_table import FURTHER, OWN, FactKind
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.domain.routes.route import STATE_LABELS, RouteState
from xborder_desk.i18n import N_
from xborder_desk.ui.pages.routes.cards import checked
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import clear, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.routes.standing import RouteStanding
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

_STATES: Final = tuple(RouteState)
# What of a case can be answered here: further facts, and those of its own that are a day, or yes or no.
_ANSWERED: Final = FURTHER | {
    name: field for name, field in OWN.items() if field.kind in {FactKind.EVENT, FactKind.DAY, FactKind.YES}
}
_YES_NO: Final = (("yes", N_("Yes")), ("no", N_("No")))


class WhyCard(Card):
    """Explains one route. ``judged`` gives (route, state, reason), ``answered`` (fact, value)."""

    judged = Signal(str, str, str)
    answered = Signal(str, str)

    def __init__(self, screen: ScreenLanguage, theme: Theme) -> None:
        super().__init__(screen, N_("Why this date?"))
        self._theme = theme
        self._route = ""
        self._fact = ""
        self._told = QVBoxLayout()
        self._told.setSpacing(5)
        self.body.addLayout(self._told)
        self.answer = Form(screen, columns=1)
        self.answer.line("value", N_("Answer"))
        self.answer.accepted.connect(self._answer)
        self._answer_button = push(self, theme, N_("Enter"), self._answer, look="primary")
        self._yes_no = [
            push(self, theme, words, lambda _on=False, value=value: self._say(value))
            for value, words in _YES_NO
        ]
        self._answers = row(self._answer_button, *self._yes_no, None)
        self.body.addWidget(self.answer)
        self.body.addLayout(self._answers)
        self.taken = Form(screen, columns=1)
        self._day = self.taken.line("on", N_("Happened on"), kind="day", hint=N_("empty where it has not"))
        self.taken.accepted.connect(self._take)
        self._take_button = push(self, theme, N_("Enter"), self._take)
        self._filed = ""
        self._event = Text("strong", wrap=True)
        self.body.addWidget(self._event)
        self.body.addWidget(self.taken)
        self.body.addLayout(row(self._take_button, None))
        self.verdict = Form(screen, columns=1)
        self.verdict.options("state", N_("Own verdict"), _states)
        self.verdict.line("reason", N_("Reason"))
        self._keep = push(self, theme, N_("Keep verdict"), self._judge)
        self._lift = push(self, theme, N_("Take back"), self._take_back)
        self.body.addWidget(self.verdict)
        self.body.addLayout(row(self._keep, self._lift, None))
        self.hide()

    def explain(self, one: RouteStanding, language: Language) -> None:
        """Show everything known of a route."""
        changed = one.id != self._route
        self._route = one.id
        clear(self._told)
        for role, words in _words(one, language):
            line = Text(role, wrap=True, select=True)
            line.setText(words)
            self._told.addWidget(line)
        for source in one.sources:
            named = f"{source.instrument}, {source.article}".strip(", ")
            told = Text("second", wrap=True, select=True)
            told.setText(
                language.text(
                    N_("{source}: {status}, looked at on {day}"),
                    source=named,
                    status=language.text(STATUS_LABELS.get(source.status, source.status)),
                    day=source.checked_on,
                )
            )
            self._told.addWidget(told)
        self._told.addLayout(row(checked(self._theme, one.status, language), None))
        self._ask_for(one, language)
        self._ask_whether(one, language)
        if changed:
            self.verdict.fill(
                {"state": one.state.value, "reason": one.override.reason if one.override else ""}
            )
        self._lift.setVisible(one.override is not None)
        self.show()

    @property
    def route(self) -> str:
        """The route that is explained."""
        return "" if self.isHidden() else self._route

    def _ask_for(self, one: RouteStanding, language: Language) -> None:
        """Ask for one fact that can be entered here: the first that is not known."""
        self._fact = next((fact for fact in one.missing if fact in _ANSWERED), "")
        kind = _ANSWERED[self._fact].kind if self._fact else None
        yes_no = kind is FactKind.YES
        self.answer.setVisible(bool(self._fact) and not yes_no)
        self._answer_button.setVisible(bool(self._fact) and not yes_no)
        for button in self._yes_no:
            button.setVisible(yes_no)
        if self._fact:
            self.answer.fill({"value": ""})
            asked = Text("strong", wrap=True)
            asked.setText(language.text(FACTS[self._fact].question))
            self._told.addWidget(asked)

    def _ask_whether(self, one: RouteStanding, language: Language) -> None:
        """Offer to enter that the way was taken, or decided on: from then on it waits, or ends."""
        self._filed = one.filed
        for widget in (self._event, self.taken, self._take_button):
            widget.setVisible(bool(one.filed))
        if one.filed:
            self._event.setText(language.text(FACTS[one.filed].label))
            self.taken.fill({"on": ""})

    def _take(self) -> None:
        day = self.taken.values()["on"]
        if self._filed and day:
            self.answered.emit(self._filed, day)

    def _answer(self) -> None:
        self._say(self.answer.values()["value"])

    def _say(self, value: str) -> None:
        if self._fact and value:
            self.answered.emit(self._fact, value)

    def _judge(self) -> None:
        values = self.verdict.values()
        self.judged.emit(self._route, values["state"], values["reason"])

    def _take_back(self) -> None:
        self.judged.emit(self._route, "", "")


def _states(language: Language) -> Iterable[tuple[str, str]]:
    return [(state.value, language.text(STATE_LABELS[state])) for state in _STATES]


def _words(one: RouteStanding, language: Language) -> list[tuple[str, str]]:
    """Give the lines of an explanation, each with its look."""
    told = [("strong", language.say(one.title)), ("second", language.say(one.gives))]
    told.append(("second", language.text(N_("Cost: {cost}"), cost=language.say(one.cost))))
    told.extend(("", language.say(reason)) for reason in one.reasons)
    told.extend(("", f"{number}. {language.say(step)}") for number, step in enumerate(one.steps, 1))
    others = ((language.date(day), language.say(why)) for day, why in one.alternatives)
    told.extend(("second", language.labelled(day, why)) for day, why in others)
    told.extend(("second", language.say(warning)) for warning in one.warnings)
    return told
