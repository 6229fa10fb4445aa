"""Pages as plain pictures for a program that reads letters off them; runs in a child process."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import pypdfium2
from PIL import Image, ImageOps

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.filled import open_to_draw
from xborder_desk.documents.opened import opened, pages_of
from xborder_desk.documents.pictures import plain
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.jobs.frames import Plain

DOTS: Final = 300
MOST_DOTS: Final = 40_000_000
SMALL: Final = 1000
"""A picture narrower than this is shown twice as large: letters of few points are read badly."""
PDF: Final = "application/pdf"
LOCKED: Final = N_("The PDF is locked with a password.")


def scan(source: str, target: str, page: int, media_type: str) -> dict[str, Plain]:
    """Write one page (from 1) as a grey PNG, upright, fit to be read; gives ``width`` and ``height``.

    Raises:
        CannotShowError: it is locked or damaged, or there is no such page.

    """
    picture = _of_pdf(source, page) if media_type == PDF else _of_picture(source, page)
    if picture.width < SMALL:
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    if picture.width * picture.height > MOST_DOTS:
        part = (MOST_DOTS / (picture.width * picture.height)) ** 0.5
        picture = picture.resize((int(picture.width * part) or 1, int(picture.height * part) or 1))
    picture.save(target, "PNG", compress_level=1, dpi=(DOTS, DOTS))
    return {"width": picture.width, "height": picture.height}


def _of_pdf(source: str, number: int) -> Image.Image:
    try:
        with contextlib.closing(open_to_draw(source)) as seen:
            if not 1 <= number <= len(seen):
                raise _no_page(number)
            with contextlib.closing(seen[number - 1]) as page:
                wide, high = page.get_size()
                scale = min(DOTS / 72, (MOST_DOTS / max(wide * high, 1)) ** 0.5)
                bitmap = page.render(scale=scale, may_draw_forms=True)
                picture: Image.Image = bitmap.to_pil().convert("L")
                bitmap.close()
                return picture
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotShowError(LOCKED) from error
        raise CannotShowError(N_("The PDF is damaged."), detail=str(error)[:300]) from error


def _of_picture(source: str, number: int) -> Image.Image:
    with opened(source) as picture:
        if not 1 <= number <= pages_of(picture):
            raise _no_page(number)
        if number > 1:
            picture.seek(number - 1)
        picture.load()
        return plain(ImageOps.exif_transpose(picture)).convert("L")


def _no_page(number: int) -> CannotShowError:
    return CannotShowError(N_("This file has no page {page}."), page=number)
