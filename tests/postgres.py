"""A PostgreSQL for the tests: started by themselves, as root or as a normal user, thrown away afterwards."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg


def find_binaries() -> Path | None:
    """Find the folder of ``initdb``: ``PG_BIN``, Debian's newest, then PATH; None where there is none."""
    candidates = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        numbered = [each for each in debian.iterdir() if each.name.isdigit()]
        newest_first = sorted(numbered, key=lambda each: int(each.name), reverse=True)
        candidates += [each / "bin" for each in newest_first]
    on_path = shutil.which("initdb")
    if on_path is not None:
        candidates.append(Path(on_path).resolve().parent)
    complete = (each for each in candidates if (each / "initdb").exists() and (each / "pg_ctl").exists())
    return next(complete, None)


class PostgresServer:
    """One server on a free port of this machine; nothing in it survives, so it never syncs to disk."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="xborder-postgres-"))
        self._port = 0
        self._numbers = itertools.count(1)
        self._started = False

    def start(self) -> None:
        """Make the cluster and wait until it answers."""
        data = str(self._folder / "data")
        self._port = _free_port()
        options = (
            f"-c listen_addresses=127.0.0.1 -p {self._port} -k {self._folder} "
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        user = self._run_as()
        self._run("initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--no-sync", **user)
        self._started = True
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self._folder / "log"), "-o", options, "start", **user)

    def stop(self) -> None:
        """End the server and remove its files; safe to call when it never started."""
        if self._started:
            data = str(self._folder / "data")
            self._run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", check=False, **self._run_as())
        shutil.rmtree(self._folder, ignore_errors=True)

    def fresh_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"test_{next(self._numbers)}"
        admin = f"postgresql://app@127.0.0.1:{self._port}/postgres"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        return f"postgresql+psycopg://app@127.0.0.1:{self._port}/{name}"

    def _run_as(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root: hand the folder to an unprivileged user and run as that one."""
        if os.name == "nt" or os.geteuid() != 0:
            return {}
        import pwd  # noqa: PLC0415 - not on Windows

        known = {each.pw_name: each for each in pwd.getpwall()}
        account = known.get("postgres") or known["nobody"]
        os.chown(self._folder, account.pw_uid, account.pw_gid)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _run(self, program: str, *arguments: str, check: bool = True, **user: Any) -> None:
        # The working folder is one that the unprivileged user may read, and no pipe is left to the server.
        subprocess.run(
            [str(self._binaries / program), *arguments],
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self._folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=check,
            **user,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
