"""Pictures: photographs, scans and screenshots, with what the camera noted."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.domain.picture_sorts import HEAD, MEDIA_TYPES, sort_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Exif, Image
    from PIL.ImageFile import ImageFile

    from xborder_desk.domain.picture_sorts import Sort

MOST_PIXELS: Final = 100_000_000
"""Some phones make pictures of twice that, but decoded they fill a gigabyte."""

THUMBNAIL: Final = 320
"""Longest side in pixels."""

_MOST_FRAMES: Final = 1000
_LARGE_2000: Final = 40_000_000
"""A JPEG 2000 takes some twenty bytes for each point when it is unpacked."""
_DAMAGED: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    RuntimeError,
    EOFError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
_MOMENTS: Final = (  # date, offset, fraction of a second; the first that is there counts
    ("DateTimeOriginal", 0x9003, 0x9011),
    ("DateTimeDigitized", 0x9004, 0x9012),
    ("DateTime", 0x0132, 0x9010),
)
_OFFSET: Final = re.compile(r"[+-]\d{2}:\d{2}|Z")


def sniff(head: bytes, name: str) -> float:
    """Recognise the first bytes of the formats that can be read."""
    return 1.0 if sort_of(head, name) else 0.0


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Read the picture.

    ``facts``: ``width`` and ``height`` as stored, ``orientation`` (EXIF, 1 to 8), ``taken_at`` (ISO; with
    its offset when the camera noted one), ``taken_from`` (the EXIF field it stands in), ``camera``, ``gps``
    (latitude, longitude, and altitude in metres), ``frames``.
    """
    import pi_heif  # noqa: PLC0415 - in the child process only
    from PIL import Image  # noqa: PLC0415 - in the child process only

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    told: list[Message] = []
    sort = _sort(path)
    media_type = sort.media_type if sort else "image/x-unknown"
    try:
        with Image.open(Path(path), formats=(sort.format,) if sort else ()) as image:
            return _reading(image, media_type, name, told).to_plain()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        told = [
            Message(
                N_("The picture is too large to be shown: more than {number} million points."),
                {"number": 100},
            )
        ]
    except _DAMAGED:
        told = [Message(N_("The picture is damaged, or of a rare sort, and cannot be shown."))]
    return Reading("picture", media_type, title=name, warnings=tuple(told)).to_plain()


def sample() -> bytes:
    """Make a small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 4, 3, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\x80\x80\x80\x80" * 3)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _sort(path: str) -> Sort | None:
    """Tell the sort by the first bytes; the name was asked already, when the kind was chosen."""
    with Path(path).open("rb") as file:
        return sort_of(file.read(HEAD))


def _reading(image: ImageFile, media_type: str, name: str, told: list[Message]) -> Reading:
    facts: dict[str, Any] = {"width": image.width, "height": image.height, "orientation": 1}
    if image.format == "HEIF":  # one name for a family; the file says which of it
        media_type = (image.get_format_mimetype() or "image/heif").removesuffix("-sequence")
    date = None
    exif = _exif(image)
    if exif is not None:
        facts |= _camera_facts(exif)
        date = facts.get("taken_at")
    if image.format == "JPEG2000" and image.width * image.height > _LARGE_2000:
        cast("Any", image).reduce = 2  # a quarter of its width and height: it holds several sizes of itself
    whole = _load(image, told)
    if image.format == "ICO":  # its own list need not tell the size of its pictures
        facts["width"], facts["height"] = image.im.size
    frames = _frames(image) if whole else 1
    if frames > 1:
        facts["frames"] = frames
    return Reading(
        "picture",
        media_type,
        title=name,
        date=date if isinstance(date, str) else None,
        pages=frames if image.format == "TIFF" else 1,
        facts=facts,
        warnings=tuple(told),
        viewable=True,
        thumbnail=_thumbnail(image, frames),
    )


def _load(image: Image, told: list[Message]) -> bool:
    from PIL import ImageFile  # noqa: PLC0415 - in the child process only

    try:
        image.load()
    except _DAMAGED:
        told.append(Message(N_("The picture is cut off or damaged: a part of it is missing."), missing=True))
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        extremes = cast("Any", image.getextrema())
        if all(low == high for low, high in (extremes if image.im.bands > 1 else (extremes,))):
            raise EOFError from None  # nothing of it is there: one colour all over is no picture
        return False
    return True


def _frames(image: Image) -> int:
    if image.format == "MPO":  # the further pictures of a phone's JPEG are previews and depth maps
        return 1
    try:
        return min(int(getattr(image, "n_frames", 1)), _MOST_FRAMES)
    except Exception:  # noqa: BLE001 - a broken list of frames leaves the first one good
        return 1


def _thumbnail(image: Image, frames: int) -> bytes:
    from PIL import Image as Images  # noqa: PLC0415 - in the child process only
    from PIL import ImageOps  # noqa: PLC0415 - in the child process only

    if frames > 1 and image.format != "HEIF":  # there the main picture need not be the first
        image.seek(0)
    small = (
        image.convert("RGBA") if image.mode in {"P", "PA", "LA"} or "transparency" in image.info else image
    )
    if small.mode.startswith("I"):  # 16 bits of grey
        small = small.convert("I").point(lambda value: value * (1 / 256) + 0).convert("L")
    small = ImageOps.exif_transpose(small)
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    if small.mode in {"RGBA", "RGBa"}:
        paper = Images.new("RGB", small.size, "white")
        paper.paste(small, mask=small.convert("RGBA").getchannel("A"))
        small = paper
    kept = io.BytesIO()
    small.convert("RGB").save(kept, "JPEG", quality=82, exif=b"")
    return kept.getvalue()


def _exif(image: Image) -> Exif | None:
    try:
        return image.getexif()
    except Exception:  # noqa: BLE001 - broken notes of the camera do not make the picture unreadable
        return None


def _camera_facts(exif: Exif) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    orientation = exif.get(0x0112)
    if isinstance(orientation, int) and 1 <= orientation <= 8:  # noqa: PLR2004 - the eight of EXIF
        facts["orientation"] = orientation
    details = _table(exif, 0x8769)
    for field, moment, offset in _MOMENTS:
        taken = _moment(details.get(moment, exif.get(moment)), details.get(offset, exif.get(offset)))
        if taken:
            facts |= {"taken_at": taken, "taken_from": field}
            break
    make, model = _words(exif.get(0x010F)), _words(exif.get(0x0110))
    camera = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    if camera.strip():
        facts["camera"] = camera.strip()
    gps = _gps(_table(exif, 0x8825))
    if gps:
        facts["gps"] = gps
    return facts


def _table(exif: Exif, tag: int) -> dict[int, Any]:
    try:
        return dict(exif.get_ifd(tag))
    except Exception:  # noqa: BLE001 - as above
        return {}


def _words(value: object) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return " ".join(text.replace("\0", " ").split())[:200]


def _moment(value: object, offset: object) -> str | None:
    found = re.match(r"(\d{4})[:\-](\d{2})[:\-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})", _words(value))
    if not found:
        return None
    text = "{}-{}-{}T{}:{}:{}".format(*found.groups())
    try:
        datetime.fromisoformat(text)
    except ValueError:  # a clock that was never set, or a day no month has
        return None
    zone = _words(offset)
    return text + (zone.replace("Z", "+00:00") if _OFFSET.fullmatch(zone) else "")


def _gps(table: dict[int, Any]) -> dict[str, float]:
    try:
        latitude, longitude = _degrees(table[2], table.get(1)), _degrees(table[4], table.get(3))
        place = {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}
        if 6 in table:  # noqa: PLR2004 - GPSAltitude
            below = table.get(5) in {1, b"\x01"}
            place["altitude"] = round(float(table[6]) * (-1 if below else 1), 1)
    except (KeyError, ValueError, TypeError, ZeroDivisionError, IndexError):
        return {}
    fits = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)  # noqa: PLR2004 - degrees
    return place if fits else {}


def _degrees(values: Any, side: object) -> float:  # noqa: ANN401 - rationals of the library
    degrees, minutes, seconds = (float(value) for value in values)
    total = degrees + minutes / 60 + seconds / 3600
    if total != total or abs(total) == float("inf"):  # noqa: PLR0124 - how not-a-number shows itself
        raise ValueError
    return -total if _words(side).upper()[:1] in {"S", "W"} else total


KIND = EvidenceKind(
    id="picture",
    media_types=MEDIA_TYPES,
    suffixes=(
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".gif",
        ".webp",
        ".tif",
        ".tiff",
        ".bmp",
        ".heic",
        ".heif",
        ".avif",
        ".jp2",
        ".j2k",
        ".j2c",
        ".jpc",
        ".jpf",
        ".jpx",
        ".pbm",
        ".pgm",
        ".ppm",
        ".pnm",
        ".tga",
        ".ico",
        ".pcx",
    ),
    sniff=sniff,
    read="xborder_desk.evidence.picture:read",
    sample=sample,
    priority=5,
)
