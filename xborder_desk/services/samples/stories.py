"""Reading the sample cases: one TOML file each, its days turned into days of this office's calendar."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The day the papers of the sample were written for.
WRITTEN_FOR: Final = dt.date(2026, 11, 23)
_OFFSET: Final = re.compile(r"([+-]\d{1,4})(?: (\d{2}:\d{2}))?")

_PARTY: Final = frozenset({"name", "name_latin", "kind", "country", "language", "reach"})
_REACH: Final = frozenset(
    {"kind", "raw", "parts", "origin", "origin_note", "evidence", "page", "seen_on"},
)
_OUTCOME: Final = frozenset({"result", "at", "remark", "proofs"})
_KEYS: Final[dict[str, frozenset[str]]] = {
    "": frozenset(
        {
            *("called", "status", "binned", "values", "notes", "consumer", "seller", "platform"),
            *("others", "files", "facts", "attempts", "tasks"),
        }
    ),
    "consumer": _PARTY,
    "seller": _PARTY,
    "platform": _PARTY,
    "others": _PARTY | {"role"},
    "reach": _REACH,
    "files": frozenset({"file", "called", "titles", "language", "on", "source", "method", "inside"}),
    "inside": frozenset({"called", "titles", "language"}),
    "facts": frozenset({"says", "on", "proofs"}),
    "attempts": frozenset(
        {
            *("channel", "address", "at", "result", "purpose", "remark", "address_source"),
            *("address_evidence", "party", "language", "reply_by", "cost", "cost_currency"),
            *("next_step", "next_due", "proofs", "results", "replies", "corrections"),
        }
    ),
    "results": _OUTCOME,
    "replies": _OUTCOME,
    "corrections": frozenset({"changes", "because"}),
    "tasks": frozenset({"do", "due"}),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the days of a story into days of the office whose calendar shows ``today``.

    A date stands as the papers have it. ``"-12"`` is twelve days before today, ``"+3 09:30"`` a time in three
    days. Where the clock runs before the day the papers were written for, their days move back with it, so
    that nothing has happened in the future.
    """

    today: dt.date

    def say(self, value: object) -> str:
        """Write a day or a moment as use-cases take it; a text that is no offset stays as it is."""
        if isinstance(value, dt.datetime):
            return (value + self._back).isoformat()
        if isinstance(value, dt.date):
            return (value + self._back).isoformat()
        given = str(value)
        match = _OFFSET.fullmatch(given)
        if match is None:
            return given
        day = (self.today + dt.timedelta(days=int(match[1]))).isoformat()
        return f"{day}T{match[2]}" if match[2] else day

    @property
    def _back(self) -> dt.timedelta:
        return min(dt.timedelta(), self.today - WRITTEN_FOR)


def read_stories(folder: Path, today: dt.date) -> list[dict[str, Any]]:
    """Read every sample case in the order of the file names.

    Raises:
        BrokenDataError: a file cannot be read, or holds a key that nobody would take.

    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BrokenDataError(N_("The sample cases are missing from {file}."), file=str(folder))
    return [_read(file, Calendar(today)) for file in files]


def _read(file: Path, calendar: Calendar) -> dict[str, Any]:
    try:
        story = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenDataError(
            N_("The sample case {file} cannot be read: {detail}"), file=file.name, detail=str(error)
        ) from error
    _check(file, "", story)
    told: dict[str, Any] = _told(story, calendar)
    return told


def _check(file: Path, place: str, table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if key not in _KEYS[place]:
            raise BrokenDataError(
                N_("The sample case {file} has an unknown entry: {key}"),
                file=file.name,
                key=f"{place}.{key}".strip("."),
            )
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and key in _KEYS:
                _check(file, key, one)


def _told(value: Any, calendar: Calendar) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Turn every day of a table into text, wherever it stands."""
    if isinstance(value, dict):
        return {key: _told(one, calendar) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(one, calendar) for one in value]
    return calendar.say(value) if isinstance(value, dt.date | str) else value
