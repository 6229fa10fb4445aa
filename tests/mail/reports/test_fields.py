"""The fields of reports: groups, folded lines, forgotten folds, addresses in every dress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reports.fields import (
    KNOWN,
    address_in,
    addresses_in,
    groups,
    recipient_groups,
)

STANDARD = """Reporting-MTA: dns; relay.example
Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0100

Final-Recipient: rfc822; one@seller.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
  user unknown

Final-Recipient: rfc822; two@seller.example
Action: delayed
Status: 4.4.1
"""


def test_an_empty_line_begins_a_group() -> None:
    found = groups(STANDARD)
    assert [sorted(group) for group in found] == [
        ["arrival-date", "reporting-mta"],
        ["action", "diagnostic-code", "final-recipient", "status"],
        ["action", "final-recipient", "status"],
    ]
    assert found[1]["diagnostic-code"] == "smtp; 550 5.1.1 user unknown"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_one(end: str) -> None:
    assert groups(STANDARD.replace("\n", end)) == groups(STANDARD)


def test_only_groups_about_somebody_are_given() -> None:
    found = list(recipient_groups(STANDARD))
    assert [address_in(group["final-recipient"]) for group in found] == [
        "one@seller.example",
        "two@seller.example",
    ]


def test_a_second_recipient_without_an_empty_line_is_a_group_of_its_own() -> None:
    found = groups("Final-Recipient: rfc822; a@e.org\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@e.org\n")
    assert [group["final-recipient"] for group in found] == ["rfc822; a@e.org", "rfc822; b@e.org"]
    assert "status" not in found[1]


def test_of_a_field_given_twice_the_first_counts() -> None:
    (found,) = groups("Final-Recipient: rfc822; a@e.org\nStatus: 5.1.1\nStatus: 4.0.0\n")
    assert found["status"] == "5.1.1"
    assert found["status*"] == "4.0.0"


def test_words_a_server_forgot_to_fold_belong_to_the_reason() -> None:
    (found,) = groups("Diagnostic-Code: smtp; 550\nno such user here\nStatus: 5.1.1")
    assert found["diagnostic-code"] == "smtp; 550 no such user here"
    assert found["status"] == "5.1.1"
    (other,) = groups("Action: failed\nno such user here\n  and more")
    assert other == {"action": "failed"}


@given(st.text(max_size=300))
def test_any_text_is_cut_into_groups_that_hold_something(text: str) -> None:
    for group in groups(text):
        assert group
        assert all(name == name.lower() for name in group)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), st.from_regex(r"[a-z0-9;.]{1,20}", fullmatch=True)))
def test_plain_fields_are_read_back(fields: dict[str, str]) -> None:
    text = "\n".join(f"{name.title()}: {value}" for name, value in fields.items())
    assert groups(text) == ([fields] if fields else [])


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("rfc822; user@example.org", "user@example.org"),
        ("RFC822;<user@example.org>", "user@example.org"),
        ("rfc822; SMTP=user@example.org", "user@example.org"),
        ("user@example.org; extra", "user@example.org"),
        ("user@example.org.", "user@example.org"),
        ("'user@example.org'", "user@example.org"),
        ("rfc822; Ann Example <ann@example.org> (away)", "ann@example.org"),
        ("x-local; ann", "ann"),
        ("nobody at all", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_field(value: str, address: str) -> None:
    assert address_in(value) == address


def test_addresses_of_a_text_come_once_and_in_order() -> None:
    text = "To b@e.org, <a@e.org>; (b@e.org) and mailto:c@e.org. Not: @e.org, x@"
    assert addresses_in(text) == ["b@e.org", "a@e.org", "c@e.org"]
    assert addresses_in("") == []
