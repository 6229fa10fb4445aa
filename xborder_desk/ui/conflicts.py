"""Two people changed the same: both values, said field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.cases import DATE_LABELS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.domain.errors import ConflictError
    from xborder_desk.i18n.language import Language

_LABELS: Final = {
    **DATE_LABELS,
    "title": N_("Title"),
    "status": N_("State"),
    "caseworker": N_("Caseworker"),
    "language": N_("Language"),
    "platform": N_("Platform"),
    "product": N_("Goods or service"),
    "order_number": N_("Order number"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "payment_method": N_("Paid with"),
    "payment_reference": N_("Payment reference"),
    "problems": N_("Problem"),
    "story": N_("What happened"),
    "wants": N_("The consumer wants"),
    "wants_note": N_("More exactly"),
    "outcome": N_("Outcome"),
    "name": N_("Name"),
    "name_latin": N_("Name in Latin script"),
    "country": N_("Country"),
    "role": N_("Role"),
    "text": N_("What happened"),
    "on": N_("When"),
}


def both_values(error: ConflictError, language: Language) -> str:
    """Give a line for each field: what the person typed, and what stands there now."""
    _ = language.text
    nothing = _(N_("nothing"))
    return "\n".join(
        _(
            N_("{name}: yours “{mine}”, there “{theirs}”"),
            name=_(_LABELS[name]) if name in _LABELS else name,
            mine=_shown(mine) or nothing,
            theirs=_shown(error.theirs.get(name)) or nothing,
        )
        for name, mine in error.mine.items()
    )


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
