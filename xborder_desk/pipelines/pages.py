"""The pages of an exhibit: found where they were made before, or made apart; and made before anybody asks."""

from __future__ import annotations

import logging
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.exhibits import shown_as_pages
from xborder_desk.documents.sheets import stamp_size
from xborder_desk.domain.dossier import Profile
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.jobs.context import Cancelled
from xborder_desk.pipelines.building import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from xborder_desk.domain.evidence import EvidenceStore
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.pipelines.prepared import Prepared

_log: Final = logging.getLogger(__name__)

EXHIBIT_LIMITS: Final = Limits(
    memory=3072 * MIB, seconds=300.0, cpu_seconds=300.0, file_size=4096 * MIB, jobs=500
)
MANY: Final = 8
"""So many files at once become a dossier whose building one would wait for."""
ROOM: Final = 4096 * MIB
"""On a disk with less room than this nothing is made that nobody has asked for."""


def wanted_pages(
    source: Path,
    sha256: str,
    media_type: str,
    look: Profile,
    stamp: tuple[float, float],
    pages: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Say which pages are wanted, as ``documents.exhibits`` takes it; where they go to is not said yet."""
    return {
        "source": str(source.absolute()),
        "sha256": sha256,
        "media_type": media_type,
        "pages": list(pages) if pages else None,
        "corner": look.stamp_corner,
        "stamp": list(stamp),
        "width": look.page_width,
        "height": look.page_height,
    }


def pages_of(
    wanted: dict[str, Any], target: Path, apart: Apart, prepared: Prepared | None, ctx: JobContext | None
) -> tuple[Path, dict[str, Any]]:
    """Give the file of the pages, and what was said of them; ``target`` is it only if it had to be made.

    Raises:
        ApartFailed: they could not be made.
        Cancelled: the person asked for it to stop.

    """
    before = prepared.find(wanted) if prepared else None
    if before is not None:
        return before
    work = "xborder_desk.documents.exhibits:make_pages"
    asked = {**wanted, "target": str(target)}
    made = cast("dict[str, Any]", apart.run(work, asked, ctx=ctx, limits=EXHIBIT_LIMITS))
    if prepared and not made["problem"]:
        prepared.keep(asked, target, made)
    return target, made


@dataclass(frozen=True, slots=True)
class Ahead:
    """Makes the pages of files just taken in, as most courts want them, while the next ones are read.

    Whatever goes wrong with that is said when a dossier is built, and not before.
    """

    store: EvidenceStore
    apart: Apart
    prepared: Prepared

    @contextmanager
    def among(self, count: int, ctx: JobContext) -> Iterator[Making]:
        """Give what takes files whose pages are to be made, of ``count`` that are taken in; few are let be.

        Raises:
            Cancelled: the person asked for it to stop.

        """
        place = self.prepared.folder.parent
        if count < MANY or shutil.disk_usage(place).free < ROOM:
            yield Making(self, None, place, ctx)
            return
        with tempfile.TemporaryDirectory(prefix=".ahead-", dir=place, ignore_cleanup_errors=True) as work:
            pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
            try:
                making = Making(self, pool, Path(work), ctx)
                yield making
                making.wait()
            finally:
                pool.shutdown(cancel_futures=True)
            self.prepared.tidy()


class Making:
    """What makes pages ahead, one file after the other."""

    def __init__(self, ahead: Ahead, pool: ThreadPoolExecutor | None, work: Path, ctx: JobContext) -> None:
        self._ahead = ahead
        self._pool = pool
        self._work = work
        self._ctx = ctx
        self._begun: dict[tuple[str, str], Future[None]] = {}
        self._names: list[str] = []

    def add(self, sha256: str, media_type: str, name: str) -> None:
        """Have the pages of a file made, if it has any; ``name`` is what it is called meanwhile."""
        known = sha256, media_type
        if self._pool is None or known in self._begun or not shown_as_pages(media_type):
            return
        self._begun[known] = self._pool.submit(self._make, sha256, media_type, len(self._begun))
        self._names.append(name)

    def wait(self) -> None:
        """Wait until all are made.

        Raises:
            Cancelled: the person asked for it to stop.

        """
        for number, (name, begun) in enumerate(zip(self._names, self._begun.values(), strict=True)):
            self._ctx.progress(number, len(self._names), N_("Preparing {exhibit}"), exhibit=name)
            begun.result()

    def _make(self, sha256: str, media_type: str, number: int) -> None:
        ahead, target = self._ahead, self._work / f"{number}.pdf"
        source = ahead.store.path(sha256)
        wanted = wanted_pages(source, sha256, media_type, Profile(""), stamp_size(""))
        try:
            pages_of(wanted, target, ahead.apart, ahead.prepared, self._ctx)
        except Cancelled:
            raise
        except (ApartFailed, OSError) as error:
            _log.info("%s has no pages made ahead: %s", sha256, error)
        finally:
            target.unlink(missing_ok=True)
