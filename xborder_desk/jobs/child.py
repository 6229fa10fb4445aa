"""The child process: takes jobs from its parent one after another and ends when the parent does."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import queue
import signal
import threading
import traceback
from typing import TYPE_CHECKING, Final, cast

from xborder_desk.jobs.context import JobContext, Progress
from xborder_desk.jobs.fences import Limits, allow_cpu, enclose
from xborder_desk.jobs.frames import FrameError, Plain, read_frame, write_frame

if TYPE_CHECKING:
    from typing import BinaryIO

_FROM_PARENT: Final = 1 << 40
_DETAIL: Final = 2000


def main() -> None:
    """Serve the parent until it hangs up."""
    # The line to the parent is moved away from stdin and stdout, where a library could write or read.
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start = read_frame(incoming, _FROM_PARENT)
    if start is None:
        return
    limits = Limits(**cast("dict[str, int]", start[0]))
    enclose(limits)
    jobs: queue.SimpleQueue[Plain] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, jobs), name="parent", daemon=True).start()
    while True:
        job = jobs.get()
        allow_cpu(limits.cpu_seconds)
        _answer(outgoing, cast("dict[str, Plain]", job))


def _listen(incoming: BinaryIO, jobs: queue.SimpleQueue[Plain]) -> None:
    # Also the watch on the parent: when its end of the line closes, this process must not live on.
    with contextlib.suppress(FrameError, OSError):
        while (frame := read_frame(incoming, _FROM_PARENT)) is not None:
            jobs.put(frame[0])
    os._exit(0)


def _answer(outgoing: BinaryIO, job: dict[str, Plain]) -> None:
    try:
        result = _do(outgoing, str(job["work"]), cast("list[Plain]", job["args"]))
        write_frame(outgoing, {"result": result})
    except MemoryError:
        write_frame(outgoing, {"fault": "memory", "detail": "out of memory"})
    except BaseException as error:  # noqa: BLE001 - whatever a parser throws is told, not suffered
        write_frame(outgoing, _told(error))


def _do(outgoing: BinaryIO, work: str, args: list[Plain]) -> Plain:
    def report(progress: Progress) -> None:
        fields: dict[str, Plain] = {name: _field(value) for name, value in progress.fields.items()}
        told: dict[str, Plain] = {"done": progress.done, "total": progress.total, "text": progress.text}
        write_frame(outgoing, {"progress": {**told, "fields": fields}})

    module, _, name = work.partition(":")
    function = getattr(importlib.import_module(module), name)
    if "ctx" in inspect.signature(function).parameters:
        return cast("Plain", function(*args, ctx=JobContext(report)))
    return cast("Plain", function(*args))


def _told(error: BaseException) -> dict[str, Plain]:
    fields = getattr(error, "fields", None)
    named = fields if isinstance(fields, dict) else {}
    text = getattr(error, "text", None)
    return {
        "fault": "error",
        "error": type(error).__name__,
        "detail": _shortly(error),
        "trace": "".join(traceback.format_exception(error))[-4 * _DETAIL :],
        "text": text if isinstance(text, str) else "",
        "fields": {str(key): _field(value) for key, value in named.items()},
    }


def _field(value: object) -> str | int | float:
    return value if isinstance(value, str | int | float) else str(value)


def _shortly(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - an error that cannot even say its name still has a type
        words = ""
    return f"{type(error).__name__}: {words}"[:_DETAIL]


if __name__ == "__main__":
    main()
