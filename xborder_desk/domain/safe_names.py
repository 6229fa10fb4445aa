"""File names that are safe on every system, made from whatever name a file arrived with."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 200
_FORBIDDEN: Final = frozenset('<>:"/\\|?*%')
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_LONGEST_SUFFIX: Final = 20


def safe_name(text: str, otherwise: str = "unnamed") -> str:
    """Give a file name for ``text``: one path part, Unicode NFC, at most 200 bytes in UTF-8.

    No separators, no characters a system refuses or that cannot be seen (control, direction marks), no
    ``%`` (lists of hashes would have to encode it), no leading dot, no trailing dot or space, no name of
    a device. What is left of nothing is ``otherwise``.
    """
    visible = (" " if unicodedata.category(char) == "Zs" else char for char in text if _seen(char))
    name = unicodedata.normalize("NFC", "".join("_" if char in _FORBIDDEN else char for char in visible))
    name = name.strip(" ")
    if name.startswith("."):
        name = "_" + name.lstrip(".")
    name = _shortened(name.rstrip(". "), LONGEST)
    if name.split(".", maxsplit=1)[0].strip(" ").casefold() in _DEVICES:
        name = _shortened(f"_{name}", LONGEST)
    return name if name.strip("_ ") else otherwise


def unique_name(name: str, taken: set[str]) -> str:
    """Give ``name``, or ``name (2)`` and so on, so that no two differ by case or spelling alone.

    The name that is given is entered in ``taken``.
    """
    candidate, number = name, 1
    while name_key(candidate) in taken:
        number += 1
        stem, suffix = _split(name)
        mark = f" ({number})"
        candidate = _shortened(stem, LONGEST - len((mark + suffix).encode())) + mark + suffix
    taken.add(name_key(candidate))
    return candidate


def name_key(name: str) -> str:
    """Give what two names have in common when a system takes them for the same."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return folded.upper().casefold()


def _seen(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not stem or not dot or len(suffix.encode()) > _LONGEST_SUFFIX or " " in suffix:
        return name, ""
    return stem, dot + suffix


def _shortened(name: str, most: int) -> str:
    if len(name.encode()) <= most:
        return name
    stem, suffix = _split(name)
    kept = stem.encode()[: most - len(suffix.encode())].decode("utf-8", "ignore")
    return kept.rstrip(". ") + suffix
