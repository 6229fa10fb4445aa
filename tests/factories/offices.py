"""Offices to test with: embedded or on PostgreSQL, with a clock that the test holds in its hand."""

from __future__ import annotations

import datetime as dt
import importlib
import shutil
import uuid
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from xborder_desk.app import compose, find_places
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.services.contacts import Contacts
from xborder_desk.services.evidence import Evidence
from xborder_desk.services.evidence.intake import Intake
from xborder_desk.storage import office as offices
from xborder_desk.storage import schema
from xborder_desk.storage.blobs import FolderStore
from xborder_desk.storage.engine import postgres_engine
from xborder_desk.storage.models import Base, OfficeInfo
from xborder_desk.storage.office import Office
from xborder_desk.storage.presence import Presence
from xborder_desk.storage.uow import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.services import Desk

ACTOR: Final = "Jana Weiß"
ZONE: Final = "Europe/Berlin"
START: Final = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class Clock:
    """Tells ``moment`` and goes on by a second each time it is asked."""

    def __init__(self, moment: dt.datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        told = self.moment
        self.moment += dt.timedelta(seconds=1)
        return told


class Inline:
    """Does here what ``Apart`` does in a child: quick, for files that the test itself wrote."""

    def __init__(self) -> None:
        self.closed = False

    def run(self, work: str, *args: Any, ctx: object = None, limits: object = None) -> Any:
        del ctx, limits
        module, _, function = work.partition(":")
        return getattr(importlib.import_module(module), function)(*args)

    def close(self) -> None:
        self.closed = True


def blank_folder(folder: Path) -> Path:
    """Make an office once, to be copied by the tests; its reserve is empty, so copies are quick."""
    offices.create(folder, actor=ACTOR, zone=ZONE, clock=Clock(START - dt.timedelta(days=1))).close()
    (folder / "reserve").write_bytes(b"")
    return folder


def copy_of(blank: Path, folder: Path, clock: Callable[[], dt.datetime] | None = None) -> Office:
    """Open a copy of a blank office."""
    shutil.copytree(blank, folder)
    return offices.open_office(folder, actor=ACTOR, clock=clock or Clock())


def blank_database(url: str) -> None:
    """Bring an empty PostgreSQL database to the schema, and found an office in it."""
    database = Database(postgres_engine(url), actor=ACTOR, clock=Clock(START - dt.timedelta(days=1)))
    schema.bring_up(database.engine, lambda _revision: None)
    with database.write() as uow:
        born = {"uid": uuid.uuid4().hex, "created": uow.now.isoformat(), "zone": ZONE}
        uow.session.add_all(OfficeInfo(key=key, value=value) for key, value in born.items())
        uow.record(AUDIT, OFFICE_SCOPE, "office_created", born["uid"])
        uow.commit()
    database.close()


def as_founded(url: str) -> None:
    """Empty a PostgreSQL office and found it again: far quicker than a new database for every test."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # past triggers and keys
        for table in Base.metadata.tables:
            connection.execute(text(f'DELETE FROM "{table}"'))  # noqa: S608 - our own tables
        for table in ("register_line", "register_head"):
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        for name in connection.execute(text("SELECT sequencename FROM pg_sequences")).scalars().all():
            connection.execute(text(f'ALTER SEQUENCE "{name}" RESTART'))
    blank_database(url)


def shared_office(url: str, folder: Path, clock: Callable[[], dt.datetime] | None = None) -> Office:
    """Open an office whose database is PostgreSQL and whose evidence lies in a folder."""
    (folder / offices.EVIDENCE).mkdir(parents=True)
    database = Database(postgres_engine(url), actor=ACTOR, clock=clock or Clock())
    return Office(folder, database, FolderStore(folder / offices.EVIDENCE), Presence(folder, ACTOR))


def desk_in(office: Office, *, inline: bool = True) -> Desk:
    """Give every use-case of an office; ``inline`` reads evidence here instead of in a child process."""
    desk = compose(office, find_places())
    if not inline:
        return desk
    here = cast("Apart", Inline())
    contacts = Contacts(office, here, Intake(office, here), Catalog(find_places().resources), desk.zone)
    for made in (desk.deriving, desk.stamping, desk.scans, desk.custody):
        made._apart = here
    desk.deriving._intake = desk.watching._intake = desk.capturing._intake = Intake(office, here)
    return replace(desk, evidence=Evidence(office, here), contacts=contacts)


def row_counts(office: Office) -> dict[str, int]:
    """Count the rows of every table."""
    with office.database.read() as uow:
        return {
            name: uow.connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - our own table names
            for name in sorted(Base.metadata.tables)
        }


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the SQL statements that are sent while the block runs, BEGIN and the like left out."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, _p: object, _context: object, _m: object) -> None:
        if not statement.lstrip().upper().startswith(("BEGIN", "SET ", "COMMIT", "ROLLBACK")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
