"""Deadlines as lists, calendars and the window see them, each with what made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.domain.sentences import Told

RUNNING: Final = "running"
OVER: Final = "over"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline with what made it: ``fact`` of the case on ``since``, counted by ``rule``.

    ``clock`` is the id of the clock in its route, ``changes`` how often it was changed since it was made.
    """

    uid: str
    case: str
    case_title: str
    caseworker: str
    title: str
    route: str
    clock: str
    rule: str
    fact: str
    since: dt.date | None
    due_on: dt.date
    alternatives: tuple[tuple[dt.date, Told], ...]
    steps: tuple[Told, ...]
    source: str
    status: str
    state: str
    calendar_uid: str
    changes: int
