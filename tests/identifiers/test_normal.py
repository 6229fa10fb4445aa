"""The normal form of identifiers: two writings of one address are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.normal import CODE, DIAL, MAIL, WEB, normal

KINDS = sorted(MAIL | DIAL | CODE | WEB | {"address", "name", "something"})


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("email", "Service@Shop.Example", "mailto:service@shop.example"),
        ("email", "<service@shop.example>", " service@shop.example "),
        ("phone", "+49 (0) 30 1234-567", "0049301234567"),
        ("phone", "+86 755 8888 6666", "+86-755-88886666"),
        ("iban", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
        ("vat", "DE 123.456.789", "DE123456789"),
        ("order", "114-3941689-8772232", "11439416898772232"),
        ("website", "https://www.Shop.example/", "shop.example"),
        ("url", "http://shop.example/a/", "https://shop.example/a"),
        ("address", "Müllerstraße 1\n10115  Berlin", "mullerstrasse 1 10115 berlin"),
    ],
)
def test_two_writings_are_one(kind: str, one: str, other: str) -> None:
    assert normal(kind, one) == normal(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("email", "a@shop.example", "b@shop.example"),
        ("phone", "+49301234567", "+49301234568"),
        ("url", "shop.example/a", "shop.example/b"),
    ],
)
def test_two_addresses_stay_two(kind: str, one: str, other: str) -> None:
    assert normal(kind, one) != normal(kind, other)


@given(st.sampled_from(KINDS), st.text(max_size=25))
def test_the_normal_form_is_stable_and_never_empty(kind: str, raw: str) -> None:
    form = normal(kind, raw)
    assert bool(form) == bool(raw.strip())
    assert normal(kind, form) == form


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", ["mailto:", "https://", "(0)", "---", "\u200b", "<>", "00", "+"])
def test_what_holds_nothing_of_its_kind_is_kept(kind: str, raw: str) -> None:
    assert normal(kind, raw)
