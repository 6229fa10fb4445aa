"""Letters of a case, and who they are from."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Letter, Party, Setting

if TYPE_CHECKING:
    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import UnitOfWork

SENDER: Final = "sender"
"""The key of the setting that says what this office puts at the head of its letters."""

_NUMBER: Final = re.compile(r"(?:(\d{4}-\d+)/)?L-(\d{1,9})", re.IGNORECASE)


def add(uow: UnitOfWork, case: Case, values: dict[str, Any]) -> tuple[Letter, str]:
    """Keep a letter; gives its row and its number in the case (L-01)."""
    row = Letter(uid=uuid.uuid4().hex, case_id=case.id, **values)
    uow.session.add(row)
    uow.flush()
    count = uow.session.scalar(select(func.count()).where(Letter.case_id == case.id, Letter.id <= row.id))
    return row, f"L-{count or 1:02d}"


def of_case(uow: UnitOfWork, case_id: int) -> list[tuple[str, Letter]]:
    """Give the letters of a case with their numbers, in the order they were written."""
    rows = uow.session.scalars(select(Letter).where(Letter.case_id == case_id).order_by(Letter.id))
    return [(f"L-{no:02d}", row) for no, row in enumerate(rows, 1)]


def find(uow: UnitOfWork, case: Case, number: str) -> Letter:
    """Give a letter of a case by its number, to be changed.

    Raises:
        NotFoundError: the case has no such letter.

    """
    match = _NUMBER.fullmatch(number.strip())
    rows = of_case(uow, case.id)
    place = int(match[2]) if match and match[1] in {None, case.number} else 0
    if not 1 <= place <= len(rows):
        raise NotFoundError(
            N_("There is no letter {number} in the case {case}."), number=number.strip(), case=case.number
        )
    return rows[place - 1][1]


def party_id(uow: UnitOfWork, party_uid: str) -> int | None:
    """Give the key of a party by its uid."""
    return uow.session.scalar(select(Party.id).where(Party.uid == party_uid))


def sender(uow: UnitOfWork) -> dict[str, str]:
    """Give what the office puts at the head of its letters, empty if nobody has said."""
    row = uow.session.get(Setting, SENDER)
    return {str(name): str(value) for name, value in row.value.items()} if row else {}


def write_sender(uow: UnitOfWork, values: dict[str, str]) -> None:
    """Keep what the office puts at the head of its letters."""
    row = uow.session.get(Setting, SENDER)
    if row is None:
        uow.session.add(Setting(key=SENDER, value=values))
    else:
        row.value = values
