"""Default interest: simple, over changing rates, split where the rate or the length of the year changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DAY: Final = dt.timedelta(days=1)
_YEAR: Final = 365
_LEAP_YEAR: Final = 366


class DayCount(StrEnum):
    """Over how many days a year's rate is spread: always 365, or as many as the calendar year has."""

    ACT_365 = "act/365"
    ACT_YEAR = "act/year"


class Start(StrEnum):
    """From which day interest runs where nobody has said otherwise: see ``claim.interest_start``."""

    AFTER_DEADLINE = "after_deadline"
    DEMAND = "demand"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class InterestRate:
    """A yearly rate in percent, valid from a day through another (None: not known to have ended)."""

    percent: Decimal
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    status: str
    checked_on: dt.date


@dataclass(frozen=True, slots=True)
class StatutoryInterest:
    """What a state's law grants a consumer as creditor; ``rates`` in the order of their days.

    ``note`` says what the figures leave out; ``status`` is that of the legal basis.
    """

    country: str
    title: str
    basis: str
    day_count: DayCount
    start: Start
    status: str
    checked_on: dt.date
    rates: tuple[InterestRate, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class InterestPeriod:
    """Days at one rate, both ends counted, and what they come to.

    ``assumed``: the rate had ended by then and the next is not known; the last one was taken.
    """

    first: dt.date
    last: dt.date
    days: int
    percent: Decimal
    basis_days: int
    amount: Decimal
    status: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Interest:
    """The periods of one principal, their sum, and the days for which no rate is known."""

    principal: Decimal
    currency: str
    periods: tuple[InterestPeriod, ...]
    gaps: tuple[tuple[dt.date, dt.date], ...]

    @property
    def total(self) -> Decimal:
        """The sum of the periods as they are shown, each rounded: a reader can add them up."""
        return sum((period.amount for period in self.periods), Decimal())

    @property
    def settled(self) -> bool:
        """Whether no figure is unchecked, assumed or missing."""
        return not self.gaps and all(
            period.status != "unchecked" and not period.assumed for period in self.periods
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: dt.date
    last: dt.date
    rate: InterestRate | None
    assumed: bool


def accrue(
    principal: Decimal,
    currency: str,
    first: dt.date,
    last: dt.date,
    law: StatutoryInterest,
    *,
    places: int = 2,
) -> Interest:
    """Compute interest on ``principal`` from ``first`` through ``last``, both days counted.

    ``places`` are the decimals of the currency. Each period is rounded half up once, from an exact fraction.
    Where ``last`` lies before ``first`` there is none.
    """
    periods: list[InterestPeriod] = []
    gaps: list[tuple[dt.date, dt.date]] = []
    for stretch in _stretches(first, last, law.rates):
        if stretch.rate is None:
            gaps.append((stretch.first, stretch.last))
            continue
        for begin, end, basis in _by_year(stretch.first, stretch.last, law.day_count):
            days = (end - begin).days + 1
            amount = Fraction(principal) * Fraction(stretch.rate.percent) * days / (100 * basis)
            periods.append(
                InterestPeriod(
                    first=begin,
                    last=end,
                    days=days,
                    percent=stretch.rate.percent,
                    basis_days=basis,
                    amount=rounded(amount, places),
                    status=stretch.rate.status,
                    assumed=stretch.assumed,
                )
            )
    return Interest(principal, currency, tuple(periods), tuple(gaps))


def rounded(value: Fraction, places: int) -> Decimal:
    """Round an exact amount half up to the decimals of its currency."""
    scale = 10**places
    doubled = value * scale * 2
    whole = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    return Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _stretches(first: dt.date, last: dt.date, rates: Sequence[InterestRate]) -> Iterator[_Stretch]:
    """Cut the time from ``first`` through ``last`` where a rate begins or ends."""
    day = first
    while day <= last:
        now, assumed = _rate_on(day, rates)
        end = min(last, _until(day, now, rates, assumed=assumed))
        yield _Stretch(day, end, now, assumed)
        day = end + _DAY


def _rate_on(day: dt.date, rates: Sequence[InterestRate]) -> tuple[InterestRate | None, bool]:
    begun = [rate for rate in rates if rate.valid_from <= day]
    if not begun:
        return None, False
    latest = max(begun, key=lambda rate: rate.valid_from)
    return latest, latest.valid_to is not None and latest.valid_to < day


def _until(
    day: dt.date, now: InterestRate | None, rates: Sequence[InterestRate], *, assumed: bool
) -> dt.date:
    ends = [rate.valid_from - _DAY for rate in rates if rate.valid_from > day]
    if now is not None and now.valid_to is not None and not assumed:
        ends.append(now.valid_to)
    return min(ends, default=dt.date.max)


def _by_year(first: dt.date, last: dt.date, count: DayCount) -> Iterator[tuple[dt.date, dt.date, int]]:
    """Cut days at the turn of leap years, where the day count asks for it; give the days of the year too."""
    if count is DayCount.ACT_365:
        yield first, last, _YEAR
        return
    begin = first
    while begin <= last:
        basis = _days_of(begin.year)
        year = begin.year
        while year < last.year and _days_of(year + 1) == basis:
            year += 1
        end = min(last, dt.date(year, 12, 31))
        yield begin, end, basis
        begin = end + _DAY


def _days_of(year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LEAP_YEAR if leap else _YEAR
