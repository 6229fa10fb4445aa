"""Many cases at once: seen before it is written, written in one transaction, and taken back as a whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.case_list import BulkChange
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.services.cases import fields
from xborder_desk.storage.queries import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from xborder_desk.storage.models import Case
    from xborder_desk.storage.uow import Database, UnitOfWork

ALLOWED: Final = ("status", "caseworker", "platform", "language")
"""The fields that may be the same in many cases."""
MOST: Final = 10_000


class ManyCases:
    """What can be done with many cases at once; part of ``Cases``."""

    def __init__(self, database: Database, problems: Callable[[], tuple[str, Collection[str]]]) -> None:
        self._database = database
        self._problems = problems

    def numbers(self, ids: Sequence[int]) -> list[str]:
        """Give the numbers of cases by their ids, in that order; those that are gone are left out.

        Raises:
            BadInputError: there are too many cases.

        """
        _check_count(ids)
        with self._database.read() as uow:
            return cases.numbers(uow, ids)

    def preview(self, numbers: Sequence[str], given: Mapping[str, str]) -> BulkChange:
        """Say what a change would do; nothing is written.

        Raises:
            BadInputError: a value cannot be taken, or there are too many cases.
            NotFoundError: no such case.

        """
        values = self._read(numbers, given)
        with self._database.read() as uow:
            rows = cases.find_many(uow, numbers)
        held = {name: Counter(str(getattr(row, name) or "") for row in rows) for name in values}
        same = sum(all(getattr(row, name) == value for name, value in values.items()) for row in rows)
        return BulkChange(
            len(rows), same, tuple((name, tuple(counter.most_common())) for name, counter in held.items())
        )

    def set(self, numbers: Sequence[str], given: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Change fields of many cases in one transaction; gives what stood there, by case, to be put back.

        Raises:
            BadInputError: a value cannot be taken, or there are too many cases; nothing is written.
            NotFoundError: no such case; nothing is written.

        """
        values = self._read(numbers, given)
        before: dict[str, dict[str, str]] = {}
        with self._database.write() as uow:
            for row in cases.find_many(uow, numbers):
                was = {name: str(getattr(row, name) or "") for name in values}
                if self._write(uow, row, values, len(numbers)):
                    before[row.number] = was
            uow.commit()
        return before

    def put_back(self, before: Mapping[str, Mapping[str, str]]) -> None:
        """Put back what stood in many cases, in one transaction.

        Raises:
            NotFoundError: no such case; nothing is written.

        """
        with self._database.write() as uow:
            for row in cases.find_many(uow, list(before)):
                self._write(uow, row, self._read([row.number], before[row.number]), len(before))
            uow.commit()

    def bin(self, numbers: Sequence[str]) -> None:
        """Put many cases into the bin, in one transaction.

        Raises:
            NotFoundError: no such case; nothing is written.

        """
        self._move(numbers, binned=True)

    def take_back(self, numbers: Sequence[str]) -> None:
        """Take many cases out of the bin, in one transaction.

        Raises:
            NotFoundError: no such case; nothing is written.

        """
        self._move(numbers, binned=False)

    def _move(self, numbers: Sequence[str], *, binned: bool) -> None:
        _check_count(numbers)
        with self._database.write() as uow:
            for row in cases.find_many(uow, numbers):
                cases.move(uow, row, binned=binned)
            uow.commit()

    def _read(self, numbers: Sequence[str], given: Mapping[str, str]) -> dict[str, Any]:
        _check_count(numbers)
        for name in given:
            if name not in ALLOWED:
                raise BadInputError(
                    N_("“{given}” is different in each case. Possible for many: {possible}."),
                    field=name,
                    given=name,
                    possible=", ".join(ALLOWED),
                )
        return fields.read(given, {}, self._problems()[1])

    @staticmethod
    def _write(uow: UnitOfWork, row: Case, values: Mapping[str, Any], many: int) -> bool:
        changes = {
            name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
        }
        if not changes:
            return False
        for name, (_was, value) in changes.items():
            setattr(row, name, value)
        cases.touch(row, uow.now)
        cases.refresh_keys(uow, row)
        uow.record(
            AUDIT, row.uid, "case_changed", row.uid, version=row.version, changes=changes, together=many
        )
        return True


def _check_count(numbers: Sequence[object]) -> None:
    if len(numbers) > MOST:
        raise BadInputError(
            N_("{count} cases at once are too many; at most {most}. Narrow the list."),
            field="cases",
            count=len(numbers),
            most=MOST,
        )
