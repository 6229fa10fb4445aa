"""Names for files: what a stranger called a thing, made fit for every file system."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Characters; with the folders above it this stays below what Windows takes."""

_LONGEST_BYTES: Final = 200
_LONGEST_SUFFIX: Final = 12
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def file_name(raw: str, otherwise: str = "file") -> str:
    """Make a file name of what a mail or a document calls something.

    Folders are dropped, as are control and direction marks (which can make ``exe`` look like ``pdf``);
    characters and names that some system refuses are replaced. The suffix survives shortening. Gives
    ``otherwise`` when nothing is left.
    """
    name = re.split(r"[/\\]", raw)[-1]
    name = unicodedata.normalize("NFC", name)
    name = "".join(character for character in name if _kept(character))
    name = _FORBIDDEN.sub("_", " ".join(name.split())).strip(" .")
    if not name:
        return otherwise
    if _RESERVED.fullmatch(name.split(".")[0].rstrip()):
        name = f"_{name}"
    return _shortened(name)


def _kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in {"Cf", "Cs", "Co", "Cn"} and not (category == "Cc" and character not in "\t\n\r")


def _shortened(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX or len(suffix.encode()) > _LONGEST_SUFFIX * 2:
        stem, dot, suffix = name, "", ""
    end = dot + suffix
    stem = stem[: LONGEST - len(end)]
    while len((stem + end).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + end if stem.rstrip(" .") else f"_{end}"
