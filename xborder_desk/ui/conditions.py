"""What people type into the fields that narrow a list, in their order and with their marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_list import NONE
from xborder_desk.ui import typed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from xborder_desk.i18n.language import Language

_SIGN: Final = re.compile(r"\s*(>=|<=|≥|≤|>|<|=)\s*")
_SIGNS: Final = {"≥": ">=", "≤": "<="}
_BETWEEN: Final = re.compile(r"\s*(?:\.\.+|…|–)\s*")
_NOTHING: Final = frozenset({"–", "-", "—", "0 ?"})
_SHIFT: Final = re.compile(r"[+-]\s*\d{1,4}")


def days(text: str, language: Language, today: dt.date) -> str:
    """Give a condition on a day: ``<= 8.3.26``, ``1.3. … 31.3.``, ``+14``; a dash means no day at all.

    A shift like ``+14`` stays one, so that a filter that is kept means the same tomorrow.
    """

    def one(part: str) -> str:
        return part.replace(" ", "") if _SHIFT.fullmatch(part) else typed.day(part, language, today)

    return _condition(text, one)


def numbers(text: str, language: Language) -> str:
    """Give a condition on a number: ``> 1.000,50`` in German is ``>1000.50``; a dash means no number."""
    return _condition(text, lambda part: typed.amount(part, language))


def _condition(text: str, read: Callable[[str], str]) -> str:
    given = text.strip()
    if not given:
        return ""
    if given in _NOTHING:
        return NONE
    sign = _SIGN.match(given)
    if sign is not None:
        return f"{_SIGNS.get(sign[1], sign[1])}{read(given[sign.end() :].strip())}"
    parts = _BETWEEN.split(given)
    if len(parts) == len(("from", "to")):
        return "..".join(read(part) if part else "" for part in parts)
    return read(given)
