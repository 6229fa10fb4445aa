"""Evidence taken off a case's list, and put back; its bytes, its custody and its number stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.storage.queries import cases, evidence, evidence_bin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.storage.uow import Database


class EvidenceBin:
    """What can be done with evidence that does not belong to a case after all; part of ``Evidence``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, case_number: str) -> Sequence[EvidenceRow]:
        """Give the items that were taken off the list of a case, in their order, without their parts.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case_id = evidence.case_key(uow, case_number)[0]
            return [evidence.row(uow, one) for one in evidence_bin.ids(uow, case_id)]

    def take_off(self, case_number: str, numbers: Sequence[str]) -> None:
        """Take items off the list of a case with their parts, all or none.

        Raises:
            BadInputError: an item is a part, or proves something; the sentence says what.
            NotFoundError: no such case or item.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            taken = 0
            for number in numbers:
                item = evidence.find_own(uow, number, case.number, field="evidence")
                if item.parent_id is not None:
                    told = N_("{number} is a part of another item. Take off the whole of it.")
                    raise BadInputError(told, field="evidence", number=item.no)
                if used := evidence_bin.proves(uow, case, item):
                    told = N_("{number} is the proof of {used}. Take it out there first.")
                    raise BadInputError(told, field="evidence", number=item.no, used=", ".join(used))
                if held := evidence_bin.holds(uow, case, item):
                    told = N_("{number} is the proof of {held}, so it stays on the list.")
                    raise BadInputError(told, field="evidence", number=item.no, held=held)
                if evidence_bin.mark(uow, item.id, uow.now):
                    taken += 1
                    uow.record(AUDIT, case.uid, "evidence_taken_off", item.uid, evidence=item.no)
            if taken:
                cases.touch(case, uow.now)
                uow.commit()

    def put_back(self, case_number: str, numbers: Sequence[str]) -> None:
        """Put items back on the list of a case with their parts, all or none.

        Raises:
            NotFoundError: no such case or item.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            back = 0
            for number in numbers:
                item = evidence.find_own(uow, number, case.number, field="evidence")
                if evidence_bin.mark(uow, item.id, None):
                    back += 1
                    uow.record(AUDIT, case.uid, "evidence_put_back", item.uid, evidence=item.no)
            if back:
                cases.touch(case, uow.now)
                uow.commit()
