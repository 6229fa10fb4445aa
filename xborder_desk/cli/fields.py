"""The fields of a case as options of ``case create`` and as lines of ``case show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli.verbs import Option
from xborder_desk.domain.choices import CaseStatus, Choice, OutcomeKind, PaymentMethod, Want, label_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xborder_desk.i18n.language import Language

_DAY: Final = "YYYY-MM-DD"

# In the order of a purchase; what the service calls otherwise it knows by these names too.
OPTIONS: Final = (
    Option("platform", N_("The marketplace on which it was bought."), "NAME"),
    Option("amount", N_("What was paid, with a point: 129.90."), "N"),
    Option("currency", N_("Its currency, like EUR or CNY."), "CUR"),
    Option("ordered-on", N_("The day of the order."), _DAY),
    Option("paid-on", N_("The day of the payment."), _DAY),
    Option("delivery-due", N_("The day on which delivery was due."), _DAY),
    Option("delivered-on", N_("The day on which it was delivered."), _DAY),
    Option("complained-on", N_("The day of the first complaint."), _DAY),
    Option("payment", N_("How it was paid:"), "METHOD", choices=tuple(PaymentMethod)),
    Option(
        "problem",
        N_("What went wrong, by its code in the list of complaints, like T02.1."),
        "CODE",
        many=True,
    ),
    Option("order-number", N_("The number of the order.")),
    Option("product", N_("What was bought.")),
    Option("product-identifier", N_("The article, model or serial number.")),
    Option("payment-reference", N_("What the payment is called in the bank's or payment service's papers.")),
    Option("story", N_("What happened, in the consumer's words.")),
    Option("want", N_("What the consumer asks for:"), "WANT", choices=tuple(Want)),
    Option("wants-note", N_("What exactly the consumer asks for.")),
    Option("withdrawn-on", N_("The day of the withdrawal."), _DAY),
    Option("terminated-on", N_("The day on which the contract was ended."), _DAY),
    Option("placed-on-market-on", N_("The day on which the product came on the market."), _DAY),
    Option("selling-method", N_("How it was sold."), "CODE"),
    Option("advertising-method", N_("How it was advertised."), "CODE"),
    Option("sector", N_("The sector of trade."), "CODE"),
    Option("market", N_("The market of the goods or service."), "CODE"),
    Option("via-marketplace", N_("Whether it was bought on a marketplace: yes or no."), "YES|NO"),
    Option("language", N_("The language in which the case is led, like de or zh-Hant."), "TAG"),
    Option("caseworker", N_("Who works on the case."), "NAME"),
    Option("status", N_("Where the case stands:"), "STATUS", choices=tuple(CaseStatus)),
)

_LABELS: Final = {
    "platform": N_("Platform"),
    "order_number": N_("Order number"),
    "product": N_("Product"),
    "product_identifier": N_("Product identifier"),
    "amount": N_("Amount"),
    "payment_method": N_("Payment method"),
    "payment_reference": N_("Payment reference"),
    "ordered_on": N_("Ordered on"),
    "paid_on": N_("Paid on"),
    "delivery_due": N_("Delivery due"),
    "delivered_on": N_("Delivered on"),
    "complained_on": N_("Complained on"),
    "withdrawn_on": N_("Withdrawn on"),
    "terminated_on": N_("Contract ended on"),
    "placed_on_market_on": N_("On the market since"),
    "problems": N_("Problems"),
    "wants": N_("Wants"),
    "wants_note": N_("Wants exactly"),
    "story": N_("What happened"),
    "outcome": N_("Outcome"),
    "outcome_on": N_("Outcome on"),
    "outcome_amount": N_("Amount obtained"),
    "closed_on": N_("Closed on"),
}
_CHOICES: Final[dict[str, type[Choice]]] = {
    "payment_method": PaymentMethod,
    "wants": Want,
    "outcome": OutcomeKind,
}
_MONEY: Final = {"amount": "currency", "outcome_amount": "outcome_currency"}


def shown(
    values: Mapping[str, object], language: Language, meanings: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Give the filled fields of a case as names and values for people; ``meanings`` are those of codes."""
    return [
        (language.text(label), _value(name, values, language, meanings))
        for name, label in _LABELS.items()
        if values.get(name) not in (None, "", [], ())
    ]


def _value(name: str, values: Mapping[str, object], language: Language, meanings: Mapping[str, str]) -> str:
    value = values[name]
    if name == "problems" and isinstance(value, list | tuple):
        return "; ".join(f"{code} {meanings.get(code, '')}".strip() for code in map(str, value))
    if name in _MONEY:
        return money(value, values.get(_MONEY[name]), language)
    if name in _CHOICES:
        return language.text(label_of(_CHOICES[name], str(value)))
    return language.value(value)


def money(amount: object, currency: object, language: Language) -> str:
    """Write an amount for people; empty if there is none."""
    from decimal import Decimal  # noqa: PLC0415 - start-up time

    if not isinstance(amount, Decimal):
        return ""
    return language.money(amount, str(currency)) if currency else language.number(amount)


def day(value: dt.date | None, language: Language) -> str:
    """Write a day for people; empty if there is none."""
    return language.date(value) if value else ""
