"""The texts of pages: the file's own and recognised ones, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select, update

from xborder_desk.domain.items import RecognisedPage
from xborder_desk.storage.models import Base, EvidenceText

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork

FILE: Final = "file"
RECOGNISED: Final = "ocr"


def pages_with_text(uow: UnitOfWork, evidence_id: int, *, recognised: bool) -> set[int]:
    """Give the pages (from 1) that have words of the file's own, with ``recognised`` also recognised ones."""
    query = select(EvidenceText.page, EvidenceText.text, EvidenceText.origin).where(
        EvidenceText.evidence_id == evidence_id
    )
    return {
        page
        for page, text, origin in uow.connection.execute(query)
        if (origin == FILE and text.strip()) or (recognised and origin == RECOGNISED)
    }


def keep_recognised(
    uow: UnitOfWork, evidence_id: int, page: int, text: str, engine: str, confidence: int | None
) -> None:
    """Keep what was recognised on a page, in place of what was before."""
    older = delete(Base.metadata.tables["evidence_text"]).where(
        EvidenceText.evidence_id == evidence_id, EvidenceText.origin == RECOGNISED, EvidenceText.page == page
    )
    uow.connection.execute(older)
    row = {"evidence_id": evidence_id, "origin": RECOGNISED, "page": page, "text": text}
    fresh = insert(Base.metadata.tables["evidence_text"])
    uow.connection.execute(fresh, {**row, "engine": engine, "confidence": confidence})


def recognised_pages(uow: UnitOfWork, evidence_id: int) -> tuple[RecognisedPage, ...]:
    """Give what was recognised, page by page."""
    query = (
        select(EvidenceText.page, EvidenceText.text, EvidenceText.engine, EvidenceText.confidence)
        .where(EvidenceText.evidence_id == evidence_id, EvidenceText.origin == RECOGNISED)
        .order_by(EvidenceText.page)
    )
    return tuple(RecognisedPage(*row) for row in uow.connection.execute(query))


def count_again(uow: UnitOfWork, evidence_id: int) -> None:
    """Write how many characters of text an item has, whoever read them."""
    total = select(func.coalesce(func.sum(func.length(EvidenceText.text)), 0)).where(
        EvidenceText.evidence_id == evidence_id
    )
    table = Base.metadata.tables["evidence"]
    chars = uow.connection.execute(total).scalar_one()
    uow.connection.execute(update(table).where(table.c.id == evidence_id).values(text_chars=int(chars)))
