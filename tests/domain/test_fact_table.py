"""The table of facts: every fact asked for in words, pairs that can contradict, what follows from what."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

import pytest

from tests.factories.routes import RESOURCES, books
from xborder_desk.domain.case_facts import CaseFacts, from_kept, label, question
from xborder_desk.domain.fact_table import (
    ASKS_FOR,
    DERIVED,
    FACTS,
    FURTHER,
    MADE,
    ORDER,
    OWN,
    PAIRS,
    FactKind,
    inputs_of,
    with_rivals,
)

INDICATORS: Final = [name for name, field in FURTHER.items() if field.kind is FactKind.INDICATOR]
# Kept for papers and letters; no route reads them.
FOR_PAPERS: Final = {
    *("tracking_number", "batch", "responsible_person", "used_goods", "seller_is_trader", "wrong_iban"),
    *("adr_filed_on", "credit_agreed_on", "item_price", "insurance_report_by", "terminated_on"),
}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_is_asked_for_in_words(name: str) -> None:
    field = FACTS[name]
    assert field.name == name
    assert field.label.strip()
    assert field.question.strip().endswith(("?", "."))
    # What the program calls things is not for people.
    for told in (field.label, field.question):
        assert not re.search(r"[a-z]_[a-z]", told)
    assert str(label(name)) == field.label
    assert str(question(name)) == field.question


@pytest.mark.parametrize("name", [name for name, field in FURTHER.items() if field.kind is FactKind.CHOICE])
def test_a_choice_has_what_one_can_choose_from(name: str) -> None:
    choices = FURTHER[name].choices
    assert len(choices) == len(set(choices)) >= 2
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", choice) for choice in choices)


def test_no_fact_stands_in_two_tables() -> None:
    assert not OWN.keys() & FURTHER.keys()
    assert not OWN.keys() & MADE.keys()
    assert not FURTHER.keys() & MADE.keys()
    assert {**OWN, **FURTHER, **MADE} == FACTS


@pytest.mark.parametrize(("first", "second"), ORDER)
def test_what_has_an_order_is_a_day(first: str, second: str) -> None:
    days = {FactKind.EVENT, FactKind.DAY}
    assert FACTS[first].kind in days
    assert FACTS[second].kind in days
    assert first != second
    assert (second, first) not in ORDER


def test_an_order_never_runs_in_a_circle() -> None:
    after: dict[str, set[str]] = {}
    for first, second in ORDER:
        after.setdefault(first, set()).add(second)

    def reached(start: str, seen: frozenset[str]) -> bool:
        return any(one in seen or reached(one, seen | {one}) for one in after.get(start, ()))

    assert not any(reached(name, frozenset({name})) for name in after)


def test_made_facts_rest_on_facts_that_are_entered() -> None:
    assert DERIVED.keys() == MADE.keys() == ASKS_FOR.keys()
    for name, parts in DERIVED.items():
        assert parts
        assert inputs_of(name) <= {*OWN, *FURTHER}
        assert ASKS_FOR[name] in inputs_of(name)
    assert inputs_of("paid_on") == {"paid_on"}
    assert inputs_of("court_country") >= {"consumer_country", "seller_directs", *INDICATORS}


def test_what_can_contradict_is_moved_together() -> None:
    assert with_rivals(frozenset({"paid_on"})) >= {"paid_on", "card_disputed_on"}
    assert with_rivals(frozenset({"payment_method"})) == {"payment_method", "card_kind"}
    assert with_rivals(frozenset({"insured"})) == {"insured"}
    for first, second in PAIRS:
        assert with_rivals(frozenset({first})) >= {first, second}


def test_every_fact_that_is_asked_for_is_read_by_somebody() -> None:
    read = {name for route in books().routes.values() for name in route.reads}
    letters = "\n".join(file.read_text("utf-8") for file in (RESOURCES / "templates").glob("*.toml"))
    idle = {
        name
        for name in FURTHER
        if name not in read
        and name not in FOR_PAPERS
        and f"{{{name}}}" not in letters
        and name not in INDICATORS
    }
    assert idle == set()


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("returned_on", "2026-11-23", dt.date(2026, 11, 23)),
        ("platform_guarantee_until", "2028-02-29", dt.date(2028, 2, 29)),
        ("insured", "yes", True),
        ("insured", "no", False),
        ("directs_phone", "yes E-01", True),
        ("directs_phone", "no", False),
        ("item_price", "100.01", Decimal("100.01")),
        ("papers", "order,payment", ("order", "payment")),
        ("card_kind", "credit", "credit"),
        ("seller_branch_country", "FR", "FR"),
        ("batch", "L-7", "L-7"),
    ],
)
def test_what_is_kept_is_read_back(name: str, written: str, value: object) -> None:
    assert from_kept({name: written}) == {name: value}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("returned_on", "2026-02-30"),
        ("returned_on", "soon"),
        ("insured", "perhaps"),
        ("item_price", "much"),
        ("papers", ""),
        ("batch", ""),
        ("no_such_fact", "yes"),
    ],
)
def test_what_cannot_be_read_is_not_known(name: str, written: str) -> None:
    assert from_kept({name: written}) == {}


def test_a_misspelt_fact_is_no_unknown_one() -> None:
    with pytest.raises(KeyError):
        CaseFacts({"payed_on": dt.date(2026, 1, 1)})
    with pytest.raises(KeyError):
        CaseFacts({}).get("payed_on")
