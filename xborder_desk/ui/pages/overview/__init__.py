"""The case at a glance: parties, purchase, problem, dates, facts, next steps and notes, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer

from xborder_desk.domain.choices import PartyRole, label_of
from xborder_desk.domain.errors import ConflictError
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.fact import FactSheet
from xborder_desk.ui.dialogs.party import IdentifierSheet, PartySheet
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.overview.fields import DatesCard, ProblemCard, PurchaseCard, StateCard, as_typed
from xborder_desk.ui.pages.overview.lists import FactsCard, NotesCard, StepsCard
from xborder_desk.ui.pages.overview.parties import PartyCard
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.columns import Columns
from xborder_desk.ui.widgets.layouts import row

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseView, Conflict, FactView, PartyView
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.widgets.editing import EditCard


class OverviewPage(PageWidget):
    """Shows and edits everything of a case that is not a list of its own."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self.view: CaseView | None = None
        screen, theme = around.screen, around.theme
        self.state = StateCard(screen, theme)
        self.purchase = PurchaseCard(screen, theme, desk)
        self.problem = ProblemCard(screen, theme, desk)
        self.dates = DatesCard(screen, theme)
        self.facts = FactsCard(screen, theme, self._edit_fact, self._remove_fact)
        self.steps = StepsCard(screen, theme, self._plan)
        self.notes = NotesCard(screen, theme, self._note)
        for card in (self.state, self.purchase, self.problem, self.dates):
            card.saved.connect(partial(self._save, card))
        self.parties = Columns(300)
        add = push(self, theme, N_("Add party…"), self._add_party, icon="plus")
        self.cards = Columns(330)
        self.cards.show_parts(
            [self.purchase, self.problem, self.dates, self.steps, self.facts, self.notes, self.state]
        )
        self.body.addWidget(self.parties)
        self.body.addLayout(row(add, None))
        self.body.addWidget(self.cards)
        self.body.addStretch(1)

    def gather(self) -> CaseView:
        """Give the whole case."""
        return self.desk.cases.show(self.case)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        view: CaseView = found
        self.view = view
        for card in (self.state, self.purchase, self.problem, self.dates, self.facts, self.steps, self.notes):
            card.show_view(view)
        self.parties.show_parts([self._party_card(party) for party in view.parties])

    def go_to(self, ref: str) -> None:
        """Go to the line where a note is written."""
        if ref == "note":
            QTimer.singleShot(0, self.notes.line, self.notes.line.setFocus)

    def _party_card(self, party: PartyView) -> PartyCard:
        card = PartyCard(self.around.screen, self.around.theme, party)
        card.edit.clicked.connect(partial(self._edit_party, party))
        card.more.clicked.connect(partial(self._add_identifier, party))
        return card

    def _save(self, card: EditCard, given: dict[str, str], *, over: bool = False) -> None:
        view = self.view
        if view is None or not given:
            card.stop()
            return
        before = {name: as_typed(view, name) for name in given}
        version = None if over else view.version

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            card.stop()
            undo = partial(self.desk.cases.set, self.case, before)
            redo = partial(self.desk.cases.set, self.case, given)
            self.around.guide.did(N_("Case {number} was changed."), undo, redo, number=self.case)

        self.do(
            lambda _ctx: self.desk.cases.set(self.case, given, version=version),
            done,
            topics=("cases", f"case:{self.case}"),
            form=card.form,
            wrong=partial(self._show_conflict, card, given),
        )

    def _show_conflict(self, card: EditCard, given: dict[str, str], error: Exception) -> bool:
        """Show both values of a conflict, and let the person choose."""
        if not isinstance(error, ConflictError):
            return False
        _ = self.language.text
        both = [
            _(
                "{name}: yours “{mine}”, there “{theirs}”",
                name=name,
                mine=mine,
                theirs=error.theirs.get(name, ""),
            )
            for name, mine in error.mine.items()
        ]
        strip = self.strip("warn", self.language.error(error), "\n".join(both))
        mine = push(self, self.around.theme, N_("Keep mine"), look="row")
        theirs = push(self, self.around.theme, N_("Keep theirs"), look="row")
        mine.clicked.connect(lambda: self._save(card, given, over=True))
        theirs.clicked.connect(partial(self._keep_theirs, card))
        strip.buttons.addWidget(mine)
        strip.buttons.addWidget(theirs)
        return True

    def _keep_theirs(self, card: EditCard) -> None:
        self.clear_strips()
        card.stop()
        self.reload()

    def _tell(self, *_result: object) -> None:
        self.around.changes.tell("cases", f"case:{self.case}")

    def _add_party(self) -> None:
        PartySheet(self.around, self, self.desk, self.case, None, self._met).open()

    def _edit_party(self, party: PartyView) -> None:
        PartySheet(self.around, self, self.desk, self.case, party, self._met).open()

    def _add_identifier(self, party: PartyView) -> None:
        IdentifierSheet(self.around, self, self.desk, self.case, party, self._tell).open()

    def _met(self, conflicts: list[Conflict]) -> None:
        """Warn when the office already knows that name on the other side."""
        self._tell()
        if not conflicts:
            return
        _ = self.language.text
        known = [
            _(
                "“{name}” is {role} in case {case} ({title})",
                name=one.known_as,
                role=_(label_of(PartyRole, one.role)),
                case=one.case,
                title=one.case_title,
            )
            for one in conflicts
        ]
        self.strip("warn", _("Possible conflict of interest: the office knows this name."), "\n".join(known))

    def _edit_fact(self, fact: FactView | None) -> None:
        FactSheet(self.around, self, self.desk, self.case, fact, self._tell).open()

    def _remove_fact(self, fact: FactView) -> None:
        self.do(lambda _ctx: self.desk.facts.remove(self.case, fact.number), topics=(f"case:{self.case}",))

    def _plan(self, text: str, due: str) -> None:
        work = partial(self.desk.cases.plan, self.case, text, due)
        form = self.steps.form
        topics = ("cases", f"case:{self.case}")
        self.do(lambda _ctx: work(), lambda _r: form.fill({}), topics=topics, form=form)

    def _note(self, text: str) -> None:
        work = partial(self.desk.cases.note, self.case, text)
        self.do(lambda _ctx: work(), lambda _r: self.notes.line.clear(), topics=(f"case:{self.case}",))


PAGE: Final = Page(
    "overview",
    N_("Overview"),
    "briefcase",
    10,
    OverviewPage,
    "case",
    help=N_(
        "The case at a glance. Edit opens a card in its place; Esc leaves it as it was, Ctrl+Z takes back "
        "what was saved. Days can be typed as 2026-03-08, in your own order, or as +14. Notes are for "
        "colleagues only: no document can reach them. N writes a note."
    ),
)
