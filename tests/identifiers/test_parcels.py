"""Tracking numbers with check digits, and order numbers."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.parcels import check_order, check_tracking, find, origin_country


@pytest.mark.parametrize(
    ("raw", "valid"),
    [
        ("RB 123 456 785 CN", True),
        ("RB123456789CN", False),
        ("1Z 999 AA1 01 2345 6784", True),
        ("1Z999AA10123456785", False),
        ("JJD000390007882823826", None),
    ],
)
def test_check_digits(raw: str, valid: object) -> None:
    assert check_tracking(raw).valid is valid


def test_a_postal_item_tells_where_it_was_posted() -> None:
    assert origin_country("RB123456785CN") == "CN"
    assert origin_country("RB123456789CN") == ""
    assert origin_country("1Z999AA10123456784") == ""


def test_orders_lose_their_dashes() -> None:
    assert check_order("114-3941689-8772232").normal == "11439416898772232"


def test_numbers_are_found_with_their_place() -> None:
    text = "Order 114-3941689-8772232, Bestellnummer: AB-12345678, parcel RB123456785CN, not RB123456789CN"
    found = list(find(text))
    assert [(one.kind, one.normal) for one in found] == [
        ("tracking", "RB123456785CN"), ("order", "11439416898772232"),
        ("order", "11439416898772232"), ("order", "AB12345678"),
    ]  # fmt: skip
    assert all(text[one.start : one.end] == one.raw for one in found)
