"""Tables of evidence: items, the text read from them, suggestions, and who did what with them."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations at run time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xborder_desk.storage.models.base import Base, Id, Uid, Versioned


class Evidence(Versioned, Base):
    """Bytes as received, and what is known of them; the bytes themselves lie in the store."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("size >= 0", name="size_not_negative"),
        Index("ix_evidence_case_position", "case_id", "position", "id"),
        Index("ix_evidence_sha256", "sha256"),
        Index("ix_evidence_state", "state"),
    )

    id: Mapped[Id]
    uid: Mapped[Uid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    no: Mapped[str] = mapped_column(doc="E-01, and E-01.1 for a part")
    position: Mapped[int] = mapped_column(doc="running number; a part has that of its whole")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    derived_from_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    derivation: Mapped[dict[str, Any] | None] = mapped_column(doc="how a derived item was made")
    sha256: Mapped[str]
    size: Mapped[int]
    filename: Mapped[str] = mapped_column(doc="as received")
    origin_path: Mapped[str] = mapped_column(default="", doc="where the file lay, for the custodian")
    media_type: Mapped[str] = mapped_column(default="application/octet-stream")
    kind: Mapped[str] = mapped_column(default="", doc="evidence kind that read it")
    title: Mapped[str] = mapped_column(default="")
    on: Mapped[str] = mapped_column("on_date", default="", doc="ISO date or time of what it shows")
    language: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    text_chars: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="what the file says of itself")
    warnings: Mapped[list[Any]] = mapped_column(default=list, doc="messages with fields")
    state: Mapped[str] = mapped_column(default="kept", doc="kept, read, partly or unreadable")
    source: Mapped[str] = mapped_column(default="", doc="who it came from")
    source_url: Mapped[str] = mapped_column(default="")
    copy_kind: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="", doc="drop, dialog, paste, command, part of …")
    acquired_at: Mapped[dt.datetime]
    acquired_by: Mapped[str] = mapped_column(default="")
    descriptions: Mapped[dict[str, Any]] = mapped_column(default=dict, doc="one line by language")
    confidential: Mapped[bool] = mapped_column(default=False)
    special_category: Mapped[bool] = mapped_column(default=False)
    third_party_data: Mapped[bool] = mapped_column(default=False)
    timestamp: Mapped[dict[str, Any] | None] = mapped_column(doc="RFC 3161 token and its check")
    removed_at: Mapped[dt.datetime | None] = mapped_column(doc="taken out of the case; bytes stay")


class EvidenceText(Base):
    """The text of one page of an item, from the file itself or by recognition."""

    __tablename__ = "evidence_text"
    __table_args__ = (UniqueConstraint("evidence_id", "origin", "page"),)

    id: Mapped[Id]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    origin: Mapped[str] = mapped_column(default="file", doc="file or ocr")
    page: Mapped[int]
    text: Mapped[str]
    engine: Mapped[str] = mapped_column(default="")
    confidence: Mapped[int | None]


class Suggestion(Base):
    """A fact or identifier recognised in a text, offered to a person and never applied alone."""

    __tablename__ = "suggestion"

    id: Mapped[Id]
    uid: Mapped[Uid]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    kind: Mapped[str]
    raw: Mapped[str]
    normal: Mapped[str] = mapped_column(default="")
    page: Mapped[int | None]
    place: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(default="offered")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None]
