"""Things kept half-done under a key: drafts, mails on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from xborder_desk.storage.models import Draft

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.storage.uow import UnitOfWork


def with_prefix(uow: UnitOfWork, prefix: str) -> list[tuple[str, dict[str, Any], dt.datetime]]:
    """Give key, value and time of everything whose key begins so, oldest first."""
    query = (
        select(Draft.key, Draft.value, Draft.at)
        .where(Draft.key.startswith(prefix, autoescape=True))
        .order_by(Draft.at, Draft.key)
    )
    return [(key, value, at) for key, value, at in uow.connection.execute(query)]


def versions(uow: UnitOfWork, prefix: str) -> list[tuple[str, dict[str, Any], int, dt.datetime]]:
    """Give key, value, base version and time of everything whose key begins so, oldest first."""
    query = (
        select(Draft.key, Draft.value, Draft.base_version, Draft.at)
        .where(Draft.key.startswith(prefix, autoescape=True))
        .order_by(Draft.at, Draft.key)
    )
    return [(key, value, version, at) for key, value, version, at in uow.connection.execute(query)]
