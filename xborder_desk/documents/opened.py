"""Opening a picture as what its first bytes say it is; runs in a child process."""

from __future__ import annotations

import contextlib
import struct
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pi_heif
from PIL import Image, ImageFile, UnidentifiedImageError

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.domain.picture_sorts import HEAD, sort_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIXELS: Final = 150_000_000
MOST_PAGES: Final = 2000
LARGE_2000: Final = 40_000_000
"""So many points of a JPEG 2000 take some 800 megabytes to unpack."""
MOST_HALVINGS: Final = 3
"""Such files hold five sizes of themselves, each half of the one before; some hold fewer."""
PAGED: Final = "TIFF"
"""The only sort whose further images are pages."""
FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What the library raises over files that are not as they should be."""
DAMAGED: Final = N_("The picture is damaged.")
_KEPT_SIZES: Final = frozenset({"ICO"})


@contextlib.contextmanager
def opened(source: str) -> Iterator[Image.Image]:
    """Open a picture; its points are not unpacked yet.

    Raises:
        CannotShowError: it is damaged, too large, or of a kind that cannot be read; also for what fails while
            it is open.

    """
    pi_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        try:
            with _open(source) as picture:
                yield picture
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
            raise CannotShowError(N_("The picture is too large to be shown.")) from error
        except FAULTS as error:
            raise CannotShowError(DAMAGED, detail=str(error)[:300]) from error


def _open(source: str) -> Image.Image:
    # Only as what it says it is: no other reader gets a try at what one has refused.
    with Path(source).open("rb") as file:
        sort = sort_of(file.read(HEAD))
    if sort is None:
        raise CannotShowError(N_("This kind of picture cannot be shown."))
    try:
        return Image.open(source, formats=(sort.format,))
    except UnidentifiedImageError as error:
        raise CannotShowError(DAMAGED) from error


def load(picture: Image.Image) -> bool:
    """Unpack it, or what there is of one that was cut off; tells whether it is whole.

    Raises:
        CannotShowError: there is nothing of it.

    """
    try:
        picture.load()
    except FAULTS:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            picture.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        _see_something(picture)
        return False
    return True


def _see_something(picture: Image.Image) -> None:
    """Refuse what nothing could be unpacked of: one colour all over would be shown for what somebody saw."""
    extremes = cast("Any", picture.getextrema())
    bands = extremes if isinstance(extremes[0], tuple) else (extremes,)
    if all(low == high for low, high in bands):
        raise CannotShowError(DAMAGED)


def make_coarser(picture: Image.Image, longest: int) -> None:
    """Have it unpacked coarser where that can be done, its longer side no shorter than ``longest``."""
    if picture.format == "JPEG":
        picture.draft(None, (longest, longest))
    elif picture.format == "JPEG2000" and picture.width * picture.height > LARGE_2000:
        halvings = 0
        while max(picture.size) >> halvings + 1 >= longest and halvings < MOST_HALVINGS:
            halvings += 1
        cast("Any", picture).reduce = halvings


def size_of(picture: Image.Image) -> tuple[int, int]:
    """Give its width and height in points; the list inside an icon need not tell those of its pictures."""
    return picture.im.size if picture.format in _KEPT_SIZES else picture.size


def pages_of(picture: Image.Image) -> int:
    """Count its pages; further images of a moving picture or of a telephone's file are none."""
    return min(int(getattr(picture, "n_frames", 1)), MOST_PAGES) if picture.format == PAGED else 1
