"""Work that goes wrong in every way there is; run in a child only."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from xborder_desk.domain.errors import BadInputError

if TYPE_CHECKING:
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain


def echo(*values: Plain) -> list[Plain]:
    return list(values)


def who() -> int:
    return os.getpid()


def surroundings() -> dict[str, Plain]:
    return {
        "cwd": str(Path.cwd()),
        "files": [entry.name for entry in Path.cwd().iterdir()],
        "environment": dict(os.environ),
        "stdin": sys.stdin.read() if sys.stdin else "",
        "modules": sorted(sys.modules),
    }


def litter() -> str:
    Path("left.txt").write_text("here", encoding="utf-8")
    Path("folder").mkdir()
    return str(Path.cwd())


def chatter() -> str:
    print("noise on the line")  # noqa: T201 - what a careless library does
    os.write(1, b"more noise")
    return "quiet"


def counted(ctx: JobContext) -> str:
    for step in range(3):
        ctx.progress(step, 3, "Page {page}", page=step)
    return "done"


def sleeps(seconds: float) -> None:
    time.sleep(seconds)


def spins() -> None:
    while True:
        pass


def grows() -> int:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def exits(status: int) -> None:
    os._exit(status)


def leaves() -> None:
    sys.exit(3)


def falls() -> None:
    ctypes.string_at(0)


def floods_progress(ctx: JobContext) -> None:
    while True:
        ctx.progress(0, 0, "x" * 10_000)


def floods_result() -> bytes:
    return bytes(64 << 20)


def writes_much() -> int:
    written = 0
    with Path("large").open("wb") as file:
        while written < 64 << 20:
            written += file.write(bytes(1 << 20))
    return written


def refuses() -> None:
    text = "Page {page} is torn."
    raise BadInputError(text, page=4)


def breaks() -> None:
    msg = "torn"
    raise ValueError(msg)


def wrong_value() -> object:
    return object()


def calls_out() -> None:
    with socket.socket() as line:
        line.connect(("127.0.0.1", 9))


def starts_program() -> None:
    subprocess.run([sys.executable, "--version"], check=True)
