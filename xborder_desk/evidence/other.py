"""Everything that no other kind reads: kept as it is, its type told as far as the first bytes show it."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_

_HEAD: Final = 4096
_MAGIC: Final = (
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (257, b"ustar", "application/x-tar"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"%!PS", "application/postscript"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"!BDN", "application/vnd.ms-outlook-pst"),
    (0, b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
)
_BRANDS: Final = {
    "image/heic": (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"),
    "image/heif": (b"mif1", b"msf1"),
    "image/avif": (b"avif", b"avis"),
    "video/quicktime": (b"qt  ",),
    "audio/mp4": (b"M4A ",),
    "video/mp4": (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"3gp4", b"3gp5"),
}
# What these suffixes say is finer than what the container's first bytes show.
_INSIDE: Final = {
    "application/zip": (
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".odp",
        ".epub",
        ".pages",
        ".numbers",
        ".jar",
    ),
    "application/x-ole-storage": (".doc", ".xls", ".ppt", ".msg", ".msi"),
}
_OURS: Final = {
    ".msg": "application/vnd.ms-outlook",
    ".pages": "application/vnd.apple.pages",
    ".numbers": "application/vnd.apple.numbers",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".mbox": "application/mbox",
}


def sniff(_head: bytes, _name: str) -> float:
    """Take what nobody else wants."""
    return 0.01


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Tell the type; ``facts`` are ``size`` (bytes) and, for a film, its ``brand``."""
    file = Path(path)
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    media_type, brand = media_type_of(head, name)
    facts: dict[str, Any] = {"size": file.stat().st_size}
    if brand:
        facts["brand"] = brand
    text = N_("The file is kept as it is. This version cannot read files of the type {type}.")
    told = Message(text, {"type": media_type})
    return Reading("other", media_type, title=name, facts=facts, warnings=(told,)).to_plain()


def media_type_of(head: bytes, name: str) -> tuple[str, str]:
    """Tell the media type by the first bytes, else by the name; and the brand where there is one."""
    suffix = PurePath(name).suffix.lower()
    named = _OURS.get(suffix) or mimetypes.guess_type(f"x{suffix}", strict=False)[0] or ""
    if head[4:8] == b"ftyp":
        brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(_box(head), 200), 4))]
        shown = brands[0].decode("latin-1").strip()
        for media_type, known in _BRANDS.items():
            if brands[0] in known:
                return media_type, shown
        for media_type, known in _BRANDS.items():
            if any(brand in known for brand in brands):
                return media_type, shown
        return named or "application/octet-stream", shown
    for offset, magic, media_type in _MAGIC:
        if head.startswith(magic, offset):
            return (named or media_type) if suffix in _INSIDE.get(media_type, ()) else media_type, ""
    return named or "application/octet-stream", ""


def sample() -> bytes:
    """Make the beginning of a program."""
    return b"MZ\x90\0\x03\0\0\0" + bytes(range(256))


def _box(head: bytes) -> int:
    return int.from_bytes(head[:4], "big")


KIND = EvidenceKind(
    id="other",
    media_types=("application/octet-stream",),
    suffixes=(),
    sniff=sniff,
    read="xborder_desk.evidence.other:read",
    sample=sample,
    priority=-9,
)
