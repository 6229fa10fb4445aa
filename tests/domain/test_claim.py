"""The claim: the currency of each head, what it comes to, and what is said where something lacks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.claim import (
    Basis,
    Ceiling,
    Claim,
    Head,
    HeadKind,
    ReferenceRate,
    Terms,
    compute,
    convert,
    for_ceiling,
    interest_start,
    without_interest,
)
from xborder_desk.domain.interest import DayCount, InterestRate, Start, StatutoryInterest

DAY = dt.date(2026, 9, 2)
CHECKED = dt.date(2026, 11, 23)


class Book:
    """Rates by currency, the same on every day."""

    def __init__(self, **rates: str) -> None:
        self.rates = {code: Decimal(rate) for code, rate in rates.items()}

    def find(self, currency: str, on: dt.date) -> ReferenceRate | None:
        rate = self.rates.get(currency)
        return None if rate is None else ReferenceRate(currency, rate, on)


BOOK = Book(USD="1.0850", CNY="7.8000", JPY="160.00")


def places(code: str) -> int:
    return 0 if code == "JPY" else 2


def law(start: Start = Start.AFTER_DEADLINE, status: str = "sourced") -> StatutoryInterest:
    rate = InterestRate(Decimal("6.27"), dt.date(2026, 1, 1), None, "a source", status, CHECKED)
    return StatutoryInterest("DE", "Interest", "BGB", DayCount.ACT_365, start, status, CHECKED, (rate,))


def claim(*heads: Head, **terms: object) -> Claim:
    given = {"currency": "EUR", "on": dt.date(2026, 11, 23), "rates": BOOK, "places": places, **terms}
    return compute(heads, Terms(**given))  # type: ignore[arg-type]  # put together by name


def head(amount: str, currency: str = "EUR", kind: HeadKind = HeadKind.PRICE, **more: object) -> Head:
    return Head(kind, Decimal(amount), currency, DAY, **more)  # type: ignore[arg-type]  # put together by name


def test_what_was_billed_comes_before_contract_and_reference_rate() -> None:
    billed = head("1355.17", "USD", billed=Decimal("1261.40"), billed_currency="EUR")
    assert convert(billed, "EUR", BOOK, places, DAY).amount == Decimal("1261.40")
    assert convert(billed, "EUR", BOOK, places, DAY).basis is Basis.BILLED
    assert convert(billed, "USD", BOOK, places, DAY).basis is Basis.CONTRACT
    line = convert(head("1355.17", "USD"), "EUR", BOOK, places, DAY)
    assert (line.amount, line.basis) == (Decimal("1249.00"), Basis.REFERENCE)
    assert line.rates == (ReferenceRate("USD", Decimal("1.0850"), DAY),)


def test_a_cross_rate_goes_over_the_euro_and_is_rounded_once() -> None:
    line = convert(head("100", "USD"), "JPY", BOOK, places, DAY)
    assert (line.amount, len(line.rates)) == (Decimal(14747), 2)


@given(st.decimals("0.01", "100000", places=2))
def test_there_and_back_stays_within_a_cent_of_rounding(amount: Decimal) -> None:
    there = convert(head(str(amount), "USD"), "EUR", BOOK, places, DAY).amount
    assert there is not None
    assert abs(Fraction(there) - Fraction(amount) / Fraction(Decimal("1.0850"))) <= Fraction(1, 200)


def test_a_currency_without_rate_is_said_and_left_out() -> None:
    found = claim(head("100"), head("50", "RUB", HeadKind.CUSTOMS))
    assert found.total == Decimal(100)
    assert dict(found.totals) == {"EUR": Decimal(100), "RUB": Decimal(50)}
    assert found.heads[1].basis is Basis.NONE
    assert any("RUB" in str(one) for one in found.warnings)


def test_costs_bear_no_interest_and_what_was_paid_back_is_taken_off() -> None:
    found = claim(
        head("1249"),
        head("249", kind=HeadKind.RECEIVED),
        head("9.85", kind=HeadKind.MAIL),
        law=law(),
        interest_from=dt.date(2026, 11, 1),
    )
    assert (found.principal, found.costs) == (Decimal(1000), Decimal("9.85"))
    assert found.interest is not None
    assert found.interest.principal == Decimal(1000)
    assert found.interest.total == Decimal("3.95")
    assert found.total == Decimal("1013.80")
    assert without_interest(found).total == Decimal("1009.85")


@pytest.mark.parametrize(
    ("start", "first"),
    [(Start.AFTER_DEADLINE, 16), (Start.DEMAND, 1), (Start.PAYMENT, 2)],
)
def test_interest_starts_as_the_law_says(start: Start, first: int) -> None:
    demanded, deadline, paid = dt.date(2026, 10, 1), dt.date(2026, 10, 15), dt.date(2026, 10, 2)
    found = interest_start(law(start), demanded_on=demanded, deadline=deadline, paid_on=paid)
    assert found == dt.date(2026, 10, first)
    assert interest_start(law(start), demanded_on=None, deadline=None, paid_on=None) is None


def test_what_lacks_for_interest_is_said() -> None:
    assert "no demand" in str(claim(head("1"), law=law()).warnings[0])
    assert "no rates" in str(claim(head("1")).warnings[0])
    unchecked = claim(head("100"), law=law(status="unchecked"), interest_from=dt.date(2026, 1, 1))
    assert any("not been checked" in str(one) for one in unchecked.warnings)
    early = claim(head("100"), law=law(), interest_from=dt.date(2025, 12, 1))
    assert any("No rate of interest is known from" in str(one) for one in early.warnings)


@pytest.mark.parametrize(
    ("amount", "currency", "state"),
    [
        ("4750.00", "EUR", "below"),
        ("4750.01", "EUR", "close"),
        ("5000.00", "EUR", "close"),
        ("5000.01", "EUR", "above"),
        ("1", "RUB", "unknown"),
    ],
)
def test_the_ceiling_counts_without_interest_and_costs(amount: str, currency: str, state: str) -> None:
    ceiling = Ceiling("eu-small-claims", "EU", Decimal(5000), "EUR", "Article 2(1)", "sourced")
    found = claim(
        head(amount, currency),
        head("400", currency, HeadKind.COURT_FEE),
        currency=currency,
        ceilings=(ceiling,),
        law=law(),
        interest_from=dt.date(2026, 1, 1),
    )
    fit = for_ceiling(found, "eu-small-claims")
    assert fit is not None
    assert fit.state == state
    assert for_ceiling(found, "other") is None
