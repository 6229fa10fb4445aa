"""Work in a child process: its results, its faults, its limits, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from xborder_desk.jobs.apart import Apart, ApartFailed, Limits, Plain
from xborder_desk.jobs.context import Cancelled, JobContext, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "tests.jobs.faulty"
MIB = 1 << 20
SMALL = Limits(memory=400 * MIB, seconds=20, cpu_seconds=20, output=4 * MIB, file_size=2 * MIB, jobs=1000)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart(SMALL) as apart:
        yield apart


def failed(apart: Apart, work: str, *args: str | float, limits: Limits | None = None) -> ApartFailed:
    with pytest.raises(ApartFailed) as told:
        apart.run(f"{HERE}:{work}", *args, limits=limits)
    return told.value


def test_values_and_bytes_come_back_as_they_went(apart: Apart) -> None:
    values: tuple[Plain, ...] = (None, True, 1, 1.5, "ä\ud800", b"\0\xff", [1, [b""]], {"a": {"b": b"c"}})
    assert apart.run(f"{HERE}:echo", *values) == list(values)


def test_a_child_is_kept_warm_and_is_quick(apart: Apart) -> None:
    first = apart.run(f"{HERE}:who")
    start = time.perf_counter()
    assert apart.run(f"{HERE}:who") == first
    assert time.perf_counter() - start < 0.1


def test_a_child_is_replaced_after_its_jobs() -> None:
    with Apart(Limits(jobs=2)) as apart:
        pids = [apart.run(f"{HERE}:who") for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@pytest.mark.parametrize(
    ("work", "args", "kind"),
    [
        ("exits", (0,), "crash"),
        ("exits", (7,), "crash"),
        ("falls", (), "crash"),
        ("grows", (), "memory"),
        ("floods_progress", (), "output"),
        ("floods_result", (), "output"),
    ],
)
def test_a_fault_is_told_and_the_child_replaced(
    apart: Apart, work: str, args: tuple[int, ...], kind: str
) -> None:
    before = apart.run(f"{HERE}:who")
    assert failed(apart, work, *args).kind == kind
    assert apart.run(f"{HERE}:who") != before


@pytest.mark.parametrize(
    ("work", "detail"),
    [
        ("breaks", "ValueError: torn"),
        ("leaves", "SystemExit: 3"),
        ("wrong_value", "TypeError"),
        ("writes_much", "OSError"),
        ("calls_out", "PermissionError: socket"),
        ("starts_program", "PermissionError: subprocess.Popen is not allowed here"),
        ("no_such_work", "AttributeError"),
    ],
)
def test_what_the_work_raises_is_told_and_the_child_goes_on(apart: Apart, work: str, detail: str) -> None:
    before = apart.run(f"{HERE}:who")
    fault = failed(apart, work)
    assert fault.kind == "error"
    assert fault.detail.startswith(detail)
    assert apart.run(f"{HERE}:who") == before


def test_a_sentence_for_people_crosses_over(apart: Apart) -> None:
    fault = failed(apart, "refuses")
    assert (fault.error, fault.text, fault.fields) == ("BadInputError", "Page {page} is torn.", {"page": 4})
    assert "refuses" in fault.trace


def test_too_long_in_wall_time() -> None:
    with Apart(Limits(seconds=0.6)) as apart:
        start = time.perf_counter()
        assert failed(apart, "sleeps", 30).kind == "timeout"
    assert time.perf_counter() - start < 2


@pytest.mark.skipif(sys.platform == "win32", reason="no processor limit there; wall time remains")
def test_too_long_in_processor_time() -> None:
    with Apart(Limits(seconds=20, cpu_seconds=1)) as apart:
        apart.run(f"{HERE}:who")
        assert failed(apart, "spins").kind == "timeout"


def test_cancelling_ends_the_child_within_a_second(apart: Apart) -> None:
    ctx = JobContext()
    threading.Timer(0.3, ctx.cancel).start()
    start = time.perf_counter()
    with pytest.raises(Cancelled):
        apart.run(f"{HERE}:sleeps", 30, ctx=ctx)
    assert time.perf_counter() - start < 1.3


def test_cancelled_before_it_began_starts_nothing(apart: Apart) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        apart.run(f"{HERE}:who", ctx=ctx)


def test_progress_reaches_the_caller(apart: Apart) -> None:
    heard: list[Progress] = []
    assert apart.run(f"{HERE}:counted", ctx=JobContext(heard.append)) == "done"
    assert heard == [Progress(step, 3, "Page {page}", {"page": step}) for step in range(3)]


def test_what_a_library_prints_does_not_reach_the_line(apart: Apart) -> None:
    assert apart.run(f"{HERE}:chatter") == "quiet"


def test_the_child_stands_in_an_empty_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    with Apart(SMALL) as fresh:
        folder = cast("str", fresh.run(f"{HERE}:litter"))
        seen = cast("dict[str, str | list[str]]", fresh.run(f"{HERE}:surroundings"))
    assert seen["cwd"] == folder
    assert seen["files"] == []
    assert seen["stdin"] == ""
    assert "SECRET_TOKEN" not in seen["environment"]
    assert not Path(folder).exists()


def test_many_threads_share_the_children() -> None:
    results: list[object] = []
    with Apart(SMALL, workers=2) as apart:
        threads = [
            threading.Thread(target=lambda n=number: results.append(apart.run(f"{HERE}:echo", n)))
            for number in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(cast("list[list[int]]", results)) == [[number] for number in range(20)]


def test_closing_ends_what_is_at_work() -> None:
    apart = Apart(SMALL)
    threading.Timer(0.4, apart.close).start()
    start = time.perf_counter()
    assert failed(apart, "sleeps", 30).kind == "crash"
    assert time.perf_counter() - start < 3
    assert failed(apart, "who").kind == "crash"


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system whether a process lives, as POSIX does")
def test_the_child_ends_with_its_parent() -> None:
    script = (
        "import os; from xborder_desk.jobs.apart import Apart; apart = Apart();"
        "print(apart.run('tests.jobs.faulty:who'), flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 9
    child = int(done.stdout)
    for _ in range(40):
        if not running(child):
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text(encoding="ascii").split(") ")[1].startswith("Z"))
