"""The command line as a script meets it: arguments in; exit status, stdout and stderr out."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from xborder_desk import cli
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CASE: Final = (
    *("case", "create", "--title", "Lamp without CE mark", "--consumer", "Erika Mustermann"),
    *("--consumer-country", "DE", "--seller", "深圳灯具", "--seller-country", "CN"),
)


@dataclass(frozen=True)
class Done:
    """What a run left: its exit status and its two streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What stderr says, which is one line and no traceback."""
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


@dataclass
class Shell:
    """A person at a terminal with settings of their own; ``windows`` are those that were opened."""

    settings: Path
    capture: pytest.CaptureFixture[str]
    windows: list[tuple[Path | None, str]] = field(default_factory=list)

    @property
    def ways(self) -> Ways:
        return Ways(find_places(), SettingsFile(self.settings))

    def run(self, *arguments: str | Path) -> Done:
        """Run one command."""
        self.capture.readouterr()
        status = cli.run([str(one) for one in arguments], self.ways, self._window)
        seen = self.capture.readouterr()
        return Done(status, seen.out, seen.err)

    def json(self, *arguments: str | Path) -> Any:
        """Run one command that must be done, and give its JSON."""
        done = self.run(*arguments, "--json")
        assert (done.status, done.err) == (0, ""), done
        return done.json

    def _window(self, location: Path | None, language: str) -> int:
        self.windows.append((location, language))
        return 7


@dataclass
class Desk(Shell):
    """A person with an office."""

    office: Path = field(kw_only=True)

    def content(self) -> str:
        """Everything in the database, to tell that nothing was changed."""
        with closing(sqlite3.connect(self.office / "office.db")) as database:
            return "\n".join(database.iterdump())

    def refused(self, *arguments: str | Path, status: int = 1) -> str:
        """Run one command that must be refused and change nothing; give the sentence."""
        before = self.content()
        done = self.run(*arguments)
        assert done.status == status, done
        assert done.out == ""
        assert self.content() == before
        return done.sentence


def copied(office: Path, to: Path) -> Path:
    """Copy an office without its reserve of disk space, so that it is quick."""
    shutil.copytree(office, to, ignore=shutil.ignore_patterns("reserve"))
    (to / "reserve").write_bytes(b"")
    return to
