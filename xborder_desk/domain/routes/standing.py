"""How the routes of a case stand on a day: what the planner gives, for board, command line and letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from xborder_desk.domain.folding import fold
from xborder_desk.domain.jurisdictions import UNCHECKED
from xborder_desk.domain.routes.route import RouteState
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from xborder_desk.domain.bodies import Guarantee
    from xborder_desk.domain.jurisdictions import World
    from xborder_desk.domain.routes.route import Clock, ClockKind, Route, RouteKind, Source
    from xborder_desk.domain.sentences import Told
    from xborder_desk.domain.time_limits import Holidays


class Rates(Protocol):
    """Where reference rates come from."""

    def per_euro(self, currency: str, on: dt.date) -> Decimal | None:
        """Give how many units of a currency one euro was on a day, or last before it; None if not known."""


@dataclass(frozen=True, slots=True)
class Books:
    """The data the planner reads: routes, countries, holidays by country code, rates.

    ``guarantees`` are the terms of platforms by their folded names. ``stood`` keeps how routes stand by the
    facts they read: in thousands of cases the same answers come again and again.
    """

    routes: Mapping[str, Route]
    world: World
    holidays: Callable[[str], Holidays]
    rates: Rates
    guarantees: Mapping[str, Guarantee] = field(default_factory=dict)
    stood: dict[tuple[object, ...], RouteStanding] = field(default_factory=dict)

    def guarantee(self, platform: str) -> Guarantee | None:
        """Give the buyer guarantee of a platform by any of its names, None where we do not know its terms."""
        return self.guarantees.get(fold(platform)) if platform else None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock that could be computed: the day it gives, the other readings, every step, and its source.

    ``fact`` is what it was counted from and ``since`` that fact's day; ``rule`` as the data write it.
    """

    clock: Clock
    fact: str
    since: dt.date
    day: dt.date
    rule: str
    steps: tuple[Told, ...]
    alternatives: tuple[tuple[dt.date, Told], ...] = ()
    warnings: tuple[Told, ...] = ()
    source: str = ""
    status: str = UNCHECKED

    @property
    def id(self) -> str:
        """The clock's id in its route."""
        return self.clock.id

    @property
    def kind(self) -> ClockKind:
        """What the clock does."""
        return self.clock.kind

    @property
    def last(self) -> dt.date:
        """The latest day any reading gives."""
        return max([self.day, *(day for day, _ in self.alternatives)])


@dataclass(frozen=True, slots=True)
class Override:
    """A person's own verdict on a route, with the reason."""

    state: RouteState
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RouteStanding:
    """How one route stands.

    ``opens`` is the first day it can be used, ``due`` the last; ``steps`` say how
    ``due`` (or, while waiting, ``opens``) came about; ``changes`` is the next day on which it may stand
    otherwise. ``status`` is how far what ``due`` rests on was checked. ``filed`` is the fact that
    says that this way was taken, or decided on: the next thing to enter once it has happened.
    """

    id: str
    kind: RouteKind
    title: Sentence
    state: RouteState
    gives: Sentence
    cost: Sentence
    channel: str
    reasons: tuple[Told, ...] = ()
    opens: dt.date | None = None
    due: dt.date | None = None
    alternatives: tuple[tuple[dt.date, Told], ...] = ()
    steps: tuple[Told, ...] = ()
    clocks: tuple[ClockTime, ...] = ()
    missing: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    papers_missing: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[Told, ...] = ()
    status: str = UNCHECKED
    front: bool = False
    changes: dt.date | None = None
    letters: tuple[str, ...] = ()
    override: Override | None = None
    filed: str = ""

    def overridden(self, verdict: Override) -> RouteStanding:
        """Give the same with a person's verdict over the computed state; dates and reasons stay readable."""
        own = Sentence(N_("Own verdict: {reason}"), {"reason": verdict.reason})
        return replace(self, state=verdict.state, override=verdict, reasons=(own, *self.reasons))

    @property
    def order(self) -> tuple[bool, int, dt.date, str]:
        """What it is sorted by: urgent kinds first, then state, then what runs out first."""
        rank = {RouteState.OPEN: 0, RouteState.WAITING: 1, RouteState.UNKNOWN: 2, RouteState.CLOSED: 3}
        at_front = self.front and self.state is not RouteState.CLOSED
        day = self.due or (self.opens if self.state is RouteState.WAITING else None) or dt.date.max
        return (not at_front, rank[self.state], day, self.id)
