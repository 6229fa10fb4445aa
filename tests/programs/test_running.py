"""Outside programs: found or not, limited in time, stopped with all they started, without network."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.programs import running
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = sys.executable


def test_what_is_installed_is_found_and_what_is_not_is_not() -> None:
    assert running.found("no-such-program-anywhere", "sh").endswith("sh")
    assert running.found("no-such-program-anywhere") == ""


def test_a_program_gives_its_status_and_both_its_streams(tmp_path: Path) -> None:
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    ran = running.run([PYTHON, "-c", code], tmp_path, seconds=20)
    assert (ran.status, ran.out.strip(), ran.err.strip()) == (3, b"out", b"err")


def test_it_has_a_home_of_its_own_and_nothing_of_the_persons(tmp_path: Path) -> None:
    os.environ["XBORDER_SECRET_FOR_TESTS"] = "told to nobody"
    try:
        ran = running.run(["sh", "-c", "env; pwd"], tmp_path, seconds=20, more={"EXTRA": "yes"})
    finally:
        del os.environ["XBORDER_SECRET_FOR_TESTS"]
    said = ran.out.decode()
    assert f"HOME={tmp_path}" in said
    assert "EXTRA=yes" in said
    assert "told to nobody" not in said
    assert said.strip().endswith(str(tmp_path))


def test_it_reads_nothing_from_the_terminal(tmp_path: Path) -> None:
    assert running.run(["sh", "-c", "cat; echo done"], tmp_path, seconds=20).out == b"done\n"


def test_one_that_takes_too_long_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(ProgramError) as caught:
        running.run(["sh", "-c", "sleep 60 & echo $! > pid; sleep 60"], tmp_path, seconds=0.5)
    assert "took too long" in caught.value.text
    assert time.monotonic() - began < 10
    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    for _ in range(100):
        state = _state(child)
        if state in {"", "Z"}:
            break
        time.sleep(0.05)
    assert _state(child) in {"", "Z"}


def _state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123 - no file of ours
            return stat.read().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def test_it_can_be_stopped(tmp_path: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        running.run(["sleep", "60"], tmp_path, seconds=60, ctx=ctx)


def test_what_cannot_be_started_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no program", encoding="utf-8")
    (tmp_path / "x").chmod(0o755)
    try:
        ran = running.run([str(tmp_path / "x")], tmp_path, seconds=5)
    except ProgramError as fault:
        assert fault.fields["program"] == "x"  # noqa: PT017 - with a fence it is the fence that says so
    else:
        assert ran.status != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux knows this limit from outside")
def test_one_that_wants_all_memory_gets_none(tmp_path: Path) -> None:
    code = "x = bytearray(3 << 30); print(len(x))"
    ran = running.run(
        [PYTHON, "-c", f"import time; time.sleep(.3); {code}"], tmp_path, seconds=30, memory=1 << 30
    )
    assert ran.status != 0
    assert b"MemoryError" in ran.err


@pytest.mark.skipif(not running._fenced(), reason="this system has no fence to put a program behind")
def test_it_has_no_network(tmp_path: Path) -> None:
    code = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); "
        "socket.create_connection(s.getsockname(), 2)"
    )
    ran = running.run([PYTHON, "-c", code], tmp_path, seconds=20)
    assert ran.status != 0


def test_endless_talk_is_cut(tmp_path: Path) -> None:
    ran = running.run([PYTHON, "-c", "print('x' * (6 << 20))"], tmp_path, seconds=30)
    assert len(ran.out) == 4 << 20


def test_a_folder_of_its_own_is_gone_afterwards() -> None:
    with running.own_folder() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_bytes(b"x")
        assert folder.is_dir()
    assert not folder.exists()
