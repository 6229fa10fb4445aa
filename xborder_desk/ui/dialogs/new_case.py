"""Opening a case: as little as it takes, the rest when there is time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.choices import PaymentMethod, Want
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice, of_countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.taxonomy import Entry
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.widgets.forms import Entries

NEW_CASE: Final = "office/new-case"
_DAYS: Final = (
    ("paid_on", N_("Paid on")),
    ("ordered_on", N_("Ordered on")),
    ("delivery_due", N_("Delivery promised for")),
    ("delivered_on", N_("Delivered on")),
    ("complained_on", N_("Complained to the seller on")),
)
_FIRST: Final = ("title", "consumer", "consumer_country", "seller", "seller_country")


def of_problems(problems: Iterable[Entry]) -> Entries:
    """Give the kinds of problem with their codes, in the language."""
    known = tuple(problems)

    def entries(language: Language) -> Iterable[tuple[str, str]]:
        named = (
            (entry.code, f"{entry.code}  {language.ctext(entry.context, entry.label)}") for entry in known
        )
        return [("", "—"), *named]

    return entries


class NewCaseSheet(Sheet):
    """Asks for a new case and opens it."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, opened: Callable[[str], object]
    ) -> None:
        super().__init__(around, parent, N_("New case"), N_("Open case"))
        self._desk = desk
        self._opened = opened
        self.form = form = Form(around.screen)
        countries = of_countries(desk.lists.countries())
        form.line("title", N_("Title"), hint=N_("What it is about, in a few words"), wide=True)
        form.line("consumer", N_("Consumer"))
        form.options("consumer_country", N_("Consumer’s country"), countries, searching=True)
        form.line("seller", N_("Seller"))
        form.options("seller_country", N_("Seller’s country"), countries, searching=True)
        form.line("platform", N_("Platform"))
        form.line("order_number", N_("Order number"))
        form.line("product", N_("Goods or service"), wide=True)
        form.line("amount", N_("Amount"), kind="amount")
        form.options(
            "currency",
            N_("Currency"),
            lambda language: [
                ("", ""),
                *((c, f"{c}  {language.currency_name(c)}") for c in desk.lists.currencies()),
            ],
            searching=True,
        )
        form.options("payment_method", N_("Paid with"), of_choice(PaymentMethod, empty=True))
        day_hint = N_("A day: 2026-03-08, +14, today …")
        for name, words in _DAYS:
            form.line(name, words, kind="day", hint=day_hint)
        problems = of_problems(desk.lists.problems())
        form.options("problem", N_("Problem"), problems, searching=True, wide=True)
        form.options("wants", N_("The consumer wants"), of_choice(Want, empty=True), wide=True)
        form.text("story", N_("What happened"))
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.keep_drafts(desk, form, NEW_CASE)
        self.resize(760, 720)
        form.editor("title").setFocus()

    def accept_it(self) -> None:
        """Open the case with what was typed."""
        typed = self.form.values()
        first = {name: typed.pop(name) for name in _FIRST}
        new = NewCase(**first, more={name: value for name, value in typed.items() if value.strip()})
        self.run(lambda _ctx: self._desk.cases.create(new), self._opened, self.form)
