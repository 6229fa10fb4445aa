"""Calendar files (RFC 5545): whole-day entries whose ids stay, so that a newer file changes older entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
# Two days and one week before, at the start of the working day.
_ALARMS: Final = ("-P7D", "-P2D")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a calendar; ``changes`` counts how often it was changed since it was first given out."""

    uid: str
    day: dt.date
    title: str
    text: str
    changes: int = 0
    cancelled: bool = False


def calendar_file(entries: Iterable[Entry], now: dt.datetime) -> bytes:
    """Write a calendar; ``now`` is the moment it is made (aware)."""
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xborder Desk//Deadlines//EN", "METHOD:PUBLISH"]
    for entry in entries:
        lines.extend(_event(entry, stamp))
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in fold(line))


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{entry.changes}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    yield f"DESCRIPTION:{_escaped(entry.text)}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    for before in () if entry.cancelled else _ALARMS:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{before}"
        yield f"DESCRIPTION:{_escaped(entry.title)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def fold(line: str) -> Iterator[bytes]:
    """Cut a line into pieces of at most 75 octets, never inside a character; others begin with a space."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _MOST_OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
