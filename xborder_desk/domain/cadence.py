"""How attempts are to be spread over ways, days and hours, what is still to be made, and until when."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.search import DataText, Known, Status

_INQUIRIES: Final = frozenset({"register_lookup", "third_party"})
"""These are not ways to reach the party, but to learn about it."""


_WORKDAYS: Final = frozenset(range(5))
"""Monday to Friday; more attempts than these have to share a weekday."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """How attempts are to be spread: so many channels with so many attempts each, over so many days."""

    id: str
    text: DataText
    channels: int
    attempts: int
    span_days: int
    last_before_filing_days: int
    different_weekdays: bool
    different_hours: bool
    status: Status


@dataclass(frozen=True, slots=True)
class Step:
    """A planned attempt: by which channel, to which address, and until when."""

    channel: str
    address: str
    due: dt.date
    told: Message


_GROUPS: Final = {
    "letter": "post",
    "registered_letter": "post",
    "fax": "post",
    "visit": "visit",
    "bailiff": "visit",
    "web_form": "online",
    "chat": "online",
    "platform_msg": "online",
    "messenger": "online",
    "sms": "phone",
}


def spread(
    cadence: Cadence, attempts: Sequence[AttemptView], today: dt.date
) -> list[tuple[str, bool, Message]]:
    """Compare the attempts with a cadence; gives (key, fulfilled, sentence) for each of its demands."""
    made = [one for one in attempts if one.channel not in _INQUIRIES and one.known_by != "report"]
    groups: dict[str, list[dt.datetime]] = {}
    for one in made:
        groups.setdefault(_GROUPS.get(one.channel, one.channel), []).append(one.local)
    enough = [name for name, times in groups.items() if _enough(cadence, times)]
    days = sorted(one.local.date() for one in made)
    span = (days[-1] - days[0]).days if days else 0
    age = (today - days[-1]).days if days else 0
    return [
        (
            "channels",
            len(groups) >= cadence.channels,
            Message(
                N_("Ways used: {found} of at least {wanted}."),
                {"found": len(groups), "wanted": cadence.channels},
            ),
        ),
        (
            "attempts",
            len(enough) >= cadence.channels,
            Message(
                N_("Ways tried {wanted} times, on different weekdays and hours: {found} of {channels}."),
                {"wanted": cadence.attempts, "found": len(enough), "channels": cadence.channels},
            ),
        ),
        (
            "span",
            span >= cadence.span_days,
            Message(
                N_("Days between the first and the last attempt: {found} of at least {wanted}."),
                {"found": span, "wanted": cadence.span_days},
            ),
        ),
        (
            "age",
            bool(days) and age <= cadence.last_before_filing_days,
            Message(
                N_("Days since the last attempt: {found}, at most {wanted} before filing."),
                {"found": age if days else "–", "wanted": cadence.last_before_filing_days},
            ),
        ),
    ]


def _enough(cadence: Cadence, times: Sequence[dt.datetime]) -> bool:
    if len(times) < cadence.attempts:
        return False
    weekdays = (
        {one.weekday() for one in times} if cadence.different_weekdays else set(range(cadence.attempts))
    )
    hours = {one.hour for one in times} if cadence.different_hours else set(range(cadence.attempts))
    return len(weekdays) >= min(cadence.attempts, len(_WORKDAYS)) and len(hours) >= cadence.attempts


_WAYS: Final = (
    ("email", "email"),
    ("phone", "phone"),
    ("address", "registered_letter"),
    ("web_form", "web_form"),
)


def plan(
    cadence: Cadence, known: Sequence[Known], attempts: Sequence[AttemptView], today: dt.date
) -> list[Step]:
    """Say which attempts are still to be made and until when, spread over the cadence's days."""
    gap = max(math.ceil(cadence.span_days / max(cadence.attempts - 1, 1)), 1)
    steps: list[Step] = []
    for kind, channel in _WAYS:
        group = _GROUPS.get(channel, channel)
        done = sorted(
            one.local.date()
            for one in attempts
            if _GROUPS.get(one.channel, one.channel) == group and one.known_by != "report"
        )
        for one in [one for one in known if one.kind == kind][:1]:
            days = list(done)
            while len(days) < cadence.attempts:
                due = _next_day(days, gap, today, different=cadence.different_weekdays)
                told = Message(
                    N_("Attempt {n} of {wanted} by this way."),
                    {"n": len(days) + 1, "wanted": cadence.attempts},
                )
                steps.append(Step(channel, one.raw, due, told))
                days.append(due)
    return sorted(steps, key=lambda step: step.due)


def _next_day(days: Sequence[dt.date], gap: int, today: dt.date, *, different: bool) -> dt.date:
    due = max(days[-1] + dt.timedelta(days=gap), today) if days else today
    taken = {one.weekday() for one in days} if different else set()
    free = _WORKDAYS - taken or _WORKDAYS
    while due.weekday() not in free:
        due += dt.timedelta(days=1)
    return due
