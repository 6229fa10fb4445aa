"""Migrations: from nothing to the newest schema, and the models match it, on both databases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, inspect

from xborder_desk.storage import schema
from xborder_desk.storage.engine import postgres_engine, sqlite_engine
from xborder_desk.storage.models import Base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    made = (
        sqlite_engine(tmp_path / "office.db")
        if request.param == "sqlite"
        else postgres_engine(request.getfixturevalue("postgres_url"))
    )
    yield made
    made.dispose()


def _no_copy(revision: str) -> None:
    pytest.fail(f"nothing to copy before {revision}")


def test_an_empty_database_is_brought_to_the_newest_schema(engine: Engine) -> None:
    assert schema.current(engine) is None
    schema.bring_up(engine, _no_copy)
    assert schema.current(engine) == schema.newest()
    schema.bring_up(engine, _no_copy)


def test_the_models_match_the_schema(engine: Engine) -> None:
    schema.bring_up(engine, _no_copy)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "target_metadata": Base.metadata}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_and_index_has_the_name_the_models_give_it(engine: Engine) -> None:
    schema.bring_up(engine, _no_copy)
    inspected = inspect(engine)
    for table in Base.metadata.sorted_tables:
        checks = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        keys = {str(c.name) for c in table.constraints if isinstance(c, ForeignKeyConstraint)}
        assert {found["name"] for found in inspected.get_check_constraints(table.name)} == checks
        assert {found["name"] for found in inspected.get_foreign_keys(table.name)} == keys
        found_indexes = {index["name"] for index in inspected.get_indexes(table.name)}
        assert {str(index.name) for index in table.indexes} <= found_indexes


def test_every_step_leads_to_the_next(project_root: Path) -> None:
    script = ScriptDirectory(str(project_root / "xborder_desk" / "storage" / "migrations"))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    revisions = list(script.walk_revisions())
    for revision in revisions:
        assert re.fullmatch(r"\d{4}_\d{2}_\w+", revision.revision)
        assert revision.doc
    files = list((project_root / "xborder_desk" / "storage" / "migrations" / "versions").glob("2*.py"))
    assert {file.stem for file in files} == {revision.revision for revision in revisions}
