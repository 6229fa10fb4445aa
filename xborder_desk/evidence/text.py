"""Plain text and tables as text: the character set found out, the text given."""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_
from xborder_desk.mail import charsets

MOST: Final = 16 << 20
"""Bytes of a text that are read; what lies beyond is kept but not searched."""

_TYPES: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".srt": "application/x-subrip",
}
_MARKED: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP: Final = re.compile(
    # Each comment ends where it ends: tried in other ways, a row of them would take for ever.
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS: Final = re.compile(rb"%PDF-|\{\\rtf|%!PS|\s*<svg\b")


def sniff(head: bytes, name: str) -> float:
    """Judge whether the bytes read like text."""
    if not head or _MARKUP.match(head) or _OTHERS.match(head):
        return 0.0
    named = PurePath(name).suffix.lower() in _TYPES
    if head.startswith(_MARKED) or charsets.guess(head).startswith("utf-16"):
        return 0.6 if named else 0.4
    odd = len(_CONTROL.findall(head))
    if odd > len(head) // 200:
        return 0.0
    return 0.6 if named else 0.3


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Read the text; ``facts`` are ``charset``, ``characters`` and ``lines``."""
    with Path(path).open("rb") as file:
        data = file.read(MOST + 1)
    warnings: list[Message] = []
    if len(data) > MOST:
        warnings.append(
            Message(
                N_("Only the first {size} MB of this text can be searched."),
                {"size": MOST >> 20},
                missing=True,
            )
        )
    charset = charsets.guess(data[:MOST])
    text, sure = charsets.decode_guessed(data[:MOST])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not sure:
        warnings.append(
            Message(
                N_("Some characters could not be read; they are shown as a replacement mark."), missing=True
            )
        )
    return Reading(
        "text",
        _TYPES.get(PurePath(name).suffix.lower(), "text/plain"),
        title=name,
        page_texts=(text,),
        facts={"charset": charset, "characters": len(text), "lines": len(text.splitlines())},
        warnings=tuple(warnings),
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make a short table."""
    return "Ware;Preis\nKopfhörer;49,90 €\n".encode()


KIND = EvidenceKind(
    id="text",
    media_types=tuple(sorted(set(_TYPES.values()))),
    suffixes=tuple(_TYPES),
    sniff=sniff,
    read="xborder_desk.evidence.text:read",
    sample=sample,
)
