"""Adding a sum to the claim: what for, how much, when it was paid, what the bank charged, what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.claim import HeadKind
from xborder_desk.i18n import N_
from xborder_desk.services.claims import NewHead
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.frame import Surroundings


class SumSheet(Sheet):
    """Asks for a sum; ``write`` is the use-case."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        write: Callable[[NewHead], None],
        done: Callable[[NewHead], object],
        currency: str,
    ) -> None:
        super().__init__(around, parent, N_("Add a sum"), N_("Add"))
        self._write, self._done = write, done
        self.form = form = Form(around.screen)
        form.options("kind", N_("Claimed for"), of_choice(HeadKind), wide=True)
        form.line("amount", N_("Amount"), kind="amount")
        form.line("currency", N_("Currency"), hint=N_("EUR, CNY, USD …"))
        form.line("on", N_("Paid on"), kind="day", hint=N_("Its reference rate is taken"))
        form.line("proof", N_("Proved by"), hint=N_("E-03"))
        form.line("billed", N_("Charged by the bank"), kind="amount", hint=N_("If in another currency"))
        form.line("billed_currency", N_("Currency of the account"))
        form.line("note", N_("What exactly"), wide=True)
        form.fill({"kind": HeadKind.MAIL.value, "currency": currency})
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(620, 460)
        form.editor("amount").setFocus()

    def accept_it(self) -> None:
        """Keep the sum."""
        new = NewHead(**self.form.values())
        self.run(lambda _ctx: self._write(new), lambda _result: self._done(new), self.form)
