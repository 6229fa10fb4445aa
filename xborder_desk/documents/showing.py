"""Drawing the pages of an evidence file for a screen, and finding words on them; in a child process only."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pypdfium2
from PIL import Image, ImageOps

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.filled import open_to_draw, page_with_values
from xborder_desk.documents.opened import FAULTS, load, make_coarser, opened, pages_of, size_of
from xborder_desk.documents.pictures import NATURAL, plain
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

PDF: Final = "application/pdf"
MOST_DOTS: Final = 16_000_000
"""Dots of one drawn page; what is asked for beyond is drawn coarser."""

MOST_SHEETS: Final = 20_000
MOST_HITS: Final = 1000
_TURNED: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})
_ORIENTATION: Final = 0x0112
LOCKED: Final = N_("The PDF is locked with a password.")
DAMAGED_PDF: Final = N_("The PDF is damaged.")
NO_PAGE: Final = N_("This file has no page {page}.")


def measure(path: str, media_type: str) -> list[Plain]:
    """Give width and height in points of every page, upright.

    Raises:
        CannotShowError: it is damaged, locked, or of a kind that cannot be drawn.

    """
    if media_type == PDF:
        with _opened(path) as document:
            return [list(_size(document, number)) for number in range(min(len(document), MOST_SHEETS))]
    with opened(path) as picture:
        return [[width * NATURAL, height * NATURAL] for width, height in _frame_sizes(picture)]


def draw(path: str, media_type: str, page: int, width: int, turn: int) -> dict[str, Plain]:
    """Draw a page (from 0) ``width`` dots wide, turned clockwise by 0, 90, 180 or 270 degrees.

    Gives ``width``, ``height`` and ``data``: three bytes for each dot. A page that would have more dots than
    a screen can use is drawn coarser.

    Raises:
        CannotShowError: there is no such page, or it cannot be drawn.

    """
    picture = (
        _drawn_page(path, page, width, turn) if media_type == PDF else _drawn_frame(path, page, width, turn)
    )
    return {"width": picture.width, "height": picture.height, "data": picture.tobytes()}


def find(path: str, media_type: str, words: str, ctx: JobContext | None = None) -> list[Plain]:
    """Find words on the pages of a PDF; gives [page, [box, …]] of each place, boxes as parts of the page.

    Raises:
        CannotShowError: it is damaged or locked.

    """
    if media_type != PDF or not words.strip():
        return []
    found: list[Plain] = []
    with _opened(path) as document:
        for number in range(len(document)):
            if ctx is not None:
                ctx.progress(number, len(document))
            # A page that cannot be read has no places; the others have.
            with contextlib.suppress(pypdfium2.PdfiumError, ValueError):
                found += [[number, boxes] for boxes in _places(page_with_values(document, number), words)]
            if len(found) >= MOST_HITS:
                break
    return found[:MOST_HITS]


@contextlib.contextmanager
def _opened(path: str) -> Iterator[Any]:
    try:
        document = open_to_draw(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotShowError(LOCKED) from error
        document = _mended(path)
        if document.get_formtype():
            document.init_forms()
    with contextlib.closing(document):
        yield document


def _mended(path: str) -> Any:  # noqa: ANN401 - a library without types
    """Open what PDFium refuses as another library mends it."""
    kept = io.BytesIO()
    try:
        with pikepdf.open(path) as found:
            found.save(kept)
        return pypdfium2.PdfDocument(kept.getvalue())
    except pikepdf.PasswordError as error:
        raise CannotShowError(LOCKED) from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, *FAULTS) as error:
        raise CannotShowError(DAMAGED_PDF, detail=str(error)[:300]) from error


def _size(document: Any, number: int) -> tuple[float, float]:  # noqa: ANN401 - as above
    try:
        width, height = document.get_page_size(number)
    except (pypdfium2.PdfiumError, ValueError):
        return 595.0, 842.0
    return max(float(width), 1.0), max(float(height), 1.0)


def _drawn_page(path: str, page: int, width: int, turn: int) -> Image.Image:
    with _opened(path) as document:
        if not 0 <= page < len(document):
            raise CannotShowError(NO_PAGE, page=page + 1)
        try:
            sheet = document[page]
            across, along = sheet.get_size()
            seen = along if turn in {90, 270} else across
            scale = min(width / max(seen, 1), (MOST_DOTS / max(across * along, 1)) ** 0.5)
            bitmap = sheet.render(scale=max(scale, 0.01), rotation=turn, may_draw_forms=True)
            picture: Image.Image = bitmap.to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, MemoryError, *FAULTS) as error:
            raise CannotShowError(DAMAGED_PDF, detail=str(error)[:300]) from error
        return picture


def _places(page: Any, words: str) -> Iterator[list[Plain]]:  # noqa: ANN401 - as above
    """Give the boxes of each place where the words stand, more than one where they go over a line's end."""
    sheet, turn = page.get_bbox(), page.get_rotation()
    with contextlib.closing(page.get_textpage()) as text:
        seeker = text.search(words)
        while (hit := seeker.get_next()) is not None:
            index, count = hit
            boxes = [text.get_rect(number) for number in range(text.count_rects(index, count))]
            yield [list(_part(box, sheet, turn)) for box in boxes]


def _part(box: tuple[float, ...], sheet: tuple[float, ...], turn: int) -> tuple[float, float, float, float]:
    """Give a box of the page's own space as parts of the page as it is seen."""
    left, bottom, right, top = sheet
    wide, high = max(right - left, 1.0), max(top - bottom, 1.0)
    x, y = (box[0] - left) / wide, (top - box[3]) / high
    w, h = (box[2] - box[0]) / wide, (box[3] - box[1]) / high
    return turned((x, y, w, h), turn)


def turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Give a box on a page that was turned clockwise."""
    x, y, w, h = box
    if turn == 90:  # noqa: PLR2004 - a quarter
        return 1 - y - h, x, h, w
    if turn == 180:  # noqa: PLR2004 - half
        return 1 - x - w, 1 - y - h, w, h
    if turn == 270:  # noqa: PLR2004 - three quarters
        return y, 1 - x - w, h, w
    return box


def _frame_sizes(picture: Image.Image) -> Iterator[tuple[int, int]]:
    for place in range(pages_of(picture)):
        if place:
            picture.seek(place)
        wide, high = size_of(picture)
        yield (high, wide) if picture.getexif().get(_ORIENTATION) in _SIDEWAYS else (wide, high)


def _drawn_frame(path: str, page: int, width: int, turn: int) -> Image.Image:
    with opened(path) as picture:
        if not 0 <= page < pages_of(picture):
            raise CannotShowError(NO_PAGE, page=page + 1)
        if page:
            picture.seek(page)
        # The decoder can leave out what would be thrown away afterwards.
        make_coarser(picture, max(picture.size) * width // max(min(picture.size), 1))
        load(picture)
        upright = plain(ImageOps.exif_transpose(picture))
        if turn in _TURNED:
            upright = upright.transpose(_TURNED[turn])
        most = (MOST_DOTS * upright.width / max(upright.height, 1)) ** 0.5
        wide = max(1, int(min(width, upright.width, most)))
        if wide < upright.width:
            size = (wide, max(1, round(upright.height * wide / upright.width)))
            upright = upright.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        return upright.convert("RGB")
