"""What an office itself said of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from xborder_desk.storage.models import Body

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


def own(uow: UnitOfWork) -> list[Body]:
    """Give the office's own layer: its words on shipped bodies, and the bodies it added."""
    return list(uow.session.scalars(select(Body).where(Body.catalog_id != "").order_by(Body.id)))


def own_of(uow: UnitOfWork, key: str) -> Body | None:
    """Give what the office said of one body, None if nothing."""
    return uow.session.scalar(select(Body).where(Body.catalog_id == key).limit(1))
