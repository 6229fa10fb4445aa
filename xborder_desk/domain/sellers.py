"""Sellers as others meet them: what is known of one, why two may be the same, and what a person decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

SAME: Final = "same"
DIFFERENT: Final = "different"
UNSURE: Final = "unsure"
"""Put aside for now: no group is made or torn, and it is not suggested again until something new speaks."""
VERDICTS: Final = (SAME, DIFFERENT, UNSURE)
# A cluster with more members than this, or held together by one weak link, wants a second look.
MANY: Final = 30

# What people call the kinds of identifiers; the rest is shown by its own name.
KIND_NAMES: Final = {
    "phone": N_("phone number"),
    "sms": N_("phone number"),
    "fax": N_("fax number"),
    "whatsapp": N_("WhatsApp number"),
    "email": N_("e-mail address"),
    "mail_host": N_("domain of the e-mail addresses"),
    "website": N_("website"),
    "url": N_("website"),
    "domain": N_("domain"),
    "iban": N_("bank account"),
    "account": N_("bank account"),
    "bic": N_("bank"),
    "vat": N_("VAT number"),
    "registration": N_("company number"),
    "storefront": N_("account on a platform"),
    "descriptor": N_("name on card statements"),
    "paypal": N_("PayPal account"),
    "wechat": N_("WeChat account"),
    "alipay": N_("Alipay account"),
    "address": N_("postal address"),
    "return_address": N_("return address"),
    "picture": N_("picture of an offer"),
    "listing_text": N_("text of an offer"),
    "tracking": N_("tracking number"),
    "order": N_("order number"),
    "ref": N_("reference"),
}

# What a seller's page states of itself, in the order a form asks for it.
PAGE_FIELDS: Final = {
    "trader": N_("Name of the trader as stated"),
    "trader_latin": N_("The same in Latin letters"),
    "address": N_("Address"),
    "return_address": N_("Address for returns"),
    "email": N_("E-mail address"),
    "phone": N_("Phone number"),
    "website": N_("Website"),
    "registration": N_("Company number"),
    "vat": N_("VAT number"),
    "iban": N_("Bank account"),
    "responsible": N_("Responsible person in the Union"),
    "page": N_("Address of the page"),
    "read_on": N_("Read on"),
    "evidence": N_("Stored copy (number of the evidence)"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An identifier of a seller: ``valid`` is False where its check digits are wrong.

    ``origin`` names the kind of place it was seen, ``source`` the evidence item or case it stands in.
    """

    kind: str
    raw: str
    normal: str
    valid: bool | None = None
    origin: str = ""
    source: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one seller: every name in every script, and every identifier."""

    names: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    country: str = ""
    person: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two may, or may not, be the same: a sentence (``text`` with ``fields``) a reader can check.

    ``weight`` is positive for, negative against; weights add up. ``origin`` says where it was seen.
    """

    kind: str
    ours: str
    theirs: str
    weight: float
    origin: str
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two are the same, from 0 to 1, whether that is enough to be told, and why.

    ``likeness`` is the evidence of the names alone; it orders those with one score.
    """

    score: float
    match: bool
    reasons: tuple[Reason, ...] = ()
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A seller as lists show it; ``number`` is S-0001."""

    number: str
    uid: str
    name: str
    country: str
    kind: str
    names: int
    storefronts: int
    identifiers: int
    cases: int
    watch_reason: str = ""
    review_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StorefrontView:
    """A shop under which a seller sells."""

    platform: str
    account: str
    name: str
    url: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    removed_on: dt.date | None
    reappeared_on: dt.date | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """An identifier with where it came from; ``on`` is the day it was seen."""

    kind: str
    raw: str
    normal: str
    valid: bool | None
    origin: str
    origin_note: str
    evidence: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What a person decided about two sellers, and why."""

    number: str
    first: str
    second: str
    verdict: str
    reason: str
    by: str
    at: dt.datetime
    undone_by: str = ""
    undone_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SellerView:
    """Everything the office knows of one seller, and from where."""

    row: SellerRow
    name_latin: str
    names: tuple[tuple[str, str, dt.date | None, dt.date | None], ...]
    storefronts: tuple[StorefrontView, ...]
    marks: tuple[MarkView, ...]
    relations: tuple[tuple[str, str], ...]
    cases: tuple[str, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A seller of the office that may be the one asked about."""

    seller: str
    name: str
    country: str
    score: Score
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A suggestion that two sellers are one."""

    first: str
    second: str
    score: Score


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sellers that belong together: by decisions (``confirmed``) or as a suggestion.

    ``warnings`` are sentences: held together by one weak link, more than 30 members, a contradiction.
    """

    sellers: tuple[str, ...]
    confirmed: bool
    links: tuple[Link, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of an import that was not taken, and why; ``row`` counts from 1, the heading not among them."""

    row: int
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an imported list."""

    sellers: int
    identifiers: int
    rejected: tuple[Rejected, ...]
