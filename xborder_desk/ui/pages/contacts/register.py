"""The register as a card: the quick entry, the list of attempts, and the chosen one with all its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget

from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.pages.contacts.columns import Line, columns
from xborder_desk.ui.pages.contacts.detail import Detail
from xborder_desk.ui.pages.contacts.entry import QuickEntry
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.ui.frame import Surroundings

_WHOSE: Final = (("", N_("All parties")), ("seller", N_("Seller")))


class RegisterCard(Card):
    """Shows the attempts, newest first."""

    def __init__(self, around: Surroundings, zone: dt.tzinfo) -> None:
        super().__init__(around.screen, N_("Register of contact attempts"))
        self._shown: tuple[CaseView, Survey] | None = None
        self._chosen = ""
        self.entry = QuickEntry(around, zone)
        self.model = TableModel(around.screen, columns(zone), self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="contacts")
        self.say(self.table.setAccessibleName, N_("Register of contact attempts"))
        self.table.picked.connect(self._pick)
        self.whose = Chips(around.screen, around.theme, _WHOSE)
        self.whose.chosen.connect(self._filter)
        self.bring = push(self, around.theme, N_("Import mails…"), icon="tray", look="row")
        self.tools.addWidget(self.whose)
        self.tools.addWidget(self.bring)
        hint = Text("second", wrap=True)
        self.say(
            hint.setText,
            N_(
                "Enter keeps it. Drop mails on the list, a scan on its line; nothing in here is ever changed."
            ),
        )
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self._empty(around))
        self.detail = Detail(around, zone)
        for part in (self.entry, hint):
            self.body.addWidget(part)
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self.detail)

    @property
    def empty_place(self) -> QStackedWidget:
        """Where the list is, or the words that stand there while it is empty."""
        return self._places

    @property
    def survey(self) -> Survey | None:
        """What is shown, None before anything is."""
        return self._shown[1] if self._shown is not None else None

    def show_attempts(self, view: CaseView, survey: Survey) -> None:
        """Show the attempts of a case, the chosen one still chosen."""
        self._shown = (view, survey)
        self.entry.show_view(view, survey.registers)
        self._filter()

    def choose(self, number: str) -> None:
        """Choose an attempt by its number, also before it is shown."""
        self._chosen = number

    def current(self) -> AttemptView | None:
        """Give the attempt that is chosen."""
        line = self.model.row(self.table.current_row())
        return line.attempt if line is not None else None

    def pick_at(self, y: int) -> None:
        """Choose the line at a height of the list, if one is there."""
        number = self.table.rowAt(y)
        if number >= 0:
            self.table.pick(number)

    def _filter(self, *_value: str) -> None:
        if self._shown is None:
            return
        view, survey = self._shown
        parties = {party.number: party for party in view.parties}
        seller = view.of_role("seller")
        theirs = {"", seller.number if seller is not None else ""}
        every = [Line(attempt, parties.get(attempt.party)) for attempt in reversed(survey.attempts)]
        only = bool(self.whose.value())
        lines = [line for line in every if not only or line.attempt.party in theirs]
        self.model.show(lines)
        self.show_count(self.language.number(len(lines)) if lines else "")
        self._places.setCurrentIndex(0 if every else 1)
        self.detail.setVisible(bool(lines))
        numbers = [line.attempt.number for line in lines]
        if lines:
            self.table.pick(numbers.index(self._chosen) if self._chosen in numbers else 0)

    def _pick(self, number: int) -> None:
        line = self.model.row(number)
        if line is not None:
            self._chosen = line.attempt.number
            self.detail.show_line(line)

    def _empty(self, around: Surroundings) -> Empty:
        log = push(
            self, around.theme, N_("Log an attempt"), self.entry.begin, icon="phone-call", look="primary"
        )
        return Empty(
            around.screen,
            around.theme,
            "phone-call",
            N_("Nobody has tried to reach the seller yet"),
            N_(
                "Courts ask for several channels over some weeks. Start with the e-mail address of the order."
            ),
            log,
            hint=N_("L logs an attempt from anywhere in the case; or drop the mails you have sent"),
        )
