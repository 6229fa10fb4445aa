"""Which kind of address a way of contact uses, and when two writings are one."""

from __future__ import annotations

import pytest

from xborder_desk.domain.choices import Channel
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.identifiers.ways import KIND_OF, WAYS, kind_of, normal_address


def test_two_writings_of_an_address_are_one() -> None:
    assert normal_address("email", "Shop@Seller.Example") == normal_address("email", "shop@seller.example")
    assert normal_address("sms", "+49 (30) 123456") == normal_address("phone", "+4930123456")
    assert normal_address("email", "") == ""
    assert kind_of("registered_letter") == "address"
    assert kind_of("email") == "email"
    assert WAYS.kind("bailiff", "Main Street 5") == "address"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("+86 755 5550142", "phone"),
        ("WeChat lanyu_88", "messenger"),
        ("", "phone"),
        ("@shop24", "messenger"),
    ],
)
def test_a_messenger_is_reached_by_number_or_by_name(address: str, kind: str) -> None:
    assert kind_of("messenger", address) == kind


def test_a_name_in_a_messenger_is_told_again_by_the_whole_name() -> None:
    one = normal_address("messenger", "WeChat ID lanyu_service88")
    assert one == normal_address("messenger", "wechat id  LANYU_service88")
    assert one != normal_address("messenger", "other_service88")
    assert normal_address("messenger", "+86 755 555 01 42") == normal_address("phone", "+867555550142")


def test_kinds_of_addresses_have_names_people_know() -> None:
    assert {kind_of(channel) for channel in KIND_OF} <= set(KIND_NAMES)


@pytest.mark.parametrize("channel", list(Channel))
def test_a_normal_address_stays_what_it_is(channel: Channel) -> None:
    once = normal_address(channel.value, "Shop 24, Main Street 5, 10115 Berlin")
    assert normal_address(channel.value, once) == once
