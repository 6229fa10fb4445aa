"""Taking up a whole list of sellers, batch by batch: what cannot be taken is told, the rest is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.sellers import Imported, Rejected
from xborder_desk.i18n import N_
from xborder_desk.services.sellers import linking, tables, taking
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.uow import Database, UnitOfWork

_BATCH: Final = 500


def import_list(database: Database, matcher: Matcher, file: Path, ctx: JobContext) -> Imported:
    """Take up the sellers of a list.

    Raises:
        FileError: the file cannot be read.
        BadInputError: it has no column with names.

    """
    rows = list(tables.read_sellers(file))
    rejected: list[Rejected] = []
    found = marks = 0
    platforms: dict[str, int] = {}
    for at in range(0, len(rows), _BATCH):
        ctx.progress(at, len(rows), N_("Taking up the sellers of {file}"), file=file.name)
        taken = list(_taken(rows[at : at + _BATCH], rejected))
        with database.write() as uow:
            _keep_all(uow, matcher, taken, platforms, file.name)
            uow.commit()
        found += len(taken)
        marks += sum(len(one.marks) for one in taken)
    ctx.progress(len(rows), len(rows), N_("Taking up the sellers of {file}"), file=file.name)
    return Imported(found, marks, tuple(rejected))


def _keep_all(
    uow: UnitOfWork,
    matcher: Matcher,
    taken: Sequence[taking.Taken],
    platforms: dict[str, int],
    file: str,
) -> None:
    uow.session.add_all(one.seller for one in taken)
    uow.flush()
    for one in taken:
        taking.attach(uow, one, one.seller.id, platforms)
    uow.flush()
    sellers.add_keys(uow, {one.seller.id: matcher.keys(linking.profile_of(one)) for one in taken})
    if taken:
        uids = [one.seller.uid for one in taken]
        uow.record(AUDIT, OFFICE_SCOPE, "sellers_imported", "", file=file, sellers=uids)


def _taken(rows: Iterable[tables.Row | Rejected], rejected: list[Rejected]) -> Iterable[taking.Taken]:
    for row in rows:
        if isinstance(row, Rejected):
            rejected.append(row)
            continue
        try:
            yield taking.take(row.seller)
        except BadInputError as fault:
            rejected.append(Rejected(row.number, fault.text, fault.fields))
