"""What counting a time limit is made of: holidays, the limit as it comes out, the count in the making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from xborder_desk.domain.periods import Period
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.domain.sentences import Told

_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)


class Holidays(Protocol):
    """The public holidays of the place where the act is to be done."""

    def name(self, day: dt.date) -> str | Sentence:
        """Give the holiday's name; empty for an ordinary day."""

    def known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How a limit came out: its last day, the day it would be under the other reading, and every step.

    ``moment`` is the last moment for a period in hours (in the zone of the event); ``alternatives`` are
    (day, why).
    """

    day: dt.date
    steps: tuple[Told, ...]
    alternatives: tuple[tuple[dt.date, Told], ...] = ()
    warnings: tuple[Told, ...] = ()
    moment: dt.datetime | None = None


Rule = Callable[[dt.datetime, Period, Holidays], Limit]


@dataclass
class Count:
    """A limit in the making: where it stands, and what was done so far."""

    day: dt.date
    holidays: Holidays
    steps: list[Told] = field(default_factory=list)

    def step(self, text: str, **fields: object) -> None:
        """Note what was done, with the day it led to."""
        self.steps.append(Sentence(text, {"day": self.day, **fields}))

    def why_idle(self, day: dt.date) -> str | Sentence:
        """Give the holiday's name, or which day of the weekend it is; empty for a working day."""
        if name := self.holidays.name(day):
            return name
        if day.weekday() < _SATURDAY:
            return ""
        return Sentence(N_("Saturday") if day.weekday() == _SATURDAY else N_("Sunday"))

    def is_working(self, day: dt.date) -> bool:
        """Whether it is neither Saturday, Sunday nor holiday."""
        return not self.why_idle(day)

    def roll(self, text: str) -> None:
        """Move on to the next working day, one step for each day passed over."""
        while reason := self.why_idle(self.day):
            passed = self.day
            self.day += _DAY
            self.step(text, passed=passed, reason=reason)


def warnings_of(count: Count, plain: dt.date) -> Iterator[Told]:
    """Tell years without holidays, and the day before the end was moved."""
    yield from unknown_years(count, plain)
    if count.day != plain:
        told = N_("The law is read differently on moving the end of a period; to be safe act by {day}.")
        yield Sentence(told, {"day": plain})


def unknown_years(count: Count, plain: dt.date) -> Iterator[Told]:
    """Tell the years whose holidays are not known."""
    years = sorted({year for year in (plain.year, count.day.year) if not count.holidays.known(year)})
    if years:
        told = N_("The public holidays of {year} are not all known; check the day.")
        yield Sentence(told, {"year": " / ".join(map(str, years))})
