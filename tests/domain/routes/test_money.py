"""Sums within bounds, in any currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

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
