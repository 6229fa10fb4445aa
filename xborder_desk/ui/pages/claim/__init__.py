"""The claim of a case on a day: sums, interest period by period, totals, ceilings of simple procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget

from xborder_desk.i18n import N_
from xborder_desk.services.claims import NewHead
from xborder_desk.ui.as_of import AsOfPage
from xborder_desk.ui.asking import ask_files
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.page import Page
from xborder_desk.ui.pages.claim.columns import PERIODS, SUMS, Sum, sums_of
from xborder_desk.ui.pages.claim.sheet import SumSheet
from xborder_desk.ui.pages.claim.totals import Totals
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column, holding, side_by_side
from xborder_desk.ui.widgets.tables import Table
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.claim import Claim
    from xborder_desk.services import Desk
    from xborder_desk.services.claims import RatesImported
    from xborder_desk.ui.frame import Surroundings


class ClaimPage(AsOfPage):
    """Shows the claim as the use-case computes it; the day and the added sums change it at once."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._claim: Claim | None = None
        self.totals = Totals(around)
        left = holding(column(self._sums_card(), self._interest_card(), gap=12))
        right = holding(column(self.totals, None))
        self.body.addWidget(side_by_side(left, right, (820, 420)), 1)

    def gather(self) -> tuple[Claim, int]:
        """Give the claim on the day that is asked for, and how many of its sums were added."""
        claims = self.desk.claims
        return claims.show(self.case, self._day), claims.count_added(self.case)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        claim: Claim
        claim, added = found
        self._claim = claim
        self.show_day(claim.on)
        shown = sums_of(claim, added)
        self.sums.show(shown)
        self._places.setCurrentIndex(0 if shown else 1)
        if shown and self.table.current_row() < 0:
            self.table.pick(0)
        self._show_interest(claim)
        self.totals.show_claim(claim)

    def open_half(self, which: str) -> None:
        """Go on with a sum that was half typed."""
        del which
        self._ask()

    def note_added(self, new: NewHead) -> None:
        """Show a sum that was added, and offer to undo that."""
        place = self._added() + 1
        claims, case = self.desk.claims, self.case
        self.around.guide.did(
            N_("A sum was added to the claim."),
            lambda: claims.remove_head(case, place),
            lambda: claims.add_head(case, new),
        )
        self.around.changes.tell("cases", f"case:{case}")

    def remove(self) -> None:
        """Take the chosen sum out, and offer to undo that."""
        one = self.sums.row(self.table.current_row())
        if one is None or not one.place:
            return
        claims, case, place = self.desk.claims, self.case, one.place
        head = one.line.head
        again = NewHead(
            head.kind.value,
            str(head.amount),
            head.currency,
            head.on.isoformat() if head.on else "",
            head.note,
            str(head.billed) if head.billed is not None else "",
            head.billed_currency,
            head.proof,
        )

        def done(_nothing: object) -> None:
            self.around.guide.did(
                N_("A sum was taken out of the claim."),
                # It goes back where it stood: steps before this one name others by their places.
                lambda: claims.add_head(case, again, place),
                lambda: claims.remove_head(case, place),
            )

        self.do(lambda _ctx: claims.remove_head(case, place), done, topics=(f"case:{case}", "cases"))

    def import_rates(self, files: list[Path]) -> None:
        """Take in a file of reference rates."""

        def told(found: RatesImported) -> None:
            said = N_("{rates} reference rates of {currencies} currencies are kept, from {first} to {last}.")
            self.strip(
                "ok",
                lambda: self.language.text(
                    said,
                    rates=found.rates,
                    currencies=found.currencies,
                    first=found.first,
                    last=found.last,
                ),
            )

        claims = self.desk.claims
        title = N_("Taking in reference rates")
        if files:
            job = self.do(lambda _ctx: claims.import_rates(files[0]), told, title=title)
            job.ended.connect(self._note_rates)

    def _note_rates(self, _job: object) -> None:
        self.reload()

    def _sums_card(self) -> Card:
        card = Card(self.around.screen, N_("Sums"))
        as_of = Text("label")
        self.say(as_of.setText, N_("As of"))
        as_of.setBuddy(self.on)
        recompute = push(self, self.around.theme, N_("Recompute"), self._recompute)
        add = push(self, self.around.theme, N_("Add a sum…"), self._ask, icon="plus", look="primary")
        self._out = push(self, self.around.theme, N_("Take out"), self.remove, icon="trash")
        rates = push(
            self,
            self.around.theme,
            N_("Exchange rates…"),
            self._ask_rates,
            icon="download-simple",
            look="row",
        )
        self.sums = TableModel(self.around.screen, SUMS, self)
        self.table = Table(self.around.theme, self.sums, lines=2, memory=self.around.memory, key="claim-sums")
        self.say(self.table.setAccessibleName, N_("Sums"))
        self.table.picked.connect(self._pick)
        self.table.keep_chosen()
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        first = push(self, self.around.theme, N_("Add a sum…"), self._ask, look="primary")
        self._places.addWidget(
            Empty(
                self.around.screen,
                self.around.theme,
                "hand-coins",
                N_("Nothing is claimed yet"),
                N_("The price stands here as soon as the case has an amount. Other sums are added here."),
                first,
            )
        )
        card.tools.addWidget(rates)
        card.body.addWidget(Flow(as_of, self.on, recompute, self._out, add))
        card.body.addWidget(self._places, 1)
        return card

    def _interest_card(self) -> Card:
        card = Card(self.around.screen, N_("Interest"))
        self._basis = Text("second", wrap=True)
        self.periods = TableModel(self.around.screen, PERIODS, self)
        self._periods = Table(
            self.around.theme, self.periods, lines=2, memory=self.around.memory, key="claim-interest"
        )
        self.say(self._periods.setAccessibleName, N_("Interest"))
        self._notes = column(gap=4)
        card.body.addWidget(self._basis)
        card.body.addWidget(self._periods, 1)
        card.body.addLayout(self._notes)
        return card

    def _show_interest(self, claim: Claim) -> None:
        language, interest = self.language, claim.interest
        periods = interest.periods if interest is not None else ()
        self.periods.show([] if interest is None else [(one, interest.currency) for one in periods])
        self._periods.setVisible(bool(periods))
        law, start = claim.interest_law, claim.interest_from
        said = [language.isolate(law.basis)] if law is not None else []
        if start is not None:
            said.append(language.text(N_("from {day}"), day=start))
        self._basis.setText(" · ".join(said))
        self._basis.setVisible(bool(said))
        clear(self._notes)
        for told in claim.warnings:
            note = Text("second", wrap=True, select=True)
            note.setText(language.say(told))
            self._notes.addWidget(note)

    def _added(self) -> int:
        return sum(1 for one in self.sums.rows if one.place)

    def _pick(self, number: int) -> None:
        one: Sum | None = self.sums.row(number)
        self._out.setEnabled(one is not None and one.place > 0)

    def _ask(self) -> None:
        currency = self._claim.currency if self._claim is not None else ""
        sheet = SumSheet(self.around, self, self._write, self.note_added, currency)
        sheet.keep_drafts(self.desk, sheet.form, f"{self.case}/claim/sum:new")
        sheet.open()

    def _ask_rates(self) -> None:
        ask_files(
            self,
            self.language.text(N_("Reference rates of the European Central Bank (CSV)")),
            documents(),
            self.import_rates,
        )

    def _write(self, new: NewHead) -> None:
        self.desk.claims.add_head(self.case, new)


PAGE: Final = Page(
    "claim",
    N_("Claim"),
    "hand-coins",
    70,
    ClaimPage,
    "case",
    help=N_(
        "What is claimed on a day: the price and further sums, interest period by period, whether it fits a "
        "simple procedure. Every sum stays in its own currency beside what it is converted to."
    ),
)
