"""Today: what runs out first, whom to try again, what arrived overnight, and what was seen of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.cadence import plan
from xborder_desk.domain.choices import REACHED_RESULTS
from xborder_desk.domain.morning import SEARCH, AttemptLine, Morning
from xborder_desk.domain.reach import DEAD
from xborder_desk.storage.queries import cases, choices, contacts, morning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.cadence import Cadence
    from xborder_desk.storage.queries.morning import Searched
    from xborder_desk.storage.uow import Database, UnitOfWork

AHEAD: Final = 30
SOON: Final = 7
MOST: Final = 40
_SEARCHED: Final = 60
_MOST_SEEN: Final = 500
_GENERAL: Final = "general"


class Today:
    """What a person looks at first; the same number of queries for ten cases and for a hundred thousand."""

    def __init__(self, database: Database, catalog: Catalog, zone: dt.tzinfo) -> None:
        self._database = database
        self._catalog = catalog
        self._zone = zone

    @property
    def person(self) -> str:
        """The name of the person at the desk, as cases name their caseworker."""
        return self._database.actor

    def show(self, *, mine: bool = False) -> Morning:
        """Give the morning of the office, or of the person's own cases."""
        worker = self.person if mine else ""
        with self._database.read() as uow:
            today = uow.now.astimezone(self._zone).date()
            due, due_total = morning.due(uow, today, today + dt.timedelta(days=AHEAD), MOST, worker)
            attempts = self._attempts(uow, today, worker)
            after, seen = self._seen(uow)
            news, news_total = morning.news(uow, after, seen, MOST, worker)
            return Morning(
                today=today,
                due=tuple(due),
                due_total=due_total,
                attempts=tuple(attempts[:MOST]),
                attempts_total=len(attempts),
                news=tuple(news),
                news_total=news_total,
                latest=tuple(cases.rows(uow, morning.latest(uow, MOST, worker))),
                cases=morning.how_many(uow, worker),
                next_due=None if due else morning.next_due(uow, today, worker),
            )

    def mark_seen(self, entries: Iterable[int], *, seen: bool = True) -> None:
        """Mark replies and failures as seen by this person, or as not seen."""
        with self._database.write() as uow:
            after, known = self._seen(uow)
            given = set(entries)
            if seen:
                self._keep(uow, after, known | given)
            else:
                # What stands before the mark of all is seen by number: the mark goes back behind the oldest.
                before = min([after, *(one - 1 for one in given)])
                known |= set(morning.entries_between(uow, before, after))
                self._keep(uow, before, known - given)
            uow.commit()

    def mark_all_seen(self) -> tuple[int, list[int]]:
        """Mark everything there is as seen; gives what was marked before, to be put back."""
        with self._database.write() as uow:
            before = self._seen(uow)
            self._keep(uow, morning.newest_entry(uow), set())
            uow.commit()
        return before[0], sorted(before[1])

    def put_back_seen(self, before: tuple[int, Sequence[int]]) -> None:
        """Put back what was marked as seen."""
        with self._database.write() as uow:
            self._keep(uow, before[0], set(before[1]))
            uow.commit()

    @property
    def _key(self) -> str:
        return f"seen/{self.person}"

    def _seen(self, uow: UnitOfWork) -> tuple[int, set[int]]:
        kept = choices.get(uow, self._key)
        return int(kept.get("until", 0)), {int(one) for one in kept.get("also", [])}

    def _keep(self, uow: UnitOfWork, until: int, also: set[int]) -> None:
        kept = sorted(one for one in also if one > until)[-_MOST_SEEN:]
        choices.put(uow, self._key, {"until": until, "also": kept})

    def _attempts(self, uow: UnitOfWork, today: dt.date, worker: str) -> list[AttemptLine]:
        ahead = today + dt.timedelta(days=SOON)
        mine = morning.numbers_of(uow, worker) if worker else None
        reminded = [
            AttemptLine(
                kind=one.kind,
                case=one.case,
                case_title=one.case_title,
                attempt=one.attempt,
                channel=one.channel,
                address=one.address,
                by=one.due,
                left=(one.due - today).days,
                text=one.text,
            )
            for one in contacts.reminders(uow, ahead)
            if mine is None or one.case in mine
        ]
        known = self._catalog.searches().cadences
        searched = [
            line
            for one in morning.searched(uow, _SEARCHED, worker)
            for line in _planned(one, known[_GENERAL], today, ahead)
        ]
        return sorted([*reminded, *searched], key=lambda line: (line.by, line.kind, line.case))


def _planned(one: Searched, cadence: Cadence, today: dt.date, ahead: dt.date) -> list[AttemptLine]:
    """Give the next step of each way that is due soon; nothing once the seller was reached."""
    if any(attempt.replies or attempt.result in REACHED_RESULTS for attempt in one.to_seller):
        return []
    usable = [entry for entry in one.book if entry.state != DEAD]
    lines: dict[str, AttemptLine] = {}
    for step in plan(cadence, usable, one.to_seller, today):
        if step.due <= ahead and step.channel not in lines:
            left = (step.due - today).days
            lines[step.channel] = AttemptLine(
                SEARCH, one.number, one.title, "", step.channel, step.address, step.due, left, told=step.told
            )
    return list(lines.values())
