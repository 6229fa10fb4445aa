"""Notices that come as JSON inside a mail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reports.notices import read_notice

BOUNCE: dict[str, Any] = {
    "notificationType": "Bounce",
    "bounce": {
        "bounceType": "Permanent",
        "bouncedRecipients": [
            {
                "emailAddress": "shop@seller.example",
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            },
            {"emailAddress": "full@seller.example", "diagnosticCode": "smtp; 552 5.2.2 mailbox full"},
        ],
    },
    "mail": {"commonHeaders": {"messageId": "<first@office.example>"}},
}


def mail(said: object, behind: str = "") -> bytes:
    body = json.dumps(said, separators=(",", ":"))
    return f"From: notices@service.example\nSubject: Notice\n\n{body}{behind}".encode()


def test_a_bounce_names_everybody_and_why() -> None:
    report = read_notice(mail(BOUNCE, "\n--\nIf you wish to stop receiving notices ..."))
    assert report is not None
    assert (report.kind, report.message_id) == ("delivery", "<first@office.example>")
    first, second = report.recipients
    assert (first.address, first.status, first.reply, first.status_class, first.dead) == (
        "shop@seller.example",
        "5.1.1",
        550,
        5,
        True,
    )
    assert (second.status, second.status_class, second.dead) == ("5.2.2", 5, False)


def test_a_delivery_lists_addresses_alone() -> None:
    said = {"notificationType": "Delivery", "delivery": {"recipients": ["shop@seller.example"]}}
    report = read_notice(mail(said))
    assert report is not None
    (one,) = report.recipients
    assert (one.address, one.status, one.status_class, one.dead) == ("shop@seller.example", "2.0.0", 2, False)


def test_a_complaint_says_nothing_of_delivery() -> None:
    people = [{"emailAddress": "shop@seller.example"}]
    report = read_notice(
        mail({"notificationType": "Complaint", "complaint": {"complainedRecipients": people}})
    )
    assert report is not None
    assert report.kind == "complaint"
    assert [(one.address, one.status_class) for one in report.recipients] == [("shop@seller.example", None)]


@pytest.mark.parametrize(
    "said",
    [
        {"notificationType": "Other"},
        {"notificationType": "Bounce"},
        {"notificationType": "Bounce", "bounce": None},
        {"notificationType": "Bounce", "bounce": {"bouncedRecipients": [{}]}},
        {"notificationType": "Bounce", "bounce": {"bouncedRecipients": [1]}},
        {"notificationType": "Delivery", "delivery": {"recipients": 7}},
        {"notificationType": "Delivery", "delivery": {"recipients": []}, "mail": []},
        {"notificationType": ["Bounce"]},
        {"other": 1},
    ],
)
def test_what_is_no_whole_notice_is_none(said: object) -> None:
    assert read_notice(mail(said)) is None


def test_a_notice_in_the_header_is_not_in_the_body() -> None:
    assert read_notice(b'Subject: {"notificationType":"Bounce"}\n\nwords') is None
    assert read_notice(b"") is None


@given(st.integers(0, 420))
def test_a_notice_cut_off_anywhere_is_none(length: int) -> None:
    whole = mail(BOUNCE)
    cut = whole[: min(length, len(whole) - 1)]
    assert read_notice(cut) is None
