"""Copies in which boxes are unreadable for good; runs in a child process.

A copy is made of nothing but pictures of what is seen. Texts, drawings, layers, comments, files inside, tags
and every word about the file stay behind with the original, so nothing below a box can come along.
"""

from __future__ import annotations

import contextlib
import io
import math
import zlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageOps

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.filled import open_to_draw
from xborder_desk.documents.opened import opened, pages_of
from xborder_desk.documents.pictures import plain
from xborder_desk.domain.redaction import boxes_from_plain
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.redaction import Box
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.jobs.frames import Plain

DOTS: Final = 200
"""Dots per inch at least of every page."""
MOST_DOTS: Final = 150_000_000
MOST_PAGES: Final = 2000
PHOTO_QUALITY: Final = 90
_BLACK: Final = "black"
LOCKED: Final = N_("The PDF is locked with a password. Open it with its password first, and give it.")
TOO_LARGE: Final = N_("Page {page} is too large to be redacted.")
NO_PAGE: Final = N_("Box {number} is on page {page}, but there are only {pages}.")
OUTSIDE: Final = N_("Box {number} lies outside of page {page}.")


def redact_pdf(
    source: str, target: str, boxes: list[dict[str, Any]], password: str = "", ctx: JobContext | None = None
) -> dict[str, Plain]:
    """Write a copy of a PDF in which the boxes are black; gives ``pages`` and ``boxes`` counted.

    Raises:
        CannotShowError: it is locked or damaged, or a box is on no page.

    """
    wanted = boxes_from_plain(boxes)
    try:
        with contextlib.closing(open_to_draw(source, password)) as seen:
            _check_pages(wanted, len(seen))
            with pikepdf.new() as pdf:
                for place in range(len(seen)):
                    if ctx is not None:
                        ctx.progress(place, len(seen), N_("Redacting"))
                    with contextlib.closing(seen[place]) as page:
                        _redact_page(pdf, page, place + 1, wanted)
                pdf.save(target, deterministic_id=True)
                return {"pages": len(pdf.pages), "boxes": len(wanted)}
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotShowError(LOCKED) from error
        raise CannotShowError(N_("The PDF is damaged."), detail=str(error)[:300]) from error


def redact_picture(
    source: str, target: str, boxes: list[dict[str, Any]], ctx: JobContext | None = None
) -> dict[str, Plain]:
    """Write an upright copy of a picture in which the boxes are black: PNG, or TIFF if it has more pages.

    Raises:
        CannotShowError: it is damaged or too large, or a box is on no page.

    """
    wanted = boxes_from_plain(boxes)
    with opened(source) as picture:
        frames = []
        for place, frame in enumerate(upright_frames(picture)):
            if ctx is not None:
                ctx.check()
            frames.append(_blackened(frame, frame.size, place + 1, wanted))
        _check_pages(wanted, len(frames))
        _save(frames, target)
    return {"pages": len(frames), "boxes": len(wanted)}


def upright_frames(picture: Image.Image) -> Iterator[Image.Image]:
    """Give the pages of a TIFF, or the one image that is shown of any other, upright and on white."""
    count = pages_of(picture)
    for place in range(count):
        if count > 1:
            picture.seek(place)
        picture.load()
        yield plain(ImageOps.exif_transpose(picture))


def _save(frames: list[Image.Image], target: str) -> None:
    # Saved from the bare points: what the file said of itself (camera, place, preview) is not among them.
    bare = [Image.frombytes(frame.mode, frame.size, frame.tobytes()) for frame in frames]
    if len(bare) == 1:
        bare[0].save(target, "PNG")
    else:
        bare[0].save(target, "TIFF", save_all=True, append_images=bare[1:], compression="tiff_adobe_deflate")


def _check_pages(boxes: tuple[Box, ...], pages: int) -> None:
    if pages > MOST_PAGES:
        raise CannotShowError(
            N_("The document has more than {most} pages. Redact extracts of it."), most=MOST_PAGES
        )
    for number, box in enumerate(boxes, start=1):
        if box.page > pages:
            raise CannotShowError(NO_PAGE, number=number, page=box.page, pages=pages)


def _redact_page(pdf: pikepdf.Pdf, page: pypdfium2.PdfPage, number: int, boxes: tuple[Box, ...]) -> None:
    size = page.get_size()
    dots = tuple(math.ceil(edge / 72 * DOTS) for edge in size)
    if not all(dots) or dots[0] * dots[1] > MOST_DOTS:
        raise CannotShowError(TOO_LARGE, page=number)
    bitmap = page.render(scale=DOTS / 72, may_draw_forms=True)
    seen = bitmap.to_pil().convert("RGB")
    bitmap.close()
    covered = any(box.page == number for box in boxes)
    picture = _thin(_blackened(seen, size, number, boxes))
    _add(pdf, picture, size, exact=covered)


def _blackened(
    picture: Image.Image, size: tuple[float, float], page: int, boxes: tuple[Box, ...]
) -> Image.Image:
    """Cover the boxes of a page with black: their points are gone, not hidden."""
    done = picture.copy()
    pen = ImageDraw.Draw(done)
    for number, box in enumerate(boxes, start=1):
        if box.page != page:
            continue
        left, top, right, bottom = box.dots(size, done.size)
        if left >= right or top >= bottom:
            raise CannotShowError(OUTSIDE, number=number, page=page)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=_BLACK)
    return done


def _thin(picture: Image.Image) -> Image.Image:
    """Give a page without colours as grey."""
    grey = picture.convert("L")
    same = ImageChops.difference(picture, Image.merge("RGB", (grey, grey, grey)))
    return picture if same.getbbox() else grey


def _add(pdf: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float], *, exact: bool) -> None:
    head = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
    )
    data, packing = _packed(picture, exact=exact)
    image = pikepdf.Stream(pdf, data, head)
    image.Filter = packing
    wide, high = (round(edge, 3) for edge in size)
    drawn = f"q {wide} 0 0 {high} 0 0 cm /Page Do Q".encode()
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, wide, high]),
        Resources=Dictionary(XObject=Dictionary(Page=pdf.make_indirect(image))),
        Contents=pdf.make_stream(drawn),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))


def _packed(picture: Image.Image, *, exact: bool) -> tuple[bytes, Name]:
    """Pack a page without loss; one without a box that is a photograph may lose what nobody sees."""
    plain = zlib.compress(picture.tobytes(), 6)
    if exact:
        return plain, Name.FlateDecode
    photo = io.BytesIO()
    picture.save(photo, "JPEG", quality=PHOTO_QUALITY)
    return (photo.getvalue(), Name.DCTDecode) if photo.tell() * 3 < len(plain) else (plain, Name.FlateDecode)
