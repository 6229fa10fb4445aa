"""From a clock of a route to its day: which fact it starts at, which rule counts, whose holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.case_facts import label
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.jurisdictions import weakest
from xborder_desk.domain.periods import Period, parse_period
from xborder_desk.domain.routes.conditions import all_hold
from xborder_desk.domain.routes.standing import ClockTime
from xborder_desk.domain.sentences import Sentence
from xborder_desk.domain.time_limits import RULES
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.domain.jurisdictions import Figure
    from xborder_desk.domain.routes.conditions import Scene
    from xborder_desk.domain.routes.route import Clock, Route
    from xborder_desk.domain.routes.standing import Books
    from xborder_desk.domain.sentences import Told

EARLIEST: Final = "earliest"
LATEST: Final = "latest"
FIRST: Final = "first"


@dataclass
class Counted:
    """The clocks of a route: those with a day, and the facts that those without one wait for."""

    times: list[ClockTime] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a clock is counted with: a rule, its period, and what both rest on."""

    rule: str
    period: Period
    source: str
    status: str


def count_clocks(route: Route, scene: Scene, books: Books) -> Counted:
    """Count every clock of a route that applies."""
    counted = Counted()
    lacking: list[tuple[Clock, tuple[str, ...]]] = []
    for clock in route.clocks:
        applies = all_hold(clock.when, scene)
        if applies.holds is False:
            continue
        if applies.holds is None:
            lacking.append((clock, applies.missing))
            continue
        start = _start(clock, scene, books)
        if start is None:
            lacking.append((clock, clock.start[:1]))
            continue
        time = _count(route, clock, start, scene, books, counted)
        if time is not None:
            counted.times.append(time)
    running = {time.id for time in counted.times}
    for clock, names in lacking:
        if not clock.optional and clock.unless not in running:
            counted.missing.extend(names)
    counted.times = _begun_in_time(counted.times)
    return counted


def _begun_in_time(times: list[ClockTime]) -> list[ClockTime]:
    """Leave out the clocks that begin only after the one they must begin within has run out."""
    last = {time.id: time.last for time in times}
    kept = [time for time in times if not (end := last.get(time.clock.within)) or time.since <= end]
    begun = {time.clock.within for time in kept}
    # The second takes the place of the first, as soon as it has begun in time.
    return [time for time in kept if time.id not in begun]


def _start(clock: Clock, scene: Scene, books: Books) -> tuple[str, dt.date] | None:
    names = clock.start
    if clock.terms and (terms := books.guarantee(scene.facts.text("platform"))) and clock.terms != "answer":
        names = terms.start
    known = [(name, day) for name in names if (day := scene.facts.day(name)) is not None]
    if not known:
        return None
    if clock.pick == FIRST:
        return known[0]
    return (min if clock.pick == EARLIEST else max)(known, key=lambda pair: pair[1])


def _count(
    route: Route, clock: Clock, start: tuple[str, dt.date], scene: Scene, books: Books, counted: Counted
) -> ClockTime | None:
    name, since = start
    country = scene.facts.text(clock.country)
    measure = _by_terms(clock, scene, books) or _measure(route, clock, country, scene, counted)
    if measure is None:
        return None
    event = dt.datetime.combine(since, dt.time(12), tzinfo=dt.UTC)
    holidays = books.holidays(country)
    count = RULES[measure.rule].count
    try:
        limit = count(event, measure.period, holidays)
        if clock.then is not None:
            ended = dt.datetime.combine(limit.day, dt.time(12), tzinfo=dt.UTC)
            second = count(ended, clock.then, holidays)
            limit = replace(second, steps=(*limit.steps, *second.steps))
    except OverflowError:
        return None
    first = Sentence(N_("{fact}: {day}"), {"fact": label(name), "day": since})
    return ClockTime(
        clock=clock,
        fact=name,
        since=since,
        day=limit.day,
        rule=f"{measure.rule}:{measure.period}{f'+{clock.then}' if clock.then else ''}",
        steps=(first, *limit.steps),
        alternatives=limit.alternatives,
        warnings=limit.warnings,
        source=measure.source,
        status=weakest((measure.status, RULES[measure.rule].status)),
    )


def _by_terms(clock: Clock, scene: Scene, books: Books) -> _Measure | None:
    """Give the period that the terms of the platform have."""
    terms = books.guarantee(scene.facts.text("platform")) if clock.terms else None
    period = terms.period(clock.terms) if terms else None
    if terms is None or period is None:
        return None
    return _Measure("calendar-days", period, f"{terms.name}: {terms.source.text}", terms.source.status)


def _measure(route: Route, clock: Clock, country: str, scene: Scene, counted: Counted) -> _Measure | None:
    if clock.figure is not None and country:
        found = scene.world.of(country)
        figures = found.in_force(clock.figure, scene.on, scene.facts.codes("trouble")) if found else ()
        figure = next((one for one in figures if one.rule), None)
        if figure is not None:
            return _by_figure(figure)
        told = (
            N_("There are no data for the law of {country} yet; the general rules are shown.")
            if found is None
            else N_("For {country} this figure is not known; the general rule is shown.")
        )
        counted.warnings.append(Message(told, {"country": country}))
    if clock.period is None:
        return None
    source = route.source(clock.source)
    named = f"{source.instrument}, {source.article}".strip(", ") if source else ""
    return _Measure(clock.rule, clock.period, named, source.status if source else "unchecked")


def _by_figure(figure: Figure) -> _Measure:
    rule, _, period = figure.rule.partition(":")
    return _Measure(rule, parse_period(period), figure.source, figure.status)
