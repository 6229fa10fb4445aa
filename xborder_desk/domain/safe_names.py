"""File names for packages: safe on every system, fit for lists of hashes, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from xborder_desk.domain.file_names import file_name

LONGEST_BYTES: Final = 200
_JOINED: Final = re.compile(r"[/\\%]")
_LONGEST_SUFFIX: Final = 20


def safe_name(text: str, otherwise: str = "unnamed") -> str:
    """Give a file name for ``text`` as a whole: one path part, Unicode NFC, at most 200 bytes in UTF-8.

    Besides what ``file_name`` does, separators are kept as ``_`` (a label may hold one: ``Beilage ./A``), and
    so is ``%``, which lists of hashes would have to encode.
    """
    name = unicodedata.normalize("NFC", file_name(_JOINED.sub("_", text), otherwise))
    return name if name.strip("_. ") else otherwise


def unique_name(name: str, taken: set[str]) -> str:
    """Give ``name``, or ``name (2)`` and so on, so that no two differ by case or spelling alone.

    The name that is given is entered in ``taken``.
    """
    candidate, number = name, 1
    while name_key(candidate) in taken:
        number += 1
        stem, suffix = _split(name)
        mark = f" ({number}){suffix}"
        candidate = _cut(stem, LONGEST_BYTES - len(mark.encode())) + mark
    taken.add(name_key(candidate))
    return candidate


def name_key(name: str) -> str:
    """Give what two names have in common when some system takes them for the same."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return folded.upper().casefold()


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) > _LONGEST_SUFFIX or " " in suffix:
        return name, ""
    return stem, dot + suffix


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore").rstrip(". ")
