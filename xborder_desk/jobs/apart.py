"""Work on foreign bytes in a child process with limits, so that a bad file can end only that child."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self, TypeAlias, cast

from xborder_desk.jobs.context import Cancelled
from xborder_desk.jobs.fences import MEMORY_EXIT, Limits
from xborder_desk.jobs.frames import FrameError, FrameTooLargeError, Plain, read_frame, write_frame
from xborder_desk.jobs.leftovers import WorkFolder, sweep

if TYPE_CHECKING:
    from types import TracebackType

    from xborder_desk.jobs.context import JobContext

__all__ = ["CHILD_FLAG", "Apart", "ApartFailed", "Limits", "Plain"]

CHILD_FLAG: Final = "--child-process"
"""A frozen program has no ``python -m``: with this first argument its main calls ``jobs.child.main``."""

Kind: TypeAlias = Literal["timeout", "memory", "crash", "error", "output"]
_KINDS: Final = ("timeout", "memory", "crash", "error", "output")
_LOOK_EVERY: Final = 0.05
_END_OF_LINE: Final = None
_KEPT_FROM_ENVIRONMENT: Final = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH")


class ApartFailed(Exception):  # noqa: N818 - it is a report of what happened there, not a fault here
    """The work did not come back with a result.

    ``kind`` is ``timeout``, ``memory``, ``crash`` (the process died), ``error`` (the work raised) or
    ``output`` (it sent too much, or nonsense). ``detail`` is for logs. When the work raised an error with a
    sentence for people, ``text`` and ``fields`` carry it and ``error`` its class name; else they are empty.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str = "",
        *,
        error: str = "",
        text: str = "",
        fields: dict[str, str | int] | None = None,
        trace: str = "",
    ) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind: Final = kind
        self.detail: Final = detail
        self.error: Final = error
        self.text: Final = text
        self.fields: Final = fields or {}
        self.trace: Final = trace


class Apart:
    """A few child processes, kept warm, that do named pieces of work; safe to use from many threads.

    A child is replaced after a fault, a timeout, a cancel, or ``Limits.jobs`` jobs. ``workers`` is how many
    pieces of work run at the same time; further callers wait.
    """

    def __init__(self, limits: Limits | None = None, *, workers: int = 2) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._places = threading.BoundedSemaphore(workers)
        self._closed = self._swept = False

    def run(
        self, work: str, *args: Plain, ctx: JobContext | None = None, limits: Limits | None = None
    ) -> Plain:
        """Call the function named ``package.module:function`` in a child and give what it returns.

        Arguments and result are JSON values and bytes. A function with a parameter ``ctx`` is given a
        ``JobContext`` whose progress reaches the caller's ``ctx``.

        Raises:
            ApartFailed: the work failed, took too long or too much, or the child died.
            Cancelled: the person asked for the work to stop; the child is gone.

        """
        limits = limits or self._limits
        while not self._places.acquire(timeout=_LOOK_EVERY):
            if ctx is not None:
                ctx.check()
        try:
            if ctx is not None:
                ctx.check()
            child = self._take(limits, work)
            fit = False
            try:
                result = child.do(work, list(args), ctx)
                fit = True
            except ApartFailed as failed:
                fit = failed.kind == "error"
                raise
            finally:
                self._give_back(child, fit=fit)
            return result
        finally:
            self._places.release()

    def close(self) -> None:
        """End all children, also those at work."""
        with self._lock:
            self._closed = True
            children = [*self._idle, *self._busy]
            self._idle.clear()
        for child in children:
            child.end()

    def __enter__(self) -> Self:
        """Use as ``with Apart() as apart:``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all children."""
        self.close()

    def _take(self, limits: Limits, work: str) -> _Child:
        """Take an idle child, rather one that has all in memory that such work needs, or begin one."""
        with self._lock:
            if self._closed:
                raise ApartFailed(kind="crash", detail="closed")
            able = [child for child in self._idle if child.limits == limits]
            child = max(able, key=lambda one: work in one.known, default=None)
            if child is not None:
                self._idle.remove(child)
                self._busy.add(child)
                if child.alive:
                    return child
                self._busy.discard(child)
            swept, self._swept = self._swept, True
        if not swept:
            # What killed programs left behind; nobody waits for that.
            threading.Thread(target=sweep, name="sweep", daemon=True).start()
        if child is not None:
            child.end()
        child = _Child(limits)
        with self._lock:
            self._busy.add(child)
        return child

    def _give_back(self, child: _Child, *, fit: bool) -> None:
        keep = fit and child.alive and child.done < child.limits.jobs
        if keep:
            child.tidy()
        with self._lock:
            self._busy.discard(child)
            keep = keep and not self._closed
            surplus = self._idle.pop(0) if keep and len(self._idle) >= 2 else None  # noqa: PLR2004 - more only hold memory
            if keep:
                self._idle.append(child)
        if not keep:
            child.end()
        if surplus is not None:
            surplus.end()


class _Child:
    """One child process with its work folder, and the thread that listens to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.done = 0
        self.known: set[str] = set()
        self._room = limits.output
        self._work = WorkFolder()
        self._folder = self._work.path
        self._heard: queue.SimpleQueue[Plain | ApartFailed] = queue.SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env=_environment(self._folder),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._ear = threading.Thread(target=self._listen, name="apart", daemon=True)
        self._ear.start()
        self._say(cast("Plain", asdict(limits)))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def do(self, work: str, args: list[Plain], ctx: JobContext | None) -> Plain:
        self._room = self.limits.output
        self.done += 1
        self.known.add(work)
        until = time.monotonic() + self.limits.seconds
        self._say({"work": work, "args": args})
        while True:
            answer = self._next(until, ctx)
            if "progress" in answer:
                _relay(answer["progress"], ctx)
            elif "result" in answer:
                return answer["result"]
            else:
                raise _failed(answer)

    def tidy(self) -> None:
        for entry in self._folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    entry.unlink()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._ear.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._work.end()

    def _next(self, until: float, ctx: JobContext | None) -> dict[str, Plain]:
        while True:
            if ctx is not None and ctx.cancelled:
                self._process.kill()
                raise Cancelled
            left = until - time.monotonic()
            if left <= 0:
                self._process.kill()
                raise ApartFailed(kind="timeout", detail=f"longer than {self.limits.seconds:g} s")
            try:
                heard = self._heard.get(timeout=min(left, _LOOK_EVERY))
            except queue.Empty:
                continue
            if isinstance(heard, ApartFailed):
                raise heard
            if heard is _END_OF_LINE:
                raise self._died()
            if not isinstance(heard, dict):
                raise ApartFailed(kind="output", detail="not an answer")
            return heard

    def _listen(self) -> None:
        stream = self._process.stdout
        try:
            while stream is not None and (frame := read_frame(stream, self._room)) is not None:
                self._room -= frame[1]
                self._heard.put(frame[0])
        except FrameTooLargeError:
            self._heard.put(ApartFailed("output", f"more than {self.limits.output} bytes"))
        except MemoryError:
            self._heard.put(ApartFailed("output", "more than fits here"))
        except (FrameError, OSError, ValueError):
            # A frame that breaks off is the trace of a death; the exit status says which.
            self._heard.put(_END_OF_LINE)
        else:
            self._heard.put(_END_OF_LINE)

    def _say(self, value: Plain) -> None:
        stream = self._process.stdin
        if stream is not None:
            with contextlib.suppress(OSError):  # a dead child is noticed by the one who listens
                write_frame(stream, value)

    def _died(self) -> ApartFailed:
        try:
            status = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return ApartFailed("output", "the line was closed")
        if status == MEMORY_EXIT:
            return ApartFailed("memory", f"more than {self.limits.memory} bytes")
        if sys.platform != "win32":
            import signal  # noqa: PLC0415 - the signal's number exists only here

            if status == -signal.SIGXCPU:
                return ApartFailed("timeout", f"more than {self.limits.cpu_seconds:g} s of processor time")
        return ApartFailed("crash", f"signal {-status}" if status < 0 else f"exit status {status}")


def _relay(told: Plain, ctx: JobContext | None) -> None:
    if ctx is None or not isinstance(told, dict):
        return
    fields = told.get("fields")
    done, total = told.get("done"), told.get("total")
    named = {str(name): value for name, value in fields.items()} if isinstance(fields, dict) else {}
    for taken in ("done", "total", "text", "self"):
        named.pop(taken, None)
    ctx.progress(
        done if isinstance(done, int) else 0,
        total if isinstance(total, int) else 0,
        str(told.get("text") or ""),
        **named,
    )


def _failed(answer: dict[str, Plain]) -> ApartFailed:
    kind = answer.get("fault")
    fields = answer.get("fields")
    return ApartFailed(
        kind if kind in _KINDS else "output",
        str(answer.get("detail") or ""),
        error=str(answer.get("error") or ""),
        text=str(answer.get("text") or ""),
        fields={key: value for key, value in fields.items() if isinstance(value, int | str)}
        if isinstance(fields, dict)
        else {},
        trace=str(answer.get("trace") or ""),
    )


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-P", "-X", "utf8", "-m", "xborder_desk.jobs.child"]


def _environment(folder: Path) -> dict[str, str]:
    environment = {name: os.environ[name] for name in _KEPT_FROM_ENVIRONMENT if name in os.environ}
    # The same places to import from as here; the work folder, where foreign bytes may land, is none of them.
    environment["PYTHONPATH"] = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
    environment["PYTHONNOUSERSITE"] = "1"
    for name in ("HOME", "USERPROFILE", "TMPDIR", "TMP", "TEMP"):
        environment[name] = str(folder)
    return environment
