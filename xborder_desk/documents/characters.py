"""Making foreign text safe to print: nothing invisible that changes what is read, nothing without a glyph.

Whatever cannot be printed as it is becomes its code point in brackets, ``[U+202E]``: never a box.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

FSI: Final = "\u2068"
PDI: Final = "\u2069"
OPENERS: Final = frozenset("\u2066\u2067\u2068")
FREE: Final = frozenset(
    "\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Characters without ink that shaping and line breaking need; fonts need no glyph for them."""

_STRONG: Final = frozenset({"L", "R", "AL"})
# What a sentence from right to left would turn round: numbers with hyphens, addresses, telephone numbers.
_NUMBERED: Final = re.compile(r"\+\d[\d ]*\d|[A-Za-z0-9]+(?:[-/@.,_:+]+[A-Za-z0-9]+)+")
_LINES: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NEVER: Final = frozenset({"Cc", "Cf", "Cs"})
_PILED: Final = frozenset({"Mn", "Me"})
_MOST_PILED: Final = 8
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def notation(char: str) -> str:
    """Name a character that cannot be printed."""
    return f"[U+{ord(char):04X}]"


def legible(text: str, covered: Container[int]) -> str:
    """Give the text with everything unprintable named; ``covered`` holds the code points the fonts have.

    Letters without a glyph of their own are tried in their composed and decomposed forms first. Of signs
    piled on one letter, more than any script has, those that would reach other lines are named.
    """
    if text.isascii() and text.isprintable():
        return text  # every font of Latin letters has these
    lines = _LINES.sub("\n", text)
    closed = _pairs(lines)
    pieces: list[str] = []
    piled = 0
    for place, char in enumerate(lines):
        if char in FREE or char == "\u00a0" or (place in closed and (char in OPENERS or char == PDI)):
            pieces.append(char)
            continue
        kind = unicodedata.category(char)
        piled = piled + 1 if kind in _PILED else 0
        if piled > _MOST_PILED:
            pieces.append(notation(char))
        elif ord(char) in covered and kind not in _HIDDEN:
            pieces.append(char)
        else:
            pieces.append(_otherwise(char, covered))
    return "".join(pieces)


def plain_line(text: str) -> str:
    """Give a text as one line without anything hidden, for bookmarks and titles (any letter may be in it)."""
    line = " ".join(_LINES.sub("\n", text).split())
    closed = _pairs(line)
    return "".join(
        notation(char)
        if unicodedata.category(char) in _NEVER and char not in FREE and place not in closed
        else char
        for place, char in enumerate(line)
    )


def isolated(text: str) -> str:
    """Keep a name, number or label together where writing directions meet.

    A sign in it that opens or closes without its counterpart is named: it would take ours.
    """
    closed = _pairs(text)
    whole = (
        notation(char) if (char in OPENERS or char == PDI) and place not in closed else char
        for place, char in enumerate(text)
    )
    return f"{FSI}{''.join(whole)}{PDI}" if text else ""


def directed(text: str, direction: str) -> str:
    """Keep whole, in words read from right to left, what runs the other way: lines, or numbers in a line."""
    return "\n".join(map(_directed, text.split("\n"))) if direction == "rtl" else text


def _directed(line: str) -> str:
    if line[:1] in OPENERS:
        return line
    first = next((kind for char in line if (kind := unicodedata.bidirectional(char)) in _STRONG), "L")
    if first == "L":
        return isolated(line)
    return line if FSI in line else _NUMBERED.sub(lambda found: isolated(found.group()), line)


def missing(texts: Mapping[str, str], covered: Container[int]) -> dict[str, str]:
    """Say which characters of fixed texts no font has: the text's name -> its code points, in words."""
    found: dict[str, str] = {}
    for name, text in sorted(texts.items()):
        lacking = sorted({c for c in text if c not in FREE and c not in OPENERS and c != PDI}, key=ord)
        lacking = [c for c in lacking if ord(c) not in covered and c != "\u00a0"]
        if lacking:
            found[name] = " ".join(f"U+{ord(c):04X}" for c in lacking)
    return found


def _otherwise(char: str, covered: Container[int]) -> str:
    """Try a character's canonical other form; give its notation where there is none in the fonts."""
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, char)
        if other != char and all(ord(c) in covered for c in other):
            return other
    return " " if unicodedata.category(char) == "Zs" else notation(char)


def _pairs(text: str) -> frozenset[int]:
    """Find the isolates that are opened and closed within one line: the places of both ends."""
    found: set[int] = set()
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == "\n":
            opened.clear()
        elif char in OPENERS:
            opened.append(place)
        elif char == PDI and opened:
            found.update((opened.pop(), place))
    return frozenset(found)
