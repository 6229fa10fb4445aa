"""Offices of earlier schemas with work in them: brought up, everything is still there and guarded."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from tests.factories.offices import ACTOR, ZONE, Clock
from xborder_desk.domain.registers import AUDIT, CUSTODY, OFFICE_SCOPE
from xborder_desk.storage import office as offices
from xborder_desk.storage import registers, schema
from xborder_desk.storage.engine import WRITE, postgres_engine, sqlite_engine
from xborder_desk.storage.models import Base, Rate, Setting, Staff
from xborder_desk.storage.queries import cases
from xborder_desk.storage.uow import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine

STEPS = [one.revision for one in ScriptDirectory.from_config(schema._config()).walk_revisions()][::-1]
CASE = "c" * 32


def bring_to(engine: Engine, revision: str) -> None:
    with engine.connect().execution_options(**{WRITE: True}) as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of either kind, in a folder where an office would stand."""
    if request.param == "sqlite":
        (tmp_path / "office" / offices.EVIDENCE).mkdir(parents=True)
        made = sqlite_engine(tmp_path / "office" / offices.DATABASE)
    else:
        made = postgres_engine(request.getfixturevalue("postgres_url"))
    yield made
    made.dispose()


def work_in_the_first_schema(engine: Engine) -> Database:
    """Do what an office can do that knows no cases yet."""
    database = Database(engine, actor=ACTOR, clock=Clock())
    with database.write() as uow:
        uow.connection.execute(text(f"INSERT INTO office_info VALUES ('zone', '{ZONE}')"))  # noqa: S608 - ours
        uow.session.add(Setting(key="sender", value={"name": "Büro „Zürich“", "lines": ["一", "二"]}))
        uow.session.add(Staff(name="Jana Weiß", function="Juristin", email="", active=True))
        uow.session.add(Rate(currency="USD", on=dt.date(2026, 1, 2), rate=1, source="ECB"))
        uow.record(AUDIT, OFFICE_SCOPE, "office_created", "u")
        for number in range(40):
            uow.record(CUSTODY, CASE, "import", f"s{number}", number=number)
        uow.commit()
    return database


def test_work_of_the_first_schema_is_all_there_in_the_newest(engine: Engine) -> None:
    bring_to(engine, STEPS[0])
    database = work_in_the_first_schema(engine)
    copied: list[str] = []
    schema.bring_up(engine, copied.append)
    assert copied == [STEPS[0]]
    assert schema.current(engine) == schema.newest()
    with database.read() as uow:
        assert uow.session.get_one(Setting, "sender").value["lines"] == ["一", "二"]
        assert uow.session.get_one(Rate, ("USD", dt.date(2026, 1, 2))).source == "ECB"
        assert len(registers.lines(uow.connection, CASE, CUSTODY)) == 40
        assert list(registers.check(uow.connection)) == []
        assert cases.count(uow) == 0


@pytest.mark.parametrize("revision", STEPS[:-1])
def test_registers_are_guarded_before_and_after_every_step(engine: Engine, revision: str) -> None:
    bring_to(engine, revision)
    database = work_in_the_first_schema(engine)
    for _ in range(2):
        for change in ("DELETE FROM register_line", "UPDATE register_head SET seq = 1"):
            with pytest.raises(DBAPIError, match="never changed or removed"), database.write() as uow:
                uow.connection.execute(text(change))
        with database.write() as uow:
            uow.record(CUSTODY, CASE, "import", "next")
            uow.commit()
        schema.bring_up(engine, lambda _revision: None)
    with database.read() as uow:
        assert [line.seq for line in registers.lines(uow.connection, CASE, CUSTODY)][-1] == 42


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    """Every table, column, kind of null, index and unique rule; neither side has more than the other."""
    schema.bring_up(engine, lambda _revision: None)
    found = inspect(engine)
    tables = set(found.get_table_names()) - {"alembic_version"}
    assert tables == set(Base.metadata.tables)
    for name, table in Base.metadata.tables.items():
        columns = {one["name"]: one["nullable"] for one in found.get_columns(name)}
        assert columns == {one.name: bool(one.nullable) for one in table.columns}, name
        indexes = {one["name"] for one in found.get_indexes(name) if not one.get("duplicates_constraint")}
        assert {one for one in indexes if one} == {str(one.name) for one in table.indexes}, name
        keys = {
            (tuple(one["constrained_columns"]), one["referred_table"]) for one in found.get_foreign_keys(name)
        }
        wanted = {
            (tuple(one.column_keys), next(iter(one.elements)).target_fullname.partition(".")[0])
            for one in table.foreign_key_constraints
        }
        assert {(tuple(table.columns[c].name for c in names), to) for names, to in wanted} == keys, name


def test_bringing_up_twice_changes_and_copies_nothing(engine: Engine) -> None:
    schema.bring_up(engine, lambda _revision: None)
    copied: list[str] = []
    schema.bring_up(engine, copied.append)
    assert copied == []


def test_an_upgrade_cut_short_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is kept whole or not at all, and the copy of what was before stays in the folder."""
    folder = tmp_path / "office"
    (folder / offices.EVIDENCE).mkdir(parents=True)
    engine = sqlite_engine(folder / offices.DATABASE)
    bring_to(engine, STEPS[0])
    work_in_the_first_schema(engine)
    engine.dispose()

    def fall(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", fall)
    with pytest.raises(KeyboardInterrupt):
        offices.open_office(folder, actor=ACTOR)
    monkeypatch.undo()
    assert list((folder / "open").glob("*")) == []
    office = offices.open_office(folder, actor=ACTOR)
    assert schema.current(office.database.engine) == schema.newest()
    assert office.zone == ZONE
    office.close()
    copies = sorted(folder.glob(f"before-upgrade-{STEPS[0]}-*.db"))
    assert copies
    with closing(sqlite3.connect(copies[0])) as connection:
        assert connection.execute("SELECT count(*) FROM register_line").fetchone() == (42,)


def test_an_older_office_on_a_disk_that_cannot_be_written_is_refused_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    engine = sqlite_engine(folder / offices.DATABASE)
    bring_to(engine, STEPS[0])
    engine.dispose()
    before = (folder / offices.DATABASE).read_bytes()

    def refuse(_folder: Path) -> object:
        def copy(_revision: str) -> None:
            msg = "disk I/O error"
            raise sqlite3.OperationalError(msg)

        return copy

    monkeypatch.setattr(offices, "_copier", refuse)
    with pytest.raises(sqlite3.OperationalError):
        offices.open_office(folder, actor=ACTOR)
    assert (folder / offices.DATABASE).read_bytes() == before
    assert schema.current(sqlite_engine(folder / offices.DATABASE)) == STEPS[0]
