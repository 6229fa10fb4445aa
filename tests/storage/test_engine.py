"""Opening databases: the promises of each connection, and sentences for what goes wrong."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from xborder_desk.domain.errors import DiskFullError, KnownError, OfficeBusyError, OfficeError
from xborder_desk.storage.engine import WRITE, known_fault, postgres_engine, sqlite_engine

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.storage.office import Office


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_keeps_the_promises(embedded: Office, pragma: str, value: object) -> None:
    for _ in range(2):
        with embedded.database.read() as uow:
            assert uow.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        embedded.database.engine.dispose()


@pytest.mark.parametrize("name", ["50% off?", "a#b", "büro 東京", "x;y&z=1", "file:me"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    engine = sqlite_engine(tmp_path / name / "office.db")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
        connection.commit()
    engine.dispose()
    assert (tmp_path / name / "office.db").is_file()


def test_a_look_is_of_one_moment(office: Office) -> None:
    """What others commit meanwhile does not slip into a look that has begun."""
    count = text("SELECT count(*) FROM register_line")
    with office.database.read() as look:
        before = look.connection.execute(count).scalar_one()
        with office.database.write() as uow:
            uow.record("audit", "office", "something")
            uow.commit()
        assert look.connection.execute(count).scalar_one() == before
    with office.database.read() as look:
        assert look.connection.execute(count).scalar_one() == before + 1


def test_a_look_on_postgresql_cannot_write(blank_url: str) -> None:
    engine = postgres_engine(blank_url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("DELETE FROM setting"))
    engine.dispose()
    assert isinstance(known_fault(caught.value), OfficeError)


def test_a_writer_begins_at_once_and_a_reader_does_not_hold_it_up(embedded: Office) -> None:
    with embedded.database.engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM setting"))
        with embedded.database.engine.connect().execution_options(**{WRITE: True}) as writer:
            writer.execute(text("INSERT INTO office_info VALUES ('a', 'b')"))
            writer.commit()


class ToldError(Exception):
    """An error of a driver with a code of PostgreSQL."""

    sqlstate = ""


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        ("database is locked", "", OfficeBusyError),
        ("canceling statement due to lock timeout", "55P03", OfficeBusyError),
        ("database or disk is full", "", DiskFullError),
        ("could not extend file", "53100", DiskFullError),
        ("disk I/O error", "", DiskFullError),
        ("attempt to write a readonly database", "", OfficeError),
        ("permission denied for table case", "42501", OfficeError),
        ("file is not a database", "", OfficeError),
        ("database disk image is malformed", "", OfficeError),
        ("unable to open database file", "", OfficeError),
        ("server closed the connection", "08006", OfficeError),
    ],
)
def test_every_known_fault_has_its_sentence(words: str, code: str, kind: type[KnownError]) -> None:
    told = ToldError(words)
    told.sqlstate = code
    fault = known_fault(OperationalError("SELECT 1", None, told))
    assert type(fault) is kind
    assert str(fault).endswith(".")
    assert "SELECT" not in str(fault)


def test_an_unknown_fault_stays_what_it_is() -> None:
    assert (
        known_fault(OperationalError("SELECT 1", None, sqlite3.OperationalError("no such table: x"))) is None
    )
