"""The text of scanned pages: each drawn in a child process, then read by Tesseract where it is installed."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits
from xborder_desk.programs import tesseract
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

log: Final = logging.getLogger(__name__)
_SCAN: Final = "xborder_desk.documents.scanning:scan"
_LIMITS: Final = Limits(memory=3072 << 20, seconds=120.0, cpu_seconds=120.0)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page (from 1), how sure its words are (0 to 100), or why it could not be read."""

    page: int
    text: str = ""
    confidence: int | None = None
    fault: str = ""


def hindrance() -> str:
    """Say what to install before scans can be read, empty if nothing is missing."""
    return "" if tesseract.installed() else tesseract.MISSING


def prepare(tags: Sequence[str], ctx: JobContext) -> tuple[str, str]:
    """Give the engine with its version, and its names of these languages; without any it reads English.

    Raises:
        ProgramError: it is not installed, or lacks a language; says what to install.

    """
    engine = tesseract.version(ctx)
    return engine, tesseract.codes_for(tags, tesseract.languages(ctx))


def recognise(
    path: Path, media_type: str, pages: Sequence[int], codes: str, apart: Apart, ctx: JobContext
) -> Iterator[Page]:
    """Read pages one after another; a page that cannot be read says why and stops none of the others.

    Raises:
        Cancelled: the person asked for it to stop.

    """
    with tempfile.TemporaryDirectory(prefix="xborder-scan-", ignore_cleanup_errors=True) as folder:
        picture = Path(folder) / "page.png"
        for done, page in enumerate(pages):
            ctx.progress(done, len(pages), N_("Reading the text of page {page}"), page=page)
            yield _page(path, media_type, page, codes, picture, apart, ctx)


def _page(
    path: Path, media_type: str, page: int, codes: str, picture: Path, apart: Apart, ctx: JobContext
) -> Page:
    try:
        apart.run(_SCAN, str(path.absolute()), str(picture), page, media_type, ctx=ctx, limits=_LIMITS)
        read = tesseract.read(picture, codes, ctx)
    except ApartFailed as failed:
        log.info("page %s is not read: %s", page, failed)
        return Page(page, fault=failed.text or N_("This page could not be drawn."))
    except ProgramError as failed:
        log.info("page %s is not read: %s", page, failed)
        return Page(page, fault=failed.text)
    return Page(page, read.text, read.confidence)
