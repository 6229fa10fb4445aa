"""Postal addresses, written as their country writes them."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers import addresses

BERLIN = {
    "name": "Zoë Müller",
    "street_address": "Müllerstraße 1",
    "postal_code": "13353",
    "city": "Berlin",
    "country_code": "DE",
}


def test_a_german_address() -> None:
    written = addresses.lines(BERLIN)
    assert written[:2] == ["Zoë Müller", "Müllerstraße 1"]
    assert [line.casefold() for line in written[2:]] == ["13353 berlin"]


def test_a_chinese_address_stands_from_large_to_small_and_turned_in_latin() -> None:
    parts = {
        "company_name": "万宝",
        "street_address": "深南大道1号",
        "city": "深圳市",
        "country_area": "广东省",
        "postal_code": "518000",
        "country_code": "CN",
    }
    written = addresses.lines(parts)
    assert written.index("518000") < written.index("深南大道1号") < written.index("万宝")
    latin = addresses.lines({**parts, "street_address": "1 Shennan Road"}, latin=True)
    assert latin.index("万宝") < latin.index("1 Shennan Road")


def test_the_name_of_the_country_is_left_to_the_language() -> None:
    assert not any("GERMANY" in line.upper() for line in addresses.lines(BERLIN))


@pytest.mark.parametrize("missing", ["name", "street_address", "postal_code", "city"])
def test_what_is_missing_leaves_no_empty_line(missing: str) -> None:
    written = addresses.lines({**BERLIN, missing: ""})
    assert all(line.strip() for line in written)
    assert BERLIN[missing].upper() not in " ".join(written).upper()


def test_without_a_country_the_parts_stand_below_each_other() -> None:
    assert addresses.lines({"city": "Ghent", "postal_code": "9000"}) == ["Ghent", "9000"]
    assert addresses.lines({}) == []


def test_unknown_parts_are_no_fault() -> None:
    assert addresses.lines({**BERLIN, "planet": "Earth"}) == addresses.lines(BERLIN)
