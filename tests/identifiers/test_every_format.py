"""Telephones, mailboxes, pages, shops, card statements and parcels in the ways people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers import mails, parcels, payments, phones, shops, webs
from xborder_desk.identifiers.normal import KINDS, check, normal


@pytest.mark.parametrize(
    ("raw", "country", "form"),
    [
        ("+86 755 8888 6666", "", "+8675588886666"),
        ("0086-755-88886666", "", "+8675588886666"),
        ("0755 88886666", "CN", "+8675588886666"),
        ("(0755) 8888.6666", "CN", "+8675588886666"),
        ("030 1234567", "DE", "+49301234567"),
        ("030/123 45 67", "DE", "+49301234567"),
        ("+49 (0)30 1234567", "", "+49301234567"),
        ("0049 30 1234567", "", "+49301234567"),
        ("tel:+49-30-1234567", "", "+49301234567"),
        ("٠٣٠ ١٢٣٤٥٦٧", "DE", "+49301234567"),
        ("＋４９ ３０ １２３４５６７", "", "+49301234567"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("+852 2123 4567", "", "+85221234567"),
        ("2123 4567", "HK", "+85221234567"),
        ("02-2345-6789", "TW", "+886223456789"),
        ("03-1234-5678", "JP", "+81312345678"),
        ("02-312-3456", "KR", "+8223123456"),
        ("+48 22 123 45 67", "", "+48221234567"),
        ("+90 212 555 01 23", "", "+902125550123"),
        ("+39 06 1234 5678", "", "+390612345678"),
    ],
)
def test_a_telephone_number_is_one_however_it_is_written(raw: str, country: str, form: str) -> None:
    assert (phones.check(raw, country).normal, phones.check(raw, country).valid) == (form, True)
    for kind in ("phone", "sms", "fax", "whatsapp"):
        assert check(kind, raw, country=country).normal == form


@pytest.mark.parametrize(("raw", "country"), [("110", "DE"), ("+49 110", "")])
def test_a_number_nobody_can_have_is_kept_and_marked(raw: str, country: str) -> None:
    found = phones.check(raw, country)
    assert found.valid is False
    assert found.normal


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("Erika.Mustermann@gmail.com", "erikamustermann@gmail.com"),
        ("e.rika+x@googlemail.com", "erika@gmail.com"),
        ("A+B@outlook.com", "a@outlook.com"),
        ("a.b@yahoo.com", "a.b@yahoo.com"),
        ("shop@Lampix.Example", "shop@lampix.example"),
        ("mailto:shop@lampix.example", "shop@lampix.example"),
        ("mailto:shop@lampix.example?subject=x", "shop@lampix.example"),
        ("info@müller.de", "info@xn--mller-kva.de"),
        ("info@xn--mller-kva.de", "info@xn--mller-kva.de"),
        ("<x@y.de>", "x@y.de"),
        ("Erika Mustermann <x@y.de>", "x@y.de"),
        ("a@b.de <x@y.de>", "x@y.de"),
        ("x@y.de.", "x@y.de"),
        ("  x@qq.com ", "x@qq.com"),
    ],
)
def test_a_mailbox_is_one_however_it_is_written(raw: str, form: str) -> None:
    assert (mails.check(raw).normal, mails.check(raw).valid) == (form, None)
    assert normal("email", raw) == form


@pytest.mark.parametrize("raw", ["a@b", "a b@c.de", "@c.de", "a@", "a@@b.de", "a@-b.de", "no mailbox"])
def test_what_is_no_mailbox_is_kept_and_marked(raw: str) -> None:
    assert mails.check(raw).valid is False
    assert mails.check(raw).normal


@pytest.mark.parametrize(
    ("raw", "form", "registered"),
    [
        ("https://www.lampix.example/shop?utm_source=x", "lampix.example/shop", "lampix.example"),
        ("http://lampix.co.uk", "lampix.co.uk", "lampix.co.uk"),
        ("LAMPIX.DE/", "lampix.de", "lampix.de"),
        ("www.müller.de", "xn--mller-kva.de", "xn--mller-kva.de"),
        ("https://shop.lampix.com.cn/a/b", "shop.lampix.com.cn/a/b", "lampix.com.cn"),
        ("lampix.github.io", "lampix.github.io", "lampix.github.io"),
        ("https://a.b.c.lampix.com.tw", "a.b.c.lampix.com.tw", "lampix.com.tw"),
    ],
)
def test_a_page_is_one_however_it_is_written(raw: str, form: str, registered: str) -> None:
    assert webs.check(raw).normal == form
    assert webs.registered(webs.host_of(form)) == registered
    assert normal("website", raw) == normal("url", raw) == form


@pytest.mark.parametrize("raw", ["http://192.168.0.1/x", "not a url", "http://", "localhost"])
def test_what_is_no_page_of_anybody_is_marked(raw: str) -> None:
    assert webs.check(raw).valid is False
    assert webs.registered(webs.host_of(raw)) == ""


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://www.amazon.de/sp?seller=A1B2C3D4E5F6G7", "amazon:a1b2c3d4e5f6g7"),
        ("https://www.amazon.co.uk/sp?ie=UTF8&seller=A1B2C3D4E5F6G7&x=1", "amazon:a1b2c3d4e5f6g7"),
        ("https://www.amazon.com/s?me=A1B2C3D4E5F6G7", "amazon:a1b2c3d4e5f6g7"),
        ("amazon.com/sp?seller=a1b2c3d4e5f6g7", "amazon:a1b2c3d4e5f6g7"),
        ("https://www.ebay.de/usr/lampix_shop", "ebay:lampix_shop"),
        ("https://www.ebay.com/str/lampixstore", "ebay:lampixstore"),
        ("https://www.aliexpress.com/store/1101234567", "aliexpress:1101234567"),
        ("https://www.temu.com/mall.html?mall_id=634418212345", "temu:634418212345"),
        ("https://www.etsy.com/shop/LampixLights", "etsy:lampixlights"),
        ("https://lampix.myshopify.com", "shopify:lampix"),
        ("https://shop123456.taobao.com", "taobao:123456"),
        ("https://lampix.tmall.com", "tmall:lampix"),
        ("https://allegro.pl/uzytkownik/lampix", "allegro:lampix"),
        ("https://www.kaufland.de/seller/123/", "kaufland:123"),
    ],
)
def test_a_shop_is_one_under_every_address_of_it(url: str, form: str) -> None:
    found = shops.shop_at(url)
    assert found is not None
    assert f"{found.platform}:{found.account}" == form
    assert shops.check(url).normal == form
    assert normal("storefront", url) == form


@pytest.mark.parametrize("url", ["https://www.example.com", "https://lampix.example/store/1", "", "amazon"])
def test_what_is_no_shop_on_a_platform_is_none(url: str) -> None:
    assert shops.shop_at(url) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Amazon", "amazon"), ("amazon.de", "amazon"), ("ebay", "ebay"), ("AliExpress", "aliexpress"),
        ("速卖通", "aliexpress"), ("TEMU", "temu"), ("Etsy", "etsy"), ("Taobao", "taobao"), ("天猫", "tmall"),
        ("Somewhere Else", "somewhere else"),
    ],
)  # fmt: skip
def test_a_platform_is_one_under_its_names(name: str, key: str) -> None:
    assert shops.platform(name) == key


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("PAYPAL *LAMPIX SHOP", "lampix shop"),
        ("PAYPAL *LAMPIX", "lampix"),
        ("SUMUP *LAMPIX BERLIN", "lampix berlin"),
        ("SQ *LAMPIX", "lampix"),
        ("klarna*lampix", "lampix"),
    ],
)
def test_a_card_statement_names_the_seller_not_the_payment_firm(raw: str, form: str) -> None:
    assert payments.check_descriptor(raw).normal == form


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("paypal.me/lampix", "paypal.me/lampix"),
        ("https://www.paypal.com/paypalme/Lampix", "paypal.me/lampix"),
        ("Shop@Lampix.example", "shop@lampix.example"),
    ],
)
def test_a_paypal_account_is_a_mailbox_or_a_handle(raw: str, form: str) -> None:
    assert payments.check_paypal(raw).normal == form


@pytest.mark.parametrize(
    ("raw", "valid"),
    [
        ("RR123456785CN", True),
        ("RR 123 456 785 CN", True),
        ("LX123456789CN", False),
        ("1Z999AA10123456784", True),
        ("1Z999AA10123456785", False),
        ("JJD000390007827111111", None),
    ],
)
def test_a_parcel_number_is_checked_where_it_can_be(raw: str, valid: object) -> None:
    assert parcels.check_tracking(raw).valid is valid


@pytest.mark.parametrize("kind", KINDS)
@given(raw=st.text(max_size=40))
def test_any_text_has_a_form_and_keeps_it(kind: str, raw: str) -> None:
    found = check(kind, raw)
    assert bool(found.normal) == bool(" ".join(raw.split()))
    assert found.valid in {True, False, None}
