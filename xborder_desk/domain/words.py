"""What a person types: trimmed, checked for what cannot be kept, never silently changed in meaning."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

NAME_LENGTH: Final = 500
TEXT_LENGTH: Final = 100_000
# Characters that reorder or hide other characters: a name holding one can look like another name.
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Controls, half surrogate pairs, what is no character, and the line ends nobody types.
_UNSEEN: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SPAN: Final = (dt.date(1900, 1, 1), dt.date(2200, 1, 1))
_PARTIAL: Final = {4: "year", 7: "month", 10: "day"}
_REST: Final = {"year": "-01-01", "month": "-01", "day": ""}


def name(text: str, *, field: str, needed: bool = True) -> str:
    """Take a name or title: one line, in Unicode's composed form.

    Raises:
        BadInputError: empty, too long, or holding characters that cannot be seen.

    """
    given = unicodedata.normalize("NFC", text).strip()
    if needed and not given:
        raise BadInputError(N_("{name} is empty. Enter it."), field=field, name=field)
    if len(given) > NAME_LENGTH:
        raise BadInputError(
            N_("{name} has {length} characters; at most {most} can be kept. Shorten it."),
            field=field,
            name=field,
            length=len(given),
            most=NAME_LENGTH,
        )
    _refuse_hidden(given, field, "")
    return given


def text(given: str, *, field: str, needed: bool = False) -> str:
    """Take a text of several lines.

    Raises:
        BadInputError: empty although needed, too long, or holding characters that cannot be seen.

    """
    taken = unicodedata.normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if needed and not taken:
        raise BadInputError(N_("{name} is empty. Enter it."), field=field, name=field)
    if len(taken) > TEXT_LENGTH:
        raise BadInputError(
            N_("{name} has {length} characters; at most {most} can be kept. Shorten it."),
            field=field,
            name=field,
            length=len(taken),
            most=TEXT_LENGTH,
        )
    _refuse_hidden(taken, field, "\n\t")
    return taken


def _refuse_hidden(given: str, field: str, allowed: str) -> None:
    for character in given:
        control = unicodedata.category(character) in _UNSEEN and character not in allowed
        if control or _DIRECTION.match(character):
            raise BadInputError(
                N_("{name} holds a character that cannot be seen (U+{code}). Remove it."),
                field=field,
                name=field,
                code=f"{ord(character):04X}",
            )


def day(given: str, *, field: str) -> dt.date | None:
    """Read a day written ``2026-11-23``; None for an empty text.

    Raises:
        BadInputError: there is no such day.

    """
    return partial_day(given, field=field, exact=True)[0]


def partial_day(given: str, *, field: str, exact: bool = False) -> tuple[dt.date | None, str]:
    """Read a day, a month or a year; gives its first day and how exact it is.

    Raises:
        BadInputError: there is no such day.

    """
    written = given.strip()
    if not written:
        return None, "unknown"
    precision = _PARTIAL.get(len(written), "")
    try:
        whole = written + _REST.get(precision, "")
        found = dt.date.fromisoformat(whole) if _DAY.fullmatch(whole) else None
    except ValueError:
        found = None
    if found is None or (exact and precision != "day"):
        raise BadInputError(
            N_("“{given}” is no day of the calendar. Write it like 2026-11-23."), field=field, given=written
        )
    if not _SPAN[0] <= found < _SPAN[1]:
        raise BadInputError(
            N_("The year of “{given}” cannot be right. Check it."), field=field, given=written
        )
    return found, precision


def moment(given: str, *, field: str, zone: dt.tzinfo) -> dt.datetime:
    """Read a time written as ISO 8601; one without an offset is meant in ``zone``.

    Raises:
        BadInputError: there is no such time.

    """
    try:
        found = dt.datetime.fromisoformat(given.strip())
    except ValueError:
        raise BadInputError(
            N_("“{given}” is no time. Write it like 2026-11-23T14:30+01:00."),
            field=field,
            given=given.strip(),
        ) from None
    aware = found if found.tzinfo else found.replace(tzinfo=zone)
    if not _SPAN[0] <= aware.date() < _SPAN[1]:
        raise BadInputError(N_("The year of “{given}” cannot be right. Check it."), field=field, given=given)
    return aware
