"""What a child process may use: memory, time, file sizes, and no way out to network or programs."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import sys
import threading
import time
from dataclasses import dataclass
from typing import Final

MIB: Final = 1 << 20
MEMORY_EXIT: Final = 99
"""Exit status of a child that ended itself because it grew too large."""

_LINUX: Final = sys.platform.startswith("linux")
_NEW_USER: Final = 0x10000000
_NEW_NET: Final = 0x40000000
_REFUSED: Final = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
    "urllib.",
    "webbrowser.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may use before it is ended.

    ``memory`` is address space in bytes where the system can limit that, else resident memory;
    ``seconds`` is wall time and ``cpu_seconds`` processor time, for one job; ``output`` is all that the
    job may send back, ``file_size`` the largest file it may write, in bytes; ``jobs`` says after how many
    jobs a warm child is replaced by a fresh one.
    """

    memory: int = 2048 * MIB
    seconds: float = 60.0
    cpu_seconds: float = 60.0
    output: int = 512 * MIB
    file_size: int = 1024 * MIB
    jobs: int = 50


def enclose(limits: Limits) -> None:
    """Put this process behind its fences for good; called once, before any foreign byte is read."""
    _no_network()
    sys.addaudithook(_refuse)
    if sys.platform == "win32":
        _watch_memory(limits.memory)
        return
    import resource  # noqa: PLC0415 - absent on Windows

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    if _LINUX:
        _lower(resource.RLIMIT_AS, limits.memory)
    else:
        _watch_memory(limits.memory)


def allow_cpu(seconds: float) -> None:
    """Give the job that starts now this much processor time from here on."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    soft = math.ceil(time.process_time() + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def resident_memory() -> int:
    """Say how much memory this process holds now, or held at most where only that is known, in bytes."""
    if sys.platform == "win32":
        return _windows_working_set()
    import resource  # noqa: PLC0415 - absent on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _lower(which: int, value: int) -> None:
    import resource  # noqa: PLC0415 - absent on Windows

    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _watch_memory(limit: int) -> None:
    def watch() -> None:
        while resident_memory() <= limit:
            time.sleep(0.05)
        os._exit(MEMORY_EXIT)

    threading.Thread(target=watch, name="memory watch", daemon=True).start()


def _no_network() -> None:
    # A network name space of its own has no way out; where the system refuses one, the audit hook remains.
    if not _LINUX:
        return
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_NEW_NET) != 0:
            unshare(_NEW_USER | _NEW_NET)


def _refuse(event: str, _args: object) -> None:
    if event.startswith(_REFUSED) and event != "socket.gethostname":
        msg = f"{event} is not allowed here"
        raise PermissionError(msg)


def _windows_working_set() -> int:
    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((f"size_{number}", ctypes.c_size_t) for number in range(8)),
        )

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]  # Windows only
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.POINTER(Counters), ctypes.c_uint32)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.size_1)
