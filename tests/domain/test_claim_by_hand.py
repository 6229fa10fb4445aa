"""Claims added up by hand, in one currency and in several, with what is warned of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.claim import (
    COSTS,
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

ON = dt.date(2026, 11, 23)
RATES = {"USD": "1.25", "GBP": "0.80", "JPY": "160", "CNY": "8", "KWD": "0.4", "ZZZ": "0"}


class Book:
    def find(self, currency: str, on: dt.date) -> ReferenceRate | None:
        return ReferenceRate(currency, Decimal(RATES[currency]), on) if currency in RATES else None


def places(currency: str) -> int:
    return {"JPY": 0, "KWD": 3}.get(currency, 2)


def head(amount: str, currency: str = "EUR", kind: HeadKind = HeadKind.PRICE, **more: Any) -> Head:
    return Head(kind, Decimal(amount), currency, **more)


def law(start: Start = Start.DEMAND, *, percent: str = "5", status: str = "sourced") -> StatutoryInterest:
    rate = InterestRate(Decimal(percent), dt.date(2020, 1, 1), None, "a source", status, ON)
    return StatutoryInterest("DE", "Interest", "law", DayCount.ACT_365, start, "sourced", ON, (rate,))


def claim(*heads: Head, currency: str = "EUR", **more: Any) -> Claim:
    return compute(heads, Terms(currency, ON, Book(), places, **more))


@pytest.mark.parametrize(
    ("given_", "currency", "amount", "basis", "rates"),
    [
        (head("100"), "EUR", "100", Basis.CONTRACT, []),
        (head("100", "USD"), "USD", "100", Basis.CONTRACT, []),
        (head("100", "USD"), "EUR", "80.00", Basis.REFERENCE, ["USD"]),
        (head("100", "EUR"), "USD", "125.00", Basis.REFERENCE, ["USD"]),
        (head("100", "USD"), "GBP", "64.00", Basis.REFERENCE, ["USD", "GBP"]),
        (head("99.99", "GBP"), "JPY", "19998", Basis.REFERENCE, ["GBP", "JPY"]),
        (head("1000", "JPY"), "KWD", "2.500", Basis.REFERENCE, ["JPY", "KWD"]),
        (head("0.01", "JPY"), "EUR", "0.00", Basis.REFERENCE, ["JPY"]),
        (
            head("100", "USD", billed=Decimal("81.20"), billed_currency="EUR"),
            "EUR",
            "81.20",
            Basis.BILLED,
            [],
        ),
        # Billed in a third currency: what was paid counts, not the price.
        (
            head("100", "USD", billed=Decimal(64), billed_currency="GBP"),
            "EUR",
            "80.00",
            Basis.REFERENCE,
            ["GBP"],
        ),
        # The contract's own currency stands before a bill in another one.
        (head("100", "EUR", billed=Decimal(64), billed_currency="GBP"), "EUR", "100", Basis.CONTRACT, []),
        (head("100", "XAU"), "EUR", None, Basis.NONE, []),
        (head("100", "EUR"), "XAU", None, Basis.NONE, []),
        (head("100", "ZZZ"), "EUR", None, Basis.NONE, []),  # a rate of nothing is none
    ],
)
def test_a_head_comes_into_the_currency_of_the_claim(
    given_: Head, currency: str, amount: str | None, basis: Basis, rates: list[str]
) -> None:
    line = convert(given_, currency, Book(), places, ON)
    assert (None if line.amount is None else str(line.amount), line.basis) == (amount, basis)
    assert [one.currency for one in line.rates] == rates


def test_the_rate_is_that_of_the_day_the_sum_was_paid() -> None:
    paid = dt.date(2026, 3, 2)
    assert convert(head("1", "USD", on=paid), "EUR", Book(), places, ON).rates[0].on == paid
    assert convert(head("1", "USD"), "EUR", Book(), places, ON).rates[0].on == ON


def test_price_costs_and_what_was_paid_back() -> None:
    made = claim(
        head("249.90"),
        head("12.50", kind=HeadKind.DELIVERY_COST),
        head("4.80", kind=HeadKind.MAIL),
        head("50.00", kind=HeadKind.RECEIVED),
        head("36", kind=HeadKind.COURT_FEE),
    )
    assert str(made.principal) == "212.40"
    assert str(made.costs) == "40.80"
    assert str(made.total) == "253.20"
    assert made.totals == (("EUR", Decimal("253.20")),)
    assert [line.cost for line in made.heads] == [False, False, True, False, True]
    assert frozenset({HeadKind.MAIL, HeadKind.COURT_FEE}) == COSTS


def test_currencies_are_summed_each_by_itself_too() -> None:
    made = claim(head("100", "USD"), head("10"), head("20", "USD", HeadKind.RECEIVED), head("3", "XAU"))
    assert made.totals == (("USD", Decimal(80)), ("EUR", Decimal(10)), ("XAU", Decimal(3)))
    assert str(made.total) == "74.00"  # 80 + 10 - 16
    assert "“Price paid” (XAU) is not in the total" in str(made.warnings[0])
    assert "2026-11-23" in str(made.warnings[0])


def test_interest_runs_on_the_principal_alone() -> None:
    made = claim(
        head("730"),
        head("50", kind=HeadKind.MAIL),
        law=law(),
        interest_from=ON - dt.timedelta(days=9),
    )
    assert made.interest is not None
    assert str(made.interest.total) == "1.00"
    assert str(made.total) == "781.00"
    assert made.totals == (("EUR", Decimal("781.00")),)
    bare = without_interest(made)
    assert (bare.interest, bare.total, bare.heads) == (None, Decimal(780), made.heads)


@pytest.mark.parametrize(
    ("heads", "more", "said"),
    [
        ((head("10"),), {}, "no rates are known for this country"),
        ((head("10"),), {"law": law()}, "no demand with a date is on record"),
        ((head("10"),), {"law": law(status="unchecked"), "interest_from": ON}, "has not been checked"),
        (
            (head("10"),),
            {"law": law(), "interest_from": dt.date(2019, 12, 30)},
            "from 2019-12-30 to 2019-12-31; these days bear none",
        ),
    ],
)
def test_what_lacks_is_said(heads: tuple[Head, ...], more: dict[str, Any], said: str) -> None:
    assert any(said in str(one) for one in claim(*heads, **more).warnings)


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_claimed_bears_no_interest(amount: str) -> None:
    made = claim(head(amount), law=law(), interest_from=ON)
    assert (made.interest, made.warnings) == (None, ())


def test_more_paid_back_than_paid_bears_no_interest() -> None:
    made = claim(head("10"), head("20", kind=HeadKind.RECEIVED), law=law(), interest_from=ON)
    assert (made.interest, str(made.principal)) == (None, "-10")


DAYS = {"demanded_on": dt.date(2026, 2, 1), "deadline": dt.date(2026, 2, 28), "paid_on": dt.date(2026, 1, 5)}


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (Start.PAYMENT, dt.date(2026, 1, 5)),
        (Start.DEMAND, dt.date(2026, 2, 1)),
        (Start.AFTER_DEADLINE, dt.date(2026, 3, 1)),
    ],
)
def test_interest_starts_where_the_law_says(start: Start, day: dt.date) -> None:
    assert interest_start(law(start), **DAYS) == day
    assert interest_start(law(start), demanded_on=None, deadline=None, paid_on=None) is None


def ceiling(most: str, currency: str = "EUR") -> Ceiling:
    return Ceiling("eu-small-claims", "DE", Decimal(most), currency, "Article 2", "sourced")


@pytest.mark.parametrize(
    ("amount", "state"),
    [
        ("4749.99", "below"),
        ("4750.00", "below"),  # exactly 95 %
        ("4750.01", "close"),
        ("5000.00", "close"),  # the ceiling itself is within
        ("5000.01", "above"),
    ],
)
def test_how_a_claim_stands_to_a_ceiling(amount: str, state: str) -> None:
    made = claim(head(amount), head("900", kind=HeadKind.COURT_FEE), ceilings=(ceiling("5000"),))
    fit = for_ceiling(made, "eu-small-claims")
    assert fit is not None
    assert fit.state == state  # costs do not count
    assert for_ceiling(made, "national-small-claims") is None


def test_a_ceiling_in_another_currency_is_compared_in_its_own() -> None:
    made = claim(head("100"), ceilings=(ceiling("125", "USD"), ceiling("124.99", "USD"), ceiling("1", "XAU")))
    assert [fit.state for fit in made.fits] == ["close", "above", "unknown"]
    assert [fit.value for fit in made.fits] == [Decimal("125.00"), Decimal("125.00"), None]


amounts = st.decimals(Decimal("0.01"), Decimal(9999), places=2)


@given(st.lists(st.tuples(amounts, st.sampled_from(list(HeadKind))), max_size=6))
def test_principal_and_costs_are_all_there_is(rows: list[tuple[Decimal, HeadKind]]) -> None:
    made = compute([Head(kind, amount, "EUR") for amount, kind in rows], Terms("EUR", ON, Book(), places))
    signed = [-amount if kind is HeadKind.RECEIVED else amount for amount, kind in rows]
    assert made.total == made.principal + made.costs == sum(signed, Decimal())
    assert dict(made.totals).get("EUR", Decimal()) == made.total


@given(amounts, st.sampled_from(["USD", "GBP", "CNY"]))
def test_there_and_back_loses_less_than_a_cent_of_the_dearer_currency(amount: Decimal, code: str) -> None:
    there = convert(Head(HeadKind.PRICE, amount, code), "EUR", Book(), places, ON)
    assert there.amount is not None
    back = convert(Head(HeadKind.PRICE, there.amount, "EUR"), code, Book(), places, ON)
    assert back.amount is not None
    assert abs(back.amount - amount) <= Decimal("0.005") * Decimal(RATES[code]) + Decimal("0.005")
