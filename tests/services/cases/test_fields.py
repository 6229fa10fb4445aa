"""Fields of a case as people type them: taken as meant, or refused by name with nothing changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.fact_table import FURTHER
from xborder_desk.services.cases.fields import ALSO, known_names, read

CODES = {"T02", "T02.1"}


def taken(now: dict[str, object] | None = None, **typed: str) -> dict[str, object]:
    return read(typed, now or {}, CODES)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("ordered_on", "2026-03-08", dt.date(2026, 3, 8)),
        ("ordered_on", "", None),
        ("Ordered-On", "2026-03-08", dt.date(2026, 3, 8)),
        ("title", "  A bicycle ", "A bicycle"),
        ("platform", "", ""),
        ("problem", "t02.1; T02", ["T02.1", "T02"]),
        ("problem", "", []),
        ("via_marketplace", "Yes", True),
        ("via_marketplace", "0", False),
        ("via_marketplace", "", None),
        ("wants", "", ""),
    ],
)
def test_what_was_meant(name: str, typed: str, value: object) -> None:
    found = read({name: typed}, {}, CODES)
    assert list(found.values()) == [value]
    plain = name.lower().replace("-", "_")
    assert list(found) == [ALSO.get(plain, plain)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ordered_on", "some day"),
        ("ordered_on", "2026-02-30"),
        ("title", "   "),
        ("problem", "T99"),
        ("via_marketplace", "perhaps"),
        ("status", "sleeping"),
        ("payment_method", "shells"),
        ("no_such_field", "x"),
    ],
)
def test_what_cannot_be_taken_names_its_field(name: str, typed: str) -> None:
    with pytest.raises(BadInputError) as told:
        read({"platform": "BazaarHub", name: typed}, {}, CODES)
    assert told.value.field == name


def test_an_amount_and_its_currency_belong_together() -> None:
    assert taken(amount="12.50", currency="eur") == {"amount": Decimal("12.50"), "currency": "EUR"}
    assert taken({"currency": "EUR"}, amount="3") == {"amount": Decimal(3), "currency": "EUR"}
    assert taken({"amount": Decimal("3.00"), "currency": "EUR"}, currency="CHF")["currency"] == "CHF"
    assert taken(amount="", currency="") == {"amount": None, "currency": None}
    with pytest.raises(BadInputError) as told:
        taken(amount="3")
    assert told.value.field == "currency"
    with pytest.raises(BadInputError) as told:
        taken(outcome_currency="EUR")
    assert told.value.field == "outcome_amount"


def test_further_facts_are_kept_beside_those_there_are_and_taken_away_when_empty() -> None:
    name = "insured"
    assert name in FURTHER
    before: dict[str, object] = {"further": {"other": "x", name: "yes"}}
    assert taken(before, **{name: "no"}) == {"further": {"other": "x", name: "no"}}
    assert taken(before, **{name: " "}) == {"further": {"other": "x"}}
    with pytest.raises(BadInputError):
        taken(before, **{name: "perhaps"})


def test_every_name_is_told_once_and_in_order() -> None:
    names = known_names()
    assert names == sorted(set(names))
    assert set(ALSO.values()) <= set(names)


@given(st.sampled_from(known_names()), st.text(max_size=20))
def test_anything_typed_is_taken_or_refused(name: str, typed: str) -> None:
    refused: list[BadInputError] = []
    found: dict[str, object] = {}
    try:
        found = read({name: typed}, {}, CODES)
    except BadInputError as fault:
        refused.append(fault)
    assert all(fault.field for fault in refused)
    assert found.keys() <= {*known_names(), "further"}
