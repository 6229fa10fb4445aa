"""From a stored file to what a screen shows of it: measured, drawn and searched in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.documents.exhibits import shown_as_pages
from xborder_desk.domain.previews import Drawn, Hit, PreviewError, Sheet
from xborder_desk.i18n import N_
from xborder_desk.jobs.apart import ApartFailed, Limits

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.previews import Box
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext

MIB: Final = 1 << 20
LIMITS: Final = Limits(
    memory=2048 * MIB, seconds=30.0, cpu_seconds=30.0, output=96 * MIB, file_size=MIB, jobs=2000
)
_WORK: Final = "xborder_desk.documents.showing:"
_SAID: Final = {
    "timeout": N_("This page takes too long to draw."),
    "memory": N_("This page takes too much memory to draw."),
}
_FAILED: Final = N_("The file is damaged or cannot be drawn safely.")


class Previewer:
    """Draws for the screen in child processes of its own: it never waits for a dossier being built."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart

    @staticmethod
    def draws(media_type: str) -> bool:
        """Whether files of this type have pages that can be drawn."""
        return shown_as_pages(media_type)

    def measure(self, path: Path, media_type: str, ctx: JobContext | None = None) -> tuple[Sheet, ...]:
        """Give the pages of a file.

        Raises:
            PreviewError: they cannot be shown; says why.
            Cancelled: nobody waits for it any more.

        """
        found = self._run("measure", ctx, str(path.absolute()), media_type)
        return tuple(Sheet(float(width), float(height)) for width, height in cast("list[Any]", found))

    def draw(
        self, path: Path, media_type: str, page: int, width: int, turn: int, ctx: JobContext | None = None
    ) -> Drawn:
        """Draw a page (from 0) about ``width`` dots wide, turned clockwise by ``turn`` degrees.

        Raises:
            PreviewError: it cannot be drawn; says why.
            Cancelled: nobody waits for it any more.

        """
        found = self._run("draw", ctx, str(path.absolute()), media_type, page, width, turn)
        made = cast("dict[str, Any]", found)
        drawn = Drawn(int(made["width"]), int(made["height"]), bytes(made["data"]))
        if drawn.width * drawn.height * 3 != len(drawn.data) or not drawn.data:
            raise PreviewError(_FAILED)
        return drawn

    def find(self, path: Path, media_type: str, words: str, ctx: JobContext | None = None) -> tuple[Hit, ...]:
        """Find words on the pages, in their order.

        Raises:
            PreviewError: the file cannot be searched; says why.
            Cancelled: nobody waits for it any more.

        """
        found = self._run("find", ctx, str(path.absolute()), media_type, words)
        return tuple(Hit(int(page), tuple(map(_box, boxes))) for page, boxes in cast("list[Any]", found))

    def close(self) -> None:
        """End the child processes."""
        self._apart.close()

    def _run(self, name: str, ctx: JobContext | None, *given: str | int) -> Any:  # noqa: ANN401 - JSON values
        try:
            return self._apart.run(f"{_WORK}{name}", *given, ctx=ctx, limits=LIMITS)
        except ApartFailed as failed:
            if failed.text:
                raise PreviewError(failed.text, **failed.fields) from failed
            raise PreviewError(_SAID.get(failed.kind, _FAILED)) from failed


def _box(values: list[float]) -> Box:
    left, top, width, height = (min(max(float(value), 0.0), 1.0) for value in values)
    return left, top, width, height
