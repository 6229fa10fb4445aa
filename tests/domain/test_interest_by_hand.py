"""Interest computed by hand: one line of arithmetic each, in currencies of no, two and three decimals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.interest import (
    DayCount,
    Interest,
    InterestRate,
    Start,
    StatutoryInterest,
    accrue,
    rounded,
)

D = dt.date.fromisoformat
CHECKED = dt.date(2026, 11, 23)


def rate(percent: str, first: str = "2020-01-01", last: str = "", status: str = "sourced") -> InterestRate:
    return InterestRate(Decimal(percent), D(first), D(last) if last else None, "a source", status, CHECKED)


def law(*rates: InterestRate, count: DayCount = DayCount.ACT_365) -> StatutoryInterest:
    return StatutoryInterest("DE", "Interest", "a law", count, Start.DEMAND, "sourced", CHECKED, rates)


def run(amount: str, first: str, last: str, of: StatutoryInterest, places: int = 2) -> Interest:
    return accrue(Decimal(amount), "EUR", D(first), D(last), of, places=places)


@pytest.mark.parametrize(
    ("amount", "percent", "first", "last", "places", "total"),
    [
        ("1000", "5", "2026-01-01", "2026-12-31", 2, "50.00"),
        ("1000", "5", "2024-01-01", "2024-12-31", 2, "50.14"),  # 366 days over 365
        ("129.90", "4.12", "2026-11-01", "2026-11-30", 2, "0.44"),
        ("249.90", "6.27", "2026-01-01", "2026-04-10", 2, "4.29"),  # 100 days
        ("15000", "3", "2026-01-01", "2026-03-31", 0, "111"),  # yen
        ("100.000", "7", "2026-01-01", "2026-01-10", 3, "0.192"),  # Kuwaiti dinar
        ("36.50", "1", "2026-01-01", "2026-01-05", 2, "0.01"),  # exactly half a cent
        ("36.49", "1", "2026-01-01", "2026-01-05", 2, "0.00"),
        ("0", "9", "2026-01-01", "2026-12-31", 2, "0.00"),
        ("1000", "0", "2026-01-01", "2026-12-31", 2, "0.00"),
        ("730", "5", "2026-11-23", "2026-11-23", 2, "0.10"),  # one day counts
    ],
)
def test_one_rate(amount: str, percent: str, first: str, last: str, places: int, total: str) -> None:
    found = run(amount, first, last, law(rate(percent)), places)
    assert str(found.total) == total
    assert found.settled
    assert [period.days for period in found.periods] == [(D(last) - D(first)).days + 1]


def test_where_the_rate_changes_each_part_is_rounded_by_itself() -> None:
    found = run(
        "1000", "2026-06-30", "2026-07-01", law(rate("5", last="2026-06-30"), rate("6", "2026-07-01"))
    )
    assert [str(one.amount) for one in found.periods] == ["0.14", "0.16"]
    assert str(found.total) == "0.30"


def test_a_leap_year_has_its_own_divisor_where_the_law_says_so() -> None:
    found = run("1000", "2023-12-31", "2024-01-01", law(rate("5"), count=DayCount.ACT_YEAR))
    assert [(one.basis_days, str(one.amount)) for one in found.periods] == [(365, "0.14"), (366, "0.14")]
    whole = run("1000", "2024-01-01", "2024-12-31", law(rate("5"), count=DayCount.ACT_YEAR))
    assert str(whole.total) == "50.00"
    long = run("1000", "2021-01-01", "2023-12-31", law(rate("5"), count=DayCount.ACT_YEAR))
    assert [(one.days, one.basis_days) for one in long.periods] == [(1095, 365)]


def test_the_year_1900_was_no_leap_year_and_2000_was() -> None:
    of = law(rate("5", "1890-01-01"), count=DayCount.ACT_YEAR)
    assert [one.basis_days for one in run("100", "1900-01-01", "1900-12-31", of).periods] == [365]
    assert [one.basis_days for one in run("100", "2000-01-01", "2000-12-31", of).periods] == [366]


def test_days_before_the_first_rate_are_a_gap_and_not_settled() -> None:
    found = run("1000", "2026-01-30", "2026-02-10", law(rate("5", "2026-02-01")))
    assert found.gaps == ((D("2026-01-30"), D("2026-01-31")),)
    assert [one.first.isoformat() for one in found.periods] == ["2026-02-01"]
    assert not found.settled


def test_after_the_last_known_rate_it_is_taken_on_and_said() -> None:
    found = run("1000", "2026-06-29", "2026-07-02", law(rate("5", last="2026-06-30")))
    assert [(one.first.isoformat(), one.assumed) for one in found.periods] == [
        ("2026-06-29", False),
        ("2026-07-01", True),
    ]
    assert not found.settled


def test_a_hole_between_two_rates_is_assumed_only_until_the_next_begins() -> None:
    of = law(rate("5", last="2026-01-31"), rate("7", "2026-02-03"))
    found = run("1000", "2026-01-31", "2026-02-03", of)
    assert [(one.days, one.percent, one.assumed) for one in found.periods] == [
        (1, Decimal(5), False),
        (2, Decimal(5), True),
        (1, Decimal(7), False),
    ]


def test_an_unchecked_rate_is_not_settled() -> None:
    assert not run("10", "2026-01-01", "2026-01-02", law(rate("5", status="unchecked"))).settled
    assert run("10", "2026-01-01", "2026-01-02", law(rate("5", status="confirmed"))).settled


def test_no_time_and_no_rates_come_to_nothing() -> None:
    backwards = run("1000", "2026-02-01", "2026-01-31", law(rate("5")))
    assert (backwards.periods, backwards.gaps, backwards.total) == ((), (), Decimal(0))
    nothing = run("1000", "2026-01-01", "2026-01-31", law())
    assert nothing.gaps == ((D("2026-01-01"), D("2026-01-31")),)


days = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
amounts = st.decimals(Decimal("0.01"), Decimal(999_999), places=2)


@given(amounts, days, days, st.sampled_from(list(DayCount)))
def test_periods_and_gaps_cover_every_day_once_in_order(
    amount: Decimal, one: dt.date, other: dt.date, count: DayCount
) -> None:
    first, last = min(one, other), max(one, other)
    of = law(rate("4.5", "2021-05-01", "2022-12-31"), rate("9", "2024-03-01"), count=count)
    found = accrue(amount, "EUR", first, last, of)
    spans = sorted([*((p.first, p.last) for p in found.periods), *found.gaps])
    covered = [a + dt.timedelta(days=n) for a, b in spans for n in range((b - a).days + 1)]
    assert covered == [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    assert all(p.days == (p.last - p.first).days + 1 for p in found.periods)


@given(amounts, days, st.integers(0, 900), st.integers(0, 900))
def test_more_days_never_bear_less(amount: Decimal, first: dt.date, days_: int, more: int) -> None:
    last = first + dt.timedelta(days=days_)
    short = accrue(amount, "EUR", first, last, law(rate("5")))
    long = accrue(amount, "EUR", first, last + dt.timedelta(days=more), law(rate("5")))
    assert long.total >= short.total >= 0


@given(st.fractions(0, 10_000), st.integers(0, 4))
def test_rounding_moves_by_no_more_than_half_a_unit_and_up_at_the_half(value: Fraction, places: int) -> None:
    unit = Fraction(1, 10**places)
    off = Fraction(rounded(value, places)) - value
    assert -unit / 2 < off <= unit / 2
    assert rounded(value, places).as_tuple().exponent == -places
