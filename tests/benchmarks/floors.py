"""The floors that our own ways are measured against: the least that does the same job safely."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


class PlainIngest:
    """Hashes, copies and syncs each file, renames it to its hash, and commits a row to SQLite at FULL."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._rows = sqlite3.connect(folder / "plain.db", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode=WAL")
        self._rows.execute("PRAGMA synchronous=FULL")
        self._rows.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, uid, name, sha256, size)")

    def take(self, file: Path) -> None:
        """Take one file in."""
        sha256, size = self._copy(file)
        self._rows.execute("BEGIN IMMEDIATE")
        values = (uuid.uuid4().hex, file.name, sha256, size)
        self._rows.execute("INSERT INTO item (uid, name, sha256, size) VALUES (?, ?, ?, ?)", values)
        self._rows.execute("COMMIT")

    def close(self) -> None:
        """Let go of the database."""
        self._rows.close()

    def _copy(self, file: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        temp = self._folder / uuid.uuid4().hex
        with file.open("rb") as source, temp.open("xb") as out:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                out.write(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
        sha256 = digest.hexdigest()
        shard = self._folder / sha256[:2]
        if not shard.exists():
            shard.mkdir()
            _sync(self._folder)
        temp.chmod(stat.S_IRUSR)
        temp.replace(shard / sha256)
        _sync(shard)
        return sha256, size


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
