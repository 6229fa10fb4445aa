"""Lines of the contact register, and the searchable row that is made of each in the same transaction."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from xborder_desk.domain.contacts import ATTEMPT
from xborder_desk.identifiers.ways import normal_address
from xborder_desk.storage.models import ContactEntry
from xborder_desk.storage.queries import evidence
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.domain.registers import Line
    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork


def moment_fields(started: dt.datetime, zone: dt.tzinfo) -> dict[str, Any]:
    """Give a moment as lines hold it: UTC, minutes east of it, and the zone where it is the office's."""
    offset = started.utcoffset() or dt.timedelta()
    named = str(zone) if started.astimezone(zone).utcoffset() == offset else ""
    return {"started_at": iso_utc(started), "offset": int(offset.total_seconds() // 60), "zone": named}


def proofs_of(uow: UnitOfWork, case: Case, numbers: Sequence[str]) -> list[dict[str, str]]:
    """Give evidence of the case as lines name it: number and hash."""
    found = [evidence.find_own(uow, number, case.number) for number in numbers]
    return [{"evidence": item.no, "sha256": item.sha256} for item in found]


def enter(
    uow: UnitOfWork, case: Case, line: Line, attempt_uid: str, content: Mapping[str, Any], number: str = ""
) -> None:
    """Write the searchable row of a line, in the same transaction."""
    entry = str(line.values()["action"])
    channel, address = str(content.get("channel", "")), str(content.get("address", ""))
    started = content.get("started_at")
    reply_by = content.get("reply_by")
    uow.session.add(
        ContactEntry(
            uid=attempt_uid if entry == ATTEMPT else uuid.uuid4().hex,
            case_id=case.id,
            line_seq=line.seq,
            entry=entry,
            no=number,
            attempt_uid=attempt_uid,
            party_uid=str(content.get("party_uid", "")),
            channel=channel,
            address=address,
            address_normal=normal_address(channel, address),
            result=str(content.get("result", "")),
            message_id=str(content.get("message_id", "")),
            started_at=dt.datetime.fromisoformat(str(started)) if started else None,
            reply_by=dt.date.fromisoformat(str(reply_by)) if reply_by else None,
        )
    )
