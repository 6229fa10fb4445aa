"""What a text is asked: each kind found once, at its place, and nothing in plain words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.suggestions import KIND_LABELS
from xborder_desk.identifiers.offering import KINDS, find

TEXT = """Order 114-3941689-1234567 of 3 March 2026, total 1.249,90 EUR
Card: PAYPAL *LAMPSHOP HK 4029357733
Call +86 755 2345 6789 or write to service@lanyu.example, https://lanyu.example/help
IBAN DE89 3704 0044 0532 0130 00, VAT DE136695976, parcel RR123456785CN
Unified code 91440300708461136T"""


def test_every_kind_of_a_bill_is_found() -> None:
    kinds = {one.kind for one in find(TEXT, country="DE")}
    assert kinds >= {
        "order",
        "date",
        "amount",
        "descriptor",
        "phone",
        "email",
        "website",
        "iban",
        "vat",
        "tracking",
    }


def test_each_is_told_once_and_in_order() -> None:
    found = find(TEXT, country="DE")
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(TEXT[one.start : one.end] == one.raw for one in found)


def test_every_kind_has_a_name_for_people() -> None:
    assert set(KINDS) == set(KIND_LABELS)
    assert {one.kind for one in find(TEXT)} <= set(KINDS)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("PAYPAL *LAMPSHOP", "lampshop"),
        ("SQ *CAFE BERLIN", "cafe berlin"),
        ("12.03. ALIPAY*SHENZHEN LIGHT 22,10", "shenzhen light"),
        ("AMZN MKTP*2K4", "2k4"),
    ],
)
def test_names_on_card_statements(text: str, normal: str) -> None:
    found = [one for one in find(text) if one.kind == "descriptor"]
    assert len(found) == 1
    assert normal.split(maxsplit=1)[0] in found[0].normal


@pytest.mark.parametrize(
    "text", ["", "Sehr geehrte Frau Weiß, ich warte noch.", "a * b = c", "* paypal", "sp *x"]
)
def test_plain_words_offer_nothing(text: str) -> None:
    assert find(text) == []


def test_a_wrong_check_digit_is_said() -> None:
    (one,) = [one for one in find("IBAN DE88 3704 0044 0532 0130 00") if one.kind == "iban"]
    assert one.valid is False


@given(st.text(max_size=200))
def test_whatever_stands_there_places_are_true(text: str) -> None:
    assert all(text[one.start : one.end] == one.raw for one in find(text))
