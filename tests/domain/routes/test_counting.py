"""From a clock to its day: where it starts, which rule counts, what is missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.routes import TODAY, books, journey
from xborder_desk.domain.routes.conditions import Scene
from xborder_desk.domain.routes.counting import Counted, count_clocks
from xborder_desk.domain.routes.derived import with_derived

if TYPE_CHECKING:
    from xborder_desk.domain.routes.standing import ClockTime


def counted(route: str, **changed: Any) -> Counted:
    scene = Scene(with_derived(journey(**changed)), books().world, TODAY)
    return count_clocks(books().routes[route], scene, books())


def clock(route: str, name: str, **changed: Any) -> ClockTime:
    return next(one for one in counted(route, **changed).times if one.id == name)


def test_a_clock_starts_at_the_first_fact_that_is_known() -> None:
    scheme = clock("card-not-received", "scheme")
    assert (scheme.fact, scheme.since, scheme.day) == (
        "delivery_due",
        dt.date(2026, 9, 26),
        dt.date(2027, 1, 24),
    )
    assert clock("card-not-received", "scheme", delivery_due=None).fact == "paid_on"
    assert clock("card-not-received", "scheme", delivery_due=None, posted_on="2026-09-03").fact == "posted_on"


def test_the_first_step_names_the_fact() -> None:
    steps = clock("card-not-received", "scheme").steps
    assert str(steps[0]) == "Delivery promised: 2026-09-26"
    assert "2027-01-24" in str(steps[1])


def test_what_is_missing_is_asked_for_unless_the_clock_may_lack_it() -> None:
    assert counted("sepa-debit", paid_on=None).missing == ["posted_on"]
    assert counted("ecc-net").missing == []
    assert counted("carrier", transport_damage=True).missing == ["carrier_kind"] * 3


@pytest.mark.parametrize(
    ("country", "day", "rule", "status"),
    [
        ("DE", "2028-10-02", "bgb-187-193:P2Y", "unchecked"),
        ("FR", "2028-10-01", "calendar-days:P2Y", "unchecked"),
        ("ES", "2029-10-01", "calendar-days:P3Y", "unchecked"),
        ("BR", "2028-10-01", "calendar-days:P2Y", "unchecked"),
    ],
)
def test_the_guarantee_is_that_of_the_country(country: str, day: str, rule: str, status: str) -> None:
    found = clock(
        "seller-complaint",
        "guarantee",
        consumer_country=country,
        problems=["T01.2"],
        delivered_on="2026-10-01",
    )
    assert (found.day.isoformat(), found.rule, found.status) == (day, rule, status)


def test_a_country_without_a_figure_gets_the_general_rule_and_is_told() -> None:
    given = {"problems": ["T01.2"], "delivered_on": "2026-10-01"}
    unknown = counted("seller-complaint", consumer_country="BR", **given)
    assert any("no data" in str(told) for told in unknown.warnings)
    without = counted("seller-complaint", consumer_country="FI", **given)
    assert any("FI" in str(told) for told in without.warnings)
    assert counted("seller-complaint", **given).warnings == []


def test_a_second_period_begins_when_the_first_has_ended() -> None:
    found = clock(
        "seller-complaint",
        "withdrawal-untold",
        problems=["T08.4"],
        delivered_on="2026-11-23",
        withdrawal_told=False,
    )
    assert (found.day, found.rule) == (dt.date(2027, 12, 7), "eu-1182-71:P14D+P12M")
    assert len(found.steps) >= 4


def test_a_clock_gives_its_latest_reading() -> None:
    found = clock("authority-data-protection", "answer", problems=["T11.1"], data_asked_on="2026-11-23")
    assert (found.day, found.last) == (dt.date(2026, 12, 23), dt.date(2026, 12, 24))


def test_what_the_calendar_does_not_hold_is_no_clock() -> None:
    times = counted("product-liability", injury=True, placed_on_market_on="9995-01-01").times
    assert "longstop" not in [one.id for one in times]
