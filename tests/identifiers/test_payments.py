"""Names on card statements and handles of payment services."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.payments import (
    check_alipay,
    check_descriptor,
    check_paypal,
    check_wechat,
    find,
)


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("PAYPAL *SHENZHENLAMP 4029357733 LU", "shenzhenlamp"),
        ("SQ *LAMP SHOP", "lamp shop"),
        ("ShenzhenLamp", "shenzhenlamp"),
    ],
)
def test_a_statement_names_who_was_paid(raw: str, form: str) -> None:
    assert check_descriptor(raw).normal == form


def test_handles_have_one_form() -> None:
    assert check_paypal("https://www.paypal.me/LampShop") == check_paypal("paypal.me/lampshop")
    assert check_paypal("L.amp+1@gmail.com").normal == "lamp@gmail.com"
    assert check_paypal("abcdefghj2345").normal == "ABCDEFGHJ2345"
    assert check_alipay("138 0013 8000").normal == "+8613800138000"
    assert check_alipay("2088102146225135").normal == "2088102146225135"
    assert check_wechat("Lamp_Shop88").normal == "lamp_shop88"
    assert check_wechat("x").valid is False
    assert check_wechat("13800138000").valid is True


def test_handles_are_found_where_they_are_called_so() -> None:
    text = "微信：lamp_shop88, paypal.me/lampshop, 支付宝: 2088102146225135"
    found = list(find(text))
    assert {(one.kind, one.normal) for one in found} == {
        ("wechat", "lamp_shop88"), ("paypal", "paypal.me/lampshop"), ("alipay", "2088102146225135"),
    }  # fmt: skip
    assert all(text[one.start : one.end] == one.raw for one in found)
