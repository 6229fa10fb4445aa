"""What was recognised in the texts of an item, offered to a person, who accepts or rejects it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses keep their annotations readable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xborder_desk.i18n import N_


class State(StrEnum):
    """What a person has said to it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


STATE_LABELS: Final = {
    State.OFFERED: N_("Offered"),
    State.ACCEPTED: N_("Accepted"),
    State.REJECTED: N_("Rejected"),
}
KIND_LABELS: Final = {
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "website": N_("Website"),
    "storefront": N_("Shop on a platform"),
    "iban": N_("IBAN"),
    "bic": N_("BIC"),
    "vat": N_("VAT number"),
    "registration": N_("Registration number"),
    "order": N_("Order number"),
    "tracking": N_("Tracking number"),
    "paypal": N_("PayPal account"),
    "wechat": N_("WeChat name"),
    "alipay": N_("Alipay account"),
    "descriptor": N_("Name on a card statement"),
    "amount": N_("Amount"),
    "date": N_("Date"),
}
OF_PARTIES: Final = frozenset(KIND_LABELS) - {"amount", "date", "order", "tracking"}
"""Kinds that tell or reach somebody, and can be entered with a party."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of them: ``number`` counts within its item; ``start`` and ``end`` are places in its page's text.

    ``valid`` is None where nothing can be checked.
    """

    uid: str
    evidence: str
    number: int
    kind: str
    raw: str
    normal: str
    page: int | None
    start: int
    end: int
    around: str
    valid: bool | None
    state: State
    decided_by: str
    decided_at: dt.datetime | None
