"""E-mail addresses by the rules of those who keep the mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.identifiers.mails import ascii_host, check, find, host_of, proper_host

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J.o.hn+shop@GoogleMail.com", "john@gmail.com"),
        ("shop+de@outlook.com", "shop@outlook.com"),
        ("my.shop@protonmail.com", "myshop@pm.me"),
        ("a-b@yandex.com", "a.b@ya.ru"),
        ("mailto:Info@Shop.example?subject=x", "info@shop.example"),
        ("info@münchen.example", "info@xn--mnchen-3ya.example"),
    ],
)
def test_one_mailbox_has_one_form(one: str, other: str) -> None:
    assert check(one).normal == check(other).normal


@pytest.mark.parametrize(
    ("one", "other"), [("j.ohn@shop.example", "john@shop.example"), ("a+b@shop.example", "a@shop.example")]
)
def test_dots_count_where_the_provider_counts_them(one: str, other: str) -> None:
    assert check(one).normal != check(other).normal


@pytest.mark.parametrize("bad", ["no address", "a@", "@b.example", "a..b@c.example", "a@b", "a b@c.example"])
def test_what_is_no_address_is_marked(bad: str) -> None:
    assert check(bad).valid is False
    assert check(bad).normal


def test_real_addresses_pass_and_broken_ones_are_marked(corpora: Path) -> None:
    good, bad = (_plain(corpora, name) for name in ("mailbox_valid", "mailbox_invalid"))
    assert len(good) > 50
    assert sum(check(line).valid is False for line in good) <= len(good) * 0.05
    assert sum(check(line).valid is False for line in bad) >= len(bad) * 0.6


def _plain(corpora: Path, name: str) -> list[str]:
    """Addresses alone: no names beside them, no hosts without a dot, no numbers for hosts."""
    file = corpora / "10-contact-data" / "flanker-addresses" / f"{name}.txt"
    lines = (line.strip() for line in file.read_text(encoding="utf-8", errors="replace").split("\n"))
    return [
        line
        for line in lines
        if line
        and line[0] not in '#"<'
        and line.isascii()
        and not set("[( ") & set(line)
        and "." in line.rpartition("@")[2]
    ]


def test_addresses_are_found_with_their_place() -> None:
    text = "Write to service@shop.example, or <a.b@c.example>; not to a@b."
    found = list(find(text))
    assert [one.normal for one in found] == ["service@shop.example", "a.b@c.example"]
    assert all(text[one.start : one.end] == one.raw for one in found)


def test_hosts() -> None:
    assert host_of("a@b.example") == "b.example"
    assert host_of("nothing") == ""
    assert ascii_host("Bücher.example.") == "xn--bcher-kva.example"
    assert not proper_host("localhost")
    assert not proper_host("1.2.3.4")
