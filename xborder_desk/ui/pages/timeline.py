"""Everything dated in a case, in one order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.cases import DATE_LABELS, TimelineEntry
from xborder_desk.domain.references import render
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings

# What each kind of entry is called, its icon, and the page it stands on.
KINDS: Final = {
    "case": (N_("Case"), "briefcase", "overview"),
    "key_date": (N_("Key date"), "calendar-blank", "overview"),
    "fact": (N_("Fact"), "flag", "overview"),
    "task": (N_("Task"), "list-checks", "overview"),
    "deadline": (N_("Deadline"), "timer", "overview"),
    "evidence": (N_("Evidence item"), "file-text", "evidence"),
    "attempt": (N_("Contact attempt"), "phone-call", "contacts"),
    "reply": (N_("Reply"), "chats", "contacts"),
}
_UNKNOWN: Final = (N_("Entry"), "circle", "overview")
_OPENED: Final = N_("Case opened in this office")


def _day(entry: TimelineEntry, language: Language) -> str:
    return language.known(entry.day, entry.precision)


def _text(entry: TimelineEntry, language: Language) -> str:
    _ = language.text
    if entry.what == "key_date":
        return _(DATE_LABELS.get(entry.text, entry.text))
    return _(_OPENED) if entry.what == "case" else entry.text


COLUMNS: Final[tuple[Column[TimelineEntry], ...]] = (
    Column("day", N_("Day"), _day, whole=True, chars=14, sort=lambda entry: entry.day),
    Column(
        "kind",
        N_("Kind"),
        lambda entry, language: language.text(KINDS.get(entry.what, _UNKNOWN)[0]),
        icon=lambda entry: KINDS.get(entry.what, _UNKNOWN)[1],
        whole=True,
        chars=20,
    ),
    Column("what", N_("What"), _text, stretch=True),
    Column("ref", N_("Number"), lambda entry, _l: entry.ref, whole=True, chars=14),
)
_FILTERS: Final = (
    ("", N_("Everything")),
    ("fact", N_("Facts")),
    ("evidence", N_("Evidence")),
    ("attempt reply", N_("Contacts")),
    ("key_date task deadline", N_("Days and tasks")),
)


class TimelinePage(PageWidget):
    """Shows the entries; Enter goes where one stands."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._entries: list[TimelineEntry] = []
        self._chips = Chips(around.screen, around.theme, _FILTERS)
        self._chips.chosen.connect(self._filter)
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, memory=around.memory, key="timeline")
        self.say(self.table.setAccessibleName, N_("Timeline"))
        self.table.opened.connect(self._open)
        self.table.let_order()
        self.table.keep_chosen()
        card = Card(around.screen)
        card.whole.setContentsMargins(1, 4, 1, 8)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            Empty(
                around.screen,
                around.theme,
                "calendar-blank",
                N_("Nothing of this kind has a day yet"),
                N_("Facts, evidence, contact attempts and key dates line up here by themselves."),
            )
        )
        card.body.addWidget(self._places)
        self.body.addWidget(self._chips)
        self.body.addWidget(card, 1)

    def gather(self) -> tuple[list[TimelineEntry], dict[str, str]]:
        """Give everything dated, and the numbers of the exhibits."""
        return self.desk.cases.timeline(self.case), self.desk.dossiers.numbers(self.case)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        entries, numbers = found
        _ = self.language.text
        labels = {key: _(N_("Exhibit {n}"), n=number) for key, number in numbers.items()}
        page = _(N_("{label}, p. {page}"))
        self._entries = [replace(entry, text=render(entry.text, labels, page)) for entry in entries]
        self._filter()

    def _filter(self, *_chosen: str) -> None:
        kinds = self._chips.value().split()
        shown = [entry for entry in self._entries if not kinds or entry.what in kinds]
        self.model.show(shown)
        self._places.setCurrentIndex(0 if shown else 1)

    def _open(self, number: int) -> None:
        entry = self.model.row(number)
        if entry is not None:
            self.around.guide.open_case(self.case, KINDS.get(entry.what, _UNKNOWN)[2], entry.ref)


PAGE: Final = Page(
    "timeline",
    N_("Timeline"),
    "calendar-blank",
    20,
    TimelinePage,
    "case",
    help=N_("Everything in the case that has a day, oldest first. Enter opens the place where it stands."),
)
