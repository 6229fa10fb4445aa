"""The row and the custody line of bytes that are safe in the store, inside whoever's transaction it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import storable
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from xborder_desk.domain.evidence import Stored
    from xborder_desk.storage.uow import UnitOfWork

_LONGEST: Final = 1000


def enter_item(
    uow: UnitOfWork,
    case_id: int,
    case_uid: str,
    stored: Stored,
    name: str,
    *,
    method: str,
    **told: object,
) -> tuple[int, str, str]:
    """Add an item to a case; ``told`` goes into its custody line. Gives its id, uid and number (E-07).

    The item is kept and not read yet; whoever enters it has it read afterwards.
    """
    position = evidence.next_position(uow, case_id)
    number, filename = f"E-{position:02d}", storable(name)[:_LONGEST]
    values = {
        "no": number,
        "position": position,
        "case_id": case_id,
        "sha256": stored.sha256,
        "size": stored.size,
        "filename": filename,
        "method": method,
        "acquired_at": uow.now,
        "acquired_by": uow.actor,
    }
    key, uid = evidence.insert_item(uow, values)
    what = {"sha256": stored.sha256, "size": stored.size, "filename": filename}
    uow.record(CUSTODY, case_uid, "import", uid, evidence=number, **what, method=method, source="", **told)
    return key, uid, number
