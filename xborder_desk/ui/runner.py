"""The only owner of threads: runs work beside the window, tells how far it is, and can be asked to stop."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from xborder_desk.domain.errors import KnownError
from xborder_desk.jobs.context import Cancelled, JobContext, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

_log: Final = logging.getLogger(__name__)
_LONG: Final = 2
_QUICK: Final = 2
_ASIDE: Final = 1


class Job(QObject):
    """One piece of work. Its signals reach the window's own thread; ``ended`` follows each of the others.

    ``title`` is a marked text with ``fields``; a ``quiet`` job is not shown in the status bar.
    """

    progress = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)

    def __init__(self, title: str, fields: dict[str, object], *, quiet: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.title: Final = title
        self.fields: Final = fields
        self.quiet: Final = quiet
        self.latest = Progress(0, 0)
        self.context: Final = JobContext(self._reported)
        self._waiting = False
        self.tell: Callable[[Job], None] = lambda _job: None

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it finished before stays."""
        self.context.cancel()

    def _reported(self, progress: Progress) -> None:
        """Keep the latest report; many reports between two looks of the window are one."""
        self.latest = progress
        if not self._waiting:
            self._waiting = True
            self.tell(self)

    def show_progress(self) -> None:
        """Pass the latest report on, in the window's thread."""
        self._waiting = False
        self.progress.emit(self.latest)


class Runner(QObject):
    """Starts jobs; long ones and pictures to look at have threads of their own: quick ones never wait."""

    started = Signal(object)
    ended = Signal(object)
    unexpected = Signal(object)
    _ended = Signal(object, str, object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._long = ThreadPoolExecutor(_LONG, thread_name_prefix="long")
        self._quick = ThreadPoolExecutor(_QUICK, thread_name_prefix="quick")
        self._aside = ThreadPoolExecutor(_ASIDE, thread_name_prefix="aside")
        self._running: set[Job] = set()
        self._closed = False
        self._ended.connect(self._end)
        self._told.connect(self._tell)

    @property
    def running(self) -> list[Job]:
        """The jobs that are not finished."""
        return list(self._running)

    @property
    def visible(self) -> list[Job]:
        """The jobs a person started and waits for."""
        return [job for job in self._running if not job.quiet]

    def job(
        self, work: Callable[[JobContext], Any], title: str = "", *, quiet: bool = False, **fields: object
    ) -> Job:
        """Start ``work`` on another thread; connect to its signals before returning to the event loop.

        Once the runner is closed nothing starts any more, and the job never ends.
        """
        job = Job(title, fields, quiet=quiet, parent=self)
        job.tell = self._told.emit
        if self._closed:
            return job
        self._submit(job, work, self._quick if quiet else self._long)
        return job

    def look(self, work: Callable[[JobContext], Any]) -> Job:
        """Start what only a viewer waits for: a page that takes long to draw holds nothing else up."""
        job = Job("", {}, quiet=True, parent=self)
        if not self._closed:
            self._submit(job, work, self._aside)
        return job

    def _submit(self, job: Job, work: Callable[[JobContext], Any], pool: ThreadPoolExecutor) -> None:
        self._running.add(job)
        pool.submit(self._run, job, work)
        self.started.emit(job)

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self._running:
            job.cancel()

    def close(self) -> None:
        """Stop everything and let the threads go; nothing can be started afterwards."""
        self._closed = True
        self.cancel_all()
        for pool in (self._long, self._quick, self._aside):
            pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Callable[[JobContext], Any]) -> None:
        try:
            job.context.check()
            result = work(job.context)
        except Cancelled:
            self._post(job, "cancelled", None)
        except BaseException as error:  # noqa: BLE001 - every fault is shown where the work was asked for
            self._post(job, "failed", error)
        else:
            self._post(job, "done", result)

    def _post(self, job: Job, how: str, what: object) -> None:
        if shiboken6.isValid(self):
            self._ended.emit(job, how, what)

    @Slot(object)
    def _tell(self, job: Job) -> None:
        if job in self._running:
            job.show_progress()

    @Slot(object, str, object)
    def _end(self, job: Job, how: str, what: object) -> None:
        self._running.discard(job)
        if how == "done":
            job.done.emit(what)
        elif how == "cancelled":
            job.cancelled.emit()
        else:
            if not isinstance(what, KnownError):
                self.unexpected.emit(what)
            job.failed.emit(what)
        job.ended.emit(job)
        self.ended.emit(job)
        job.deleteLater()
