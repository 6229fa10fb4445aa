"""Folding text, so that what people type finds what others wrote: for search, filters and conflicts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters without a decomposition that readers take for another letter.
_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ـ": None,
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
    }
)
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SPACES: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """Give the form in which texts are compared: no case, accents, vowel marks or invisible characters."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    folded = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return _SPACES.sub(" ", folded).strip()
