"""Folders of killed processes are swept; those in use, of others, young ones and links never are."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.jobs import leftovers
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.leftovers import DAY, PREFIX, WorkFolder, sweep

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are locked on POSIX systems")
LATER = 120


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of temporary files of our own."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def test_a_folder_in_use_stays_and_goes_with_its_end(root: Path) -> None:
    work = WorkFolder()
    (work.path / "half").write_bytes(b"done")
    assert work.path.parent == root
    assert sweep(now=time.time() + 30 * DAY) == 0
    assert (work.path / "half").exists()
    work.end()
    work.end()
    assert not list(root.iterdir())


def test_what_a_killed_process_leaves_is_swept(root: Path) -> None:
    script = (
        "import time; from xborder_desk.jobs.leftovers import WorkFolder; w = WorkFolder(); "
        "(w.path / 'deep').mkdir(); (w.path / 'deep' / 'one').write_text('x'); print(w.path, flush=True); "
        "time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(root)},
    )
    try:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert folder.parent == root
        assert sweep(now=time.time() + 30 * DAY) == 0
    finally:
        process.kill()
        process.communicate()
    assert sweep() == 0, "a moment old: it could be one that is being made"
    assert folder.exists()
    assert sweep(now=time.time() + LATER) == 1
    assert not list(root.iterdir())


@pytest.mark.parametrize(("age", "gone"), [(LATER, False), (DAY - 60, False), (DAY + 60, True)])
def test_one_without_a_lock_goes_when_it_is_a_day_old(root: Path, age: int, *, gone: bool) -> None:
    old = root / f"{PREFIX}002x9wu_"
    old.mkdir()
    assert sweep(now=old.stat().st_mtime + age) == int(gone)
    assert old.exists() is not gone


def test_links_files_and_other_names_are_left_alone(root: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "evidence").write_text("kept")
    (root / f"{PREFIX}l-link").symlink_to(precious, target_is_directory=True)
    (root / f"{PREFIX}l-file").write_text("a file")
    (root / "xborder-other").mkdir()
    real = root / f"{PREFIX}l-real"
    real.mkdir()
    (real / "inner").symlink_to(precious, target_is_directory=True)
    assert sweep(now=time.time() + 2 * DAY) == 1
    assert not real.exists()
    assert (precious / "evidence").read_text() == "kept"
    assert {one.name for one in root.iterdir()} == {f"{PREFIX}l-link", f"{PREFIX}l-file", "xborder-other"}


def test_folders_of_another_user_are_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / f"{PREFIX}l-theirs").mkdir()
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert sweep(now=time.time() + 2 * DAY) == 0
    monkeypatch.setattr(os, "getuid", lambda: me)
    assert sweep(now=time.time() + 2 * DAY) == 1


def test_a_folder_of_temporary_files_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert sweep(tmp_path / "nowhere") == 0


def test_two_that_sweep_at_once_take_each_folder_once(root: Path) -> None:
    for number in range(40):
        (root / f"{PREFIX}l-{number:08d}" / "deep").mkdir(parents=True)
    taken: list[int] = []
    threads = [threading.Thread(target=lambda: taken.append(sweep(now=time.time() + DAY))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not list(root.iterdir())
    assert sum(taken) >= 40


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ages=st.lists(st.integers(0, 3 * DAY), max_size=6), held=st.integers(0, 3))
def test_only_what_nobody_holds_and_is_old_enough_goes(root: Path, ages: list[int], held: int) -> None:
    now = time.time()
    works = [WorkFolder() for _ in range(held)]
    for number, age in enumerate(ages):
        folder = root / f"{PREFIX}{'l-' if number % 2 else ''}{number:08d}"
        folder.mkdir()
        os.utime(folder, (now - age, now - age))
    old = [age > (leftovers._SOON if number % 2 else DAY) for number, age in enumerate(ages)]
    assert sweep(now=now) == sum(old)
    assert all(work.path.exists() for work in works)
    for work in works:
        work.end()
    assert len(list(root.iterdir())) == len(ages) - sum(old)
    sweep(now=now + 9 * DAY)


def _until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_the_first_child_of_a_pool_has_the_leftovers_swept(root: Path) -> None:
    left = root / f"{PREFIX}l-dead"
    left.mkdir()
    past = time.time() - LATER
    os.utime(left, (past, past))
    with Apart(workers=1) as apart:
        assert left.exists()
        apart.run("tests.jobs.faulty:echo", 1)
        assert _until(lambda: not left.exists())
        assert len(list(root.iterdir())) == 1, "its own child's folder is there"
        assert apart.run("tests.jobs.faulty:echo", 2) == [2]
    assert not list(root.iterdir())


def test_folders_of_another_place_and_name_are_held_and_swept_there_alone(tmp_path: Path, root: Path) -> None:
    work = WorkFolder(tmp_path, ".mine-")
    other = tmp_path / ".mine-l-left"
    other.mkdir()
    (tmp_path / "of somebody else").mkdir()
    assert work.path.parent == tmp_path
    assert work.path.name.startswith(".mine-")
    assert sweep(tmp_path, time.time() + LATER) == 0
    assert sweep(root, time.time() + LATER, ".mine-") == 0
    assert sweep(tmp_path, time.time() + LATER, ".mine-") == 1
    assert work.path.exists()
    assert not other.exists()
    assert (tmp_path / "of somebody else").exists()
    work.end()
    assert not work.path.exists()
