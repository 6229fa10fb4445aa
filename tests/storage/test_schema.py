"""Schemas of other versions: an older one is copied, then brought up; a newer one is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from tests.factories.offices import ACTOR
from xborder_desk.domain.errors import OfficeError
from xborder_desk.storage import office as offices
from xborder_desk.storage import schema
from xborder_desk.storage.engine import WRITE, postgres_engine, sqlite_engine

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from xborder_desk.storage.office import Office


def steps() -> list[str]:
    """The revisions from the first to the newest."""
    script = ScriptDirectory.from_config(schema._config())
    return [revision.revision for revision in script.walk_revisions()][::-1]


def bring_to(engine: Engine, revision: str) -> None:
    """Bring an empty database to an older schema."""
    with engine.connect().execution_options(**{WRITE: True}) as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def stamp(database: Path, revision: str) -> None:
    """Write another revision into a database."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()


@pytest.mark.parametrize("revision", steps()[:-1])
def test_an_older_office_is_copied_and_brought_up(tmp_path: Path, revision: str) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    engine = sqlite_engine(folder / offices.DATABASE)
    bring_to(engine, revision)
    with engine.connect().execution_options(**{WRITE: True}) as connection:
        connection.exec_driver_sql("INSERT INTO office_info VALUES ('zone', 'Asia/Shanghai')")
        connection.commit()
    engine.dispose()

    office = offices.open_office(folder, actor=ACTOR)
    assert schema.current(office.database.engine) == schema.newest()
    assert office.zone == "Asia/Shanghai"
    office.close()
    (copy,) = folder.glob(f"before-upgrade-{revision}-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
        assert connection.execute("SELECT value FROM office_info").fetchall() == [("Asia/Shanghai",)]


def test_an_upgrade_that_fails_leaves_the_office_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = sqlite_engine(tmp_path / "office.db")
    bring_to(engine, steps()[0])

    def fail(revision: str) -> None:
        raise OSError(28, f"no room for the copy of {revision}")

    with pytest.raises(OSError, match="no room"):
        schema.bring_up(engine, fail)
    assert schema.current(engine) == steps()[0]
    monkeypatch.undo()
    engine.dispose()


@pytest.mark.parametrize("revision", ["2031_05_1_future", "", "nonsense; DROP TABLE case"])
def test_an_office_of_a_newer_version_is_refused_and_not_touched(embedded: Office, revision: str) -> None:
    embedded.close()
    database = embedded.folder / offices.DATABASE
    stamp(database, revision)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = database.read_bytes()
    with pytest.raises(OfficeError, match="newer version of Xborder Desk"):
        offices.open_office(embedded.folder, actor=ACTOR)
    assert database.read_bytes() == before
    assert list((embedded.folder / "open").glob("*")) == []


def test_a_shared_office_of_a_newer_version_is_refused(postgres_url: str) -> None:
    engine = postgres_engine(postgres_url)
    schema.bring_up(engine, lambda _revision: None)
    with engine.connect().execution_options(**{WRITE: True}) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '2031_05_1_future'")
        connection.commit()
    with pytest.raises(OfficeError, match="newer version"):
        schema.bring_up(engine, lambda _revision: None)
    engine.dispose()
