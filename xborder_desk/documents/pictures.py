"""Drawing pictures as pages: upright, complete, at most 300 dots per inch; runs in a child process."""

from __future__ import annotations

import contextlib
import io
import zlib
from typing import TYPE_CHECKING, Final, cast

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageOps

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.filled import open_to_draw
from xborder_desk.documents.opened import MOST_PAGES, MOST_PIXELS, load, opened
from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

PHOTOS: Final = frozenset({"AVIF", "HEIF", "JPEG", "JPEG2000", "MPO", "WEBP"})
POINTS_PER_MM: Final = 72 / 25.4
MARGIN: Final = 12 * POINTS_PER_MM
FOOT: Final = 20 * POINTS_PER_MM
"""Kept free below the picture, so that the stamp covers none of it."""
FINEST: Final = 300
DRAWN: Final = 200
"""Dots per inch of pictures of whole pages."""
NATURAL: Final = 0.75
"""Points per pixel of a small picture: as large as on a screen, not blown up to the page."""
LONG: Final = 2.0
"""A picture that would have to be shrunk to less than half to stand on one page is shown in parts."""
LETTER_HIGH: Final = 8
"""No letter is lower, in pixels: a strip that is has nothing to be read."""
SHARED: Final = 25
"""The share of a part that stands on the next one too: a line cut through is whole there."""
MOST_PARTS: Final = 200
IN_PARTS: Final = N_(
    "The picture is much longer than a page: it is shown in parts, each of which begins with the end of the"
    " one before."
)
PARTLY: Final = Message(N_("The picture is cut off or damaged: a part of it is missing."))
NO_PAGES: Final = N_("The PDF has no pages {first} to {last}.")
DEEP: Final = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")


def draw_picture(source: str, target: str, width: float, height: float) -> tuple[int, list[Message]]:
    """Draw each picture of a file on a page of ``width`` by ``height`` millimetres (turned if wide).

    Gives the number of pages and remarks for the slip sheet.

    Raises:
        CannotShowError: it is damaged, too large, or of a kind that cannot be read.

    """
    with opened(source) as picture:
        return _draw(picture, target, (width * POINTS_PER_MM, height * POINTS_PER_MM))


def draw_pages(
    source: str, target: str, pages: tuple[int, int] | None, because: str
) -> tuple[int, list[Message]]:
    """Give a PDF's pages as pictures of them, for one that cannot be taken over as it is.

    Raises:
        CannotShowError: it cannot be drawn either.

    """
    try:
        with contextlib.closing(open_to_draw(source)) as seen, pikepdf.new() as pdf:
            first, last = pages or (1, len(seen))
            if not 1 <= first <= last <= len(seen):
                raise CannotShowError(NO_PAGES, first=first, last=last)
            for place in range(first - 1, last):
                _whole(pdf, seen[place])
            pdf.save(target, deterministic_id=True)
            reason = Message(N_("Shown as pictures of its pages, because of {reason}."), {"reason": because})
            return len(pdf.pages), [reason]
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise CannotShowError(N_("The PDF is damaged."), detail=str(error)[:300]) from error


def _whole(pdf: pikepdf.Pdf, page: pypdfium2.PdfPage) -> None:
    """Add a picture of a page, as large as the page."""
    width, height = page.get_size()
    scale = min(DRAWN / 72, (MOST_PIXELS / 4 / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=True)
    picture = bitmap.to_pil().convert("RGB")
    _sheet(pdf, picture, (width, height), (width, height, 0.0, 0.0), photo=True)
    bitmap.close()
    page.close()


def _draw(picture: Image.Image, target: str, page: tuple[float, float]) -> tuple[int, list[Message]]:
    remarks: list[Message] = []
    with pikepdf.new() as pdf:
        photo = picture.format in PHOTOS
        moving = bool(getattr(picture, "is_animated", False)) and picture.format != "TIFF"
        if moving and picture.format not in {"HEIF", "MPO"}:
            remarks.append(Message(N_("The picture moves; its first image is shown.")))
        for frame in _frames(picture, remarks, only_first=moving):
            parts = parts_of(frame.size, page)
            if len(parts) > 1:
                remarks.append(Message(IN_PARTS))
            for part in parts:
                _page(pdf, frame.crop(part) if len(parts) > 1 else frame, page, photo=photo)
        pdf.save(target, deterministic_id=True)
        return len(pdf.pages), remarks


def _frames(picture: Image.Image, remarks: list[Message], *, only_first: bool) -> Iterator[Image.Image]:
    count = 1 if only_first else min(int(getattr(picture, "n_frames", 1)), MOST_PAGES)
    for place in range(count):
        if picture.format != "HEIF":  # there the main picture need not be the first
            picture.seek(place)
        if not load(picture) and PARTLY not in remarks:
            remarks.append(PARTLY)
        yield plain(ImageOps.exif_transpose(picture))


def plain(picture: Image.Image) -> Image.Image:
    """Give it as grey or red-green-blue on white: no transparency, no inks, no deep greys."""
    if picture.mode in DEEP:
        deep = picture.convert("F")
        low, high = cast("tuple[float, float]", deep.getextrema())
        step = 255 / (high - low) if high > low else 1.0
        return deep.point(lambda value: value * step - low * step).convert("L")
    if picture.mode in {"1", "L", "RGB"}:
        return picture.convert("L") if picture.mode == "1" else picture
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return picture.convert("RGB")


def parts_of(size: tuple[int, int], page: tuple[float, float]) -> list[tuple[int, int, int, int]]:
    """Cut a picture so long that a page would not let it be read, like one of a whole conversation.

    ``size`` is its width and height in pixels, ``page`` that of the page in points. Gives the parts as left,
    upper, right and lower edges; a picture that is not cut is its own only part.
    """
    width, height = size
    wide = width > height
    along, across = (max(page) - 2 * MARGIN, min(page) - MARGIN - FOOT) if wide else (
        page[1] - MARGIN - FOOT, page[0] - 2 * MARGIN)  # fmt: skip
    long, short = (width, height) if wide else (height, width)
    scale = min(across / short, NATURAL)
    if long * scale <= LONG * along or short < LETTER_HIGH:
        return [(0, 0, width, height)]
    pieces = cuts(long, max(1, int(along / scale)))
    if len(pieces) > MOST_PARTS:
        return [(0, 0, width, height)]
    return [(start, 0, end, height) if wide else (0, start, width, end) for start, end in pieces]


def cuts(length: int, most: int) -> list[tuple[int, int]]:
    """Cut a length into pieces of ``most``, or the whole; each begins with the end of the one before.

    What neighbours share is the same everywhere, and no less than what is asked for.
    """
    if length <= most:
        return [(0, length)]
    shared = most // SHARED
    steps = -(-(length - most) // max(1, most - shared))
    starts = [(length - most) * step // steps for step in range(steps + 1)]
    return [(start, start + most) for start in starts]


def _page(pdf: pikepdf.Pdf, picture: Image.Image, page: tuple[float, float], *, photo: bool) -> None:
    width, height = page
    if picture.width > picture.height and picture.width * NATURAL > width - 2 * MARGIN:
        width, height = max(page), min(page)
    scale = min((width - 2 * MARGIN) / picture.width, (height - MARGIN - FOOT) / picture.height, NATURAL)
    wide, high = picture.width * scale, picture.height * scale
    dots = (round(wide / 72 * FINEST) or 1, round(high / 72 * FINEST) or 1)
    if dots[0] < picture.width:
        picture = picture.resize(dots, Image.Resampling.LANCZOS)
    x, y = (width - wide) / 2, height - MARGIN - high
    _sheet(pdf, picture, (width, height), (wide, high, x, y), photo=photo)


def _sheet(
    pdf: pikepdf.Pdf,
    picture: Image.Image,
    page: tuple[float, float],
    at: tuple[float, float, float, float],
    *,
    photo: bool,
) -> None:
    """Add a page with a picture on it; ``at`` is width, height, left and bottom in points."""
    wide, high, x, y = at
    drawn = f"q {wide:.3f} 0 0 {high:.3f} {x:.3f} {y:.3f} cm /Picture Do Q"
    image = pdf.make_indirect(_image(pdf, picture, photo=photo))
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(page[0], 3), round(page[1], 3)]),
        Resources=Dictionary(XObject=Dictionary(Picture=image)),
        Contents=pdf.make_stream(drawn.encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))


def _image(pdf: pikepdf.Pdf, picture: Image.Image, *, photo: bool) -> pikepdf.Stream:
    colour = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    head = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=colour,
    )
    if photo:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=90, optimize=False)
        data, packing = packed.getvalue(), Name.DCTDecode
    else:
        data, packing = zlib.compress(picture.tobytes(), 6), Name.FlateDecode
    stream = pikepdf.Stream(pdf, data, head)
    stream.Filter = packing
    return stream
