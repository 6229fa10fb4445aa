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
    for clock in route.clocks:
        applies = all_hold(clock.when, scene)
        if applies.holds is False:
            continue
        if applies.holds is None:
            counted.missing.extend(() if clock.optional else applies.missing)
            continue
        start = _start(clock, scene)
        if start is None:
            counted.missing.extend(() if clock.optional else clock.start[:1])
            continue
        time = _count(route, clock, start, scene, books, counted)
        if time is not None:
            counted.times.append(time)
    return counted


def _start(clock: Clock, scene: Scene) -> tuple[str, dt.date] | None:
    known = [(name, day) for name in clock.start if (day := scene.facts.day(name)) is not None]
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
    measure = _measure(route, clock, country, scene, counted)
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
