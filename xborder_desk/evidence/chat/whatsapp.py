"""Conversations that WhatsApp exported as text, in the form of any country's dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xborder_desk.evidence.chat.log import Log, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_MESSAGES: Final = 200_000
_CENTURY: Final = 100
_POSSIBLE: Final = range(1990, 2100)
_BUDDHIST: Final = range(2533, 2643)
# The lunar years of Arabia are further on, and cannot be turned into days for certain.
_PERSIAN: Final = range(1369, 1430)

_MARKS: Final = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_DAY: Final = (
    r"(?P<one>\d{1,4})(?:[./-]\s?|\s?[年년]\s?)(?P<two>\d{1,2})(?:[./-]\s?|\s?[月월]\s?)(?P<three>\d{1,4})"
    r"(?:\s?[日일])?\.?(?:\s?[гр]\.)?"
)
_TIME: Final = (
    r"(?P<before>[^\W\d]{1,10}\.?\s?)??(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\s?(?P<after>[^\W\d](?:[\w.]|\s(?=[^\W\d]\.?(?:[\s\]]|$))){0,9}))?"
)
_BETWEEN: Final = r"[,،]?\s+(?:(?:à|a las|às|klo|kl\.|um|at|o|alle)\s+)?"
# A comma ends the head only where the name has a space before its colon, as KakaoTalk writes it.
_END: Final = r"(?P<close>\])?(?P<dash>\s[-–]\s|,\s(?=\S[^:\n]{0,60}\s:\s))?\s?(?P<rest>.*)"
_LINES: Final = (
    re.compile(rf"(?P<open>\[)?{_DAY}{_BETWEEN}{_TIME}{_END}", re.DOTALL),
    re.compile(rf"(?P<open>\[)?{_TIME}[,،]?\s+{_DAY}{_END}", re.DOTALL),  # Vietnam puts the time first
)
_SENDER: Final = re.compile(r"(.{1,100}?)\s?[:：]\s(.*)|(.{1,100}?):$", re.DOTALL)
_LATE: Final = {
    "pm",
    "下午",
    "晚上",
    "中午",
    "오후",
    "午後",
    "م",
    "μμ",
    "ös",
    "nachm",
    "du",
    "ch",
    "अपराह्न",
    "tarde",
    "noite",
}
_EARLY: Final = {
    "am",
    "上午",
    "凌晨",
    "清晨",
    "午夜",
    "早上",
    "오전",
    "午前",
    "ص",
    "πμ",
    "öö",
    "vorm",
    "de",
    "sa",
    "पूर्वाह्न",
    "manhã",
}
_QUOTES: Final = '„“”«»「」"'
_FILES: Final = (
    re.compile(r"^<[^<>:]{2,40}:\s?([^<>]+\.\w{2,5})>$"),
    re.compile(r"^(\S[^\n]{0,120}\.\w{2,5}) \([^()\n]{3,60}\)"),
)


@dataclass(frozen=True, slots=True)
class _Head:
    numbers: tuple[int, int, int]
    hour: int
    minute: int
    second: int
    rest: str
    clock: bool


def looks_exported(text: str, name: str) -> bool:
    """Whether the text begins as such an export does."""
    lines = [line for line in text.split("\n")[:40] if line.strip()]
    hits = sum(_head(line) is not None for line in lines)
    called = name.lower().startswith("whatsapp") or name.lower() == "_chat.txt"
    return bool(lines) and _head(lines[0]) is not None and (hits > 1 or called)


def read_exported(text: str) -> Log:
    """Read the messages; what cannot be read as a date belongs to the message before it."""
    heads: list[_Head] = []
    bodies: list[list[str]] = []
    for line in text.split("\n"):
        head = _head(line) if len(heads) < MOST_MESSAGES else None
        if head is not None:
            heads.append(head)
            bodies.append([head.rest])
        elif bodies:
            bodies[-1].append(line.translate(_MARKS))
    log = Log("WhatsApp")
    log.order, order = _order(heads)
    for head, body in zip(heads, bodies, strict=True):
        said = _said(_moment(head, order), "\n".join(body).rstrip())
        log.messages.append(said)
        log.files += [found[1] for form in _FILES if (found := form.match(said.text))]
    return log


def _head(line: str) -> _Head | None:
    line = line.translate(_MARKS).replace("\u202f", " ").replace("\xa0", " ").rstrip("\r")
    plain = _plain_digits(line[:80]) + line[80:]
    found = next((one for form in _LINES if (one := form.match(plain))), None)
    if found is None or bool(found["open"]) != bool(found["close"]) or not (found["close"] or found["dash"]):
        return None
    hour = int(found["hour"])
    words = {_folded(found["before"]), _folded(found["after"])} - {""}
    if words and not words & (_LATE | _EARLY):
        return None
    if words & _LATE and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif words & _EARLY and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    numbers = (int(found["one"]), int(found["two"]), int(found["three"]))
    return _Head(numbers, hour, int(found["minute"]), int(found["second"] or 0), found["rest"], bool(words))


def _plain_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text
    )


def _folded(word: str | None) -> str:
    return re.sub(r"[.\s]", "", (word or "")).casefold()


def _order(heads: Sequence[_Head]) -> tuple[str, tuple[int, int, int]]:
    """Tell year, month and day apart: by what is possible, then by what runs forward."""
    orders = {"year": (0, 1, 2), "day": (2, 1, 0), "month": (2, 0, 1)}
    if not heads:
        return "", orders["day"]
    if all(head.numbers[0] > 31 for head in heads):  # noqa: PLR2004 - no day
        return "year", orders["year"]
    wrong = {name: _wrong(heads, orders[name]) for name in ("day", "month")}
    if wrong["day"] != wrong["month"]:
        name = min(wrong, key=lambda one: wrong[one])
        return name, orders[name]
    return "unsure", orders["month" if heads[0].clock else "day"]


def _wrong(heads: Sequence[_Head], order: tuple[int, int, int]) -> tuple[int, int]:
    """Count the impossible dates, and the steps back in time."""
    moments = [_moment(head, order) for head in heads]
    known = [moment for moment in moments if moment]
    return len(moments) - len(known), sum(after < before for before, after in pairwise(known))


def _moment(head: _Head, order: tuple[int, int, int]) -> str:
    year, month, day = (head.numbers[place] for place in order)
    year += 2000 if year < _CENTURY else 0
    if year in _BUDDHIST:
        year -= 543
    elif year in _PERSIAN:
        year, month, day = _from_persian(year, month, day)
    if year not in _POSSIBLE:
        return ""
    try:
        return datetime(year, month, day, head.hour, head.minute, head.second).isoformat()  # noqa: DTZ001 - none is named
    except ValueError:
        return ""


def _from_persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Give the day of the common calendar; eight years in thirty-three have a day more.

    The first of Farvardin 1369 was the 21st of March 1990; what is no day there comes back as none here.
    """
    months = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
    if not (1 <= month <= len(months) and 1 <= day <= months[month - 1]):
        return year, 0, 0
    leaps = [one for one in range(1369, year) if one % 33 in {1, 5, 9, 13, 17, 22, 26, 30}]
    days = (year - 1369) * 365 + len(leaps) + sum(months[: month - 1]) + day - 1
    found = date(1990, 3, 21) + timedelta(days=days)
    return found.year, found.month, found.day


def _said(at: str, rest: str) -> Said:
    found = _SENDER.match(rest)
    if found is None or any(mark in (found[1] or found[3]) for mark in _QUOTES):
        return Said(at, "", rest)  # a colon inside what the program itself says, as in the name of a group
    return Said(at, (found[1] or found[3]).strip(" ~"), found[2] or "")
