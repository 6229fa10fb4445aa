"""Taking up what somebody typed or a list holds of a seller: checked, normalised, ready to be kept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import AddressSource, parse_choice
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes, shops
from xborder_desk.identifiers.normal import KINDS, check
from xborder_desk.storage.models import Identifier, Seller, SellerName, Storefront
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.storage.uow import UnitOfWork

SELLER_KINDS: Final = ("", "natural", "legal")
MARK_KINDS: Final = (*KINDS, "return_address", "picture", "listing_text")


@dataclass(frozen=True, slots=True)
class NewMark:
    """An identifier as typed; ``origin`` is a kind of place it was seen, ``origin_note`` says which."""

    kind: str
    raw: str
    origin: str = ""
    origin_note: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewShop:
    """A shop on a platform as typed: by its account, its address on the web, or both."""

    platform: str = ""
    account: str = ""
    name: str = ""
    url: str = ""
    first_seen: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class NewSeller:
    """A seller as typed; ``name`` in its own script, ``aliases`` every other name."""

    name: str
    name_latin: str = ""
    kind: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    marks: tuple[NewMark, ...] = ()
    shops: tuple[NewShop, ...] = ()


@dataclass
class Taken:
    """The rows of one seller, not yet in the database."""

    seller: Seller
    names: list[SellerName]
    marks: list[Identifier]
    shops: list[tuple[Storefront, str, str]]


def take(new: NewSeller) -> Taken:
    """Check and normalise a seller.

    Raises:
        BadInputError: a value cannot be taken.

    """
    name = words.name(new.name, field="name")
    country = codes.country(new.country, field="country")
    kind = new.kind.strip().lower()
    if kind not in SELLER_KINDS:
        raise BadInputError(
            N_("“{given}” is no kind of seller. Write natural or legal."), field="kind", given=new.kind
        )
    seller = Seller(
        uid=uuid.uuid4().hex,
        kind=kind,
        name=name,
        name_latin=words.name(new.name_latin, field="name_latin", needed=False),
        name_key=fold(f"{name} {new.name_latin}"),
        country=country,
    )
    aliases = [words.name(alias, field="alias") for alias in new.aliases if alias.strip()]
    shops_taken = [take_shop(shop) for shop in new.shops]
    marks = [take_mark(mark, country) for mark in new.marks]
    marks += [shop_mark(shop, key) for shop, key, _ in shops_taken if key and shop.account]
    return Taken(seller, [SellerName(name=alias, script="") for alias in aliases], marks, shops_taken)


def take_mark(new: NewMark, country: str = "") -> Identifier:
    """Check and normalise an identifier; wrong check digits are noted, not refused.

    Raises:
        BadInputError: there is no such kind, or the value cannot be kept.

    """
    kind = new.kind.strip().lower()
    if kind not in MARK_KINDS:
        raise BadInputError(
            N_("“{given}” is no kind of identifier. There are: {kinds}."),
            field="kind",
            given=new.kind,
            kinds=", ".join(MARK_KINDS),
        )
    raw = words.text(new.raw, field=kind, needed=True)
    checked = check(kind, raw, country=country)
    return Identifier(
        uid=uuid.uuid4().hex,
        kind=kind,
        raw=raw,
        normal=checked.normal,
        valid=checked.valid,
        parts=dict(new.parts) or None,
        origin=parse_choice(AddressSource, new.origin, field="origin").value if new.origin else "",
        origin_note=words.name(new.origin_note, field="origin_note", needed=False),
    )


def take_shop(new: NewShop) -> tuple[Storefront, str, str]:
    """Check a shop; gives its row, and the short and full name of its platform.

    Raises:
        BadInputError: a value cannot be taken.

    """
    url = words.name(new.url, field="url", needed=False)
    account = words.name(new.account, field="storefront", needed=False)
    found = shops.shop_at(url) or shops.shop_at(account)
    key = found.platform if found else shops.platform(new.platform)
    if found:
        account, url = found.account, url or account
    row = Storefront(
        uid=uuid.uuid4().hex,
        account=fold(account),
        name=words.name(new.name, field="name", needed=False),
        url=url,
        first_seen=words.day(new.first_seen, field="first_seen"),
        last_seen=words.day(new.last_seen, field="last_seen"),
    )
    return row, key, new.platform.strip() or key


def keep(uow: UnitOfWork, taken: Taken, platforms: dict[str, int]) -> None:
    """Put a taken seller into the database; ``platforms`` remembers the bodies already looked up."""
    uow.session.add(taken.seller)
    uow.flush()
    attach(uow, taken, taken.seller.id, platforms)


def attach(uow: UnitOfWork, taken: Taken, seller_id: int, platforms: dict[str, int]) -> None:
    """Put names, identifiers and shops under a seller that has its number."""
    for shop, key, name in taken.shops:
        shop.seller_id = seller_id
        if key:
            if key not in platforms:
                platforms[key] = sellers.platform_body(uow, key, name).id
            shop.body_id = platforms[key]
        uow.session.add(shop)
    for alias in taken.names:
        alias.seller_id = seller_id
    for mark in taken.marks:
        mark.seller_id = seller_id
    uow.session.add_all((*taken.names, *taken.marks))


def described(taken: Taken) -> Mapping[str, object]:
    """Say for the audit register what was taken up."""
    return {
        "name": taken.seller.name,
        "country": taken.seller.country,
        "names": [row.name for row in taken.names],
        "identifiers": [[row.kind, row.raw] for row in taken.marks],
    }


def shop_mark(shop: Storefront, key: str) -> Identifier:
    """Make the identifier by which a shop is found again."""
    return Identifier(
        uid=uuid.uuid4().hex,
        kind="storefront",
        raw=shop.url or f"{key}:{shop.account}",
        normal=f"{key}:{shop.account}",
        origin=AddressSource.PLATFORM.value,
    )
