"""The digits a language is written with: its usual ones, or those a person or a document's tag asks for."""

from __future__ import annotations

import unicodedata
from typing import Final

WESTERN: Final = "latn"
ARABIC_INDIC: Final = "arab"
_ZERO: Final = {
    WESTERN: "0",
    ARABIC_INDIC: "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "thai": "\u0e50",
}
# Languages that have digits of their own somewhere; asking CLDR for all others would only cost time.
_NOT_ALWAYS_WESTERN: Final = frozenset(
    {"ar", "as", "az", "bgc", "bgn", "bho", "bn", "ckb", "fa", "ks", "lrc", "mni"}
    | {"mr", "mzn", "ne", "pa", "ps", "raj", "sa", "sat", "sd", "sdh", "ur", "uz"}
)
_CHOICE: Final = {"ar": (WESTERN, ARABIC_INDIC), "ckb": (WESTERN, ARABIC_INDIC)}
_EXTENSION: Final = "-u-nu-"


def choices(tag: str) -> tuple[str, ...]:
    """Give the digits among which readers of a language choose; nothing where they all use the same."""
    return _CHOICE.get(_base(tag), ())


def asked_by(tag: str) -> str:
    """Give the digits that a language tag itself asks for: by ``-u-nu-arab``, or by its region (``ar-EG``).

    Empty where it leaves them to the language. The names are those of CLDR (``latn``, ``arab``).
    """
    plain, mark, asked = tag.replace("_", "-").lower().partition(_EXTENSION)
    if mark:
        system = asked.split("-", maxsplit=1)[0]
        return system if system in _ZERO else ""
    language, *rest = plain.split("-")
    if not rest or not choices(language):
        return ""
    return usual("_".join((language, *(part.upper() if len(part) == len("EG") else part for part in rest))))


def usual(locale: str) -> str:
    """Give the digits CLDR has as usual for a locale; Western ones where it does not know it."""
    if _base(locale) not in _NOT_ALWAYS_WESTERN:
        return WESTERN
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs start-up time

    try:
        system = str(Locale.parse(locale.replace("-", "_")).default_numbering_system)
    except (UnknownLocaleError, ValueError):
        return WESTERN
    return system if system in _ZERO else WESTERN


def sample(system: str) -> str:
    """Show all ten digits of a system."""
    return written("0123456789", system)


def written(text: str, system: str) -> str:
    """Write the Western digits of a text with those of a system; all other characters stay."""
    zero = _ZERO.get(system, "0")
    if zero == "0":
        return text
    return text.translate({ord("0") + number: chr(ord(zero) + number) for number in range(10)})


def western(text: str) -> str:
    """Write digits of any script as 0 to 9, as what people type is read."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def _base(tag: str) -> str:
    return tag.replace("_", "-").lower().split("-", maxsplit=1)[0]
