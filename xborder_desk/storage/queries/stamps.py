"""Time stamps as they are kept: beside an item, and of the heads of registers."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from xborder_desk.domain.choices import CustodyAction
from xborder_desk.domain.items import KeptStamp, RecordedStamp
from xborder_desk.domain.registers import AUDIT, CUSTODY
from xborder_desk.storage.models import Anchor, Base, Case, Evidence, RegisterLine
from xborder_desk.storage.queries import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.storage.uow import UnitOfWork

SERVICE: Final = "timestamps"
"""The choice of the office that holds its service and whom it trusts."""
_NONE: Final = "0" * 64
"""No stamp is about this: for an anchor that says another hash than its line."""
OF_HEAD: Final = "timestamped"
"""What the audit register calls the stamping of a register's head."""


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


def trusted(uow: UnitOfWork) -> tuple[str, ...]:
    """Give the certificates of authorities that the office trusts, base64."""
    return tuple(map(str, choices.get(uow, SERVICE).get("authorities", ())))


def kept(uow: UnitOfWork, case_id: int | None = None) -> list[KeptStamp]:
    """Give every token of the office, or of one case and its registers."""
    items = (
        select(Case.number, Evidence.no, Evidence.sha256, Evidence.timestamp)
        .join(Case, Case.id == Evidence.case_id)
        .where(Evidence.timestamp.is_not(None))
        .order_by(Case.id, Evidence.position, Evidence.id)
    )
    # The hash comes from the register itself, so that a changed anchor or a changed line is seen.
    heads = (
        select(Anchor, RegisterLine.hash, Case.number)
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
        subject = f"{number}/{no}"
        for one in _tokens(stamp):
            said = {name: str(one.get(name, "")) for name in ("token", "at", "authority")}
            found.append(KeptStamp(subject, said["token"], sha256, said["at"], said["authority"]))
    for anchor, digest, number in uow.session.execute(heads):
        subject = _head_name(anchor.register, number or anchor.scope, anchor.seq)
        about = digest or ""  # empty where the line is gone
        if about and about != anchor.hash:
            about = _NONE
        found.append(KeptStamp(subject, anchor.token, about, anchor.at.isoformat()))
    return found


def recorded(uow: UnitOfWork, case_id: int | None = None) -> list[RecordedStamp]:
    """Give every stamp the registers tell of, of the office, or of one case and its registers."""
    query = (
        select(RegisterLine.register, RegisterLine.scope, RegisterLine.content, Case.number)
        .outerjoin(Case, Case.uid == RegisterLine.scope)
        .where(RegisterLine.register.in_((AUDIT, CUSTODY)), RegisterLine.content.contains('"stamped_at":'))
        .order_by(RegisterLine.id)
    )
    if case_id is not None:
        query = query.where(Case.id == case_id)
    found = []
    for register, scope, content, number in uow.connection.execute(query):
        said = _told(content or "")
        at, token = str(said.get("stamped_at", "")), str(said.get("token_sha256", ""))
        if register == CUSTODY and said.get("action") == CustodyAction.TIMESTAMP:
            found.append(RecordedStamp(f"{number or scope}/{said.get('evidence', '')}", at, token))
        elif register == AUDIT and said.get("action") == OF_HEAD:
            subject = _head_name(str(said.get("of", "")), number or scope, said.get("line", ""))
            found.append(RecordedStamp(subject, at, token))
    return found


def _tokens(stamp: object) -> Iterator[dict[str, Any]]:
    """Give the stamps of an item, the newest first; a row somebody else wrote may hold anything."""
    if isinstance(stamp, dict):
        earlier = stamp.get("earlier", ())
        every = [stamp, *(earlier if isinstance(earlier, list | tuple) else ())]
        yield from (one for one in every if isinstance(one, dict))


def _head_name(register: str, number: str, seq: object) -> str:
    return f"{register} of {number} {seq}"


def _told(content: str) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        return {}  # the check of the chain names such a line
    return said if isinstance(said, dict) else {}
