"""Opening the database of an office: SQLite in a folder, or PostgreSQL for a larger office."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from sqlalchemy import URL, create_engine, event, text

from xborder_desk.domain.errors import DiskFullError, KnownError, OfficeBusyError, OfficeError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import ConnectionPoolEntry

PATIENCE_SECONDS: Final = 5
WRITE: Final = "xborder_write"
_WRITER_LOCK: Final = 0x78624465736B

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # Without it INSERT OR REPLACE would pass by the triggers that keep the registers append-only.
    "PRAGMA recursive_triggers=ON",
    f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}",
)


def sqlite_engine(file: Path) -> Engine:
    """Open the embedded database; every write transaction is one BEGIN IMMEDIATE."""
    # Built from its parts: a folder may have a “?” or “%” in its name.
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def postgres_engine(url: str) -> Engine:
    """Open a shared database; writers take their turn by one advisory lock, as SQLite's do by its own."""
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    if not isinstance(connection, sqlite3.Connection):
        msg = "an embedded office is SQLite"
        raise TypeError(msg)
    # The driver's own habit of opening transactions late would make BEGIN IMMEDIATE impossible.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITE, False):
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"))
    else:
        # All that one look shows is of one moment, as on SQLite; else a check would see half a change.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def known_fault(error: DBAPIError) -> KnownError | None:
    """Give the sentence for a fault of the database that a person can do something about."""
    words = str(error.orig).lower()
    code = str(getattr(error.orig, "sqlstate", "") or "")
    if "database is locked" in words or "database table is locked" in words or code == "55P03":
        return OfficeBusyError(
            N_("Another program has been writing to this office for {seconds} seconds. Try again soon."),
            seconds=PATIENCE_SECONDS,
        )
    if "disk is full" in words or code == "53100":
        return DiskFullError(
            N_("The disk of the office is full. Nothing was changed; make room and try again.")
        )
    if "disk i/o error" in words:
        return DiskFullError(
            N_("The disk of the office cannot be written to: it is full or failing. Make room and try again.")
        )
    return _closed_office(words, code)


def _closed_office(words: str, code: str) -> OfficeError | None:
    if "readonly database" in words or "read-only" in words or code in {"42501", "25006"}:
        return OfficeError(N_("The office may only be read here: its database is not writable for you."))
    if "malformed" in words or "not a database" in words:
        return OfficeError(
            N_("The database of the office is damaged. Restore the last backup to a new place and check it.")
        )
    if "unable to open" in words or "connection failed" in words or code.startswith("08"):
        return OfficeError(N_("The database of the office cannot be reached."))
    return None
