"""The shipped routes and countries as the planner reads them, with rates a test can know by heart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from xborder_desk.catalog.catalog import Catalog
from xborder_desk.catalog.holiday_days import CountryHolidays
from xborder_desk.domain.case_facts import CaseFacts
from xborder_desk.domain.fact_table import FACTS, FactKind
from xborder_desk.domain.routes.standing import Books

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
RATES: Final = {"USD": Decimal("1.1"), "GBP": Decimal("0.85"), "PLN": Decimal("4.25")}
TODAY: Final = dt.date(2026, 11, 23)


class KnownRates:
    """Three rates, the same on every day."""

    def per_euro(self, currency: str, on: dt.date) -> Decimal | None:
        del on
        return RATES.get(currency)


@cache
def books() -> Books:
    """Give the shipped data."""
    catalog = Catalog(RESOURCES)
    return Books(
        catalog.routes(), catalog.world(), cache(CountryHolidays), KnownRates(), catalog.guarantees()
    )


def facts(**given: Any) -> CaseFacts:
    """Give facts; days may be written as texts, sums too."""
    return CaseFacts({name: value_of(name, value) for name, value in given.items()})


def value_of(name: str, value: Any) -> Any:
    """Read a value as it is written in a table of cases."""
    kind = FACTS[name].kind
    if kind in {FactKind.EVENT, FactKind.DAY} and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if kind is FactKind.MONEY and isinstance(value, str):
        return Decimal(value)
    return tuple(value) if isinstance(value, list) else value


def journey(**changed: Any) -> CaseFacts:
    """Give the facts of the usual case: a Chinese seller on a platform, Visa, nothing delivered."""
    usual: dict[str, Any] = {
        "consumer_country": "DE",
        "seller_country": "CN",
        "ordered_on": "2026-09-01",
        "paid_on": "2026-09-01",
        "delivery_due": "2026-09-26",
        "amount": "249.00",
        "currency": "EUR",
        "payment_method": "card-visa",
        "problems": ["T02.1"],
        "via_marketplace": True,
    }
    both = {**usual, **changed}
    return facts(**{name: value for name, value in both.items() if value is not None})
