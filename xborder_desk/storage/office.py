"""An embedded office: a folder with a database, an evidence store, and the notes of who has it open."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
import uuid
from functools import partial
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from xborder_desk.domain.errors import DiskFullError, OfficeError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.storage import reserve, schema
from xborder_desk.storage.blobs import FolderStore
from xborder_desk.storage.engine import sqlite_engine
from xborder_desk.storage.models import OfficeInfo
from xborder_desk.storage.presence import Presence
from xborder_desk.storage.uow import Database, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine import Engine

DATABASE: Final = "office.db"
EVIDENCE: Final = "evidence"


class Office:
    """An open office: its database, its evidence store, and thumbnails, which can be made again."""

    def __init__(self, folder: Path, database: Database, store: FolderStore, presence: Presence) -> None:
        self.folder = folder
        self.database = database
        self.store = store
        self.presence = presence

    @property
    def zone(self) -> str:
        """The name of the time zone the office works in, as chosen when it was made."""
        return info(self).get("zone", "UTC")

    @property
    def language(self) -> str:
        """The language the office was made in, as a BCP 47 tag; empty if nobody said it."""
        return info(self).get("language", "")

    @property
    def thumbnails(self) -> Path:
        """Where thumbnails lie; nothing there is needed to keep."""
        return self.folder / "thumbnails"

    def backup_database(self, target: Path) -> None:
        """Copy the database as it is at one moment, while others may go on writing.

        Raises:
            DiskFullError: there is no room for the copy.

        """
        try:
            with (
                contextlib.closing(sqlite3.connect(self.folder / DATABASE)) as source,
                contextlib.closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy, pages=-1)
                problem = copy.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.OperationalError as error:
            target.unlink(missing_ok=True)
            raise DiskFullError(
                N_("There is no room for the copy at “{place}”. Choose another disk."), place=target.parent
            ) from error
        except sqlite3.DatabaseError as error:
            target.unlink(missing_ok=True)
            raise OfficeError(
                N_("The copy of the database is damaged and was not kept. Check the disk.")
            ) from error
        if problem != "ok":
            raise OfficeError(N_("The copy of the database is damaged and was not kept. Check the disk."))

    def close(self) -> None:
        """Let go of the office."""
        self.presence.leave()
        self.database.close()


def is_office(folder: Path) -> bool:
    """Whether a folder holds an office."""
    return (folder / DATABASE).is_file()


def create(
    folder: Path,
    *,
    actor: str,
    zone: str = "UTC",
    language: str = "",
    clock: Callable[[], dt.datetime] = utc_now,
) -> Office:
    """Make a new office in a folder that does not exist yet or is empty.

    Raises:
        OfficeError: there is an office or anything else there, or the place cannot be written to.

    """
    if is_office(folder):
        raise OfficeError(
            N_("There is an office at “{place}” already. Open it, or choose another place."), place=folder
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OfficeError(N_("“{place}” is not empty. Choose a new folder for the office."), place=folder)
    # Made beside its place and renamed, so that a half-made office never stands where one is looked for.
    side = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
    try:
        side.mkdir(parents=True)
        (side / EVIDENCE).mkdir()
        _write_birth(side, actor, {"zone": zone, "language": language}, clock)
        if folder.exists():
            folder.rmdir()
        side.rename(folder)
    except OSError as error:
        shutil.rmtree(side, ignore_errors=True)
        raise OfficeError(
            N_("No office can be made at “{place}”: the place cannot be written to."), place=folder
        ) from error
    except BaseException:
        shutil.rmtree(side, ignore_errors=True)
        raise
    return open_office(folder, actor=actor, clock=clock)


def discard(office: Office) -> None:
    """Close an office that was only just made, and take it away again: nobody has worked in it yet."""
    office.close()
    shutil.rmtree(office.folder, ignore_errors=True)


def _write_birth(folder: Path, actor: str, chosen: dict[str, str], clock: Callable[[], dt.datetime]) -> None:
    database = Database(sqlite_engine(folder / DATABASE), actor=actor, clock=clock)
    try:
        schema.bring_up(database.engine, _nothing_to_copy)
        with database.write() as uow:
            born = {"uid": uuid.uuid4().hex, "created": uow.now.isoformat(), **chosen}
            uow.session.add_all(OfficeInfo(key=key, value=value) for key, value in born.items())
            uow.record(AUDIT, OFFICE_SCOPE, "office_created", born["uid"])
            uow.commit()
    finally:
        database.close()


def _nothing_to_copy(revision: str) -> None:
    del revision


def open_office(folder: Path, *, actor: str, clock: Callable[[], dt.datetime] = utc_now) -> Office:
    """Open the office in a folder, bringing an older one up to date after copying its database.

    Raises:
        OfficeError: there is none, it is newer than the program, open on another machine, or damaged.

    """
    if not is_office(folder):
        raise OfficeError(
            N_('There is no office at “{place}”. Make one with: xborder-desk office create "{place}"'),
            place=folder,
        )
    presence = Presence(folder, actor)
    presence.enter()
    engine = sqlite_engine(folder / DATABASE)
    try:
        _bring_up(engine, folder)
    except BaseException:
        engine.dispose()
        presence.leave()
        raise
    store = FolderStore(folder / EVIDENCE)
    with contextlib.suppress(OSError):
        (folder / EVIDENCE).mkdir(exist_ok=True)
        store.sweep()
    reserve.keep(folder)
    database = Database(engine, actor=actor, clock=clock, when_full=partial(reserve.drop, folder))
    return Office(folder, database, store, presence)


def _bring_up(engine: Engine, folder: Path) -> None:
    try:
        schema.bring_up(engine, _copier(folder))
    except DiskFullError:
        # Even opening needs a little room; the reserve is there for this.
        if not reserve.drop(folder):
            raise
        schema.bring_up(engine, _copier(folder))


def _copier(folder: Path) -> Callable[[str], None]:
    def copy(revision: str) -> None:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
        target = folder / f"before-upgrade-{revision}-{stamp}.db"
        with (
            contextlib.closing(sqlite3.connect(folder / DATABASE)) as source,
            contextlib.closing(sqlite3.connect(target)) as side,
        ):
            source.backup(side, pages=-1)
        with target.open("rb") as handle:
            os.fsync(handle.fileno())

    return copy


def info(office: Office) -> dict[str, str]:
    """Give what is known of the office itself: its uid, its birthday and its time zone."""
    with office.database.read() as uow:
        return {row.key: row.value for row in uow.session.scalars(select(OfficeInfo))}
