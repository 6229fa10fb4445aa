"""Reports written for people: what is reported, what is repeated, and who was not reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reports.prose import failed_addresses, report_text, words_beside


@pytest.mark.parametrize(
    "line",
    [
        "------ This is a copy of the message, including all the headers. ------",
        "--- Below this line is a copy of the message.",
        "   ----- Original message follows -----",
        "> Received: from office.example by relay.example",
        "Return-Path: <ann@office.example>",
        "------ The unsent message follows ------",
        "Here is a copy of it",
    ],
)
def test_what_repeats_the_mail_is_cut_off(line: str) -> None:
    spoken, repeated = report_text(f"shop@seller.example: unknown\n\n{line}\nTo: other@office.example\n")
    assert spoken.strip() == "shop@seller.example: unknown"
    assert "other@office.example" in repeated


def test_a_text_that_only_repeats_is_kept_whole() -> None:
    text = "Received: from office.example\nTo: shop@seller.example\n"
    assert report_text(text) == (text, "")
    assert report_text("no such line") == ("no such line", "")


@given(st.text(max_size=300))
def test_nothing_is_lost_by_cutting(text: str) -> None:
    spoken, repeated = report_text(text)
    assert spoken + repeated == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Failed recipient: shop@seller.example", ["shop@seller.example"]),
        ("Your message to <shop@seller.example> was refused", ["shop@seller.example"]),
        ("could not be delivered to: shop@seller.example", ["shop@seller.example"]),
        ("shop@seller.example\n    unknown user", ["shop@seller.example"]),
        ("<one@e.org>:\nno\n\n<two@e.org>:\nno", ["one@e.org", "two@e.org"]),
        ("RCPT TO:<shop@seller.example>", ["shop@seller.example"]),
        ("We are sorry, for shop@seller.example there is none", ["shop@seller.example"]),
        ("Nobody is named here", []),
    ],
)
def test_who_was_not_reached(text: str, found: list[str]) -> None:
    assert failed_addresses(text, set()) == found


def test_the_sender_is_not_who_was_not_reached() -> None:
    text = "<ann@office.example>:\n<shop@seller.example>:\nunknown"
    assert failed_addresses(text, {"ann@office.example"}) == ["shop@seller.example"]


def test_who_wrote_to_himself_is_still_named() -> None:
    assert failed_addresses("<ann@office.example>: unknown", {"ann@office.example"}) == ["ann@office.example"]


def test_below_the_heading_stand_those_who_count() -> None:
    text = "Message to boss@e.org\ndid not reach the following recipient(s):\nshop@seller.example on Mon"
    assert failed_addresses(text, set()) == ["shop@seller.example"]


def test_the_words_beside_an_address_end_at_the_next() -> None:
    text = "One@e.org: mailbox full\ntwo@e.org: unknown user"
    both = ["one@e.org", "two@e.org"]
    assert words_beside(text, "one@e.org", both) == "One@e.org: mailbox full\n"
    assert words_beside(text, "two@e.org", both) == "two@e.org: unknown user"
    assert words_beside(text, "three@e.org", both) == text


@given(st.text(max_size=200))
def test_any_text_gives_addresses_that_stand_in_it(text: str) -> None:
    for one in failed_addresses(f"{text}\nshop@seller.example: unknown", set()):
        assert "@" in one
