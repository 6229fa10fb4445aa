"""An office as a whole: checking it, backing it up, restoring it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.items import Checked
from xborder_desk.domain.registers import AUDIT, Finding
from xborder_desk.i18n import N_
from xborder_desk.pipelines import stamps as stamp_checks
from xborder_desk.storage import archive, registers
from xborder_desk.storage.models import Setting
from xborder_desk.storage.queries import cases, checks, evidence, stamps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.office import Office

SAMPLE: Final = "sample"
"""The key of the setting that says the office is one of sample cases."""


class Offices:
    """What can be done with the open office."""

    def __init__(self, office: Office, apart: Apart) -> None:
        self._office = office
        self._apart = apart

    def close(self) -> None:
        """Let go of the office and end its child processes."""
        self._apart.close()
        self._office.close()

    def beat(self) -> None:
        """Renew the note that says we have the office open."""
        self._office.presence.beat()

    def mark_sample(self) -> None:
        """Write down that the cases of this office are invented, so that nobody takes them for real ones."""
        with self._office.database.write() as uow:
            uow.session.add(Setting(key=SAMPLE, value={"fictional": True}))
            uow.record(AUDIT, "office", "marked_as_sample")
            uow.commit()

    def is_sample(self) -> bool:
        """Whether this office was made with the sample cases."""
        with self._office.database.read() as uow:
            return uow.session.get(Setting, SAMPLE) is not None

    def summary(self) -> dict[str, int]:
        """Give how many cases and evidence items there are."""
        with self._office.database.read() as uow:
            return {"cases": cases.count(uow), "evidence": evidence.count(uow)}

    def check(self, ctx: JobContext) -> Checked:
        """Check the database, every register line, every evidence hash and time stamp, and what is left over.

        Raises:
            Cancelled: the person asked for it to stop.

        """
        with self._office.database.read() as uow:
            findings = [*checks.database(uow), *registers.check(uow.connection), *checks.contact_entries(uow)]
            findings += checks.custody(uow)
            items = evidence.hashes(uow)
            stamped = stamps.kept(uow), stamps.recorded(uow), stamps.trusted(uow)
        findings += checks.stored_bytes(self._office.store, items, ctx)
        findings += stamp_checks.findings(*stamped, self._apart, ctx)
        findings += self._left_over({item[3] for item in items})
        return Checked(len(items), tuple(findings))

    def clear_leftovers(self) -> int:
        """Remove what an interrupted intake left behind: temporary files, and bytes that no item names.

        Gives how many files were removed.
        """
        with self._office.database.write() as uow:
            named = {item[3] for item in evidence.hashes(uow)}
            removed = self._office.store.remove_unnamed(named)
            if removed:
                uow.record("audit", "office", "leftovers_removed", files=removed)
                uow.commit()
        return len(removed)

    def backup(self, target: Path, ctx: JobContext) -> dict[str, int]:
        """Write the whole office into one file, while it may be in use; gives the counts.

        Raises:
            FileError: the place cannot be written to.
            DiskFullError: there is no room.
            Cancelled: the person asked for it to stop; nothing is left behind.

        """
        return archive.write(self._office, target, ctx)

    def _left_over(self, named: set[str]) -> Iterator[Finding]:
        for temp in self._office.store.leftovers():
            yield Finding(
                "leftover",
                temp.name,
                N_("A temporary file of an interrupted intake is left over: {file}."),
                (("file", temp.name),),
            )
        for sha256 in self._office.store.kept():
            if sha256 not in named:
                yield Finding(
                    "leftover",
                    sha256,
                    N_("Bytes that no item names are left over from an interrupted intake: {sha256}."),
                    (("sha256", sha256),),
                )


def restore(source: Path, folder: Path, ctx: JobContext) -> dict[str, int]:
    """Unpack a backup into a new folder; gives how many cases and items it holds.

    Raises:
        OfficeError: the folder is taken, or the backup is damaged or none.
        FileError: the backup cannot be read.
        DiskFullError: there is no room.

    """
    return archive.restore(source, folder, ctx)
