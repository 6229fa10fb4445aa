"""Tables of those a case meets again: bodies, sellers, storefronts, and every identifier with its origin."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations at run time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xborder_desk.storage.models.base import Base, Id, Uid, Versioned

OWNERS = ("party", "seller", "storefront", "body")


class Body(Versioned, Base):
    """A platform, insurer, bank, authority, ADR body or court known to all cases."""

    __tablename__ = "body"

    id: Mapped[Id]
    uid: Mapped[Uid]
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="", index=True)
    country: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    catalog_id: Mapped[str] = mapped_column(default="", doc="file it was shipped in, if any")
    source: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[dt.date | None]


class Seller(Versioned, Base):
    """A trader as a real-world actor."""

    __tablename__ = "seller"

    id: Mapped[Id]
    uid: Mapped[Uid]
    kind: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    name_latin: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(default="", index=True)
    country: Mapped[str] = mapped_column(default="")
    watch_reason: Mapped[str] = mapped_column(default="")
    review_on: Mapped[dt.date | None]


class SellerName(Base):
    """A name a seller used, in its script, with the days it was seen."""

    __tablename__ = "seller_name"

    id: Mapped[Id]
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    name: Mapped[str]
    script: Mapped[str] = mapped_column(default="")
    first_seen: Mapped[dt.date | None]
    last_seen: Mapped[dt.date | None]


class Storefront(Versioned, Base):
    """One account or shop under which a seller sells."""

    __tablename__ = "storefront"

    id: Mapped[Id]
    uid: Mapped[Uid]
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    account: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    first_seen: Mapped[dt.date | None]
    last_seen: Mapped[dt.date | None]
    removed_on: Mapped[dt.date | None]
    reappeared_on: Mapped[dt.date | None]


class Relation(Base):
    """How one seller stands to another: director of, branch of, successor of."""

    __tablename__ = "relation"

    id: Mapped[Id]
    from_seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    to_seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    kind: Mapped[str]
    origin: Mapped[dict[str, Any] | None]


class Identifier(Versioned, Base):
    """A phone, e-mail, address, IBAN, account … in its raw and normal form, and where it came from."""

    __tablename__ = "identifier"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {owner}_id IS NULL THEN 0 ELSE 1 END" for owner in OWNERS) + " = 1",
            name="one_owner",
        ),
        Index("ix_identifier_kind_normal", "kind", "normal"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"), index=True)
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), index=True)
    storefront_id: Mapped[int | None] = mapped_column(ForeignKey("storefront.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    kind: Mapped[str]
    raw: Mapped[str]
    normal: Mapped[str] = mapped_column(default="")
    valid: Mapped[bool | None] = mapped_column(doc="check digits right; None: nothing to check")
    parts: Mapped[dict[str, Any] | None] = mapped_column(doc="fields of a postal address")
    origin: Mapped[str] = mapped_column(default="", doc="kind of place it was seen")
    origin_note: Mapped[str] = mapped_column(default="")
    origin_evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    origin_place: Mapped[dict[str, Any] | None]
    seen_on: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(default="", doc="dead or alive, by which attempt")
    state_attempt_uid: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[dt.datetime | None]


class MatchingKey(Base):
    """A key under which a seller is found again before scoring."""

    __tablename__ = "matching_key"
    __table_args__ = (UniqueConstraint("key", "seller_id"), Index("ix_matching_key_seller", "seller_id"))

    id: Mapped[Id]
    key: Mapped[str]
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))


class Decision(Base):
    """What a person decided about two sellers; never deleted, undone by a line of its own."""

    __tablename__ = "decision"

    id: Mapped[Id]
    uid: Mapped[Uid]
    a_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    verdict: Mapped[str] = mapped_column(doc="same or different")
    reason: Mapped[str] = mapped_column(default="")
    evidence: Mapped[list[Any]] = mapped_column(default=list, doc="reasons known at that time")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime]
    undone_by: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[dt.datetime | None]
