"""How states, days left and the sides of a case are said and shown, the same on every page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import (
    CLOSED_STATUSES,
    FAILED_RESULTS,
    REACHED_RESULTS,
    ContactResult,
)
from xborder_desk.domain.items import KEPT, PARTLY, READ
from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.cards import line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.i18n.language import Language

_LOOK: Final = {
    "new": ("info", "circle"),
    "seller_silent": ("violet", "hourglass-medium"),
    "unreachable": ("danger", "phone-slash"),
    "waiting": ("warn", "hourglass-medium"),
}


_COMMAS: Final = {"ar": "، ", "fa": "، ", "ur": "، ", "zh": "、", "ja": "、"}


def listed(language: Language, parts: Iterable[str]) -> str:
    """Put numbers and short names behind each other with the comma of the language."""
    return _COMMAS.get(language.tag.partition("-")[0], ", ").join(parts)


def status_look(status: str) -> tuple[str, str]:
    """Give kind and icon of a state of a case."""
    if status in CLOSED_STATUSES:
        return "neutral", "x-circle"
    return _LOOK.get(status, ("info", "hourglass-medium"))


def due_kind(left: int) -> str:
    """Give the kind of a day that is ``left`` days away: up to three are danger, up to fourteen a warning."""
    return next((kind for days, kind in ((3, "danger"), (14, "warn")) if left <= days), "neutral")


def due_words(left: int, language: Language) -> tuple[str, str]:
    """Give kind and words of a day that is ``left`` days away."""
    _ = language.text
    kind = due_kind(left)
    if left < 0:
        return kind, language.plural("{n} day over", "{n} days over", -left)
    if left == 0:
        return kind, _(N_("Today"))
    return kind, language.plural("{n} day left", "{n} days left", left)


def day_of(at: dt.datetime) -> dt.date:
    """Give the day something happened on, by the clock of this machine: what is kept is UTC."""
    return at.astimezone().date()


def day_in_list(day: dt.date | None, language: Language) -> str:
    """Write a day in a list: everywhere alike, with its year, and no doubt which number is the month."""
    return language.date(day) if day is not None else ""


def between(view: CaseView, language: Language) -> str:
    """Say who stands against whom, over what, and who works on it."""
    _ = language.text
    consumer, seller = view.of_role("consumer"), view.of_role("seller")
    places = [
        f"{language.isolate(party.name)}{_of_country(party.country, language)}"
        for party in (consumer, seller)
        if party is not None
    ]
    platform = str(view.values.get("platform") or "")
    amount, currency = view.values.get("amount"), view.values.get("currency")
    money = language.money(Decimal(str(amount)), str(currency)) if amount is not None and currency else ""
    worker = _(N_("handled by {name}"), name=view.caseworker) if view.caseworker else ""
    arrow = " ← " if language.direction == "rtl" else " → "
    sides = arrow.join(places)
    via = _(N_("via {platform}"), platform=platform) if platform else ""
    parts = (sides, via, language.isolate(money) if money else "", worker)
    return line_of(language, " · ".join(part for part in parts if part))


def _of_country(code: str, language: Language) -> str:
    return f" ({language.country(code)})" if code else ""


def result_look(attempt: AttemptView) -> tuple[str, str]:
    """Give kind and icon of what became of an attempt."""
    if attempt.replies:
        return "info", "chats"
    if attempt.result in FAILED_RESULTS:
        return "danger", "arrow-u-down-left"
    if attempt.result in REACHED_RESULTS:
        return "warn", "hourglass-medium"
    return (
        ("danger", "arrow-u-down-left")
        if attempt.result == ContactResult.RETURNED_REFUSED
        else ("neutral", "clock")
    )


def item_look(state: str) -> tuple[str, str]:
    """Give kind and icon of how far an item could be read."""
    looks = {READ: ("ok", "check"), PARTLY: ("warn", "warning"), KEPT: ("neutral", "hourglass-medium")}
    return looks.get(state, ("danger", "file-x"))


CHANNEL_ICONS: Final = {
    "email": "envelope-simple",
    "phone": "phone",
    "sms": "chat-circle-dots",
    "messenger": "chat-circle-dots",
    "web_form": "note-pencil",
    "chat": "chats",
    "platform_msg": "storefront",
    "letter": "envelope",
    "registered_letter": "envelope",
    "fax": "printer",
    "visit": "map-pin",
    "bailiff": "gavel",
    "register_lookup": "buildings",
    "third_party": "users",
}
ROLE_ICONS: Final = {
    "consumer": "user",
    "seller": "storefront",
    "platform": "globe-simple",
    "carrier": "truck",
    "bank": "bank",
    "payment_service": "credit-card",
    "insurer": "umbrella",
    "manufacturer": "factory",
    "authority": "buildings",
    "adr_body": "hand-coins",
    "court": "gavel",
    "representative": "identification-badge",
    "witness": "eye",
}
KIND_ICONS: Final = {
    "pdf": "file-text",
    "picture": "image",
    "eml": "envelope-simple",
    "text": "note",
    "web": "globe-simple",
    "empty": "file-x",
}
IDENTIFIER_ICONS: Final = {
    "address": "map-pin",
    "email": "envelope-simple",
    "phone": "phone",
    "fax": "printer",
    "website": "globe-simple",
    "domain": "globe-simple",
    "iban": "bank",
}
