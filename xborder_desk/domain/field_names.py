"""What fields are called in a fault's sentence: by their label, not by the name the program has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.fact_table import FACTS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fields that are no facts of a case for its routes.
FURTHER_NAMES: Final = {
    "title": N_("Title"),
    "name": N_("Name"),
    "consumer": N_("Consumer"),
    "seller": N_("Seller"),
    "consumer_country": N_("The consumer's country"),
    "seller_country": N_("The seller's country"),
    "status": N_("Status"),
    "wants": N_("Wants"),
    "wants_note": N_("Wants exactly"),
    "outcome": N_("Outcome"),
    "outcome_amount": N_("Amount obtained"),
    "story": N_("What happened"),
    "language": N_("Language"),
    "reason": N_("Reason"),
    "source": N_("Source"),
    "note": N_("Note"),
    "text": N_("Text"),
    "channel": N_("Channel"),
    "result": N_("Result"),
    "purpose": N_("Purpose"),
    "address": N_("Address"),
    "address_source": N_("Where the address comes from"),
    "direction": N_("Direction"),
    "role": N_("Role"),
    "kind": N_("Kind"),
    "route": N_("Way"),
    "state": N_("State"),
    "product": N_("Product"),
    "order_number": N_("Order number"),
    "payment_reference": N_("Payment reference"),
    "product_identifier": N_("Product identifier"),
    "caseworker": N_("Caseworker"),
    "from": N_("Day of the event"),
    "by": N_("Answer by"),
    "on": N_("Day"),
    "at": N_("Time"),
    "reply_by": N_("Answer by"),
}


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field in a sentence: said by its label; ``name`` is what the program calls it."""

    name: str
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give the English label."""
        return self.text


def field_name(name: str) -> FieldName | None:
    """Give what a field is called; None where it has no other name than its own."""
    if name in FACTS:
        return FieldName(name, FACTS[name].label)
    return FieldName(name, FURTHER_NAMES[name]) if name in FURTHER_NAMES else None
