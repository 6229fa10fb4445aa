"""Tables of a case: the case itself, its parties, mandates, facts, notes, tasks and deadlines."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations at run time
from decimal import Decimal  # noqa: TC003 - as above
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from xborder_desk.storage.models.base import Base, Id, Uid, Versioned


class Case(Versioned, Base):
    """One consumer's (or a group's) dispute with a trader across a border."""

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("year", "seq"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
        CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="amount_has_currency"),
        CheckConstraint("(outcome_amount IS NULL) = (outcome_currency IS NULL)", name="outcome_has_currency"),
        Index("ix_case_status_updated", "status", "updated_at"),
        Index("ix_case_sort_title", "title_key", "id"),
        Index("ix_case_caseworker", "caseworker", "status"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    number: Mapped[str] = mapped_column(unique=True, doc="shown number, for example 2026-0001")
    year: Mapped[int]
    seq: Mapped[int] = mapped_column(doc="running number in its year")
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(default="", doc="folded for sorting and filtering")
    search_key: Mapped[str] = mapped_column(default="", doc="folded names and numbers for the filter")
    status: Mapped[str]
    caseworker: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    closed_on: Mapped[dt.date | None]
    binned_at: Mapped[dt.datetime | None] = mapped_column(doc="in the bin since")
    language: Mapped[str] = mapped_column(default="", doc="language to speak with the consumer, BCP 47")

    platform: Mapped[str] = mapped_column(default="", doc="marketplace name as the consumer gave it")
    order_number: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    product_identifier: Mapped[str] = mapped_column(default="", doc="batch, serial, EAN")
    placed_on_market_on: Mapped[dt.date | None]
    payment_method: Mapped[str] = mapped_column(default="")
    payment_reference: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None]
    ordered_on: Mapped[dt.date | None]
    paid_on: Mapped[dt.date | None]
    delivery_due: Mapped[dt.date | None]
    delivered_on: Mapped[dt.date | None]
    complained_on: Mapped[dt.date | None]
    withdrawn_on: Mapped[dt.date | None]
    terminated_on: Mapped[dt.date | None]
    via_marketplace: Mapped[bool | None]
    selling_method: Mapped[str] = mapped_column(default="")
    advertising_method: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    market: Mapped[str] = mapped_column(default="")
    taxonomy: Mapped[str] = mapped_column(default="", doc="which list the problem codes are from")
    problems: Mapped[list[Any]] = mapped_column(default=list, doc="problem codes, the main one first")
    story: Mapped[str] = mapped_column(default="", doc="what happened, for documents")
    wants: Mapped[str] = mapped_column(default="", doc="remedy the consumer wants")
    wants_note: Mapped[str] = mapped_column(default="")
    further: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="further facts by name, as texts")

    outcome: Mapped[str] = mapped_column(default="")
    outcome_route: Mapped[str] = mapped_column(default="", doc="route that brought it, id of a route")
    outcome_amount: Mapped[Decimal | None]
    outcome_currency: Mapped[str | None]
    outcome_on: Mapped[dt.date | None]

    parties: Mapped[list[Party]] = relationship(lazy="raise_on_sql", order_by="Party.no")
    facts: Mapped[list[Fact]] = relationship(lazy="raise_on_sql", order_by="Fact.on, Fact.no")


class Party(Versioned, Base):
    """A person or body with a role in a case; names keep their script beside the Latin form."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("case_id", "no"), Index("ix_party_name_key", "name_key"))

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    no: Mapped[int]
    role: Mapped[str]
    kind: Mapped[str] = mapped_column(default="", doc="natural or legal")
    name: Mapped[str] = mapped_column(doc="as written by the party itself, any script")
    name_latin: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(default="", doc="folded, for the conflict check")
    country: Mapped[str] = mapped_column(default="", doc="ISO 3166-1 alpha-2")
    language: Mapped[str] = mapped_column(default="", doc="BCP 47")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), index=True)
    storefront_id: Mapped[int | None] = mapped_column(ForeignKey("storefront.id"))
    represents_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    pseudonym: Mapped[str] = mapped_column(default="", doc="name in papers for other parties")
    removed_at: Mapped[dt.datetime | None]

    identifiers: Mapped[list[Any]] = relationship("Identifier", lazy="raise_on_sql", order_by="Identifier.id")


class Mandate(Versioned, Base):
    """A consumer's mandate or data-protection consent: what it covers, when given and withdrawn."""

    __tablename__ = "mandate"

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    kind: Mapped[str] = mapped_column(doc="mandate or consent")
    scope: Mapped[str] = mapped_column(default="")
    given_on: Mapped[dt.date]
    withdrawn_on: Mapped[dt.date | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))


class Fact(Versioned, Base):
    """One statement with its date; the evidence that proves it stands in ``fact_proof``."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("case_id", "no"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    no: Mapped[int]
    text: Mapped[str] = mapped_column(doc="may hold reference tokens")
    language: Mapped[str] = mapped_column(default="")
    on: Mapped[dt.date | None] = mapped_column("on_date")
    precision: Mapped[str] = mapped_column(default="day", doc="day, month or year")
    contested: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[dt.datetime | None]

    proofs: Mapped[list[FactProof]] = relationship(lazy="raise_on_sql", order_by="FactProof.id")


class FactProof(Base):
    """One evidence item, page and place that proves a fact."""

    __tablename__ = "fact_proof"

    id: Mapped[Id]
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id"), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    page: Mapped[int | None] = mapped_column(doc="page of the item, from 1")
    place: Mapped[dict[str, Any] | None] = mapped_column(doc="box on the page or words in the text")


class Note(Base):
    """An internal note for colleagues; no document can reach this table."""

    __tablename__ = "note"

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    text: Mapped[str]
    by: Mapped[str] = mapped_column("written_by", default="")
    at: Mapped[dt.datetime] = mapped_column("written_at")
    removed_at: Mapped[dt.datetime | None]


class Task(Versioned, Base):
    """A thing to do, with or without a day."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_due", "done_at", "due_on"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    due_on: Mapped[dt.date | None]
    done_at: Mapped[dt.datetime | None]
    assignee: Mapped[str] = mapped_column(default="")
    origin: Mapped[dict[str, Any] | None] = mapped_column(doc="what made it: route, letter, attempt")


class Deadline(Versioned, Base):
    """A date with its rule, trigger and legal basis; both readings where the law is open."""

    __tablename__ = "deadline"
    __table_args__ = (Index("ix_deadline_due", "state", "due_on"),)

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    title: Mapped[str]
    route: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(doc="for example eu-1182-71:P14D")
    trigger_kind: Mapped[str] = mapped_column(default="", doc="fact, document, step or manual")
    trigger_uid: Mapped[str] = mapped_column(default="")
    trigger_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date]
    alternatives: Mapped[list[Any]] = mapped_column(default=list)
    steps: Mapped[list[Any]] = mapped_column(default=list)
    source: Mapped[str] = mapped_column(default="")
    source_status: Mapped[str] = mapped_column(default="unchecked")
    state: Mapped[str] = mapped_column(default="running")
    calendar_uid: Mapped[str] = mapped_column(default="", doc="uid in exported calendars")
