"""Recipes and editions of a case's dossier."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from xborder_desk.storage.models import Dossier, Edition

if TYPE_CHECKING:
    from xborder_desk.domain.registers import Head
    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork


def recipe_row(uow: UnitOfWork, case: Case) -> Dossier | None:
    """Give the case's recipe, if somebody has made one."""
    return uow.session.scalar(select(Dossier).where(Dossier.case_id == case.id, Dossier.name == ""))


def write_recipe(uow: UnitOfWork, case: Case, recipe: dict[str, Any]) -> None:
    """Keep the case's recipe in place of the one before."""
    row = recipe_row(uow, case)
    if row is None:
        uow.session.add(Dossier(uid=uuid.uuid4().hex, case_id=case.id, name="", recipe=recipe))
    else:
        row.recipe = recipe


def same_edition(uow: UnitOfWork, case_id: int, fingerprint: str) -> Edition | None:
    """Give the edition that shows exactly this, if there is one."""
    query = select(Edition).where(Edition.case_id == case_id, Edition.fingerprint == fingerprint)
    return uow.session.scalar(query.order_by(Edition.no.desc()).limit(1))


def new_edition(uow: UnitOfWork, case_id: int, heads: list[Head], values: dict[str, str]) -> Edition:
    """Fix a new edition: its number, its moment, and where the registers stand."""
    last = uow.session.scalar(select(func.max(Edition.no)).where(Edition.case_id == case_id)) or 0
    row = Edition(uid=uuid.uuid4().hex, case_id=case_id, no=last + 1, at=uow.now, by=uow.actor, **values)
    row.heads = [[head.register, head.scope, head.seq, head.hash] for head in heads]
    uow.session.add(row)
    uow.flush()
    return row


def editions(uow: UnitOfWork, case_id: int) -> list[Edition]:
    """Give the editions of a case, newest first."""
    query = select(Edition).where(Edition.case_id == case_id).order_by(Edition.no.desc())
    return list(uow.session.scalars(query))
