"""Running an outside program on foreign bytes: no network, limits on time and memory, a folder of its own."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import KnownError
from xborder_desk.i18n import N_
from xborder_desk.jobs.context import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xborder_desk.jobs.context import JobContext

_LOOK_EVERY: Final = 0.05
_MOST_SAID: Final = 4 << 20
_KEPT: Final = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "PROGRAMFILES")
MIB: Final = 1 << 20


class ProgramError(KnownError):
    """An outside program is not installed, took too long, or failed; says which."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program left: its exit status and what it said on its two streams (at most 4 MiB each)."""

    status: int
    out: bytes
    err: bytes


def found(*names: str) -> str:
    """Give the full path of the first of these programs that is installed, empty if none is."""
    return next((path for name in names if (path := shutil.which(name))), "")


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """Give an empty folder that is gone afterwards with all in it."""
    with tempfile.TemporaryDirectory(prefix="xborder-program-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run(
    command: Sequence[str],
    folder: Path,
    *,
    seconds: float,
    memory: int = 4096 * MIB,
    ctx: JobContext | None = None,
    network: bool = False,
    more: Mapping[str, str] | None = None,
) -> Ran:
    """Run a program in ``folder``, which is its home too, and wait for its end.

    ``more`` are further variables of its environment. Where the system allows it, it has no network unless
    ``network`` is asked for; ``memory`` in bytes is all it may have, 0 for no limit.

    Raises:
        ProgramError: it cannot be started, or took longer than ``seconds``; it is gone then.
        Cancelled: the person asked for it to stop; it is gone.

    """
    name = Path(command[0]).name
    with (folder / "said").open("w+b") as out, (folder / "told").open("w+b") as err:
        try:
            process = subprocess.Popen(  # noqa: S603 - a program found on PATH, arguments of our own
                [*(() if network else _fenced()), *command],
                cwd=folder,
                env=_environment(folder, more or {}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramError(N_("{program} cannot be started."), program=name) from error
        if memory:
            _limit(process.pid, memory)
        try:
            status = _wait(process, name, time.monotonic() + seconds, ctx)
        finally:
            _end(process)
        return Ran(status, _said(folder / "said"), _said(folder / "told"))


def _wait(process: subprocess.Popen[bytes], name: str, until: float, ctx: JobContext | None) -> int:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=_LOOK_EVERY)
        if ctx is not None and ctx.cancelled:
            raise Cancelled
        if time.monotonic() > until:
            raise ProgramError(N_("{program} took too long and was stopped."), program=name)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with everything it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _said(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_MOST_SAID)


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TMP", "TEMP"), str(folder))
    return {**environment, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "2", **more}


def _limit(pid: int, memory: int) -> None:
    if not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415 - absent on Windows

    with contextlib.suppress(OSError, ValueError):
        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


@functools.cache
def _fenced() -> tuple[str, ...]:
    """Give what is put before a command so that it has no network, where the system has such a thing."""
    fence = found("unshare") if sys.platform.startswith("linux") else ""
    for given in (
        ((fence, "--net", "--"), (fence, "--user", "--map-current-user", "--net", "--")) if fence else ()
    ):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            tried = subprocess.run([*given, "true"], check=False, capture_output=True, timeout=10)  # noqa: S603 - as above
            if tried.returncode == 0:
                return given
    return ()
