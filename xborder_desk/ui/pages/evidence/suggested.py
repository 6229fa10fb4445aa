"""What was recognised in an item's text, offered: a person accepts or rejects each, nobody else does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtWidgets import QVBoxLayout

from xborder_desk.domain.suggestions import KIND_LABELS, OF_PARTIES, STATE_LABELS, State
from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.cases import PartyView
    from xborder_desk.domain.suggestions import Suggestion
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import PageWidget

COLUMNS: Final[tuple[Column[Suggestion], ...]] = (
    Column("kind", N_("What"), lambda one, say: say.text(KIND_LABELS.get(one.kind, one.kind)), chars=16),
    Column("value", N_("Value"), lambda one, say: say.isolate(one.raw), chars=26),
    Column(
        "page",
        N_("Page"),
        lambda one, language: language.number(one.page) if one.page else "",
        chars=6,
        end=True,
    ),
    Column("state", N_("Decided"), lambda one, say: say.text(STATE_LABELS[one.state]), chars=12),
    Column("around", N_("Where"), lambda one, say: say.isolate(one.around), stretch=True),
)


class Suggested(Spoken):
    """The list of one item, and the verbs about what is chosen in it."""

    def __init__(self, around: Surroundings, page: PageWidget) -> None:
        super().__init__(around.screen)
        self._around, self._page = around, page
        self._number = ""
        self._parties: list[PartyView] = []
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, many=True)
        self.say(self.table.setAccessibleName, N_("Suggested facts"))
        look = push(self, around.theme, N_("Look through the text"), self.look)
        self.party = Options(around.screen, self._choices)
        self.say(self.party.setAccessibleName, N_("Enter with"))
        self._accept = push(self, around.theme, N_("Accept"), self.accept, icon="check", look="primary")
        self._reject = push(self, around.theme, N_("Reject"), self.reject, icon="x-circle")
        self._allow([])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Flow(look, self.party, self._accept, self._reject))
        layout.addWidget(self.table, 1)

    def show_item(self, number: str) -> None:
        """Show what is suggested out of an item."""
        self._number = number
        case, desk = self._page.case, self._page.desk

        def work(_ctx: JobContext) -> Any:  # noqa: ANN401 - two lists
            return desk.suggesting.list(case, number), desk.cases.show(case).parties

        job = self._around.runner.job(work, quiet=True)
        job.done.connect(partial(self._shown, number))

    def look(self) -> None:
        """Look through the text of the item."""
        case, number, desk = self._page.case, self._number, self._page.desk
        self._page.do(
            lambda ctx: desk.suggesting.offer(case, ctx, [number]),
            partial(self._looked, number),
            title=N_("Looking through {number}"),
            number=number,
        )

    def _looked(self, number: str, count: int) -> None:
        """Show what was found; nothing is said too: an empty list does not tell that anyone looked."""
        self.show_item(number)
        if not count:
            self._around.guide.tell(N_("Nothing new was found in the text of {number}."), "ok", number=number)

    def accept(self) -> None:
        """Accept what is chosen; what tells somebody is entered with the party that is chosen."""
        party = self.party.value()
        suggesting = self._page.desk.suggesting

        def work(_ctx: JobContext) -> object:
            for one in self._chosen():
                suggesting.accept(one.uid, party=party if one.kind in OF_PARTIES else "")
            return None

        self._decide(work)

    def reject(self) -> None:
        """Reject what is chosen."""
        suggesting = self._page.desk.suggesting

        def work(_ctx: JobContext) -> object:
            for one in self._chosen():
                suggesting.reject(one.uid)
            return None

        self._decide(work)

    def _decide(self, work: Any) -> None:  # noqa: ANN401 - a piece of work
        if self._chosen():
            topics = ("cases", f"case:{self._page.case}")
            self._page.do(work, lambda _result: self.show_item(self._number), topics=topics)

    def _chosen(self) -> list[Suggestion]:
        rows = [self.model.row(number) for number in self.table.chosen_rows()]
        return [one for one in rows if one is not None and one.state is State.OFFERED]

    def _shown(self, number: str, found: tuple[list[Suggestion], list[PartyView]]) -> None:
        if not shiboken6.isValid(self) or number != self._number:
            return
        suggestions, self._parties = found
        self.party.refill()
        self.model.show(suggestions)
        self._allow(suggestions)

    def _allow(self, suggestions: list[Suggestion]) -> None:
        """Let something be decided while anything waits for it."""
        waiting = any(one.state is State.OFFERED for one in suggestions)
        for part in (self.party, self._accept, self._reject):
            part.setEnabled(waiting)

    def _choices(self, language: Language) -> Iterable[tuple[str, str]]:
        none = language.text(N_("Only accept, enter nowhere"))
        parties = getattr(self, "_parties", [])
        return [("", none), *((one.number, f"{one.number}  {one.name}") for one in parties)]
