"""What every test may ask for, and what none may touch: the screen, the person's own files, the network."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.postgres import PostgresServer, find_binaries

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# Before anything imports Qt: no test needs a screen, except the journeys, which bring their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("house", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("house")


def _refuse_foreign_hosts(event: str, args: tuple[object, ...]) -> None:
    """Stop any connection that leaves this machine: a test that needs the network proves nothing offline."""
    if event != "socket.connect":
        return
    address = args[1]
    if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        msg = f"a test tried to reach {address[0]}"
        raise PermissionError(msg)


sys.addaudithook(_refuse_foreign_hosts)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run a home of its own, so that no test reads or writes the person's settings."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("XBORDER_DESK_CONFIG", str(home / "settings"))
        patch.setenv("APPDATA", str(home))
        patch.setenv("LOCALAPPDATA", str(home))
        yield home


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The real files that stay outside the project; ``XBORDER_CORPORA`` or ``../shared/corpora``."""
    named = os.environ.get("XBORDER_CORPORA")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not on this machine (set XBORDER_CORPORA)")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of our own, started on first use and gone with the run."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (set PG_BIN to the folder of initdb)")
    server = PostgresServer(binaries)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The SQLAlchemy URL of a fresh, empty database that this test alone uses."""
    return postgres_server.fresh_database()


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """Let workers send reports that hold what no encoding has, such as half a pair of surrogates."""
    return _sendable((yield))


def _sendable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_sendable(name): _sendable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_sendable, value))
    return value
