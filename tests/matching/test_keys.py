"""Keys: whoever may be the same shares one, and what everybody has gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.sellers import Mark, Profile
from xborder_desk.identifiers.normal import check
from xborder_desk.matching.keys import domain_of, mark_keys, name_keys

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.matching.words import Words


def mark(kind: str, raw: str) -> Mark:
    checked = check(kind, raw)
    return Mark(kind, raw, checked.normal, checked.valid)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shenzhen Wanbao Trading Co., Ltd.", "深圳市万宝贸易有限公司"),
        ("CRISTALORD LIMITED", "CRYSTALORD LTD"),
        ("ООО «Азимут»", "Azimut LLC"),
        ("Пермский Пороховой Завод", "Perm Powder Plant"),
        ("Kelaric Barn", "Kelaric Emporium"),
        ("JSC UMZ", "Ульяновский Механический Завод"),
        ("شركة نبتونوس المحدودة", "Nabtunos LLC"),
    ],
)
def test_who_may_be_the_same_shares_a_key(words: Words, one: str, other: str) -> None:
    assert set(name_keys(one, words)) & set(name_keys(other, words))


def test_formats_of_one_identifier_share_a_key(matcher: Matcher) -> None:
    for kind, one, other in (
        ("phone", "+86 755 8888 6666", "0086-755-88886666"),
        ("email", "s.hop@gmail.com", "shop+x@googlemail.com"),
        ("website", "https://www.lamps.example/de", "lamps.example"),
        ("address", "Müllerstr. 12, 10115 Berlin", "Müllerstraße 12\n10115 Berlin"),
    ):
        assert set(mark_keys(mark(kind, one), matcher.shared)) & set(
            mark_keys(mark(kind, other), matcher.shared)
        )


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("iban", "DE00370400440532013000"),
        ("phone", "+49 228 4333112"),
        ("vat", "LU20260743"),
        ("descriptor", "PAYPAL"),
        ("address", "71-75 Shelton Street, London WC2H 9JQ"),
        ("ref", "17"),
    ],
)
def test_what_is_wrong_or_everybodys_gives_no_key(matcher: Matcher, kind: str, raw: str) -> None:
    assert not set(mark_keys(mark(kind, raw), matcher.shared))


def test_a_mailbox_at_a_large_provider_is_known_but_its_host_says_nothing(matcher: Matcher) -> None:
    assert set(mark_keys(mark("email", "lamps@gmail.com"), matcher.shared)) == {"e:lamps@gmail.com"}
    assert domain_of(mark("email", "a@shop.co.uk")) == "shop.co.uk"
    assert domain_of(mark("phone", "+49301234567")) == ""


def test_a_seller_has_the_keys_of_its_names_and_identifiers(matcher: Matcher) -> None:
    found = matcher.keys(Profile(("Wanbao Trading", "万宝"), (mark("phone", "+49301234567"),)))
    assert {"p:+49301234567", "n:vanbao"} <= found
    assert len(found) < 60
