"""The case at a glance: parties, purchase, problem, dates, facts, next steps and notes, edited in place."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from xborder_desk.domain.choices import PartyRole, label_of
from xborder_desk.domain.errors import ConflictError
from xborder_desk.i18n import N_
from xborder_desk.ui.autosave import Autosave, OneLine
from xborder_desk.ui.conflicts import both_values
from xborder_desk.ui.dialogs.fact import FactSheet
from xborder_desk.ui.dialogs.party import IdentifierSheet, PartySheet
from xborder_desk.ui.page import Page, PageWidget
from xborder_desk.ui.pages.overview.fields import (
    DatesCard,
    FieldsCard,
    ProblemCard,
    PurchaseCard,
    StateCard,
    as_typed,
)
from xborder_desk.ui.pages.overview.lists import FactsCard, NotesCard, StepsCard
from xborder_desk.ui.pages.overview.mandates import MandatesCard, MandateSheet
from xborder_desk.ui.pages.overview.paper import paper_of
from xborder_desk.ui.pages.overview.parties import PartyCard
from xborder_desk.ui.printing import preview
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.columns import Columns
from xborder_desk.ui.widgets.drops import Landing, forget_pasted
from xborder_desk.ui.widgets.layouts import bring, row
from xborder_desk.ui.widgets.who_else import WhoElse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.cases import (
        CaseView,
        Conflict,
        FactView,
        IdentifierView,
        MandateView,
        NoteView,
        PartyView,
        TaskView,
    )
    from xborder_desk.domain.items import Added
    from xborder_desk.services import Desk
    from xborder_desk.services.drafts import KeptDraft
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
        self.steps = StepsCard(screen, theme, self._plan, self._finish_task)
        self.notes = NotesCard(screen, theme, self._note, self._remove_note)
        self.mandates = MandatesCard(screen, theme, self._add_mandate, self._withdraw)
        self._edited: dict[str, FieldsCard] = {
            "state": self.state,
            "purchase": self.purchase,
            "problem": self.problem,
            "dates": self.dates,
        }
        self._shown: list[Callable[[CaseView], object]] = [
            *(card.show_view for card in self._edited.values()),
            self.facts.show_view,
            self.steps.show_view,
            self.notes.show_view,
            self.mandates.show_view,
        ]
        for name, card in self._edited.items():
            card.saved.connect(partial(self._save, card))
            card.resumed.connect(partial(self._tell_resumed, card))
            card.autosave = Autosave(around.runner, desk.drafts, card.form, f"{case}/overview/{name}", card)
        self._task_draft = Autosave(
            around.runner, desk.drafts, self.steps.form, f"{case}/overview/task", self.steps
        )
        line = OneLine(self.notes.line)
        self._note_draft = Autosave(around.runner, desk.drafts, line, f"{case}/overview/note", self.notes)
        self.parties = Columns(300)
        add = push(self, theme, N_("Add party…"), self._add_party, icon="plus")
        self.printing = push(self, theme, N_("Print…"), self.print_case, icon="printer")
        self.cards = Columns(330)
        order = (self.purchase, self.problem, self.dates, self.steps, self.facts, self.notes)
        self.cards.show_parts([*order, self.mandates, self.state])
        self.who_else = WhoElse(around, desk, case)
        self.body.addWidget(self.who_else)
        self.body.addWidget(self.parties)
        self.body.addLayout(row(add, self.printing, None))
        self.body.addWidget(self.cards)
        self.body.addStretch(1)
        landing = Landing(self)
        landing.landed.connect(self._take_in)
        landing.refused.connect(self.refuse)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.print_case)
        for draft in (self._task_draft, self._note_draft):
            draft.begin()
            draft.resume()

    def gather(self) -> CaseView:
        """Give the whole case."""
        return self.desk.cases.show(self.case)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        view: CaseView = found
        self.view = view
        self.who_else.load()
        for show in self._shown:
            show(view)
        self.parties.show_parts([self._party_card(party) for party in view.parties])

    def go_to(self, ref: str) -> None:
        """Go to the line where a note is written, or to a task."""
        if ref == "note":
            QTimer.singleShot(0, self.notes.line, partial(bring, self.notes.line))
        elif ref.partition(":")[0] == "task":
            editor = self.steps.form.editor("task")
            QTimer.singleShot(0, editor, partial(bring, editor))

    def print_case(self) -> None:
        """Show how the case would be printed."""
        if self.view is not None:
            preview(self, self.language, paper_of(self.view, self.language))

    def open_half(self, which: str) -> None:
        """Open the form that was half typed; it puts itself back."""
        view = self.view
        what, _, number = which.partition(":")
        if which in {"note", "task"}:
            self.go_to(which)
        elif which in self._edited:
            self._edited[which].start()
        elif view is not None and what == "fact":
            self._edit_fact(next((one for one in view.facts if one.number == number), None))
        elif view is not None and what in {"party", "address"}:
            party = next((one for one in view.parties if one.number == number), None)
            if what == "party":
                PartySheet(self.around, self, self.desk, self.case, party, self._met).open()
            elif party is not None:
                self._add_identifier(party)
        elif what == "mandate":
            self._add_mandate()

    def _party_card(self, party: PartyView) -> PartyCard:
        card = PartyCard(self.around.screen, self.around.theme, party, self._remove_identifier)
        card.edit.clicked.connect(partial(self._edit_party, party))
        card.more.clicked.connect(partial(self._add_identifier, party))
        card.remove.clicked.connect(partial(self._remove_party, party))
        return card

    def _save(self, card: EditCard, given: dict[str, str], *, over: bool = False) -> None:
        view = self.view
        if view is None or not given:
            card.finish()
            return
        before = {name: as_typed(view, name) for name in given}
        version = None if over else card.version

        def done(_result: Any) -> None:  # noqa: ANN401 - nothing
            card.finish()
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
        strip = self.strip(
            "warn", lambda: self.language.error(error), lambda: both_values(error, self.language)
        )
        mine = push(self, self.around.theme, N_("Keep mine"), look="row")
        theirs = push(self, self.around.theme, N_("Keep theirs"), look="row")
        mine.clicked.connect(partial(self._keep_mine, card, given))
        theirs.clicked.connect(partial(self._keep_theirs, card))
        strip.buttons.addWidget(mine)
        strip.buttons.addWidget(theirs)
        return True

    def _keep_mine(self, card: EditCard, given: dict[str, str], *_pressed: bool) -> None:
        self._save(card, given, over=True)

    def _keep_theirs(self, card: EditCard, *_pressed: bool) -> None:
        self.clear_strips()
        card.finish()
        self.reload()

    def _tell_resumed(self, card: EditCard, draft: KeptDraft) -> None:
        strip = self.strip("neutral", partial(self._resumed, draft), icon="arrow-counter-clockwise")
        begin = push(self, self.around.theme, N_("Begin anew"), look="row")
        begin.clicked.connect(partial(self._begin_anew, card))
        strip.buttons.addWidget(begin)

    def _resumed(self, draft: KeptDraft) -> str:
        when = self.language.datetime(draft.at.astimezone(self.desk.zone), self.desk.zone)
        return self.language.text(N_("What you typed here before is back (from {when})."), when=when)

    def _begin_anew(self, card: EditCard, *_pressed: bool) -> None:
        self.clear_strips()
        card.begin_anew()

    @property
    def _topics(self) -> tuple[str, ...]:
        return ("cases", f"case:{self.case}")

    def _tell(self, *_result: object) -> None:
        self.around.changes.tell(*self._topics)

    def _take_in(self, paths: list[Path]) -> None:
        """Take dropped files in as evidence, whatever card they landed on."""
        add = partial(self.desk.evidence.add_files, self.case, paths, method="drop")
        job = self.do(add, self._taken, title=N_("Taking files in"), topics=self._topics)
        job.ended.connect(partial(forget_pasted, paths))

    def _taken(self, added: list[Added]) -> None:
        strip = self.strip(
            "ok", lambda: self.language.plural("{n} file taken in.", "{n} files taken in.", len(added))
        )
        go = push(self, self.around.theme, N_("Evidence"), look="row")
        go.clicked.connect(self._show_evidence)
        strip.buttons.addWidget(go)

    def _show_evidence(self, *_pressed: bool) -> None:
        self.around.guide.open_case(self.case, "evidence")

    def _undoable(
        self, work: Callable[[], object], back: Callable[[], object], told: str, **fields: object
    ) -> None:
        """Do something now, and offer to undo it."""

        def done(_result: object) -> None:
            self.around.guide.did(told, back, work, **fields)

        self.do(lambda _ctx: work(), done, topics=self._topics)

    def _add_party(self) -> None:
        PartySheet(self.around, self, self.desk, self.case, None, self._met).open()

    def _edit_party(self, party: PartyView, *_pressed: bool) -> None:
        PartySheet(self.around, self, self.desk, self.case, party, self._met).open()

    def _add_identifier(self, party: PartyView, *_pressed: bool) -> None:
        IdentifierSheet(self.around, self, self.desk, self.case, party, self._tell).open()

    def _remove_party(self, party: PartyView, *_pressed: bool) -> None:
        parties = self.desk.parties
        away = partial(parties.remove, self.case, party.number)
        back = partial(parties.take_back, self.case, party.number)
        self._undoable(away, back, N_("Taken out of the case: {name}"), name=party.name)

    def _remove_identifier(self, one: IdentifierView, *_pressed: bool) -> None:
        show = partial(self.desk.parties.show_identifier, self.case, one.uid)
        away, back = partial(show, shown=False), partial(show, shown=True)
        self._undoable(away, back, N_("Removed: {name}"), name=one.raw)

    def _met(self, conflicts: list[Conflict]) -> None:
        """Warn when the office already knows that name on the other side."""
        self._tell()
        if not conflicts:
            return
        told = N_("Possible conflict of interest: the office knows this name.")
        self.strip("warn", lambda: self.language.text(told), partial(self._known_as, conflicts))

    def _known_as(self, conflicts: list[Conflict]) -> str:
        """Say where each name is known, a line for each."""
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
        return "\n".join(known)

    def _edit_fact(self, fact: FactView | None, *_pressed: bool) -> None:
        FactSheet(self.around, self, self.desk, self.case, fact, self._tell).open()

    def _remove_fact(self, fact: FactView, *_pressed: bool) -> None:
        facts = self.desk.facts
        away = partial(facts.remove, self.case, fact.number)
        back = partial(facts.bring_back, self.case, fact.number)
        self._undoable(away, back, N_("Removed: {name}"), name=fact.number)

    def _plan(self, text: str, due: str) -> None:
        work = partial(self.desk.cases.plan, self.case, text, due)
        form = self.steps.form

        def done(_uid: object) -> None:
            form.fill({})
            self._task_draft.forget()
            self._task_draft.begin()

        self.do(lambda _ctx: work(), done, topics=self._topics, form=form)

    def _finish_task(self, task: TaskView, *_pressed: bool) -> None:
        cases = self.desk.cases
        done = partial(cases.finish, self.case, task.uid)
        again = partial(cases.reopen, self.case, task.uid)
        self._undoable(done, again, N_("Done: {task}"), task=task.text)

    def _note(self, text: str) -> None:
        work = partial(self.desk.cases.note, self.case, text)

        def done(_uid: object) -> None:
            self.notes.line.clear()
            self._note_draft.forget()
            self._note_draft.begin()

        self.do(lambda _ctx: work(), done, topics=(f"case:{self.case}",))

    def _remove_note(self, note: NoteView, *_pressed: bool) -> None:
        show = partial(self.desk.cases.show_note, self.case, note.uid)
        away, back = partial(show, shown=False), partial(show, shown=True)
        self._undoable(away, back, N_("The note was removed."))

    def _add_mandate(self, *_pressed: bool) -> None:
        if self.view is not None:
            MandateSheet(self.around, self, self.desk, self.view, self._tell).open()

    def _withdraw(self, mandate: MandateView, away: bool, *_pressed: bool) -> None:  # noqa: FBT001 - bound to a button
        change = partial(self.desk.parties.withdraw_mandate, self.case, mandate.uid)
        today = dt.datetime.now(self.desk.zone).date().isoformat()
        before = mandate.withdrawn_on.isoformat() if mandate.withdrawn_on else ""
        new = today if away else ""
        self._undoable(partial(change, new), partial(change, before), N_("The mandate was changed."))


PAGE: Final = Page(
    "overview",
    N_("Overview"),
    "briefcase",
    10,
    OverviewPage,
    "case",
    help=N_(
        "The case at a glance. Edit opens a card in its place; Esc closes it, and what you typed is put back "
        "when you open it again. Ctrl+Z takes back what was saved or removed. Days can be typed as "
        "2026-03-08, in your own order, as +14 or next Monday; beside the field stands how it is understood. "
        "Files dropped anywhere on the page become evidence. Notes are for colleagues only: no document can "
        "reach them. N writes a note, Ctrl+P prints the case."
    ),
)
