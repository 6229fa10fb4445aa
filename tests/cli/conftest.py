"""Offices for the command line's tests: made once, copied for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE, Desk, Shell, copied
from xborder_desk import cli
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one case, made by the command line itself."""
    folder = tmp_path_factory.mktemp("prepared")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    for arguments in (
        ["office", "create", str(folder / "office")],
        [*CASE, "--amount", "129.90", "--currency", "EUR"],
    ):
        assert cli.run(list(arguments), ways, lambda _location, _language: 1) == 0
    return folder / "office"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A person who has never opened an office."""
    return Shell(tmp_path / "settings", capsys)


@pytest.fixture
def desk(tmp_path: Path, prepared: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A person whose last office has one case, 2026-0001 or the like, given by ``case_of``."""
    office = copied(prepared, tmp_path / "office")
    settings = SettingsFile(tmp_path / "settings")
    settings.change(office=str(office), name="Jana Weiß", language="en")
    return Desk(tmp_path / "settings", capsys, office=office)


@pytest.fixture
def case(desk: Desk) -> str:
    """The number of the one case."""
    return str(desk.json("case", "list")["cases"][0]["case"])
