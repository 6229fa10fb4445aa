"""The address book of a party: every address ever known, where it was seen, dead or alive and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.address_book import label_of_kind
from xborder_desk.domain.choices import AddressSource, label_of
from xborder_desk.domain.reach import Reach
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.states import IDENTIFIER_ICONS, day_of, listed
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty, Pill
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.ui.frame import Surroundings

_STATES: Final = {
    "alive": ("ok", "check-circle", N_("Alive")),
    "dead": ("danger", "x-circle", N_("Dead")),
    "": ("neutral", "circle", N_("Not known")),
}
REACHES: Final = {
    Reach.UNTRIED: ("neutral", "circle"),
    Reach.TRYING: ("info", "clock"),
    Reach.WAITING: ("warn", "hourglass-medium"),
    Reach.SILENT: ("violet", "hourglass-medium"),
    Reach.REACHABLE: ("ok", "chats"),
    Reach.UNREACHABLE: ("danger", "phone-slash"),
}
"""How it is shown whether a party can be reached: kind of the table of colours, and icon."""


def _kind(one: BookEntry, language: Language) -> str:
    return language.text(label_of_kind(one.kind))


def _normal(one: BookEntry, language: Language) -> str:
    same = one.normal.casefold() in {"", one.raw.casefold()}
    return "" if same else language.text(N_("compared as: {form}"), form=language.isolate(one.normal))


def _origin(one: BookEntry, language: Language) -> str:
    return language.text(label_of(AddressSource, one.origin)) if one.origin else "—"


def _seen(one: BookEntry, language: Language) -> str:
    day = language.date(one.seen_on) if one.seen_on else ""
    return " · ".join(part for part in (one.evidence, day) if part)


def _by(one: BookEntry, language: Language) -> str:
    if not one.by or one.at is None:
        return ""
    return language.text(N_("by {attempt}, {day}"), attempt=one.by, day=language.date(day_of(one.at)))


COLUMNS: Final[tuple[Column[BookEntry], ...]] = (
    Column("kind", N_("Kind"), _kind, icon=lambda one: IDENTIFIER_ICONS.get(one.kind, "hash"), chars=22),
    Column(
        "address",
        N_("As it was found"),
        lambda one, language: language.isolate(one.raw.replace("\n", ", ")),
        second=_normal,
        stretch=True,
    ),
    Column("origin", N_("Where and when it was seen"), _origin, second=_seen, chars=28),
    Column(
        "state",
        N_("Alive or dead"),
        lambda one, language: language.text(_STATES[one.state][2]),
        second=_by,
        pill=lambda one: _STATES[one.state][0],
        icon=lambda one: _STATES[one.state][1],
        chars=22,
    ),
    Column("attempts", N_("Tried in"), lambda one, language: listed(language, one.attempts) or "—", chars=14),
)


class AddressBook(Card):
    """``party`` gives the one chosen, ``add`` asks for a new address, ``attempt`` gives one to be tried."""

    party = Signal(str)
    add = Signal()
    attempt = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Every address known"))
        self._view: CaseView | None = None
        self._survey: Survey | None = None
        self.whose = Options(around.screen, self._parties)
        self.say(self.whose.setAccessibleName, N_("Whose addresses"))
        self.whose.currentIndexChanged.connect(self._chosen)
        self._state = Pill(around.theme)
        self._why = Text("second", wrap=True, select=True)
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="addresses")
        self.say(self.table.setAccessibleName, N_("Every address known"))
        self.table.opened.connect(self._try)
        self.tools.addWidget(
            push(self, around.theme, N_("Try this one"), self._try, icon="phone-call", look="row")
        )
        self.tools.addWidget(push(self, around.theme, N_("Add address"), self._add, icon="plus", look="row"))
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        first = push(self, around.theme, N_("Add address"), self._add, icon="plus", look="primary")
        self._places.addWidget(
            Empty(
                around.screen,
                around.theme,
                "books",
                N_("No address is known yet"),
                N_("Look at the order, the legal notice, the invoice, the parcel and the payment."),
                first,
            )
        )
        self.body.addWidget(Flow(self.whose, self._state))
        self.body.addWidget(self._why)
        self.body.addWidget(self._places, 1)

    def show_survey(self, survey: Survey, view: CaseView) -> None:
        """Show the book of the party the survey is about, and whether that party can be reached."""
        self._survey, self._view = survey, view
        self.whose.refill()
        blocked = self.whose.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.whose.choose(survey.party)
        self.whose.blockSignals(blocked)
        language, found = self.language, survey.standing
        self._state.show_state(*REACHES[found.state], language.text(found.state.label))
        reasons = [language.say(told) for told in found.reasons]
        if found.since is not None:
            since = language.date(found.since.date())
            reasons.append(language.text(N_("Unreachable since {day}."), day=since))
        self._why.setText(" ".join(reasons))
        self.model.show(survey.book)
        self.show_count(language.number(len(survey.book)) if survey.book else "")
        self._places.setCurrentIndex(0 if survey.book else 1)
        if survey.book:
            self.table.pick(0)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        survey, view = getattr(self, "_survey", None), getattr(self, "_view", None)
        if survey is not None and view is not None:
            self.show_survey(survey, view)

    def _parties(self, language: Language) -> Iterable[tuple[str, str]]:
        del language
        parties = self._view.parties if self._view is not None else ()
        return [(one.number, f"{one.number} {one.name}") for one in parties]

    def _chosen(self, _index: int) -> None:
        self.party.emit(self.whose.value())

    def _add(self, *_checked: object) -> None:
        self.add.emit()

    def _try(self, *_line: object) -> None:
        one = self.model.row(self.table.current_row())
        if one is not None:
            self.attempt.emit(one)
