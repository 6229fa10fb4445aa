"""Sounds and films: what they are, how long, when recorded; kept, not played."""

from __future__ import annotations

import struct
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.evidence.media.boxes import read_boxes
from xborder_desk.evidence.media.matroska import read_matroska
from xborder_desk.i18n import N_

_HEAD: Final = 1 << 20
_BRANDS: Final = {
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"3gr6", b"3gs6"), "video/3gpp"),
    **dict.fromkeys(
        (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"),
        "video/mp4",
    ),
}
_BOXED: Final = {".mp4", ".m4v", ".m4a", ".mov", ".3gp"}
_MAGIC: Final = (
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (8, b"AIFF", "audio/aiff"),
    (8, b"AIFC", "audio/aiff"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b".snd", "audio/basic"),
)
_SUFFIXES: Final = (
    ".mp3",
    ".m4a",
    ".wav",
    ".ogg",
    ".opus",
    ".flac",
    ".amr",
    ".aiff",
    ".au",
    ".mp4",
    ".mov",
    ".m4v",
    ".3gp",
    ".mkv",
    ".webm",
    ".avi",
    ".wmv",
    ".wma",
)


def sniff(head: bytes, name: str) -> float:
    """Look for the first bytes of a sound or a film."""
    return 0.9 if _type(head, name) else 0.0


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Tell of it.

    ``facts``: ``size`` (bytes), ``seconds`` (its length), ``width`` and ``height``, ``tracks`` (``picture``,
    ``sound``), ``recorded_at`` (ISO; in UTC unless the telephone noted its zone), ``camera``, ``gps``,
    ``title``, ``artist``; those that are there.
    """
    file = Path(path)
    size = file.stat().st_size
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
        media_type = _type(head, name) or "application/octet-stream"
        boxes = head[4:8] == b"ftyp"
        facts: dict[str, Any] = read_boxes(opened, size) if boxes else {}
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        facts = read_matroska(head)
        media_type = "video/webm" if b"webm" in head[:64] else media_type
    elif head[8:12] == b"AVI ":
        facts = _avi(head)
    elif not boxes:
        facts = _sound(path)
    told: list[Message] = []
    if "seconds" not in facts:
        told.append(
            Message(N_("How long this recording is cannot be read; it may be damaged. It is kept as it is."))
        )
    date = facts.get("recorded_at")
    return Reading(
        "media",
        media_type,
        title=str(facts.get("title") or name),
        date=date if isinstance(date, str) else None,
        facts={"size": size, **facts},
        warnings=tuple(told),
        viewable=False,
    ).to_plain()


def sample() -> bytes:
    """Make a tenth of a second of silence."""
    data = bytes(1600)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + len(data), b"WAVE")
        + form
        + struct.pack("<4sI", b"data", len(data))
        + data
    )


def _type(head: bytes, name: str) -> str:
    if head[4:8] == b"ftyp":
        found = _BRANDS.get(head[8:12], "")
        # There are hundreds of brands, and new ones every year; those of pictures are told by pictures.
        return found or ("video/mp4" if PurePath(name).suffix.lower() in _BOXED else "")
    if head[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"} and name.lower().endswith(
        (".mp3", "")
    ):
        return "audio/mpeg"
    if head[4:8] in {b"moov", b"mdat", b"wide"} and name.lower().endswith((".mov", ".mp4")):
        return "video/quicktime"
    return next((kind for at, magic, kind in _MAGIC if head.startswith(magic, at)), "")


def _sound(path: str) -> dict[str, Any]:
    import tinytag  # noqa: PLC0415 - in the child process only

    try:
        tag = tinytag.TinyTag.get(path)
    except Exception:  # noqa: BLE001 - the library raises whatever a broken file makes it stumble on
        return {}
    facts: dict[str, Any] = {"tracks": ["sound"]}
    if tag.duration and 0 < tag.duration < 1e7:  # noqa: PLR2004 - months are nonsense
        facts["seconds"] = round(tag.duration, 2)
    for name in ("title", "artist"):
        value = getattr(tag, name)
        if isinstance(value, str) and value.strip():
            facts[name] = " ".join(value.split())[:300]
    return facts


def _avi(head: bytes) -> dict[str, Any]:
    at = head.find(b"avih")
    if at < 0 or at + 48 > len(head):
        return {}
    each, _, _, _, frames = struct.unpack_from("<IIIII", head, at + 8)
    width, height = struct.unpack_from("<II", head, at + 40)
    facts: dict[str, Any] = {"width": width, "height": height}
    if each and frames:
        facts["seconds"] = round(each * frames / 1e6, 2)
    return facts


KIND = EvidenceKind(
    id="media",
    media_types=tuple(sorted({*_BRANDS.values(), *(kind for _, _, kind in _MAGIC), "video/webm"})),
    suffixes=_SUFFIXES,
    sniff=sniff,
    read="xborder_desk.evidence.media:read",
    sample=sample,
    priority=4,
)
