"""What a child process may not do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from xborder_desk.jobs.fences import MEMORY_EXIT, resident_memory

MIB = 1 << 20


def fenced(script: str) -> subprocess.CompletedProcess[str]:
    start = "import sys, time\nfrom xborder_desk.jobs import fences\n"
    return subprocess.run(
        [sys.executable, "-c", start + script], capture_output=True, text=True, check=False, timeout=20
    )


def test_the_memory_held_is_known() -> None:
    before = resident_memory()
    assert 5 * MIB < before < 4096 * MIB
    hoard = bytearray(b"x") * (64 * MIB)
    # Room that an earlier test gave back may be taken again: it cannot fall, and this much is held.
    assert resident_memory() >= max(before, 64 * MIB)
    assert len(hoard) == 64 * MIB


def test_where_address_space_has_no_limit_a_watch_ends_the_child() -> None:
    done = fenced(
        f"fences._watch_memory({200 * MIB})\nhoard = bytearray(b'x') * {300 * MIB}\ntime.sleep(10)\n"
    )
    assert done.returncode == MEMORY_EXIT


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_limits_are_set_for_good() -> None:
    done = fenced(
        "import resource\nfences.enclose(fences.Limits(file_size=1000))\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_FSIZE))\n"
    )
    assert done.stdout.strip() == "(0, 0) (1000, 1000)"


@pytest.mark.parametrize(
    "way",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.execv(sys.executable, ['python'])",
    ],
)
def test_no_way_out_to_network_or_programs(way: str) -> None:
    done = fenced(
        "fences.enclose(fences.Limits())\n"
        f"try:\n    {way}\nexcept PermissionError as error:\n    print('refused', error)\n"
    )
    assert done.stdout.startswith("refused")
