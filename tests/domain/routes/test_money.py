"""Sums within bounds, in any currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.routes import TODAY, KnownRates, books, journey
from xborder_desk.domain.routes.conditions import Scene
from xborder_desk.domain.routes.derived import with_derived
from xborder_desk.domain.routes.money import Bounded, check_limits, convert
from xborder_desk.domain.routes.route import RouteState


def bounded(route: str, **changed: Any) -> Bounded:
    scene = Scene(with_derived(journey(**changed)), books().world, TODAY)
    [found] = check_limits(books().routes[route], scene, KnownRates())
    return found


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("10.00", "EUR", "10.00"),
        ("11.00", "USD", "10.00"),
        ("10.00", "XAF", None),
    ],
)
def test_sums_are_turned_into_euro(amount: str, currency: str, expected: str | None) -> None:
    found = convert(Decimal(amount), currency, "EUR", TODAY, KnownRates())
    assert found == (None if expected is None else Decimal(expected))


def test_two_rates_lead_from_one_currency_to_another() -> None:
    assert convert(Decimal("110.00"), "USD", "GBP", TODAY, KnownRates()) == Decimal("85.00")
    assert convert(Decimal(1), "EUR", "XAF", TODAY, KnownRates()) is None


@pytest.mark.parametrize(
    ("amount", "currency", "state"),
    [
        ("5000.00", "EUR", RouteState.OPEN),
        ("5000.01", "EUR", RouteState.CLOSED),
        ("5500.00", "USD", RouteState.OPEN),
        ("5501.00", "USD", RouteState.CLOSED),
        ("5.00", "XAF", RouteState.UNKNOWN),
    ],
)
def test_the_ceiling_of_the_european_procedure(amount: str, currency: str, state: RouteState) -> None:
    found = bounded("eu-small-claims", amount=amount, currency=currency)
    assert found.state is state
    assert found.missing == (("currency",) if state is RouteState.UNKNOWN else ())
    if state is RouteState.CLOSED:
        assert "5000 EUR" in str(found.reason)


def test_a_sum_close_to_the_ceiling_is_warned_of() -> None:
    assert bounded("eu-small-claims", amount="4750.00").warnings == ()
    assert "5000" in str(bounded("eu-small-claims", amount="4750.01").warnings[0])


def test_nobody_knows_the_sum() -> None:
    assert bounded("eu-small-claims", amount=None).missing == ("amount",)
    assert bounded("eu-small-claims", currency=None).missing == ("currency",)
    assert bounded("national-small-claims", consumer_country=None).missing == ("consumer_country",)


def test_limits_that_differ_are_all_told() -> None:
    found = bounded("national-small-claims", consumer_country="IT", amount="20000.00")
    assert found.state is RouteState.UNKNOWN
    assert "30000 EUR" in str(found.reason)
    assert "10000 EUR" in str(found.reason)
    assert (
        bounded("national-small-claims", consumer_country="IT", amount="30000.01").state is RouteState.CLOSED
    )


@pytest.mark.parametrize(
    ("price", "state"),
    [
        ("100.00", RouteState.CLOSED),
        ("100.01", RouteState.OPEN),
        ("30000.00", RouteState.OPEN),
        ("30000.01", RouteState.CLOSED),
    ],
)
def test_section_75_counts_the_price_of_the_single_item(price: str, state: RouteState) -> None:
    found = bounded("uk-section-75", item_price=price, amount="99999.00", currency="GBP")
    assert found.state is state


def limited(country: str, amount: str, currency: str = "EUR", **more: Any) -> Bounded:
    return bounded(
        "national-small-claims", consumer_country=country, amount=amount, currency=currency, **more
    )


@pytest.mark.parametrize(
    ("country", "amount", "currency", "state"),
    [
        ("NO", "249999.99", "NOK", RouteState.OPEN),
        ("NO", "250000.00", "NOK", RouteState.CLOSED),
        ("DK", "50000.00", "DKK", RouteState.OPEN),
        ("DK", "50000.01", "DKK", RouteState.CLOSED),
        ("NL", "25000.01", "EUR", RouteState.OPEN),
        ("NL", "9999999.00", "XAF", RouteState.OPEN),
        ("DE", "10000.00", "EUR", RouteState.OPEN),
        ("DE", "10000.01", "EUR", RouteState.CLOSED),
        ("DE", "11000.00", "USD", RouteState.OPEN),
        ("DE", "11001.00", "USD", RouteState.CLOSED),
        ("PL", "20000.00", "PLN", RouteState.OPEN),
        ("PL", "4705.88", "EUR", RouteState.OPEN),
        ("PL", "4705.89", "EUR", RouteState.CLOSED),
        ("GB", "4000.00", "GBP", RouteState.OPEN),
        ("GB", "7000.00", "GBP", RouteState.UNKNOWN),
        ("GB", "10000.01", "GBP", RouteState.CLOSED),
        ("BR", "100.00", "EUR", RouteState.UNKNOWN),
        ("CN", "100.00", "CNY", RouteState.UNKNOWN),
        ("JP", "600000", "JPY", RouteState.OPEN),
        ("JP", "600001", "JPY", RouteState.CLOSED),
    ],
)
def test_a_country_bounds_its_small_claims(
    country: str, amount: str, currency: str, state: RouteState
) -> None:
    found = limited(country, amount, currency)
    assert found.state is state
    if state is not RouteState.OPEN:
        assert str(found.reason).strip()
        assert "{" not in str(found.reason)


def test_a_limit_to_come_makes_the_sum_wait_for_it() -> None:
    scene = Scene(
        with_derived(journey(amount="7000.00", currency="EUR")), books().world, dt.date(2025, 12, 31)
    )
    [found] = check_limits(books().routes["national-small-claims"], scene, KnownRates())
    assert (found.state, found.opens) == (RouteState.WAITING, dt.date(2026, 1, 1))
    assert "2026-01-01" in str(found.reason)


def test_a_limit_to_come_that_does_not_help_is_no_reason_to_wait() -> None:
    scene = Scene(
        with_derived(journey(amount="70000.00", currency="EUR")), books().world, dt.date(2025, 12, 31)
    )
    [found] = check_limits(books().routes["national-small-claims"], scene, KnownRates())
    assert (found.state, found.opens) == (RouteState.CLOSED, None)


@pytest.mark.parametrize(
    ("price", "credit", "state"),
    [
        ("30000.00", "30000.00", RouteState.CLOSED),
        ("30000.01", "60260.00", RouteState.OPEN),
        ("30000.01", "60260.01", RouteState.CLOSED),
        ("30000.01", None, RouteState.UNKNOWN),
    ],
)
def test_section_75a_bounds_price_and_credit(price: str, credit: str | None, state: RouteState) -> None:
    known = journey(item_price=price, credit_amount=credit, currency="GBP")
    scene = Scene(with_derived(known), books().world, TODAY)
    found = check_limits(books().routes["uk-section-75a"], scene, KnownRates())
    assert len(found) == 2
    strongest = [RouteState.OPEN, RouteState.UNKNOWN, RouteState.CLOSED]
    assert max((one.state for one in found), key=strongest.index) is state


@given(
    amount=st.decimals("0.01", "100000", places=2),
    currency=st.sampled_from(["EUR", "USD", "GBP", "PLN"]),
    more=st.decimals("0.01", "5000", places=2),
)
def test_a_larger_sum_is_never_within_where_a_smaller_is_not(
    amount: Decimal, currency: str, more: Decimal
) -> None:
    small, large = (limited("DE", f"{one:f}", currency).state for one in (amount, amount + more))
    assert not (small is RouteState.CLOSED and large is RouteState.OPEN)


@given(amount=st.decimals("1", "100000", places=2), currency=st.sampled_from(["USD", "GBP", "PLN"]))
def test_a_sum_comes_back_as_it_went_but_for_a_cent(amount: Decimal, currency: str) -> None:
    there = convert(amount, currency, "EUR", TODAY, KnownRates())
    assert there is not None
    back = convert(there, "EUR", currency, TODAY, KnownRates())
    assert back is not None
    assert abs(back - amount) <= Decimal("0.03")
