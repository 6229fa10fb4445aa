"""The command line as a script on a foreign machine meets it: locale, zone, pipes, many at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.harness import CASE, copied

if TYPE_CHECKING:
    from tests.cli.harness import Desk

ROOT: Final = Path(__file__).resolve().parent.parent.parent


class Outside:
    """Runs the program as a process of its own, with an environment of its own."""

    def __init__(self, desk: Desk, **more: str) -> None:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"XBORDER_DESK_CONFIG": str(desk.settings.parent / "other"), "PYTHONPATH": str(ROOT)}
        self.environment = {**keep, **own, "QT_QPA_PLATFORM": "offscreen", **more}
        self.office = desk.office

    def command(self, *arguments: str) -> list[str]:
        """Give what is to be typed."""
        return [sys.executable, str(ROOT / "main.py"), "--office", str(self.office), *arguments]

    def run(self, *arguments: str, shell: str = "") -> subprocess.CompletedProcess[bytes]:
        """Run it; with ``shell`` behind it, through the shell."""
        command = self.command(*arguments)
        if shell:
            command = ["/bin/sh", "-c", " ".join(f"'{one}'" for one in command) + f" {shell}"]
        return subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=120)

    def json(self, *arguments: str) -> Any:
        """Run what must be done, and give its JSON."""
        done = self.run(*arguments, "--json")
        assert (done.returncode, done.stderr) == (0, b""), done
        return json.loads(done.stdout)


STRANGE: Final = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/Adak", "COLUMNS": "20"},
)


@pytest.mark.parametrize("strange", STRANGE, ids=lambda one: one["TZ"])
def test_the_same_answers_on_every_machine(desk: Desk, strange: dict[str, str]) -> None:
    """Neither locale, nor zone, nor the width of a terminal changes what a script is told."""
    there = Outside(desk, **strange)
    assert there.json("case", "list") == desk.json("case", "list")
    listed = there.run("case", "list").stdout.decode("utf-8")
    assert "\ufffd" not in listed
    assert "深圳" in listed


@pytest.mark.parametrize("arguments", [("case", "list", "--json"), ("case", "--help")], ids=" ".join)
def test_a_reader_that_stops_early_is_no_fault(desk: Desk, arguments: tuple[str, ...]) -> None:
    for number in range(3):
        desk.json(*CASE[:2], "--title", f"{number} " + "x" * 400, *CASE[4:])
    outside = Outside(desk)
    with subprocess.Popen(
        outside.command(*arguments), env=outside.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(timeout=60) in {0, 1}
    assert b"Traceback" not in told
    assert b"BrokenPipe" not in told


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">/dev/full"])
def test_streams_that_are_closed_or_full_end_in_a_sentence(desk: Desk, closed: str) -> None:
    if closed.endswith("full") and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    done = Outside(desk).run("case", "list", "--json", shell=closed)
    assert done.returncode in {0, 1}, done
    assert b"Traceback" not in done.stderr
    assert b"Errno" not in done.stderr
    if closed.endswith("full"):
        assert done.returncode == 1  # a script that got nothing must not believe that there is nothing
        assert done.stderr.count(b"\n") == 1


def test_two_who_open_cases_at_once_get_a_number_each(desk: Desk) -> None:
    outside = Outside(desk)
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _n: outside.json(*CASE)["case"], range(3)))
    assert len(set(made)) == 3
    assert {one["case"] for one in desk.json("case", "list")["cases"]} > set(made)
    assert desk.json("office", "check")["ok"]


@pytest.mark.parametrize(
    "name", ["mit Leerzeichen und 'Strich'", "案件 ½", "#frag?ment%20", "-dash", "a;b&c"]
)
def test_a_folder_of_any_name_holds_an_office(desk: Desk, prepared: Path, tmp_path: Path, name: str) -> None:
    place = copied(prepared, tmp_path / name)
    listed = desk.json(f"--office={place}", "case", "list")["cases"]
    made = desk.json(f"--office={place}", *CASE)["case"]
    assert made not in {one["case"] for one in listed}
    assert desk.json(f"--office={place}", "office", "check")["ok"]


@pytest.mark.parametrize(
    "typed", [("case", "list"), ("case", "show"), ("contact", "list"), ("evidence", "list")]
)
def test_what_a_person_reads_is_free_of_what_moves_a_terminal(
    desk: Desk, case: str, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    """A name somebody else chose cannot clear the screen or hide a line."""
    hostile = "Evil \x1b[2J\x1b]0;title\x07 Shop"
    refused = desk.run("party", "add", case, "--role", "witness", "--name", hostile)
    assert refused.status == 1
    file = tmp_path / f"{hostile.replace('/', '')}.txt"
    file.write_text("text", encoding="utf-8")
    added = desk.run("evidence", "add", case, file)
    shown = desk.run(*typed, *(() if typed == ("case", "list") else (case,)))
    for done in (refused, added, shown):
        assert not {"\x1b", "\x07"} & set(done.out + done.err)
