"""Countries as routes need them: the groups they are in, and dated figures, each with what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from xborder_desk.domain.sentences import Sentence

UNCHECKED: Final = "unchecked"
SOURCED: Final = "sourced"
CONFIRMED: Final = "confirmed"
STATUS_LABELS: Final = {
    UNCHECKED: N_("unchecked"),
    SOURCED: N_("sourced"),
    CONFIRMED: N_("confirmed"),
}
_RANK: Final = {UNCHECKED: 0, SOURCED: 1, CONFIRMED: 2}


def weakest(statuses: Iterable[str]) -> str:
    """Give the status of what rests on several things: that of the weakest; unchecked if on none."""
    return min(statuses, key=lambda status: _RANK.get(status, 0), default=UNCHECKED)


class FigureKind(StrEnum):
    """What a figure says."""

    SMALL_CLAIMS = "small_claims"
    GUARANTEE = "guarantee"
    BURDEN = "burden"
    NOTICE = "notice"
    LIMITATION = "limitation"
    SERVICE = "service"
    INTEREST = "interest"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a country's law: an amount of money, a period by a rule, a rate in percent, or words.

    ``valid_from`` is the first day it holds; where that is not known ``seen_on`` says in the text of which
    day it was read. ``region`` is a part of the country (``GB-SCT``). ``trouble`` limits it to some kinds.
    ``bound`` says how an amount bounds: ``most`` includes it, ``below`` does not, ``none`` bounds nothing.
    """

    id: str
    kind: FigureKind
    country: str
    valid_from: dt.date | None
    seen_on: dt.date | None
    valid_to: dt.date | None
    source: str
    status: str
    checked_on: dt.date
    note: Sentence | None = None
    region: str = ""
    amount: Decimal | None = None
    currency: str = ""
    rule: str = ""
    rate: Decimal | None = None
    base: str = ""
    trouble: tuple[str, ...] = ()
    bound: str = "most"

    def holds(self, on: dt.date) -> bool:
        """Whether it is the law on a day, as far as known."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's time in a group of countries, such as the Union."""

    group: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country: its groups and figures."""

    country: str
    title: Sentence
    groups: tuple[Membership, ...]
    figures: tuple[Figure, ...]
    note: Sentence | None = None

    def is_in(self, group: str, on: dt.date) -> bool:
        """Whether the country is in a group on a day."""
        return any(
            one.group == group
            and (one.since is None or one.since <= on)
            and (one.until is None or on <= one.until)
            for one in self.groups
        )

    def in_force(self, kind: FigureKind, on: dt.date, trouble: tuple[str, ...] = ()) -> tuple[Figure, ...]:
        """Give the figures of a kind on a day, those for a certain trouble first, newest first."""
        found = [
            figure
            for figure in self.figures
            if figure.kind is kind and figure.holds(on) and _concerns(figure, trouble)
        ]
        return tuple(
            sorted(found, key=lambda one: (not one.trouble, -(one.valid_from or dt.date.min).toordinal()))
        )

    def upcoming(self, kind: FigureKind, on: dt.date) -> tuple[Figure, ...]:
        """Give the figures of a kind that will hold only later, the nearest first."""
        later = [
            one
            for one in self.figures
            if one.kind is kind and one.valid_from is not None and one.valid_from > on
        ]
        return tuple(sorted(later, key=lambda one: one.valid_from or on))


def _concerns(figure: Figure, trouble: tuple[str, ...]) -> bool:
    return not figure.trouble or bool(set(figure.trouble) & set(trouble))


@dataclass(frozen=True, slots=True)
class World:
    """All countries we have data for; ``is_in`` answers None for a country without data."""

    by_country: Mapping[str, Jurisdiction]

    def of(self, country: str) -> Jurisdiction | None:
        """Give a country, None where we have no data."""
        return self.by_country.get(country.upper())

    def is_in(self, country: str, group: str, on: dt.date) -> bool:
        """Whether a country is in a group; one without data is in none that we list in full."""
        found = self.of(country)
        return found is not None and found.is_in(group, on)

    def groups(self) -> frozenset[str]:
        """Give the groups that any country is in."""
        return frozenset(one.group for each in self.by_country.values() for one in each.groups)

    def boundaries(self) -> tuple[dt.date, ...]:
        """Give the days on which some figure or membership begins or ends."""
        days: set[dt.date] = set()
        for each in self.by_country.values():
            for figure in each.figures:
                days |= {day for day in (figure.valid_from, _next(figure.valid_to)) if day}
            for one in each.groups:
                days |= {day for day in (one.since, _next(one.until)) if day}
        return tuple(sorted(days))


def _next(day: dt.date | None) -> dt.date | None:
    return None if day is None else day + dt.timedelta(days=1)
