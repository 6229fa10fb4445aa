"""Choices of the office and of each person in it, under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.storage.models import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.storage.uow import UnitOfWork


def get(uow: UnitOfWork, key: str) -> dict[str, Any]:
    """Give what is kept under a key, empty if nothing is."""
    row = uow.session.get(Setting, key)
    return dict(row.value) if row is not None else {}


def put(uow: UnitOfWork, key: str, value: Mapping[str, Any]) -> None:
    """Keep a value under a key."""
    row = uow.session.get(Setting, key)
    if row is None:
        uow.session.add(Setting(key=key, value=dict(value)))
    else:
        row.value = dict(value)
