"""Time stamps as they are kept: beside an item, and of the heads of registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from xborder_desk.storage.models import Anchor, Base, Case, Evidence, RegisterLine

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Kept:
    """A token that is kept: of an item or a register, and the SHA-256 it must be about.

    ``subject`` is how people name it; ``sha256`` is empty where what it was about is gone.
    """

    subject: str
    token: str
    sha256: str


def keep(uow: UnitOfWork, evidence_id: int, stamp: dict[str, Any]) -> None:
    """Keep a stamp beside an item; earlier ones stay behind it."""
    table = Base.metadata.tables["evidence"]
    before = uow.connection.execute(select(table.c.timestamp).where(table.c.id == evidence_id)).scalar_one()
    earlier = (
        [] if before is None else [{k: v for k, v in before.items() if k != "earlier"}, *before["earlier"]]
    )
    change = update(table).where(table.c.id == evidence_id)
    uow.connection.execute(
        change.values(timestamp={**stamp, "earlier": earlier}, version=table.c.version + 1)
    )


def keep_anchor(uow: UnitOfWork, head: tuple[str, str, int, str], stamp: dict[str, Any]) -> None:
    """Keep a stamp of a register's head: register, scope, number and hash of its last line."""
    register, scope, seq, found = head
    at = dt.datetime.fromisoformat(stamp["at"])
    uow.session.add(Anchor(register=register, scope=scope, seq=seq, hash=found, token=stamp["token"], at=at))
    uow.flush()


def anchors(uow: UnitOfWork, scope: str) -> list[dict[str, Any]]:
    """Give the stamps of the registers of a case or of the office, oldest first."""
    query = select(Anchor).where(Anchor.scope == scope).order_by(Anchor.id)
    return [
        {"register": one.register, "seq": one.seq, "hash": one.hash, "at": one.at, "token": one.token}
        for one in uow.session.scalars(query)
    ]


def kept(uow: UnitOfWork, case_id: int | None = None) -> list[Kept]:
    """Give every token of the office, or of one case and its registers."""
    items = (
        select(Case.number, Evidence.no, Evidence.sha256, Evidence.timestamp)
        .join(Case, Case.id == Evidence.case_id)
        .where(Evidence.timestamp.is_not(None))
        .order_by(Case.id, Evidence.position, Evidence.id)
    )
    # The hash comes from the register itself, so that a changed anchor or a changed line is seen.
    heads = (
        select(Anchor.register, Anchor.scope, Anchor.seq, Anchor.token, RegisterLine.hash, Case.number)
        .outerjoin(
            RegisterLine,
            (RegisterLine.register == Anchor.register)
            & (RegisterLine.scope == Anchor.scope)
            & (RegisterLine.seq == Anchor.seq),
        )
        .outerjoin(Case, Case.uid == Anchor.scope)
        .order_by(Anchor.id)
    )
    if case_id is not None:
        items, heads = items.where(Case.id == case_id), heads.where(Case.id == case_id)
    found = []
    for number, no, sha256, stamp in uow.connection.execute(items):
        if isinstance(stamp, dict):
            tokens = [stamp, *stamp.get("earlier", ())]
            found += [Kept(f"{number}/{no}", str(one.get("token", "")), sha256) for one in tokens]
    for register, scope, seq, token, digest, number in uow.connection.execute(heads):
        found.append(Kept(f"{register} of {number or scope} {seq}", token, digest or ""))
    return found
