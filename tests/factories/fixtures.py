"""Fixtures: an office for each test, embedded and on PostgreSQL; a room takes them in its conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.offices import (
    Clock,
    as_founded,
    blank_database,
    blank_folder,
    copy_of,
    desk_in,
    shared_office,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres import PostgresServer
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty office to be copied."""
    return blank_folder(tmp_path_factory.mktemp("blank") / "office")


@pytest.fixture(scope="session")
def blank_url(postgres_server: PostgresServer) -> str:
    """A database with an empty office, brought back to that before each test."""
    url = postgres_server.fresh_database()
    blank_database(url)
    return url


@pytest.fixture
def clock() -> Clock:
    """The clock of the office."""
    return Clock()


@pytest.fixture
def embedded(blank: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty office in a folder."""
    office = copy_of(blank, tmp_path / "office", clock)
    yield office
    office.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty office, once embedded and once on PostgreSQL."""
    if request.param == "sqlite":
        opened = copy_of(request.getfixturevalue("blank"), tmp_path / "office", clock)
    else:
        url = request.getfixturevalue("blank_url")
        as_founded(url)
        opened = shared_office(url, tmp_path / "office", clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(office: Office) -> Desk:
    """What can be done in that office; evidence is read here, without child processes."""
    return desk_in(office)
