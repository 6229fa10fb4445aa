"""Tables of the office itself: what it is, its registers, settings, drafts and the law it has corrected."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations at run time
from decimal import Decimal  # noqa: TC003 - as above
from typing import Any

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xborder_desk.storage.models.base import Base, Id, Versioned


class OfficeInfo(Base):
    """One row per thing known of this office: its uid, name, schema and birthday."""

    __tablename__ = "office_info"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Setting(Versioned, Base):
    """A choice of the whole office."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class Staff(Base):
    """A person who works in the office."""

    __tablename__ = "staff"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    function: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)


class RegisterLine(Base):
    """A line of audit, custody, contacts or post book. Triggers refuse every change but a lawful erasure."""

    __tablename__ = "register_line"
    __table_args__ = (
        UniqueConstraint("register", "scope", "seq"),
        Index("ix_register_line_subject", "subject", "register", "seq"),
    )

    id: Mapped[Id]
    register: Mapped[str]
    scope: Mapped[str]
    seq: Mapped[int]
    subject: Mapped[str]
    at: Mapped[str]
    content: Mapped[str | None]
    salt: Mapped[str | None]
    digest: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str]


class RegisterHead(Base):
    """The last line of a register in a scope."""

    __tablename__ = "register_head"

    register: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class Anchor(Base):
    """A time stamp of a register head by somebody outside the office."""

    __tablename__ = "anchor"

    id: Mapped[Id]
    register: Mapped[str]
    scope: Mapped[str]
    seq: Mapped[int]
    hash: Mapped[str]
    token: Mapped[str] = mapped_column(doc="RFC 3161 token, base64")
    at: Mapped[dt.datetime]


class Draft(Base):
    """Half-typed work, offered again after a crash."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    base_version: Mapped[int] = mapped_column(default=0)
    by: Mapped[str] = mapped_column("written_by", default="")
    at: Mapped[dt.datetime] = mapped_column("written_at")


class LawLayer(Base):
    """An office's own correction of a figure or route, laid over the shipped data."""

    __tablename__ = "law_layer"
    __table_args__ = (UniqueConstraint("kind", "ref"),)

    id: Mapped[Id]
    kind: Mapped[str]
    ref: Mapped[str]
    value: Mapped[dict[str, Any]]
    source: Mapped[str]
    author: Mapped[str]
    at: Mapped[dt.datetime]


class Rate(Base):
    """A reference rate of one euro in a currency on a day."""

    __tablename__ = "rate"

    currency: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[dt.date] = mapped_column("on_date", primary_key=True)
    rate: Mapped[Decimal] = mapped_column(Numeric(20, 10, asdecimal=True))
    source: Mapped[str] = mapped_column(default="")
