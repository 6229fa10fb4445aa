"""Signs that turn the direction of writing: closed where they were left open, so nothing around is turned."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

FSI: Final = "\u2068"
PDI: Final = "\u2069"
_PDF: Final = "\u202c"
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS: Final = frozenset("\u202a\u202b\u202d\u202e")
_SIGNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def has_signs(text: str) -> bool:
    """Whether a text holds signs that open or close a stretch of another direction."""
    return _SIGNS.search(text) is not None


def balanced(text: str) -> str:
    """Close in every line what was opened there, and leave out what closes nothing."""
    return "\n".join(map(_line, text.split("\n"))) if has_signs(text) else text


def held(text: str) -> str:
    """Keep a text together as one isolate of its own that nothing inside can end."""
    return "\n".join(f"{FSI}{_line(line)}{PDI}" if line else "" for line in text.split("\n"))


def first_letter(text: str) -> Literal["ltr", "rtl", ""]:
    """Tell in which direction the first letter outside isolates runs; nothing where there is none."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"FSI", "LRI", "RLI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return ""


def _line(line: str) -> str:
    kept: list[str] = []
    opened: list[str] = []
    for char in line:
        if char in _ISOLATES or char in _EMBEDDINGS:
            opened.append(char)
            kept.append(char)
        elif char == PDI:
            kept.append(_close_isolate(opened))
        elif char == _PDF:
            if opened and opened[-1] in _EMBEDDINGS:
                opened.pop()
                kept.append(char)
        else:
            kept.append(char)
    return "".join(kept) + "".join(map(_closing, reversed(opened)))


def _close_isolate(opened: list[str]) -> str:
    """Close the innermost isolate and what was opened within it; nothing where there is none."""
    if not _ISOLATES.intersection(opened):
        return ""
    closed = ""
    while True:
        sign = opened.pop()
        closed += _closing(sign)
        if sign in _ISOLATES:
            return closed


def _closing(sign: str) -> str:
    return PDI if sign in _ISOLATES else _PDF
