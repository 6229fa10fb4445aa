"""Amounts as people write them in many countries, in one form; what is no amount is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.amounts import find, read


def said(text: str) -> list[str]:
    return [one.normal for one in find(text)]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Summe: 1.249,90 EUR", "1249.90 EUR"),
        ("1,249.90 €", "1249.90 EUR"),
        ("€ 89", "89.00 EUR"),
        ("89,- €", "89.00 EUR"),
        ("89,-- Euro", "89.00 EUR"),
        ("US$ 30.00 incl. tax", "30.00 USD"),
        ("$30", "30.00 USD"),
        ("NT$1,280", "1280.00 TWD"),
        ("HK$ 99.5", "99.50 HKD"),
        ("£1,000,000.01", "1000000.01 GBP"),
        ("RMB 128", "128.00 CNY"),
        ("128.50元", "128.50 CNY"),
        ("12 800円", "12800 JPY"),
        ("₩129,000", "129000 KRW"),
        ("1 234,50 zł", "1234.50 PLN"),
        ("1\u202f234,50 €", "1234.50 EUR"),
        ("1'249.90 CHF", "1249.90 CHF"),
        ("CHF 1’249.90", "1249.90 CHF"),
        ("EUR 1.249", "1249.00 EUR"),
        ("EUR 12.5", "12.50 EUR"),
        ("EUR 0,99.", "0.99 EUR"),
        ("总计：¥128", "128.00 CNY"),
    ],
)
def test_an_amount_has_one_form(text: str, normal: str) -> None:
    assert said(text) == [normal]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12.03.2026",
        "EUR",
        "1249,90",
        "order 4711",
        "100 % EURO5",
        "JPY 12.50",
        "A4 page 2",
        "v1.2.3",
        "EUROPE 5",
    ],
)
def test_what_names_no_currency_or_no_number_is_none(text: str) -> None:
    assert said(text) == []


def test_every_amount_of_a_bill_is_found_at_its_place() -> None:
    text = "Lamp € 79,90, shipping 4,95 EUR, in all € 84,85"
    found = list(find(text))
    assert sorted(one.normal for one in found) == ["4.95 EUR", "79.90 EUR", "84.85 EUR"]
    assert all(text[one.start : one.end] == one.raw for one in found)


@given(st.integers(0, 10**9), st.sampled_from(["de", "en", "ch", "fr", "bare"]))
def test_what_was_written_is_read(cents: int, style: str) -> None:
    value = Decimal(cents).scaleb(-2)
    marks = {"de": (".", ","), "en": (",", "."), "ch": ("'", "."), "fr": (" ", ","), "bare": ("", ".")}
    group, point = marks[style]
    whole, part = f"{value:,.2f}".split(".")
    assert read(whole.replace(",", group) + point + part, "EUR") == value


@given(st.text(alphabet="0123456789.,' €$EURUSD元-\n", max_size=60))
def test_whatever_stands_there_each_amount_is_a_number_and_a_currency(text: str) -> None:
    for one in find(text):
        number, currency = one.normal.split()
        assert Decimal(number) >= 0
        assert len(currency) == 3
        assert text[one.start : one.end] == one.raw
