"""What every step of building a dossier is given: its content, a folder, child processes and their limits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.pipelines.placing import see_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.documents.words import Words
    from xborder_desk.documents.writer import Writer
    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.prepared import Prepared

MIB: Final = 1 << 20
BUILDING_LIMITS: Final = Limits(memory=16384 * MIB, seconds=3600.0, cpu_seconds=3600.0, file_size=16384 * MIB)
AT_ONCE: Final = 2
"""Pieces of work done side by side, each in a child process."""


@dataclass(frozen=True)
class Press:
    """What building needs besides the content: the document's language, child processes, ``resources/``.

    ``prepared`` keeps exhibit pages from one build to the next.
    """

    language: Words
    apart: Apart
    resources: Path
    prepared: Prepared | None = None


@dataclass(frozen=True)
class Job:
    """One build: what every step is given."""

    content: DossierContent
    writer: Writer
    store: EvidenceStore
    work: Path
    ctx: JobContext
    press: Press

    def apart(self, work: str, *arguments: Any, limits: Limits = BUILDING_LIMITS) -> Any:  # noqa: ANN401 - JSON values
        """Have a step done in a child process; a fault there is a fault of the build."""
        try:
            return self.press.apart.run(work, *arguments, ctx=self.ctx, limits=limits)
        except ApartFailed as failed:
            if failed.text:
                raise BuildError(failed.text, **failed.fields) from failed
            see_room(failed, self.work.parent)
            detail = f"{failed.kind} {failed.detail}"
            raise BuildError(N_("The bundle could not be built: {detail}"), detail=detail) from failed


@contextmanager
def side_by_side() -> Iterator[ThreadPoolExecutor]:
    """Give what does a few pieces of work at the same time; when one fails, those not begun are dropped."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="dossier")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
