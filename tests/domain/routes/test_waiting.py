"""What was asked waits for a day; the terms of platforms; withdrawal told late; liability after a repair."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.routes import TODAY, books, journey
from xborder_desk.domain.routes.planner import plan
from xborder_desk.domain.routes.route import RouteState

if TYPE_CHECKING:
    from xborder_desk.domain.case_facts import CaseFacts
    from xborder_desk.domain.routes.standing import RouteStanding

MASTERCARD: Final = {"payment_method": "card-mastercard"}
AMEX: Final = {"payment_method": "card-amex"}
PAYPAL: Final = {"payment_method": "paypal"}
# Route, what is known besides, the first day after waiting, the fact that ends it.
WAITING: Final = (
    ("card-not-received", {"card_disputed_on": "2026-11-10"}, "2026-12-11", "card_decided_on"),
    ("card-not-received", {**MASTERCARD, "card_disputed_on": "2026-11-10"}, "2026-12-26", ""),
    ("card-not-received", {**AMEX, "card_disputed_on": "2026-11-10"}, "2026-12-01", ""),
    ("paypal", {**PAYPAL, "paypal_claim_on": "2026-11-20"}, "2026-12-21", "paypal_decided_on"),
    ("platform-guarantee", {"platform_claim_on": "2026-11-20"}, "2026-12-05", "platform_claim_decided_on"),
    ("platform-guarantee", {"platform_claim_on": "2026-11-22", "platform": "eBay"}, "2026-11-26", ""),
    ("platform-complaint", {"platform_asked_on": "2026-11-20"}, "2026-12-05", ""),
    ("seller-complaint", {"complained_on": "2026-11-20"}, "2026-12-05", ""),
)


def one(route: str, known: CaseFacts, on: dt.date = TODAY) -> RouteStanding:
    return next(found for found in plan(known, books(), on) if found.id == route)


@pytest.mark.parametrize(("route", "more", "opens", "decided"), WAITING)
def test_what_has_been_asked_waits_until_a_day_and_goes_on_after_it(
    route: str, more: dict[str, str], opens: str, decided: str
) -> None:
    known, day = journey(**more), dt.date.fromisoformat(opens)
    waiting = one(route, known)
    assert (waiting.state, waiting.opens) == (RouteState.WAITING, day)
    assert waiting.changes is not None
    assert waiting.changes <= day
    assert one(route, known, day).state is RouteState.OPEN
    # Asked in time stays asked in time, however long the other side takes.
    assert one(route, known, dt.date(2028, 1, 3)).state is RouteState.OPEN
    if decided:
        closed = one(route, known.changed(**{decided: TODAY}))
        assert closed.state is RouteState.CLOSED
        assert "decided" in str(closed.reasons[0])


@pytest.mark.parametrize(
    ("platform", "more", "opens", "due"),
    [
        ("Amazon", {"delivery_due": "2026-11-22"}, "2026-11-24", "2027-02-20"),
        ("amazon.de", {}, None, "2026-12-25"),
        ("EBAY", {}, None, "2026-10-26"),
        ("etsy.com", {}, None, "2027-01-04"),
        ("Temu", {}, None, "2026-11-30"),
    ],
)
def test_the_terms_of_a_platform_give_our_own_date(
    platform: str, more: dict[str, str], opens: str | None, due: str
) -> None:
    found = one("platform-guarantee", journey(platform=platform, **more))
    assert {time.id: time.day.isoformat() for time in found.clocks}["known-terms"] == due
    assert (found.opens.isoformat() if found.opens else None) == opens
    assert found.missing == ()
    assert found.status == "unchecked"
    # What nobody has checked closes nothing.
    assert found.state is not RouteState.CLOSED


def test_terms_a_person_has_read_come_before_what_we_know() -> None:
    read = one("platform-guarantee", journey(platform="Amazon", platform_guarantee_until="2026-11-30"))
    assert read.due == dt.date(2026, 11, 30)
    assert "known-terms" not in {time.id for time in read.clocks}
    assert one("platform-guarantee", journey(platform="BazaarHub")).missing == ("platform_guarantee_until",)


def bought(**more: Any) -> CaseFacts:
    return journey(delivery_due=None, **more)


def test_told_late_takes_the_place_of_never_told_only_in_time() -> None:
    usual = {"problems": ["T08.4"], "ordered_on": "2025-10-01", "delivered_on": "2025-10-10"}
    in_time = one("seller-complaint", bought(**usual, withdrawal_told_on="2026-10-20"), dt.date(2026, 10, 21))
    assert in_time.due == dt.date(2026, 11, 3)
    late = one("seller-complaint", bought(**usual, withdrawal_told_on="2026-11-02"), dt.date(2026, 11, 3))
    assert late.due is None
    assert any("2026-10-26" in str(told) for told in (*late.reasons, *late.warnings))


def test_a_repair_lengthens_the_liability_as_another_reading() -> None:
    usual = {"problems": ["T01.1"], "ordered_on": "2026-07-01", "delivered_on": "2026-07-10"}
    found = one("seller-complaint", bought(**usual, consumer_country="LU", repaired_on="2026-10-10"))
    assert found.due == dt.date(2028, 7, 10)
    assert dt.date(2029, 7, 10) in [day for day, _why in found.alternatives]
    before = one("seller-complaint", bought(**usual, consumer_country="LU", repaired_on="2026-07-30"))
    assert dt.date(2029, 7, 10) not in [day for day, _why in before.alternatives]


def test_withdrawal_is_that_of_the_country() -> None:
    usual = {"problems": ["T08.4"], "ordered_on": "2026-11-01", "delivered_on": "2026-11-18"}
    days = {
        country: one("seller-complaint", bought(**usual, consumer_country=country)).due
        for country in ("DE", "GB", "TW", "KR", "CN", "US")
    }
    assert days == {
        "DE": dt.date(2026, 12, 2),
        "GB": dt.date(2026, 12, 2),
        "TW": dt.date(2026, 11, 25),
        "KR": dt.date(2026, 11, 25),
        "CN": dt.date(2026, 11, 25),
        "US": None,
    }


@pytest.mark.parametrize(
    ("route", "more", "filed"),
    [
        ("card-not-received", {}, "card_disputed_on"),
        ("card-not-received", {"card_disputed_on": "2026-11-10"}, "card_decided_on"),
        ("platform-guarantee", {"platform": "Temu"}, "platform_claim_on"),
        (
            "platform-guarantee",
            {"platform": "Temu", "platform_claim_on": "2026-11-10"},
            "platform_claim_decided_on",
        ),
        ("paypal", PAYPAL, "paypal_claim_on"),
        ("paypal", {**PAYPAL, "paypal_claim_on": "2026-11-10"}, "paypal_decided_on"),
        ("seller-complaint", {}, "complained_on"),
        ("seller-complaint", {"complained_on": "2026-11-10"}, ""),
        ("national-court", {}, "court_started_on"),
        ("police", {"fraud": True}, "police_reported_on"),
        ("cn-12315", {}, ""),
        ("paypal", {}, ""),
    ],
)
def test_a_way_names_what_to_enter_once_it_was_taken(route: str, more: dict[str, Any], filed: str) -> None:
    assert one(route, journey(**more)).filed == filed
