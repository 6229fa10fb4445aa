"""Conversations that WhatsApp exported as text, in the form of any country's dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xborder_desk.evidence.chat.log import Log, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_MESSAGES: Final = 200_000
_CENTURY: Final = 100

_MARKS: Final = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_LINE: Final = re.compile(
    r"(?P<open>\[)?"
    r"(?P<one>\d{1,4})(?:[./-]\s?|\s?[年년]\s?)(?P<two>\d{1,2})(?:[./-]\s?|\s?[月월]\s?)(?P<three>\d{1,4})"
    r"(?:\s?[日일])?\.?,?\s+(?:(?:à|a las|às|klo|kl\.|um|at|o|alle)\s+)?"
    r"(?P<before>[^\W\d]{1,10}\.?\s?)??(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\s?(?P<after>[^\W\d](?:[\w.]|\s(?=[^\W\d]\.?(?:[\s\]]|$))){0,9}))?"
    r"(?P<close>\])?(?P<dash>\s[-–]\s)?\s?(?P<rest>.*)",
    re.DOTALL,
)
_SENDER: Final = re.compile(r"(.{1,100}?)\s?[:：]\s(.*)|(.{1,100}?):$", re.DOTALL)
_LATE: Final = {
    "pm",
    "下午",
    "晚上",
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
    found = _LINE.match(_plain_digits(line[:80]) + line[80:])
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
    try:
        return datetime(year, month, day, head.hour, head.minute, head.second).isoformat()  # noqa: DTZ001 - none is named
    except ValueError:
        return ""


def _said(at: str, rest: str) -> Said:
    found = _SENDER.match(rest)
    if found is None:
        return Said(at, "", rest)
    return Said(at, (found[1] or found[3]).strip(" ~"), found[2] or "")
