"""Which way is open: the board of a case, verdicts of people, and keeping thousands of boards up to date."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from time import sleep
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.holiday_days import CountryHolidays
from xborder_desk.catalog.layers import lay
from xborder_desk.domain import words
from xborder_desk.domain.case_facts import Sound
from xborder_desk.domain.deadlines import OVER, RUNNING
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.domain.routes.forum import find_forum
from xborder_desk.domain.routes.planner import plan
from xborder_desk.domain.routes.route import ClockKind, RouteState
from xborder_desk.domain.routes.standing import Books, Override
from xborder_desk.i18n import N_
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage.queries import cases, deadlines, routes
from xborder_desk.storage.queries.deadlines import Wanted
from xborder_desk.storage.queries.rates import OfficeRates
from xborder_desk.storage.queries.routes import Snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.routes.forum import Forum
    from xborder_desk.domain.routes.layers import Layer
    from xborder_desk.domain.routes.standing import ClockTime, Rates, RouteStanding
    from xborder_desk.domain.sentences import Told
    from xborder_desk.storage.queries.routes import CaseInput
    from xborder_desk.storage.uow import Database, UnitOfWork

_AT_ONCE: Final = 500
_WRITTEN_AT_ONCE: Final = 100
"""Cases in one transaction: whoever saves something meanwhile waits for no more than these."""
_PAUSE: Final = 0.03
"""Seconds between two transactions: without them one who waits to write is seldom let in."""
_KEPT: Final = {ClockKind.DUE, ClockKind.INTERNAL, ClockKind.WAITS}


@dataclass(frozen=True, slots=True)
class Moved:
    """A route that stands otherwise than when a person last looked: states and days as texts, or None."""

    route: str
    before: tuple[str | None, ...]
    after: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The routes of a case on a day, what moved since somebody looked, where one can sue, contradictions.

    ``faults`` are route and country files that could not be read; the others stand.
    """

    case: str
    on: dt.date
    standings: tuple[RouteStanding, ...]
    moved: tuple[Moved, ...]
    forum: Forum
    contradictions: tuple[Told, ...]
    faults: tuple[BrokenDataError, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: cases looked at, computed anew, and those whose routes moved."""

    checked: int
    computed: int
    moved: tuple[str, ...]


class Routes:
    """What can be done with the routes of cases."""

    def __init__(self, database: Database, catalog: Catalog, zone: dt.tzinfo) -> None:
        self._database = database
        self._catalog = catalog
        self._zone = zone
        self._holidays = lru_cache(maxsize=64)(CountryHolidays)
        self._guarantees = catalog.guarantees()

    def board(self, number: str, on: dt.date | None = None) -> Board:
        """Say how every route of a case stands on a day (today if none is given), what runs out first on top.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case_id = routes.find(uow, number)
            found = routes.inputs(uow, [case_id])[0]
            books, faults, _law = self._books(uow, uow.now)
            day = on or self._today(uow.now)
            standings = _standings(found, books, day)
        seen = found.snapshot.seen if found.snapshot else {}
        happened, _later = found.facts.as_of(day)
        return Board(
            case=found.number,
            on=day,
            standings=standings,
            moved=tuple(_moved(seen, _plain(standings))) if seen else (),
            forum=find_forum(happened, books.world, day, found.proofs()),
            contradictions=tuple(told for _, told in Sound.of(happened).contradictions),
            faults=tuple(faults),
        )

    def look(self, number: str) -> None:
        """Remember that a person has seen how the routes stand today; what moves from here on is shown.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.write() as uow:
            case_id = routes.find(uow, number)
            self._refresh(uow, [case_id], looked=True)
            uow.commit()

    def override(self, number: str, route: str, state: str, reason: str) -> None:
        """Write a person's own verdict on a route, with the reason.

        Raises:
            BadInputError: no such route or state, or no reason.
            NotFoundError: no such case.

        """
        why = words.text(reason, field="reason", needed=True)
        self._known(route)
        if state not in set(RouteState):
            told = N_("“{given}” is not known for {name}. Possible: {possible}.")
            possible = ", ".join(RouteState)
            raise BadInputError(told, field="state", name="state", given=state, possible=possible)
        with self._database.write() as uow:
            case = cases.find(uow, number)
            routes.set_override(uow, case.id, route, state, why)
            uow.record(AUDIT, case.uid, "route_overridden", case.uid, route=route, state=state, reason=why)
            uow.flush()
            self._refresh(uow, [case.id])
            uow.commit()

    def lift(self, number: str, route: str) -> None:
        """Take a person's verdict on a route away: the computed state holds again.

        Raises:
            BadInputError: no such route.
            NotFoundError: no such case.

        """
        self._known(route)
        with self._database.write() as uow:
            case = cases.find(uow, number)
            routes.lift_override(uow, case.id, route)
            uow.record(AUDIT, case.uid, "route_override_lifted", case.uid, route=route)
            uow.flush()
            self._refresh(uow, [case.id])
            uow.commit()

    def refresh(self, ctx: JobContext | None = None, number: str = "") -> Refreshed:
        """Bring boards and deadlines of one case or of all up to date; only what changed is computed.

        Cancelled between batches of cases, what was done until then stays.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop.

        """
        job = ctx or JobContext()
        with self._database.read() as uow:
            ids = [routes.find(uow, number)] if number else routes.open_ids(uow)
        computed, moved = 0, list[str]()
        for start in range(0, len(ids), _AT_ONCE):
            job.progress(start, len(ids), N_("Computing routes"))
            part = ids[start : start + _AT_ONCE]
            if not self._stale(part):
                continue
            for first in range(0, len(part), _WRITTEN_AT_ONCE):
                with self._database.write() as uow:
                    done, news = self._refresh(uow, part[first : first + _WRITTEN_AT_ONCE])
                    uow.commit()
                computed += done
                moved.extend(news)
                job.check()
                if done and not number:
                    sleep(_PAUSE)
        job.progress(len(ids), len(ids), N_("Computing routes"))
        return Refreshed(len(ids), computed, tuple(moved))

    def _known(self, route: str) -> None:
        with self._database.read() as uow:
            books, _faults, _law = self._books(uow, uow.now)
        if route not in books.routes:
            told = N_("“{given}” is not known for {name}. Possible: {possible}.")
            possible = ", ".join(sorted(books.routes))
            raise BadInputError(told, field="route", name="route", given=route, possible=possible)

    def _today(self, now: dt.datetime) -> dt.date:
        return now.astimezone(self._zone).date()

    def _books(self, uow: UnitOfWork, now: dt.datetime) -> tuple[Books, list[BrokenDataError], str]:
        """Give the law as this office knows it, its faults, and a mark that changes with it."""
        layers = routes.layers(uow)
        known, world, faults = lay(self._catalog.routes(), self._catalog.world(), layers)
        rates = _RatesUntil(OfficeRates(uow), self._today(now))
        books = Books(known, world, self._holidays, rates, self._guarantees)
        return books, [*self._catalog.route_faults(), *faults], _law_mark(self._catalog.law_mark(), layers)

    def _stale(self, ids: Sequence[int]) -> bool:
        with self._database.read() as uow:
            _books, _faults, law = self._books(uow, uow.now)
            today = self._today(uow.now)
            return any(not _fresh(one, law, today) for one in routes.inputs(uow, ids, marks_only=True))

    def _refresh(self, uow: UnitOfWork, ids: Sequence[int], *, looked: bool = False) -> tuple[int, list[str]]:
        """Compute again what is no longer fresh; gives how many, and the numbers of cases that moved."""
        books, _faults, law = self._books(uow, uow.now)
        today = self._today(uow.now)
        figures = next((day for day in books.world.boundaries() if day > today), None)
        kept: dict[int, Snapshot] = {}
        known: list[int] = []
        wanted: dict[tuple[int, str], list[Wanted]] = {}
        moved: list[str] = []
        for found in routes.inputs(uow, ids):
            if _fresh(found, law, today) and not looked:
                continue
            standings = _standings(found, books, today)
            now = _plain(standings)
            before = found.snapshot
            if before is not None:
                known.append(found.id)
                if before.routes != now:
                    moved.append(found.number)
            wanted[found.id, found.uid] = list(_wanted(standings, today))
            kept[found.id] = Snapshot(
                fingerprint=_fingerprint(found, law),
                on=today,
                again_on=_again_on(standings, figures, today),
                routes=now,
                seen=now if looked or before is None else before.seen,
            )
        deadlines.sync(uow, wanted)
        uow.flush()
        routes.keep(uow, kept, known)
        return len(kept), moved


class _RatesUntil:
    """Rates of a day, but never of one that lies ahead: then the latest there is."""

    def __init__(self, rates: Rates, today: dt.date) -> None:
        self._rates = rates
        self._today = today
        self._found: dict[tuple[str, dt.date], Decimal | None] = {}

    def per_euro(self, currency: str, on: dt.date) -> Decimal | None:
        """Give how many units of a currency one euro was on a day."""
        key = (currency, min(on, self._today))
        if key not in self._found:
            self._found[key] = self._rates.per_euro(*key)
        return self._found[key]


def _standings(found: CaseInput, books: Books, on: dt.date) -> tuple[RouteStanding, ...]:
    standings = plan(found.facts, books, on)
    if not found.overrides:
        return standings
    judged = (_judged(one, found.overrides.get(one.id)) for one in standings)
    return tuple(sorted(judged, key=lambda one: one.order))


def _judged(standing: RouteStanding, verdict: Override | None) -> RouteStanding:
    return standing if verdict is None else standing.overridden(verdict)


def _plain(standings: Sequence[RouteStanding]) -> dict[str, list[str | None]]:
    return {
        one.id: [
            one.state.value,
            one.opens.isoformat() if one.opens else None,
            one.due.isoformat() if one.due else None,
        ]
        for one in standings
    }


def _moved(before: object, after: dict[str, list[str | None]]) -> Iterator[Moved]:
    old = before if isinstance(before, dict) else {}
    for route, now in after.items():
        was = old.get(route)
        if was is not None and was != now:
            yield Moved(route, tuple(was), tuple(now))


def _fresh(found: CaseInput, law: str, today: dt.date) -> bool:
    before = found.snapshot
    if before is None or before.fingerprint != _fingerprint(found, law) or today < before.on:
        return False
    return before.again_on is None or today < before.again_on


def _fingerprint(found: CaseInput, law: str) -> str:
    facts = {name: str(value) for name, value in sorted(found.facts.values.items())}
    verdicts = {route: [one.state, one.reason] for route, one in sorted(found.overrides.items())}
    written = json.dumps([law, facts, verdicts], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _law_mark(shipped: str, layers: Sequence[Layer]) -> str:
    own = [[one.kind, one.ref, one.at.isoformat()] for one in layers]
    return hashlib.sha256(json.dumps([shipped, own]).encode()).hexdigest()


def _again_on(standings: Sequence[RouteStanding], figures: dt.date | None, today: dt.date) -> dt.date | None:
    """Give the next day on which a clock, a figure or a fact that lies ahead changes how a route stands."""
    days = [one.changes for one in standings if one.changes is not None]
    if figures is not None:
        days.append(figures)
    return min((day for day in days if day > today), default=None)


def _wanted(standings: Sequence[RouteStanding], today: dt.date) -> Iterator[Wanted]:
    for one in standings:
        if one.state is RouteState.CLOSED:
            continue
        for time in one.clocks:
            if time.kind in _KEPT:
                yield _deadline(one, time, today)


def _deadline(standing: RouteStanding, time: ClockTime, today: dt.date) -> Wanted:
    note = (time.clock.note,) if time.clock.note else ()
    return Wanted(
        title=standing.title.text,
        route=standing.id,
        clock=time.id,
        rule=time.rule,
        fact=time.fact,
        since=time.since,
        due_on=time.day,
        alternatives=time.alternatives,
        steps=(*note, *time.steps),
        source=time.source,
        status=time.status,
        state=RUNNING if time.last >= today else OVER,
    )
