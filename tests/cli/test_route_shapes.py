"""The board of routes for the shapes of case that come in every week, as a script reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Desk

ON = "2026-08-01"
# Ordered and paid on 1 June, promised for 30 June, never came, complained about on 5 July 2026.
NEVER_CAME = {
    "--ordered-on": "2026-06-01",
    "--paid-on": "2026-06-01",
    "--delivery-due": "2026-06-30",
    "--complained-on": "2026-07-05",
    "--problem": "T02.1",
}
EU_COURTS = {"eu-small-claims", "eu-payment-order"}
HOME_COURTS = {"national-small-claims", "national-court"}
CARDS = {
    "card-not-received",
    "card-not-as-described",
    "card-counterfeit",
    "card-credit-not-processed",
    "card-cancelled",
}


def board(
    desk: Desk, country: str, payment: str, changes: dict[str, str] | None = None, on: str = ON
) -> dict[str, dict[str, object]]:
    """Open a case against a seller there, paid so, and give its board by the ids of the routes."""
    fields = {**NEVER_CAME, **(changes or {})}
    told = desk.json(
        *("case", "create", "--title", "Shape", "--consumer", "Anna", "--consumer-country", "DE"),
        *("--seller", "Seller", "--seller-country", country, "--payment", payment),
        *("--amount", "300", "--currency", "EUR"),
        *(part for option, value in fields.items() if value for part in (option, value)),
    )
    listed = desk.json("route", "list", told["case"], "--on", on)["routes"]
    return {one["id"]: one for one in listed}


def in_state(told: dict[str, dict[str, object]], state: str) -> set[str]:
    return {name for name, one in told.items() if one["state"] == state}


def test_every_route_is_listed_and_says_why(desk: Desk) -> None:
    told = board(desk, "CN", "card-visa")
    assert len(told) == 40
    for name, one in told.items():
        assert one["state"] in {"open", "waiting", "closed", "unknown"}, name
        assert one["reasons"], name
        assert one["sources"], name
        assert (one["state"] == "unknown") <= bool(one["missing"]), name


def test_what_runs_out_first_is_on_top(desk: Desk) -> None:
    told = list(board(desk, "CN", "card-visa").values())
    dated = [str(one["due"]) for one in told if one["state"] == "open" and one["due"]]
    assert dated == sorted(dated)
    assert told[0]["id"] == "card-not-received"


@pytest.mark.parametrize(
    ("payment", "route", "due"),
    [
        ("card-visa", "card-not-received", "2026-10-28"),  # 120 days from the promised day
        ("card-mastercard", "card-not-received", "2026-09-28"),  # ours: some report 90 days
        ("card-amex", "card-not-received", "2026-10-28"),
        ("paypal", "paypal", "2026-11-28"),  # 180 days from the payment
        ("sepa-transfer", "transfer-recall", None),  # no right to it, so no last day
    ],
)
def test_each_way_to_pay_has_its_own_way_back(desk: Desk, payment: str, route: str, due: str | None) -> None:
    told = board(desk, "CN", payment)
    assert (told[route]["state"], told[route]["due"]) == ("open", due)
    others = {"card-not-received", "paypal", "transfer-recall", "sepa-debit"} - {route}
    assert others <= in_state(told, "closed")


def test_cash_leaves_none_of_them(desk: Desk) -> None:
    told = board(desk, "IT", "cash")
    assert CARDS | {"paypal", "sepa-debit", "transfer-recall"} <= in_state(told, "closed")
    assert told["ecc-net"]["state"] == "open"


def test_a_direct_debit_comes_back_within_eight_weeks(desk: Desk) -> None:
    told = board(desk, "NL", "sepa-debit", {"--paid-on": "2026-06-22"})
    assert (told["sepa-debit"]["state"], told["sepa-debit"]["due"]) == ("open", "2026-08-17")
    late = board(desk, "NL", "sepa-debit", {"--paid-on": "2026-06-01"})
    assert late["sepa-debit"]["state"] == "closed"


@pytest.mark.parametrize("country", ["CN", "US", "GB", "TR"])
def test_a_seller_outside_the_union_has_no_procedure_of_the_union(desk: Desk, country: str) -> None:
    told = board(desk, country, "card-visa")
    assert EU_COURTS | {"ecc-net", "adr"} <= in_state(told, "closed")
    assert in_state(told, "open") >= HOME_COURTS


@pytest.mark.parametrize("country", ["FR", "PL", "IT", "NL"])
def test_a_seller_in_another_state_of_the_union_has_all_of_them(desk: Desk, country: str) -> None:
    told = board(desk, country, "card-visa")
    assert EU_COURTS | HOME_COURTS | {"ecc-net", "adr"} <= in_state(told, "open")


def test_a_seller_at_home_is_no_case_across_a_border(desk: Desk) -> None:
    told = board(desk, "DE", "card-visa")
    assert EU_COURTS | {"ecc-net"} <= in_state(told, "closed")
    assert HOME_COURTS | {"adr"} <= in_state(told, "open")


@pytest.mark.parametrize(
    ("country", "route"), [("CN", "cn-12315"), ("GB", "uk-icc"), ("US", "us-econsumer"), ("FR", "ecc-net")]
)
def test_each_country_has_its_own_body(desk: Desk, country: str, route: str) -> None:
    told = board(desk, country, "card-visa")
    bodies = {"cn-12315", "uk-icc", "us-econsumer", "ecc-net", "kr-kca", "jp-ccj", "hk-consumer-council"}
    assert bodies & in_state(told, "open") == {route}


def test_bodies_wait_until_the_seller_was_asked(desk: Desk) -> None:
    told = board(desk, "FR", "card-visa", {"--complained-on": ""})
    assert {"adr", "ecc-net"} <= in_state(told, "waiting")


@pytest.mark.parametrize(
    ("on", "state"), [("2025-03-01", "open"), ("2025-07-20", "closed"), ("2025-07-21", "closed")]
)
def test_the_platform_of_the_union_is_history(desk: Desk, on: str, state: str) -> None:
    days = {
        "--ordered-on": "2025-01-01",
        "--paid-on": "2025-01-01",
        "--delivery-due": "2025-01-20",
        "--complained-on": "2025-02-01",
    }
    assert board(desk, "FR", "card-visa", days, on)["odr-platform"]["state"] == state


def test_a_claim_whose_limitation_has_run_says_so_first(desk: Desk) -> None:
    days = {
        "--ordered-on": "2019-01-01",
        "--paid-on": "2019-01-01",
        "--delivery-due": "2019-01-20",
        "--complained-on": "2019-02-01",
    }
    told = board(desk, "FR", "card-visa", days)
    assert told["card-not-received"]["state"] == "closed"
    for route in EU_COURTS | HOME_COURTS:
        reasons = told[route]["reasons"]
        assert isinstance(reasons, list)
        assert "31 Dec 2022" in str(reasons[0]), route
        assert any("Limitation" in str(one) for one in reasons), route
        assert not any("no last day" in str(one) for one in reasons), route


def test_the_limitation_of_a_young_claim_is_its_last_day(desk: Desk) -> None:
    told = board(desk, "FR", "card-visa")
    assert {str(told[route]["due"]) for route in EU_COURTS | HOME_COURTS} == {"2029-12-31"}


def test_a_defect_is_another_matter_than_a_parcel_that_never_came(desk: Desk) -> None:
    days = {"--delivery-due": "", "--delivered-on": "2026-06-20", "--problem": "T01.1"}
    told = board(desk, "PL", "card-visa", days)
    assert told["card-not-received"]["state"] == "closed"
    assert told["card-not-as-described"]["state"] in {"open", "waiting"}
    assert told["seller-complaint"]["due"] == "2028-06-20"  # two years from delivery
