"""What the claim comes to, currency by currency, and how it stands to the ceilings of simple procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.cards import Card, Pill, joined, rule
from xborder_desk.ui.widgets.editing import Pairs
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import clear, column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from xborder_desk.domain.claim import Claim, Fit
    from xborder_desk.ui.frame import Surroundings

# How each standing to a ceiling is said and shown: words, kind of the table of colours, icon.
_FITS: Final = {
    "below": (N_("below the ceiling"), "ok", "check-circle"),
    "close": (N_("close to the ceiling"), "warn", "warning"),
    "above": (N_("above the ceiling"), "danger", "x-circle"),
    "unknown": (N_("not known: no rate"), "info", "info"),
}
_PROCEDURES: Final = {
    "eu-small-claims": N_("European small claims procedure"),
    "national-small-claims": N_("National small claims procedure"),
}


class Totals(Spoken):
    """Two cards: the totals, and the ceilings with how far each was checked."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        self._around = around
        self.total = Card(around.screen, N_("Total"))
        self._sum = Text("page", select=True)
        self._parts, self._currencies = Pairs(), Pairs()
        self._own = Text("head")
        self.say(self._own.setText, N_("In each currency by itself"))
        for part in (self._sum, self._parts, rule(), self._own, self._currencies):
            self.total.body.addWidget(part)
        self.ceilings = Card(around.screen, N_("Ceilings of simple procedures"))
        self._lines: QVBoxLayout = column(gap=8)
        self.ceilings.body.addLayout(self._lines)
        self.setLayout(column(self.total, self.ceilings, gap=12))

    def show_claim(self, claim: Claim) -> None:
        """Show what a claim comes to."""
        language, code = self.language, claim.currency
        _ = language.text
        self._sum.setText(language.money(claim.total, code))
        interest = language.money(claim.interest.total, code) if claim.interest is not None else ""
        self._parts.show_pairs(
            [
                (_(N_("Without interest and costs")), language.money(claim.principal, code)),
                (_(N_("Interest")), interest),
                (_(N_("Costs")), language.money(claim.costs, code) if claim.costs else ""),
            ]
        )
        self._currencies.show_pairs(
            (language.currency_name(one), language.money(amount, one)) for one, amount in claim.totals
        )
        clear(self._lines)
        self.ceilings.setVisible(bool(claim.fits))
        for fit in claim.fits:
            self._add(fit)

    def _add(self, fit: Fit) -> None:
        language, ceiling = self.language, fit.ceiling
        _ = language.text
        name = Text("strong", wrap=True)
        name.setText(_(_PROCEDURES.get(ceiling.procedure, ceiling.procedure)))
        words, kind, icon = _FITS[fit.state]
        pill = Pill(self._around.theme)
        pill.show_state(kind, icon, _(words))
        told = Text("second", wrap=True, select=True)
        most = language.money(ceiling.most, ceiling.currency)
        checked = _(STATUS_LABELS.get(ceiling.status, ceiling.status))
        told.setText(joined(language, _(N_("up to {amount}"), amount=most), ceiling.source, checked))
        self._lines.addWidget(name)
        self._lines.addWidget(Flow(pill))
        self._lines.addWidget(told)
