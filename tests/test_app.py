"""The composition root: places, the person, the ways into an office, and what starts what."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.factories.cases import new_case
from xborder_desk import app
from xborder_desk.app import Places, Ways, find_places, system_zone, zone_named
from xborder_desk.domain.errors import DiskFullError, FileError, OfficeError
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import CHILD_FLAG
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ways(tmp_path: Path) -> Ways:
    return Ways(find_places(), SettingsFile(tmp_path / "settings"))


def test_our_own_data_is_found(project_root: Path) -> None:
    places = find_places()
    assert places == Places(project_root / "resources", project_root / "translations")
    assert (places.resources / "profiles").is_dir()


def test_making_opening_and_restoring_an_office(ways: Ways, tmp_path: Path) -> None:
    ways.choose(name="Jana Weiß")
    desk = ways.create(tmp_path / "office", JobContext())
    number = desk.cases.create(new_case())
    assert desk.location == tmp_path / "office"
    desk.offices.backup(tmp_path / "b.zip", JobContext())
    desk.close()
    desk = ways.open(tmp_path / "office")
    assert desk.cases.show(number).caseworker == "Jana Weiß"
    desk.beat()
    desk.close()
    assert ways.restore(tmp_path / "b.zip", tmp_path / "again", JobContext())["cases"] == 1
    with pytest.raises(OfficeError):
        ways.open(tmp_path / "nowhere")
    with pytest.raises(OfficeError):
        ways.create(tmp_path / "office", JobContext())


def test_a_sample_office_that_cannot_be_filled_is_not_left_half_made(
    ways: Ways, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError(N_("There is no room."))

    monkeypatch.setattr("xborder_desk.services.samples.fill_sample", full)
    (tmp_path / "office").mkdir()
    with pytest.raises(DiskFullError):
        ways.create(tmp_path / "office", JobContext(), sample=True)
    assert not (tmp_path / "office").exists()
    monkeypatch.undo()
    ways.create(tmp_path / "office", JobContext()).close()


def test_the_sample_office_stops_when_asked_and_leaves_nothing(ways: Ways, tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        ways.create(tmp_path / "office", ctx, sample=True)
    assert list(tmp_path.iterdir()) == []


def test_the_lists_have_something_to_choose_from(ways: Ways, tmp_path: Path) -> None:
    desk = ways.create(tmp_path / "office", JobContext())
    assert {"DE", "CN", "XK"} <= set(desk.lists.countries())
    assert {"EUR", "CNY"} <= set(desk.lists.currencies())
    problems = [entry.code for entry in desk.lists.problems()]
    assert len(problems) == len(set(problems)) > 20
    assert {"de", "generic"} <= {entry.id for entry in desk.law.profiles()}
    assert desk.lists.faults() == []
    assert desk.lists.taxonomy() is not None
    desk.close()


def test_without_a_name_the_person_is_the_systems_or_nobody(
    ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "login-name")
    assert ways._person() == "login-name"

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert ways._person() == "—"
    ways.choose(name="Ali")
    assert ways._person() == "Ali"


def test_the_language_is_the_one_asked_for_or_chosen_or_english(
    ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda *_: (None, None))
    assert ways.language().tag == "en"
    assert ways.language("de").tag == "de"
    ways.choose(language="zh-Hant")
    assert ways.language().tag == "zh-Hant"
    assert ways.language("tlh").tag == "zh-Hant"
    assert {"en", "de", "zh-Hant"} <= {each.tag for each in ways.languages()}


def test_a_package_that_is_not_there_is_a_sentence(ways: Ways, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        ways.verify_package(tmp_path / "none")


def test_time_zones_nobody_knows_are_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    assert zone_named("Europe/Berlin") == ZoneInfo("Europe/Berlin")
    for name in ("Mars/Olympus", "", "../etc/passwd", "/etc/localtime"):
        assert zone_named(name) == ZoneInfo("UTC")
    ZoneInfo(system_zone())
    monkeypatch.setenv("TZ", "Mars/Olympus")
    ZoneInfo(system_zone())


def test_starting_loads_neither_qt_nor_the_database_for_a_version() -> None:
    code = (
        "import sys; from xborder_desk.app import main\n"
        "try: main(['version'])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'PySide6', 'sqlalchemy', 'typst', 'reportlab', 'pikepdf'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_a_child_process_is_started_by_its_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr("xborder_desk.jobs.child.main", lambda: started.append("child"))
    app.main([CHILD_FLAG])
    assert started == ["child"]
