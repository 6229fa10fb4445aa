"""Sellers, their keys, who shares them, and what was decided: as rows to change and as values."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BindParameter, bindparam, delete, func, insert, or_, select, union_all

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.sellers import Mark, Profile
from xborder_desk.i18n import N_
from xborder_desk.storage.models import (
    Base,
    Body,
    Case,
    Decision,
    Identifier,
    MatchingKey,
    Party,
    Seller,
    SellerName,
    Storefront,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xborder_desk.storage.uow import UnitOfWork

# A key met at more sellers than this finds nobody: everybody has it.
BLOCK: Final = 200
_CHUNK: Final = 400
_HOLDERS = select(MatchingKey.seller_id).where(MatchingKey.key == bindparam("key")).limit(BLOCK + 1)
_NEW_KEYS = insert(Base.metadata.tables["matching_key"])
_PERSON: Final = "natural"


def number_of(seller_id: int) -> str:
    """Write the number people see: S-0001."""
    return f"S-{seller_id:04d}"


def decision_number(decision_id: int) -> str:
    """Write the number of a decision: D-0001."""
    return f"D-{decision_id:04d}"


def id_in(number: str, letter: str) -> int:
    """Read the running number out of S-0001 or D-0001; 0 for what is none."""
    match = re.fullmatch(rf"{letter}-?(\d{{1,12}})", number.strip(), re.IGNORECASE)
    return int(match.group(1)) if match else 0


def find(uow: UnitOfWork, number: str) -> Seller:
    """Give a seller by its number.

    Raises:
        NotFoundError: the office has no such seller.

    """
    found = uow.session.get(Seller, id_in(number, "S"))
    if found is None:
        raise NotFoundError(N_("There is no seller {number} in this office."), number=number.strip())
    return found


def find_decision(uow: UnitOfWork, number: str) -> Decision:
    """Give a decision by its number.

    Raises:
        NotFoundError: the office has no such decision.

    """
    found = uow.session.get(Decision, id_in(number, "D"))
    if found is None:
        raise NotFoundError(N_("There is no decision {number} in this office."), number=number.strip())
    return found


def platform_body(uow: UnitOfWork, key: str, name: str) -> Body:
    """Give the body of a platform by its short name, made if the office does not know it yet."""
    found = uow.session.scalar(select(Body).where(Body.kind == "platform", Body.name_key == key).limit(1))
    if found is None:
        found = Body(uid=_uid(), kind="platform", name=name, name_key=key, details={})
        uow.session.add(found)
        uow.flush()
    return found


def shop_of(uow: UnitOfWork, seller_id: int, body_id: int | None, account: str) -> Storefront | None:
    """Give a seller's shop on a platform by its account, None if it is not known."""
    query = select(Storefront).where(Storefront.seller_id == seller_id, Storefront.account == account)
    return uow.session.scalar(query.where(Storefront.body_id == body_id).limit(1))


def names_of(uow: UnitOfWork, seller_id: int) -> dict[str, SellerName]:
    """Give the other names of a seller as rows, by the name."""
    query = select(SellerName).where(SellerName.seller_id == seller_id)
    return {row.name: row for row in uow.session.scalars(query)}


def removed_shops(uow: UnitOfWork) -> list[tuple[int, int]]:
    """Give the sellers with shops that were removed, and those shops."""
    query = select(Storefront.seller_id, Storefront.id).where(
        Storefront.removed_on.is_not(None), Storefront.seller_id.is_not(None)
    )
    return [(int(seller or 0), shop) for seller, shop in uow.session.execute(query.order_by(Storefront.id))]


def watched(uow: UnitOfWork) -> list[int]:
    """Give the sellers on the watch list, the one to be looked at again first."""
    query = select(Seller.id).where(Seller.watch_reason != "")
    return list(uow.session.scalars(query.order_by(Seller.review_on, Seller.id)))


def replace_keys(uow: UnitOfWork, keys: Mapping[int, Iterable[str]]) -> None:
    """Keep the keys of sellers, instead of those they had."""
    for ids in chunks(list(keys)):
        uow.connection.execute(delete(MatchingKey).where(MatchingKey.seller_id.in_(ids)))
    add_keys(uow, keys)


def add_keys(uow: UnitOfWork, keys: Mapping[int, Iterable[str]]) -> None:
    """Keep the keys of sellers that have none yet."""
    rows = [{"key": key, "seller_id": seller} for seller, found in keys.items() for key in sorted(found)]
    for chunk in chunks(rows, 5000):
        uow.connection.execute(_NEW_KEYS, chunk)


def holders(uow: UnitOfWork, keys: Iterable[str]) -> dict[str, list[int]]:
    """Say which sellers have each key; of a key that everybody has, the first ``BLOCK`` + 1."""
    connection = uow.connection
    found = {key: list(connection.execute(_HOLDERS, {"key": key}).scalars()) for key in keys}
    return {key: sellers for key, sellers in found.items() if sellers}


def keys_of(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, set[str]]:
    """Give the keys of sellers."""
    found: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks(list(ids)):
        query = select(MatchingKey.seller_id, MatchingKey.key).where(MatchingKey.seller_id.in_(chunk))
        for seller, key in uow.connection.execute(query):
            found[seller].add(key)
    return found


def blocks(uow: UnitOfWork, most: int) -> Iterator[tuple[str, list[int]]]:
    """Give every key that two or more sellers share, up to ``most`` of them, with its sellers."""
    counted = (
        select(MatchingKey.key)
        .group_by(MatchingKey.key)
        .having(func.count() > 1, func.count() <= most)
        .subquery()
    )
    query = select(MatchingKey.key, MatchingKey.seller_id).join(counted, counted.c.key == MatchingKey.key)
    held: list[int] = []
    last = ""
    for key, seller in uow.connection.execute(query.order_by(MatchingKey.key, MatchingKey.seller_id)):
        if key != last and held:
            yield last, held
            held = []
        last = key
        held.append(seller)
    if held:
        yield last, held


def profiles(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, Profile]:
    """Give what is compared of sellers: names, names of their shops, and every identifier."""
    names: dict[int, list[str]] = {}
    about: dict[int, tuple[str, bool]] = {}
    marks: dict[int, list[Mark]] = defaultdict(list)
    for chunk in chunks(list(ids)):
        given = {"ids": list(chunk)}
        for row in uow.connection.execute(_ABOUT, given):
            names[row.id] = [one for one in (row.name, row.name_latin) if one]
            about[row.id] = (row.country, row.kind == _PERSON)
        for seller, name in uow.connection.execute(_NAMES, given):
            names.setdefault(int(seller or 0), []).append(name)
        for row in uow.connection.execute(_MARKS, given):
            marks[row.owner].append(
                Mark(
                    row.kind, row.raw, row.normal, row.valid, row.origin, row.source or "", _parts(row.parts)
                )
            )
    return {
        seller: Profile(tuple(dict.fromkeys(names[seller])), tuple(marks[seller]), country, person)
        for seller, (country, person) in about.items()
    }


def cases_of(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Give the numbers of the cases in which sellers were met, without those in the bin."""
    found: dict[int, list[str]] = defaultdict(list)
    for chunk in chunks(list(ids)):
        query = select(Party.seller_id, Case.number).join(Case, Case.id == Party.case_id)
        query = query.where(
            Party.seller_id.in_(chunk), Party.removed_at.is_(None), Case.binned_at.is_(None)
        ).order_by(Case.number)
        for seller, number in uow.connection.execute(query):
            if seller is not None:  # for the reader of types; the query asks for those that are
                found[seller].append(number)
    return {seller: tuple(dict.fromkeys(numbers)) for seller, numbers in found.items()}


def unlinked_parties(uow: UnitOfWork, since: dt.datetime | None) -> list[Party]:
    """Give the seller parties of cases that changed since a moment (all, without one)."""
    query = select(Party).join(Case, Case.id == Party.case_id)
    query = query.where(Party.role == "seller", Party.removed_at.is_(None))
    if since is not None:
        query = query.where(Case.updated_at >= since)
    return list(uow.session.scalars(query.order_by(Party.id)))


def active_decisions(uow: UnitOfWork, ids: Sequence[int] | None = None) -> list[Decision]:
    """Give the decisions that hold, in the order they were made; of some sellers or of all."""
    query = select(Decision).where(Decision.undone_at.is_(None)).order_by(Decision.id)
    if ids is not None:
        query = query.where(or_(Decision.a_id.in_(list(ids)), Decision.b_id.in_(list(ids))))
    return list(uow.session.scalars(query))


def all_decisions(uow: UnitOfWork) -> list[Decision]:
    """Give every decision ever made, in order."""
    return list(uow.session.scalars(select(Decision).order_by(Decision.id)))


def _names_of() -> Any:  # noqa: ANN401 - a statement of SQLAlchemy's many kinds
    named = select(SellerName.seller_id.label("owner"), SellerName.name.label("name"))
    shops = select(Storefront.seller_id, Storefront.name).where(Storefront.name != "")
    parties = select(Party.seller_id, Party.name).where(Party.removed_at.is_(None))
    latin = select(Party.seller_id, Party.name_latin).where(
        Party.removed_at.is_(None), Party.name_latin != ""
    )
    return union_all(
        named.where(SellerName.seller_id.in_(_IDS)),
        shops.where(Storefront.seller_id.in_(_IDS)),
        parties.where(Party.seller_id.in_(_IDS)),
        latin.where(Party.seller_id.in_(_IDS)),
    )


def _marks_of() -> Any:  # noqa: ANN401 - as above
    columns = (
        Identifier.kind,
        Identifier.raw,
        Identifier.normal,
        Identifier.valid,
        Identifier.origin,
        Identifier.parts,
    )
    own = select(Identifier.seller_id.label("owner"), Identifier.origin_note.label("source"), *columns)
    own = own.where(Identifier.seller_id.in_(_IDS), Identifier.removed_at.is_(None))
    seen = select(Party.seller_id, Case.number, *columns).join(Party, Party.id == Identifier.party_id)
    seen = seen.join(Case, Case.id == Party.case_id)
    seen = seen.where(Party.seller_id.in_(_IDS), Identifier.removed_at.is_(None), Party.removed_at.is_(None))
    shops = select(Storefront.seller_id, Identifier.origin_note, *columns)
    shops = shops.join(Storefront, Storefront.id == Identifier.storefront_id)
    shops = shops.where(Storefront.seller_id.in_(_IDS), Identifier.removed_at.is_(None))
    return union_all(own, seen, shops)


# Written once: building a statement costs more than running it.
_IDS: Final[BindParameter[list[int]]] = bindparam("ids", expanding=True)
_ABOUT: Final = select(Seller.id, Seller.name, Seller.name_latin, Seller.country, Seller.kind).where(
    Seller.id.in_(_IDS)
)
_NAMES: Final = _names_of()
_MARKS: Final = _marks_of()


def _parts(parts: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(k), str(v)) for k, v in parts.items()) if isinstance(parts, dict) else ()


def chunks(items: Sequence[Any], size: int = _CHUNK) -> Iterator[Sequence[Any]]:
    """Cut a list into parts that one statement can name."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


def _uid() -> str:
    import uuid  # noqa: PLC0415 - used by one function

    return uuid.uuid4().hex
