"""Which sorts of pictures are recognised, by the first bytes of a file."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

HEAD: Final = 512
"""Bytes that are enough to tell a sort."""

_BRANDS: Final = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"), "image/heic"),
    **dict.fromkeys((b"mif1", b"msf1"), "image/heif"),
}
"""What a phone's picture says of itself, in its first bytes."""

_JP2: Final = b"\0\0\0\x0cjP  \r\n\x87\n"
_FILM: Final = b"mjp2"
_BITMAPS: Final = frozenset({12, 40, 52, 56, 64, 108, 124})
"""How long the second header of a BMP may be."""

_GAP: Final = rb"(?:\s|#[^\r\n]*[\r\n])"
_ANYMAP: Final = re.compile(
    rb"P(?:[14]%(gap)s+\d{1,7}%(gap)s+\d{1,7}%(gap)s|[2356]%(gap)s+\d{1,7}%(gap)s+\d{1,7}%(gap)s+\d{1,5}%(gap)s)"
    % {b"gap": _GAP}
)
_ANYMAPS: Final = {
    b"1": "image/x-portable-bitmap",
    b"4": "image/x-portable-bitmap",
    b"2": "image/x-portable-graymap",
    b"5": "image/x-portable-graymap",
    b"3": "image/x-portable-pixmap",
    b"6": "image/x-portable-pixmap",
}
_TARGA: Final = frozenset({".tga", ".icb", ".vda", ".vst"})
_ICONS: Final = frozenset({".ico"})


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of pictures: the name of its format and its media type."""

    format: str
    media_type: str


_MAGICS: Final = (
    (b"\xff\xd8\xff", Sort("JPEG", "image/jpeg")),
    (b"\x89PNG\r\n\x1a\n", Sort("PNG", "image/png")),
    (b"GIF87a", Sort("GIF", "image/gif")),
    (b"GIF89a", Sort("GIF", "image/gif")),
    (b"II*\0", Sort("TIFF", "image/tiff")),
    (b"MM\0*", Sort("TIFF", "image/tiff")),
    (b"II+\0", Sort("TIFF", "image/tiff")),
    (b"MM\0+", Sort("TIFF", "image/tiff")),
    (b"\xff\x4f\xff\x51", Sort("JPEG2000", "image/j2c")),
)
TARGA: Final = Sort("TGA", "image/x-tga")
_ICON: Final = Sort("ICO", "image/vnd.microsoft.icon")
_PCX: Final = Sort("PCX", "image/vnd.zbrush.pcx")

MEDIA_TYPES: Final = tuple(
    sorted(
        {
            *(sort.media_type for _, sort in _MAGICS),
            *_BRANDS.values(),
            *_ANYMAPS.values(),
            *("image/webp", "image/bmp", "image/jp2", "image/jpx"),
            *(sort.media_type for sort in (TARGA, _ICON, _PCX)),
        }
    )
)


def sort_of(head: bytes, name: str | None = None) -> Sort | None:
    """Tell the sort of a picture by at least ``HEAD`` of its bytes, or all; nothing if it is none.

    A Targa picture has no mark of its own: only a file whose ``name`` says so is taken for one, or one of
    which is known otherwise that it is a picture (``name`` is ``None``).
    """
    for magic, sort in _MAGICS:
        if head.startswith(magic):
            return sort
    return (
        _boxed(head)
        or _bitmap(head)
        or _anymap(head)
        or (_PCX if _is_pcx(head) else None)
        or (_ICON if _is_icon(head, _says(name, _ICONS)) else None)
        or (TARGA if _says(name, _TARGA) and _is_targa(head) else None)
    )


def _boxed(head: bytes) -> Sort | None:
    """Tell what says its name behind its first length."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Sort("WEBP", "image/webp")
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        found = _BRANDS[head[8:12]]
        return Sort("AVIF" if found == "image/avif" else "HEIF", found)
    if head.startswith(_JP2) and head[20:24] != _FILM:
        return Sort("JPEG2000", "image/jpx" if head[20:24] == b"jpx " else "image/jp2")
    return None


def _bitmap(head: bytes) -> Sort | None:
    """Tell a BMP; two letters alone also begin many a text."""
    known = head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and len(head) >= 18  # noqa: PLR2004 - both headers
    return Sort("BMP", "image/bmp") if known and struct.unpack_from("<I", head, 14)[0] in _BITMAPS else None


def _anymap(head: bytes) -> Sort | None:
    """Tell a PBM, PGM or PPM: a letter and a digit, then its size and, with colours, how many."""
    return Sort("PPM", _ANYMAPS[head[1:2]]) if _ANYMAP.match(head) else None


def _is_pcx(head: bytes) -> bool:
    """Whether it begins as a PCX: its mark, a version, packed, so many bits; and a rectangle."""
    if len(head) < 128 or head[0] != 10 or head[1] not in {0, 2, 3, 5} or head[2] != 1:  # noqa: PLR2004 - its header
        return False
    left, top, right, bottom = struct.unpack_from("<4H", head, 4)
    return head[3] in {1, 2, 4, 8} and left <= right and top <= bottom and head[64] == 0


def _is_icon(head: bytes, said: bool) -> bool:  # noqa: FBT001 - a private rule of two parts
    """Whether it begins as an icon: its mark, and a name that says so or a list that makes sense."""
    if head[:4] != b"\0\0\1\0" or len(head) < 22:  # noqa: PLR2004 - the mark and one entry
        return False
    if said:
        return True
    count, empty = struct.unpack_from("<H", head, 4)[0], head[9]
    size, offset = struct.unpack_from("<II", head, 14)
    return bool(0 < count <= 1000 and empty in {0, 255} and size and offset >= 6 + 16 * count)  # noqa: PLR2004 - never so many


def _says(name: str | None, suffixes: frozenset[str]) -> bool:
    """Whether a file's name says that it is of this sort; where there is no name, it may be."""
    return name is None or PurePath(name).suffix.lower() in suffixes


def _is_targa(head: bytes) -> bool:
    """Whether the header of a Targa picture makes sense in all of its fields."""
    if len(head) < 18:  # noqa: PLR2004 - its header
        return False
    table, kind, _, entries, bits, _, _, width, height, depth, flags = struct.unpack_from(
        "<xBBHHBHHHHBB", head
    )
    if not width or not height or flags & 0xC0:
        return False
    if kind in {1, 9}:
        return table == 1 and depth == 8 and bits in {15, 16, 24, 32} and entries <= 256  # noqa: PLR2004 - a palette
    depths = {2: (16, 24, 32), 10: (16, 24, 32), 3: (8, 16), 11: (8, 16)}
    return table in {0, 1} and depth in depths.get(kind, ())
