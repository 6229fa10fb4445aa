"""The contact register of a case, as attempts with what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from xborder_desk.domain.contacts import ATTEMPT, AttemptView, attempts_from
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.i18n import N_
from xborder_desk.storage import registers
from xborder_desk.storage.models import Case, ContactEntry

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork


def attempts(uow: UnitOfWork, case_uid: str) -> list[AttemptView]:
    """Give every attempt of a case in one query, however long the register."""
    return attempts_from(registers.lines(uow.connection, case_uid, CONTACTS))


def next_no(uow: UnitOfWork, case_id: int) -> str:
    """Give the next attempt's number in a case."""
    made = uow.session.scalar(
        select(func.count()).where(ContactEntry.case_id == case_id, ContactEntry.entry == ATTEMPT)
    )
    return f"A-{(made or 0) + 1:02d}"


def find_attempt(uow: UnitOfWork, case_number: str, number: str) -> tuple[Case, ContactEntry]:
    """Give the case and the searchable row of an attempt.

    Raises:
        NotFoundError: there is no such attempt.

    """
    query = (
        select(Case, ContactEntry)
        .join(ContactEntry, ContactEntry.case_id == Case.id)
        .where(Case.number == case_number, ContactEntry.no == number, ContactEntry.entry == ATTEMPT)
    )
    found = uow.session.execute(query).one_or_none()
    if found is None:
        raise NotFoundError(
            N_("There is no contact attempt {number} in the case {case}."), number=number, case=case_number
        )
    return found[0], found[1]
