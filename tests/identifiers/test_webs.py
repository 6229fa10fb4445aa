"""Web addresses: pages without what shops append, and the domain that somebody registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.identifiers.webs import check, find, host_of, registered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Shop.example/", "shop.example"),
        ("http://shop.example/a/?utm_source=x&b=2&a=1", "shop.example/a?a=1&b=2"),
        ("https://shop.example/p?spm=1.2&gclid=3", "shop.example/p"),
    ],
)
def test_one_page_has_one_form(one: str, other: str) -> None:
    assert check(one).normal == check(other).normal


def test_pages_differ_by_the_case_of_their_path() -> None:
    assert check("shop.example/A").normal != check("shop.example/a").normal


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.co.uk", "shop.co.uk"),
        ("a.b.shop.com.cn", "shop.com.cn"),
        ("lamps.myshopify.com", "lamps.myshopify.com"),
        ("co.uk", ""),
        ("localhost", ""),
    ],
)
def test_the_domain_that_somebody_registered(host: str, domain: str) -> None:
    assert registered(host) == domain


def test_addresses_are_found_where_the_ending_is_a_real_one() -> None:
    text = "See www.lamps-shop.com, file.txt and https://x.example/y."
    assert [one.normal for one in find(text)] == ["lamps-shop.com", "x.example/y"]


def test_no_host_no_page() -> None:
    assert check("http://").valid is False
    assert check("not a page").valid is False
    assert host_of("http://[::1") == ""


def test_real_domains_of_fraud_lists_are_domains(corpora: Path) -> None:
    lines = (corpora / "08-shops/durablenapkin/domains.txt").read_text(encoding="utf-8").split("\n")
    hosts = [line.split()[1] for line in lines if line.startswith("0.0.0.0 ")]
    assert len(hosts) > 5000
    assert sum(not registered(host) for host in hosts) <= len(hosts) * 0.01
