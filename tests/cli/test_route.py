"""Routes from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Desk

FACTS = (
    *("amount=249", "currency=EUR", "ordered-on=2026-09-01", "paid-on=2026-09-01", "delivery-due=2026-09-26"),
    *("payment=card-visa", "problem=T02.1", "platform=Bazaar"),
)


def test_every_route_is_listed_with_dates_and_sources(desk: Desk, case: str) -> None:
    desk.json("case", "set", case, *FACTS)
    found = desk.json("route", "list", case, "--on", "2026-11-23")
    routes = {one["id"]: one for one in found["routes"]}
    assert len(routes) == 40
    card = routes["card-not-received"]
    assert (card["state"], card["due"], card["opens"]) == ("open", "2027-01-24", None)
    assert {"date": "2028-02-23"}.items() <= card["alternatives"][0].items()
    assert card["steps"]
    assert all(source["status"] in {"unchecked", "sourced"} for source in card["sources"])
    closed = routes["eu-small-claims"]
    assert closed["state"] == "closed"
    assert "outside the Union" in closed["reasons"][0]
    assert routes["insurer-buyer"]["missing"] == ["insured"]
    assert found["forum"]["courts"][0]["country"] == "DE"
    assert found["faults"] == []


def test_people_read_it_in_their_language(desk: Desk, case: str) -> None:
    desk.json("case", "set", case, *FACTS, "delivered-on=2026-08-01")
    done = desk.run("route", "list", case, "--on", "2026-11-23")
    assert "Card dispute: not received" in done.out
    assert "lies before" in done.out


def test_a_verdict_is_written_and_lifted(desk: Desk, case: str) -> None:
    desk.json("route", "override", case, "police", "--state", "closed", "--reason", "Not wanted.")
    routes = {one["id"]: one for one in desk.json("route", "list", case)["routes"]}
    assert routes["police"]["state"] == "closed"
    assert routes["police"]["override"]["reason"] == "Not wanted."
    desk.json("route", "override", case, "police")
    routes = {one["id"]: one for one in desk.json("route", "list", case)["routes"]}
    assert routes["police"]["override"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "2026-0999"),
        ("list", "{case}", "--on", "2026-02-30"),
        ("override", "{case}", "moon", "--state", "open", "--reason", "x"),
        ("override", "{case}", "adr", "--state", "open"),
    ],
)
def test_faults_are_one_sentence(desk: Desk, case: str, arguments: tuple[str, ...]) -> None:
    done = desk.run("route", *(one.format(case=case) for one in arguments))
    assert done.status == 1
    assert done.sentence
