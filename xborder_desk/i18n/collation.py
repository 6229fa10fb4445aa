"""Ordering of names for people: accents folded, numbers by value, letters and scripts where readers look."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHARACTERS: Final = "characters.txt"
"""In the folder of a language: its Han characters as its readers order them, by sound or strokes (CLDR)."""

_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"آ": "ا\u0001"}  # before the other forms of alef
)
_END: Final = "z\uffff"
_LAST: Final = {
    "sv": "åäö",
    "fi": "åäö",
    "da": "æøå",
    "nb": "æøå",
    "nn": "æøå",
    "et": "õäöü",
}
# Letters of their own that stand right behind another: Ł behind all that begins with L.
_BEHIND: Final = {
    "es": "nñ",
    "pl": "aą cć eę lł nń oó sś zź zż",
    "ro": "aă aâ iî sș sş tț tţ",
    "cs": "cč rř sš zž",
    "hr": "cč cć dđ sš zž",
    "sl": "cč cć dđ sš zž",
    "tr": "cç gğ oö sş uü",
}
# Behind figures and before Latin letters, which are all small in a key.
_BEFORE_LETTERS: Final = "@"
# Scripts that come before Latin letters where they are one's own.
_FIRST: Final = {"ar": "AL", "fa": "AL", "he": "R"}


def sort_key(tag: str, text: str, characters: Mapping[str, int] | None = None) -> tuple[str, str]:
    """Give a key that orders ``text`` as readers of ``tag`` expect.

    ``characters`` gives the places of Han characters; without them they come in the order of the character
    set (radical, then strokes).
    """
    base = tag.split("-", maxsplit=1)[0]
    folded = unicodedata.normalize("NFC", text).casefold()
    for letter, key in _tailoring(base):
        folded = folded.replace(letter, key)
    bare = "".join(
        part
        for part in unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        if not unicodedata.combining(part)
    )
    if characters is not None:
        bare = "".join(_han(char, characters) for char in bare)
    elif base in _FIRST:
        bare = "".join(
            f"{_BEFORE_LETTERS}{char}" if unicodedata.bidirectional(char) == _FIRST[base] else char
            for char in bare
        )
    return _DIGITS.sub(lambda run: run.group().zfill(15), bare), text


def tailored(tag: str, characters: Mapping[str, int] | None = None) -> bool:
    """Whether readers of a language look for letters elsewhere than the common order has them."""
    return characters is not None or bool(_tailoring(tag.split("-", maxsplit=1)[0]))


@lru_cache(maxsize=8)
def places_of(file: Path) -> Mapping[str, int]:
    """Read the order of the characters of a language.

    Raises:
        OSError: there is no such file, or it cannot be read.

    """
    listed = file.read_text(encoding="utf-8", errors="replace").replace("\n", "")
    return {char: place for place, char in enumerate(listed)}


@lru_cache(maxsize=64)
def _tailoring(base: str) -> tuple[tuple[str, str], ...]:
    last = [(letter, f"{_END}{place}") for place, letter in enumerate(_LAST.get(base, ""))]
    behind = [
        (pair[1], f"{pair[0]}\uffff{place}") for place, pair in enumerate(_BEHIND.get(base, "").split())
    ]
    return (*last, *behind)


def _han(char: str, characters: Mapping[str, int]) -> str:
    """Write a character as its place, before all letters; one that is not listed comes behind the others."""
    place = characters.get(char)
    if place is not None:
        return f"{_BEFORE_LETTERS}{chr(0xE000 + place // 6000)}{chr(0x4E00 + place % 6000)}"
    return f"{_BEFORE_LETTERS}\uf8ff{char}" if char >= "\u2e80" else char
