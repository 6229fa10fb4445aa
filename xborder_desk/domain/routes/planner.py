"""The planner: which routes are open, waiting, closed or unknown on a day, and what runs out first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_facts import FACTS, CaseFacts, FactKind, Sound, label, question
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.jurisdictions import weakest
from xborder_desk.domain.routes.conditions import Scene, all_hold, check
from xborder_desk.domain.routes.counting import count_clocks
from xborder_desk.domain.routes.derived import with_derived, with_seat
from xborder_desk.domain.routes.money import check_limits
from xborder_desk.domain.routes.route import ClockKind, RouteState
from xborder_desk.domain.routes.standing import Books, RouteStanding
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xborder_desk.domain.routes.route import Precondition, Route
    from xborder_desk.domain.routes.standing import ClockTime
    from xborder_desk.domain.sentences import Told

_DAY: Final = dt.timedelta(days=1)
_OPEN, _WAITING = RouteState.OPEN, RouteState.WAITING
_UNKNOWN, _CLOSED = RouteState.UNKNOWN, RouteState.CLOSED
# Days of the purchase itself say nothing of a way that was taken.
_PURCHASE: Final = frozenset({"ordered_on", "paid_on", "delivered_on", "delivery_due"})
# The stronger state decides: what is closed for one reason is closed, whatever else is not known.
_STRENGTH: Final = {_OPEN: 0, _WAITING: 1, _UNKNOWN: 2, _CLOSED: 3}


@dataclass
class _Verdict:
    """A route's standing in the making."""

    reasons: dict[RouteState, list[Told]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    passed: list[Told] = field(default_factory=list)
    opens: list[dt.date] = field(default_factory=list)
    turns: list[dt.date] = field(default_factory=list)
    grounds: dict[RouteState, list[str]] = field(default_factory=dict)

    def add(self, state: RouteState, reason: Told, status: str = "") -> None:
        """Note a reason for a state, and how far what it rests on was checked."""
        told = self.reasons.setdefault(state, [])
        if str(reason) not in map(str, told):
            told.append(reason)
        if status:
            self.grounds.setdefault(state, []).append(status)

    @property
    def state(self) -> RouteState:
        return max(self.reasons, key=lambda state: _STRENGTH[state], default=_OPEN)


def plan(facts: CaseFacts, books: Books, on: dt.date) -> tuple[RouteStanding, ...]:
    """Say how every route stands on a day, what runs out first on top.

    Events after that day are left out; from facts that contradict each other nothing is computed.
    """
    happened, later = facts.as_of(on)
    sound = Sound.of(happened)
    scene = Scene(with_seat(with_derived(sound.facts), books.world, on), books.world, on)
    ahead = {name: day for name in later if (day := facts.day(name)) is not None}
    standings = [_stand(route, scene, books, sound, ahead) for route in books.routes.values()]
    return tuple(sorted(_with_conflicts(standings, books), key=lambda one: one.order))


def _stand(
    route: Route, scene: Scene, books: Books, sound: Sound, ahead: Mapping[str, dt.date]
) -> RouteStanding:
    alone = not sound.contradictions and route.reads.isdisjoint(ahead)
    if not alone:
        return _weighed(route, scene, books, sound, ahead)[0]
    # What a route cannot read cannot move it: the same answers to its questions give the same standing.
    known = scene.facts.values.get
    gate = (route.id, scene.on, *map(known, route.gate))
    if (before := books.stood.get(gate)) is not None:
        return before
    whole = (*gate, *map(known, route.rest))
    if (before := books.stood.get(whole)) is not None:
        return before
    found, at_the_gate = _weighed(route, scene, books, sound, ahead)
    books.stood[gate if at_the_gate else whole] = found
    return found


def _weighed(
    route: Route, scene: Scene, books: Books, sound: Sound, ahead: Mapping[str, dt.date]
) -> tuple[RouteStanding, bool]:
    """Weigh everything; the second says whether a precondition has closed the route, whatever else is so."""
    verdict = _Verdict()
    _contradicted(route, sound, ahead, verdict)
    _in_time(route, scene.on, verdict)
    for precondition in route.preconditions:
        _weigh(precondition, scene, verdict, _status(route, precondition.source))
    if verdict.state is _CLOSED:
        return _standing(route, scene, verdict, (), None), True
    _limits(route, scene, books, verdict)
    times: tuple[ClockTime, ...] = ()
    due: ClockTime | None = None
    if verdict.state is not _CLOSED:
        counted = count_clocks(route, scene, books)
        times = tuple(counted.times)
        verdict.warnings.extend(counted.warnings)
        if verdict.state is not _UNKNOWN:  # one question at a time
            _unclocked(counted.missing, verdict)
        _waits(times, scene.on, verdict)
        due = _due(times, scene.on, verdict)
    return _standing(route, scene, verdict, times, due), False


def _contradicted(route: Route, sound: Sound, ahead: Mapping[str, dt.date], verdict: _Verdict) -> None:
    for names, told in sound.contradictions:
        if names & route.reads:
            verdict.add(_UNKNOWN, told)
            verdict.missing.extend(sorted(names))
    told_later = N_("“{fact}” lies after the day of this board and is left out.")
    for name, day in ahead.items():
        if name in route.reads:
            verdict.warnings.append(Sentence(told_later, {"fact": label(name)}))
            verdict.turns.append(day)


def _in_time(route: Route, on: dt.date, verdict: _Verdict) -> None:
    if route.valid_to is not None:
        if on > route.valid_to:
            told = N_("This way ended on {day}. It stays listed for old cases.")
            verdict.add(_CLOSED, Sentence(told, {"day": route.valid_to}))
        else:
            verdict.turns.append(route.valid_to + _DAY)
    for one in route.preconditions:
        if one.valid_from is not None:
            verdict.turns.append(one.valid_from)
        if one.valid_to is not None:
            verdict.turns.append(one.valid_to + _DAY)
    if route.valid_from is not None and on < route.valid_from:
        told = N_("This way opens on {day}.")
        verdict.add(_WAITING, Sentence(told, {"day": route.valid_from}))
        verdict.opens.append(route.valid_from)


def _status(route: Route, key: str) -> str:
    return route.statuses.get(key, "")


def _weigh(precondition: Precondition, scene: Scene, verdict: _Verdict, status: str) -> None:
    found = check(precondition, scene)
    if found.holds:
        return
    if found.holds is False:
        if precondition.lacking is _OPEN:
            verdict.warnings.append(precondition.why)
        else:
            verdict.add(precondition.lacking, precondition.why, status)
        return
    if precondition.unsure is _CLOSED:
        verdict.add(_CLOSED, precondition.why, status)
        return
    verdict.missing.extend(found.missing)
    asked = precondition.question or question(found.missing[0])
    if precondition.unsure is _OPEN:
        verdict.warnings.append(asked)
    else:
        verdict.add(precondition.unsure, asked)


def _limits(route: Route, scene: Scene, books: Books, verdict: _Verdict) -> None:
    for bounded in check_limits(route, scene, books.rates):
        verdict.warnings.extend(bounded.warnings)
        verdict.missing.extend(bounded.missing)
        if bounded.opens is not None:
            verdict.opens.append(bounded.opens)
        if bounded.reason is not None:
            verdict.add(bounded.state, bounded.reason, _status(route, bounded.source))


def _unclocked(missing: Iterable[str], verdict: _Verdict) -> None:
    for name in missing:
        verdict.missing.append(name)
        verdict.add(_UNKNOWN, question(name))


def _waits(times: Iterable[ClockTime], on: dt.date, verdict: _Verdict) -> None:
    for time in times:
        if time.kind is ClockKind.OPENS:
            opens, told = time.day, N_("Opens on {day}.")
        elif time.kind is ClockKind.WAITS:
            opens, told = time.last + _DAY, N_("The other side has until {last}; from {day} on go further.")
        else:
            continue
        if on < opens:
            verdict.opens.append(opens)
            verdict.add(_WAITING, time.clock.note or Sentence(told, {"day": opens, "last": time.last}))


def _due(times: Iterable[ClockTime], on: dt.date, verdict: _Verdict) -> ClockTime | None:
    """Find the clock that runs out first, and close the route where one has run out."""
    ends = [time for time in times if time.kind is ClockKind.DUE]
    over = min((time for time in ends if time.last < on), key=lambda time: time.last, default=None)
    if over is not None:
        verdict.add(_CLOSED, Sentence(N_("Out of time since {day}."), {"day": over.last}))
        return over
    verdict.turns.extend(time.last + _DAY for time in ends)
    running = list(ends)
    for time in times:
        if time.kind is not ClockKind.INTERNAL:
            continue
        if time.day >= on:
            running.append(time)
            verdict.turns.append(time.day + _DAY)
        else:
            told = N_("Our own date, {day}, has passed. Ask at once.")
            verdict.passed.append(Sentence(told, {"day": time.day}))
            if time.clock.note is not None:
                verdict.passed.append(time.clock.note)
    for time in ends:
        if time.day < on:
            told = N_("By the earlier reading it ran out on {day}. Act at once.")
            verdict.warnings.append(Sentence(told, {"day": time.day}))
        else:
            verdict.turns.append(time.day + _DAY)
    return min(running, key=lambda time: _left(time, on), default=None)


def _left(time: ClockTime, on: dt.date) -> dt.date:
    """Give the day a clock ends on as seen from ``on``: the later reading once the earlier has passed."""
    return time.day if time.day >= on else time.last


def _standing(
    route: Route, scene: Scene, verdict: _Verdict, times: tuple[ClockTime, ...], due: ClockTime | None
) -> RouteStanding:
    state = verdict.state
    opens = max(verdict.opens, default=None)
    waiting = [time for time in times if time.kind in {ClockKind.OPENS, ClockKind.WAITS}]
    shown = due or (max(waiting, key=lambda time: time.day) if waiting else None)
    computed = state is not _CLOSED or due is not None
    day = None if due is None else due.day if state is _CLOSED else _left(due, scene.on)
    at_hand = set(scene.facts.codes("papers"))
    # Where nothing else is to be said, a day that has passed is what must be read first.
    told = tuple(verdict.reasons.get(state, ())) or (tuple(verdict.passed) if day is None else ())
    warnings = verdict.warnings if told == tuple(verdict.passed) else [*verdict.warnings, *verdict.passed]
    return RouteStanding(
        id=route.id,
        kind=route.kind,
        title=route.title,
        state=state,
        gives=route.gives,
        cost=route.cost,
        channel=route.channel,
        letters=route.letters,
        reasons=told or (_open_until(day),),
        opens=opens if state is _WAITING or (opens and state is _UNKNOWN) else None,
        due=day,
        alternatives=_alternatives(times, due) if computed else (),
        steps=shown.steps if shown and computed else (),
        clocks=times if computed else (),
        missing=tuple(dict.fromkeys(verdict.missing)) if state is not _CLOSED else (),
        papers=route.papers,
        papers_missing=() if state is _CLOSED else tuple(one for one in route.papers if one not in at_hand),
        sources=route.sources,
        warnings=(*_unique((*warnings, *_clock_warnings(shown))), *route.hints)
        if state is not _CLOSED
        else (),
        status=shown.status
        if shown and computed
        else weakest(verdict.grounds.get(state) or [_status(route, "")]),
        filed=_filed(route, scene) if state is not _CLOSED else "",
        front=state is not _CLOSED and bool(route.front) and all_hold(route.front, scene).holds is True,
        changes=_changes(verdict, scene.on),
    )


def _filed(route: Route, scene: Scene) -> str:
    """Give the fact that says that the way was taken; once known, the one that says it was decided on."""
    asked = [
        name
        for clock in route.clocks
        if clock.kind is ClockKind.WAITS
        for name in clock.start
        if name not in _PURCHASE and FACTS[name].kind is FactKind.EVENT
    ]
    ends = [
        condition.fact
        for one in route.preconditions
        for condition in one.any
        if condition.test == "set" and condition.value is False and condition.fact not in asked
    ]
    known = scene.facts.values
    if asked and not known.keys() & set(asked):
        return asked[0]
    return next((name for name in ends if name not in known and FACTS[name].kind is FactKind.EVENT), "")


def _open_until(day: dt.date | None) -> Told:
    if day is None:
        return Message(N_("Open; no last day is known."), {})
    return Sentence(N_("Open until {day}."), {"day": day})


def _alternatives(times: tuple[ClockTime, ...], due: ClockTime | None) -> tuple[tuple[dt.date, Told], ...]:
    """Give the other days the route could end on: other readings of its clock, and its other clocks."""
    if due is None:
        return ()
    ending = {ClockKind.DUE, ClockKind.INTERNAL}
    others = [
        (time.day, time.clock.note or Message(N_("Another limit of this way."), {}))
        for time in times
        if time.kind in ending and time is not due and time.day != due.day
    ]
    return tuple(sorted((*due.alternatives, *others), key=lambda pair: pair[0]))


def _clock_warnings(shown: ClockTime | None) -> tuple[Told, ...]:
    return shown.warnings if shown is not None else ()


def _unique(told: Iterable[Told]) -> tuple[Told, ...]:
    return tuple({str(one): one for one in told}.values())


def _changes(verdict: _Verdict, on: dt.date) -> dt.date | None:
    return min((day for day in (*verdict.opens, *verdict.turns) if day > on), default=None)


def _with_conflicts(standings: list[RouteStanding], books: Books) -> list[RouteStanding]:
    """Warn where two ways that cannot go together could both be taken."""
    usable = {one.id for one in standings if one.state in {_OPEN, _WAITING}}
    told: list[RouteStanding] = []
    for one in standings:
        clashes = [
            conflict.why
            for conflict in books.routes[one.id].conflicts
            if conflict.route in usable and one.id in usable
        ]
        told.append(replace(one, warnings=(*one.warnings, *_unique(clashes))) if clashes else one)
    return told
