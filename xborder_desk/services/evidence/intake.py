"""Taking files in: the bytes safe first, then read apart, then what was read; each its own transaction."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, DiskFullError, KnownError
from xborder_desk.domain.evidence import storable
from xborder_desk.domain.items import PARTLY, READ, UNREADABLE, Added
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.pipelines import ingest
from xborder_desk.storage import reserve
from xborder_desk.storage.queries import cases, evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from xborder_desk.domain.evidence import Reading, Stored
    from xborder_desk.domain.items import EvidenceRow
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.ingest import Inside, Whole
    from xborder_desk.pipelines.pages import Ahead
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

_MOST_TEXT: Final = 4_000_000
_PART_OF_DAY: Final = re.compile(r"\d{4}(?:-\d{2})?")
_YEARS: Final = range(1900, 2200)
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
NO_ROOM: Final = N_(
    "“{file}” is kept, but there was no room on the disk of the office to read it. Make room, then have it "
    "read again."
)


class Intake:
    """Takes files into a case, one by one, whoever asks for it and however they came."""

    def __init__(self, office: Office, apart: Apart, ahead: Ahead | None = None) -> None:
        self._office = office
        self._apart = apart
        self._ahead = ahead

    def take_all(
        self, case_number: str, files: Sequence[Path], ctx: JobContext, *, method: str, source: str
    ) -> list[Added]:
        """Give one entry per file, in order; a file that cannot be taken has its fault there.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop; what was taken in before stays.

        """
        with self._office.database.read() as uow:
            case_id, case_uid = evidence.case_key(uow, case_number)
        added = []
        with self._ahead.among(len(files), ctx) if self._ahead else nullcontext() as making:
            for done, file in enumerate(files):
                ctx.progress(done, len(files), "{file}", file=file.name)
                taken = self._take(case_id, case_uid, file, ctx, method, source)
                added.append(taken)
                if making is not None:
                    for item in _items(taken):
                        making.add(item.sha256, item.media_type, item.number)
        return added

    def keep(
        self, case_id: int, case_uid: str, file: Path, method: str, source: str
    ) -> tuple[int, str, Stored]:
        """Step one: the bytes safe in the store, then their row and custody line. Gives id, uid and hash.

        Raises:
            FileError: the file cannot be read.
            DiskFullError: there is no room.

        """
        stored = self._office.store.add(file)
        with self._office.database.write() as uow:
            if not self._office.store.has(
                stored.sha256
            ):  # cleared as a leftover just before its row was written
                stored = self._office.store.add(file)
            position = evidence.next_position(uow, case_id)
            origin = storable(str(file.absolute()))
            values = {"no": f"E-{position:02d}", "position": position, "origin_path": origin}
            key = _insert(uow, case_id, case_uid, stored, file.name, method, {**values, "source": source})
            uow.commit()
        return *key, stored

    def keep_derived(
        self,
        original: int,
        file: Path,
        name: str,
        method: str,
        values: dict[str, Any],
        note: Callable[[UnitOfWork, int], None],
    ) -> int:
        """Keep a file made of an item as an item of the same case; gives its id.

        ``note`` writes what else belongs to it, in the same transaction as its row.

        Raises:
            FileError: the file cannot be read.
            DiskFullError: there is no room.

        """
        stored = self._office.store.add(file)
        with self._office.database.write() as uow:
            if not self._office.store.has(stored.sha256):  # cleared as a leftover, see ``keep``
                stored = self._office.store.add(file)
            case_id = evidence.place(uow, original).case_id
            case, case_uid = evidence.case_number(uow, case_id)
            position = evidence.next_position(uow, case_id)
            row = {"no": f"E-{position:02d}", "position": position, "derived_from_id": original, **values}
            key, _uid = _insert(uow, case_id, case_uid, stored, name, method, row)
            note(uow, key)
            cases.touch(cases.find(uow, case), uow.now)
            uow.commit()
        return key

    def look(self, stored: Stored, name: str, ctx: JobContext) -> Whole:
        """Read apart what is safe in the store and has no row yet; ``note`` writes it with its row.

        Raises:
            DiskFullError: there is no room for a part.
            Cancelled: the person asked for it to stop.

        """
        path = self._office.store.path(stored.sha256)
        return ingest.read_whole(path, name, store=self._office.store, apart=self._apart, ctx=ctx)

    def note(
        self, uow: UnitOfWork, case_uid: str, evidence_id: int, stored: Stored, name: str, whole: Whole
    ) -> None:
        """Write what ``look`` read of an item, in the transaction that enters it."""
        self._write_reading(uow, evidence_id, name, whole.reading)
        self._add_parts(uow, case_uid, evidence_id, whole.inside)
        self._keep_thumbnail(stored.sha256, whole.reading)

    def read(self, evidence_id: int, ctx: JobContext, password: str | None = None) -> None:
        """Steps two and three for an item that is kept: read it apart, then write what was read.

        The ``password`` goes to the child that reads and is kept nowhere; parts that are there already stay.

        Raises:
            BadInputError: the password does not open it; the item stays as it was.
            Cancelled: the person asked for it to stop; the item stays as it was.

        """
        with self._office.database.read() as uow:
            item = evidence.row(uow, evidence_id)
        path, store = self._office.store.path(item.sha256), self._office.store
        whole = ingest.read_whole(
            path, item.filename, store=store, apart=self._apart, ctx=ctx, password=password
        )
        if password is not None and (whole.reading.facts.get("locked") or not whole.reading.encrypted):
            raise BadInputError(
                N_("This password does not open “{file}”."), field="password", file=item.filename
            )
        with self._office.database.write() as uow:
            row = evidence.find(uow, item.uid)
            case_number, case_uid = evidence.case_number(uow, row.case_id)
            chosen = evidence.described(uow, item.uid)
            self._write_reading(uow, evidence_id, item.filename, whole.reading, chosen)
            there = evidence.parts_of(uow, evidence_id)
            known = {part.sha256 for part in there}
            fresh = [part for part in whole.inside if part.stored.sha256 not in known]
            self._add_parts(uow, case_uid, evidence_id, fresh, len(there) + 1)
            if password is not None:
                uow.record(CUSTODY, case_uid, "unlock", item.uid, evidence=item.number, sha256=item.sha256)
            cases.touch(cases.find(uow, case_number), uow.now)
            uow.commit()
        self._keep_thumbnail(item.sha256, whole.reading)

    def _take(
        self, case_id: int, case_uid: str, file: Path, ctx: JobContext, method: str, source: str
    ) -> Added:
        try:
            evidence_id, _uid, _stored = self.keep(case_id, case_uid, file, method, source)
        except DiskFullError as fault:
            reserve.drop(self._office.folder)
            return Added(file, None, fault)
        except KnownError as fault:
            return Added(file, None, fault)
        fault_reading: KnownError | None = None
        try:
            self.read(evidence_id, ctx)
        except DiskFullError:
            reserve.drop(self._office.folder)
            fault_reading = DiskFullError(NO_ROOM, file=file.name)
        except KnownError as fault:
            fault_reading = fault  # the bytes are safe; reading can be repeated
        with self._office.database.read() as uow:
            rows = evidence.with_parts(uow, evidence_id)
        item = next(row for row in rows if row.id == evidence_id)
        return Added(file, item, fault_reading, _parts(file, item, rows))

    def _add_parts(
        self, uow: UnitOfWork, case_uid: str, parent: int, inside: Sequence[Inside], first: int = 1
    ) -> None:
        whole = evidence.row(uow, parent)
        place = evidence.place(uow, parent)
        for number, part in enumerate(inside, start=first):
            values: dict[str, Any] = {
                "no": f"{whole.number}.{number}",
                "position": place.position,
                "parent_id": parent,
                "source": whole.source,
            }
            key, _uid = _insert(
                uow, place.case_id, case_uid, part.stored, part.name, f"part of {whole.number}", values
            )
            self._write_reading(uow, key, part.name, part.reading)
            self._keep_thumbnail(part.stored.sha256, part.reading)
            self._add_parts(uow, case_uid, key, part.inside)

    def _write_reading(
        self,
        uow: UnitOfWork,
        evidence_id: int,
        filename: str,
        reading: Reading,
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        """Write what a file says of itself; what people have said in its place (``chosen``) stays."""
        texts = _within(reading.page_texts)
        values = {
            "media_type": reading.media_type,
            "kind": reading.kind,
            "title": _titled(reading.title) or _titled(filename) or filename,
            "on_date": _dated(reading.date or ""),
            "language": reading.language or "",
            "pages": reading.pages,
            "text_chars": sum(map(len, texts)),
            "facts": dict(reading.facts),
            "warnings": [{"text": told.text, "fields": dict(told.fields)} for told in reading.warnings],
            "state": _state(reading),
        }
        told = {name: value for name, value in values.items() if name not in chosen}
        evidence.write_reading(uow, evidence_id, told, texts)

    def _keep_thumbnail(self, sha256: str, reading: Reading) -> None:
        if reading.thumbnail is None:
            return
        # A thumbnail that could not be written is only made again later.
        with suppress(OSError):
            self._office.thumbnails.mkdir(exist_ok=True)
            side = self._office.thumbnails / f".{sha256}"
            side.write_bytes(reading.thumbnail)
            shutil.move(side, self._office.thumbnails / f"{sha256}.jpg")


def _insert(
    uow: UnitOfWork,
    case_id: int,
    case_uid: str,
    stored: Stored,
    name: str,
    method: str,
    values: dict[str, Any],
) -> tuple[int, str]:
    filename = _shown(name)
    row = {
        "case_id": case_id,
        "sha256": stored.sha256,
        "size": stored.size,
        "filename": filename,
        "title": _titled(filename) or filename,
        "method": method,
        "acquired_at": uow.now,
        "acquired_by": uow.actor,
    }
    key, uid = evidence.insert_item(uow, {**row, **values})
    uow.record(
        CUSTODY,
        case_uid,
        "import",
        uid,
        evidence=values["no"],
        sha256=stored.sha256,
        size=stored.size,
        filename=filename,
        method=method,
        source=values.get("source", ""),
    )
    return key, uid


def _parts(file: Path, item: EvidenceRow, rows: Sequence[EvidenceRow]) -> tuple[Added, ...]:
    return tuple(
        Added(file, row, None, _parts(file, row, rows)) for row in rows if row.part_of == item.number
    )


def _items(taken: Added) -> Iterator[EvidenceRow]:
    """Give the item a file became, and those that were found in it."""
    if taken.row is not None:
        yield taken.row
    for part in taken.parts:
        yield from _items(part)


def _shown(text: str) -> str:
    """Give a name as a database can hold it: what is no character stands as the replacement character."""
    return text.encode("utf-8", "replace").decode().strip("\0 ").replace("\0", "\ufffd")[:1000]


def _titled(text: str) -> str:
    """Give a title in one line, without marks that would turn what stands around it; names keep theirs."""
    return _shown(" ".join(_TURNING.sub("", text).split()))


def _dated(text: str) -> str:
    """Give the day or moment a file tells, empty where that is none, or one no file of ours can have."""
    whole = f"{text}-01-01"[:10] if _PART_OF_DAY.fullmatch(text) else text
    try:
        moment = dt.datetime.fromisoformat(whole)
    except ValueError:
        return ""
    return text if moment.year in _YEARS else ""


def _within(texts: Sequence[str]) -> list[str]:
    kept, room = [], _MOST_TEXT
    for text in texts:
        clean = text.encode("utf-8", "replace").decode().replace("\0", "")[:room]
        room -= len(clean)
        kept.append(clean)
    return kept


def _state(reading: Reading) -> str:
    shown = reading.viewable or bool(reading.page_texts) or bool(reading.facts.get("text"))
    if reading.warnings and not shown:
        return UNREADABLE
    return PARTLY if any(told.missing for told in reading.warnings) else READ
