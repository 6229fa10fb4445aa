"""The tests' own PostgreSQL and the fences around every test."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import psycopg
import pytest

from tests.postgres import PostgresServer, find_binaries


def plain(url: str) -> str:
    """The URL as psycopg itself reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def test_a_fresh_database_is_empty_and_keeps_what_is_written(postgres_url: str) -> None:
    with psycopg.connect(plain(postgres_url)) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert tables == (0,)
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Łódź 東京 مصر')")
    with psycopg.connect(plain(postgres_url)) as connection:
        assert connection.execute("SELECT name FROM kept").fetchall() == [("Łódź 東京 مصر",)]


def test_two_databases_know_nothing_of_each_other(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.fresh_database(), postgres_server.fresh_database()
    assert first != second
    with psycopg.connect(plain(first)) as connection:
        connection.execute("CREATE TABLE here (id int)")
    with psycopg.connect(plain(second)) as connection:
        assert connection.execute("SELECT to_regclass('here')").fetchone() == (None,)


def test_named_binaries_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("initdb", "pg_ctl"):
        (tmp_path / name).touch()
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    assert find_binaries() == tmp_path


def test_a_folder_without_the_programs_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    assert find_binaries() != tmp_path


def test_a_server_that_cannot_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    server = PostgresServer(tmp_path / "nowhere")
    with pytest.raises(OSError, match="initdb"):
        server.start()
    server.stop()
    assert list(tmp_path.iterdir()) == []


def test_no_test_leaves_this_machine() -> None:
    with socket.socket() as far, pytest.raises(PermissionError, match=r"tried to reach 192\.0\.2\.1"):
        far.connect(("192.0.2.1", 80))


def test_settings_are_kept_away_from_the_person(own_home: Path) -> None:
    assert Path(os.environ["XDG_CONFIG_HOME"]).parent == own_home


def test_no_test_needs_a_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"]
