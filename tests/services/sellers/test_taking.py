"""What is typed of a seller, checked and normalised before it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.services.sellers.taking import (
    MARK_KINDS,
    NewMark,
    NewSeller,
    NewShop,
    described,
    shop_mark,
    take,
    take_mark,
    take_shop,
)


@pytest.mark.parametrize(
    ("given_", "kind", "country"),
    [
        (NewSeller("Lampix", kind="legal", country="DE"), "legal", "DE"),
        (NewSeller("Lampix", kind=" Natural ", country="Germany"), "natural", "DE"),
        (NewSeller("Lampix", country="CHN"), "", "CN"),
        (NewSeller("Lampix", country="hong kong"), "", "HK"),
        (NewSeller("Lampix"), "", ""),
    ],
)
def test_kind_and_country(given_: NewSeller, kind: str, country: str) -> None:
    row = take(given_).seller
    assert (row.kind, row.country) == (kind, country)


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        (NewSeller(" "), "name"),
        (NewSeller(""), "name"),
        (NewSeller("Lampix", kind="firm"), "kind"),
        (NewSeller("Lampix", country="Nowhere"), "country"),
        (NewSeller("Lampix", marks=(NewMark("colour", "red"),)), "kind"),
        (NewSeller("Lampix", marks=(NewMark("phone", " "),)), "phone"),
        (NewSeller("Lampix", marks=(NewMark("phone", "1", origin="nowhere"),)), "origin"),
        (NewSeller("Lampix", shops=(NewShop("eBay", account="x", first_seen="soon"),)), "first_seen"),
    ],
)
def test_what_cannot_be_taken_names_its_field(given_: NewSeller, field: str) -> None:
    with pytest.raises(BadInputError) as caught:
        take(given_)
    assert caught.value.field == field


def test_a_name_is_found_in_both_scripts() -> None:
    row = take(NewSeller("深圳市万宝贸易有限公司", name_latin="Shenzhen Wanbao")).seller
    assert "万宝" in row.name_key
    assert "wanbao" in row.name_key


def test_empty_aliases_are_none() -> None:
    taken = take(NewSeller("Lampix", aliases=("Zortan", " ", "")))
    assert [row.name for row in taken.names] == ["Zortan"]


@pytest.mark.parametrize(
    ("kind", "raw", "normal", "valid"),
    [
        ("phone", "030 1234567", "+49301234567", True),
        ("email", "Shop@Lampix.example", "shop@lampix.example", None),
        ("iban", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", True),
        ("iban", "DE00 3704 0044 0532 0130 00", "DE00370400440532013000", False),
        ("vat", "136695976", "DE136695976", True),
        ("website", "https://www.lampix.example/", "lampix.example", None),
        ("storefront", "https://www.amazon.de/sp?seller=A1B2C3D4E5F6G7", "amazon:a1b2c3d4e5f6g7", None),
        ("address", "Hauptstr. 5\n10115 Berlin", "hauptstr. 5 10115 berlin", None),
    ],
)
def test_identifiers_are_normalised_by_the_sellers_country(
    kind: str, raw: str, normal: str, valid: object
) -> None:
    row = take_mark(NewMark(kind, raw, "invoice", "2026-0001"), "DE")
    assert (row.raw, row.normal, row.valid) == (raw, normal, valid)
    assert (row.origin, row.origin_note) == ("invoice", "2026-0001")


@pytest.mark.parametrize("kind", MARK_KINDS)
def test_every_kind_can_be_taken(kind: str) -> None:
    row = take_mark(NewMark(kind.upper(), "12345678"))
    assert row.kind == kind
    assert row.normal


@pytest.mark.parametrize(
    ("shop", "key", "account"),
    [
        (NewShop("Amazon", account="A1B2"), "amazon", "a1b2"),
        (NewShop("amazon.de", account="A1B2"), "amazon", "a1b2"),
        (NewShop(url="https://www.ebay.de/usr/Lampix"), "ebay", "lampix"),
        (NewShop("Amazon", account="https://www.ebay.de/usr/Lampix"), "ebay", "lampix"),
        (NewShop("Somewhere", account="x"), "somewhere", "x"),
        (NewShop(url="https://lampix.example"), "", ""),
    ],
)
def test_a_shop_is_known_by_its_address_or_its_account(shop: NewShop, key: str, account: str) -> None:
    row, found, _ = take_shop(shop)
    assert (found, row.account) == (key, account)


def test_a_shop_is_an_identifier_too() -> None:
    row, key, _ = take_shop(NewShop("eBay", account="Lampix"))
    mark = shop_mark(row, key)
    assert (mark.kind, mark.normal, mark.origin) == ("storefront", "ebay:lampix", "platform")
    taken = take(NewSeller("Lampix", shops=(NewShop("eBay", account="Lampix"),)))
    assert [one.normal for one in taken.marks] == ["ebay:lampix"]


def test_what_is_written_into_the_register_is_what_was_typed() -> None:
    told = described(take(NewSeller("Lampix", country="DE", marks=(NewMark("phone", "030 1234567"),))))
    assert told["name"] == "Lampix"
    assert told["identifiers"] == [["phone", "030 1234567"]]


@given(st.text(max_size=30), st.text(max_size=20), st.sampled_from(MARK_KINDS))
def test_anything_typed_is_taken_or_told(name: str, raw: str, kind: str) -> None:
    new = NewSeller(name, marks=(NewMark(kind, raw),))
    try:
        taken = take(new)
    except BadInputError:
        with pytest.raises(BadInputError) as caught:
            take(new)
        assert caught.value.field
    else:
        assert taken.seller.name.strip()
        assert taken.marks[0].normal
