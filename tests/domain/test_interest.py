"""Interest agrees with a computation that counts day by day and knows nothing of periods."""

from __future__ import annotations

import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.interest import (
    DayCount,
    InterestRate,
    Start,
    StatutoryInterest,
    accrue,
    rounded,
)

CHECKED = dt.date(2026, 11, 23)


def rate(percent: str, first: dt.date, last: dt.date | None = None, status: str = "sourced") -> InterestRate:
    return InterestRate(Decimal(percent), first, last, "a source", status, CHECKED)


def law(*rates: InterestRate, count: DayCount = DayCount.ACT_365) -> StatutoryInterest:
    start = Start.AFTER_DEADLINE
    return StatutoryInterest("DE", "Interest", "a law", count, start, "sourced", CHECKED, rates)


def day_by_day(principal: Decimal, first: dt.date, last: dt.date, of: StatutoryInterest) -> Decimal:
    """Add up one day after the other; a line ends when rate or year length changes, and is then rounded."""
    lines: list[tuple[tuple[Decimal, int, bool], int]] = []
    day = first
    while day <= last:
        known = [one for one in of.rates if one.valid_from <= day]
        if known:
            newest = max(known, key=lambda one: one.valid_from)
            ended = newest.valid_to is not None and newest.valid_to < day
            length = (dt.date(day.year + 1, 1, 1) - dt.date(day.year, 1, 1)).days
            key = (newest.percent, 365 if of.day_count is DayCount.ACT_365 else length, ended)
            if lines and lines[-1][0] == key and newest.valid_from != day:
                lines[-1] = (key, lines[-1][1] + 1)
            else:
                lines.append((key, 1))
        day += dt.timedelta(days=1)
    total = Decimal()
    for (percent, basis, _), days in lines:
        exact = Fraction(principal) * Fraction(percent) / 100 * Fraction(days, basis)
        scaled = exact * 100
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        total += Decimal(whole + (1 if 2 * rest >= scaled.denominator else 0)) / 100
    return total


def random_law(dice: random.Random) -> StatutoryInterest:
    offsets = {dice.randrange(2600) for _ in range(dice.randint(1, 7))}
    begins = [dt.date(2019, 1, 1) + dt.timedelta(days=offset) for offset in sorted(offsets)]
    rates = []
    for number, begin in enumerate(begins):
        following = begins[number + 1] if number + 1 < len(begins) else None
        last = following - dt.timedelta(days=1) if following else None
        if dice.random() < 0.3:
            last = begin + dt.timedelta(days=dice.randrange(200))
            if following and last >= following:
                last = following - dt.timedelta(days=1)
        rates.append(rate(f"{dice.randrange(1500) / 100:.2f}", begin, last))
    return law(*rates, count=dice.choice(list(DayCount)))


def test_a_thousand_random_periods_agree_with_counting_day_by_day() -> None:
    dice = random.Random(20261123)  # noqa: S311 - the same thousand each time
    compared = 0
    for _ in range(1000):
        of = random_law(dice)
        first = dt.date(2019, 1, 1) + dt.timedelta(days=dice.randrange(2800))
        last = first + dt.timedelta(days=dice.randrange(-2, 900))
        principal = Decimal(dice.randrange(1, 2_000_000)) / 100
        found = accrue(principal, "EUR", first, last, of)
        assert found.total == day_by_day(principal, first, last, of), (of, first, last, principal)
        compared += len(found.periods)
    assert compared > 1500


DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))


@given(DAYS, st.integers(0, 1500), st.sampled_from(DayCount), st.integers(0, 10_000))
def test_periods_cover_every_day_once(first: dt.date, length: int, count: DayCount, seed: int) -> None:
    of = random_law(random.Random(seed))  # noqa: S311 - any will do
    of = law(*of.rates, count=count)
    last = first + dt.timedelta(days=length)
    found = accrue(Decimal(100), "EUR", first, last, of)
    spans = sorted([(one.first, one.last) for one in found.periods] + list(found.gaps))
    assert spans[0][0] == first
    assert spans[-1][1] == last
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in pairwise(spans))
    assert all(one.days == (one.last - one.first).days + 1 for one in found.periods)


def test_a_year_at_five_percent_is_five_percent() -> None:
    of = law(rate("5", dt.date(2020, 1, 1)))
    found = accrue(Decimal(1000), "EUR", dt.date(2025, 1, 1), dt.date(2025, 12, 31), of)
    assert (found.total, found.settled) == (Decimal("50.00"), True)


@pytest.mark.parametrize(("count", "total"), [(DayCount.ACT_365, "50.14"), (DayCount.ACT_YEAR, "50.00")])
def test_a_leap_year_tells_the_day_counts_apart(count: DayCount, total: str) -> None:
    of = law(rate("5", dt.date(2020, 1, 1)), count=count)
    found = accrue(Decimal(1000), "EUR", dt.date(2024, 1, 1), dt.date(2024, 12, 31), of)
    assert str(found.total) == total


def test_days_before_the_first_known_rate_are_a_gap_and_after_the_last_are_assumed() -> None:
    of = law(rate("6.27", dt.date(2026, 1, 1), dt.date(2026, 6, 30)))
    found = accrue(Decimal(1249), "EUR", dt.date(2025, 12, 1), dt.date(2026, 7, 31), of)
    assert found.gaps == ((dt.date(2025, 12, 1), dt.date(2025, 12, 31)),)
    assert [(one.first, one.last, one.assumed) for one in found.periods] == [
        (dt.date(2026, 1, 1), dt.date(2026, 6, 30), False),
        (dt.date(2026, 7, 1), dt.date(2026, 7, 31), True),
    ]
    assert not found.settled


def test_an_unchecked_rate_is_not_settled() -> None:
    of = law(rate("4", dt.date(2000, 1, 1), status="unchecked"))
    assert not accrue(Decimal(100), "EUR", dt.date(2026, 1, 1), dt.date(2026, 2, 1), of).settled


def test_an_empty_period_bears_nothing() -> None:
    of = law(rate("4", dt.date(2000, 1, 1)))
    assert accrue(Decimal(100), "EUR", dt.date(2026, 1, 2), dt.date(2026, 1, 1), of).periods == ()


@given(st.decimals("0", "9999", places=4), st.integers(0, 4))
def test_rounding_is_half_up(value: Decimal, places: int) -> None:
    assert rounded(Fraction(value), places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
