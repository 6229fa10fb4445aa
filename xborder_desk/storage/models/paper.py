"""Tables of paper: contact entries (read from their register), letters, dossiers and editions."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations at run time
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xborder_desk.storage.models.base import Base, Id, Uid, Versioned


class ContactEntry(Base):
    """What a line of the contact register says, in columns that can be searched.

    The register line is the truth; this row is made from it in the same transaction and checked
    against it.
    """

    __tablename__ = "contact_entry"
    __table_args__ = (
        Index("ix_contact_entry_case", "case_id", "line_seq"),
        Index("ix_contact_entry_address", "address_normal"),
        Index("ix_contact_entry_message", "message_id"),
        Index("ix_contact_entry_due", "reply_by"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    line_seq: Mapped[int]
    entry: Mapped[str] = mapped_column(doc="attempt, result, reply or correction")
    no: Mapped[str] = mapped_column(default="", doc="A-01 for an attempt")
    attempt_uid: Mapped[str] = mapped_column(index=True, doc="the attempt this line is about")
    party_uid: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    address_normal: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(default="")
    started_at: Mapped[dt.datetime | None]
    reply_by: Mapped[dt.date | None]


class Letter(Versioned, Base):
    """A document made from a template in the recipient's language."""

    __tablename__ = "letter"

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    template: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    language: Mapped[str]
    beside: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="draft")
    written_on: Mapped[dt.date | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    attempt_uid: Mapped[str] = mapped_column(default="")


class RouteOverride(Base):
    """A person's own verdict on a route, with the reason."""

    __tablename__ = "route_override"
    __table_args__ = (UniqueConstraint("case_id", "route"),)

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    route: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str] = mapped_column("decided_by", default="")
    at: Mapped[dt.datetime] = mapped_column("decided_at")


class RouteBoard(Base):
    """How the routes of a case stood when last computed, so that only what changed is computed again."""

    __tablename__ = "route_board"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    fingerprint: Mapped[str] = mapped_column(doc="SHA-256 of the facts, overrides and law it was made from")
    on: Mapped[dt.date] = mapped_column("on_date")
    again_on: Mapped[dt.date | None] = mapped_column(doc="the next day on which it may stand otherwise")
    routes: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="state, opens and due by route")
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="the same when a person last looked")


class Dossier(Versioned, Base):
    """A recipe: order, exclusions, numbering, profile, language."""

    __tablename__ = "dossier"
    __table_args__ = (UniqueConstraint("case_id", "name"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    name: Mapped[str] = mapped_column(default="")
    recipe: Mapped[dict[str, Any]]


class Edition(Base):
    """One build of a dossier, fixed by what it shows: its date, register heads and fingerprint."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        Index("ix_edition_fingerprint", "case_id", "fingerprint"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"))
    no: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column("made_at")
    by: Mapped[str] = mapped_column("made_by", default="")
    profile: Mapped[str]
    language: Mapped[str]
    variant: Mapped[str] = mapped_column(default="court")
    fingerprint: Mapped[str] = mapped_column(doc="SHA-256 of everything the edition shows")
    heads: Mapped[list[Any]] = mapped_column(doc="register heads it was built at")
    bundle_sha256: Mapped[str] = mapped_column(default="")
    package_sha256: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    exhibits: Mapped[list[Any]] = mapped_column(default=list)
