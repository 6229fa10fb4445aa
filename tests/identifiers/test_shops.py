"""Shops on platforms, by the many shapes of their addresses."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.shops import check, find, platform, shop_at


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("https://www.amazon.de/sp?ie=UTF8&seller=A1B2C3D4E5F6G7&asin=B0", "amazon:a1b2c3d4e5f6g7"),
        ("https://www.amazon.co.uk/s?me=A1B2C3D4E5F6G7", "amazon:a1b2c3d4e5f6g7"),
        ("https://www.ebay.de/usr/lamp-shop_88", "ebay:lamp-shop_88"),
        ("https://www.ebay.com/str/lampshop?_trk=1", "ebay:lampshop"),
        ("https://de.aliexpress.com/store/1101234567", "aliexpress:1101234567"),
        ("https://www.temu.com/lamps-m-6341234567890.html", "temu:6341234567890"),
        ("https://www.etsy.com/de/shop/LampHaven?ref=x", "etsy:lamphaven"),
        ("https://lampfactory.en.alibaba.com/company", "alibaba:lampfactory.en"),
        ("https://shop123456789.taobao.com", "taobao:123456789"),
        ("https://lampen.tmall.com/shop", "tmall:lampen"),
        ("https://allegro.pl/uzytkownik/lampy_24", "allegro:lampy_24"),
        ("https://lamps.myshopify.com/products/1", "shopify:lamps"),
        ("shopee.tw/shop/12345678", "shopee:12345678"),
        ("https://www.wish.com/merchant/5a1b2c3d4e5f", "wish:5a1b2c3d4e5f"),
        ("https://www.walmart.com/seller/101234567", "walmart:101234567"),
    ],
)
def test_platform_and_account_are_read(address: str, form: str) -> None:
    assert str(shop_at(address)) == form


@pytest.mark.parametrize(
    "address",
    ["https://www.amazon.de/dp/B000", "https://shop.example/usr/x", "no address", "https://www.alibaba.com"],
)
def test_other_pages_are_no_shop(address: str) -> None:
    assert shop_at(address) is None


def test_platforms_go_by_many_names() -> None:
    assert {
        platform(name) for name in ("Amazon.de", "AMAZON Marketplace", "亚马逊", "https://www.amazon.com/")
    } == {"amazon"}
    assert platform("Ali Express") == "aliexpress"


def test_an_account_needs_its_platform() -> None:
    assert check("Lamp Shop", on="eBay.de").normal == "ebay:lamp shop"
    assert check("Amazon: A1B2C3D4E5").normal == "amazon:a1b2c3d4e5"
    assert check("lampshop").normal == "lampshop"


def test_shops_are_found_in_a_text() -> None:
    text = "Gekauft bei https://www.ebay.de/usr/lamp-shop, siehe www.ebay.de/itm/1."
    found = list(find(text))
    assert [one.normal for one in found] == ["ebay:lamp-shop"]
    assert text[found[0].start : found[0].end] == found[0].raw
