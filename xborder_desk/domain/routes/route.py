"""What a route is, as the data files say it: preconditions, clocks, money limits, papers and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.fact_table import inputs_of, with_rivals
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from xborder_desk.domain.jurisdictions import FigureKind
    from xborder_desk.domain.periods import Period
    from xborder_desk.domain.sentences import Sentence


class RouteState(StrEnum):
    """How a route stands."""

    OPEN = "open"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    CLOSED = "closed"


STATE_LABELS: Final = {
    RouteState.OPEN: N_("Open"),
    RouteState.WAITING: N_("Waiting"),
    RouteState.UNKNOWN: N_("Unknown"),
    RouteState.CLOSED: N_("Not open"),
}


class RouteKind(StrEnum):
    """Whom a route leads to."""

    SELLER = "seller"
    PLATFORM = "platform"
    ADR = "adr"
    PAYMENT = "payment"
    INSURER = "insurer"
    CARRIER = "carrier"
    NETWORK = "network"
    AUTHORITY = "authority"
    POLICE = "police"
    COURT = "court"
    FOREIGN = "foreign"


class ClockKind(StrEnum):
    """What a clock does to a route.

    It OPENS it, makes it WAIT for an answer, ends it (DUE), ends it for our own safety (INTERNAL), or only
    RUNS for somebody to watch.
    """

    OPENS = "opens"
    WAITS = "waits"
    DUE = "due"
    INTERNAL = "internal-due"
    RUNS = "runs"


# Papers by their id, as they are called.
PAPERS: Final = {
    "order": N_("Order confirmation"),
    "terms": N_("Terms of the contract"),
    "product-page": N_("Page of the product as it was"),
    "payment": N_("Proof of payment"),
    "statement": N_("Account or card statement"),
    "correspondence": N_("Messages with the seller"),
    "complaint": N_("Complaint to the seller, with proof of sending"),
    "photos": N_("Photographs"),
    "tracking": N_("Tracking of the parcel"),
    "delivery-note": N_("Delivery note with the reserve"),
    "return-proof": N_("Proof of return"),
    "withdrawal": N_("Withdrawal, with proof of sending"),
    "refund-promise": N_("Written promise of the refund"),
    "expert": N_("Word of an expert, the right holder or customs"),
    "platform-case": N_("Case at the platform"),
    "platform-decision": N_("Decision of the platform"),
    "listing": N_("Address and picture of the listing"),
    "bank-form": N_("Form of the bank"),
    "policy": N_("Insurance policy"),
    "police-report": N_("Police report"),
    "credit-agreement": N_("Credit agreement"),
    "product-label": N_("Label of the product with the batch"),
    "medical": N_("Medical or repair papers"),
    "mandate": N_("Mandate of the consumer"),
    "address-proof": N_("Proof of the seller's address, or of the search for it"),
    "directed-sheet": N_("Sheet on the directed activity, with evidence"),
    "identity": N_("Identity of the consumer"),
    "legal-interest": N_("Why the data are needed"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule rests on, and how far that was checked."""

    key: str
    instrument: str
    article: str
    status: str
    checked_on: dt.date
    read: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one fact; ``test`` is a name of ``conditions.TESTS``, ``value`` what it compares with."""

    fact: str
    test: str
    value: object


@dataclass(frozen=True, slots=True)
class Precondition:
    """What must be so: at least one of ``any``, from ``valid_from`` to ``valid_to``.

    ``lacking`` is the state of the route where it is not so, ``unsure`` where nobody knows.
    """

    id: str
    any: tuple[Condition, ...]
    why: Sentence
    lacking: RouteState
    unsure: RouteState
    question: Sentence | None = None
    source: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the law asks for it on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit: ``period`` by ``rule`` from the first (earliest, latest) known day of ``start``.

    With ``figure`` rule and period come from the figures of the country ``country`` names; ``rule`` and
    ``period`` are then the general rule for a country without data. ``then`` is a second period that begins
    when the first has ended. ``within`` names a clock that must not have run out when this one starts. With
    ``terms`` the period is what the terms of the platform say of it, and ``period`` what is taken where we do
    not know them. Nobody is asked for the start of a clock where the one it names as ``unless`` runs.
    ``ours`` tells whose duty it is.
    """

    id: str
    kind: ClockKind
    start: tuple[str, ...]
    pick: str
    rule: str
    period: Period | None
    source: str
    country: str
    note: Sentence | None = None
    when: tuple[Precondition, ...] = ()
    figure: FigureKind | None = None
    optional: bool = False
    ours: bool = True
    then: Period | None = None
    within: str = ""
    terms: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class MoneyLimit:
    """A bound on a sum: a figure of its own, or one of the country that the fact ``country`` names."""

    id: str
    fact: str
    source: str
    why: Sentence
    least: Decimal | None = None
    most: Decimal | None = None
    currency: str = ""
    figure: FigureKind | None = None
    country: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the bound is the law on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another route that cannot go together with this one, and why."""

    id: str
    route: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Route:
    """One way to redress."""

    id: str
    kind: RouteKind
    title: Sentence
    gives: Sentence
    cost: Sentence
    channel: str
    language: str
    papers: tuple[str, ...]
    preconditions: tuple[Precondition, ...]
    clocks: tuple[Clock, ...]
    limits: tuple[MoneyLimit, ...]
    conflicts: tuple[Conflict, ...]
    front: tuple[Precondition, ...]
    sources: tuple[Source, ...]
    hints: tuple[Sentence, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    letters: tuple[str, ...] = ()
    reads: frozenset[str] = field(init=False)
    depends_on: frozenset[str] = field(init=False)
    gate: tuple[str, ...] = field(init=False)
    rest: tuple[str, ...] = field(init=False)
    statuses: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out which facts the route reads, and which can move it, if only by contradicting those.

        ``gate`` are the facts its preconditions test, ``rest`` those that it reads besides, ``statuses`` how
        far each of its sources was checked.
        """
        read = {found for name in _facts_of(self) for found in inputs_of(name)}
        object.__setattr__(self, "reads", frozenset(read | {"papers"}))
        object.__setattr__(self, "depends_on", with_rivals(self.reads))
        object.__setattr__(self, "gate", tuple(sorted(set(_tested(self.preconditions)))))
        object.__setattr__(self, "rest", tuple(sorted({*_facts_of(self), "papers"} - set(self.gate))))
        first = {"": self.sources[0].status} if self.sources else {}
        object.__setattr__(self, "statuses", {**first, **{one.key: one.status for one in self.sources}})

    def source(self, key: str) -> Source | None:
        """Give one of its sources; the first one where the key is empty."""
        return next((one for one in self.sources if not key or one.key == key), None)


def _tested(preconditions: Iterable[Precondition]) -> Iterator[str]:
    for precondition in preconditions:
        for condition in precondition.any:
            yield condition.fact
            if condition.test in {"same_as", "differs_from"}:
                yield str(condition.value)


def _facts_of(route: Route) -> Iterator[str]:
    clocks = route.clocks
    for group in (route.preconditions, route.front, *(clock.when for clock in clocks)):
        yield from _tested(group)
    for clock in clocks:
        yield from (*clock.start, clock.country)
        if clock.figure is not None:
            yield "trouble"
        if clock.terms:
            yield "platform"
    for limit in route.limits:
        yield from (limit.fact, "currency")
        if limit.country:
            yield limit.country
