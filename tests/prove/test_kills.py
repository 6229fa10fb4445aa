"""kill -9 at random moments: what was told to be saved is there, and what is left over has its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import write_files
from tests.factories.offices import ACTOR, blank_folder, desk_in
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
# A child that has opened the office takes in some ten files and a dossier in this time.
LONGEST = 0.9


@dataclass
class Rounds:
    """What has happened so far, to be held against what is found."""

    office: Path
    source: Path
    target: Path
    told: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    leftovers: int = 0
    half: int = 0
    exports: int = 0


@pytest.fixture
def rounds(tmp_path: Path) -> Rounds:
    """An office, papers of different sizes, and a place for dossiers."""
    blank_folder(tmp_path / "office")
    texts = {f"paper{number}": f"{number} " * (1 + 3 * number**3) for number in range(12)}
    write_files(tmp_path / "source", **texts)
    (tmp_path / "source" / "large.bin").write_bytes(random.Random(7).randbytes(3_000_000))  # noqa: S311 - test bytes
    (tmp_path / "target").mkdir()
    return Rounds(tmp_path / "office", tmp_path / "source", tmp_path / "target")


def work_until_killed(rounds: Rounds, moment: float, seed: int, root: Path) -> None:
    """Let a child work for ``moment`` seconds from its being ready, then kill it and all it has started."""
    command = [sys.executable, "-m", "tests.factories.killed"]
    child = subprocess.Popen(
        [*command, str(rounds.office), str(rounds.source), str(rounds.target), str(seed)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    first = child.stdout.readline()
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    said, faults = child.communicate()
    assert first == b"ready\n", faults.decode()
    assert child.returncode == -signal.SIGKILL, faults.decode()
    for line in said.decode().splitlines(keepends=True):
        words = line.split()
        if line.endswith("\n") and words[0] == "kept":
            rounds.told[words[1]] = words[2]
        rounds.exports += line == "exported\n"


def examine(rounds: Rounds) -> None:
    """Open the office and hold everything against what was told and seen before."""
    office = offices.open_office(rounds.office, actor=ACTOR)
    desk = desk_in(office)
    try:
        rows = {
            row.number: row.sha256 for case in desk.cases.all() for row in desk.evidence.list(case.number)
        }
        assert rounds.told.items() <= rows.items(), "an item that was told to be saved is gone"
        for sha256 in set(rows.values()):
            assert hashlib.sha256(office.store.path(sha256).read_bytes()).hexdigest() == sha256
        now = {sha256: str(office.store.path(sha256).stat().st_ino) for sha256 in office.store.kept()}
        assert rounds.stored.items() <= {**rounds.stored, **now}.items(), "stored bytes were replaced"
        rounds.stored = {sha256: inode for sha256, inode in now.items() if sha256 in rows.values()}
        check_and_clear(rounds, desk)
    finally:
        desk.close()
    look_at_dossiers(rounds)


def check_and_clear(rounds: Rounds, desk: Desk) -> None:
    """The check is clean, or names exactly what is left over, and clearing that makes it clean."""
    findings = desk.offices.check(JobContext()).findings
    assert {found.kind for found in findings} <= {"leftover"}
    assert desk.offices.clear_leftovers() == len(findings)
    rounds.leftovers += len(findings)
    assert desk.offices.check(JobContext()).findings == ()
    for case in desk.cases.all():
        desk.evidence.read_again(case.number, JobContext())


def look_at_dossiers(rounds: Rounds) -> None:
    """Whatever can be seen in the folder of the dossiers is whole; what is half-made is hidden."""
    for entry in rounds.target.iterdir():
        if entry.name.startswith("."):
            rounds.half += 1
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        elif entry.suffix == ".pdf":
            assert entry.read_bytes().rstrip().endswith(b"%%EOF")
        else:
            check = verify_package(entry)
            assert check.ok, check.findings
    for entry in list(rounds.target.iterdir()):
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def kill_often(rounds: Rounds, kills: int, seed: int, root: Path) -> None:
    """Kill ``kills`` times at moments drawn from ``seed``, and look after each."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    for number in range(kills):
        work_until_killed(rounds, chance.uniform(0, LONGEST), number * 7, root)
        examine(rounds)
    assert rounds.told, "no child ever got as far as saving anything"
    print(  # noqa: T201 - shown by `make prove -s` and on failure
        f"{kills} kills: {len(rounds.told)} items told saved, {rounds.exports} dossiers, "
        f"{rounds.leftovers} leftovers named, {rounds.half} half-made dossiers hidden"
    )


def test_twenty_kills_lose_nothing(rounds: Rounds, project_root: Path) -> None:
    kill_often(rounds, 20, 2026, project_root)


@pytest.mark.prove
def test_two_hundred_kills_lose_nothing(
    rounds: Rounds, project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        kill_often(rounds, 200, 1126, project_root)
    assert rounds.exports
