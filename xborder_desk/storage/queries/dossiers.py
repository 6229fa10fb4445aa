"""Recipes and editions of a case's dossier."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from xborder_desk.storage.models import Dossier, Edition

if TYPE_CHECKING:
    from sqlalchemy import Select

    from xborder_desk.domain.registers import Head
    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork


def recipe_row(uow: UnitOfWork, case: Case, name: str = "") -> Dossier | None:
    """Give a recipe, if somebody has made one: the case's own, or a named one that it is host to."""
    return uow.session.scalar(select(Dossier).where(Dossier.case_id == case.id, Dossier.name == name))


def write_recipe(uow: UnitOfWork, case: Case, recipe: dict[str, Any], name: str = "") -> Dossier:
    """Keep a recipe in place of the one before."""
    row = recipe_row(uow, case, name)
    if row is None:
        row = Dossier(uid=uuid.uuid4().hex, case_id=case.id, name=name, recipe=recipe)
        uow.session.add(row)
    else:
        row.recipe = recipe
    uow.flush()
    return row


def same_edition(
    uow: UnitOfWork, case_id: int, fingerprint: str, dossier: int | None = None
) -> Edition | None:
    """Give the edition that shows exactly this, if there is one; ``dossier`` is the id of a named one."""
    query = _of(case_id, dossier).where(Edition.fingerprint == fingerprint)
    return uow.session.scalar(query.order_by(Edition.id.desc()).limit(1))


def new_edition(
    uow: UnitOfWork, case_id: int, heads: list[Head], values: dict[str, str], dossier: int | None = None
) -> Edition:
    """Fix a new edition: its number, its moment, and where the registers stand.

    Those of a named dossier are counted downwards from -1, so that they take no number from the case's own.
    """
    numbers = select(func.min(Edition.no) if dossier else func.max(Edition.no))
    last = uow.session.scalar(numbers.where(Edition.case_id == case_id)) or 0
    number = min(last, 0) - 1 if dossier else max(last, 0) + 1
    row = Edition(uid=uuid.uuid4().hex, case_id=case_id, no=number, at=uow.now, by=uow.actor, **values)
    row.dossier_id = dossier
    row.heads = [[head.register, head.scope, head.seq, head.hash] for head in heads]
    uow.session.add(row)
    uow.flush()
    return row


def editions(uow: UnitOfWork, case_id: int, dossier: int | None = None) -> list[Edition]:
    """Give the editions of a case's own dossier, or of a named one, newest first."""
    return list(uow.session.scalars(_of(case_id, dossier).order_by(Edition.id.desc())))


def edition(uow: UnitOfWork, uid: str) -> Edition:
    """Give an edition by its uid."""
    return uow.session.scalars(select(Edition).where(Edition.uid == uid)).one()


def _of(case_id: int, dossier: int | None) -> Select[Edition]:
    named = Edition.dossier_id.is_(None) if dossier is None else Edition.dossier_id == dossier
    return select(Edition).where(Edition.case_id == case_id, named)
