"""The cards of a case's own fields."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from xborder_desk.domain.cases import DATE_LABELS
from xborder_desk.domain.choices import CaseStatus, OutcomeKind, PaymentMethod, Want, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.states import day_of, status_look
from xborder_desk.ui.widgets.cards import Pill
from xborder_desk.ui.widgets.editing import EditCard, Pairs
from xborder_desk.ui.widgets.forms import of_choice
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

_OWN = ("title", "status", "caseworker")


def as_typed(view: CaseView, name: str) -> str:
    """Give a field of a case as a person would type it."""
    value = (
        getattr(view, name) if name in _OWN else view.values.get("problems" if name == "problem" else name)
    )
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def day(view: CaseView, name: str, language: Language) -> str:
    """Give a day of a case in the language."""
    value = view.values.get(name)
    return language.date(value, "long") if isinstance(value, dt.date) else ""


def money(view: CaseView, name: str, currency: str, language: Language) -> str:
    """Give an amount of a case in the language."""
    amount, code = view.values.get(name), view.values.get(currency)
    return language.money(Decimal(str(amount)), str(code)) if amount is not None and code else ""


class FieldsCard(EditCard):
    """A card over some fields of a case."""

    names: tuple[str, ...] = ()

    def __init__(self, screen: ScreenLanguage, theme: Theme, title: str) -> None:
        super().__init__(screen, theme, title)
        self.pairs = Pairs()
        self.shown.addWidget(self.pairs)

    def show_view(self, view: CaseView) -> None:
        """Show the fields of a case."""
        self.show_values({name: as_typed(view, name) for name in self.names}, view.version)
        self.pairs.show_pairs(self.rows(view, self.language))
        self.edit.setEnabled(view.binned_at is None)

    def rows(self, view: CaseView, language: Language) -> Iterable[tuple[str, str]]:
        """Give names and values to be read."""
        raise NotImplementedError


class PurchaseCard(FieldsCard):
    """What was bought, for how much, and how it was paid."""

    names = (
        "product",
        "order_number",
        "platform",
        "amount",
        "currency",
        "payment_method",
        "payment_reference",
        "ordered_on",
        "paid_on",
        "delivery_due",
        "delivered_on",
    )

    def __init__(self, screen: ScreenLanguage, theme: Theme, desk: Desk) -> None:
        super().__init__(screen, theme, N_("Purchase"))
        form = self.form
        form.line("product", N_("Goods or service"), wide=True)
        form.line("order_number", N_("Order number"))
        form.line("platform", N_("Platform"))
        form.line("amount", N_("Amount"), kind="amount")
        form.options(
            "currency",
            N_("Currency"),
            lambda _l: [("", ""), *((c, c) for c in desk.lists.currencies())],
            searching=True,
        )
        form.options("payment_method", N_("Paid with"), of_choice(PaymentMethod, empty=True))
        form.line("payment_reference", N_("Payment reference"))
        form.line("ordered_on", N_("Ordered on"), kind="day")
        form.line("paid_on", N_("Paid on"), kind="day")
        form.line("delivery_due", N_("Delivery promised for"), kind="day")
        form.line("delivered_on", N_("Delivered on"), kind="day")

    def rows(self, view: CaseView, language: Language) -> Iterable[tuple[str, str]]:
        """Give what was bought."""
        _ = language.text
        method = str(view.values.get("payment_method") or "")
        paid = _(label_of(PaymentMethod, method)) if method else ""
        return [
            (_("Goods or service"), as_typed(view, "product")),
            (_("Order number"), as_typed(view, "order_number")),
            (_("Platform"), as_typed(view, "platform")),
            (_("Ordered"), day(view, "ordered_on", language)),
            (_("Price"), money(view, "amount", "currency", language)),
            (_("Paid"), " · ".join(part for part in (paid, day(view, "paid_on", language)) if part)),
            (_("Payment reference"), as_typed(view, "payment_reference")),
            (_("Delivery promised"), day(view, "delivery_due", language)),
            (_("Delivered"), day(view, "delivered_on", language)),
        ]


class ProblemCard(FieldsCard):
    """What went wrong, and what the consumer wants."""

    names = ("problem", "story", "wants", "wants_note")

    def __init__(self, screen: ScreenLanguage, theme: Theme, desk: Desk) -> None:
        super().__init__(screen, theme, N_("Problem"))
        self._labels = {entry.code: entry for entry in desk.lists.problems()}
        self._story = Text(wrap=True, select=True)
        # Courts want facts by number, each with its proof: the free account is for forms and colleagues.
        self._goes = Text("second", wrap=True)
        self.shown.insertWidget(0, self._story)
        self.shown.insertWidget(1, self._goes)
        self.form.options("problem", N_("Problem"), self._problems, wide=True)
        self.form.text("story", N_("What happened"))
        self.form.options("wants", N_("The consumer wants"), of_choice(Want, empty=True))
        self.form.line("wants_note", N_("More exactly"))

    def show_view(self, view: CaseView) -> None:
        """Show problem and story."""
        super().show_view(view)
        _ = self.language.text
        story = as_typed(view, "story")
        self._story.setText(story or _("Nobody has written yet what happened."))
        goes = N_(
            "Forms take this over. A dossier tells the facts instead, numbered and each with its proof."
        )
        self._goes.setText(_(goes) if story else "")
        self._goes.setVisible(bool(story))

    def rows(self, view: CaseView, language: Language) -> Iterable[tuple[str, str]]:
        """Give the problem by code and words, and what is wanted."""
        _ = language.text
        wants = as_typed(view, "wants")
        wanted = " · ".join(
            p for p in (_(label_of(Want, wants)) if wants else "", as_typed(view, "wants_note")) if p
        )
        codes = view.values.get("problems")
        named = (
            [self._named(str(code), language) for code in codes] if isinstance(codes, list | tuple) else []
        )
        return [(_("Problem"), "\n".join(named)), (_("Wanted"), wanted)]

    def _problems(self, language: Language) -> Iterable[tuple[str, str]]:
        return [("", "—"), *((code, self._named(code, language)) for code in self._labels)]

    def _named(self, code: str, language: Language) -> str:
        entry = self._labels.get(code)
        return f"{code}  {language.ctext(entry.context, entry.label)}" if entry else code


class DatesCard(FieldsCard):
    """The days of the case."""

    names = tuple(DATE_LABELS)

    def __init__(self, screen: ScreenLanguage, theme: Theme) -> None:
        super().__init__(screen, theme, N_("Key dates"))
        for name, label in DATE_LABELS.items():
            self.form.line(name, label, kind="day")

    def rows(self, view: CaseView, language: Language) -> Iterable[tuple[str, str]]:
        """Give the days that are known."""
        _ = language.text
        known = [(_(label), day(view, name, language)) for name, label in DATE_LABELS.items()]
        return known if any(value for _name, value in known) else [(_("No day is known yet"), "—")]


class StateCard(FieldsCard):
    """Title, state, who works on it, and how it ended."""

    names = ("title", "status", "caseworker", "language", "outcome", "outcome_amount", "outcome_currency")

    def __init__(self, screen: ScreenLanguage, theme: Theme) -> None:
        super().__init__(screen, theme, N_("State and outcome"))
        self._pill = Pill(theme)
        self.shown.insertLayout(0, row(self._pill, None))
        form = self.form
        form.line("title", N_("Title"), wide=True)
        form.options("status", N_("State"), of_choice(CaseStatus))
        form.line("caseworker", N_("Caseworker"))
        form.line("language", N_("Language of the case, like de"))
        form.options("outcome", N_("Outcome"), of_choice(OutcomeKind, empty=True))
        form.line("outcome_amount", N_("Amount recovered"), kind="amount")
        form.line("outcome_currency", N_("Its currency, like EUR"))

    def show_view(self, view: CaseView) -> None:
        """Show the state."""
        super().show_view(view)
        _ = self.language.text
        kind, icon = status_look(view.status)
        self._pill.show_state(kind, icon, _(label_of(CaseStatus, view.status)))

    def rows(self, view: CaseView, language: Language) -> Iterable[tuple[str, str]]:
        """Give who works on it, and the outcome."""
        _ = language.text
        outcome = as_typed(view, "outcome")
        ended = _(label_of(OutcomeKind, outcome)) if outcome else _("Not ended yet")
        return [
            (_("Caseworker"), view.caseworker),
            (_("Outcome"), ended),
            (_("Amount recovered"), money(view, "outcome_amount", "outcome_currency", language)),
            (_("Opened"), language.date(day_of(view.created_at))),
        ]
