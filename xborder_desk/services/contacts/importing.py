"""Mails into the register: each read apart, judged, and written with its evidence in one transaction."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from xborder_desk.domain.errors import DiskFullError, FileError, KnownError
from xborder_desk.domain.evidence import Message, storable
from xborder_desk.domain.mail_import import Imported
from xborder_desk.domain.mails import ToldMail
from xborder_desk.domain.registers import CONTACTS, CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.mail.mbox import MOST, is_mbox, stream_mbox
from xborder_desk.pipelines.ingest import expand
from xborder_desk.services.contacts.ledger import Ledger, read_ledger
from xborder_desk.services.contacts.taking import Case, Taking, earlier
from xborder_desk.services.contacts.who import people_of
from xborder_desk.storage import registers, reserve
from xborder_desk.storage.queries import contacts, evidence
from xborder_desk.storage.queries.intake import enter_item

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from xborder_desk.domain.evidence import Stored
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.ingest import Whole
    from xborder_desk.services.contacts.taking import Before
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

METHOD: Final = "mail"
_ONE_MAIL: Final = frozenset({".eml", ".msg", ".txt"})
_HEAD: Final = 64 << 10
_MIB: Final = 1 << 20
_LIMITS: Final = Limits(jobs=500)
_WORK: Final = "xborder_desk.mail.telling_apart:told_of"


class Intake(Protocol):
    """What takes bytes into a case as evidence; the evidence use-cases have it."""

    def look(self, stored: Stored, name: str, ctx: JobContext) -> Whole:
        """Read apart what is safe in the store and has no row yet."""

    def note(
        self, uow: UnitOfWork, case_uid: str, evidence_id: int, stored: Stored, name: str, whole: Whole
    ) -> None:
        """Write what was read of an item, in the transaction that enters it."""


class MailImport:
    """Takes mails into a case, whoever asks for it and however they came."""

    def __init__(self, office: Office, apart: Apart, intake: Intake, zone: dt.tzinfo) -> None:
        self._office = office
        self._apart = apart
        self._intake = intake
        self._zone = zone

    def run(self, case_number: str, paths: Sequence[Path], ctx: JobContext) -> list[Imported]:
        """Give one entry per mail, in order. See ``Contacts.import_mails``."""
        with self._office.database.read() as uow:
            key = evidence.case_key(uow, case_number)
        case = Case(key[0], key[1], case_number.strip())
        session = _Session(self._office, self._apart, self._intake, self._zone, case)
        files = expand(paths)
        taken: dict[int, list[Imported]] = {}
        for done, place in enumerate(session.in_order(files, ctx)):
            taken[place] = list(session.take_file(files[place], ctx, done, len(files)))
        return [entry for place in sorted(taken) for entry in taken[place]]

    def take_bytes(
        self, case_number: str, data: bytes, name: str, ctx: JobContext, about: Mapping[str, str]
    ) -> Imported:
        """Take one mail whose bytes are at hand. See ``Contacts.import_bytes``."""
        with self._office.database.read() as uow:
            key = evidence.case_key(uow, case_number)
        case = Case(key[0], key[1], case_number.strip())
        session = _Session(self._office, self._apart, self._intake, self._zone, case, about)
        return session.take_bytes(data, name, ctx)


class _Session:
    """One import: the case, who is who in it, and what its register knows."""

    def __init__(
        self,
        office: Office,
        apart: Apart,
        intake: Intake,
        zone: dt.tzinfo,
        case: Case,
        about: Mapping[str, str] | None = None,
    ) -> None:
        self._about = about or {}
        self._office, self._apart, self._intake, self._zone = office, apart, intake, zone
        self._case = case
        self._ledger = Ledger(seq=-1)
        with office.database.read() as uow:
            self._people = people_of(uow, case.id)

    def in_order(self, files: Sequence[Path], ctx: JobContext) -> list[int]:
        """Give the places of mails so that none comes before the one it answers; else as they were named.

        Their dates are not asked: a clock may be wrong by years.
        """
        if len(files) < 2:  # noqa: PLR2004 - one alone is in order
            return list(range(len(files)))
        told = [self._peek(file, ctx) for file in files]
        known = {one.message_id: place for place, one in enumerate(told) if one and one.message_id}
        order: dict[int, None] = {}
        begun: set[int] = set()
        for first in range(len(files)):
            waiting = [first]
            while waiting:
                place = waiting[-1]
                before = [one for one in _answered(told[place], known) if one not in begun]
                begun.add(place)
                if before:
                    waiting.append(before[0])
                else:
                    order.setdefault(waiting.pop())
        return list(order)

    def _peek(self, file: Path, ctx: JobContext) -> ToldMail | None:
        try:
            if not file.is_file():
                return None
            with file.open("rb") as handle:
                if _is_mailbox(file, handle.read(_HEAD)):
                    return None
            return ToldMail.from_plain(self._apart.run(_WORK, str(file), ctx=ctx, limits=_LIMITS))
        except (OSError, ApartFailed, ValueError):
            return None

    def take_file(self, file: Path, ctx: JobContext, done: int, total: int) -> Iterator[Imported]:
        """Take one file: a mail, or the mails of a mailbox one after another."""
        try:
            with file.open("rb") as handle:
                if not _is_mailbox(file, handle.read(_HEAD)):
                    ctx.progress(done, total, N_("Importing {file}"), file=file.name)
                    yield self._guarded(file, 0, lambda: self._office.store.add(file, ctx), file.name, ctx)
                    return
                handle.seek(0)
                yield from self._take_mailbox(file, handle, ctx)
        except OSError as error:
            fault = FileError(N_("“{file}” cannot be read."), file=file.name)
            fault.__cause__ = error
            yield Imported(file, fault=fault)

    def take_bytes(self, data: bytes, name: str, ctx: JobContext) -> Imported:
        """Take one mail whose bytes are at hand."""
        return self._guarded(Path(name), 0, partial(self._office.store.add_bytes, data), name, ctx)

    def _take_mailbox(self, file: Path, handle: BinaryIO, ctx: JobContext) -> Iterator[Imported]:
        size = file.stat().st_size
        for position, (end, data) in enumerate(stream_mbox(handle), start=1):
            ctx.progress(
                end // _MIB, size // _MIB + 1, N_("Importing {file}: mail {n}"), file=file.name, n=position
            )
            if data is None:
                told = N_(
                    "Mail {n} of “{file}” is larger than {most} MiB and was not taken in. Save it from the "
                    "mail program as a file of its own and add that."
                )
                fault = FileError(told, n=position, file=file.name, most=MOST // _MIB)
                yield Imported(file, position, fault=fault)
                continue
            name = f"{file.stem}-{position:04d}.eml"
            keep = partial(self._office.store.add_bytes, data)
            yield self._guarded(file, position, keep, name, ctx)

    def _guarded(
        self, file: Path, position: int, keep: Callable[[], Stored], name: str, ctx: JobContext
    ) -> Imported:
        try:
            return self._take(file, position, keep(), name, ctx)
        except DiskFullError as fault:
            reserve.drop(self._office.folder)
            return Imported(file, position, fault=fault)
        except KnownError as fault:
            return Imported(file, position, fault=fault)

    def _take(self, file: Path, position: int, stored: Stored, name: str, ctx: JobContext) -> Imported:
        """Read the mail apart, then write everything that follows from it in one transaction."""
        mail = self._told(stored, ctx)
        with self._office.database.read() as uow:
            self._refresh(uow)
            before = self._earlier(uow, stored, mail)
            here = contacts.item_on_list(uow, self._case.id, stored.sha256)
        if before is not None:
            return Imported(file, position, *before)
        # Bytes that somebody has added as evidence are read already: the mail is that item.
        whole, told = (None, ()) if here else self._look(stored, name, ctx)
        with self._office.database.write() as uow:
            self._refresh(uow)
            before = self._earlier(uow, stored, mail)  # somebody else may have been quicker
            if before is not None:
                return Imported(file, position, *before)
            taking = Taking(uow, self._case, self._people, self._ledger, self._zone, self._about)
            decision = taking.decide(mail)
            about = {"canonical": mail.canonical, "outcome": decision.outcome, "attempts": decision.numbers}
            here = contacts.item_on_list(uow, self._case.id, stored.sha256)
            uid, number = here or self._enter(uow, stored, name, about, whole)
            if here:
                told = (*told, Message(N_("same bytes as {number}"), {"number": number}))
                _received_again(uow, self._case, here, stored, name, about)
            taking.write(decision, {"evidence": number, "sha256": stored.sha256})
            seq = _seq(uow, self._case.uid)
            uow.commit()
        if mail.readable:
            self._ledger.before[mail.canonical] = uid
        self._ledger.seq = seq
        return Imported(
            file,
            position,
            decision.outcome,
            tuple(decision.numbers),
            number,
            recipients=mail.report.recipients if mail.report else (),
            warnings=(*decision.warnings, *told),
        )

    def _enter(
        self, uow: UnitOfWork, stored: Stored, name: str, about: Mapping[str, object], whole: Whole | None
    ) -> tuple[str, str]:
        """Add the mail to the case as an item, with what was read of it; gives uid and number."""
        key, uid, number = enter_item(
            uow, self._case.id, self._case.uid, stored, name, method=METHOD, mail=about
        )
        if whole is not None:
            self._intake.note(uow, self._case.uid, key, stored, name, whole)
        return uid, number

    def _earlier(self, uow: UnitOfWork, stored: Stored, mail: ToldMail) -> Before | None:
        twin = self._ledger.before.get(mail.canonical, "")
        return earlier(uow, self._case, stored.sha256, twin, mail)

    def _told(self, stored: Stored, ctx: JobContext) -> ToldMail:
        path = str(self._office.store.path(stored.sha256))
        try:
            return ToldMail.from_plain(self._apart.run(_WORK, path, ctx=ctx, limits=_LIMITS))
        except (ApartFailed, ValueError):
            return ToldMail(readable=False, canonical=stored.sha256)

    def _refresh(self, uow: UnitOfWork) -> None:
        """Read the register again if somebody else wrote in it meanwhile."""
        if self._ledger.seq != _seq(uow, self._case.uid):
            self._ledger = read_ledger(uow, self._case.id, self._case.uid)

    def _look(self, stored: Stored, name: str, ctx: JobContext) -> tuple[Whole | None, tuple[Message, ...]]:
        try:
            return self._intake.look(stored, name, ctx), ()
        except KnownError as fault:
            # The bytes are safe, and the register is written all the same; reading can be repeated.
            fields = {field: str(value) for field, value in fault.fields.items()}
            return None, (Message(fault.text, fields),)


def _received_again(
    uow: UnitOfWork, case: Case, here: tuple[str, str], stored: Stored, name: str, about: Mapping[str, object]
) -> None:
    """Write into the custody of an item that its bytes came again, as a mail, and what that became."""
    uid, number = here
    what = {"sha256": stored.sha256, "size": stored.size, "filename": storable(name)}
    uow.record(
        CUSTODY, case.uid, "import", uid, evidence=number, **what, method=METHOD, source="", mail=about
    )


def _answered(mail: ToldMail | None, known: Mapping[str, int]) -> list[int]:
    """Give the places of the mails that one answers or reports on, those it names last first."""
    if mail is None:
        return []
    named = [*mail.answers, mail.report.message_id] if mail.report else mail.answers
    return [known[one] for one in named if one in known]


def _seq(uow: UnitOfWork, case_uid: str) -> int:
    head = registers.head(uow.connection, CONTACTS, case_uid)
    return head.seq if head else 0


def _is_mailbox(file: Path, head: bytes) -> bool:
    return file.suffix.lower() not in _ONE_MAIL and is_mbox(head)
