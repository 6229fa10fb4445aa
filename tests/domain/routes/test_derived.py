"""Facts that follow from others: the trouble, what arrived, where one can sue, where a seller sits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.factories.routes import RESOURCES, TODAY, books, facts
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.routes.derived import (
    ENOUGH_INDICATORS,
    INDICATORS,
    TROUBLE_OF,
    trouble_of,
    with_derived,
    with_seat,
)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("T01.1", "defective"),
        ("T01.2", "not_as_described"),
        ("T02.1", "not_received"),
        ("T02.10", "other"),
        ("T02.3", "not_received"),
        ("T08.4", "withdrawal"),
        ("T08.1", "contract"),
        ("T07.7", "fraud"),
        ("T10.2", "unsafe"),
        ("T12.1", ""),
        ("", ""),
    ],
)
def test_a_code_stands_for_a_trouble(code: str, trouble: str) -> None:
    assert trouble_of(code) == trouble


def test_every_code_of_the_list_comes_out_as_something() -> None:
    _name, codes = Catalog(RESOURCES).problem_codes()
    assert codes
    assert set(TROUBLE_OF) <= codes
    for code in codes:
        assert with_derived(facts(problems=[code])).codes("trouble")


@pytest.mark.parametrize(
    ("known", "trouble"),
    [
        ({"problems": ["T02.1"]}, ("not_received",)),
        ({"problems": ["T02.1", "T01.1"]}, ("defective", "not_received")),
        ({"counterfeit": True}, ("counterfeit",)),
        ({"counterfeit": False}, ()),
        ({"problems": ["T01.2"], "unsafe": True, "injury": True}, ("injury", "not_as_described", "unsafe")),
        ({"withdrawn_on": "2026-11-01"}, ("withdrawal",)),
        ({"fraud": True, "data_misused": True}, ("data", "fraud")),
        ({}, ()),
    ],
)
def test_troubles_come_from_codes_flags_and_days(known: dict[str, Any], trouble: tuple[str, ...]) -> None:
    assert with_derived(facts(**known)).codes("trouble") == trouble


@pytest.mark.parametrize(
    ("known", "directs"),
    [
        ({"seller_directs": True}, True),
        ({"seller_directs": False, **dict.fromkeys(INDICATORS, True)}, False),
        (dict.fromkeys(INDICATORS[:ENOUGH_INDICATORS], True), True),
        (dict.fromkeys(INDICATORS[: ENOUGH_INDICATORS - 1], True), None),
        (dict.fromkeys(INDICATORS, False), False),
        (dict.fromkeys(INDICATORS[1:], False), None),
        ({}, None),
    ],
)
def test_a_directed_activity_is_stated_or_weighed(known: dict[str, Any], *, directs: bool | None) -> None:
    assert with_derived(facts(**known)).get("directs") is directs


@pytest.mark.parametrize(
    ("known", "arrived"),
    [
        ({"delivery_state": "partial", "problems": ["T02.1"]}, "partial"),
        ({"problems": ["T02.2"], "delivered_on": "2026-11-01"}, "partial"),
        ({"delivered_on": "2026-11-01"}, "complete"),
        ({"problems": ["T02.1"]}, "none"),
        ({"problems": ["T01.1"]}, ""),
        ({}, ""),
    ],
)
def test_what_arrived_is_stated_or_follows(known: dict[str, Any], arrived: str) -> None:
    assert with_derived(facts(**known)).text("arrived") == arrived


def test_the_court_is_at_home_unless_the_seller_did_not_direct_its_business_there() -> None:
    both = {"consumer_country": "DE", "seller_country": "CN"}
    assert with_derived(facts(**both)).text("court_country") == "DE"
    assert with_derived(facts(**both, seller_directs=False)).text("court_country") == "CN"
    assert with_derived(facts(seller_directs=False, consumer_country="DE")).text("court_country") == ""


@pytest.mark.parametrize(
    ("seller", "branch", "seat"),
    [
        ("CN", "FR", "FR"),
        ("CN", None, "CN"),
        ("DE", "FR", "DE"),
        ("GB", "IE", "IE"),
        (None, "FR", ""),
    ],
)
def test_a_seller_outside_counts_as_domiciled_at_its_branch(
    seller: str | None, branch: str | None, seat: str
) -> None:
    known = {
        name: value
        for name, value in (("seller_country", seller), ("seller_branch_country", branch))
        if value
    }
    assert with_seat(facts(**known), books().world, TODAY).text("seller_seat") == seat


def test_a_seat_follows_the_day() -> None:
    known = facts(seller_country="GB", seller_branch_country="IE")
    assert with_seat(known, books().world, dt.date(2020, 6, 1)).text("seller_seat") == "GB"


def test_the_price_of_the_item_comes_before_the_sum() -> None:
    assert with_derived(facts(item_price="90.00", amount="120.00")).get("price") == facts(
        item_price="90.00"
    ).get("item_price")
    assert with_derived(facts(amount="120.00")).get("price") == facts(amount="120.00").get("amount")
