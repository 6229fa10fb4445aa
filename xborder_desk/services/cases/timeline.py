"""Everything dated in a case, in one order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xborder_desk.domain.cases import DATE_FIELDS, CaseView, TimelineEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.items import EvidenceRow


def timeline_of(
    case: CaseView, items: Iterable[EvidenceRow], attempts: Iterable[AttemptView], zone: dt.tzinfo
) -> list[TimelineEntry]:
    """Gather key dates, facts, evidence, contacts and tasks; ``zone`` tells on which day a moment fell."""
    entries = [
        *_key_dates(case),
        *(
            TimelineEntry(fact.on, None, "fact", fact.text, fact.number, fact.precision)
            for fact in case.facts
            if fact.on
        ),
        *_evidence(items, zone),
        *_contacts(attempts, zone),
        *(
            TimelineEntry(task.due_on, None, "task", task.text, "")
            for task in case.tasks
            if task.due_on and not task.done_at
        ),
        TimelineEntry(
            case.created_at.astimezone(zone).date(), case.created_at, "case", "opened", case.number
        ),
    ]
    first = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(entries, key=lambda entry: (entry.day, entry.at or first, entry.what, entry.ref))


def _key_dates(case: CaseView) -> Iterator[TimelineEntry]:
    for name in DATE_FIELDS:
        day = case.values.get(name)
        if isinstance(day, dt.date):
            yield TimelineEntry(day, None, "key_date", name, case.number)


def _evidence(items: Iterable[EvidenceRow], zone: dt.tzinfo) -> Iterator[TimelineEntry]:
    for item in items:
        if not item.on:
            continue
        try:
            moment = dt.datetime.fromisoformat(item.on)
            at = moment.astimezone(dt.UTC) if moment.tzinfo else None
            day = at.astimezone(zone).date() if at else moment.date()
        except (ValueError, OverflowError):
            # A date in a form of its own, or at the end of all days, is shown with the item only.
            continue
        yield TimelineEntry(day, at, "evidence", item.title, item.number)


def _contacts(attempts: Iterable[AttemptView], zone: dt.tzinfo) -> Iterator[TimelineEntry]:
    for attempt in attempts:
        day = attempt.started_at.astimezone(zone).date()
        yield TimelineEntry(day, attempt.started_at, "attempt", attempt.address, attempt.number)
        for reply in attempt.replies:
            yield TimelineEntry(
                reply.at.astimezone(zone).date(), reply.at, "reply", reply.note, attempt.number
            )
