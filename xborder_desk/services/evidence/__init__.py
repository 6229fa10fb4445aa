"""Evidence: adding, listing, showing, handing out and verifying; the bytes are never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections import Counter
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError, FileError, KnownError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.items import Checked, EvidenceView
from xborder_desk.domain.os_faults import unwritable
from xborder_desk.domain.registers import AUDIT, CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.pipelines import ingest
from xborder_desk.pipelines import stamps as stamp_checks
from xborder_desk.services.evidence.binning import EvidenceBin
from xborder_desk.services.evidence.intake import Intake
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, checks, evidence, stamps, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from xborder_desk.domain.items import Added, EvidenceRow
    from xborder_desk.domain.registers import Finding
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.pages import Ahead
    from xborder_desk.storage.office import Office

_CHUNK: Final = 1 << 20
_HEADLESS: Final = frozenset({"head-differs", "head-missing"})


class Evidence:
    """What can be done with the evidence of the open office; ``ahead`` makes pages of what is taken in."""

    def __init__(self, office: Office, apart: Apart, ahead: Ahead | None = None) -> None:
        self._office = office
        self._database = office.database
        self._apart = apart
        self._intake = Intake(office, apart, ahead)
        self.bin = EvidenceBin(office.database)

    def add_files(
        self, case_number: str, paths: Sequence[Path], ctx: JobContext, *, method: str = "", source: str = ""
    ) -> list[Added]:
        """Take files and folders into a case, one by one: ``method`` says how they came, ``source`` whence.

        Gives one entry per file, in the order given; what a fault kept out is in its entry. What was kept in
        the case earlier and not read, because reading was stopped, is read afterwards.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop; what was taken in before stays.

        """
        whose = words.name(source, field="source", needed=False)
        with self._database.read() as uow:
            waiting = evidence.unread(uow, evidence.case_key(uow, case_number)[0])
        taken = self._intake.take_all(case_number, ingest.expand(paths), ctx, method=method, source=whose)
        self._read_waiting(waiting, ctx)
        return taken

    def read_again(self, case_number: str, ctx: JobContext) -> int:
        """Read what is kept but was not read yet, because a reading was stopped; gives how many were read.

        What still cannot be read, for want of room or because its bytes are gone, stays as it was.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            waiting = evidence.unread(uow, evidence.case_key(uow, case_number)[0])
        return self._read_waiting(waiting, ctx)

    def open_with_password(self, number: str, password: str, ctx: JobContext, case_number: str = "") -> None:
        """Read a locked item again with its password, which is kept nowhere; its custody says it was opened.

        Raises:
            BadInputError: the password does not open it, or it needs none.
            NotFoundError: there is no such item, or its bytes are gone.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            item = evidence.find(uow, number, case_number)
            evidence_id = item.id
        self._intake.read(evidence_id, ctx, password)

    def _read_waiting(self, waiting: Sequence[int], ctx: JobContext) -> int:
        read = 0
        for done, evidence_id in enumerate(waiting):
            ctx.progress(done, len(waiting), N_("Reading evidence"))
            with contextlib.suppress(KnownError):
                self._intake.read(evidence_id, ctx)
                read += 1
        return read

    def list(self, case_number: str) -> list[EvidenceRow]:
        """Give the items of a case in their order, parts behind their whole.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            return evidence.rows(uow, evidence.case_key(uow, case_number)[0])

    def show(self, number: str, case_number: str = "") -> EvidenceView:
        """Give one item with its custody and the text of its pages.

        Raises:
            NotFoundError: there is no such item.

        """
        with self._database.read() as uow:
            item = evidence.find(uow, number, case_number)
            case, _uid = evidence.case_number(uow, item.case_id)
            return EvidenceView(
                case=case,
                row=evidence.row(uow, item.id),
                custody=evidence.custody(uow, item.uid),
                page_texts=evidence.page_texts(uow, item.id),
                recognised=texts.recognised_pages(uow, item.id),
            )

    def describe(self, number: str, given: Mapping[str, str], case_number: str = "") -> None:
        """Change what people say of an item: ``title``, ``language``, ``source``, ``on``. Its bytes stay.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: there is no such item.

        """
        taken: dict[str, str] = {}
        for name, value in given.items():
            if name == "language":
                taken[name] = codes.language_tag(value, field=name)
            elif name == "on":
                # A month alone is refused, not taken as its first day.
                taken[name] = str(words.day(value, field=name) or "")
            elif name in {"title", "source"}:
                taken[name] = words.name(value, field=name, needed=name == "title")
            else:
                raise BadInputError(N_("An item has no field “{given}”."), field=name, given=name)
        with self._database.write() as uow:
            item = evidence.find(uow, number, case_number)
            changes = {
                n: [getattr(item, n), value] for n, value in taken.items() if getattr(item, n) != value
            }
            if not changes:
                return
            for name in changes:
                setattr(item, name, taken[name])
            case, case_uid = evidence.case_number(uow, item.case_id)
            cases.touch(cases.find(uow, case), uow.now)
            uow.record(AUDIT, case_uid, "evidence_described", item.uid, evidence=item.no, changes=changes)
            uow.commit()

    def path_for_reading(self, number: str, case_number: str = "") -> Path:
        """Say where an item's bytes lie, for a viewer that only reads.

        Raises:
            NotFoundError: there is no such item, or its bytes are gone.

        """
        with self._database.read() as uow:
            return self._office.store.path(evidence.find(uow, number, case_number).sha256)

    def thumbnail(self, sha256: str) -> Path | None:
        """Say where the small picture of these bytes lies, if there is one."""
        found = self._office.thumbnails / f"{sha256}.jpg"
        return found if found.is_file() else None

    def export(self, number: str, target: Path, case_number: str = "") -> str:
        """Hand out a copy of an item's bytes, checked on the way; gives their SHA-256.

        Raises:
            FileError: the place is taken or cannot be written to, or the stored bytes are not what they were.
            NotFoundError: there is no such item, or its bytes are gone.

        """
        with self._database.read() as uow:
            item = evidence.find(uow, number, case_number)
            case_uid = evidence.case_number(uow, item.case_id)[1]
            sha256, no, uid = item.sha256, item.no, item.uid
        goal = target / item.filename if target.is_dir() else target
        _copy_out(self._office.store.path(sha256), goal, sha256)
        with self._database.write() as uow:
            where = storable(str(goal.absolute()))
            uow.record(CUSTODY, case_uid, "export", uid, evidence=no, sha256=sha256, to=where)
            uow.commit()
        return sha256

    def verify(self, case_number: str | None, ctx: JobContext) -> Checked:
        """Hash every item again and check the registers, of one case or of all; the check is written down.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop.

        """
        with self._database.read() as uow:
            key = evidence.case_key(uow, case_number) if case_number else None
            items = evidence.hashes(uow, key[0] if key else None)
            findings = [
                found
                for found in [
                    *registers.check(uow.connection),
                    *checks.custody(uow),
                    *checks.contact_entries(uow),
                ]
                if key is None or _concerns(found, key[1], case_number or "")
            ]
            whose = key[0] if key else None
            stamped = stamps.kept(uow, whose), stamps.recorded(uow, whose), stamps.trusted(uow)
        findings += checks.stored_bytes(self._office.store, items, ctx)
        findings += stamp_checks.findings(*stamped, self._apart, ctx)
        headless = {
            dict(found.fields).get("scope")
            for found in findings
            if found.kind in _HEADLESS and dict(found.fields).get("register") == CUSTODY
        }
        for case, count in sorted(Counter(item[0] for item in items).items()):
            with self._database.write() as uow:
                case_uid = evidence.case_key(uow, case)[1]
                if case_uid in headless:
                    continue  # nothing can follow a line of which nobody knows which it is
                wrong = sum(_concerns(found, case_uid, case) for found in findings)
                uow.record(CUSTODY, case_uid, "verify", case_uid, items=count, findings=wrong)
                uow.commit()
        return Checked(len(items), tuple(findings))


def _concerns(found: Finding, case_uid: str, case_number: str) -> bool:
    scope = dict(found.fields).get("scope", "")
    return scope in {case_uid, "office"} or found.subject.startswith((f"{case_number}/", f"{case_number} "))


def _copy_out(source: Path, goal: Path, sha256: str) -> None:
    side = goal.with_name(f".{uuid.uuid4().hex}")
    try:
        if goal.exists():
            raise FileError(N_("There is a file “{file}” already. Choose another name."), file=goal.name)
        with source.open("rb") as handle, side.open("xb") as out:
            found = _copy(handle, out)
        if found != sha256:
            raise FileError(
                N_("The stored bytes of “{file}” are not what was taken in; nothing was handed out."),
                file=goal.name,
            )
        side.rename(goal)
    except OSError as error:
        raise unwritable(goal, error) from error
    finally:
        with contextlib.suppress(OSError):
            side.unlink(missing_ok=True)


def _copy(handle: BinaryIO, out: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := handle.read(_CHUNK):
        digest.update(chunk)
        out.write(chunk)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest()
