"""Routes as cards: name and days left, why, what is missing, how far it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.domain.case_facts import FACTS
from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED
from xborder_desk.domain.routes.route import PAPERS, STATE_LABELS, RouteState
from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.states import due_words
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Pill, joined
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QKeyEvent

    from xborder_desk.domain.routes.standing import RouteStanding
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

# How each state is shown: kind of the table of colours, and icon.
LOOKS: Final = {
    RouteState.OPEN: ("ok", "check-circle"),
    RouteState.WAITING: ("warn", "hourglass-medium"),
    RouteState.UNKNOWN: ("info", "info"),
    RouteState.CLOSED: ("neutral", "minus-circle"),
}
_MOVED: Final = N_("Moved since you last looked: before {before}.")


class RouteCard(Spoken):
    """One route; Enter or W asks for its reasons (``asked`` with its id)."""

    asked = Signal(str)

    def __init__(
        self, screen: ScreenLanguage, theme: Theme, one: RouteStanding, on: dt.date, before: str = ""
    ) -> None:
        super().__init__(screen)
        self.standing = one
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        language = screen.language
        title = language.say(one.title)
        self.setAccessibleName(f"{title}: {language.text(STATE_LABELS[one.state])}")
        body = QVBoxLayout(self)
        body.setContentsMargins(12, 10, 12, 10)
        body.setSpacing(4)
        name = Text("strong", wrap=True)
        name.setText(title)
        head = row(name, gap=8)
        head.setStretch(0, 1)
        if one.due is not None and one.state is not RouteState.CLOSED:
            head.addWidget(_days_left(theme, one.due, on, language), 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        for words in _lines(one, language, before):
            line = Text("second", wrap=True)
            line.setText(words)
            body.addWidget(line)
        why = push(self, theme, N_("Why?"), self._ask, look="row")
        why.setAccessibleName(f"{language.text(N_('Why?'))} {title}")
        body.addLayout(row(checked(theme, one.status, language), None, why))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Explain on W."""
        if event.key() == Qt.Key.Key_W:
            self._ask()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.standing.id)


def checked(theme: Theme, status: str, language: Language) -> Pill:
    """Give the badge that says how far a rule was checked."""
    pill = Pill(theme)
    kind, icon = ("warn", "warning") if status == UNCHECKED else ("ok", "check-circle")
    pill.show_state(kind, icon, language.text(STATUS_LABELS.get(status, status)))
    return pill


def _days_left(theme: Theme, due: dt.date, on: dt.date, language: Language) -> Pill:
    pill = Pill(theme)
    kind, words = due_words((due - on).days, language)
    pill.show_state(kind, "timer", words)
    return pill


def _lines(one: RouteStanding, language: Language, before: str) -> list[str]:
    """Give what stands below a route's name; a closed one shrinks to its reason."""
    told = [language.say(reason) for reason in one.reasons]
    if before:
        told.append(language.text(_MOVED, before=before))
    if one.state is RouteState.CLOSED:
        return told
    if one.opens is not None and one.state is RouteState.WAITING:
        told.append(language.text(N_("Goes on: {day}"), day=language.date(one.opens, "long")))
    if one.due is not None and (one.state is not RouteState.OPEN or one.override is not None):
        told.append(language.text(N_("Last day: {day}"), day=language.date(one.due, "long")))
    if one.missing:
        names = [language.text(FACTS[fact].label) for fact in one.missing]
        told.append(language.text(N_("Not known: {facts}"), facts=joined(language, *names)))
    if one.papers_missing:
        papers = [language.text(PAPERS.get(paper, paper)) for paper in one.papers_missing]
        told.append(language.text(N_("Papers to bring: {papers}"), papers=joined(language, *papers)))
    return told
